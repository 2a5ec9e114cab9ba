import Markdown
import Testing

struct AlertTests {
    @Test("every kind, in any letter case", arguments: Alert.Kind.allCases)
    func kinds(_ kind: Alert.Kind) {
        for name in [kind.rawValue, kind.rawValue.lowercased()] {
            let parsed = Parsed("> [!\(name)]\n> Text\n")
            #expect(parsed.alerts.map(\.kind) == [kind])
            #expect(parsed.html == "<div class=\"alert alert-\(kind.rawValue.lowercased())\">\n<p>Text</p>\n</div>\n")
            #expect(parsed.console == "")
        }
    }

    @Test("attributes keep their order; quotes hold spaces")
    func attributes() throws {
        let parsed = Parsed("> [!RECOMMENDATION strength=strong  by=\"two words\" empty=\"\" b=]\n> Text\n")
        let alert = try #require(parsed.alerts.first)
        #expect(alert.attributes.map(\.name) == ["strength", "by", "empty", "b"])
        #expect(alert.attributes.map(\.value) == ["strong", "two words", "", ""])
        #expect(alert["by"] == "two words")
        #expect(alert["none"] == nil)
        #expect(parsed.console == "")
    }

    @Test(
        "blocks in an alert",
        arguments: [
            ("> [!NOTE]\n> One\n>\n> Two\n", "<p>One</p>\n<p>Two</p>\n"),
            ("> [!NOTE]\n>\n> One\n", "<p>One</p>\n"),
            ("> [!NOTE]\n> - a\n> - b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("> [!NOTE]\n> ```\n> code\n> ```\n", "<pre><code>code\n</code></pre>\n"),
            ("> [!NOTE]  \n> hard break\n", "<p>hard break</p>\n"),
            ("> [!NOTE]\n> *a*\n> b\n", "<p><em>a</em>\nb</p>\n"),
            (">[!NOTE]\n>close\n", "<p>close</p>\n"),
            ("> [!NOTE]\n", ""),
        ])
    func blocks(_ text: String, _ body: String) {
        let parsed = Parsed(text)
        #expect(parsed.html == "<div class=\"alert alert-note\">\n\(body)</div>\n")
        #expect(parsed.console == "")
    }

    @Test("alerts inside lists and alerts")
    func nested() {
        let parsed = Parsed("- > [!NOTE]\n  > a\n  >\n  > > [!TIP]\n  > > b\n")
        #expect(parsed.alerts.map(\.kind) == [.note, .tip])
    }

    @Test(
        "not alerts",
        arguments: [
            "[!NOTE]\ntext\n", "> text\n> [!NOTE]\n", "> `[!NOTE]`\n", "> \\[!NOTE]\n", "> [\\!NOTE]\n> x\n", "> [NOTE]\n", "> # [!NOTE]\n",
            "> &#91;!NOTE]\n", "    > [!NOTE]\n",
        ])
    func notAlerts(_ text: String) {
        let parsed = Parsed(text)
        #expect(parsed.alerts == [])
        #expect(parsed.html == CMark.html(text))
        #expect(parsed.console == "")
    }

    @Test(
        "mistakes are reported where they stand",
        arguments: [
            (
                "é\n\n> [!NOTES]\n> x\n",
                """
                a.md:3:3: error: there is no alert [!NOTES] [unknown-alert]
                    help: did you mean 'NOTE'?

                """
            ),
            (
                "- > [!]\n",
                """
                a.md:1:5: error: there is no alert [!] [unknown-alert]
                    help: use one of: CAUTION, EVIDENCE, IMPORTANT, NOTE, PITFALL, RECOMMENDATION, TIP, WARNING

                """
            ),
            (
                "> [!NOTE] text\n",
                """
                a.md:1:3: error: the alert marker must stand alone on its line [malformed-alert]
                    help: put `[!KIND]` on the first line of the quotation and the text below it

                """
            ),
            (
                "> [!NOTE\n> text\n",
                """
                a.md:1:3: error: the alert marker must stand alone on its line [malformed-alert]
                    help: put `[!KIND]` on the first line of the quotation and the text below it

                """
            ),
            (
                "> [!NOTE strong]\n",
                """
                a.md:1:3: error: 'strong' in [!NOTE] has no value [malformed-alert]
                    help: write name=value or name="several words"

                """
            ),
            (
                "> [!NOTE =x]\n",
                """
                a.md:1:3: error: '' in [!NOTE] has no value [malformed-alert]
                    help: write name=value or name="several words"

                """
            ),
            (
                "> [!NOTE a=\"b]\n",
                """
                a.md:1:12: error: the value of 'a' has no closing quote [malformed-alert]
                    help: close it: a="b"

                """
            ),
        ])
    func mistakes(_ text: String, _ console: String) {
        #expect(Parsed(text).console == console)
    }
}
