import Diagnostics
import SourceData
import Testing

struct YAMLTests {
    @Test(
        "values and their places",
        arguments: [
            ("a: b", "{a@1:1: b@1:4}@1:1"),
            ("a:\n  - b\n  - c: d\n    e: f\n", "{a@1:1: [b@2:5, {c@3:5: d@3:8, e@4:5: f@4:8}@3:5]@2:3}@1:1"),
            ("[a, {b: c}]", "[a@1:2, {b@1:6: c@1:9}@1:5]@1:1"),
            ("é: [ü, 日]\n🩺: x", "{é@1:1: [ü@1:5, 日@1:8]@1:4, 🩺@2:1: x@2:4}@1:1"),
            ("a: 'b'\nc: \"d\\n\\u00e9\"\n'e': f", "{a@1:1: 'b'@1:4, c@2:1: 'd\né'@2:4, e@3:1: f@3:6}@1:1"),
            ("a:\r\n  b: c\r\n  d: e\r\n", "{a@1:1: {b@2:3: c@2:6, d@3:3: e@3:6}@2:3}@1:1"),
            ("# comment\n\na: \"b\" # more\n", "{a@3:1: 'b'@3:4}@3:1"),
            ("---\na: b\n...\n", "{a@2:1: b@2:4}@2:1"),
            ("? a\n: b", "{a@1:3: b@2:3}@1:1"),
            ("true", "true@1:1"),
            ("", "{}@1:1"), ("# only a comment\n", "{}@1:1"), ("\n\n", "{}@1:1"),
        ])
    func places(_ text: String, _ outline: String) {
        let reading = Reading.yaml(text)
        #expect(reading.outline == outline)
        #expect(reading.console == "")
    }

    @Test("places count the lines of the file before the text")
    func offset() {
        #expect(Reading.yaml("a:\n- b", lineOffset: 5).outline == "{a@6:1: [b@7:3]@7:1}@6:1")
        #expect(Reading.yaml("", lineOffset: 5).outline == "{}@6:1")
        #expect(Reading.yaml("a: b: c", lineOffset: 5).diagnostics.map(\.position.short) == ["@6:5"])
    }

    @Test(
        "block text keeps or folds its lines",
        arguments: [
            ("a: |\n  b\n   c\n\n  d\n\n", "{a@1:1: |b\n c\n\nd\n|@1:4}@1:1"),
            ("a: |\r\n  b\r\n  c\r\n", "{a@1:1: |b\nc\n|@1:4}@1:1"),
            ("a: |-\n  b\n", "{a@1:1: |b|@1:4}@1:1"),
            ("a: |+\n  b\n\n", "{a@1:1: |b\n\n|@1:4}@1:1"),
            ("a: >\n  b\n  c\n\n  d\n", "{a@1:1: |b c\nd\n|@1:4}@1:1"),
            ("a: >-\n  # no comment: [\n", "{a@1:1: |# no comment: [|@1:4}@1:1"),
            ("- |2\n   b\n", "[| b\n|@1:3]@1:1"),
            ("a: |\nb: c", "{a@1:1: ||@1:4, b@2:1: c@2:4}@1:1"),
        ])
    func blocks(_ text: String, _ outline: String) {
        #expect(Reading.yaml(text).outline == outline)
    }

    @Test(
        "only plain text can mean nothing",
        arguments: [
            ("a:", true), ("a: ~", true), ("a: null", true), ("a: ''", false), ("a: \"~\"", false), ("a: 'null'", false), ("a: |\n  null", false),
            ("a: Null", false), ("a: 0", false), ("a: false", false), ("a: []", false), ("a: {}", false),
        ])
    func nothing(_ text: String, isNull: Bool) {
        #expect(Reading.yaml(text).value?["a"]?.isNull == isNull)
    }

    @Test("scalars stay as they are written", arguments: ["1_000", "0x1F", "1e3", "yes", "No", "on", "2024-01-02", "12:30:45", "1.10", "+5", "=", "<<"])
    func text(_ text: String) {
        #expect(Reading.yaml("a: \(text)").outline == "{a@1:1: \(text)@1:4}@1:1")
    }
}
