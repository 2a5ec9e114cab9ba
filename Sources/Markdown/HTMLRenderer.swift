/// Renders nodes as HTML. For plain CommonMark and GFM the output is cmark-gfm's own, byte for byte, but that
/// footnotes have numbers for addresses, and alternative texts no tags; a `custom` closure takes over the nodes that
/// mean more.
public struct HTMLRenderer {
    /// Writes the node and returns true, or returns false to let the renderer do it.
    public typealias Custom = (Node, inout HTMLRenderer) -> Bool

    public private(set) var html = ""
    private let custom: Custom?
    private var tightDepth: [Bool] = []
    /// How much there was after the last soft line break.
    private var softBreakEnd = 0

    public init(custom: Custom? = nil) {
        self.custom = custom
        html.reserveCapacity(4096)
    }

    public static func render(_ nodes: [Node], custom: Custom? = nil) -> String {
        var renderer = HTMLRenderer(custom: custom)
        renderer.render(nodes)
        return renderer.html
    }

    /// Appends markup as it is.
    public mutating func write(_ markup: String) { html += markup }
    /// Appends text, escaped.
    public mutating func write(text: String) { html += HTMLText.escape(text) }
    /// Starts a new line unless at the start of one.
    public mutating func startLine() { if !html.isEmpty, html.utf8.last != 0x0A { html += "\n" } }

    /// Takes back a soft line break and spaces at the end.
    public mutating func dropSpace() {
        if html.utf8.count == softBreakEnd { html.unicodeScalars.removeLast() }
        while html.utf8.last == 0x20 { html.unicodeScalars.removeLast() }
    }

    public var endsInDigit: Bool { html.utf8.last.map { $0 &- 48 < 10 } ?? false }

    public mutating func render(_ nodes: [Node]) {
        var notes: [Node] = []
        for node in nodes {
            if case .footnoteDefinition = node.kind { notes.append(node) } else { render(node) }
        }
        if !notes.isEmpty { renderFootnotes(notes, references: Self.footnoteReferences(in: nodes)) }
    }

    public mutating func render(_ node: Node) {
        if let custom, custom(node, &self) { return }
        renderAsIs(node)
    }

    /// The same without asking who may want to write this node; those below it are asked for.
    public mutating func renderAsIs(_ node: Node) {
        switch node.kind {
        case .document: render(node.children)
        case .paragraph: renderParagraph(node)
        case .blockQuote: wrapBlocks(node, "<blockquote>", "</blockquote>")
        case .alert(let alert):
            wrapBlocks(node, "<div class=\"alert alert-\(alert.kind.rawValue.lowercased())\">", "</div>")
        case .tasks: wrapBlocks(node, "<div class=\"tasks\">", "</div>")
        case .thematicBreak: block("<hr />")
        case .heading(let level, let id):
            startLine()
            html += id.map { "<h\(level) id=\"\(HTMLText.escape($0))\">" } ?? "<h\(level)>"
            render(node.children)
            html += "</h\(level)>\n"
        case .list(let style): renderList(node, style)
        case .item(let checkbox): renderItem(node, checkbox)
        case .codeBlock(let info, let text): renderCode(info, text)
        case .htmlBlock(let markup):
            startLine()
            html += markup
            startLine()
        case .table(let alignments): renderTable(node, alignments)
        case .tableRow, .tableCell: render(node.children)
        case .footnoteDefinition: render([node])
        case .text(let text): write(text: text)
        case .softBreak:
            html += "\n"
            softBreakEnd = html.utf8.count
        case .lineBreak: html += "<br />\n"
        case .code(let text):
            html += "<code>"
            write(text: text)
            html += "</code>"
        case .htmlInline(let markup): html += markup
        case .emphasis: wrap(node, "em")
        case .strong: wrap(node, "strong")
        case .strikethrough: wrap(node, "del")
        case .link(let destination, let title):
            html += "<a href=\"\(HTMLText.escapeAddress(destination))\"\(titleAttribute(title))>"
            render(node.children)
            html += "</a>"
        case .image(let destination, let title):
            html += "<img src=\"\(HTMLText.escapeAddress(destination))\" alt=\"\(HTMLText.escape(node.plainText))\"\(titleAttribute(title)) />"
        case .footnoteReference(let number, let occurrence):
            let suffix = occurrence > 1 ? "-\(occurrence)" : ""
            html += "<sup class=\"footnote-ref\"><a href=\"#fn-\(number)\" id=\"fnref-\(number)\(suffix)\" data-footnote-ref>\(number)</a></sup>"
        case .citation(let items):
            html += "<cite>"
            write(text: items.map { "@\($0.key)" }.joined(separator: "; "))
            html += "</cite>"
        case .abbreviation(let expansion):
            html += "<abbr title=\"\(HTMLText.escape(expansion))\">"
            render(node.children)
            html += "</abbr>"
        }
    }

