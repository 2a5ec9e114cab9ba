import Markdown
import Testing

struct FootnoteTests {
    @Test("numbers stand in addresses where cmark-gfm puts labels, which can hold anything")
    func numbers() {
        let html = Parsed("a[^b] c[^Ü ü]\n\n[^b]: one\n").html
        #expect(
            html == """
                <p>a<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup> c[^Ü ü]</p>
                <section class="footnotes" data-footnotes>
                <ol>
                <li id="fn-1">
                <p>one <a href="#fnref-1" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩</a></p>
                </li>
                </ol>
                </section>

                """)
        #expect(CMark.html("a[^b]\n\n[^b]: one\n").contains("#fn-b"))
    }

    @Test(
        "every reference has a place to come back to, and every way back a reference",
        arguments: [
            "a[^1] b[^1] c[^1]\n\n[^1]: thrice\n",
            "[^1]: note[^2]\n\na[^2] b[^1] c[^2]\n\n[^2]: other[^1]\n",
            "- a[^x]\n\n  [^x]: in a list, see[^y] and[^x]\n\n> b[^y]\n>\n> [^y]: - list\n",
        ])
    func wayBack(_ text: String) {
        let html = Parsed(text).html
        let references = html.matches(of: /id="(fnref-[^"]+)"/).map { String($0.1) }
        let returns = html.matches(of: /href="#(fnref-[^"]+)"/).map { String($0.1) }
        #expect(references.count >= 3)
        #expect(Set(references).count == references.count)
        #expect(references.sorted() == returns.sorted())
    }

    @Test("notes are listed in the order of their first references, and unused ones left out")
    func order() {
        let parsed = Parsed("a[^z] b[^y] c[^z]\n\n[^x]: X\n[^y]: Y\n[^z]: Z\n")
        let notes = parsed.all { node in
            if case .footnoteDefinition(let number) = node.kind { "\(number) \(node.plainText)" } else { nil }
        }
        let references = parsed.all { node in
            if case .footnoteReference(let number, let occurrence) = node.kind { "\(number).\(occurrence)" } else { nil }
        }
        #expect(notes == ["1 Z ", "2 Y "])
        #expect(references == ["1.1", "2.1", "1.2"])
    }
}
