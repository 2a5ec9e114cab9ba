import Diagnostics
import SourceData
import Testing

@Suite(.timeLimit(.minutes(10)))
struct YAMLMistakeTests {
    @Test(
        "what is not YAML",
        arguments: [
            ("a: b: c", "1:5", "mapping values are not allowed in this context"),
            ("é: x\na: [1, 2\nb: 3", "3:2", "did not find expected ',' or ']'"),
            ("a: {b: c", "2:1", "did not find expected ',' or '}'"),
            ("a: \"b\n", "2:1", "found unexpected end of stream"),
            ("a: 'é", "1:6", "found unexpected end of stream"),
            ("\ta: b", "1:1", "found character that cannot start any token"),
            ("é: @b", "1:4", "found character that cannot start any token"),
            ("a: %b", "1:4", "found character that cannot start any token"),
            ("- a\nb: c", "2:1", "did not find expected '-' indicator"),
            ("a: b\n c: d", "2:3", "mapping values are not allowed in this context"),
            ("a:\n  b: c\n d: e", "3:2", "did not find expected key"),
            ("a\nb: c", "2:2", "mapping values are not allowed in this context"),
            ("a: \"\\z\"", "1:5", "found unknown escape character"),
            ("a: *b", "1:4", "found undefined alias"),
            ("%YAML 9.9\n---\na: b", "1:1", "found incompatible YAML document"),
            ("a: b\n---\nc: d", "2:1", "a second document starts here"),
            ("a: \u{1}", "1:4", "control characters are not allowed"),
            ("a: b\n\0c: d", "2:1", "control characters are not allowed"),
            ("e\u{301}: x\r\nb: c\r\nd: \u{7}", "3:4", "control characters are not allowed"),
        ])
    func malformed(_ text: String, place: String, problem: String) {
        let reading = Reading.yaml(text)
        #expect(reading.outline == "nothing")
        #expect(reading.console.hasPrefix("a.yml:\(place): error: not valid YAML: \(problem) [invalid-yaml]\n    help: "))
    }

    @Test(
        "a key that stands twice",
        arguments: [
            ("a: 1\nb: 2\na: 3", "1:1", "the key 'a' stands twice in one mapping"),
            ("x:\n  c: 1\n  a: 1\n  c: 2\n  a: 3", "3:3", "the keys 'a', 'c' stand twice in one mapping"),
            ("{a: 1, 'a': 2}", "1:2", "the key 'a' stands twice in one mapping"),
        ])
    func duplicates(_ text: String, place: String, problem: String) {
        let reading = Reading.yaml(text)
        #expect(reading.outline == "nothing")
        #expect(reading.console == "a.yml:\(place): error: \(problem) [invalid-yaml]\n    help: remove one of the two\n")
    }

    @Test("two keys that are the same only as text")
    func duplicatesOfOtherTypes() {
        let reading = Reading.yaml("1: a\n\"1\": b\ntrue: c\n'true': d\n")
        #expect(reading.outline == "{1@1:1: a@1:4, true@3:1: c@3:7}@1:1")
        #expect(
            reading.console == """
                a.yml:2:1: error: the key '1' stands twice in one mapping [invalid-yaml]
                a.yml:4:1: error: the key 'true' stands twice in one mapping [invalid-yaml]

                """)
    }

    @Test("a key that is not text is refused, with all others of the file, before anything is read")
    func keys() {
        let reading = Reading.yaml("a: b\n[c]: d\n? {e: f}\n: g\nh: {[i, {j: k}]: l, m: [{n: o}]}\n")
        #expect(reading.outline == "nothing")
        #expect(reading.console == ["2:1", "3:3", "5:5"].map { "a.yml:\($0): error: a key must be plain text [invalid-yaml]\n" }.joined())
    }

    @Test("aliases of aliases as keys are refused before anybody walks them")
    func keyBomb() {
        var text = "x: &x0 [1]\n"
        for level in 1...60 { text += "x\(level): &x\(level) [*x\(level - 1), *x\(level - 1)]\n" }
        let reading = Reading.yaml(text + "? *x60\n: b\n*x59 : c\n")
        #expect(reading.outline == "nothing")
        #expect(reading.diagnostics.map(\.rule.id) == ["yaml-anchor", "yaml-anchor"])
        #expect(reading.diagnostics.map(\.position.line) == [62, 64])
    }

    @Test("nesting that is too deep", arguments: ["[", "- ", "{a: ", "? "])
    func depth(_ opening: String) {
        for count in [70, 999, 100_000] {
            let closing = opening == "[" ? "]" : opening == "{a: " ? "}" : ""
            let reading = Reading.yaml(String(repeating: opening, count: count) + "x" + String(repeating: closing, count: count))
            #expect(!reading.diagnostics.isEmpty)
            #expect(Set(reading.diagnostics.map(\.rule.id)) == ["invalid-yaml"])
            if opening != "? " { #expect(reading.diagnostics.map(\.summary) == ["nested deeper than 64 levels"]) }
        }
    }

    @Test("the limit is 64 levels")
    func limit() {
        func nested(_ count: Int) -> String { String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        #expect(Reading.yaml(nested(64)).console == "")
        #expect(Reading.yaml(nested(65)).diagnostics.map(\.position.short) == ["@1:65"])
    }
}
