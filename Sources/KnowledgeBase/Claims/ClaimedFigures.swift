/// A dose, a rate, a volume or a percentage that a text states.
struct ClaimedFigure {
    let text: String
    let line: Int
    let column: Int
}

/// Finds the figures a reader may act on: numbers with a unit of dose, rate or volume, and percentages.
///
/// Body weights, ages, times, laboratory values and scores are left alone, and so are a percentage that is a part of a
/// product's name or says how strong a solution is, and the level of a confidence interval.
struct ClaimedFigures {
    private let marks: ArraySlice<ClaimText.Mark>
    private let names: ProductNames

    init(_ marks: ArraySlice<ClaimText.Mark>, names: ProductNames) {
        self.marks = marks
        self.names = names
    }

    /// Those that no checked fact holds.
    var unheld: [ClaimedFigure] {
        var found: [ClaimedFigure] = []
        lazy var speaksOfKidneys = self.speaksOfKidneys
        marks.scan { start in
            // Digits within a word are a name: IL6, M33.12, x_5.
            if marks[start].scalar.isLetter { return wordEnd(from: start) }
            guard marks[start].scalar.isDigit else { return nil }
            guard let end = figureEnd(from: start) else { return numberEnd(from: start) }
            let text = marks[start..<end].text
            let isName = text.hasSuffix("%") && (isStrength(after: end) || isLevel(text, after: end) || names.includes(text, after: before(start)))
            if !isName, !marks[start].isHeld, !(isFlow(text) && speaksOfKidneys) {
                found.append(ClaimedFigure(text: text, line: marks[start].line, column: marks[start].column))
            }
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

    private func unitEnd(from start: Int) -> Int? {
        var index = skipSpaces(start)
        if index == start, index < marks.endIndex, Self.dashes.contains(marks[index].scalar) { index += 1 }
        for words in Self.percent { if let end = end(of: words, from: index) { return end } }
        guard let base = Self.bases.lazy.compactMap({ self.end(of: $0, from: index) }).first else { return nil }
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
        } else {
            return nil
        }
        if Self.laboratory.contains(where: { end(of: $0, from: index) != nil }) { return .some(nil) }
        return Self.denominators.lazy.compactMap { self.end(of: $0, from: index) }.first.map { .some($0) } ?? nil
    }

    /// True before `solution` and the like.
    private func isStrength(after end: Int) -> Bool { stands(Self.afterStrength, after: end) }

    /// True for what may be a filtration rate or clearance, which is measured and not given.
    private func isFlow(_ figure: String) -> Bool {
        let unit = figure.drop { $0.isNumber || $0.isWhitespace || ".,-\u{2013}".contains($0) }
        return (unit.hasSuffix("mL/min") || unit.hasSuffix("m2")) && unit.contains("mL/min") && !unit.contains("kg")
    }

    private var speaksOfKidneys: Bool {
        let sentence = marks.text.lowercased()
        return ["clearance", "filtration", "gfr", "creatinine", "kidney"].contains { sentence.contains($0) }
    }

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
    private static let denominators = [
        "kg", "m2", "m²", "min", "minute", "h", "hr", "hour", "d", "day", "dose", "course", "week", "month", "mL", "ml", "g",
        "kilogram",
    ]
    private static let laboratory = ["L", "dL", "dl", "l", "litre", "liter"]
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
