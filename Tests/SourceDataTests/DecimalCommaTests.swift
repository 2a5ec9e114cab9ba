import SourceData
import Testing

struct DecimalCommaTests {
    @Test(
        "found",
        arguments: [
            ("0,125 mg/kg", "0,125", "write a point for decimals: '0.125'"), ("at least 2,5 g", "2,5", "write a point for decimals: '2.5'"),
            ("0,750", "0,750", "write a point for decimals: '0.75'"), ("1,400 mL or 1,40 mL", "1,40", "write a point for decimals: '1.4'"),
            ("12,345,6", "12,345,6", nil), ("1.400,5 mg", "1.400,5", nil), ("01,400", "01,400", "write a point for decimals: '01.4'"),
            ("-0,083 years", "0,083", "write a point for decimals: '0.083'"), ("1400,000", "1400,000", nil),
        ] as [(String, String, String?)])
    func found(_ text: String, _ number: String, _ suggestion: String?) throws {
        let comma = try #require(DecimalComma(in: text))
        #expect(comma.number == number)
        #expect(comma.suggestion == suggestion ?? "write a point for decimals, and commas only between groups of three digits: '1,400.5'")
    }

    @Test(
        "not found",
        arguments: [
            "", ",", "1,400 mL", "1,234,567.25", "4 of 8", "1, 2 and 3", "a,5", "IL-1,2", "M33,1", "5,", "100", "0.125", "1,2-diol".replacing("1,2", with: "x1,2"),
        ])
    func notFound(_ text: String) {
        #expect(DecimalComma(in: text) == nil)
    }
}