    private func titleAttribute(_ title: String) -> String {
        title.isEmpty ? "" : " title=\"\(HTMLText.escape(title))\""
    }

    private mutating func block(_ markup: String) {
        startLine()
        html += markup + "\n"
    }

    private mutating func wrap(_ node: Node, _ tag: String) {
        html += "<\(tag)>"
        render(node.children)
        html += "</\(tag)>"
    }

    private mutating func wrapBlocks(_ node: Node, _ open: String, _ close: String) {
        block(open)
        tightDepth.append(false)
        render(node.children)
        tightDepth.removeLast()
        block(close)
    }

    private mutating func renderParagraph(_ node: Node) {
        if tightDepth.last == true {
            render(node.children)
            return
        }
        startLine()
        html += "<p>"
        render(node.children)
        html += "</p>\n"
    }

    private mutating func renderList(_ node: Node, _ style: Node.ListStyle) {
        let tag: String
        switch style {
        case .bullet:
            block("<ul>")
            tag = "ul"
        case .ordered(let start, _):
            block(start == 1 ? "<ol>" : "<ol start=\"\(start)\">")
            tag = "ol"
        }
        tightDepth.append(style.isTight)
        render(node.children)
        tightDepth.removeLast()
        block("</\(tag)>")
    }

    private mutating func renderItem(_ node: Node, _ checkbox: Node.Checkbox) {
        startLine()
        html += "<li>"
        switch checkbox {
        case .none: break
        case .unchecked: html += "<input type=\"checkbox\" disabled=\"\" /> "
        case .checked: html += "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
        }
        render(node.children)
        html += "</li>\n"
    }

    private mutating func renderCode(_ info: String, _ text: String) {
        startLine()
        let language = info.prefix { $0 != " " && $0 != "\t" }
        html += language.isEmpty ? "<pre><code>" : "<pre><code class=\"language-\(HTMLText.escape(String(language)))\">"
        write(text: text)
        html += "</code></pre>\n"
    }

    private mutating func renderTable(_ node: Node, _ alignments: [Node.Alignment]) {
        block("<table>")
        var inBody = false
        for row in node.children {
            guard case .tableRow(let isHeader) = row.kind else { continue }
            if isHeader {
                block("<thead>")
            } else if !inBody {
                block("<tbody>")
                inBody = true
            }
            block("<tr>")
            for (cell, alignment) in zip(row.children, alignments) {
                let tag = isHeader ? "th" : "td"
                startLine()
                switch alignment {
                case .none: html += "<\(tag)>"
                case .left: html += "<\(tag) align=\"left\">"
                case .center: html += "<\(tag) align=\"center\">"
                case .right: html += "<\(tag) align=\"right\">"
                }
                render(cell.children)
                html += "</\(tag)>"
            }
            block("</tr>")
            if isHeader { block("</thead>") }
        }
        if inBody { block("</tbody>") }
        block("</table>")
    }

    /// Notes stand in one list, with a link back to each place that refers to them.
    private mutating func renderFootnotes(_ notes: [Node], references: [Int: Int]) {
        block("<section class=\"footnotes\" data-footnotes>")
        html += "<ol>\n"
        for note in notes {
            guard case .footnoteDefinition(let number) = note.kind else { continue }
            html += "<li id=\"fn-\(number)\">\n"
            let back = (1...max(1, references[number] ?? 1)).map { Self.backLink(number, occurrence: $0) }.joined(separator: " ")
            var body = note.children
            if let last = body.indices.last, case .paragraph = body[last].kind {
                body[last].children.append(Node(.htmlInline(" \(back)"), position: note.position))
                for child in body { render(child) }
            } else {
                for child in body { render(child) }
                html += "\(back)\n"
            }
            html += "</li>\n"
        }
        html += "</ol>\n</section>\n"
    }

    private static func backLink(_ number: Int, occurrence: Int) -> String {
        let suffix = occurrence > 1 ? "-\(occurrence)" : ""
        let mark = occurrence > 1 ? "<sup class=\"footnote-ref\">\(occurrence)</sup>" : ""
        return "<a href=\"#fnref-\(number)\(suffix)\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩\(mark)</a>"
    }

    /// How often each footnote is referred to.
    private static func footnoteReferences(in nodes: [Node]) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        for node in nodes {
            node.walk { node in
                if case .footnoteReference(let number, let occurrence) = node.kind {
                    counts[number] = max(occurrence, counts[number] ?? 0)
                }
            }
        }
        return counts
    }
}
