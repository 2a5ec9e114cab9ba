import Citations
public import Diagnostics
import SourceData

extension Rule {
    public static let retractedReference = Rule(
        "retracted-reference", .error, .adjustable,
        means: "The site's [list of retractions](citations.md#retractions) has this reference.",
        why: "What rests on a retracted paper has no source any more, and readers trust it as before.",
        mend: "Take it out; or tell readers with `custom.materia.status`.")
    public static let amendedReference = Rule(
        "amended-reference", .warning, .adjustable,
        means: "The list has a correction or an expression of concern.",
        why: "Since it was read the paper was corrected or called into question: what it is cited for may not hold.",
        mend: "Look into it, then tell readers with `custom.materia.status`.")
}

/// Holds the references against the site's list of retractions.
struct RetractionCheck {
    let retractions: Retractions
    let links: LinkIndex
    let log: DiagnosticLog

    func check(_ references: [Reference]) { references.forEach(check) }

    private func check(_ reference: Reference) {
        let notices = retractions.notices(of: WorkIdentifier.all(of: reference))
        guard let notice = gravest(notices) else { return }
        let status = (reference.status ?? "").lowercased()
        let rule: Rule
        let what: String
        // What readers are told with the reference they need not be told again.
        switch notice.nature {
        case .retraction:
            if status.contains("retract") || reference.title.lowercased().contains("retracted") { return }
            (rule, what) = (.retractedReference, "was retracted")
        case .concern:
            if status.contains("concern") { return }
            (rule, what) = (.amendedReference, "has an expression of concern")
        case .correction:
            if ["correct", "corrig", "errat"].contains(where: status.contains) { return }
            (rule, what) = (.amendedReference, "was corrected")
        case .other(let word):
            if !word.isEmpty, status.contains(word.lowercased()) { return }
            (rule, what) = (.amendedReference, "is in the list of retractions as '\(word)'")
        case .reinstatement: return
        }
        let date = notice.date.map { (notice.nature == .concern ? " of " : " on ") + $0.spelledOut } ?? ""
        let pages = Set((links.citations[reference.id] ?? []).map(\.source)).count
        let use = pages == 0 ? "nothing cites it" : pages == 1 ? "1 page or record cites it" : "\(pages) pages or records cite it"
        log.report(
            rule, at: reference.position, "'\(reference.id)' \(what)\(date), and \(use)",
            notes: [
                .init(
                    notice.reason.isEmpty ? "the list says so here" : "the list says so here: \(notice.reason)",
                    at: SourcePosition(file: Retractions.path, line: notice.line, column: 1))
            ],
            suggestion: rule == .retractedReference
                ? "take out what rests on it; where the text is about the retraction, say so in `custom.materia.status`, which readers see with the reference"
                : "look whether what it is cited for still holds, then say so in `custom.materia.status`, which readers see with the reference")
    }

    /// A retraction that was not taken back, else an expression of concern, else a correction; the last of its kind.
    private func gravest(_ notices: [Retractions.Notice]) -> Retractions.Notice? {
        let reinstated = notices.filter { $0.nature == .reinstatement }
        func isLifted(_ notice: Retractions.Notice) -> Bool {
            reinstated.contains { again in
                guard let day = notice.date, let later = again.date else { return true }
                return later >= day
            }
        }
        if let retraction = notices.last(where: { $0.nature == .retraction && !isLifted($0) }) { return retraction }
        if let concern = notices.last(where: { $0.nature == .concern && !isLifted($0) }) { return concern }
        return notices.last { $0.nature != .retraction && $0.nature != .concern && $0.nature != .reinstatement }
    }
}
