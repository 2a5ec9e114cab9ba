import SourceData
import Testing

struct JSONTests {
    @Test(
        "values and their places",
        arguments: [
            ("{\"a\": \"b\"}", "{a@1:2: 'b'@1:7}@1:1"),
            ("[\n  {\"id\": 1},\n  [true, false, null]\n]\n", "[{id@2:4: 1@2:10}@2:3, [true@3:4, false@3:10, null@3:17]@3:3]@1:1"),
            ("{\"é\":\"🩺\",\"b\":[]}", "{é@1:2: '🩺'@1:6, b@1:10: []@1:14}@1:1"),
            ("\r\n\t{ }\r\n", "{}@2:2"),
            ("[\r\n1]", "[1@2:1]@1:1"),
            ("\"\"", "''@1:1"), (" -0.5e+10 ", "-0.5e+10@1:2"), ("[ ]", "[]@1:1"), ("{\"\":{}}", "{@1:2: {}@1:5}@1:1"),
        ])
    func places(_ text: String, _ outline: String) {
        let reading = Reading.json(text)
        #expect(reading.outline == outline)
        #expect(reading.console == "")
    }

    @Test(
        "escapes",
        arguments: [
            ("\\\" \\\\ \\/ \\b \\f \\n \\r \\t", "\" \\ / \u{8} \u{C} \n \r \t"),
            ("\\u0041\\u00e9\\u20AC\\u0000", "Aé€\0"),
            ("\\ud83e\\ude7a \\uD834\\uDD1E \\uDBFF\\uDFFF", "🩺 𝄞 \u{10FFFF}"),
            ("\\uFFFF\\uFEFF", "\u{FFFF}\u{FEFF}"),
            ("\u{7F}\u{2028}", "\u{7F}\u{2028}"),
        ])
    func escapes(_ escaped: String, _ text: String) {
        #expect(Reading.json("\"\(escaped)\"").outline == "'\(text)'@1:1")
    }

    @Test(
        "numbers stay as they are written",
        arguments: ["0", "-0", "10", "1.0", "1.50", "0.1e1", "1E5", "1e-5", "1e+05", "0e0", "123456789012345678901234567890", "1e400"])
    func numbers(_ number: String) {
        #expect(Reading.json(number).outline == "\(number)@1:1")
    }

    @Test("only null means nothing")
    func null() {
        let value = Reading.json("{\"a\": null, \"b\": \"null\", \"c\": \"\", \"d\": 0}").value
        #expect(["a", "b", "c", "d", "e"].map { value?[$0]?.isNull } == [true, false, false, false, nil])
    }
}
