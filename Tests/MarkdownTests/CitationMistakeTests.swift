import Diagnostics
import Markdown
import Testing

struct CitationMistakeTests {
    /// `‸` stands before the mistake, which ends at the next bracket.
    @Test(
        "brackets that look like citations are reported where they open, and kept as text",
        arguments: [
            "‸[see @a]", "x ‸[-@a]", "‸[@]", "‸[@a;]", "‸[@a; b]", "‸[@a p. 3]", "‸[@a,]", "‸[;@a]", "‸[@a.]", "‸[@ü]", "‸[@ a]", "‸[@a;; @b]",
            "é 🩺 ‸[@a b]", "[@a] ‸[@b c] [@d]", "[@a;\n@b]\nc ‸[@d e]", "- x\n  - é &amp; \\* ‸[@a b]", "> a\n> *b* ‸[@a b]",
            "|a|b|\n|-|-|\n|é|c ‸[@a b]|", "text\n|‸[@a b]|\n|-|\n", "# a ‸[@a b]", "a *b ‸[@a b]*\n\n[@c]", "\\[@a b] `[@a b]` ‸[@a b]",
            "> [!NOTE]\n> ‸[@a b]", "[a](b \"[@c d]\") ‸[@c d]",
        ])
    func malformed(_ marked: String) throws {
        let bracket = try #require(marked.split(separator: "‸").last?.prefix { $0 != "]" })
        let parsed = Parsed(Marked(marked).text)
        let place = try #require(Marked(marked).places.first)
        #expect(
            parsed.console == """
                a.md:\(place.line):\(place.column): error: '\(bracket)]' is not a citation Materia can read [malformed-citation]
                    help: write [@key] or [@key, p. 12; @other]; a prefix or a minus sign is not supported

                """)
        #expect(parsed.document.plainText.contains("\(bracket)]"))
    }

    @Test("a bracket left open", arguments: ["é ‸[@a", "a [@b]\n‸[@c; @d\n\n]", "- ‸[@a *b*]", "> ‸[@a, `c`]", "|‸[@a|b]|\n|-|-|\n", "‸[@a;  \n@b]"])
    func unclosed(_ marked: String) throws {
        let place = try #require(Marked(marked).places.first)
        #expect(
            Parsed(Marked(marked).text).console == """
                a.md:\(place.line):\(place.column): error: this citation has no closing bracket [malformed-citation]
                    help: write [@key] or [@key, p. 12; @other]

                """)
    }

    @Test("every mistake is reported, and what is wrong shown in one line")
    func several() {
        let parsed = Parsed("[-@a] [@b] [see\n@c] " + "[@d " + String(repeating: "word ", count: 100) + "[@e]")
        #expect(
            parsed.diagnostics.map(\.summary) == [
                "'[-@a]' is not a citation Materia can read", "'[see @c]' is not a citation Materia can read",
                "'[@d word word word word word word word word word word word wo…' is not a citation Materia can read",
            ])
        #expect(parsed.citationText == ["b"])
    }
}
