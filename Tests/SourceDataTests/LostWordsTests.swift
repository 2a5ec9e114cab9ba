import Diagnostics
import Testing

@testable import SourceData

/// Every word of a YAML source is in the data that is read from it, or a message says why not.
@Suite(.timeLimit(.minutes(20)))
struct LostWordsTests {
    private func messages(_ text: String) -> [String] {
        let log = DiagnosticLog()
        _ = YAML.parse(text, path: "a.yml", log: log)
        return log.diagnostics.map { "\($0.position.line):\($0.position.column) \($0.summary) [\($0.rule.id)]" }
    }

    @Test(
        "nothing is said to be lost",
        arguments: [
            "a: 'b' # comment\n# another\nc: [d, e f, \"g\"] # end\n", "a: |\n  # text\n  b\nc: >-\n  d\n  e\n", "a: 'it''s'\nb: \"caf\\u00e9s \\\"x\\\" 1\\t2\\nmg\"\n",
            "a: ~\nb: null\nc:\n", "a: { b: c, \"d e\": f }\n", "- a\n- - b\n  - c\n", "a: b\n...\n", "---\na: b\n", "\"a b\": c\n", "a: ü µg 10mg\n", "a: b\\c\n", "",
            "? a\n: b\n", "a: \"b\\\n  c\"\n", "a: b\n  c\n  d\n", "a: b#c\n", "# only a comment\n", "a: |+\n  b\n\n\n",
        ])
    func kept(_ text: String) { #expect(messages(text) == []) }

    @Test(
        "what YAML would drop has a message",
        arguments: [
            ("%TAG !e! tag:example.org:\n---\na: b\n", "1:2 'TAG e tag example org' would not be on the page [lost-text]")
        ])
    func dropped(_ text: String, _ message: String) { #expect(messages(text) == [message]) }

    @Test("a value that is taken out of the data is missed, with its words and its place")
    func takenOut() {
        let log = DiagnosticLog()
        let text = "title: one two\nsummary: 'not in renal failure' # a comment\nlist: [one, two]\n"
        guard case .mapping(let entries, let position)? = YAML.parse(text, path: "a.yml", log: log) else { return #expect(Bool(false)) }
        YAMLWords.check(text, .mapping([entries[0], entries[2]], position), in: SourceFile("a.yml"), lineOffset: 3, log)
        #expect(log.diagnostics.map(\.summary) == ["'summary not in renal failure' would not be on the page"])
        #expect(log.diagnostics.map(\.position) == [SourcePosition(file: "a.yml", line: 5, column: 1)])
    }
}
