import ClinicalLogic
public import Diagnostics
import Markdown

extension Rule {
    public static let surprisingFact = Rule(
        "surprising-fact", .error, .adjustable,
        means:
            "The words around a link to a value contradict it: its unit stands there again, `per day` behind an amount per course, `twice daily` behind a dose that the record gives every 24 h, `half of` before it, another body weight in its sentence than the one it was worked out for, a body weight or an interval behind \"give\" or \"a dose of\"; or the head of a column of a dose table says `daily`, `each dose` or `course` over another of these.",
        why: "The value is marked as held to the record, and with the words around it another dose is read.",
        mend: "Mend the words, or link to the value that is meant.")
}

/// A link to a value with the words on both sides of it: what they say together must be what the record says.
struct LinkedFact {
    private let fact: Fact
    private let before: String
    private let after: String
    /// The words of its sentence, up to the next link.
    private let sentence: String

    /// How messages begin.
    private let link: String

    /// The nodes next to the link, which was left empty and `isFilled`, or says the value.
    init(_ fact: Fact, isFilled: Bool, before: ArraySlice<Node>, after: ArraySlice<Node>) {
        self.fact = fact
        link = "the link \(isFilled ? "is filled with" : "says") '\(fact.value.text)'"
        self.before = before.suffix(4).map(Self.text).joined()
        self.after = after.prefix(6).map(Self.text).joined()
        sentence = Self.sentences(before).last + " | " + Self.sentences(after.prefix(while: Self.isNoLink)).first
    }

    /// The first and the last of what stands there, which may be empty.
    private static func sentences(_ nodes: ArraySlice<Node>) -> (first: String, last: String) {
        let sentences = nodes.map(Self.text).joined().split(separator: ". ", omittingEmptySubsequences: false).map(String.init)
        return (sentences.first ?? "", sentences.last ?? "")
    }

    private static func isNoLink(_ node: Node) -> Bool { if case .link = node.kind { false } else { true } }

    private static func text(_ node: Node) -> String {
        if case .lineBreak = node.kind { return ". " }
        return node.plainText
    }

    /// What is wrong; nil where value and words go together.
    var fault: String? { fault(behind: after) ?? fault(ofTiming: after) ?? fault(ofShare: before) ?? fault(inFrontOf: before) ?? faultOfPatient }

    // MARK: How often, and how much of it

    private func fault(ofTiming text: String) -> String? {
        guard let basis = fact.basis, basis != .rate, let said = SaidInterval(text) else { return nil }
        let goesOn = "\(link), and the text goes on with '\(said.words)'"
        if said.perDay > 1, basis == .perDay { return "\(goesOn), but the record gives it per day" }
        if basis == .course, said.minutes <= BaseUnit.day.scale { return "\(goesOn), but the record gives it per course" }
        guard let dose = fact.dose, basis != .perDay else { return nil }
        if let every = dose.every {
            let most = every.most.map { $0 / every.value * every.minutes } ?? every.minutes
            // Months have no one length.
            return said.minutes < every.minutes * 0.9 || said.minutes > most * 1.1 ? "\(goesOn), but the record gives it every \(Self.words(every))" : nil
        }
        if let count = dose.dosesPerDay { return said.perDay == Double(count) ? nil : "\(goesOn), but the record gives \(count) doses a day" }
        return dose.times == 1 ? "\(goesOn), but the record gives a single dose" : nil
    }

    private static func words(_ interval: Interval) -> String { Quantity(interval.value, Unit(interval.unit)).formatted() }

    private func fault(ofShare text: String) -> String? {
        guard fact.isDose, text.last?.isWhitespace == true else { return nil }
        let words = text.suffix(40).lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard let last = words.last else { return nil }
        let before = words.dropLast().last ?? ""
        let isTimes = (last == "×" || last == "x") && before.last?.isNumber == true || last.first?.isNumber == true && (last.hasSuffix("×") || last.hasSuffix("x"))
        let share = Self.isMultiple(last) || last == "half" ? last : last == "of" && Self.isPart(before) ? "\(before) of" : nil
        guard isTimes || share != nil else { return nil }
        return "\(link), and '\(share ?? (last.first?.isNumber == true ? last : "\(before) \(last)"))' before it makes another dose of it"
    }

    private static func isMultiple(_ word: String) -> Bool { NumberWord.of(NumberWord.packed(word)) == .multiple }
    private static func isPart(_ word: String) -> Bool { NumberWord.of(NumberWord.packed(word)) == .part }

    // MARK: Behind

    private func fault(behind text: String) -> String? {
        let said = text.prefix(40).drop(while: \.isWhitespace)
        let words = said.split { !$0.isLetter && $0 != "%" && $0 != "/" && $0 != "²" && !$0.isNumber }.prefix(3).map(String.init)
        guard let first = words.first else { return nil }
        if let unit, Self.isUnit(first), said.first.map({ $0.isLetter || $0 == "%" }) == true {
            return "\(link), which has its unit '\(unit)', and the text goes on with '\(first)'"
        }
        guard let per = Self.per(words, said) else { return nil }
        let goesOn = "\(link), and the text goes on with '\(per.words)'"
        if quantity?.unit.denominators.contains(where: { Self.kind($0) == per.kind }) == true { return goesOn }
        guard let basis = fact.basis else { return nil }
        switch (basis, per.kind) {
        case (.course, .day), (.course, .dose): return "\(goesOn), but the record gives it per course"
        case (.perDay, .dose), (.perDay, .course): return "\(goesOn), but the record gives it per day"
        case (.each, .course): return "\(goesOn), but the record gives it for each dose"
        case (_, .weight) where quantity.map({ $0.unit.denominators.isEmpty && $0.unit.numerator.dimension.isDose }) == true:
            return "\(goesOn), but the record's dose is not by weight"
        default: return nil
        }
    }

