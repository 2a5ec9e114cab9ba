public import Diagnostics

extension Rule {
    public static let missingSpace = Rule(
        "missing-space", .warning, .adjustable,
        means: "A number and its unit are run together, or a name and its dose.",
        why: "Run together, the first letter of the unit is read as a figure (`10mg` as `100 mg`), and the last one of a name as a 1 (ISMP).",
        mend: "A space")
    public static let missingComma = Rule(
        "missing-comma", .warning, .adjustable,
        means: "A number of four figures or more before a unit of dose has no commas, or spaces for them.",
        why: "Without commas nobody counts the zeros of a large dose: 100000 is read as 10,000 or as 1,000,000 (ISMP).",
        mend: "`1,000`, `100,000`")
    public static let misreadSlash = Rule(
        "misread-slash", .warning, .adjustable,
        means: "A slash between two doses of one unit, or in a fraction of a tablet.",
        why: "A slash between two doses is read as a 1: `25 units/10 units` as `110 units` (ISMP).",
        mend: "`and`, `or`, `then`, `per`; `half a tablet`")
    public static let misreadSign = Rule(
        "misread-sign", .warning, .adjustable,
        means: "`>`, `<` or `@` right before a dose.",
        why: "Before a dose > and < are mistaken for each other, and < or @ for a figure (ISMP).",
        mend: "`more than`, `less than`, `at`")
}

/// Reports doses in running text that are written so that another dose is read, by the list of the Institute for Safe Medication
/// Practices (ISMP) of error-prone abbreviations, symbols and dose designations.
///
/// Laboratory values, which are measured and not given, are left alone: `CK 150 U/L`.
struct WrittenDoses {
    private let marks: [ClaimText.Mark]
    private let source: String
    private let log: DiagnosticLog
    /// Abbreviations that the glossary explains.
    private let explained: Set<String>
    /// True for an abbreviation that the page explains, in brackets behind what it stands for.
    private let isExplainedHere: (String) -> Bool

    init(
        _ marks: [ClaimText.Mark], in source: String, explained: Set<String>, isExplainedHere: @escaping (String) -> Bool, log: DiagnosticLog
    ) {
        self.marks = marks
        self.source = source
        self.explained = explained
        self.isExplainedHere = isExplainedHere
        self.log = log
    }

    func check() {
        marks.scan { start in
            let scalar = marks[start].scalar
            if scalar.isDigit { return checkNumber(at: start) }
            guard scalar.isASCII, scalar.isLetter else { return nil }
            return checkWord(at: start)
        }
    }

    // MARK: Words

    /// Returns where the word ends, with digits and points that belong to it.
    private func checkWord(at start: Int) -> Int? {
        if start > 0, isWordPart(marks[start - 1].scalar) || !mayAbbreviate(at: start) { return nil }
        let end = wordEnd(from: start)
        if end - start <= 6 {
            let word = text(start, end)
            if let found = ErrorProneWord.anywhere(word), !explained.contains(word) {
                report(found, word, at: start)
            } else if word == "q", start >= 4, text(start - 4, start) == "sub " {
                report(.errorProneAbbreviation, "'sub q' is read as 'every'", at: start - 4, fix: ("sub q", "subcutaneously"))
            } else if let time = Self.clockTime(word) {
                report(.errorProneFrequency, "'\(word)' is read as 'every \(time.prefix { $0.isNumber }) hours'", at: start, fix: (word, "daily at \(time)"))
            }
        }
        // A figure behind it belongs to no name: `Inderal40 mg`.
        return nil
    }

    /// By its first letters: most words are read no further.
    private func mayAbbreviate(at start: Int) -> Bool {
        func small(_ index: Int) -> UInt32 { index < marks.count ? marks[index].scalar.value | 0x20 : 0x20 }
        return switch small(start) {
        case 0x71: small(start + 1) != 0x75  // q without a u
        case 0x74, 0x62: small(start + 1) == 0x69 && small(start + 2) == 0x77  // tiw, biw
        case 0x64: small(start + 1) == 0x2F  // d/c
        default: false
        }
    }

