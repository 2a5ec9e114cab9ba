import ClinicalLogic
import SeededNumbers
import Testing

struct DecimalReadingTests {
    @Test(
        "whole texts",
        arguments: [
            ("0", 0), ("5", 5), ("0.5", 0.5), ("1,400", 1400), ("1,234,567.25", 1_234_567.25), ("100000", 100_000), ("-3", -3), ("\u{2212}0.1", -0.1),
            ("0.01", 0.01), ("152.4", 152.4), ("2.50", 2.5), ("007", 7), ("999999999999999", 999_999_999_999_999), ("0.1", 0.1), ("0.30", 0.3),
            ("0.00000000000001", 1e-14),
        ] as [(String, Double)])
    func whole(_ text: String, _ value: Double) {
        #expect(Decimal.parse(text) == value)
    }

    @Test(
        "refused",
        arguments: [
            "", "-", "\u{2212}", ".5", "-.5", "5.", "1,40", "1,4000", "14,00", "1400,000", "1,400,00", "1,,400", ",400", "1,400.", "1.400,5", "1 400",
            "1e3", "+5", "--5", "½", "٣", "５", "0x10", "inf", "1,", "1.2.3", " 5", "5 ", "1234567890123456", "0.000000000000001", "1,23.5", "5mg",
            "0,125", "0,083", "00,125", "-0,750", "0,125.5", "01,400", "0,000,001",
        ])
    func refused(_ text: String) {
        #expect(Decimal.parse(text) == nil)
    }

    @Test(
        "a number is read off the start",
        arguments: [
            ("2 g/kg", 2, " g/kg"), ("0.01mL", 0.01, "mL"), ("1,400-1,500", 1400, "-1,500"), ("5.", 5, "."), ("5, 6", 5, ", 6"), ("1.2.3", 1.2, ".3"),
            ("3\u{A0}kg", 3, "\u{A0}kg"), ("1e3", 1, "e3"), ("5é", 5, "é"), ("5\u{301}", 5, "\u{301}"),
        ] as [(String, Double, String)])
    func start(_ text: String, _ value: Double, _ rest: String) throws {
        let read = try #require(Decimal.read(text[...]))
        #expect(read.value == value)
        #expect(Array(read.rest.unicodeScalars) == Array(rest.unicodeScalars))
    }

    @Test("reading is as exact as Swift's own, for random numbers", arguments: 0..<10)
    func exact(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let whole = String(UInt64.random(in: 0...99_999_999, using: &random))
            let fraction = (0..<Int.random(in: 1...6, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            let text = "\(whole).\(fraction)"
            #expect(Decimal.parse(text) == Double(text), "\(text)")
        }
    }
}
