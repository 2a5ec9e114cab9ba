import Diagnostics
import Markdown
import Testing

struct HTMLRendererTests {
    @Test("a custom closure takes over the nodes it wants, wherever they stand")
    func custom() {
        let document = Parsed("- *a* `b`\n- ![*c*](d)\n\n> `e`\n").document
        let html = HTMLRenderer.render([document]) { node, renderer in
            switch node.kind {
            case .code(let text):
                renderer.write("<kbd>")
                renderer.write(text: text + "<")
                renderer.write("</kbd>")
                return true
            case .blockQuote:
                renderer.startLine()
                renderer.startLine()
                renderer.write("<aside>")
                renderer.render(node.children)
                renderer.write("</aside>\n")
                return true
            default: return false
            }
        }
        #expect(
            html == """
                <ul>
                <li><em>a</em> <kbd>b&lt;</kbd></li>
                <li><img src="d" alt="c" /></li>
                </ul>
                <aside>
                <p><kbd>e&lt;</kbd></p>
                </aside>

                """)
    }

    @Test("what only Materia has")
    func own() {
        let here = SourcePosition(file: "a.md")
        let nodes = [
            Node(.abbreviation(expansion: "a \"b\" & c"), children: [Node(.text("ABC"), position: here)], position: here),
            Node(.citation([.init(key: "a", locator: "p. 1", position: here), .init(key: "b", locator: nil, position: here)]), position: here),
            Node(.heading(level: 2, id: "a\"b"), position: here),
        ]
        #expect(
            HTMLRenderer.render(nodes)
                == "<abbr title=\"a &quot;b&quot; &amp; c\">ABC</abbr><cite>@a; @b</cite>\n<h2 id=\"a&quot;b\"></h2>\n")
    }

    @Test("escaping")
    func escaping() {
        #expect(HTMLText.escape("a & b < c > d \" e ' f é") == "a &amp; b &lt; c &gt; d &quot; e ' f é")
        #expect(HTMLText.escape("nothing to do") == "nothing to do")
        #expect(HTMLText.escapeAddress("/a b?c=d&e='é'%20[x]#\"") == "/a%20b?c=d&amp;e=&#x27;%C3%A9&#x27;%20%5Bx%5D#%22")
    }
}
