/// A dose, a rate, a volume, a percentage or a share of people that a text states.
struct ClaimedFigure {
    let text: String
    let line: Int
    let column: Int
}

/// Finds the figures a reader may act on: numbers with a unit of dose, rate or volume, percentages, parts of a dose and shares of
/// people, in figures or in words.
///
/// Body weights, ages, times, laboratory values and scores are left alone, and so are a percentage that is a part of a
/// product's name or says how strong a solution is, and the level of a confidence interval.
struct ClaimedFigures {
    private let marks: ArraySlice<ClaimText.Mark>
    private let names: ProductNames
    private let speaksOfKidneys: Bool

    /// `speaksOfKidneys` says that what leads over to this, or the head of its column, does.
    init(_ marks: ArraySlice<ClaimText.Mark>, names: ProductNames, speaksOfKidneys: Bool = false) {
        self.marks = marks
        self.names = names
        self.speaksOfKidneys = speaksOfKidneys
    }

    /// Those that no checked fact holds.
    var unheld: [ClaimedFigure] {
        var found: [ClaimedFigure] = []
        var laboratory = LaboratoryWords(marks, ofKidneys: speaksOfKidneys)
        func take(_ start: Int, _ text: String) {
            if !marks[start].isHeld { found.append(ClaimedFigure(text: text, line: marks[start].line, column: marks[start].column)) }
        }
        marks.scan { start in
            // Digits within a word are a name: IL6, M33.12, x_5.
            if marks[start].scalar.isLetter {
                let end = wordEnd(from: start)
                guard let claim = claimEnd(fromWord: start, end) else { return end }
                take(start, marks[start..<claim].text)
                return claim
            }
            guard marks[start].scalar.isDigit else { return nil }
            guard let end = figureEnd(from: start) else {
                let end = numberEnd(from: start)
                guard let claim = shareEnd(from: start, end) ?? timesEnd(from: start, end) else { return end }
                take(start, marks[start..<claim].text)
                return claim
            }
            let text = marks[start..<end].text
            let isName = text.hasSuffix("%") && (isStrength(after: end) || isLevel(text, after: end) || names.includes(text, after: before(start)))
            if !isName, !laboratory.isValue(text, from: start, to: end) { take(start, text) }
            return end
        }
        return found
    }

    /// The words before every percentage, which in a product's title belong to the name.
    var namedPercentages: [(text: String, before: String)] {
        var found: [(text: String, before: String)] = []
        marks.scan { start in
            guard marks[start].scalar.isDigit else { return nil }
            guard let end = figureEnd(from: start) else { return numberEnd(from: start) }
            let text = marks[start..<end].text
            if text.hasSuffix("%") { found.append((text, before(start))) }
            return end
        }
        return found
    }

    /// As much of what stands before a figure as a product's name is long.
    private func before(_ start: Int) -> String { marks[..<start].suffix(80).text }

    // MARK: Reading

    /// Where the run of places ends that starts at `start` and belongs together.
    private func runEnd(from start: Int, while belongs: (Int) -> Bool) -> Int {
        (start..<marks.endIndex).first { !belongs($0) } ?? marks.endIndex
    }

    private func wordEnd(from start: Int) -> Int {
        runEnd(from: start) { index in
            let scalar = marks[index].scalar
            return scalar.isLetter || scalar.isDigit || scalar == "_" || scalar.isMark || (scalar == "." && isBeforeDigit(index))
        }
    }

    /// `1,400`, `0.5`
    private func numberEnd(from start: Int) -> Int {
        runEnd(from: start) { index in
            let scalar = marks[index].scalar
            return scalar.isDigit || ((scalar == "," || scalar == ".") && isBeforeDigit(index))
        }
    }

    private func isBeforeDigit(_ index: Int) -> Bool { index + 1 < marks.endIndex && marks[index + 1].scalar.isDigit }

