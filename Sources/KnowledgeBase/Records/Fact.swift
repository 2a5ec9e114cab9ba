public import ClinicalLogic
public import Diagnostics
public import SourceData

/// One value that a record states, which prose can link to and is then held to.
public struct Fact: Sendable {
    /// Anchor on the record's page: `dose`, `infusion.dermatomyositis.maximum`.
    public let id: String
    /// What the value is, for readers.
    public let label: String
    public let value: FactValue
    public let position: SourcePosition
    /// What a dose is the amount of: each dose, a day, a course; nil for other values.
    let basis: DoseTerms.Key?
    /// When the dose is given; nil for other values, and for what was worked out.
    let dose: DoseTerms?
    /// Of the patient it was worked out for, in kg; nil for what a record states.
    let patientWeight: Double?
    /// True for an amount that is given, its limit or its rate.
    public var isDose: Bool {
        guard basis == nil, case .quantity(let quantity) = value else { return basis != nil }
        return quantity.unit.numerator.dimension.isDose && quantity.unit != Unit(.kilogram)
    }

    public init(id: String, label: String, value: FactValue, position: SourcePosition) {
        self.init(id: id, label: label, value: value, position: position, basis: nil, dose: nil)
    }

    init(id: String, label: String, value: FactValue, position: SourcePosition, basis: DoseTerms.Key?, dose: DoseTerms?, patientWeight: Double? = nil) {
        self.dose = dose
        self.patientWeight = patientWeight
        self.basis = basis
        self.id = id
        self.label = label
        self.value = value
        self.position = position
    }
}

/// How many places a worked-out value is written with, and its unit.
public struct FactDisplay: Hashable, Sendable {
    public let decimals: Int
    public let unit: String?
    /// The unit after one.
    public let singular: String?
    /// True for what a source states: text may not round it.
    public let isExact: Bool

    public init(decimals: Int, unit: String?, singular: String? = nil) {
        self.decimals = decimals
        self.unit = unit
        self.singular = singular
        isExact = false
    }

    /// As a source states it, to the last place.
    public init(exact unit: String?, singular: String? = nil) {
        decimals = 9
        self.unit = unit
        self.singular = singular
        isExact = true
    }

    /// `35 percentage points`; a minus sign is a hyphen.
    func text(_ value: Double) -> String { number(value) + suffix(after: number(value)) }
    func number(_ value: Double, decimals: Int? = nil) -> String { Decimal.format(value, decimals: decimals ?? self.decimals) }
    func suffix(after number: String) -> String { unit.map { " " + (number == "1" ? singular ?? $0 : $0) } ?? "" }
}

/// The value of a fact, and how it may be said.
public enum FactValue: Hashable, Sendable {
    case quantity(Quantity)
    /// A whole number of `unit`, from `low` to `high`; the unit in the singular.
    case range(Int, Int, unit: String)
    /// A number with a unit ClinicalLogic does not convert, or none: points, percent, units/L.
    case number(Double, unit: String?)
    /// So many of so many.
    case proportion(events: Int, of: Int)
    /// A value worked out or estimated: text may round it to the places it is given with.
    case estimate(Double, FactDisplay)
    /// The limits of an estimate; the upper one may be infinite.
    case interval(Double, Double, FactDisplay)
    case date(CalendarDate)
    case text(String)

    /// The way Materia writes it, in ISMP style.
    public var text: String {
        switch self {
        case .quantity(let quantity): quantity.formatted()
        case .range(let low, let high, let unit):
            low == high ? "\(low) \(unit)\(low == 1 ? "" : "s")" : "\(low) to \(high) \(unit)s"
        case .number(let value, let unit): unit.map { "\(Decimal.format(value)) \($0)" } ?? Decimal.format(value)
        case .proportion(let events, let total): "\(Decimal.format(Double(events))) of \(Decimal.format(Double(total)))"
        case .estimate(let value, let display): display.text(value)
        case .interval(let low, let high, let display):
            high.isFinite ? "\(display.number(low)) to \(display.text(high))" : "\(display.text(low)) and above"
        case .date(let date): date.spelledOut
        case .text(let text): text
        }
    }

