import CCmarkGFM
import Diagnostics
import Markdown
import Testing

/// What cmark leaves out, or shows with its marks, is said. Exact messages stand in the fixture `silent-losses`.
@Suite(.timeLimit(.minutes(20)))
struct SilentLossTests {
    private func rules(_ text: String) -> [String] { Parsed(text).diagnostics.map(\.rule.id) }

    @Test(
        "said",
        arguments: [
            ("|a|\n|-|\n|b|c|", "extra-cell"), ("a|b\n-|-\nc|d|e|f", "extra-cell"), ("|a|\n|-|\n|\\\\|c|", "extra-cell"),
            ("- |a|\n  |-|\n  |b|c|", "extra-cell"), ("|a|b|\n|-|-|\n|c|", "missing-cell"), ("|a|b|\n|-|-|\n|c|d|\nText", "missing-cell"),
            ("> |a|b|\n> |-|-|\n> |c|\n> |d|", "missing-cell"), ("[2](a)3", "joined-figures"), ("1[2 mg](a)", "joined-figures"), ("[2 mg](a)/kg", "joined-figures"),
            ("0.[2 mg](a)", "joined-figures"), ("10–[20 mg](a)", "joined-figures"), ("below\n> 5 mg", "swallowed-mark"), ("below\n- 5 mg", "swallowed-mark"),
            ("tablets\n1. 5 mg", "swallowed-mark"),
            ("> a\nb", "lazy-continuation"), ("> > a\n> b", "lazy-continuation"), ("- > a\n  b", "lazy-continuation"), ("> - a\nb", "lazy-continuation"),
            ("> [!NOTE]\n> a\nb", "lazy-continuation"), ("a[^1]\n\n[^1]: b\nc", "lazy-continuation"),
            ("[a](b \"2 g\")", "figure-in-title"), ("![a](b '½')", "figure-in-title"), ("[a][r]\n\n[r]: b (2 g)", "figure-in-title"),
            ("a[^1]\n\n[^1]: b\n\n[^1]: c", "duplicate-definition"), ("[r]\n\n[r]: a\n[ R ]: b", "duplicate-definition"),
            ("> [r]\n>\n> [r]: a\n> [r]: b", "duplicate-definition"),
            ("[r]: a\n", "unused-definition"), ("Text.\n\n[r]: a\nMore.", "unused-definition"),
            ("[@a]: b", "citation-as-definition"), ("Text.\n\n[@a]: b\n[c][@a]", "citation-as-definition"),
            ("1~2 mg, then 3 mg~per day", "unread-markup"), ("~a~", "unread-markup"), ("~a\nb~", "unread-markup"), ("*a* ~b c~ d", "unread-markup"),
            ("[a](b c)", "unread-markup"), ("[a](b(c)", "unread-markup"), ("[a] (b)", "unread-markup"), ("[[a]]", "unread-markup"),
            ("##a", "unread-markup"), ("a <!-- b", "unread-markup"), ("[@a, @b]", "malformed-citation"), ("[@a, p. 2,\n@b]", "malformed-citation"),
            ("# a {#A.__c__}", "malformed-anchor"),
            ("Give 2*3 mg first, then 4*5 mg.", "joined-figures"), ("1<!-- x -->0 mg", "joined-figures"), ("2**3** units", "joined-figures"),
            ("1~~2~~ mg", "joined-figures"), ("*2*.5 mg", "joined-figures"), ("*1*0 mg", "joined-figures"), ("***1**0* mg", "joined-figures"),
            ("1. a\n2. b\n4. c", "list-number"), ("1. a\n1. b\n2. c", "list-number"), ("> 3) a\n> 5) b", "list-number"), ("- 1. a\n  3. b", "list-number"),
            ("|a|\n|-|\n|2*3*|", "joined-figures"), ("[2*3*](x)", "joined-figures"),
        ])
    func said(_ text: String, _ rule: String) {
        #expect(rules(text) == [rule])
    }

