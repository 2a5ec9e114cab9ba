import Markdown
import Testing

struct HeadingAnchorTests {
    @Test(
        "an anchor is taken off its heading",
        arguments: [
            ("# Dose {#dose}", "<h1 id=\"dose\">Dose</h1>"), ("## Dose{#dose}", "<h2 id=\"dose\">Dose</h2>"),
            ("# *Dose* {#d-1.a_b} #", "<h1 id=\"d-1.a_b\"><em>Dose</em></h1>"), ("Dose\n=== \n", "<h1>Dose</h1>"),
            ("Dose {#é}\n---", "<h2 id=\"é\">Dose</h2>"), ("# {#a}", "<h1 id=\"a\"></h1>"), ("# a {#b} {#c}", "<h1 id=\"c\">a {#b}</h1>"),
            ("# [a](b) {#c}", "<h1 id=\"c\"><a href=\"b\">a</a></h1>"), ("> # a {#b}", "<h1 id=\"b\">a</h1>"),
        ])
    func anchors(_ text: String, _ heading: String) {
        let parsed = Parsed(text)
        #expect(parsed.html.contains(heading + "\n"))
        #expect(parsed.console == "")
    }

    @Test(
        "not anchors",
        arguments: [
            "# a {b}", "# a {#b} c", "# a `{#b}`", "text {#a}", "# a \\{#b}", "# a &#123;#b}", "# a {\\#b}", "# a {# b", "# {", "#",
        ])
    func notAnchors(_ text: String) {
        let parsed = Parsed(text)
        #expect(parsed.html == CMark.html(text))
        #expect(parsed.console == "")
    }

    @Test("an anchor that cannot stand in an address", arguments: ["", "1a", "a b", "-a", "a/b", "a\"b", "#a"])
    func malformed(_ anchor: String) {
        let parsed = Parsed("text\n\n  ## é {#\(anchor)}\n")
        #expect(
            parsed.console == """
                a.md:3:3: error: '\(anchor)' cannot be an anchor [malformed-anchor]
                    help: use letters, digits, hyphens, full stops and underscores, starting with a letter

                """)
        #expect(parsed.document.plainText.contains("{#\(anchor)}"))
    }
}
