import Diagnostics
import Markdown

/// Reports doses and percentages in text that are neither checked facts nor cited.
///
/// What a citation covers: the sentence it stands in or directly after, the table row or the list item it stands in,
/// and, where a sentence ends with a colon, the table or the list that the sentence leads over to.
struct ClaimChecker {
    private let links: ResolvedLinks
    private let source: String
    private let names: ProductNames
    private let log: DiagnosticLog
    private var citedNotes = Set<Int>()

    init(links: ResolvedLinks, source: String, names: ProductNames, log: DiagnosticLog) {
        self.links = links
        self.source = source
        self.names = names
        self.log = log
    }

    mutating func check(_ text: ArticleText) {
        citedNotes = Self.citedNotes(in: text.body)
        check(blocks: text.body.children, isCited: false)
        checkSummary(text.summaryText)
    }

    /// A Markdown text of a record or the glossary, unless the entry it belongs to names its source.
    func check(_ text: RichText) {
        if text.isCited { return }
        if text.isBlocks { check(blocks: text.nodes, isCited: false) } else { check(paragraph: text.nodes) }
    }

    /// A summary stands in indexes, where nothing can be cited.
    private func checkSummary(_ text: RichText?) {
        guard let text else { return }
        let nodes = text.isBlocks ? text.nodes.flatMap(\.children) : text.nodes
        report(figures(in: self.text(nodes).marks[...]), "leave the figure to the text of the page: nothing in a summary is checked or cited")
    }

    // MARK: Blocks

    private func check(blocks: [Node], isCited: Bool) {
        var isIntroduced = false
        for block in blocks {
            let isCovered = isCited || isIntroduced
            isIntroduced = false
            switch block.kind {
            case .paragraph: isIntroduced = check(paragraph: block.children)
            case .heading:
                let heading = text(block.children)
                if heading.hasCitation { break }
                report(figures(in: heading), "link it to the record that states it, or leave the figure to the text below")
            case .list: for item in block.children { check(item: item, isCited: isCovered) }
            case .table: check(table: block, isCited: isCovered)
            case .alert(let alert):
                if alert.kind == .evidence { checkEvidence(block) }
                check(blocks: block.children, isCited: false)
            case .document, .blockQuote, .footnoteDefinition: check(blocks: block.children, isCited: false)
            default: break
            }
        }
    }

    /// Returns true when the paragraph ends by leading over, with a citation, to what stands below.
    @discardableResult
    private func check(paragraph: [Node]) -> Bool {
        let sentences = text(paragraph).sentences
        for sentence in sentences where !sentence.hasCitation {
            report(figures(in: sentence), "link it to the record that states it, or end the sentence with its source: [@key]")
        }
        return sentences.last.map { $0.hasCitation && $0.endsWithColon } ?? false
    }

    private func check(item: Node, isCited: Bool) {
        let own = item.children.filter { if case .paragraph = $0.kind { true } else { false } }.map { text($0.children) }
        let hasCitation = isCited || own.contains(where: \.hasCitation)
        if !hasCitation {
            report(own.flatMap { figures(in: $0) }, "link it to the record that states it, or end the list item with its source: [@key]")
        }
        let leadsOver = hasCitation && (own.last?.marks[...].endsWithColon ?? false)
        let below = item.children.filter { if case .paragraph = $0.kind { false } else { true } }
        check(blocks: below, isCited: isCited || leadsOver)
    }

    private func check(table: Node, isCited: Bool) {
        if isCited { return }
        var citedColumns = Set<Int>()
        for row in table.children {
            let cells = row.children.map { text($0.children) }
            if case .tableRow(isHeader: true) = row.kind {
                // A citation in the head is for what stands below it.
                for (column, cell) in cells.enumerated() where cell.hasCitation { citedColumns.insert(column) }
            } else if cells.contains(where: \.hasCitation) {
                continue
            }
            let open = cells.enumerated().filter { !citedColumns.contains($0.offset) }.flatMap { figures(in: $0.element) }
            report(open, "link it to the record that states it, or put its source into the row: [@key]")
        }
    }

    private func checkEvidence(_ alert: Node) {
        if !alert.holdsCitation {
            log.report(
                .uncitedEvidence, at: alert.position, "this evidence names no source",
                suggestion: "cite what it comes from: [@key]")
        }
    }

    // MARK: Text

    private func text(_ nodes: [Node]) -> ClaimText {
        ClaimText(nodes, citedNotes: citedNotes) { links.fact($0) != nil }
    }

    private func figures(in text: ClaimText) -> [ClaimedFigure] { figures(in: text.marks[...]) }
    private func figures(in marks: ArraySlice<ClaimText.Mark>) -> [ClaimedFigure] { ClaimedFigures(marks, names: names).unheld }

    /// One message for what one citation would mend.
    private func report(_ figures: [ClaimedFigure], _ suggestion: String) {
        guard let first = figures.first else { return }
        var texts: [String] = []
        var seen = Set<String>()
        for figure in figures where seen.insert(figure.text).inserted { texts.append("'\(figure.text)'") }
        let listed = texts.count == 1 ? texts[0] : "\(texts.dropLast().joined(separator: ", ")) and \(texts.last!)"
        log.report(
            .uncitedClaim, at: SourcePosition(file: source, line: first.line, column: first.column),
            "\(listed) \(texts.count == 1 ? "is neither a checked fact" : "are neither checked facts") nor cited", suggestion: suggestion)
    }

    private static func citedNotes(in document: Node) -> Set<Int> {
        var notes = Set<Int>()
        for block in document.children {
            guard case .footnoteDefinition(let number) = block.kind else { continue }
            block.walk { node in
                if case .citation = node.kind { notes.insert(number) }
            }
        }
        return notes
    }
}
