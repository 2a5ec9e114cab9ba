/// A simple unit of measure.
public enum BaseUnit: UInt8, Sendable, CaseIterable {
    case microgram, milligram, gram, kilogram
    /// International units and the like; written as a word, since U and IU are misread (ISMP).
    case unit, millionUnits
    case micromole, millimole, mole
    case milliequivalent
    case millilitre, decilitre, litre
    case tablet, capsule, puff, drop, sachet, suppository, patch
    case centimetre, metre, inch, foot
    case squareMetre
    /// 1.73 m2, which filtration rates are indexed to.
    case standardSurface
    case second, minute, hour, day, week, month, year

    /// What a unit measures. Quantities of different dimensions never compare or convert.
    public enum Dimension: UInt8, Sendable {
        case mass, activity, substance, equivalent, volume
        case tablets, capsules, puffs, drops, sachets, suppositories, patches
        case length, area, standardSurface, time, calendar

        /// True for what a dose can be an amount of.
        public var isDose: Bool { rawValue <= Dimension.patches.rawValue }
        /// True for what is counted in whole forms or parts of them.
        public var isCount: Bool { rawValue >= Dimension.tablets.rawValue && rawValue <= Dimension.patches.rawValue }
    }

    public var dimension: Dimension {
        switch self {
        case .microgram, .milligram, .gram, .kilogram: .mass
        case .unit, .millionUnits: .activity
        case .micromole, .millimole, .mole: .substance
        case .milliequivalent: .equivalent
        case .millilitre, .decilitre, .litre: .volume
        case .tablet: .tablets
        case .capsule: .capsules
        case .puff: .puffs
        case .drop: .drops
        case .sachet: .sachets
        case .suppository: .suppositories
        case .patch: .patches
        case .centimetre, .metre, .inch, .foot: .length
        case .squareMetre: .area
        case .standardSurface: .standardSurface
        case .second, .minute, .hour, .day, .week: .time
        // Months and years have no fixed length in days, so they stay apart from `time`.
        case .month, .year: .calendar
        }
    }

    /// Size in the dimension's reference unit: mg, unit, mmol, mEq, mL, one, cm, m2, min, month. Inch and foot by definition (2.54 cm).
    public var scale: Double {
        switch self {
        case .microgram, .micromole: 0.001
        case .milligram, .unit, .millimole, .milliequivalent, .millilitre, .centimetre, .squareMetre, .standardSurface, .minute, .month: 1
        case .tablet, .capsule, .puff, .drop, .sachet, .suppository, .patch: 1
        case .gram, .mole, .litre: 1000
        case .kilogram, .millionUnits: 1_000_000
        case .decilitre, .metre: 100
        case .inch: 2.54
        case .foot: 30.48
        case .second: 1.0 / 60
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
        case .unit: "unit"
        case .millionUnits: "million units"
        case .micromole: "micromol"
        case .millimole: "mmol"
        case .mole: "mol"
        case .milliequivalent: "mEq"
        case .millilitre: "mL"
        case .decilitre: "dL"
        case .litre: "L"
        case .tablet: "tablet"
        case .capsule: "capsule"
        case .puff: "puff"
        case .drop: "drop"
        case .sachet: "sachet"
        case .suppository: "suppository"
        case .patch: "patch"
        case .centimetre: "cm"
        case .metre: "m"
        case .inch: "in"
        case .foot: "ft"
        case .squareMetre: "m2"
        case .standardSurface: "1.73 m2"
        case .second: "s"
        case .minute: "min"
        case .hour: "h"
        case .day: "day"
        case .week: "week"
        case .month: "month"
        case .year: "year"
        }
    }

    /// Another spelling that is read: the plural of a word, or the word for a symbol.
    private var otherNames: (StaticString, StaticString)? {
        switch self {
        case .unit: ("units", "units")
        case .tablet: ("tablets", "tablets")
        case .capsule: ("capsules", "capsules")
        case .puff: ("puffs", "puffs")
        case .drop: ("drops", "drops")
        case .sachet: ("sachets", "sachets")
        case .suppository: ("suppositories", "suppositories")
        case .patch: ("patches", "patches")
        case .standardSurface: ("1.73m2", "1.73m2")
        case .second: ("second", "seconds")
        case .minute: ("minute", "minutes")
        case .hour: ("hour", "hours")
        case .day: ("days", "days")
        case .week: ("weeks", "weeks")
        case .month: ("months", "months")
        case .year: ("years", "years")
        default: nil
        }
    }

    /// The plural of a unit that is written as a word; nil for a symbol, which has none.
    var plural: StaticString? {
        switch dimension {
        case .activity: self == .unit ? otherNames?.0 : nil
        case .tablets, .capsules, .puffs, .drops, .sachets, .suppositories, .patches: otherNames?.0
        default:
            switch self {
            case .day, .week, .month, .year: otherNames?.0
            default: nil
            }
        }
    }

    /// True for units written as words, which take a plural.
    var isWord: Bool { plural != nil }

    /// Reads a symbol, or a word in singular or plural, in UTF-8.
    init?(utf8 symbol: ArraySlice<UInt8>) {
        for unit in Self.allCases {
            var isFound = unit.name.isSame(as: symbol)
            if !isFound, let others = unit.otherNames { isFound = others.0.isSame(as: symbol) || others.1.isSame(as: symbol) }
            if isFound {
                self = unit
                return
            }
        }
        return nil
    }
}

extension StaticString {
    @inline(never)
    func isSame(as bytes: ArraySlice<UInt8>) -> Bool {
        withUTF8Buffer { name in
            guard name.count == bytes.count else { return false }
            var index = bytes.startIndex
            for byte in name {
                if bytes[index] != byte { return false }
                index += 1
            }
            return true
        }
    }
}