    /// A number and its unit, or a range and its unit; nil where no unit of this kind follows.
    private func figureEnd(from start: Int) -> Int? {
        let end = numberEnd(from: start)
        if let unit = unitEnd(from: end) { return unit }
        var index = skipSpaces(end)
        if index < marks.endIndex, Self.dashes.contains(marks[index].scalar) {
            index = skipSpaces(index + 1)
        } else if let word = ["to", "or", "and"].lazy.compactMap({ self.end(of: $0, from: index) }).first, index > end {
            index = skipSpaces(word)
        } else {
            return nil
        }
        guard index < marks.endIndex, marks[index].scalar.isDigit else { return nil }
        return unitEnd(from: numberEnd(from: index))
    }

    private func skipSpaces(_ start: Int) -> Int { runEnd(from: start) { marks[$0].scalar.isSpace } }

    /// Where `word` ends if it stands here as a whole word.
    private func end(of word: String, from start: Int) -> Int? {
        var index = start
        for scalar in word.unicodeScalars {
            guard index < marks.endIndex, marks[index].scalar == scalar else { return nil }
            index += 1
        }
        if index < marks.endIndex, word.last!.isLetter, marks[index].scalar.isLetter || marks[index].scalar.isDigit { return nil }
        return index
    }

    /// `inWords` leaves out the symbols of one letter, and `units`, which other things have as well: two units of the hospital.
    private func unitEnd(from start: Int, inWords: Bool = false) -> Int? {
        var index = skipSpaces(start)
        if index == start, index < marks.endIndex, Self.dashes.contains(marks[index].scalar) { index += 1 }
        for words in Self.percent { if let end = end(of: words, from: index) { return end } }
        guard let base = (inWords ? Self.wordedBases : Self.bases).lazy.compactMap({ self.end(of: $0, from: index) }).first else { return nil }
        return denominatorsEnd(from: base)
    }

    /// Where a unit ends whose first part ends at `start`; nil where a denominator makes it a laboratory value.
    private func denominatorsEnd(from start: Int) -> Int? {
        var end = start
        // Each takes a character at least.
        for _ in start..<marks.endIndex {
            guard let denominator = denominatorEnd(from: end) else { break }
            guard let next = denominator else { return nil }
            end = next
        }
        return end
    }

    /// Nil where no denominator follows; an inner nil where one does that makes it a laboratory value.
    private func denominatorEnd(from start: Int) -> Int?? {
        var index = start
        if index < marks.endIndex, marks[index].scalar == "/" {
            index += 1
        } else if let per = end(of: "per", from: skipSpaces(index)), skipSpaces(index) > index {
            index = skipSpaces(per)
        } else if let power = powerEnd(from: index) {
            return .some(power)
        } else {
            return nil
        }
        if Self.laboratory.contains(where: { end(of: $0, from: index) != nil }) { return .some(nil) }
        return Self.denominators.lazy.compactMap { self.end(of: $0, from: index) }.first.map { .some($0) } ?? nil
    }

    /// `mL min-1`, `mL·min⁻¹`: a denominator as a power.
    private func powerEnd(from start: Int) -> Int? {
        guard start < marks.endIndex, marks[start].scalar.isSpace || "·⋅.".unicodeScalars.contains(marks[start].scalar), start + 1 < marks.endIndex,
            marks[start + 1].scalar.isLetter
        else { return nil }
        guard let word = Self.denominators.lazy.compactMap({ prefixEnd(of: $0, from: start + 1) }).first else { return nil }
        return ["-1", "\u{2212}1", "\u{2013}1", "\u{207B}\u{B9}", "-2", "\u{207B}\u{B2}"].lazy.compactMap { self.prefixEnd(of: $0, from: word) }.first
    }

    private func prefixEnd(of word: String, from start: Int) -> Int? {
        var index = start
        for scalar in word.unicodeScalars {
            guard index < marks.endIndex, marks[index].scalar == scalar else { return nil }
            index += 1
        }
        return index
    }

    // MARK: Words

    /// Letters from `start` on, packed, and where they end; nil where none stand there.
    private func word(from start: Int) -> (letters: UInt64, end: Int)? {
        let end = runEnd(from: start) { marks[$0].scalar.isLetter }
        guard end > start, let letters = NumberWord.packed(marks[start..<end]) else { return nil }
        return (letters, end)
    }