    /// `6 PM` of `q6PM`
    private static func clockTime(_ word: String) -> String? {
        guard word.first == "q", let half = ["AM", "PM", "am", "pm"].first(where: { word.hasSuffix($0) }) else { return nil }
        let hour = word.dropFirst().dropLast(2)
        return !hour.isEmpty && hour.allSatisfy(\.isNumber) ? "\(hour) \(half.uppercased())" : nil
    }

    private func report(_ found: ErrorProneWord, _ word: String, at start: Int) {
        let place = place(start)
        // The last point of `q.d.` may be that of the sentence as well, which stays.
        let corrected = word.hasSuffix(".") && isSentenceEnd(start + word.unicodeScalars.count) ? String(word.dropLast()) : word
        log.report(
            found.rule, at: place, "'\(word)' is read as \(found.misreading)", suggestion: found.suggestion,
            correction: found.correction.map { .init(corrected, at: place, to: $0) })
    }

    /// True where nothing follows, or a word that begins a sentence.
    private func isSentenceEnd(_ index: Int) -> Bool {
        let next = skipSpaces(index)
        return next >= marks.count || marks[next].scalar.properties.isUppercase || marks[next].scalar.value == 0x0A
    }

    // MARK: Figures

    /// Returns where what was read ends.
    private func checkNumber(at start: Int) -> Int? {
        let end = numberEnd(from: start)
        let name = wordBefore(start)
        // Digits within a word are a name: IL6, M33.12. A long word is a name that a dose has run into.
        let isRunIn = name.count >= 4 && name.count(where: \.isLowercase) >= 3
        if !isRunIn, !name.isEmpty || (start > 0 && (marks[start - 1].scalar == "_" || marks[start - 1].scalar.isMark)) { return end }
        if let fraction = checkFraction(start, end) { return fraction }
        if let grouped = checkGroups(start, end) { return grouped }
        guard let unit = unit(after: end) else {
            checkRange(start, end)
            return end
        }
        let unitEnd = unit.range.upperBound
        if isLaboratory(unit.unit, from: unitEnd) { return unitEnd }
        check(start, end, unit, runInto: isRunIn ? name : nil)
        if !marks[start].isHeld {
            checkSign(before: start, figure: text(start, unitEnd))
            if !isRunIn { checkName(before: start, figure: text(start, unitEnd), unit.unit) }
        }
        checkSlash(start, unit)
        checkPoint(unit)
        checkFollowing(from: unitEnd, ofDrops: unit.unit.symbol.hasPrefix("drop"))
        return unitEnd
    }

    private typealias Found = (unit: WrittenUnit, range: Range<Int>)

    private func check(_ start: Int, _ end: Int, _ unit: Found, runInto name: String?) {
        let (number, symbol) = (text(start, end), unit.unit.symbol)
        let isJoined = unit.range.lowerBound == end
        let isHyphen = !isJoined && isDash(marks[end].scalar)
        if let name {
            report(
                .missingSpace, "'\(name)\(number)' runs a name and its dose together", at: start - name.unicodeScalars.count,
                suggestion: "write '\(name) \(number) \(symbol)', if the figure is the dose")
        } else if case .misread(let right) = unit.unit.fault, !marks[start].isHeld {
            let word = right == "units" && number == "1" ? "unit" : right
            report(
                .errorProneUnit, "'\(symbol)' in '\(text(start, unit.range.upperBound))' is misread", at: isJoined ? start : unit.range.lowerBound,
                fix: isJoined ? ("\(number)\(symbol)", "\(number) \(word)") : (symbol, word), suggestion: "write '\(number)\(isHyphen ? "-" : " ")\(word)'")
        } else if isJoined {
            let right: String = if case .spelling(let right) = unit.unit.fault { right } else { symbol }
            report(.missingSpace, "'\(number)\(symbol)' has no space before its unit", at: start, fix: ("\(number)\(symbol)", "\(number) \(right)"))
        } else if case .spelling(let right) = unit.unit.fault, !marks[start].isHeld, right != "nanograms" || !isPerMillilitre(unit.range.upperBound) {
            report(.errorProneAbbreviation, "'\(symbol)' is read as another unit or as a figure", at: unit.range.lowerBound, fix: (symbol, right))
        }
        checkComma(start, end, before: unit.unit)
    }

