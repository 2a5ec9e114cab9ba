import ClinicalLogic

extension Shape {
    private static let points = Form.either([.number, .mapping(Shape("'points'", [], others: .number, keys: .names(.score)))])

    /// The inside of a rule that is a mapping.
    static let rule = Shape(
        "a rule",
        [
            .field("all", .list(.named("rule")), "All of these hold."),
            .field("any", .list(.named("rule")), "At least one of these holds."),
            .field("not", .named("rule"), "This does not hold."),
            .field("at-least", .count, "So many of the parts under `of` hold."),
            .field("of", .list(.named("rule")), "The parts that `at-least` counts."),
        ])

    private static let quantity = Shape(
        "'quantity'",
        [.field("unit", .text, "The unit of the number, any text.")]
            + Comparison.allCases.map { .field($0.rawValue, .text, "The item is met by: \($0.means.lowercased()). One such limit at most.") } + [
                .field("minimum", .number, "A number below it is refused as a slip. Without it zero, unless a limit lies below zero."),
                .field("maximum", .number, "A number above it is refused as a slip."),
            ])

    private static let band = Shape(
        "a band",
        [
            .field(Comparison.atLeast.rawValue, .number, "Where the band begins, itself counted."),
            .field(Comparison.over.rawValue, .number, "Where the band begins, itself not counted."),
            .needed("points", points, "Points of a number in the band."),
        ])

    private static let option = Shape(
        "an option",
        [
            .needed("id", .defines(.option), "Its name; rules call it item.option."),
            .needed("label", .text, "What is chosen."), .field("definition", .markdown, "What it means."),
            .field("points", points, "Points when it is chosen."),
        ])

    private static let item = Shape(
        "an item",
        [
            .needed("id", .defines(.item), "Its name, for rules and links."),
            .needed("label", .text, "What is looked at."),
            .field("definition", .markdown, "What counts."),
            .field("section", .text, "The subheading it stands under."),
            .field("group", .text, "Items of one group exclude each other."),
            .field("source", .source, "Where it comes from."),
            .field("points", points, "Points when it is met: one number, or a number for each score."),
            .field("quantity", .mapping(quantity), "It is answered with a number."),
            .field("bands", .list(.mapping(band)), "Points by the size of the number, from lowest to highest."),
            .field("options", .list(.mapping(option)), "It is answered by choosing one of these."),
        ])

    private static let score = Shape(
        "a score",
        [
            .needed("id", .defines(.score), "Its name, the column of points."),
            .needed("label", .text, "What it is called."),
            .field(
                "thresholds",
                .list(
                    .mapping(
                        Shape(
                            "a threshold",
                            [
                                .needed("id", .defines(.threshold), "Its name; rules call it score.threshold."), .needed("label", .text, "What is reached."),
                                .needed("at-least", .number, "The points needed."),
                            ]))),
                "Cut-offs, from lowest to highest."),
            .field(
                "probability",
                .mapping(
                    Shape(
                        "'probability'",
                        [
                            .needed("intercept", .number, "The constant."), .needed("slope", .number, "What the score is multiplied by."),
                            .needed("source", .source, "Where the constants are printed."),
                        ])), "1/(1 + exp(-(intercept + slope × score))), only where the source prints the constants."),
        ])

    static let criteria = record(
        "this criteria set",
        [
            .needed("kind", words(CriteriaSet.Purpose.self), "What the criteria are for."),
            .field("applies-to", .list(.names(.indication)), "Ids of articles in indications/."),
            .needed("items", .list(.mapping(item)), "What is looked at, in order."),
            .field("scores", .list(.mapping(score)), "Columns of points, with their cut-offs."),
            .field(
                "outcomes",
                .list(
                    .mapping(
                        Shape(
                            "an outcome",
                            [
                                .needed("id", .defines(.outcome), "Its name, for later rules and links."), .needed("label", .text, "What follows."),
                                .needed("rule", .named("rule"), "When it follows."),
                            ]))),
                "What follows, by rules. The first that holds applies."),
            .field("exclusions", .list(.markdown), "Limits and exclusions."),
            .field(
                "policy",
                .mapping(
                    Shape(
                        "'policy'",
                        [
                            .needed("payer", .text, "Whose policy it is."), .field("number", .text, "The policy's number."),
                            .field("effective", .date, "From when it applies."), .field("retrieved", .date, "When it was read."),
                            .field("url", .text, "Where it stands, a web address."), .field("quote", .text, "The policy's own words."),
                        ])), "Whose policy it is, for kind: coverage."),
        ])
}
