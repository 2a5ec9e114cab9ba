import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import Templates

/// Every calculator, checklist and policy of a site on one page: what each works out, for what, and whether it was reviewed.
struct CalculatorIndex {
    let frame: SiteFrame
    let theme: Theme

    /// Introduces it.
    static let lead = "Every dose calculator, every checklist and score, and every coverage policy on this site."

    func page() -> Page {
        let output = OutputPath.calculators
        let scope = PageScope(frame, theme: theme, source: "calculators/", output: output)
        let parts = PageParts(frame: frame, theme: theme, scope: scope)
        var values = frame.values(for: output, title: "Calculators and criteria", summary: Self.lead, kind: "calculators")
        values[.lede] = .text(Self.lead)
        let regimens = frame.knowledgeBase.records(.regimens)
        let criteria = frame.knowledgeBase.records(.criteria)
        values[.groups] = .list(
            [
                group("page-calculators", "Dose calculators", "Drug", Array(regimens), parts),
                group("page-checklists", "Checklists and scores", "Kind", criteria.filter { !$0.isCoverage }, parts),
                group("page-policies", "Coverage policies", "Payer", criteria.filter(\.isCoverage), parts),
            ].compactMap { $0 })
        return Page(output: output, template: "calculators", values: values)
    }

    /// Nil without records. What does not hold any more stands last.
    private func group(_ id: String, _ title: String, _ head: String, _ records: [Record], _ parts: PageParts) -> TemplateValue? {
        guard !records.isEmpty else { return nil }
        let links = records.map { indications(of: $0, parts) }
        let rows = zip(records, links).map { (record: $0, links: $1) }
        return [
            .id: .text(id), .title: .text(title), .head: .text(head), .hasIndications: .flag(links.contains { !$0.isEmpty }),
            .items: .list((rows.filter { !$0.record.isOutdated } + rows.filter(\.record.isOutdated)).map { row($0.record, $0.links, parts) }),
        ]
    }

    private func row(_ record: Record, _ indications: [String], _ parts: PageParts) -> TemplateValue {
        let head = record.head
        return [
            .title: .text(head.title), .href: .text(parts.scope.href(OutputPath.record(head.path))), .summary: .text(head.summary),
            .status: .text(RecordLabel.status(head.status)), .localWords: .text(head.local?.heading), .kind: .text(kind(of: record)),
            .indications: .list(indications.map { .html($0) }), .review: parts.review(head.writtenReview, isInUse: head.status == .current),
        ]
    }

    private func kind(of record: Record) -> String {
        switch record {
        case .regimen(let regimen): regimen.drug
        case .criteria(let set): set.purpose == .coverage ? set.policy?.payer ?? "not recorded" : RecordLabel.singular(record)
        default: ""
        }
    }

    private func indications(of record: Record, _ parts: PageParts) -> [String] {
        switch record {
        case .regimen(let regimen): regimen.indication.map { [parts.articleLink(indication: $0.value)] } ?? []
        case .criteria(let set): set.appliesTo.map { parts.articleLink(indication: $0.value) }
        default: []
        }
    }
}