    /// `25K units`, `5 MM units`: letters for a thousand and a million.
    private func multiple(_ letters: String, from end: Int) -> (words: String, end: Int)? {
        let words = letters == "K" ? "thousand" : letters == "M" || letters == "MM" ? "million" : nil
        guard let words, case let next = skipSpaces(end), next > end else { return nil }
        let unit = letterEnd(from: next)
        guard ["units", "unit", "U", "IU"].contains(text(next, unit)) else { return nil }
        return (words, unit)
    }

    // MARK: Commas

    private func checkComma(_ start: Int, _ end: Int, before unit: WrittenUnit) {
        var whole = start
        while whole < end, marks[whole].scalar.isASCII, marks[whole].scalar.isDigit { whole += 1 }
        // A comma stands there, or too little for one.
        guard whole - start >= 4, whole == end || marks[whole].scalar == ".", marks[start].scalar != "0", whole - start <= 12 else { return }
        let digits = text(start, whole)
        if whole - start == 4, unit.symbol == "units", digits.hasPrefix("19") || digits.hasPrefix("20"), isYear(start) { return }
        report(.missingComma, "'\(digits)' in a dose has no comma", at: start, fix: (digits, Self.grouped(digits)))
    }

    /// `In 2020 units were …`
    private func isYear(_ start: Int) -> Bool {
        guard start > 0, marks[start - 1].scalar.isSpace else { return false }
        return ["in", "since", "until", "from", "by", "during", "before", "after", "of", "and", "to"].contains(wordBefore(start - 1).lowercased())
    }

    /// `100 000 units`: a space where a comma belongs breaks at the end of a line.
    private func checkGroups(_ start: Int, _ first: Int) -> Int? {
        guard first - start <= 3, marks[start].scalar != "0" else { return nil }
        var end = first
        var digits = text(start, first)
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        while end + 3 < marks.count, marks[end].scalar.isSpace, numberEnd(from: end + 1, atMost: 4) == end + 4 {
            let group = text(end + 1, end + 4)
            // Two numbers may stand side by side; three zeros are a group, and what a no-break space joins.
            guard group == "000" || marks[end].scalar != " " else { break }
            digits += group
            end += 4
        }
        guard end > first, let unit = unit(after: end), !isLaboratory(unit.unit, from: unit.range.upperBound) else { return nil }
        let written = text(start, end)
        report(.missingComma, "'\(written)' has a space where a comma belongs", at: start, fix: (written, Self.grouped(digits)))
        return unit.range.upperBound
    }

