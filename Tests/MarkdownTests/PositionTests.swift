import Diagnostics
import Markdown
import Testing

/// `‸` stands where a link's destination, a citation's `@` or raw HTML should be found.
@Suite(.timeLimit(.minutes(20)))
struct PositionTests {
    static let texts = [
        // Paragraphs
        "[a](‸b) ‸<i>x‸</i> [‸@k] ![c](‸d)",
        "twice: [a](‸b) and [a](‸b), [‸@k] and [‸@k; ‸@k], ‸<br>‸<br>",
        "first\nsecond [a](‸b)\n   third [‸@k]\\\nfourth [c](‸d)\nlast  \n‸<b>",
        "[a](<‸b c> \"t\") [a]( ‸b ) [a](\n‸b\n'title\nin lines') [‸@k] [](‸e)",
        "[a](‸b&amp;c) [a](‸b\\)c) [a](‸b%20c) [a](‸b(c)d) [a](‸bc) [a](‸b) [a](‸#)",
        "*[a](‸b)* **x [‸@k]** ~~‸<i>~~ ***[c](‸d)***",
        "[a ![b](‸c) `d` *e*](‸f) [![g](‸h)](‸i)",
        // Places that only look like the right ones
        "`[a](b)` [a](‸b) ``[@k]` `` [‸@k] `<i>` ‸<i>",
        "\\[a](b) [a](‸b) \\[@k] [‸@k] \\<i> ‸<i> &lt;i> ‸<i>",
        "[b](‸b) b [x](‸b) [a](‸b \"](b\") [a](‸b)",
        "‸k@k.org [‸@k] me@k. [‸@k] ‸<a href=\"](b) @k\"> [a](‸b) [‸@k]",
        "[@k x] [‸@k] [a](b c) [a](‸b) [see @k] [‸@k]",
        "`a\n[b](c)` [b](‸c) ` [‸@k]",
        // After what is read otherwise than it is written
        "é 🩺 e\u{301} 日本 [a](‸b) [‸@k] ‸<i>é [a](‸é) [‸@k]",
        "&eacute;&#233;&ngE; &nosuch; & &amp;amp; [a](‸b) [‸@k]",
        "\\*\\_\\[ a\\]b [a](‸b) [a\\]](‸b) [‸@k]",
        "a\u{0}b [a](‸b)",
        "www.x.org http://x.org [a](‸http://x.org) x@y.org [a](‸mailto:x@y.org)".replacing("www", with: "‸www").replacing(
            " http", with: " ‸http"
        ).replacing(" x@", with: " ‸x@"),
        "<‸http://x.org/?a&amp;b> [a](‸http://x.org/?a&b) <‸x@y.org> [http://z.org a] [‸x@y.org]",
        // Reference links stand where they start
        "‸[x][r] [y](‸abc) [z](‸a) ‸[r] ‸[r][] ‸![x][r] (r) ‸[r] (s)\n\n[r]: a",
        "[r]: x\n[q]: <y> 'title'\nétext [a](‸b) ‸[q]",
        // Headings
        "# é [a](‸b) {#c}\n\n[a](‸b) ‸<i>\n===\n\n   ## [‸@k] ##",
        // Quotations, lists, footnotes
        "> é [a](‸b)\n> ‸<i> [‸@k]\nlazy [a](‸b)\n>> > [a](‸b)",
        "> [!NOTE]\n> é [a](‸b)\n> [‸@k]\n>\n> [‸@k]",
        "- é [a](‸b)\n  [‸@k]\n\n  ‸<i>\n\n  - [a](‸b)\nlazy [‸@k]\n10. x\n    [a](‸b)",
        "- [ ] [a](‸b)\n- [x] [x](‸x) [‸@k]\n-\t[a](‸b)\n\t[‸@k]",
        "x[^1] [a](‸b)[^é] [‸@k]\n\n[^1]: é [a](‸b)\n    [‸@k]\n\n    ‸<i>\n[^é]: [a](‸b)",
        "> - 1. é [a](‸b)\n>      [‸@k]\n>\n>      ‸<i>",
        // Tables
        "|a|b|\n|-|-|\n|[a](‸b)|[‸@k]|\n|é \\| [a](‸b)|‸<i> [‸@k]|\n",
        "[a](‸b)|[‸@k]\n-|-\n`b`|[a](‸b)",
        "text [a](‸b)\n[‸@k]\n| [a](‸b) | [‸@k] |\n|---|---|\n| [a](‸b) | |",
        "\n\n- x\n\n  é [a](‸b)\n  |[a](‸b)|\n  |-|\n  |[‸@k]|\n  |‸<i>|\n\n> |[a](‸b)|\n> |-|\n",
        "|[a](‸b)|\n|-|\n\n[a](‸b)\n|[a](‸b)|\n|-|\n# [a](‸b)",
        "|[a](‸b)|\n|-|\n|‸[r][r]|[left out](b)|\n\n[r]: x",
        // Raw blocks, and text after them
        "‸<div>\n[a](b) [@k]\n</div>\n\n[a](‸b)\n\n  ‸<p>\n\n[‸@k]",
        "```\n[a](b)\n```\n    [a](b)\n\n[a](‸b)",
        "‸<i\nb> [a](‸b) ‸<i\n  c='d\n  e'> [a](‸b)",
    ]

    @Test("exact places", arguments: texts, [0, 7])
    func exact(_ marked: String, lineOffset: Int) {
        expectPlaces(marked, lineOffset: lineOffset)
    }

    @Test("exact places with Windows line endings", arguments: texts)
    func windows(_ marked: String) {
        expectPlaces(marked.replacing("\n", with: "\r\n"), lineOffset: 2)
    }

    @Test("places in documents put together at random", arguments: 0..<300)
    func random(seed: UInt64) {
        var random = RandomPlaces(seed: seed)
        expectPlaces(random.document(), lineOffset: 3)
    }

    private func expectPlaces(_ marked: String, lineOffset: Int) {
        let text = Marked(marked).text
        let found = Parsed(text, lineOffset: lineOffset).all { node -> [SourcePosition]? in
            switch node.kind {
            case .link, .image, .htmlInline, .htmlBlock: [node.position]
            case .citation(let items): items.map(\.position)
            default: nil
            }
        }
        #expect(Marked.mark(text, at: found.flatMap { $0 }, lineOffset: lineOffset) == marked)
    }
}
