import ClinicalLogic
import Testing

struct UnitTests {
    @Test("every unit reads as it is written, and words in the plural too", arguments: BaseUnit.allCases)
    func symbols(_ unit: BaseUnit) {
        #expect(BaseUnit(symbol: unit.symbol) == unit)
        #expect(Unit(symbol: unit.symbol) == Unit(unit))
        let plural = unit == .suppository ? "suppositories" : unit == .patch ? "patches" : unit.symbol + "s"
        let takesPlural: [BaseUnit] = [.unit, .tablet, .capsule, .puff, .drop, .sachet, .suppository, .patch, .day, .week, .month, .year]
        // The plural of a million units is the name of it.
        #expect(BaseUnit(symbol: plural) == (takesPlural.contains(unit) ? unit : nil))
    }

    @Test("units per others", arguments: ["g/kg", "mL/kg/h", "mL/kg/min", "mg/m2", "g/day", "mcg/kg/day", "kg/m2"])
    func compound(_ symbol: String) throws {
        let unit = try #require(Unit(symbol: symbol))
        #expect(unit.symbol == symbol)
        #expect(unit.denominators.count == symbol.split(separator: "/").count - 1)
    }

    @Test(
        "refused, among them what ISMP warns of",
        arguments: [
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

    @Test(
        "spellings that are read besides, and one way to write",
        arguments: [
            ("million units", "million units"), ("units", "units"), ("unit", "units"), ("mmol", "mmol"), ("micromol", "micromol"), ("mEq", "mEq"), ("tablet", "tablets"),
            ("patches", "patches"), ("suppositories", "suppositories"), ("minutes", "min"), ("hours", "h"), ("second", "s"), ("mL/min/1.73 m2", "mL/min/1.73 m2"),
            ("mL/min/1.73m2", "mL/min/1.73 m2"), ("million units/m2", "million units/m2"), ("units/kg/h", "units/kg/h"),
        ])
    func spellings(_ read: String, _ written: String) throws {
        #expect(try #require(Unit(symbol: read)).symbol == written)
    }

    @Test(
        "amounts in units of every kind, and the singular of one",
        arguments: [
            ("1 unit", "1 unit"), ("1 units", "1 unit"), ("5,000 units", "5,000 units"), ("1.2 million units", "1.2 million units"), ("1 tablet", "1 tablet"),
            ("2 tablet", "2 tablets"), ("0.5 tablets", "0.5 tablets"), ("20 mmol", "20 mmol"), ("10 mEq", "10 mEq"), ("60 mL/min/1.73 m2", "60 mL/min/1.73 m2"),
        ])
    func amounts(_ read: String, _ written: String) throws {
        #expect(try #require(Quantity(parsing: read)).formatted() == written)
    }

    @Test(
        "million units are a million units, and moles of each other",
        arguments: [
            ("1.2 million units", "unit", 1_200_000.0), ("600,000 units", "million units", 0.6), ("1 mmol", "micromol", 1000), ("1 mol", "mmol", 1000),
        ])
    func scales(_ from: String, _ to: String, _ value: Double) throws {
        let unit = try #require(Unit(symbol: to))
        let converted = try #require(Quantity(parsing: from)?.converted(to: unit))
        #expect(converted.isSameAmount(as: Quantity(value, unit)))
    }

    @Test("nothing of one kind converts into another, compares with it or is the same amount")
    func dimensions() {
        for a in BaseUnit.allCases {
            for b in BaseUnit.allCases {
                let quantity = Quantity(1, Unit(a))
                let isAlike = a.dimension == b.dimension
                #expect(Unit(a).isCompatible(with: Unit(b)) == isAlike)
                #expect((quantity.converted(to: Unit(b)) != nil) == isAlike)
                if !isAlike {
                    #expect(!quantity.isSameAmount(as: Quantity(1, Unit(b))))
                    #expect(!Quantity(1, Unit(a, per: .kilogram)).isSameAmount(as: Quantity(1, Unit(b, per: .kilogram))))
                }
            }
        }
        // Moles, equivalents, units, grams and things that are counted are kinds of their own.
        let kinds: [BaseUnit] = [.milligram, .unit, .millimole, .milliequivalent, .millilitre, .tablet, .capsule, .puff, .drop, .sachet, .suppository, .patch]
        #expect(Set(kinds.map(\.dimension)).count == kinds.count)
        #expect(kinds.allSatisfy { $0.dimension.isDose })
        #expect([BaseUnit.centimetre, .squareMetre, .standardSurface, .minute, .month].allSatisfy { !$0.dimension.isDose })
    }

    @Test("doses per weight and per surface")
    func perBody() {
        #expect(Unit(.gram, per: .kilogram).isPerBodyWeight)
        #expect(Unit(.millilitre, per: .kilogram, .hour).isPerBodyWeight)
        #expect(!Unit(.gram).isPerBodyWeight && !Unit(.milligram, per: .squareMetre).isPerBodyWeight && !Unit(.gram, per: .day).isPerBodyWeight)
        #expect(Unit(.milligram, per: .squareMetre).isPerBodySurface && !Unit(.gram, per: .kilogram).isPerBodySurface)
    }
}
