import Foundation
import KnowledgeBase
import Rendering
import SitePaths
import SourceData
import Synchronization
package import Templates

/// The calculators, checklists and scores on their own: for a frame in another page, and as one file with everything in it.
package struct EmbedPages: Sendable {
    let frame: SiteFrame
    let theme: Theme

    /// Of a site, in its frame, through its theme.
    package init(frame: SiteFrame, theme: Theme) {
        self.frame = frame
        self.theme = theme
    }

    /// What a single file carries inside, scripts in the order they run: made once for all files of a kind.
    private final class Inlined: Sendable {
        private let theme: Theme
        private let scripts: [String]
        private let styles: [String]
        private let made = Mutex<[TemplateKey: TemplateValue]?>(nil)

        init(_ theme: Theme, scripts: [String], styles: [String]) {
            self.theme = theme
            self.scripts = scripts
            self.styles = styles
        }

        var values: [TemplateKey: TemplateValue] {
            made.withLock { made in
                if let made { return made }
                let styles = styles.map(theme.assets.text).joined(separator: "\n")
                let scripts = scripts.map(theme.assets.text)
                let values: [TemplateKey: TemplateValue] = [
                    .styles: .html(styles), .styleHash: .text(hash(styles)),
                    .scripts: .list(scripts.map { .html($0) }), .scriptHashes: .list(scripts.map { .text(hash($0)) }),
                ]
                made = values
                return values
            }
        }
    }

    /// A frame and a file for each regimen that can be calculated with, and for each criteria set.
    package func all() -> [PagePlan] {
        let dosing = Inlined(theme, scripts: ["link.js", "parts.js", "plot.js", "dose-core.js", "calculator.js"], styles: ["base.css", "calculator.css"])
        let assessing = Inlined(theme, scripts: ["link.js", "parts.js", "criteria-core.js", "assessment.js"], styles: ["base.css", "assessment.css"])
        let regimens = frame.knowledgeBase.records(.regimens).flatMap { record -> [PagePlan] in
            guard case .regimen(let regimen) = record, frame.dosing.terms(regimen) != nil else { return [] }
            let given = frame.knowledgeBase.stamp(.record(record.head.path))
            return [
                PagePlan(output: OutputPath.embed(regimen.head.id), given: given) { embed(regimen) },
                PagePlan(output: OutputPath.single(regimen.head.id), given: given) { single(regimen, dosing) },
            ]
        }
        let criteria = frame.knowledgeBase.records(.criteria).flatMap { record -> [PagePlan] in
            guard case .criteria(let set) = record else { return [] }
            let given = frame.knowledgeBase.stamp(.record(record.head.path))
            return [
                PagePlan(output: OutputPath.embed(criteria: set.head.id), given: given) { embed(set) },
                PagePlan(output: OutputPath.single(criteria: set.head.id), given: given) { single(set, assessing) },
            ]
        }
        return regimens + criteria
    }

    private func embed(_ regimen: Regimen) -> Page {
        let output = OutputPath.embed(regimen.head.id)
        return Page(output: output, template: "embed", values: values(regimen, output))
    }

    private func single(_ regimen: Regimen, _ inlined: Inlined) -> Page {
        let output = OutputPath.single(regimen.head.id)
        return single(output, inlined, values(regimen, output))
    }

    private func embed(_ set: CriteriaSet) -> Page {
        let output = OutputPath.embed(criteria: set.head.id)
        return Page(output: output, template: "embed", values: values(set, output))
    }

    private func single(_ set: CriteriaSet, _ inlined: Inlined) -> Page {
        let output = OutputPath.single(criteria: set.head.id)
        return single(output, inlined, values(set, output))
    }

    private func single(_ output: String, _ inlined: Inlined, _ values: [TemplateKey: TemplateValue]) -> Page {
        Page(output: output, template: "single", values: values.merging(inlined.values) { _, new in new })
    }

    private func values(_ regimen: Regimen, _ output: String) -> [TemplateKey: TemplateValue] {
        var values = values(regimen.head, output) { renderer, parts in
            [.calculator: CalculatorView(renderer: renderer, parts: parts).values(regimen)]
        }
        values[.hasCalculator] = true
        values[.embedID] = .text(regimen.head.id)
        return values
    }

    private func values(_ set: CriteriaSet, _ output: String) -> [TemplateKey: TemplateValue] {
        var values = values(set.head, output) { renderer, parts in
            // The form stands before the table.
            let assessment = ChecklistView(renderer: renderer, parts: parts).values(set)
            var values = CriteriaTable(renderer: renderer, parts: parts, hasAnchors: false).values(set)
            values[.assessment] = assessment
            return values
        }
        values[.hasAssessment] = true
        values[.embedID] = .text("criteria/\(set.head.id)")
        return values
    }

    private func values(
        _ head: RecordHead, _ output: String, _ own: (ContentRenderer, PageParts) -> [TemplateKey: TemplateValue]
    ) -> [TemplateKey: TemplateValue] {
        let scope = PageScope(frame, theme: theme, source: head.path, output: output)
        let renderer = ContentRenderer(scope: scope)
        var values = frame.values(for: output, title: head.title, summary: head.summary, kind: "embed")
        // In the order of the page, because this is the order in which citations are numbered.
        values[.sources] = .html(head.sources.isEmpty ? nil : renderer.citation(head.sources))
        values.merge(own(renderer, PageParts(frame: frame, theme: theme, scope: scope))) { _, new in new }
        values[.href] = .text(scope.href(OutputPath.record(head.path)))
        values[.references] = PageParts(frame: frame, theme: theme, scope: scope).references()
        return values
    }

    /// `sha256-…`, by which a strict content security policy lets in just this text.
    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(Array(text.utf8))).base64EncodedString()
    }
}
