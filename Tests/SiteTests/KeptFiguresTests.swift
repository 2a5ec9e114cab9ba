import Testing

@testable import Site

/// A figure and its unit, in one line of a page.
struct KeptFiguresTests {
    private func kept(_ body: String) -> String {
        let page = String(decoding: KeptFigures.adding(to: Array("<title>5 g</title><body>\(body)</body>".utf8)), as: UTF8.self)
        return String(page.dropFirst("<title>5 g</title><body>".count).dropLast("</body>".count))
    }

    @Test(arguments: ["20 g", "1,400 mL", "0.4 g/kg/day", "10 %", "4 × 20 g", "3-5 days", "20\nmg", "1.73 m²", "200 micromol/L"])
    func standTogether(_ figure: String) {
        #expect(kept("<p>At most \(figure), then stop.</p>") == "<p>At most <span class=\"figure\">\(figure)</span>, then stop.</p>")
    }

    @Test(arguments: [
        "<p>2 in a row, 2 inhibitors, PM-Scl 75 and <b>2</b> g.</p>", "<p title=\"20 g > 10 g\">None.</p>", "<!-- 5 g --><p>None.</p>",
        "<pre>2 g</pre><code>2 g</code>", "<select><option>2 g</option></select>", "<script>'2 g' < '3 g'</script>", "<svg><text>2 g</text></svg>",
    ])
    func whatIsNoFigureOfTheTextStays(_ body: String) { #expect(kept(body) == body) }
}