    @Test(
        "nearly, and as it was meant",
        arguments: [
            "|a|\n|-|\n|b\\|c|", "|a|\n|-|\n|b|  ", "|a|\n|-|\nb | \n\nc|d", "```\n|a|\n|-|\n|b|c|\n```",
            "a[^1] b[^2]\n\n[^1]: c\n\n[^2]: d", "[r] [s]\n\n[r]: a\n[s]: b", "[a][r]\n\n[r]: b", "```\n[r]: a\n[r]: b\n```", "Text\n[r]: a",
            "[@a]: b\n\nSee [@a]: b".replacing("[@a]: b\n\n", with: ""), "See\n[@a]: b",
            "1. a\n2. b\n3. c", "1. a\n1. b\n1. c", "0. a\n1. b", "7) a\n8) b", "1. a\n\n   b\n2. c", "1. a\n   1. b\n   2. c\n2. d", "1. a\n\n2) b", "01. a\n02. b",
            "> a\n> b", ">a\n>b", "  > a\n > b", "- > a\n  > b", "> - a\n>   b", "> > a\n> > b", ">> a\n>\n> b", "> a\n\nb", "- a\nb", "[a](b \"c\")",
            "a[^1]\n\n[^1]: b\n    c", "a[^1]\n\n[^1]: b\n\nc",
            "about ~2 and ~3", "1\\~2 to 3\\~4", "~~a~~ b", "a ~ b ~ c", "`~a~`", "~2 mg", "http://a.org/~b/~c",
            "[a](<b c>)", "[a](b%20c)", "\\[a] (b)", "[1, 2] and (3)", "[a](b) (c)", "[a]", "a[0] = 1", "[]() (a)",
            "\\##a", "#5", "# a", "<!-- a --> b", "a <!-- b --> c", "[@a; @b]", "[@a, p. 2; @b, table 3]", "[@a, fig. 2@x]",
            "# a {#b__c__}", "# a {#b_c}",
            "|a|b|\n|-|-|\n|c||", "[2](a) 3", "[2](a)–[3 mg](b)", "[a](b)/c", "See [2](a).", "by weight:\n- 5 mg", "- a\n  - 5 mg", "below\n\n> 5 mg", "a\n- b",
            "2 *3* mg", "**2** 3", "2\\*3 mg, then 4\\*5 mg", "2 * 3 mg", "*2 mg*, *3 mg*", "5*.* 5", "2*.5* mg", "1*<!-- x -->2*", "1_2_ mg", "2`3`",
            "a1<!-- x -->\n2", "~~2 g~~ 3 g",
            "# a {#b.c-d}",
        ])
    func meant(_ text: String) {
        #expect(rules(text) == [])
    }

    @Test("One tilde strikes nothing out, and every word is there")
    func tilde() {
        #expect(Parsed("Give 1~2 mg first, then 3 mg~per day.").html == "<p>Give 1~2 mg first, then 3 mg~per day.</p>\n")
        #expect(Parsed("~~gone~~").html == "<p><del>gone</del></p>\n")
    }

    @Test("Tables are counted before anything reads them")
    func tableSize() {
        func table(_ columns: Int, _ rows: Int) -> String {
            "|\(String(repeating: "a|", count: columns))\n|\(String(repeating: "-|", count: columns))\n" + String(repeating: "|x|\n", count: rows)
        }
        func sizes(_ text: String) -> [String] { rules(text).filter { $0 != "missing-cell" } }
        #expect(sizes(table(100, 1000)) == [])
        #expect(sizes(table(100, 1001)) == ["too-large-table"])
        #expect(sizes(table(100, 500) + "\n" + table(100, 501)) == ["too-large-table"])
        #expect(sizes(table(5000, 2000)) == ["too-large-table"])
        #expect(sizes("> " + table(100, 1001).replacing("\n", with: "\n> ")) == ["too-large-table"])
    }

    /// Text of 100 kB and more that a rule which looks back, or on to the end, would take minutes for.
    @Test(
        "Each place is looked at once",
        arguments: [
            "[", "[[a]] ", "[a] (b) ", "](a) ", "~a ", "a~ ", "<!-- ", "[a]: b\n", "[^a]: b\n\n", "[^a] ", "[@a, @b] ", "##a\n\n", "|a|b|\n|-|-|\n|c|d|e|\n\n", "> ",
        ])
    func bombs(_ piece: String) {
        let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
        #expect(Parsed(text).diagnostics.count <= text.utf8.count)
    }
}
