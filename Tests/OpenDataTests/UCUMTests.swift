import ClinicalLogic
import Testing

@testable import OpenData

struct UCUMTests {
    @Test(arguments: [
        ("mg/kg", "mg/kg"), ("units/kg/h", "{units}/kg/h"), ("mcg/kg/min", "ug/kg/min"), ("mL/min/1.73 m2", "mL/min/{1.73_m2}"), ("mmol", "mmol"),
        ("mEq", "meq"), ("tablets", "{tablet}"), ("mg/m2", "mg/m2"), ("weeks", "wk"), ("months", "mo"), ("years", "a"), ("micromol/L", "umol/L"), ("%", "%"),
        ("10^9/L", "10*9/L"), ("million units", "10*6{units}"),
    ])
    func unitsHaveTheirCodes(_ unit: String, _ code: String) {
        #expect(UCUM.code(ofText: unit) == code)
    }

    /// Which units a record means by `units` it does not say: an international unit is one of several.
    @Test(arguments: ["points", "stools per day", "IU"])
    func noCodeIsMadeUp(_ unit: String) {
        #expect(UCUM.code(ofText: unit) == nil)
    }

    @Test func everyUnitHasACodeOfItsOwn() {
        #expect(Set(BaseUnit.allCases.map { UCUM.code($0) }).count == BaseUnit.allCases.count)
        #expect(!BaseUnit.allCases.contains { UCUM.code($0) == "[IU]" || UCUM.code($0) == "U" })
    }
}

struct FigureTests {
    @Test(
        arguments: [(1, "1 min"), (60, "60 min"), (90, "90 min"), (120, "2 h"), (1440, "24 h"), (0.5, "30 s"), (2.5, "150 s"), (20.0 / 60, "20 s")] as [(Double, String)])
    func timesAreWrittenInAUnitInWhichTheyAreWhole(_ minutes: Double, _ text: String) {
        #expect(Figures.time(minutes).formatted() == text)
    }

    @Test func sharesHaveNothingThatADivisionLeft() {
        for percent in 1..<1000 { #expect(Figures.percent(Double(percent) / 10 / 100) == Double(percent) / 10) }
    }
}
