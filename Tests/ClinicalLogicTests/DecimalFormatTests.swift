import ClinicalLogic
import SeededNumbers
import Testing

struct DecimalFormatTests {
    @Test(
        "ISMP style: a leading zero, commas from 1,000, no trailing zeros",
        arguments: [
            (0, "0"), (0.5, "0.5"), (5, "5"), (5.0, "5"), (1400, "1,400"), (999, "999"), (1000, "1,000"), (1_234_567.5, "1,234,567.5"), (0.01, "0.01"),
            (152.4, "152.4"), (-0.5, "-0.5"), (-1400, "-1,400"), (0.1 + 0.2, "0.3"), (2.50, "2.5"), (100, "100"), (0.000001, "0.000001"), (1.1 * 3, "3.3"),
            (8_999_999_999, "8,999,999,999"), (1 / 3.0, "0.333333"), (2 / 3.0, "0.666667"), (10_000.05, "10,000.05"),
        ] as [(Double, String)])
    func style(_ value: Double, _ text: String) {
        #expect(Decimal.format(value) == text)
    }

    @Test(
        "rounding, half away from zero",
        arguments: [
            (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "-1"), (-2.5, 0, "-3"), (0.4999, 0, "0"), (-0.4, 0, "0"), (0.25, 1, "0.3"), (0.35, 1, "0.4"),
            (0.285, 2, "0.29"), (1.005, 2, "1.01"), (2.675, 2, "2.68"), (-1.005, 2, "-1.01"), (1.115, 2, "1.12"), (0.2849, 2, "0.28"), (999.95, 1, "1,000"),
            (0.0000004, 6, "0"), (-0.0000004, 6, "0"), (0.0000005, 6, "0.000001"), (1234.5678, 2, "1,234.57"), (9.99, 1, "10"), (1.5, -3, "2"),
            (0.1234567891, 9, "0.123456789"), (0.1234567891, 20, "0.123456789"), (-0.0, 2, "0"), (4_503_599_627_370.5, 1, "4,503,599,627,370.5"),
        ] as [(Double, Int, String)])
    func rounding(_ value: Double, _ decimals: Int, _ text: String) {
        #expect(Decimal.format(value, decimals: decimals) == text)
    }

    @Test(
        "what cannot be shown",
        arguments: [
            (.nan, "not a number"), (.infinity, "out of range"), (-.infinity, "out of range"), (1e300, "out of range"), (-9e9, "out of range"), (9e9, "out of range"),
        ] as [(Double, String)])
    func unshowable(_ value: Double, _ text: String) {
        #expect(Decimal.format(value) == text)
    }

    @Test("what is formatted reads as the same value, for random numbers", arguments: 0..<10)
    func roundTrip(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let decimals = Int.random(in: 0...6, using: &random)
            let power = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
            let value = Double(Int.random(in: -999_999_999_999...999_999_999_999, using: &random)) / power
            guard abs(value) < 9e9 else { continue }
            let text = Decimal.format(value)
            #expect(Decimal.parse(text) == value, "\(text)")
            #expect(text.wholeMatch(of: /-?(0|[1-9]\d{0,2}(,\d{3})*)(\.\d*[1-9])?/) != nil, "\(text)")
        }
    }

    @Test("numbers written with a five at the end round away from zero, however they are stored", arguments: 0..<10)
    func halves(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let decimals = Int.random(in: 1...5, using: &random)
            let kept = Int.random(in: 0...9_999_999, using: &random)
            let digits = String(repeating: "0", count: max(0, decimals + 1 - String(kept).count)) + String(kept)
            let written = digits.dropLast(decimals) + "." + digits.suffix(decimals) + "5"
            let value = try #require(Double(written))
            let power = (0..<decimals).reduce(1) { product, _ in product * 10 }
            #expect(Decimal.format(value, decimals: decimals) == Decimal.format(Double(kept + 1) / Double(power)), "\(written)")
            #expect(Decimal.format(value.nextDown * (1 - 1e-12), decimals: decimals) == Decimal.format(Double(kept) / Double(power)), "\(written)")
        }
    }
}
