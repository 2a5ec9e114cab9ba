import ClinicalLogic

/// How often something is given by the words at the start of a text: `twice daily`, `every 8 hours`, `3 times a week`.
struct SaidInterval {
    /// As the text has them.
    let words: String
    /// From one dose to the next.
    let minutes: Double

    var perDay: Double { BaseUnit.day.scale / minutes }

    /// Nil where the text does not begin with such words, but for those of a route.
    init?(_ text: String) {
        let clause = text.prefix(60).prefix { !".,;:()".contains($0) }
        var words = clause.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }[...]
        while let first = words.first, Self.routes.contains(first) { words = words.dropFirst() }
        guard let found = Self.minutes(words) else { return nil }
        self.words = words.prefix(found.count).joined(separator: " ")
        minutes = found.minutes
    }

    private static let routes: Set<String> = ["by", "mouth", "orally", "iv", "intravenously", "subcutaneously", "intramuscularly", "given", "is", "are"]
    private static let numbers = ["one": 1.0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "other": 2]
    private static let counts = ["once": 1.0, "twice": 2, "thrice": 3]
    private static let adverbs = ["hourly": BaseUnit.hour, "daily": .day, "weekly": .week, "monthly": .month]

    private static func unit(_ word: String) -> Double? {
        let units: [String: BaseUnit] = ["h": .hour, "hour": .hour, "d": .day, "day": .day, "week": .week, "month": .month]
        return (units[word] ?? (word.hasSuffix("s") ? units[String(word.dropLast())] : nil)).map(length)
    }

    /// A month as 30 days.
    private static func length(_ unit: BaseUnit) -> Double { unit == .month ? 30 * BaseUnit.day.scale : unit.scale }

    private static func number(_ word: String) -> Double? { Double(word) ?? numbers[word] }

    private static func minutes(_ words: ArraySlice<String>) -> (minutes: Double, count: Int)? {
        let words = Array(words.prefix(4))
        guard let first = words.first else { return nil }
        if first == "every" || first == "each" {
            guard words.count > 1 else { return nil }
            if let unit = unit(words[1]) { return (unit, 2) }
            guard words.count > 2, let number = number(words[1]), number > 0, let unit = unit(words[2]) else { return nil }
            return (number * unit, 3)
        }
        var count: Double?
        var used = 1
        if let known = counts[first] {
            count = known
        } else if words.count > 1, words[1] == "times", let known = number(first) {
            (count, used) = (known, 2)
        }
        guard let count, count > 0, words.count > used else { return adverbs[first].map { (length($0), 1) } }
        if let adverb = adverbs[words[used]] { return (length(adverb) / count, used + 1) }
        guard words.count > used + 1, ["a", "per", "each", "every", "in"].contains(words[used]), let unit = unit(words[used + 1]) else { return nil }
        return (unit / count, used + 2)
    }
}
