import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
import Templates

/// The letter draft of a coverage policy: who it is to, and the calculators whose plans it can take in.
struct LetterView {
    let parts: PageParts

    /// Absent when the set is too large to be computed with.
    func values(_ set: CriteriaSet) -> TemplateValue {
        guard let assessable = AssessableSet(set) else { return false }
        let policy = set.policy
        return [
            .set: .text(set.head.id), .title: .text(set.head.title), .payer: .text(policy?.payer), .number: .text(policy?.number),
            .effective: .text(policy?.effective?.spelledOut), .warning: .text(warning(set).map { parts.knowledgeBase.withReplacement($0, of: set.head) }),
            .site: .text(parts.knowledgeBase.site.title), .generator: .text("Materia \(Provenance.version)"),
            .exclusions: .list(assessable.exclusions.map { .text($0) }),
            .calculators: .list(calculators(set)),
        ]
    }

    private func warning(_ set: CriteriaSet) -> String? {
        switch set.head.status {
        case .current: nil
        case .illustrative: "The policy named here is illustrative: it was made up, no insurer uses it, and a letter that names it must not be sent."
        case .superseded: "The policy named here is superseded: obtain the one in force before sending anything."
        case .retired: "The policy named here was withdrawn: obtain the one in force before sending anything."
        }
    }

    /// Of the current regimens for what the policy covers; of all current ones, where it does not say what.
    private func calculators(_ set: CriteriaSet) -> [TemplateValue] {
        let covered = Set(set.appliesTo.map(\.value))
        // A scope of its own: these calculators stand apart from the page.
        let scope = PageScope(parts.frame, theme: parts.theme, source: set.head.path, output: parts.scope.output)
        let hidden = PageParts(frame: parts.frame, theme: parts.theme, scope: scope)
        return parts.knowledgeBase.records(.regimens).compactMap { record in
            guard case .regimen(let regimen) = record, regimen.head.status == .current, parts.frame.dosing.terms(regimen) != nil,
                covered.isEmpty || regimen.indication.map({ covered.contains($0.value) }) ?? false
            else { return nil }
            let renderer = ContentRenderer(scope: scope, linkSource: regimen.head.path)
            return [
                .id: .text(regimen.head.id), .title: .text(regimen.head.title),
                .href: .text(scope.href(OutputPath.record(regimen.head.path))),
                .calculator: CalculatorView(renderer: renderer, parts: hidden).values(regimen, isBare: true),
            ]
        }
    }
}
