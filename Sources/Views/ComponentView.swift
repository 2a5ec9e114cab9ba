import Diagnostics
import KnowledgeBase
import Rendering
import SitePaths
import Templates

/// A component block in an article, drawn through the theme.
enum ComponentView {
    static func html(_ component: Component, _ renderer: ContentRenderer, _ parts: PageParts) -> String {
        let theme = parts.theme
        switch component {
        case .record(let kind, let id):
            return parts.knowledgeBase.record(id.value, kind.recordKind).map { html(kind, $0, parts, renderer) } ?? ""
        case .doseTable(let block, let id):
            guard case .regimen(let regimen) = parts.knowledgeBase.record(id.value, .regimens) else { return "" }
            return theme.render("component-dose-table", doseTable(block, regimen, parts))
        case .listing(let listing): return theme.render("component-listing", ListingView(listing: listing, parts: parts).values)
        case .timeline(let timeline):
            return theme.render(
                "component-timeline",
                [
                    .title: .text(timeline.title), .svg: .html(TimelinePlot(timeline: timeline).svg),
                    .hasReported: .flag(timeline.events.contains { $0.reported != nil }),
                ])
        }
    }

    private static func html(_ kind: Component.Kind, _ record: Record, _ parts: PageParts, _ renderer: ContentRenderer) -> String {
        let head = record.head
        // The record's texts are written from its own folder.
        let renderer = ContentRenderer(scope: renderer.scope, linkSource: head.path)
        // Before the content, because it stands before it and citations are numbered as they appear.
        let sources = head.sources.isEmpty ? nil : renderer.citation(head.sources)
        var assessment: TemplateValue = [:]
        if [.checklist, .score].contains(kind), case .criteria(let set) = record {
            assessment = ChecklistView(renderer: renderer, parts: parts).values(set)
        }
        var values = RecordPage.content(record, renderer, parts, hasAnchors: false).values
        values[.sources] = .html(sources)
        values[.title] = .text(head.title)
        values[.lede] = .text(head.summary)
        values[.kindLabel] = .text(RecordLabel.singular(record))
        values[.status] = .text(RecordLabel.status(head.status))
        values[.isIllustrative] = .flag(head.status == .illustrative)
        values[.href] = .text(parts.scope.href(OutputPath.record(head.path)))
        if kind == .calculator, case .regimen(let regimen) = record {
            values[.calculator] = CalculatorView(renderer: renderer, parts: parts).values(regimen)
        }
        values[.assessment] = assessment
        let template =
            switch kind {
            case .calculator: "component-calculator"
            case .regimen: "component-regimen"
            case .evidence: "component-evidence"
            case .checklist, .score: "component-criteria"
            case .coverage: "component-coverage"
            }
        return parts.theme.render(template, .object(values))
    }

    /// Worked out as `check` did; it has no mistakes left.
    private static func doseTable(_ block: DoseTableBlock, _ regimen: Regimen, _ parts: PageParts) -> TemplateValue {
        guard let table = block.table(regimen, parts.knowledgeBase.resolver.catalog, log: DiagnosticLog()) else { return [:] }
        return [
            .title: .text(regimen.head.title), .href: .text(parts.scope.href(OutputPath.record(regimen.head.path))),
            .head: .text(table.head), .columns: .list(table.columns.map { .text($0) }),
            .rows: .list(
                table.rows.map { row in
                    [.value: .text(row.value), .cells: .list(row.cells.map { .text($0) })]
                }),
            .protocol: .text(table.dosingProtocol), .product: .text(table.product),
        ]
    }
}

extension PageScope {
    /// A page of the site, which draws its components through the theme.
    convenience init(_ frame: SiteFrame, theme: Theme, source: String, output: String) {
        self.init(frame.knowledgeBase, source: source, output: output) { component, renderer in
            ComponentView.html(component, renderer, PageParts(frame: frame, theme: theme, scope: renderer.scope))
        }
    }
}
