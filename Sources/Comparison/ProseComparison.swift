import Diagnostics
import KnowledgeBase
import Markdown

/// Two states of what an article says below its front matter, section by section.
///
/// Alerts, figures, citations and dose tables are told with their words; of other text it is told in which sections it is another.
struct ProseComparison {
    let page: Change.Page
    private(set) var changes: [Change] = []

    /// A section's blocks with the anchor and title of its heading.
    private struct Section {
        let id: String
        let title: String
        var blocks: [Node]
        let position: SourcePosition
    }

    init(page: Change.Page, _ old: ArticleText, _ new: ArticleText) {
        self.page = page
        let (olds, news) = (Self.sections(old), Self.sections(new))
        var open = Array(olds.indices)
        for section in news {
            guard let place = open.first(where: { olds[$0].id == section.id }) ?? open.first(where: { olds[$0].title == section.title }) else {
                compare(nil, section, BlockWords(old), BlockWords(new))
                continue
            }
            open.removeAll { $0 == place }
            compare(olds[place], section, BlockWords(old), BlockWords(new))
        }
        for place in open { compare(olds[place], nil, BlockWords(old), BlockWords(new)) }
        let kept = news.map(\.id).filter { id in olds.contains { $0.id == id } }
        let before = olds.map(\.id).filter { id in news.contains { $0.id == id } }
        if kept != before { add(.prose, "Order of the sections", nil, nil, nil, nil) }
    }

    private static func sections(_ text: ArticleText) -> [Section] {
        var sections: [Section] = []
        for (section, block) in text.blocks {
            if case .htmlBlock = block.kind { continue }
            if let last = sections.indices.last, sections[last].id == section?.id ?? "" {
                sections[last].blocks.append(block)
            } else {
                sections.append(Section(id: section?.id ?? "", title: section?.title ?? "", blocks: [block], position: block.position))
            }
        }
        return sections
    }

    // MARK: A section

    private mutating func compare(_ old: Section?, _ new: Section?, _ oldWords: BlockWords, _ newWords: BlockWords) {
        let oldSaid = old?.blocks.map(oldWords.said) ?? []
        let newSaid = new?.blocks.map(newWords.said) ?? []
        guard oldSaid != newSaid || old?.title != new?.title else { return }
        let name = new?.title ?? old?.title ?? ""
        let place = name.isEmpty ? "The beginning" : "Section “\(name)”"
        let difference = newSaid.difference(from: oldSaid)
        let removed = difference.removals.compactMap { if case .remove(let offset, _, _) = $0 { old?.blocks[offset] } else { nil } }
        let added = difference.insertions.compactMap { if case .insert(let offset, _, _) = $0 { new?.blocks[offset] } else { nil } }
        compareAlerts(removed, added, place)
        compareFigures(removed, added, place)
        compareTables(removed, added, place)
        compareCitations(removed, added, place)
        let what =
            switch (old, new) {
            case (nil, _): "\(place): added"
            case (_, nil): "\(place): removed"
            case (let old?, let new?): old.title == new.title ? place : "\(place), before “\(old.title)”"
            }
        add(.prose, what, nil, nil, old?.position, new?.position)
    }

    private mutating func compareAlerts(_ removed: [Node], _ added: [Node], _ place: String) {
        func alerts(_ blocks: [Node]) -> [(kind: Alert.Kind, node: Node)] {
            var found: [(Alert.Kind, Node)] = []
            for block in blocks { block.walkBlocks { node in if case .alert(let alert) = node.kind { found.append((alert.kind, node)) } } }
            return found
        }
        var olds = alerts(removed)
        for (kind, node) in alerts(added) {
            let place = "\(place): \(kind.rawValue.lowercased())"
            if let index = olds.firstIndex(where: { $0.kind == kind }) {
                let old = olds.remove(at: index).node
                if BlockWords.plain(old) != BlockWords.plain(node) { add(.alerts, place, BlockWords.plain(old), BlockWords.plain(node), old.position, node.position) }
            } else {
                add(.alerts, place, nil, BlockWords.plain(node), nil, node.position)
            }
        }
        for (kind, node) in olds { add(.alerts, "\(place): \(kind.rawValue.lowercased())", BlockWords.plain(node), nil, node.position, nil) }
    }

    /// Sentences with numbers, outside alerts, which are told whole.
    private mutating func compareFigures(_ removed: [Node], _ added: [Node], _ place: String) {
        func sentences(_ blocks: [Node]) -> [(text: String, position: SourcePosition)] {
            blocks.filter { if case .alert = $0.kind { false } else if case .codeBlock = $0.kind { false } else { true } }
                .flatMap { block in BlockWords.sentences(block).filter { $0.contains(where: \.isNumber) }.map { ($0, block.position) } }
        }
        let (olds, news) = (sentences(removed), sentences(added))
        var gone = olds.filter { old in !news.contains { $0.text == old.text } }
        for new in news where !olds.contains(where: { $0.text == new.text }) {
            if let index = gone.indices.max(by: { BlockWords.likeness(gone[$0].text, new.text) < BlockWords.likeness(gone[$1].text, new.text) }),
                BlockWords.likeness(gone[index].text, new.text) >= 0.4
            {
                let old = gone.remove(at: index)
                // Without another figure it is other words, which the section is named for.
                if BlockWords.figures(old.text) != BlockWords.figures(new.text) { add(.figures, place, old.text, new.text, old.position, new.position) }
            } else {
                add(.figures, place, nil, new.text, nil, new.position)
            }
        }
        for old in gone { add(.figures, place, old.text, nil, old.position, nil) }
    }

    /// Dose tables and what else is worked out from a record.
    private mutating func compareTables(_ removed: [Node], _ added: [Node], _ place: String) {
        func blocks(_ nodes: [Node]) -> [(info: String, text: String, position: SourcePosition)] {
            nodes.compactMap { if case .codeBlock(let info, let text) = $0.kind, Component.isDoseTable(info) { (info, SaidValue.line(text), $0.position) } else { nil } }
        }
        var olds = blocks(removed)
        for new in blocks(added) {
            let old = olds.isEmpty ? nil : olds.removeFirst()
            add(.doses, "\(place): dose table", old?.text, new.text, old?.position, new.position)
        }
        for old in olds { add(.doses, "\(place): dose table", old.text, nil, old.position, nil) }
    }

    private mutating func compareCitations(_ removed: [Node], _ added: [Node], _ place: String) {
        func citations(_ blocks: [Node]) -> [(words: String, position: SourcePosition)] {
            var found: [(String, SourcePosition)] = []
            for block in blocks {
                block.walk { node in
                    if case .citation(let items) = node.kind {
                        found += items.map { ($0.key + ($0.locator.map { ", \($0)" } ?? ""), $0.position) }
                    }
                }
            }
            return found
        }
        let (olds, news) = (citations(removed), citations(added))
        for old in olds where !news.contains(where: { $0.words == old.words }) { add(.references, "\(place): cited", old.words, nil, old.position, nil) }
        for new in news where !olds.contains(where: { $0.words == new.words }) { add(.references, "\(place): cited", nil, new.words, nil, new.position) }
    }

    private mutating func add(_ group: Change.Group, _ what: String, _ old: String?, _ new: String?, _ oldPlace: SourcePosition?, _ newPlace: SourcePosition?) {
        changes.append(
            Change(
                group: group, page: page, what: what, fact: nil, values: old == nil && new == nil ? [] : [.init(old: old, new: new)], oldPlace: oldPlace,
                newPlace: newPlace))
    }
}
