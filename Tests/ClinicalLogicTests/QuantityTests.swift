import ClinicalLogic
import SeededNumbers
import Testing

struct QuantityTests {
    @Test(
        "what is read is written in one way",
        arguments: [
            ("0.01 mL/kg/min", "0.01 mL/kg/min"), ("2 g/kg", "2 g/kg"), ("152.4 cm", "152.4 cm"), ("4 weeks", "4 weeks"), ("1 week", "1 week"), ("1 weeks", "1 week"),
            ("4 week", "4 weeks"), ("0.5 day", "0.5 days"), ("18 years", "18 years"), ("0 months", "0 months"), ("1,400mL", "1,400 mL"), ("1400 mL", "1,400 mL"),
            ("2.50 g", "2.5 g"), ("3\u{A0}kg", "3 kg"), ("3\u{202F}kg", "3 kg"), ("3   kg", "3 kg"), ("\u{2212}5 g", "-5 g"), ("2 days/week", "2 days/week"),
            ("1 day/week", "1 day/week"), ("400 mg/kg/day", "400 mg/kg/day"),
        ])
    func reading(_ text: String, _ written: String) throws {
        let quantity = try #require(Quantity(parsing: text))
        #expect(quantity.formatted() == written)
        #expect(Quantity(parsing: written) == quantity)
    }

    @Test(
        "refused",
        arguments: ["", "2", "g", "2 xg", "2 g per kg", "2  g /kg", ".5 g", "1,40 mL", "2\tg", "2\ng", "two g", "2 g/kg/h/day", "2-3 g", "2 µg", "5 ml", "2 g "])
    func refused(_ text: String) {
        #expect(Quantity(parsing: text) == nil)
    }

    @Test(
        "conversions",
        arguments: [
            ("2 g/kg", "mg/kg", "2,000 mg/kg"), ("1 kg", "g", "1,000 g"), ("500 mcg", "mg", "0.5 mg"), ("1.5 L", "mL", "1,500 mL"), ("5 ft", "cm", "152.4 cm"),
            ("60 in", "ft", "5 ft"), ("1.8 m", "cm", "180 cm"), ("4 weeks", "day", "28 days"), ("28 days", "week", "4 weeks"), ("36 h", "day", "1.5 days"),
            ("18 years", "month", "216 months"), ("6 months", "year", "0.5 years"), ("0.01 mL/kg/min", "mL/kg/h", "0.6 mL/kg/h"),
            ("4.8 mL/kg/h", "mL/kg/min", "0.08 mL/kg/min"), ("1 g/kg", "g/g", "0.001 g/g"), ("2 g/week", "mg/day", "285.714286 mg/day"), ("7 g", "g", "7 g"),
        ])
    func conversions(_ from: String, _ unit: String, _ to: String) throws {
        let quantity = try #require(Quantity(parsing: from))
        let target = try #require(Unit(symbol: unit))
        let converted = try #require(quantity.converted(to: target))
        #expect(converted.unit == target)
        #expect(converted.formatted() == to)
        #expect(converted.isSameAmount(as: quantity) && quantity.isSameAmount(as: converted))
        let back = try #require(converted.converted(to: quantity.unit))
        #expect(back.isSameAmount(as: quantity))
    }

    @Test(
        "what measures something else is neither converted nor the same",
        arguments: [
            ("2 g", "mL"), ("2 g/kg", "g"), ("2 g", "g/kg"), ("1 month", "day"), ("4 weeks", "month"), ("2 g/kg", "g/m2"), ("1 m", "m2"), ("2 mL/kg/h", "mL/h/kg"),
        ])
    func incompatible(_ from: String, _ unit: String) throws {
        let quantity = try #require(Quantity(parsing: from))
        let target = try #require(Unit(symbol: unit))
        #expect(quantity.converted(to: target) == nil)
        #expect(!quantity.isSameAmount(as: Quantity(quantity.value, target)))
    }

    @Test("the same amount, but not a different one")
    func sameAmount() throws {
        func same(_ a: String, _ b: String) throws -> Bool {
            try #require(Quantity(parsing: a)).isSameAmount(as: #require(Quantity(parsing: b)))
        }
        #expect(try same("0.1 g", "100 mg") && same("0.3 kg", "300 g") && same("0 g", "0 mg") && same("12 in", "1 ft") && same("1 kg", "1,000,000,000 mcg"))
        #expect(try !same("0.1 g", "100.001 mg") && !same("1 g", "-1 g") && !same("0 g", "0.000001 mg") && !same("1 year", "13 months"))
    }

    @Test("conversions there and back, for random amounts and all pairs of units", arguments: 0..<5)
    func thereAndBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for from in BaseUnit.allCases {
            for to in BaseUnit.allCases {
                let quantity = Quantity(Double.random(in: 0.001...1000, using: &random), Unit(from))
                let converted = quantity.converted(to: Unit(to))
                #expect((converted != nil) == (from.dimension == to.dimension))
                if let converted { #expect(converted.isSameAmount(as: quantity)) }
            }
        }
    }
}
