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
    var name: StaticString {
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

    /// Reads a symbol, or a word in singular or plural, in UTF-8.
    init?(utf8 symbol: ArraySlice<UInt8>) {
        for unit in Self.allCases {
            let isFound = unit.name.withUTF8Buffer { name in
                guard symbol.starts(with: name) else { return false }
                let rest = symbol.dropFirst(name.count)
                return rest.isEmpty || (unit.isWord && rest.count == 1 && rest.first == UInt8(ascii: "s"))
            }
            if isFound {
                self = unit
                return
            }
        }
        return nil
    }
}
