import Diagnostics

extension ClaimChecker {
    /// Where a record has one source, there is no doubt where its figures come from; with several, its texts say so.
    func check(_ record: Record, log: DiagnosticLog) {
        guard record.head.sources.count != 1 else { return }
        for text in record.head.texts { check(text) }
        guard case .evidence(let evidence) = record else { return }
        if evidence.certainty.level != .notGraded, evidence.certainty.source == nil, evidence.certainty.by == nil {
            log.report(
                .uncitedEvidence, at: evidence.certainty.position, "nobody is named who graded the certainty",
                suggestion: "add `source:` with the key of its reference, or `by:` with who graded it")
        }
        for fact in record.head.namedFacts where fact.source == nil {
            log.report(
                .uncitedEvidence, at: fact.fact.position, "'\(fact.fact.id)' names no source",
                suggestion: "add `source:` with the key of its reference")
        }
    }
}
