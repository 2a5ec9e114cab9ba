import ClinicalLogic
import Testing

struct UnitTests {
    @Test("every unit reads as it is written, and words in the plural too", arguments: BaseUnit.allCases)
    func symbols(_ unit: BaseUnit) {
        #expect(BaseUnit(symbol: unit.symbol) == unit)
        #expect(Unit(symbol: unit.symbol) == Unit(unit))
        let takesPlural = [.day, .week, .month, .year].contains(unit)
        #expect(BaseUnit(symbol: unit.symbol + "s") == (takesPlural ? unit : nil))
    }

    @Test("units per others", arguments: ["g/kg", "mL/kg/h", "mL/kg/min", "mg/m2", "g/day", "mcg/kg/day", "kg/m2"])
    func compound(_ symbol: String) throws {
        let unit = try #require(Unit(symbol: symbol))
        #expect(unit.symbol == symbol)
        #expect(unit.denominators.count == symbol.split(separator: "/").count - 1)
    }

    @Test("refused, among them what ISMP warns of", arguments: [
        "", "µg", "μg", "ug", "cc", "U", "IU", "ml", "Kg", "KG", "G", "l", "gm", "mgs", "hr", "hrs", "sec", "m²", "Days", "g/", "/kg", "g//kg", "g/kg/h/day",
        "g per kg", "g /kg", " g", "g ", "g\u{301}", "dayss",
    ])
    func refused(_ symbol: String) {
        #expect(Unit(symbol: symbol) == nil)
    }

    @Test("only units that measure the same are compatible")
    func compatibility() throws {
        func unit(_ symbol: String) throws -> Unit { try #require(Unit(symbol: symbol)) }
        for (a, b) in [("g", "mcg"), ("L", "mL"), ("ft", "cm"), ("week", "min"), ("year", "month"), ("g/kg", "mg/kg"), ("mL/kg/h", "mL/kg/min"), ("g", "g")] {
            #expect(try unit(a).isCompatible(with: unit(b)) && unit(b).isCompatible(with: unit(a)), "\(a), \(b)")
        }
        for (a, b) in [("g", "mL"), ("m", "m2"), ("week", "month"), ("day", "year"), ("g", "g/kg"), ("g/kg", "g/m2"), ("mL/kg/h", "mL/h/kg"), ("g/kg/day", "g/kg")] {
            #expect(try !unit(a).isCompatible(with: unit(b)) && !unit(b).isCompatible(with: unit(a)), "\(a), \(b)")
        }
    }

    @Test("doses per weight and per surface")
    func perBody() {
        #expect(Unit(.gram, per: .kilogram).isPerBodyWeight)
        #expect(Unit(.millilitre, per: .kilogram, .hour).isPerBodyWeight)
        #expect(!Unit(.gram).isPerBodyWeight && !Unit(.milligram, per: .squareMetre).isPerBodyWeight && !Unit(.gram, per: .day).isPerBodyWeight)
        #expect(Unit(.milligram, per: .squareMetre).isPerBodySurface && !Unit(.gram, per: .kilogram).isPerBodySurface)
    }
}