    private static func grouped(_ digits: String) -> String {
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { out += "," }
            out.append(digit)
        }
        return out
    }

    /// The first number of `1000 to 2000 mg`.
    private func checkRange(_ start: Int, _ end: Int) {
        var next = skipSpaces(end)
        if next < marks.count, isDash(marks[next].scalar) {
            next = skipSpaces(next + 1)
        } else {
            let word = letterEnd(from: next)
            guard next > end, ["to", "or", "and"].contains(text(next, word)) else { return }
            next = skipSpaces(word)
        }
        guard next < marks.count, marks[next].scalar.isDigit, let unit = unit(after: numberEnd(from: next)),
            !isLaboratory(unit.unit, from: unit.range.upperBound)
        else { return }
        checkComma(start, end, before: unit.unit)
    }

    // MARK: Signs

    private func checkSlash(_ start: Int, _ unit: Found) {
        var next = skipSpaces(unit.range.upperBound)
        guard next < marks.count, marks[next].scalar == "/" else { return }
        next = skipSpaces(next + 1)
        guard next < marks.count, marks[next].scalar.isDigit, let second = self.unit(after: numberEnd(from: next)), second.unit.isSame(as: unit.unit) else { return }
        report(
            .misreadSlash, "the slash in '\(text(start, second.range.upperBound))' is read as a 1", at: start,
            suggestion: "write 'and', 'or' or 'then' between the two doses, or 'per'")
    }

    /// `1/2 tablet`
    private func checkFraction(_ start: Int, _ end: Int) -> Int? {
        guard end == start + 1, end + 1 < marks.count, marks[end].scalar == "/", marks[end + 1].scalar.isDigit else { return nil }
        guard case let last = numberEnd(from: end + 1), last == end + 2, let unit = unit(after: last), ["tablet", "tablets"].contains(unit.unit.symbol) else {
            return nil
        }
        let written = text(start, unit.range.upperBound)
        let isHalf = written.hasPrefix("1/2")
        report(
            .misreadSlash, "'\(written)' is read as \(text(start, end)) or \(text(end + 1, last)) tablets", at: start,
            fix: isHalf ? (written, "half a tablet") : nil, suggestion: isHalf ? nil : "write the fraction in words")
        return unit.range.upperBound
    }

    private func checkSign(before start: Int, figure: String) {
        var index = start - 1
        while index >= 0, start - index < 4, marks[index].scalar.isSpace { index -= 1 }
        guard index >= 0 else { return }
        let words: String
        switch marks[index].scalar {
        case ">": words = "more than"
        case "<": words = "less than"
        case "@": words = "at"
        default: return
        }
        // Arrows and the like are other signs.
        if index > 0, "<>-=@".unicodeScalars.contains(marks[index - 1].scalar) { return }
        report(.misreadSign, "'\(marks[index].scalar)' before '\(figure)' is misread", at: index, suggestion: "write '\(words) \(figure)'")
    }

    /// `5 mg. of it`: a point that ends no sentence.
    private func checkPoint(_ unit: Found) {
        let point = unit.range.upperBound
        guard !unit.unit.isWord, point + 2 < marks.count, marks[point].scalar == ".", marks[point + 1].scalar.isSpace,
            marks[point + 2].scalar.properties.isLowercase
        else { return }
        report(
            .errorProneAbbreviation, "the point behind '\(unit.unit.symbol)' is read as a 1", at: unit.range.lowerBound,
            fix: ("\(unit.unit.symbol).", unit.unit.symbol))
    }

    // MARK: What stands around a dose

    /// `10 mg PO OD`
    private func checkFollowing(from end: Int, ofDrops: Bool) {
        var index = end
        // What the dose is per.
        while index + 1 < marks.count, marks[index].scalar == "/", marks[index + 1].scalar.isLetter { index = letterEnd(from: index + 1) }
        for _ in 0..<4 {
            let start = skipSpaces(index)
            guard start > index, start < marks.count, marks[start].scalar.isLetter else { return }
            index = wordEnd(from: start)
            let word = text(start, index)
            if let found = ErrorProneWord.afterAmount(word, ofDrops: ofDrops) {
                if !explained.contains(word) { report(found, word, at: start) }
                return
            }
            if word == "per", case let next = skipSpaces(index), text(next, letterEnd(from: next)) == "os" {
                return report(.errorProneAbbreviation, "'per os' is read as 'left eye'", at: start, fix: ("per os", "by mouth"))
            }
            guard ErrorProneWord.between.contains(word) else { return }
        }
    }

    /// `MTX 15 mg`: capitals that nothing explains, right before a dose.
    private func checkName(before start: Int, figure: String, _ unit: WrittenUnit) {
        guard start > 1, marks[start - 1].scalar.isSpace else { return }
        var first = start - 1
        while first > 0, start - first < 9, isNamePart(marks[first - 1].scalar) { first -= 1 }
        guard first == 0 || !isWordPart(marks[first - 1].scalar), start - 1 - first <= 7 else { return }
        let name = text(first, start - 1)
        guard name.count >= 2, name.first!.isUppercase, name.count(where: \.isUppercase) >= 2, name.count(where: \.isLowercase) <= 1,
            !Self.notDrugs.contains(name), !explained.contains(name), !marks[first].isHeld, !isExplainedHere(name), !isShouted(before: first)
        else { return }
        log.report(
            .drugAbbreviation, at: place(first), "'\(name)' before '\(figure)' is explained nowhere",
            suggestion: "write the drug's name in full, or explain the abbreviation in glossary.yml")
    }

    /// True where the word before is in capitals as well: a line of capitals has no abbreviations to see.
    private func isShouted(before first: Int) -> Bool {
        guard first > 1, marks[first - 1].scalar.isSpace else { return false }
        let word = wordBefore(first - 1)
        return word.count > 3 && word.allSatisfy(\.isUppercase)
    }

    /// Routes, times, places and words that stand in capitals before a dose and name no drug.
    private static let notDrugs: Set<String> = [
        "IV", "IM", "PO", "SC", "SQ", "SUBQ", "IT", "IN", "IO", "IP", "PR", "PV", "SL", "NG", "PEG", "ICU", "AM", "PM", "BID", "TID", "QID", "BD", "TDS", "QDS", "PRN",
        "STAT",
        "QD", "QOD", "TIW", "BIW", "HS", "OD", "US", "USA", "UK", "EU", "USP", "BP", "FDA", "EMA", "MHRA", "NICE", "WHO", "ISMP", "CI", "OR", "HR", "RR", "MD", "IQR",
        "SD", "AND",
        "NOT", "NO", "MAX", "MIN", "TO", "THE", "AT", "IS", "ONE", "TWO", "ONLY", "ALL", "II", "III", "VI", "VII", "VIII", "IX", "XI", "XII", "AUC", "BSA", "BMI", "TPN",
        "PCA",
        "IIA", "IIB", "IIIA", "IIIB",
    ]

    // MARK: Reading

    /// `U/L`, `mg/dL`, `mg per litre`, `mg/mmol`
    private func isLaboratory(_ unit: WrittenUnit, from end: Int) -> Bool {
        var index = end
        guard index < marks.count else { return false }
        if marks[index].scalar == "/" {
            index += 1
        } else if case let word = skipSpaces(index), word > index, text(word, letterEnd(from: word)) == "per" {
            index = skipSpaces(word + 3)
        } else {
            return false
        }
        return ["L", "l", "dL", "dl", "litre", "liter", "decilitre", "deciliter", "mmol", "mol"].contains(text(index, letterEnd(from: index)))
    }

    private func isPerMillilitre(_ end: Int) -> Bool { text(end, min(end + 3, marks.count)).lowercased() == "/ml" }

    /// The unit of dose behind a number, or behind the space or hyphen after it.
    private func unit(after end: Int) -> Found? {
        var start = skipSpaces(end)
        if start == end, start < marks.count, isDash(marks[start].scalar) { start += 1 }
        var last = letterEnd(from: start)
        // A power or an index makes another unit of it: `5 g2`.
        guard last > start, last - start <= 12, last == marks.count || !marks[last].scalar.isDigit, last == marks.count || marks[last].scalar != "_" else { return nil }
        var symbol = text(start, last)
        if symbol == "I", last + 1 < marks.count, marks[last].scalar == ".", marks[last + 1].scalar == "U" {
            last += last + 2 < marks.count && marks[last + 2].scalar == "." ? 3 : 2
            if !marks[start].isHeld { report(.errorProneUnit, "'\(text(start, last))' is misread", at: start, fix: (text(start, last), "units")) }
            symbol = "units"
        }
        if let multiple = multiple(symbol, from: last) {
            if !marks[start].isHeld {
                report(
                    .errorProneUnit, "'\(symbol)' for \(multiple.words) is misread", at: start,
                    // M is a thousand to some and a million to others.
                    fix: symbol == "M" ? nil : (symbol, (start == end ? " " : "") + multiple.words),
                    suggestion: "write '\(multiple.words)', or all figures with commas")
            }
            return WrittenUnit("units").map { ($0, start..<multiple.end) }.flatMap { start == end ? nil : $0 }
        }
        return WrittenUnit(symbol).map { ($0, start..<last) }
    }

    private func report(
        _ rule: Rule, _ summary: String, at index: Int, fix: (old: String, new: String)? = nil, suggestion: String? = nil
    ) {
        let place = place(index)
        log.report(
            rule, at: place, summary, suggestion: suggestion ?? fix.map { "write '\($0.new)'" },
            correction: fix.flatMap { isOnOneLine(index, $0.old) ? .init($0.old, at: place, to: $0.new) : nil })
    }

    /// False where markup or the end of a line stands in it.
    private func isOnOneLine(_ start: Int, _ text: String) -> Bool {
        let last = start + text.unicodeScalars.count - 1
        return last < marks.count && marks[last].line == marks[start].line && marks[last].column == marks[start].column + last - start
    }

    private func place(_ index: Int) -> SourcePosition { SourcePosition(file: source, line: marks[index].line, column: marks[index].column) }

    private func text(_ start: Int, _ end: Int) -> String { marks[start..<end].text }

    private func skipSpaces(_ start: Int) -> Int {
        var index = start
        while index < marks.count, marks[index].scalar.isSpace { index += 1 }
        return index
    }

    /// `1,400`, `0.5`
    private func numberEnd(from start: Int, atMost most: Int = .max) -> Int {
        var index = start
        while index < marks.count, index - start < most {
            let scalar = marks[index].scalar
            guard scalar.isDigit || ((scalar == "," || scalar == ".") && index + 1 < marks.count && marks[index + 1].scalar.isDigit) else { break }
            index += 1
        }
        return index
    }

    private func letterEnd(from start: Int) -> Int {
        var index = start
        while index < marks.count, index - start < 16, marks[index].scalar.isLetter || marks[index].scalar == "µ" || marks[index].scalar.isMark { index += 1 }
        return index
    }

    /// Letters, digits, points within and a slash: `q.o.d.`, `D/C`, `q6PM`.
    private func wordEnd(from start: Int) -> Int {
        var index = start
        while index < marks.count, index - start < 24 {
            let scalar = marks[index].scalar
            let isInside = scalar == "." || scalar == "/" ? index + 1 < marks.count && marks[index + 1].scalar.isLetter : scalar.isLetter || scalar.isDigit
            guard isInside else { break }
            index += 1
        }
        // The last point of an abbreviation with points.
        if index < marks.count, marks[index].scalar == ".", index > start + 1, marks[index - 2].scalar == "." { index += 1 }
        return index
    }

    /// Letters right before `start`.
    private func wordBefore(_ start: Int) -> String {
        var first = start
        while first > 0, start - first < 24, marks[first - 1].scalar.isLetter { first -= 1 }
        return text(first, start)
    }

    private func isWordPart(_ scalar: Unicode.Scalar) -> Bool { scalar.isLetter || scalar.isDigit || scalar.isMark || scalar == "_" }
    private func isNamePart(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && (scalar.isLetter || scalar.isDigit || scalar == "-") }
    private func isDash(_ scalar: Unicode.Scalar) -> Bool { "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}".unicodeScalars.contains(scalar) }
}
