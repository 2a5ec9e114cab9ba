import Citations
package import Diagnostics
package import KnowledgeBase
package import Markdown

/// Renders Markdown nodes for one page: links resolved, citations numbered, components drawn from their records.
package struct ContentRenderer {
    /// The page.
    package let scope: PageScope
    private let linkSource: String?
    /// By the places of their blocks.
    private let components: [SourcePosition: Component]

    /// `linkSource` is the content path from which links are written, when it is not the page's own.
    package init(scope: PageScope, linkSource: String? = nil, components: [SourcePosition: Component] = [:]) {
        self.scope = scope
        self.linkSource = linkSource
        self.components = components
    }

    /// The markup of `nodes`; their citations are numbered now.
    package func html(_ nodes: [Node]) -> String {
        HTMLRenderer.render(nodes) { node, out in self.render(node, &out) }
    }
    /// Empty where there is no text.
    package func html(_ text: RichText?) -> String { text.map { html($0.nodes) } ?? "" }

    private func render(_ node: Node, _ out: inout HTMLRenderer) -> Bool {
        switch node.kind {
        case .text(let text) where scope.knowledgeBase.site.isRightToLeft: out.write(IsolatedFigures.html(text))
        case .heading(let level, let id): renderHeading(node, level, id, &out)
        case .link(let destination, let title): renderLink(node, destination, title, &out)
        case .image(let destination, _): renderImage(node, destination, &out)
        case .citation(let items): renderCitation(items, &out)
        case .paragraph: return renderParagraph(node, &out)
        case .footnoteReference(let number, _):
            // Shown away from its page, a note is found there.
            guard let linkSource, linkSource != scope.source else { return false }
            let page = scope.href(place("fn-\(number)", on: linkSource))
            out.write("<sup class=\"footnote-ref\"><a href=\"\(HTMLText.escapeAddress(page))\">\(number)</a></sup>")
        case .item(let checkbox) where checkbox != .none:
            // A disabled field without a name says nothing to a screen reader; a named mark does.
            var item = node
            item.kind = .item(.none)
            let (name, sign) = checkbox == .checked ? ("Done", "☑") : ("To do", "☐")
            let mark = Node(
                .htmlInline("<span class=\"task\" role=\"img\" aria-label=\"\(name)\">\(sign)</span> "), position: node.position)
            if let first = item.children.first, case .paragraph = first.kind {
                item.children[0].children.insert(mark, at: 0)
            } else {
                item.children.insert(mark, at: 0)
            }
            out.render(item)
        case .alert(let alert): renderAlert(node, alert, &out)
        case .tasks:
            out.startLine()
            out.write("<nav class=\"tasks\" aria-label=\"Tasks\">\n")
            out.render(node.children)
            out.write("</nav>\n")
        case .table(let alignments): renderTable(node, alignments, &out)
        case .htmlBlock, .htmlInline:
            // Only comments and the renderer's own footnote links pass the checks.
            if case .htmlInline(let html) = node.kind, !html.hasPrefix("<!--") { return false }
        case .codeBlock:
            guard let component = components[node.position] else { return false }
            out.startLine()
            out.write(scope.draw(component, self))
            out.startLine()
        default: return false
        }
        return true
    }

    private func renderHeading(_ node: Node, _ level: Int, _ id: String?, _ out: inout HTMLRenderer) {
        out.startLine()
        let id = id ?? ""
        out.write("<h\(level) id=\"\(HTMLText.escape(id))\">")
        out.render(node.children)
        out.write(
            " <a class=\"anchor\" href=\"#\(HTMLText.escapeAddress(id))\" aria-label=\"Link to the section \(HTMLText.escape(node.plainText))\">#</a>")
        out.write("</h\(level)>\n")
    }

    /// With the way to the calculators of the doses it states, at its end.
    private func renderParagraph(_ node: Node, _ out: inout HTMLRenderer) -> Bool {
        let calculators = DoseCalculators(stated: node.children, by: self).html
        guard !calculators.isEmpty else { return false }
        var paragraph = node
        paragraph.children.append(Node(.htmlInline(calculators), position: node.position))
        // Rendered as what it is now, and not asked again.
        out.renderAsIs(paragraph)
        return true
    }

    /// The regimen whose dose a link states as a checked fact; nil for any other link, and on the regimen's own page.
    func regimen(ofDose destination: String) -> String? {
        let links = scope.links(of: linkSource ?? scope.source)
        guard let fact = links.fact(destination), fact.isDose, case .record(let path, _) = links.target(destination), path != scope.source else { return nil }
        return path
    }

    private func target(of destination: String) -> LinkTarget? {
        let source = linkSource ?? scope.source
        let target = scope.links(of: source).target(destination)
        // A link within a page leads back to that page when its text is shown elsewhere.
        if case .here(let anchor) = target, source != scope.source { return place(anchor, on: source) }
        return target
    }

    private func place(_ anchor: String, on source: String) -> LinkTarget {
        scope.knowledgeBase.isRecord(source) ? .record(path: source, anchor: anchor) : .article(path: source, anchor: anchor)
    }

    private func renderLink(_ node: Node, _ destination: String, _ title: String, _ out: inout HTMLRenderer) {
        guard let target = target(of: destination) else {
            out.render(node.children)
            return
        }
        var attributes = " href=\"\(HTMLText.escapeAddress(scope.href(target)))\""
        if case .external = target { attributes += " class=\"external\" rel=\"noopener\"" }
        // On the record's own page the value stands in sight.
        if case .here = target {} else if scope.links(of: linkSource ?? scope.source).fact(destination) != nil { attributes += " class=\"fact\"" }
        // By its title a link may say that what it leads to does not hold any more; the check holds it to that.
        let status = LinkResolver.saidStatus(title).flatMap { _ in scope.knowledgeBase.resolver.outdatedStatus(of: target) }
        if !title.isEmpty, status == nil { attributes += " title=\"\(HTMLText.escape(title))\"" }
        out.write("<a\(attributes)>")
        out.render(node.children)
        out.write("</a>")
        if let status { out.write(" <span class=\"link-status\">(\(status))</span>") }
    }

    private func renderImage(_ node: Node, _ destination: String, _ out: inout HTMLRenderer) {
        guard let target = target(of: destination) else { return }
        out.write("<img src=\"\(HTMLText.escapeAddress(scope.href(target)))\" alt=\"\(HTMLText.escape(node.plainText))\" loading=\"lazy\">")
    }

    /// Authors put a space before a citation; in print the raised number stands close to what it supports, and must not
    /// fall alone onto the next line.
    private func renderCitation(_ items: [CitationItem], _ out: inout HTMLRenderer) {
        out.dropSpace()
        // A raised figure right behind a figure is a power of ten, and copied it is one figure.
        if out.endsInDigit { out.write("\u{202F}") }
        out.write(citation(items))
    }

    /// A superscript of numbers, each linked to the reference list of the page.
    package func citation(_ items: [CitationItem]) -> String {
        let (label, id, _) = scope.cite(items)
        var html = "<sup class=\"citation\" id=\"\(id)\">"
        for segment in label.segments {
            guard let first = segment.numbers.first else {
                html += HTMLText.escape(segment.text)
                continue
            }
            let numbers = segment.numbers.map(String.init).joined(separator: " ")
            let locator = segment.text.split(separator: "(", maxSplits: 1).dropFirst().first.map { ", \($0.dropLast())" } ?? ""
            let name = segment.numbers.count == 1 ? "Reference \(first)\(HTMLText.escape(locator))" : "References \(first) to \(segment.numbers.last!)"
            html += "<a href=\"#ref-\(first)\" data-refs=\"\(numbers)\" role=\"doc-biblioref\" aria-label=\"\(name)\">\(HTMLText.escape(segment.text))</a>"
        }
        return html + "</sup>"
    }

    private func renderAlert(_ node: Node, _ alert: Alert, _ out: inout HTMLRenderer) {
        out.startLine()
        let name = alert.kind.rawValue.lowercased()
        out.write("<aside class=\"alert alert-\(name)\" role=\"note\" aria-label=\"\(AlertLabel.text(alert.kind))\">\n")
        out.write("<p class=\"alert-title\">\(AlertLabel.text(alert.kind))")
        let grading = AlertLabel.grading(alert)
        if !grading.isEmpty { out.write(" <span class=\"grading\">\(HTMLText.escape(grading))</span>") }
        out.write("</p>\n")
        out.render(node.children)
        out.write("</aside>\n")
    }

    private func renderTable(_ node: Node, _ alignments: [Node.Alignment], _ out: inout HTMLRenderer) {
        out.startLine()
        let label = node.children.first.map { $0.children.map(\.plainText).joined(separator: ", ") } ?? ""
        out.write("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: \(HTMLText.escape(label))\">\n<table>\n")
        for (index, row) in node.children.enumerated() {
            guard case .tableRow(let isHeader) = row.kind else { continue }
            // Once a row, in the cell that states the first.
            let calculators = isHeader ? "" : DoseCalculators(stated: row.children.flatMap(\.children), by: self).html
            let place = calculators.isEmpty ? nil : row.children.firstIndex { !DoseCalculators(stated: $0.children, by: self).isEmpty }
            if index == 0 { out.write(isHeader ? "<thead>\n" : "<tbody>\n") }
            if index == 1 { out.write("<tbody>\n") }
            out.write("<tr>")
            for (column, (cell, alignment)) in zip(row.children, alignments).enumerated() {
                let tag = isHeader ? "th" : "td"
                var attributes = isHeader ? " scope=\"col\"" : ""
                switch alignment {
                case .right: attributes += " class=\"number\""
                case .center: attributes += " class=\"center\""
                case .left, .none: break
                }
                out.write("<\(tag)\(attributes)>")
                out.render(cell.children)
                if column == place { out.write(calculators) }
                out.write("</\(tag)>")
            }
            out.write("</tr>\n")
            if isHeader { out.write("</thead>\n") }
        }
        if node.children.count > 1 { out.write("</tbody>\n") }
        out.write("</table>\n</div>\n")
    }
}
