import Diagnostics
import Markdown
import Testing

struct NodeTests {
    @Test(
        "plain text is what a reader would hear",
        arguments: [
            ("# *A* `b` [c](d) <i>e</i>[^1] [@f]\n\n[^1]: x", "A b c e x "),
            ("- a\n- b\n\n> c\nd", "a b c d "),
            ("a\nb  \nc", "a b c "),
            ("```\ncode\n```", "code\n "),
            ("|a|b|\n|-|-|\n|c|d|", "a b c d "),
            ("", ""),
        ])
    func plainText(_ text: String, _ plain: String) {
        #expect(Parsed(text).document.plainText == plain)
    }

    @Test("editing goes children first, and can remove and multiply")
    func editing() {
        let document = Parsed("a *b **c*** `d`").document
        let edited = document.editing { node in
            switch node.kind {
            case .strong: node.children
            case .code: []
            case .text("a "): [node, node]
            default: [node]
            }
        }
        #expect(HTMLRenderer.render([edited]) == "<p>a a <em>b c</em> </p>\n")
        #expect(HTMLRenderer.render([document]) == "<p>a <em>b <strong>c</strong></em> <code>d</code></p>\n")
    }

    @Test("walking visits parents first, in reading order")
    func walking() {
        let kinds = Parsed("*a* b").all { Optional($0.kind) }
        #expect(kinds == [.document, .paragraph, .emphasis, .text("a"), .text(" b")])
    }

    @Test("one line of text gives its inlines, several blocks stay blocks")
    func inline() {
        func kinds(_ text: String) -> [Node.Kind] {
            Markdown.parseInline(text, path: "a.yml", lineOffset: 4, log: .init()).map(\.kind)
        }
        #expect(kinds("a *b*") == [.text("a "), .emphasis])
        #expect(kinds("a\n\nb") == [.paragraph, .paragraph])
        #expect(kinds("# a") == [.heading(level: 1, id: nil)])
        #expect(kinds("") == [])
    }
}