    private enum Kind { case weight, day, time, dose, course }

    private static func kind(_ unit: BaseUnit) -> Kind? {
        switch unit {
        case .kilogram, .squareMetre: .weight
        case .day: .day
        default: unit.dimension == .time || unit.dimension == .calendar ? .time : nil
        }
    }

    /// `per day`, `/kg`, `daily`
    private static func per(_ words: [String], _ said: Substring) -> (kind: Kind, words: String)? {
        let kinds: [String: Kind] = [
            "kg": .weight, "kilogram": .weight, "m2": .weight, "m²": .weight, "day": .day, "d": .day, "dose": .dose, "course": .course, "h": .time, "hour": .time,
            "min": .time,
            "minute": .time, "week": .time, "month": .time,
        ]
        guard let first = words.first else { return nil }
        if first == "daily" { return (.day, first) }
        if first.hasPrefix("/"), let kind = kinds[String(first.dropFirst())] { return (kind, first) }
        guard ["per", "a", "each", "every"].contains(first), words.count > 1, let kind = kinds[words[1]], said.first?.isLetter == true else { return nil }
        return (kind, "\(first) \(words[1])")
    }

    // MARK: In front

    private func fault(inFrontOf text: String) -> String? {
        guard let quantity, case let tail = text.suffix(80).lowercased(), let sentence = tail.split(separator: ". ").last, tail.last?.isWhitespace == true else {
            return nil
        }
        var words = sentence.split { !$0.isLetter }.map(String.init)
        let all = Set(words.suffix(8))
        while let last = words.last {
            if ["least", "most"].contains(last), words.dropLast().last == "at" {
                words.removeLast(2)
            } else if Self.fillers.contains(last) {
                words.removeLast()
            } else {
                break
            }
        }
        guard let last = words.last else { return nil }
        let isDose = quantity.unit.numerator.dimension.isDose && !isWeight
        if Self.doseWords.contains(last), !isDose, all.isDisjoint(with: Self.measures) {
            return "\(link), which is no dose, behind '\(last)'"
        }
        if ["weighing", "weighs", "weigh"].contains(last), !isWeight { return "\(link), which is no body weight, behind '\(last)'" }
        if ["aged"].contains(last), !isTime { return "\(link), which is no age, behind '\(last)'" }
        return nil
    }

    private static let fillers: Set<String> = [
        "about", "approximately", "up", "to", "a", "the", "total", "of", "is", "only", "maximum", "single", "daily",
    ]
    private static let doseWords: Set<String> = [
        "dose", "doses", "give", "gives", "given", "giving", "infuse", "infused", "inject", "injected", "administer", "administered", "receive", "receives", "received",
        "take", "takes",
    ]
    /// What the sentence measures, where that is no dose.
    private static let measures: Set<String> = [
        "weight", "weighs", "weighing", "age", "aged", "old", "height", "tall", "interval", "time", "duration", "apart", "every", "for", "over", "after", "from", "under",
        "above", "below",
    ]

    // MARK: For whom

    /// A dose worked out for another body weight than the sentence is about.
    private var faultOfPatient: String? {
        guard let weight = fact.patientWeight else { return nil }
        var said: [String] = []
        let words = sentence.replacing("\u{A0}", with: " ").split(whereSeparator: \.isWhitespace)
        for (word, next) in zip(words, words.dropFirst().map(Optional.some) + [nil]) {
            // `2 g/kg` is a dose. Of `40 to 60 kg` only the upper end has a unit, and counts.
            guard let (number, rest) = Decimal.read(word.drop { $0 == "(" || $0 == "[" }), let unit = rest.isEmpty ? next : rest else { continue }
            guard unit.prefix(while: { $0.isLetter || $0 == "/" }) == "kg" else { continue }
            if abs(number - weight) < 1e-9 { return nil }
            said.append("\(Decimal.format(number)) kg")
        }
        guard let other = said.last else { return nil }
        return "\(link), which is worked out for \(Decimal.format(weight)) kg, and its sentence is about \(other)"
    }

    // MARK: The value

    private var quantity: Quantity? {
        if case .quantity(let quantity) = fact.value { quantity } else { nil }
    }

    private var isWeight: Bool { quantity?.unit == Unit(.kilogram) }

    private var isTime: Bool { quantity.map { [.time, .calendar].contains($0.unit.numerator.dimension) && $0.unit.denominators.isEmpty } ?? false }

    /// The unit of the value, as it will be printed; nil for a bare number.
    private var unit: String? {
        switch fact.value {
        case .quantity(let quantity): quantity.unit.symbol
        case .range(_, _, let unit): unit + "s"
        case .number(_, let unit): unit
        case .estimate(_, let display): display.unit
        case .interval(_, _, let display): display.unit
        case .proportion, .date, .text: nil
        }
    }

    private static func isUnit(_ word: String) -> Bool {
        let first = word.split(separator: "/").first.map(String.init) ?? word
        return first == "%" || units.contains(first) || (BaseUnit(symbol: first) != nil && first != "in" && first != "m")
    }

    private static let units: Set<String> = [
        "gram", "grams", "milligram", "milligrams", "microgram", "micrograms", "millilitre", "millilitres", "percent", "kilogram", "kilograms", "µg", "ml", "IU",
        "points",
    ]
}
