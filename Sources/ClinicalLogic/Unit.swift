/// A simple unit of measure.
public enum BaseUnit: UInt8, Sendable, CaseIterable {
    case microgram, milligram, gram, kilogram
    case millilitre, litre
    case centimetre, metre, inch, foot
    case squareMetre
    case minute, hour, day, week, month, year

    /// What a unit measures. Quantities of different dimensions never compare or convert.
    public enum Dimension: UInt8, Sendable { case mass, volume, length, area, time, calendar }

    public var dimension: Dimension {
        switch self {
        case .microgram, .milligram, .gram, .kilogram: .mass
        case .millilitre, .litre: .volume
        case .centimetre, .metre, .inch, .foot: .length
        case .squareMetre: .area
        case .minute, .hour, .day, .week: .time
        // Months and years have no fixed length in days, so they stay apart from `time`.
        case .month, .year: .calendar
        }
    }

    /// Size in the dimension's reference unit: mg, mL, cm, m2, min, month. Inch and foot by definition (2.54 cm).
    public var scale: Double {
        switch self {
        case .microgram: 0.001
        case .milligram, .millilitre, .centimetre, .squareMetre, .minute, .month: 1
        case .gram, .litre: 1000
        case .kilogram: 1_000_000
        case .metre: 100
        case .inch: 2.54
        case .foot: 30.48
        case .hour: 60
        case .day: 1440
        case .week: 10_080
        case .year: 12
        }
    }

    /// Symbol in ISMP style; words where a symbol would be misread.
    public var symbol: String {
        switch self {
        case .microgram: "mcg"
        case .milligram: "mg"
        case .gram: "g"
        case .kilogram: "kg"
        case .millilitre: "mL"
        case .litre: "L"
        case .centimetre: "cm"
        case .metre: "m"
        case .inch: "in"
        case .foot: "ft"
        case .squareMetre: "m2"
        case .minute: "min"
        case .hour: "h"
        case .day: "day"
        case .week: "week"
        case .month: "month"
        case .year: "year"
        }
    }

    /// True for units written as words, which take a plural.
    var isWord: Bool {
        switch self {
        case .day, .week, .month, .year: true
        default: false
        }
    }

    /// Reads a symbol, or a word in singular or plural. Forms that ISMP warns of (µg, cc, U) are not read.
    public init?(symbol: some StringProtocol) {
        for unit in Self.allCases {
            if symbol == unit.symbol || (unit.isWord && symbol == unit.symbol + "s") {
                self = unit
                return
            }
        }
        return nil
    }
}

/// A unit, or one unit per others: `g/kg`, `mL/kg/h`.
public struct Unit: Hashable, Sendable {
    public var numerator: BaseUnit
    public var denominators: [BaseUnit]

    public init(_ numerator: BaseUnit, per denominators: BaseUnit...) {
        self.init(numerator, per: denominators)
    }

    public init(_ numerator: BaseUnit, per denominators: [BaseUnit]) {
        self.numerator = numerator
        self.denominators = denominators
    }

    /// Reads `g`, `g/kg`, `mL/kg/h`; nil for anything else.
    public init?(symbol: some StringProtocol) {
        var parts: [BaseUnit] = []
        for part in symbol.split(separator: "/", omittingEmptySubsequences: false) {
            guard let unit = BaseUnit(symbol: part) else { return nil }
            parts.append(unit)
        }
        guard let first = parts.first, parts.count <= 3 else { return nil }
        numerator = first
        denominators = Array(parts.dropFirst())
    }

    public var symbol: String {
        var out = numerator.symbol
        for unit in denominators { out += "/" + unit.symbol }
        return out
    }

    /// True when the two measure the same thing, so that quantities in them convert.
    public func isCompatible(with other: Unit) -> Bool {
        guard numerator.dimension == other.numerator.dimension, denominators.count == other.denominators.count
        else { return false }
        for (a, b) in zip(denominators, other.denominators) where a.dimension != b.dimension { return false }
        return true
    }

    /// Size in reference units.
    var scale: Double {
        var scale = numerator.scale
        for unit in denominators { scale /= unit.scale }
        return scale
    }

    /// True for amounts per kilogram of body weight.
    public var isPerBodyWeight: Bool { denominators.first == .kilogram }
    /// True for amounts per square metre of body surface.
    public var isPerBodySurface: Bool { denominators.first == .squareMetre }
}