    private func isDash(_ index: Int) -> Bool { index < marks.endIndex && Self.dashes.contains(marks[index].scalar) }

    /// Where a claim ends that begins with the word at `start`.
    private func claimEnd(fromWord start: Int, _ end: Int) -> Int? {
        guard end - start <= 9, let letters = NumberWord.packed(marks[start..<end]), let first = NumberWord.of(letters) else { return nil }
        switch first {
        case .part: return partEnd(of: letters, from: end)
        case .multiple: return doseEnd(from: end, needsDeterminer: letters == NumberWord.packed("twice"))
        case .number: break
        }
        // Twenty-five, one hundred and fifty.
        var last = end
        for _ in 0..<8 {
            let next = isDash(last) ? last + 1 : skipSpaces(last)
            guard next > last, let word = word(from: next) else { break }
            if let kind = NumberWord.of(word.letters) {
                if case .part = kind { return partEnd(of: word.letters, from: word.end) }
                guard case .number = kind else { break }
                last = word.end
            } else if word.letters == NumberWord.packed("and"), let more = self.word(from: skipSpaces(word.end)), case .number? = NumberWord.of(more.letters) {
                last = more.end
            } else {
                break
            }
        }
        if let unit = unitEnd(from: last, inWords: true) { return unit }
        if let range = ["to", "or"].lazy.compactMap({ self.end(of: $0, from: skipSpaces(last)) }).first, let word = word(from: skipSpaces(range)),
            case .number? = NumberWord.of(word.letters), let unit = unitEnd(from: word.end, inWords: true)
        {
            return unit
        }
        return shareEnd(from: start, last) ?? timesEnd(from: start, last)
    }

    /// `half` of what: of people or of a dose; nil for half an hour.
    private func partEnd(of letters: UInt64, from end: Int) -> Int? {
        // The third dose and the fifth patient are no parts.
        if letters != NumberWord.packed("half") {
            guard let word = word(from: skipSpaces(end)), Self.of.contains(word.letters) else { return nil }
        }
        return doseEnd(from: end, needsDeterminer: false) ?? nounEnd(from: end, Self.of, .people)
    }

    private func doseEnd(from end: Int, needsDeterminer: Bool) -> Int? {
        if needsDeterminer {
            guard let word = word(from: skipSpaces(end)), ClaimWords.determiners.contains(word.letters) else { return nil }
        }
        return nounEnd(from: isDash(end) ? end + 1 : end, Self.of, .doses)
    }

    /// `three times the dose`
    private func timesEnd(from start: Int, _ end: Int) -> Int? {
        guard let times = self.end(of: "times", from: skipSpaces(end)), skipSpaces(end) > end else { return nil }
        return doseEnd(from: times, needsDeterminer: true)
    }

    /// Where one of `nouns` ends that follows, perhaps behind one of `prepositions` and words such as `the usual`.
    private func nounEnd(from end: Int, _ prepositions: Set<UInt64>, _ nouns: ClaimWords) -> Int? {
        var index = end
        for _ in 0..<6 {
            guard let word = word(from: skipSpaces(index)) else { return nil }
            if nouns.contains(word.letters) { return word.end }
            guard prepositions.contains(word.letters) || ClaimWords.before.contains(word.letters) else { return nil }
            index = word.end
        }
        return nil
    }

