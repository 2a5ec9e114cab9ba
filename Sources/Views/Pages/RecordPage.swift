import Diagnostics
package import KnowledgeBase
import Markdown
import Rendering
import SitePaths
package import Templates

/// The page of one record.
package enum RecordPage {
    /// With everything the record says, and what is worked with on it.
    package static func page(_ record: Record, _ next: NextSteps.Steps, _ frame: SiteFrame, _ theme: Theme) -> Page {
        let head = record.head
        let output = OutputPath.record(head.path)
        let scope = PageScope(frame, theme: theme, source: head.path, output: output)
        let renderer = ContentRenderer(scope: scope)
        let parts = PageParts(frame: frame, theme: theme, scope: scope)
        var values = frame.values(for: output, title: head.title, summary: description(of: head), kind: head.kind.rawValue)

        // In the order of the page, because this is the order in which citations are numbered.
        values[.lede] = .text(head.summary)
        values[.sources] = .html(head.sources.isEmpty ? nil : renderer.citation(head.sources))
        let (template, own) = content(record, renderer, parts, hasAnchors: true)
        values.merge(own) { _, new in new }
        values[.namedFacts] = .list(
            head.namedFacts.map { named in
                [
                    .id: .text(named.fact.id), .label: .text(named.fact.label), .value: .text(named.fact.value.text),
                    .source: .html(named.source.map { renderer.citation([$0]) }),
                ]
            })
        values[.notes] = .html(renderer.html(head.notes))
        values.merge(parts.history(of: head, renderer)) { _, new in new }

        values[.kindLabel] = .text(RecordLabel.singular(record))
        values[.status] = .text(RecordLabel.status(head.status))
        values[.isIllustrative] = .flag(head.status == .illustrative)
        values[.isOutdated] = .flag(head.status.isOutdated)
        values[.successors] = parts.successors(of: head.path)
        values[.review] = parts.review(head.writtenReview, isInUse: head.status == .current)
        values[.recordID] = .text(head.id)
        values[.local] = LocalNotice(parts: parts).values(head.path)
        values[.tags] = parts.tags(head.tags)
        values[.nextSteps] = next.values(parts)
        values.merge(parts.mentions(of: head.path)) { _, new in new }
        values[.references] = parts.references()
        values[.sourceFile] = .text(head.path)
        values[.linkedData] = .html(LinkedData(frame: frame, scope: scope).record(record, at: output))
        values[.citationTags] = CitationTags.values(head.title, at: output, frame.knowledgeBase.site)
        values[.cite] = PageCitation(frame: frame).values(title: head.title, authors: [], updated: head.changes.map(\.date).max(), output: output)
        let places = head.anchors.union(head.facts.map(\.id)).sorted()
        return Page(output: output, template: template, values: values, formerAnchors: FormerAnchor.names(head.formerAnchors, on: places))
    }

    /// Its summary under its title: records of one kind may well say the same in a sentence.
    private static func description(of head: RecordHead) -> String {
        head.summary.isEmpty || head.summary.hasPrefix(head.title) ? head.summary : "\(head.title): \(head.summary)"
    }

    /// The record's own values, on its page or inside an article, and the template of its page.
    static func content(
        _ record: Record, _ renderer: ContentRenderer, _ parts: PageParts, hasAnchors: Bool
    ) -> (template: String, values: [TemplateKey: TemplateValue]) {
        let rows = RecordRows(renderer: renderer, parts: parts, head: record.head, hasAnchors: hasAnchors)
        switch record {
        case .criteria(let set):
            // The form stands before the table.
            let assessment = hasAnchors ? ChecklistView(renderer: renderer, parts: parts).values(set) : [:]
            let isCoverage = hasAnchors && set.purpose == .coverage
            var values = CriteriaTable(renderer: renderer, parts: parts, hasAnchors: hasAnchors, hasEvidence: isCoverage).values(set)
            values[.appliesTo] = .list(set.appliesTo.map { .html(parts.articleLink(indication: $0.value)) })
            if hasAnchors {
                values[.assessment] = assessment
                values[.hasAssessment] = true
                values[.hasForm] = true
                values[.embedHref] = .text(parts.scope.href(OutputPath.embed(criteria: set.head.id)))
                values[.singleHref] = .text(parts.scope.href(OutputPath.single(criteria: set.head.id)))
                values[.recordSafetyHref] = .text(parts.scope.href(OutputPath.safety(of: set.head.path)))
            }
            guard isCoverage else { return ("criteria", values) }
            values[.workedCases] = WorkedCases(parts: parts).values(set)
            values[.letter] = LetterView(parts: parts).values(set)
            values[.hasLetter] = true
            return ("coverage", values)
        case .regimen(let regimen):
            var values: [TemplateKey: TemplateValue] = [
                .guard: .text(regimen.guardWords), .rows: .list(rows.regimen(regimen)), .alerts: rows.alerts(regimen),
            ]
            if hasAnchors { values[.examples] = ExampleRows(rows: rows, regimen: regimen).values }
            if hasAnchors {
                values[.calculator] = CalculatorView(renderer: renderer, parts: parts).values(regimen)
                values[.hasCalculator] = true
                values[.hasForm] = true
                values[.embedHref] = .text(parts.scope.href(OutputPath.embed(regimen.head.id)))
                values[.singleHref] = .text(parts.scope.href(OutputPath.single(regimen.head.id)))
                values[.recordSafetyHref] = .text(parts.scope.href(OutputPath.safety(of: regimen.head.path)))
            }
            return ("regimen", values)
        case .dosingProtocol(let dosing):
            return ("protocol", [.rows: .list(rows.dosingProtocol(dosing))])
        case .product(let product):
            return (
                "product",
                [
                    .rows: .list(rows.product(product)), .labelledUses: rows.labelledUses(product),
                    .infusions: rows.infusions(product),
                    .contraindications: .list(product.contraindications.map { .html(renderer.html($0)) }),
                    .warnings: .list(product.warnings.map { .html(renderer.html($0)) }),
                ]
            )
        case .evidence(let evidence):
            return ("evidence", EvidenceTable(renderer: renderer, hasAnchors: hasAnchors).values(evidence))
        }
    }
}