    /// True when `words` say this value and nothing else. Other units, other spacing and a hyphen, dash or `to`
    /// in a range are the same statement; another number is not.
    public func isSaid(by words: String) -> Bool {
        if words == text { return true }
        let words = Self.normalized(words)
        let plain = words.lowercased()
        if plain == Self.normalized(text).lowercased() { return true }
        switch self {
        // Letter case is part of a unit: mL.
        case .quantity(let quantity):
            return Quantity(parsing: words).map { $0.isSameAmount(as: quantity) } ?? false
        case .range(let low, let high, let unit):
            let said = plain.replacing("-", with: " to ").replacing("  ", with: " ")
            return [Self.range(low, high, unit + "s"), Self.range(low, high, unit)].contains(said)
        case .number(let value, let unit):
            guard let (said, rest) = Decimal.read(plain[...]), said == value else { return false }
            let saidUnit = Self.normalized(String(rest))
            // A scale's points are often left unsaid; any other unit is part of the value.
            return saidUnit == Self.normalized(unit ?? "").lowercased() || (unit == "points" && saidUnit.isEmpty)
        case .proportion(let events, let total):
            if ["\(events)/\(total)", "\(events) of \(total)"].contains(plain) { return true }
            guard total > 0, let (said, rest) = Decimal.read(plain[...]), rest == "%" else { return false }
            // A percentage may be rounded to the places it is given with.
            return Self.isRounding(said, of: Double(events) / Double(total) * 100, in: plain)
        case .estimate(let value, let display):
            guard let (said, rest) = Decimal.read(plain[...]) else { return false }
            let unit = Self.normalized(String(rest)).lowercased()
            let isUnit = [display.unit, display.singular].contains { $0.map { Self.normalized(" " + $0).lowercased() } == unit }
            return (isUnit || (display.unit == nil && unit.isEmpty)) && Self.says(said, value, in: plain, display)
        case .interval(let low, let high, let display): return Self.isInterval(plain, low, high, display)
        case .date(let date): return plain == date.description
        case .text: return false
        }
    }

    /// True when `said`, which starts `text`, is `value` rounded to as many places as it is written with.
    private static func isRounding(_ said: Double, of value: Double, in text: String) -> Bool {
        let number = text.prefix { $0.isNumber || $0 == "." || $0 == "," || $0 == "-" }
        let places = number.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        return Decimal.format(said, decimals: places) == Decimal.format(value, decimals: places)
    }

    /// `15 to 51 percentage points`, `65-88%`, `65% to 88%`
    private static func isInterval(_ text: String, _ low: Double, _ high: Double, _ display: FactDisplay) -> Bool {
        let unit = display.unit.map { normalized(" " + $0).lowercased() } ?? ""
        func afterUnit(_ rest: Substring) -> Substring? {
            let word = rest.drop { $0 == " " }
            return word.hasPrefix(unit) ? word.dropFirst(unit.count) : nil
        }
        guard high.isFinite, let (first, afterFirst) = Decimal.read(text[...]) else { return false }
        // The unit may stand after each.
        var rest = unit.isEmpty ? afterFirst : afterUnit(afterFirst) ?? afterFirst
        if rest.hasPrefix(" to ") {
            rest = rest.dropFirst(4)
        } else if rest.hasPrefix("-") {
            rest = rest.dropFirst()
        } else {
            return false
        }
        guard let (second, end) = Decimal.read(rest), afterUnit(end)?.isEmpty == true else { return false }
        return says(first, low, in: text, display) && says(second, high, in: String(rest), display)
    }

    /// What was worked out may be rounded; a ratio, which has no unit, not to a whole number.
    private static func says(_ said: Double, _ value: Double, in text: String, _ display: FactDisplay) -> Bool {
        if display.isExact { return said == value }
        let number = text.prefix { $0.isNumber || $0 == "." || $0 == "," || $0 == "-" }
        return isRounding(said, of: value, in: text) && (display.unit != nil || number.contains(".") || said == value)
    }

    private static func range(_ low: Int, _ high: Int, _ unit: String) -> String { "\(low) to \(high) \(unit)" }

    /// No-break spaces, dashes, minus signs and spaces before a percent sign or around a slash do not change what is said.
    private static func normalized(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{A0}", "\u{202F}", "\u{2009}", "\n": out.unicodeScalars.append(" ")
            case "\u{2013}", "\u{2014}", "\u{2011}", "\u{2212}": out.unicodeScalars.append("-")
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out.split(separator: " ").joined(separator: " ")
            .replacing(" %", with: "%").replacing(" /", with: "/").replacing("/ ", with: "/")
    }
}
