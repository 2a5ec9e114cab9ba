import ClinicalLogic
import Diagnostics

/// Finds conditions in which no patient is, or every one: a limit in the unit of another laboratory, a factor for a percentage. What hangs on them never
/// happens, or always.
struct DeadConditionCheck {
    let space: ProofSpace
    let log: DiagnosticLog
    var cause: Diagnostic.Cause?

    /// `what` is for whom the condition holds: `this row`.
    func check(_ condition: Condition?, _ what: String, at position: SourcePosition, mayHoldAlways: Bool) {
        guard let condition, condition != .always, !condition.isOnDose else { return }
        if isAlways(.not(condition)) {
            report("\(what) is for nobody: no patient has \(condition.words)", condition, position)
        } else if !mayHoldAlways, isAlways(condition) {
            report("\(what) is for everybody: every patient has \(condition.words)", condition, position)
        }
    }

    private func isAlways(_ condition: Condition) -> Bool {
        if case .covers = TableProof(rows: [condition], space: space).result { true } else { false }
    }

    private func report(_ summary: String, _ condition: Condition, _ position: SourcePosition) {
        log.report(.deadCondition, at: position, summary, suggestion: "mend the limit, or its unit; \(space.words(of: condition))", cause: cause)
    }
}

extension Condition {
    fileprivate var isOnDose: Bool { limits.contains { if case .dose = $0.subject { true } else { false } } }
}
