import KnowledgeBase
import Markdown
import Rendering

/// The claims of an article in the order of its page: every sentence, row or item with a citation or a checked value, every alert and every table
/// of doses that is worked out.
struct ArticleClaims {
    private let renderer: ContentRenderer
    private let sources: PacketSources
    private let text: PacketText
    private(set) var groups: [PacketGroup] = []

    init(_ text: ArticleText, _ renderer: ContentRenderer, _ parts: PageParts) {
        self.renderer = renderer
        sources = PacketSources(parts: parts)
        self.text = PacketText(renderer: renderer, links: text.links, sources: sources)
        var section: Article.Section?
        var blocks: [Node] = []
        for (own, block) in text.blocks {
            if own != section {
                addGroup(section, blocks)
                (section, blocks) = (own, [])
            }
            blocks.append(block)
        }
        addGroup(section, blocks)
        groups.removeAll { $0.claims.isEmpty }
    }

    private mutating func addGroup(_ section: Article.Section?, _ blocks: [Node]) {
        groups.append(PacketGroup(title: section?.title ?? "Before the first heading", claims: []))
        addAll(blocks, "", [])
    }

    // MARK: Blocks

    private mutating func add(_ block: Node, label: String, covering: [CitationItem]) {
        switch block.kind {
        case .paragraph: addSentences(block.children, label, covering)
        case .alert(let alert): addAlert(block, alert)
        case .list, .item, .blockQuote, .footnoteDefinition, .document, .tasks: addAll(block.children, label, covering)
        case .table: addTable(block, label, covering)
        case .codeBlock(let info, _) where Component.isDoseTable(info):
            let html = renderer.html([block])
            groups[groups.count - 1].claims.append(PacketClaim(label: "Worked out by the engine", html: html, sources: []))
        default: break
        }
    }

    /// A sentence with a citation that ends with a colon goes for the list or table below it as well.
    private mutating func addAll(_ blocks: [Node], _ label: String, _ covering: [CitationItem]) {
        var introduction: [CitationItem] = []
        for block in blocks {
            add(block, label: label, covering: covering + introduction)
            introduction = []
            guard case .paragraph = block.kind, let last = SentenceSplit.sentences(of: block.children).last else { continue }
            let words = last.map(\.plainText).joined()
            if words.last(where: { !$0.isWhitespace }) == ":" { introduction = PacketText.citations(in: last) }
        }
    }

    private mutating func addSentences(_ inlines: [Node], _ label: String, _ covering: [CitationItem]) {
        for sentence in SentenceSplit.sentences(of: inlines) { add(sentence, label, covering, isWanted: !covering.isEmpty) }
    }

    private mutating func add(_ nodes: [Node], _ label: String, _ covering: [CitationItem], isWanted: Bool) {
        let found = text.sources(of: nodes)
        guard !found.isEmpty || isWanted else { return }
        groups[groups.count - 1].claims.append(PacketClaim(label: label, html: text.html(nodes), sources: found.isEmpty ? sources.of(covering) : found))
    }

    /// Each sentence of it, and as a whole where none names a source: what is a warning is reviewed in any case.
    private mutating func addAlert(_ block: Node, _ alert: Alert) {
        let grading = AlertLabel.grading(alert)
        let label = AlertLabel.text(alert.kind) + (grading.isEmpty ? "" : ", \(grading)")
        // What a recommendation says is said by all of it.
        guard alert.kind == .recommendation || text.sources(of: block.children).isEmpty else { return addAll(block.children, label, []) }
        add(block.children, label, [], isWanted: true)
    }

    private mutating func addTable(_ table: Node, _ label: String, _ covering: [CitationItem]) {
        let head = table.children.first { $0.kind == .tableRow(isHeader: true) }?.children ?? []
        for row in table.children where row.kind != .tableRow(isHeader: true) {
            let isCovered = head.contains { !text.sources(of: [$0]).isEmpty }
            let found = text.sources(of: row.children + (isCovered ? head : []))
            guard !found.isEmpty || !covering.isEmpty else { continue }
            var rows = "<dl class=\"packet-row\">"
            for (column, cell) in row.children.enumerated() where !cell.children.isEmpty {
                let name = column < head.count ? head[column].plainText : ""
                rows += "<div><dt>\(HTMLText.escape(name))</dt><dd>\(text.html(cell.children))</dd></div>"
            }
            groups[groups.count - 1].claims.append(PacketClaim(label: label, html: rows + "</dl>", sources: found.isEmpty ? sources.of(covering) : found))
        }
    }
}
