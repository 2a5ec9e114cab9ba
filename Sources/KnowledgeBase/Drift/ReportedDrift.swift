import ClinicalLogic
public import Diagnostics

extension Rule {
    public static let reportedDiffers = Rule(
        "reported-differs", .warning, .adjustable,
        means: "What a source reports of two arms lies outside the interval that follows from their counts.",
        why: "Methods differ a little. An estimate outside the interval that follows from the record's own counts means that one of the numbers was copied wrongly.",
        mend: "Check `reported`, `events` and `n`.")
}

/// Holds what a source reports of two arms against the counts of these arms.
enum ReportedDrift {
    static func check(_ evidence: EvidenceRecord, _ log: DiagnosticLog) {
        for study in evidence.studies where !study.isOverlapping {
            guard let comparison = study.comparison, let reported = comparison.reported, let worked = comparison.estimate else { continue }
            if reported.value >= worked.interval.low, reported.value <= worked.interval.high { continue }
            let name = "\(study.id).\(comparison.measure.rawValue)"
            guard let fact = evidence.head.fact("\(name).reported"), let own = evidence.head.fact(name), let interval = evidence.head.fact("\(name).interval") else {
                continue
            }
            log.report(
                .reportedDiffers, at: fact.position,
                "'\(study.id)' reports \(fact.value.text), but its counts give \(own.value.text), with an interval of \(interval.value.text)",
                suggestion: "check 'reported', 'events' and 'n' against the source")
        }
    }
}
