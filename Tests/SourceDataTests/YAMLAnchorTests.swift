import Diagnostics
import SourceData
import Testing

@Suite(.timeLimit(.minutes(20)))
struct YAMLAnchorTests {
    private static let message = "error: YAML anchors and aliases are not supported [yaml-anchor]\n    help: write the value out where it is used\n"

    @Test(
        "anchors and aliases are refused where the anchor stands, and their values left out",
        arguments: [
            ("a: b\nc: &x d\ne: *x", "{a@1:1: b@1:4}@1:1", ["2:4", "2:4"]),
            ("a: &x [b, c]", "{}@1:1", ["1:4"]),
            ("- &x {a: b}\n- c\n- *x", "[c@2:3]@1:1", ["1:3", "1:3"]),
            ("&x a: b", "{a@1:1: b@1:7}@1:1", ["1:1"]),
            ("&x\na: b", "nothing", ["1:1"]),
            ("a: &x |\n  text\n", "{}@1:1", ["1:4"]),
        ])
    func anchors(_ text: String, outline: String, places: [String]) {
        let reading = Reading.yaml(text)
        #expect(reading.outline == outline)
        #expect(reading.console == places.map { "a.yml:\($0): " + Self.message }.joined())
    }

    @Test(
        "tags are refused",
        arguments: [
            ("a: !!int 5\nb: c", "1:4"), ("a: !x {c: d}\nb: c", "1:4"), ("a: !<tag:x,2000:y> [c]\nb: c", "1:4"), ("a: !!str c\nb: c", "1:4"),
            ("a: !x 'c'\nb: c", "1:4"), ("a: !x |\n  c\nb: c", "1:4"),
        ])
    func tags(_ text: String, place: String) {
        let reading = Reading.yaml(text)
        #expect(
            reading.console
                == "a.yml:\(place): error: YAML tags are not supported [yaml-anchor]\n    help: leave out the word with the exclamation mark\n")
        #expect(reading.value?["a"] == nil)
        #expect(reading.value?["b"] != nil)
    }

    @Test("text that only looks like anchors, aliases and tags", arguments: ["'&x a'", "\"*x\"", "a & b", "a *x*", "|\n  &x *x !y", "'!x'", "a !x"])
    func text(_ text: String) {
        #expect(Reading.yaml("a: \(text)").console == "")
    }

    /// Ten to the hundredth values, if anyone walked through them: the test would never end.
    @Test("a billion laughs are refused")
    func billionLaughs() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...100 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let reading = Reading.yaml(text + "b: c\n")
        #expect(reading.outline == "{b@102:1: c@102:4}@1:1")
        #expect(reading.diagnostics.count == 101)
        #expect(reading.diagnostics.allSatisfy { $0.rule == .yamlAnchor })
    }

    @Test("so is a chain of mappings")
    func billionMappings() {
        var text = "- &a0 {x: 1, y: 2}\n"
        for level in 1...100 { text += "- &a\(level) {x: *a\(level - 1), y: *a\(level - 1)}\n" }
        let reading = Reading.yaml(text)
        #expect(reading.outline == "[]@1:1")
        #expect(reading.diagnostics.count == 101)
    }
}
