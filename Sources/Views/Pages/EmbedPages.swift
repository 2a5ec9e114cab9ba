import KnowledgeBase
import Rendering
import SitePaths
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

    /// A frame and a file for each regimen that can be calculated with, and for each criteria set.
    package func all() -> [PagePlan] {
        let dosing = InlinedAssets(
            theme, scripts: ["due.js", "link.js", "parts.js", "plot.js", "dose-core.js", "calculator-entry.js", "calculator-plan.js", "calculator.js"],
            styles: ["base.css", "calculator.css"])
        let assessing = InlinedAssets(theme, scripts: ["due.js", "link.js", "parts.js", "criteria-core.js", "assessment.js"], styles: ["base.css", "assessment.css"])
        let regimens = frame.knowledgeBase.records(.regimens).flatMap { record -> [PagePlan] in
            guard case .regimen(let regimen) = record, frame.dosing.terms(regimen) != nil else { return [] }
            let given = frame.knowledgeBase.stamp(.record(record.head.path))
            return [
                PagePlan(output: OutputPath.embed(regimen.head.id), given: given, isListed: false) { embed(regimen) },
                PagePlan(output: OutputPath.single(regimen.head.id), given: given, isListed: false) { single(regimen, dosing) },
            ]
        }
        let criteria = frame.knowledgeBase.records(.criteria).flatMap { record -> [PagePlan] in
            guard case .criteria(let set) = record else { return [] }
            let given = frame.knowledgeBase.stamp(.record(record.head.path))
            return [
                PagePlan(output: OutputPath.embed(criteria: set.head.id), given: given, isListed: false) { embed(set) },
                PagePlan(output: OutputPath.single(criteria: set.head.id), given: given, isListed: false) { single(set, assessing) },
            ]
        }
        return regimens + criteria
    }

    private func embed(_ regimen: Regimen) -> Page {
        let output = OutputPath.embed(regimen.head.id)
        return Page(output: output, template: "embed", values: values(regimen, output))
    }

    private func single(_ regimen: Regimen, _ inlined: InlinedAssets) -> Page {
        let output = OutputPath.single(regimen.head.id)
        return single(output, inlined, values(regimen, output))
    }

    private func embed(_ set: CriteriaSet) -> Page {
        let output = OutputPath.embed(criteria: set.head.id)
        return Page(output: output, template: "embed", values: values(set, output))
    }

    private func single(_ set: CriteriaSet, _ inlined: InlinedAssets) -> Page {
        let output = OutputPath.single(criteria: set.head.id)
        return single(output, inlined, values(set, output))
    }

    private func single(_ output: String, _ inlined: InlinedAssets, _ values: [TemplateKey: TemplateValue]) -> Page {
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
        values[.review] = PageParts(frame: frame, theme: theme, scope: scope).review(head.writtenReview, isInUse: head.status == .current)
        values[.href] = .text(scope.href(OutputPath.record(head.path)))
        values[.plansTo] = .text(frame.knowledgeBase.site.plansTo.joined(separator: " "))
        values[.references] = PageParts(frame: frame, theme: theme, scope: scope).references()
        return values
    }
}
