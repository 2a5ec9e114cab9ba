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
        check(blocks: text.body.children, .open)
        checkSummary(text.summaryText)
    }

    /// A Markdown text of a record or the glossary, unless the entry it belongs to names its source.
    func check(_ text: RichText) {
        if text.isCited { return }
        if text.isBlocks { check(blocks: text.nodes, .open) } else if mayClaim(text.nodes) { check(paragraph: text.nodes) }
    }

    /// A summary stands in indexes, where nothing can be cited.
    private func checkSummary(_ text: RichText?) {
        guard let text else { return }
        let nodes = text.isBlocks ? text.nodes.flatMap(\.children) : text.nodes
        report(figures(in: self.text(nodes).marks[...]), "leave the figure to the text of the page: nothing in a summary is checked or cited")
    }

    // MARK: Blocks

    /// What stands above a block and goes for it as well.
    private struct Above {
        /// Its source is named there.
        var isCited: Bool
        /// What it measures is the work of kidneys: `By creatinine clearance:`.
        var speaksOfKidneys: Bool

        static let open = Above(isCited: false, speaksOfKidneys: false)

        func joined(by other: Above) -> Above { Above(isCited: isCited || other.isCited, speaksOfKidneys: speaksOfKidneys || other.speaksOfKidneys) }
    }

    private func check(blocks: [Node], _ above: Above) {
        var introduction = Above.open
        for (index, block) in blocks.enumerated() {
            let own = above.joined(by: introduction)
            introduction = .open
            switch block.kind {
            case .paragraph:
                let leadsOver = index + 1 < blocks.count && Self.isListOrTable(blocks[index + 1])
                if leadsOver || mayClaim(block.children) { introduction = check(paragraph: block.children) }
            case .heading:
                guard mayClaim(block.children) else { break }
                let heading = text(block.children)
                if heading.hasCitation { break }
                report(figures(in: heading.marks[...]), "link it to the record that states it, or leave the figure to the text below")
            case .list: for item in block.children { check(item: item, own) }
            case .table: check(table: block, own)
            case .alert(let alert):
                if alert.kind == .evidence { checkEvidence(block) }
                check(blocks: block.children, .open)
            case .document, .blockQuote, .tasks, .footnoteDefinition: check(blocks: block.children, .open)
            default: break
            }
        }
    }

    /// Returns what the paragraph says of what stands below, where it leads over to it with a colon.
    @discardableResult
    private func check(paragraph: [Node]) -> Above {
        let sentences = text(paragraph).sentences
        for sentence in sentences where !sentence.hasCitation {
            report(figures(in: sentence), "link it to the record that states it, or end the sentence with its source: [@key]")
        }
        return sentences.last.map(introduction) ?? .open
    }

    private func introduction(_ sentence: ArraySlice<ClaimText.Mark>) -> Above {
        guard sentence.endsWithColon else { return .open }
        return Above(isCited: sentence.hasCitation, speaksOfKidneys: LaboratoryWords.speakOfKidneys(sentence))
    }

    /// Most texts state no figure, and are read no further.
    private func mayClaim(_ nodes: [Node]) -> Bool { TextSigns(ofClaimsIn: nodes).mayClaim }

    private static func isListOrTable(_ block: Node) -> Bool {
        switch block.kind {
        case .list, .table: true
        default: false
        }
    }

    private func check(item: Node, _ above: Above) {
        if item.children.count == 1, case .paragraph = item.children[0].kind, !mayClaim(item.children[0].children) { return }
        let own = item.children.filter { if case .paragraph = $0.kind { true } else { false } }.map { text($0.children) }
        let hasCitation = above.isCited || own.contains(where: \.hasCitation)
        if !hasCitation {
            report(
                own.flatMap { figures(in: $0.marks[...], above.speaksOfKidneys) }, "link it to the record that states it, or end the list item with its source: [@key]")
        }
        var below = above
        if let last = own.last {
            let lead = introduction(last.marks[...])
            below = below.joined(by: Above(isCited: hasCitation && last.marks[...].endsWithColon, speaksOfKidneys: lead.speaksOfKidneys))
        }
        check(blocks: item.children.filter { if case .paragraph = $0.kind { false } else { true } }, below)
    }

    private func check(table: Node, _ above: Above) {
        if above.isCited { return }
        var citedColumns = Set<Int>()
        var kidneyColumns = Set<Int>()
        for row in table.children {
            if case .tableRow(isHeader: false) = row.kind, !mayClaim(row.children) { continue }
            let cells = row.children.map { text($0.children) }
            if case .tableRow(isHeader: true) = row.kind {
                for (column, cell) in cells.enumerated() {
                    // A citation in the head is for what stands below it.
                    if cell.hasCitation { citedColumns.insert(column) }
                    if above.speaksOfKidneys || LaboratoryWords.speakOfKidneys(cell.marks[...]) { kidneyColumns.insert(column) }
                }
            } else if cells.contains(where: \.hasCitation) {
                continue
            }
            // The first cell says what its row is about, unless it is a value itself.
            let isOfKidneys = cells.first.map { !$0.marks.contains(where: \.scalar.isDigit) && LaboratoryWords.speakOfKidneys($0.marks[...]) } ?? false
            let open = cells.enumerated().filter { !citedColumns.contains($0.offset) }
                .flatMap { figures(in: $0.element.marks[...], isOfKidneys || kidneyColumns.contains($0.offset)) }
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

    private func figures(in marks: ArraySlice<ClaimText.Mark>, _ speaksOfKidneys: Bool = false) -> [ClaimedFigure] {
        ClaimedFigures(marks, names: names, speaksOfKidneys: speaksOfKidneys).unheld
    }

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
