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

    public init(id: String, label: String, value: FactValue, position: SourcePosition) {
        self.id = id
        self.label = label
        self.value = value
        self.position = position
    }
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
        case .date(let date): date.spelledOut
        case .text(let text): text
        }
    }

    /// True when `words` say this value and nothing else. Other units, other spacing and a hyphen, dash or `to`
    /// in a range are the same statement; another number is not.
    public func isSaid(by words: String) -> Bool {
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
            let places = plain.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
            return Decimal.format(said, decimals: places)
                == Decimal.format(Double(events) / Double(total) * 100, decimals: places)
        case .date(let date): return plain == date.description
        case .text: return false
        }
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
