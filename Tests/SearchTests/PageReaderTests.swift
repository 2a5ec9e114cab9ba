import Testing

@testable import Search

/// What of a page is searched, and where a result leads.
struct PageReaderTests {
    private func read(_ main: String) -> [String] {
        let page = "<!DOCTYPE html><html><body><header>Site</header><main id=\"page-content\">\(main)</main><footer>Foot</footer></body></html>"
        return PageReader.sections(of: Array(page.utf8)).sections.map {
            "\($0.anchor)|\(String(decoding: $0.title, as: UTF8.self))|\(String(decoding: $0.context, as: UTF8.self))|\(String(decoding: $0.text, as: UTF8.self))"
        }
    }

    @Test func headingsStartSections() {
        #expect(
            read(
                "<h1>Title</h1><p>Lead.</p><h2 id=\"a\">First <a class=\"anchor\" href=\"#a\">#</a></h2><p>One.</p><h3 id=\"b\">Below</h3><p>Two.</p><h2 id=\"c\">Next</h2>"
            )
                == ["|||Lead.", "a|First||One.", "b|Below|First|Two.", "c|Next||"])
    }

    @Test func aHeadingWithoutAnchorStandsInSomethingThatHasOne() {
        #expect(read("<section id=\"items\"><h2>Items</h2><p>Text.</p></section>") == ["items|Items||Text."])
    }

    @Test func rowsWithAnchorsAreSections() {
        #expect(
            read(
                "<h2 id=\"t\">Table</h2><table><tr><th>Item</th><th>Points</th></tr><tr id=\"x\"><th><span class=\"item-label\">Rash</span><span class=\"item-definition\">Red.</span></th><td>3.1</td></tr></table><p>After.</p>"
            ) == ["t|Table||Item · Points · After.", "x|Rash|Table|Red. · 3.1"])
    }

    @Test func entriesAreSections() {
        #expect(
            read("<dl><div id=\"ck\" data-search=\"entry\"><dt>creatine kinase <span>CK</span></dt><dd>An enzyme.</dd></div></dl>") == [
                "ck|creatine kinase CK||An enzyme."
            ])
    }

    @Test func whatIsNoTextIsLeftOut() {
        #expect(
            read(
                "<nav>Menu</nav><aside data-search=\"off\">Side</aside><p>Kept<sup class=\"citation\"><a href=\"#\">1</a></sup>. <span data-search=\"off\">Gone</span> <span hidden>Hidden</span>end</p><form><input value=\"x\"><p>Form</p></form><svg><text>Plot</text></svg><script>1 < 2</script><footer>Foot</footer><!-- <p>No</p> -->"
            ) == ["|||Kept. end"])
    }

    @Test func warningsAreText() {
        let alert = "<aside class=\"alert alert-warning\" role=\"note\"><p class=\"alert-title\">Warning</p><p>Osmotic nephrosis.</p></aside>"
        #expect(read("<h2 id=\"r\">Risks</h2><p>One.</p>\(alert)<p>Two.</p>") == ["r|Risks||One. Warning: Osmotic nephrosis. Two."])
        let item =
            "<ul><li class=\"alert-item\"><p class=\"alert-title\">Caution <span class=\"alert-when\">Renal risk</span></p><div>Slow down.</div></li><li>Next.</li></ul>"
        #expect(read("<h2 id=\"r\">Risks</h2>\(item)") == ["r|Risks||Caution, Renal risk: Slow down. · Next."])
    }

    @Test func figuresOfCellsDoNotRunTogether() {
        #expect(read("<table><tr><td>0.01</td><td>0.04</td></tr></table><p>a<br>b</p><ul><li>1<li>2</ul>") == ["|||0.01 · 0.04 · a b · 1 · 2"])
    }

    @Test func charactersAreWhatTheyStandFor() {
        #expect(read("<p>a &lt; b &amp;amp; &#8211; &#x2264;&nbsp;c &unknown; d&</p>") == ["|||a < b &amp; – ≤ c d&"])
    }

    @Test func namesAreReadWhereverTheyStand() {
        let page = "<main><aside><dl data-search=\"names\"><dt>M33.13</dt><dd>Other</dd></dl></aside><p>x</p></main>"
        let names = String(decoding: PageReader.sections(of: Array(page.utf8)).names, as: UTF8.self)
        #expect(names.split(separator: " ") == ["M33.13", "Other"])
    }

    @Test(arguments: [
        "", "<main", "<main>", "<main><p", "<main><p class=\"", "<main></p></div>x</main>", "<main><!--", "<main>&", "<main><h2>x", "<main><tr id=\"a\"><th>b",
    ])
    func brokenPagesEnd(_ page: String) { _ = PageReader.sections(of: Array(page.utf8)) }
}
