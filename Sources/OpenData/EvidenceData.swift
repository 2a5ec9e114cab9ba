import ClinicalLogic
import KnowledgeBase
import SourceData

/// What studies found, as the record states it: nothing that Materia works out from it.
struct EvidenceData {
    private let evidence: EvidenceRecord
    private let words: Words

    init(_ evidence: EvidenceRecord, _ words: Words) {
        self.evidence = evidence
        self.words = words
    }

    var json: JSONValue {
        let question = evidence.question
        return .object([
            "question": .object([
                "population": words.json(question.population), "intervention": words.json(question.intervention), "comparator": words.json(question.comparator),
                "outcome": words.json(question.outcome), "better": question.better.map { .string($0.rawValue) },
            ]),
            "studies": .array(evidence.studies.map(study)), "pooled": .list(evidence.pooled.map(pooled)), "certainty": grading,
            "source-grades": .list(
                evidence.sourceGrades.map { .object(["source": Words.citation($0.source), "grade": .string($0.grade), "text": words.json($0.text)]) }),
        ])
    }

    private func study(_ study: EvidenceRecord.Study) -> JSONValue {
        .object([
            "id": .string(study.id), "label": .text(study.label), "reference": Words.citation(study.reference), "design": .string(study.design.rawValue),
            "uncontrolled": .flag(study.isUncontrolled), "overlapping": .flag(study.isOverlapping), "population": words.json(study.population),
            "outcome": words.json(study.outcome), "arms": .list(study.arms.map(arm)),
            "comparison": study.comparison.map { comparison in
                .object([
                    "of": .string(comparison.intervention.id), "with": .string(comparison.comparator.id), "measure": .string(comparison.measure.rawValue),
                    "reported": comparison.reported.map(reported),
                ])
            },
            "follow-up": .text(study.followUp),
            "risk-of-bias": study.riskOfBias.map { .object(["level": .string($0.rawValue), "text": words.json(study.riskOfBiasText)]) },
            "notes": words.json(study.notes),
        ])
    }

    private func arm(_ arm: EvidenceRecord.Arm) -> JSONValue {
        JSONValue.object([
            "id": .string(arm.id), "label": .string(arm.label), "comparator": .flag(arm.isComparator), "n": arm.n.map { .integer($0) },
        ]).joined(result(arm.result))
    }

    private func result(_ result: EvidenceRecord.Result) -> JSONValue {
        switch result {
        case .events(let events, _): .object(["events": .integer(events)])
        case .percent(let percent, _): .object(["percent": .number(percent)])
        case .change(let value, let unit, _, let interval):
            .object(["change": .object(["value": .number(value), "unit": .string(unit), "reported": interval.map(reported)])])
        case .beforeAfter(let before, let after, let unit, _):
            .object(["before-after": .object(["before": .number(before), "after": .number(after), "unit": .string(unit)])])
        case .size: .object([:])
        }
    }

    private func reported(_ reported: EvidenceRecord.Reported) -> JSONValue {
        .object([
            "value": .number(reported.value), "from": .number(reported.low), "to": .number(reported.high), "level-percent": .number(reported.level),
        ])
    }

    private func pooled(_ pooled: EvidenceRecord.Pooled) -> JSONValue {
        JSONValue.object([
            "id": .string(pooled.id), "label": .string(pooled.label), "source": Words.citation(pooled.source), "measure": .string(pooled.measure.rawValue),
        ]).joined(reported(pooled.estimate)).joined(
            .object([
                "unit": .text(pooled.unit), "studies": pooled.studies.map { .integer($0) }, "n": pooled.n.map { .integer($0) }, "text": words.json(pooled.text),
            ]))
    }

    private var grading: JSONValue {
        let grading = evidence.certainty
        return .object([
            "level": .string(grading.level.rawValue), "start": grading.start.map { .string($0.rawValue) }, "source": grading.source.map(Words.citation),
            "by": .text(grading.by),
            "reasons": .list(
                grading.reasons.map {
                    .object([
                        "for": .string($0.domain.rawValue), "effect": .string($0.isLowering ? "lowered" : "raised"), "levels": .integer($0.levels),
                        "text": words.json($0.text),
                    ])
                }),
            "text": words.json(grading.text),
        ])
    }
}
