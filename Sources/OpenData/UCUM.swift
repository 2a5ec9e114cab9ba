package import ClinicalLogic

/// Units by the Unified Code for Units of Measure, for programs.
///
/// What UCUM has no unit for stands in braces, which is how it writes what is only counted. So do `units`: which of the international,
/// pharmacopoeial or manufacturers' own units are meant, a record does not say, and no code may.
package enum UCUM {
    package static func code(_ unit: BaseUnit) -> String {
        switch unit {
        case .microgram: "ug"
        case .milligram: "mg"
        case .gram: "g"
        case .kilogram: "kg"
        case .unit: "{units}"
        case .millionUnits: "10*6{units}"
        case .micromole: "umol"
        case .millimole: "mmol"
        case .mole: "mol"
        case .milliequivalent: "meq"
        case .millilitre: "mL"
        case .decilitre: "dL"
        case .litre: "L"
        case .tablet: "{tablet}"
        case .capsule: "{capsule}"
        case .puff: "{puff}"
        case .drop: "{drop}"
        case .sachet: "{sachet}"
        case .suppository: "{suppository}"
        case .patch: "{patch}"
        case .centimetre: "cm"
        case .metre: "m"
        case .inch: "[in_i]"
        case .foot: "[ft_i]"
        case .squareMetre: "m2"
        case .standardSurface: "{1.73_m2}"
        case .second: "s"
        case .minute: "min"
        case .hour: "h"
        case .day: "d"
        case .week: "wk"
        case .month: "mo"
        case .year: "a"
        }
    }

    package static func code(_ unit: Unit) -> String { ([unit.numerator] + unit.denominators).map(code).joined(separator: "/") }

    /// Of a unit as a record writes it; nil where that is words of its own, such as the points of a scale.
    package static func code(ofText text: String) -> String? {
        if let unit = Unit(symbol: text) { return code(unit) }
        switch text {
        case "%": return "%"
        case "10^9/L": return "10*9/L"
        default: return nil
        }
    }
}