    /// `7 of 10 patients`, `one in five people`, `9 of 12 improved`, for a number that ends at `end`.
    private func shareEnd(from start: Int, _ end: Int) -> Int? {
        var index = skipSpaces(end)
        let isSlash = index == end && index < marks.endIndex && marks[index].scalar == "/"
        if isSlash {
            index += 1
        } else {
            guard index > end, var word = word(from: index) else { return nil }
            if word.letters == NumberWord.packed("out"), let next = self.word(from: skipSpaces(word.end)) { word = next }
            guard Self.of.contains(word.letters) else { return nil }
            index = skipSpaces(word.end)
            if let article = self.word(from: index), ClaimWords.before.contains(article.letters) { index = skipSpaces(article.end) }
        }
        guard index < marks.endIndex else { return nil }
        let total: Int
        if marks[index].scalar.isDigit {
            total = numberEnd(from: index)
            // The year of `95 in 2020`, and the ages of `3 in 4 year olds`, are no totals.
            guard let count = Int(digits(start, end)), let all = Int(digits(index, total)), count <= all else { return nil }
        } else if let word = word(from: index), case .number? = NumberWord.of(word.letters) {
            total = word.end
        } else {
            return nil
        }
        if let people = nounEnd(from: total, [], .people) { return people }
        guard !isSlash, let verb = word(from: skipSpaces(total)), skipSpaces(total) > total, ClaimWords.outcomes.contains(verb.letters) else { return nil }
        return total
    }

    /// Nothing for a number in words, which any total can hold.
    private func digits(_ start: Int, _ end: Int) -> String {
        guard marks[start].scalar.isDigit else { return "0" }
        return String(marks[start..<end].text.filter { $0 != "," })
    }

    private static let of = Set(["of", "in"].map { NumberWord.packed($0) })

    // MARK: Percentages

    /// True before `solution` and the like.
    private func isStrength(after end: Int) -> Bool { stands(Self.afterStrength, after: end) }

    /// True for the level of a confidence interval.
    private func isLevel(_ text: String, after end: Int) -> Bool {
        Self.levels.contains(String(text.prefix { $0.isNumber || $0 == "." })) && stands(Self.afterLevel, after: end)
    }

    private func stands(_ words: [String], after end: Int) -> Bool {
        var index = skipSpaces(end)
        if index < marks.endIndex, Self.dashes.contains(marks[index].scalar) { index += 1 }
        return words.contains { self.end(of: $0, from: index) != nil }
    }

    private static let dashes = Set("-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}".unicodeScalars)
    private static let percent = ["%", "per cent", "percent", "percentage points", "percentage point"]
    private static let bases = [
        "mcg", "µg", "μg", "ug", "ng", "mg", "g", "gm", "gram", "grams", "milligram", "milligrams", "microgram", "micrograms", "mL", "ml",
        "cc", "L", "millilitre", "millilitres", "milliliter", "milliliters", "units", "unit", "IU", "U", "mmol", "mEq",
    ]
    private static let wordedBases =
        bases.filter { $0.count > 1 && $0 != "units" && $0 != "unit" && $0 != "IU" } + [
            "units per", "units of", "unit per", "tablets", "capsules",
        ]
    private static let denominators = [
        "kg", "m2", "m²", "min", "minute", "h", "hr", "hour", "d", "day", "dose", "course", "week", "month", "mL", "ml", "g",
        "kilogram",
    ]
    private static let laboratory = ["L", "dL", "dl", "l", "litre", "liter", "mmol", "mol", "micromol", "µmol"]
    private static let afterStrength = [
        "product", "products", "solution", "solutions", "liquid", "liquids", "preparation", "preparations",
    ]
    private static let levels = ["80", "90", "95", "97.5", "98", "99", "99.9"]
    private static let afterLevel = ["confidence", "CI", "credible", "prediction", "interval", "intervals"]
}

/// Percentages that belong to the names of products: `Examplin 10 %`.
struct ProductNames: Sendable {
    private var named: [(text: String, before: String)] = []

    init(_ titles: [String]) {
        for title in titles {
            let marks = title.unicodeScalars.map { ClaimText.Mark(scalar: $0, line: 1, column: 1, isHeld: false) }
            named += ClaimedFigures(marks[...], names: ProductNames([])).namedPercentages
                .map { (Self.normalized($0.text), Self.normalized($0.before)) }
                .filter { !$0.before.isEmpty }
        }
    }

    func includes(_ text: String, after before: String) -> Bool {
        guard !named.isEmpty else { return false }
        let (text, before) = (Self.normalized(text), Self.normalized(before))
        return named.contains { $0.text == text && before.hasSuffix($0.before) }
    }

    private static func normalized(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }
}
