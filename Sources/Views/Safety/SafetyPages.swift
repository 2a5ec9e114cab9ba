import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
package import Templates

/// The safety file: a page for the site, one for each calculator and checklist, and all of them in one file that stands alone.
package struct SafetyPages: Sendable {
    let frame: SiteFrame
    let theme: Theme

    /// Of a site, in its frame, through its theme.
    package init(frame: SiteFrame, theme: Theme) {
        self.frame = frame
        self.theme = theme
    }

    /// None where nothing is worked out.
    package func all() -> [PagePlan] {
        let records = records
        guard !records.isEmpty else { return [] }
        let gathered = Stamp(records.map { frame.knowledgeBase.stamp(.record($0.head.path)) })
        return [
            PagePlan(output: OutputPath.safety, given: gathered, isListed: false) { site(records) },
            PagePlan(output: OutputPath.safetyFile, given: gathered, isListed: false) { file(records) },
        ]
            + records.map { record in
                PagePlan(output: OutputPath.safety(of: record.head.path), given: frame.knowledgeBase.stamp(.record(record.head.path)), isListed: false) { page(record) }
            }
    }

    /// What is worked with: regimens that can be calculated with, and criteria.
    private var records: [Record] {
        frame.knowledgeBase.records(.regimens).filter { record in
            if case .regimen(let regimen) = record { frame.dosing.terms(regimen) != nil } else { false }
        } + frame.knowledgeBase.records(.criteria)
    }

    private func parts(_ source: String, _ output: String) -> PageParts {
        PageParts(frame: frame, theme: theme, scope: PageScope(frame, theme: theme, source: source, output: output))
    }

    private func title(_ record: Record) -> String { "Safety file: \(record.head.title)" }

    private func site(_ records: [Record]) -> Page {
        let output = OutputPath.safety
        let parts = parts("safety/", output)
        let title = "Safety file"
        var values = frame.values(for: output, title: title, summary: Self.lead, kind: "safety")
        values[.lede] = .text(Self.lead)
        values[.sections] = .list(
            SafetySections(parts: parts, level: "2", name: frame.knowledgeBase.site.title).ofSite(records.map(\.head)) {
                parts.scope.href(OutputPath.safety(of: $0.path))
            })
        values[.singleHref] = .text(parts.scope.href(OutputPath.safetyFile))
        return Page(output: output, template: "safety", values: values)
    }

    private static let lead = "For those who approve the use of this site: what its calculators and checklists are for, what could go wrong, and what is done about it."

    private func page(_ record: Record) -> Page {
        let output = OutputPath.safety(of: record.head.path)
        let parts = parts(record.head.path, output)
        let lead = "Printed from the records: intended use, inputs, logic, sources, examples, limits, hazards and changes."
        var values = frame.values(for: output, title: title(record), summary: "\(title(record)). \(lead)", kind: "safety")
        values[.lede] = .text(lead)
        values[.href] = .text(parts.scope.href(OutputPath.record(record.head.path)))
        values[.sections] = .list(sections(record, parts, level: "2"))
        values[.references] = parts.references()
        return Page(output: output, template: "safety", values: values)
    }

    private func sections(_ record: Record, _ parts: PageParts, level: String) -> [TemplateValue] {
        let sections = SafetySections(parts: parts, level: level, name: record.head.title)
        let renderer = ContentRenderer(scope: parts.scope, linkSource: record.head.path)
        return switch record {
        case .regimen(let regimen): sections.of(regimen, renderer)
        case .criteria(let set): sections.of(set, renderer)
        default: []
        }
    }

    /// Everything in one file, which may be handed on without the site: links to other pages lead to the site where it knows its address,
    /// and are words otherwise.
    private func file(_ records: [Record]) -> Page {
        let output = OutputPath.safetyFile
        let parts = parts("safety/", output)
        var values = frame.values(for: output, title: "Safety file", summary: Self.lead, kind: "safety")
        values[.lede] = .text(Self.lead)
        var found: [TemplateValue] = [
            [
                .id: "page-site", .title: .text(frame.knowledgeBase.site.title),
                .sections: .list(SafetySections(parts: parts, level: "3", name: frame.knowledgeBase.site.title).ofSite(records.map(\.head)) { "#\(Self.anchor($0))" }),
            ]
        ]
        for record in records {
            found.append([.id: .text(Self.anchor(record.head)), .title: .text(record.head.title), .sections: .list(sections(record, parts, level: "3"))])
        }
        let links = DetachedLinks(site: frame.knowledgeBase.site, folder: "safety")
        values[.parts] = links.detached(.list(found))
        values[.references] = links.detached(parts.references())
        let styles = ["base.css", "safety.css"].map(theme.assets.text).joined(separator: "\n")
        values[.styles] = .html(styles)
        values[.styleHash] = .text(InlinedAssets.hash(styles))
        return Page(output: output, template: "safety-file", values: values)
    }

    private static func anchor(_ head: RecordHead) -> String { "page-" + head.path.split(separator: ".")[0].replacing("/", with: "-") }
}
