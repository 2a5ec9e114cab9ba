import Diagnostics
import KnowledgeBase
import Markdown

/// The dose tables of an article, worked out with the records as they were and as they are: a cell can be another where the article says the same.
struct DoseTableComparison {
    let page: Change.Page
    let old: Side
    let new: Side

    /// An article with the records of its state.
    struct Side {
        let text: ArticleText
        let catalog: DosingCatalog
    }

    var changes: [Change] {
        let news = tables(new)
        return tables(old).enumerated().compactMap { $0.offset < news.count ? change($0.element, news[$0.offset]) : nil }
    }

    private struct Worked {
        /// What it is of.
        let title: String
        /// By row and column; nil where it cannot be worked out.
        let cells: [(name: String, text: String)]?
        let position: SourcePosition
    }

    private func tables(_ side: Side) -> [Worked] {
        side.text.components.keys.sorted().compactMap { position in
            guard case .doseTable(let block, let id)? = side.text.components[position], let regimen = side.catalog.regimen(id.value) else { return nil }
            let table = block.table(regimen, side.catalog, log: DiagnosticLog())
            let cells = table.map { table in
                table.rows.flatMap { row in zip(table.columns, row.cells).map { (name: "\(table.head) \(row.value), \($0)", text: $1) } }
            }
            return Worked(title: regimen.head.title, cells: cells, position: position)
        }
    }

    private func change(_ old: Worked, _ new: Worked) -> Change? {
        let before = Dictionary(old.cells ?? [], uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.cells ?? [], uniquingKeysWith: { first, _ in first })
        let names = (new.cells ?? []).map(\.name) + (old.cells ?? []).map(\.name).filter { after[$0] == nil }
        let values = names.filter { before[$0] != after[$0] }.map { name in
            let ratio = before[name].flatMap { old in after[name].flatMap { Ratio.words(old, $0) } }
            return Change.Value(name, old: before[name], new: after[name], note: ratio)
        }
        guard !values.isEmpty else { return nil }
        return Change(
            group: .plans, page: page, what: "Dose table: \(new.title)", fact: nil, values: values, oldPlace: old.position, newPlace: new.position)
    }
}
