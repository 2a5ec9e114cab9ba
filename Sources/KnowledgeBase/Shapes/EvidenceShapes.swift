extension Shape {
    private static let estimate: [Field] = [
        .needed("value", .number, "The estimate."), .needed("from", .number, "The lower end of its interval."),
        .needed("to", .number, "The upper end of its interval."), .field("level", .text, "The level of the interval; `95 %` when left out."),
    ]

    private static let arm = Shape(
        "an arm",
        [
            .needed("id", .defines(.arm), "Its name within the study."),
            .needed("label", .text, "What it is called."),
            .field("comparator", .flag, "true for what others are compared with."),
            .field("n", .count, "The number of people in it."),
            .field("events", .count, "How many of them had the outcome."),
            .field("percent", .text, "A percentage, where counts are not known, such as `79 %`."),
            .field(
                "change",
                .mapping(
                    Shape(
                        "'change'",
                        [
                            .needed("value", .number, "The change."), .needed("unit", .text, "Its unit."),
                            .field("from", .number, "The lower end of the source's interval."), .field("to", .number, "The upper end of it."),
                            .field("level", .text, "The level of the interval; `95 %` when left out."),
                        ])), "A change, with the source's interval."),
            .field(
                "before-after",
                .mapping(
                    Shape(
                        "'before-after'",
                        [.needed("before", .number, "Before."), .needed("after", .number, "After."), .needed("unit", .text, "The unit of both.")])),
                "A value before and after."),
        ])

    private static let study = Shape(
        "a study",
        [
            .needed("id", .defines(.study), "Its name, for its facts."),
            .needed("reference", .source, "The key of its reference."),
            .field("label", .text, "Tells two studies of one reference apart."),
            .needed("design", words(EvidenceRecord.Design.self), "The design of the study."),
            .field("uncontrolled", .flag, "true for single-arm series."),
            .field("overlapping", .flag, "Some people are counted in more than one arm; such arms are never compared."),
            .field("population", .markdown, "Who took part."),
            .field("outcome", .markdown, "When it differs from the question's."),
            .field("arms", .list(.mapping(arm)), "The arms, each with one result."),
            .field(
                "comparison",
                .mapping(
                    Shape(
                        "'comparison'",
                        [
                            .needed("of", .names(.arm), "The arm that is compared."), .needed("with", .names(.arm), "The arm it is compared with."),
                            .needed("measure", words(EvidenceRecord.Measure.self), "The difference of the risks, or their ratio."),
                            .field("reported", .mapping(Shape("'reported'", estimate)), "What the source itself gives."),
                        ])), "One arm against another."),
            .field("follow-up", .text, "For how long people were followed."),
            .field(
                "risk-of-bias",
                .mapping(
                    Shape(
                        "'risk-of-bias'",
                        [
                            .needed("level", words(EvidenceRecord.RiskOfBias.self), "not-assessed where no source assesses it."),
                            .field("text", .markdown, "Why."),
                        ])), "The risk of bias."),
            .field("notes", .markdown, "What else matters."),
        ])

    private static func reasons(_ key: String, _ domains: [EvidenceRecord.Reason.Domain]) -> Form {
        .list(
            .mapping(
                Shape(
                    "an entry of '\(key)'",
                    [
                        .needed("for", .choice(domains.map(\.rawValue)), "The reason."), .field("levels", .count, "By how many levels: 1 when left out, or 2."),
                        .field("text", .markdown, "Why."),
                    ])))
    }

    private static let certainty = Shape(
        "'certainty'",
        [
            .needed("level", words(EvidenceRecord.Certainty.self), "By GRADE. Never grade what nobody graded."),
            .field("start", words(EvidenceRecord.Certainty.self), "Where GRADE starts: high for randomised trials, low for the others."),
            .field("source", .source, "Who graded it, a reference."),
            .field("by", .text, "Who graded it, people."),
            .field("lowered", reasons("lowered", EvidenceRecord.Reason.Domain.lowering), "Why it was lowered."),
            .field("raised", reasons("raised", EvidenceRecord.Reason.Domain.raising), "Why it was raised."),
            .field("text", .markdown, "What else limits it."),
        ])

    static let evidence = record(
        "this evidence record",
        [
            .needed(
                "question",
                .mapping(
                    Shape(
                        "'question'",
                        [
                            .needed("population", .markdown, "Who."), .needed("intervention", .markdown, "What is given."),
                            .field("comparator", .markdown, "Against what."), .needed("outcome", .markdown, "What is measured."),
                            .field("better", words(EvidenceRecord.Direction.self), "Where it is clear which way is good for people."),
                        ])), "What is asked."),
            .needed("studies", .list(.mapping(study)), "What was found, study by study."),
            .field(
                "pooled",
                .list(
                    .mapping(
                        Shape(
                            "a pooled estimate",
                            [
                                .needed("id", .defines(.pooled), "Its name, for its facts."), .needed("label", .text, "What it is called."),
                                .needed("source", .source, "Who pooled it."),
                                .needed("measure", words(EvidenceRecord.Pooled.Measure.self), "Proportions and differences of risks are in per cent."),
                            ] + estimate + [
                                .field("unit", .text, "The unit of a mean difference."), .field("studies", .count, "How many studies."),
                                .field("n", .count, "How many people."), .field("text", .markdown, "The model, and what else matters."),
                            ]))), "Estimates that a source pooled."),
            .field("certainty", .mapping(certainty), "How certain it is; not graded when left out."),
            .field(
                "source-grades",
                .list(
                    .mapping(
                        Shape(
                            "a source grade",
                            [
                                .needed("source", .source, "Whose grade it is."), .needed("grade", .text, "The grade, in the source's words."),
                                .field("text", .markdown, "What else matters."),
                            ]))), "A source's own grades."),
        ])
}
