import Testing

struct CitationTests {
    @Test(
        "keys and locators",
        arguments: [
            ("[@a]", ["a"]),
            ("[@a; @b]", ["a b"]),
            ("[@a;@b ; @c]", ["a b c"]),
            ("[@a, p. 12]", ["a|p. 12"]),
            ("[@a, p. 3-4, table 2; @b, fig. 1; @c]", ["a|p. 3-4, table 2 b|fig. 1 c"]),
            ("[ @a ]", ["a"]),
            ("[@a] and [@b][@c]", ["a", "b", "c"]),
            ("[@smith_2020-b.1:2/3]", ["smith_2020-b.1:2/3"]),
            ("[@10.1000/x, p. 1; @PMID123]", ["10.1000/x|p. 1 PMID123"]),
            ("(see [@a]) \"[@b]\"", ["a", "b"]),
            ("[see [@a] there]", ["a"]),
            ("[@a, &sect; 2 &amp; 3]", ["a|§ 2 & 3"]),
            ("[@a, §\u{A0}4]", ["a|§\u{A0}4"]),
        ])
    func keys(_ text: String, _ citations: [String]) {
        let parsed = Parsed(text)
        #expect(parsed.citationText == citations)
        #expect(parsed.console == "")
    }

    @Test(
        "wrapped over lines",
        arguments: [
            ("x [@a;\n@b, p. 1\nand 2]\ny", ["a b|p. 1 and 2"]),
            ("> [@a;\n> @b]\n", ["a b"]),
            ("- [@a,\n  p. 1]\n", ["a|p. 1"]),
            ("[@a;\r\n@b]\r\n", ["a b"]),
            ("[\n@a\n]", ["a"]),
        ])
    func wrapped(_ text: String, _ citations: [String]) {
        let parsed = Parsed(text)
        #expect(parsed.citationText == citations)
        #expect(parsed.console == "")
    }

    @Test(
        "in every kind of text",
        arguments: [
            "# Heading [@a] {#b}", "Setext [@a]\n===", "*x [@a]*", "**[@a]**", "~~[@a]~~", "***x*[@a]**",
            "|x [@a]|\n|-|\n", "|x|\n|-|\n|[@a] *y*|\n", "- [ ] [@a]\n", "> > [@a]\n", "> [!NOTE]\n> [@a]\n", "x[^1]\n\n[^1]: [@a]\n",
            "<b>[@a]</b>", "<div>\n\n[@a]\n", "`[` [@a] `]`",
        ])
    func places(_ text: String) {
        let parsed = Parsed(text)
        #expect(parsed.citationText == ["a"])
        #expect(parsed.console == "")
    }

    @Test(
        "not citations",
        arguments: [
            "\\[@a]", "\\[@a\\]", "[\\@a]", "\\\\\\[@a]", "&#91;@a]", "[&#64;a]", "`[@a]`", "    [@a]", "```\n[@a]\n```", "<div>\n[@a]\n</div>",
            "<b title=\"[@a]\">", "[a@b]", "[me@example.org]", "[x](a@b)", "@a", "(@a)", "a@b.co", "[@a](u)", "[*[@a]*](u)", "![[@a]](u)",
            "[@a][r]\n\n[r]: u", "[a]@b", "[x]: y '[@a]'\n\n[x]",
        ])
    func notCitations(_ text: String) {
        let parsed = Parsed(text)
        #expect(parsed.citationText == [])
        #expect(parsed.html == CMark.html(text))
        #expect(parsed.console == "")
    }

    @Test("a backslash before a backslash escapes nothing else")
    func escapedBackslash() {
        #expect(Parsed("\\\\[@a]").html == "<p>\\<cite>@a</cite></p>\n")
    }

    @Test("text around citations stays as it was")
    func surroundings() {
        let parsed = Parsed("a  &amp;\nb [@c] *d* [@e]\nf\\* [g] [@h].")
        #expect(
            parsed.html
                == "<p>a  &amp;\nb <cite>@c</cite> <em>d</em> <cite>@e</cite>\nf* [g] <cite>@h</cite>.</p>\n")
    }
}
