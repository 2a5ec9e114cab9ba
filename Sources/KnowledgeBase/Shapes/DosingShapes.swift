import ClinicalLogic

extension Shape {
    private static let amount = Form.quantity(["1 mg/kg", "375 mg/m2", "1 g", "5,000 units", "25 to 30 mg/kg"])
    private static let rate = Form.quantity(["18 units/kg/h", "5 mcg/kg/min", "1 g/h"])
    private static let time = Form.quantity(["12 h", "4 to 6 h", "4 weeks", "1 month"])
    private static let minutes = Form.quantity(["60 min", "2 h"])
    private static let age = Form.quantity(["18 years", "90 days"])
    private static let weight = Form.quantity(["5 kg"])
    private static let route = Form.choice(Route.allCases.map(\.words))
    private static let condition = Form.named("condition")
    private static let ask = Form.list(.either([.names(.entry), .mapping(question)]))

    /// The inside of a condition that is a mapping; measures and questions are further keys of it.
    static let conditionParts = Shape(
        "a condition",
        [
            .field("all", .list(condition), "All of these hold."),
            .field("any", .list(condition), "At least one of these holds."),
            .field("not", condition, "This does not hold."),
            .field("at-least", .integer(1...100), "So many of the parts under `of` hold."),
            .field("of", .list(condition), "The parts that `at-least` counts."),
            .field("sex", .choice(["male", "female"]), "The patient's sex."),
            .older("flag", .text, "Risks are questions now."),
        ] + PatientFigure.allCases.map { .field($0.name, .mapping(limits), "Limits of the \($0.words).") }, others: .either([.text, .mapping(limits)]),
        keys: .names(.entry))

    static let limits = Shape("the limit", Comparison.allCases.map { .field($0.rawValue, .text, "\($0.means), with its unit.") })

    // MARK: Doses

    static let caps = Shape(
        "'caps'",
        [
            .field("per-dose", .oneOrMore(amount), "The most of one dose."),
            .field("per-day", .oneOrMore(amount), "The most of a day."),
            .field("per-course", .oneOrMore(amount), "The most of a course."),
            .field("rate", .oneOrMore(rate), "The highest rate."),
            .field(
                "lifetime",
                .mapping(
                    Shape(
                        "'lifetime'",
                        [.needed("at-most", amount, "The most in a lifetime."), .needed("given", .names(.entry), "The question that asks what was given before.")])),
                "The most in a lifetime."),
        ])

    static let rounding = Shape(
        "'rounding'",
        [
            .needed("to", .text, "An amount or a volume, such as `5 g` or `0.5 mL`; `product` or `none`."),
            .field("direction", words(RoundingRule.Direction.self), "nearest when left out."),
        ])

    static let calvert = Shape(
        "a formula of a dose",
        [
            .needed("formula", .choice(["calvert"]), "The Calvert formula."),
            .needed("target", .names(.entry), "The question for the target area under the curve."),
            .needed("gfr", .names(.entry), "The measure or question of the filtration rate, in mL/min."),
            .field("gfr-at-most", .quantity(["125 mL/min"]), "A rate above this counts as this."),
        ])

    private static let over = Shape(
        "'over'",
        [
            .field("at-least", minutes, "The least time."), .field("at-most", minutes, "The most time."),
            .field("rate", .mapping(Shape("'rate' of 'over'", [.needed("at-most", rate, "The highest rate.")])), "The highest rate."),
        ])

    private static let keys = ["each", "per-day", "course", "rate", "total"]

    private static let doseFields: [Field] = [
        .field("each", .either([amount, .named("calvert")]), "The amount of one dose."),
        .field("per-day", .either([amount, .named("calvert")]), "The total of a day."),
        .field("course", .either([amount, .named("calvert")]), "The total of a course."),
        .field("rate", .either([rate, .named("calvert")]), "An amount in a time, running."),
        .field("total", .either([amount, .named("calvert")]), "One administration in parts."),
        .field("every", time, "From start to start."),
        .field("times", .integer(1...1000), "How many doses or courses in all."),
        .field("at", .texts, "The occasions, rising: `[week 0, week 2]` or `[day 1, day 15]`."),
        .field("doses", .integer(1...24), "With `per-day` the doses that divide the day, with `each` so many times a day."),
        .field("days", .text, "Days of a course: 5, or 2 to 5; at most 31."),
        .field("consecutive", .flag, "The days follow one another."),
        .field("for", time, "How long it goes on."),
        .field("after", time, "From the last dose of the step before."),
        .field("as-needed", .flag, "Given when needed; `every` is then the shortest time between doses."),
        .field(
            "most",
            .mapping(Shape("'most'", [.needed("doses", .integer(1...100), "So many doses."), .needed("in", time, "In this time.")])),
            "The most doses in a time."),
        .field("over", .either([minutes, .mapping(over)]), "How long one dose takes."),
        .field(
            "parts",
            .list(
                .mapping(
                    Shape("a part", [.needed("share", .text, "A share such as `10 %`, and `rest` for the last part."), .field("over", minutes, "How long it takes.")]))),
            "The parts of a `total`."),
        .field("route", route, "How it is given, where that differs from the regimen's."),
        .field("caps", .named("caps"), "Limits of this dose."),
        .field("rounding", .named("rounding"), "How this dose is rounded."),
        .field("product", .choice(["none"]), "none: this dose is drawn from another one."),
    ]

    private static let when = Field.needed("when", condition, "When the row holds.")
    private static let dose = Shape("'dose'", doseFields, needsOne: keys)
    private static let olderDose = Shape(
        "'dose'",
        [
            .older("amount", amount, "The amount.", isRequired: true),
            .older("per", .choice(["course", "day", "dose"]), "What the amount is of.", isRequired: true),
        ])
    /// A row that stops gives nothing; what else it says is refused by the reader.
    private static let stoppingRow = Shape("a row", [when, .field("stop", .markdown, "Why there is no dose.")], others: .any)
    private static let doseRow = Shape("a row", [when] + doseFields, needsOne: keys)
    static let rowOrStop = Form.byKey([("stop", stoppingRow)], otherwise: doseRow)
    private static let doseRows = Form.list(.named("row"))

    private static let stepHead: [Field] = [
        .needed("id", .defines(.step), "The name of the step, for its facts."), .field("label", .text, "What the step is called; its id when left out."),
    ]
    static let step = Form.byKey(
        [
            ("rows", Shape("a step", stepHead + [.field("rows", doseRows, "A table of doses."), .field("caps", .named("caps"), "Limits of this step.")])),
            ("stop", Shape("a step", stepHead + [.field("stop", .markdown, "Why there is no dose.")], others: .any)),
        ], otherwise: Shape("a step", stepHead + doseFields, needsOne: keys))
    private static let steps = Form.list(.named("step"))

    private static let courseRows = Form.list(
        .byKey([("stop", stoppingRow), ("steps", Shape("a row", [when, .field("steps", steps, "Steps, in order.")]))], otherwise: doseRow))

    // MARK: Weights

    private static let weightRule = Shape(
        "'weight'",
        [
            .needed("basis", words(DosingProtocol.Basis.self), "not-stated when the rule is not public or was not seen."),
            .field("formula", words(DosingProtocol.Formula.self), "The formula of ideal weight, devine."),
            .field("factor", .number, "Part of the excess over ideal weight that counts, from 0 to 1."),
            .field("when", condition, "When the basis applies. Otherwise actual weight is used."),
            .field("minimum-height", .quantity(["152.4 cm"]), "Under it, actual weight is used."),
            .field("minimum-age", age, "Under it, actual weight is used."),
        ])

    static let dosingProtocol = record(
        "this protocol",
        [
            .field("region", .text, "Where the rule holds."),
            .needed("weight", .mapping(weightRule), "From body weight to dosing weight."),
            .field("surface", words(DosingProtocol.SurfaceFormula.self), "The formula of body surface; mosteller when left out."),
            .field("rounding", .named("rounding"), "How doses are rounded."),
            .field("ask", ask, "Questions of its own."),
        ])

    // MARK: Regimens

    private static let population = Shape(
        "'population'",
        [
            .needed("text", .text, "For whom it is, in words."),
            .field("minimum-age", age, "Nobody younger gets a dose."),
            .field("maximum-age", age, "Nobody older gets a dose."),
            .field("minimum-weight", weight, "Nobody lighter gets a dose."),
            .field("maximum-weight", weight, "Nobody heavier gets a dose."),
            .field("outside", .choice(["stop", "caution"]), "What happens outside these limits; stop when left out."),
        ])

    private static let measure = Shape(
        "a measure",
        [
            .needed("formula", words(FormulaName.self), "The formula."),
            .field("weight", words(DosingProtocol.Basis.self), "Which weight goes in."),
            .field("factor", .number, "Of an adjusted weight, from 0 to 1."),
            .field("label", .text, "What the figure is called within a sentence."),
            .field("of", .names(.entry), "The earlier measure in mL/min/1.73 m2 that is de-indexed."),
            .field("surface", words(DosingProtocol.SurfaceFormula.self), "The formula of body surface; mosteller when left out."),
        ])

    private static let alert = Shape(
        "an alert",
        [
            .needed("id", .defines(.alert), "Its name."),
            .needed("level", words(Regimen.Alert.Level.self), "stop: no dose is given. caution: it is shown with the dose."),
            .needed("when", condition, "When it is shown."),
            .needed("text", .markdown, "What it says."),
            .field("at-risk", .list(.names(.entry)), "Boxes that count as ticked for everybody it applies to."),
        ])

    private static let adjust = Shape(
        "'adjust'",
        [
            .needed("by", .names(.entry), "The question for the measurement."),
            .field(
                "rows",
                .list(
                    .mapping(
                        Shape(
                            "a row of 'adjust'",
                            [
                                when, .field("bolus", amount, "Given at once."), .field("change", rate, "Added to the rate, or with a minus taken off."),
                                .field("hold", minutes, "How long it is stopped."),
                            ]))), "What each value of the measurement changes."),
        ])

    private static let example = Shape(
        "an example",
        [
            .needed("patient", .mapping(Shape("'patient'", [], others: .either([.scalar, .texts]), keys: .names(.entry))), "What is entered, by the names of entries."),
            .needed(
                "expect",
                .mapping(
                    Shape("'expect'", [], others: .either([.scalar, .texts, .mapping(Shape("a step", [], others: .either([.scalar, .texts])))]), keys: .names(.result))),
                "What the source gives, by the names of results."),
            .field("protocol", .names(.record(.protocols)), "The protocol; the regimen's first when left out."),
            .field("product", .names(.record(.products)), "The product; the regimen's first when left out, and none for none."),
            .field("within", .text, "By how much a result may differ, such as `1 %`, up to `5 %`."),
            .field("source", .source, "Who worked it out."),
            .field("note", .text, "Where in the source it stands, and what else matters."),
        ])

    static let regimen = record(
        "this regimen",
        [
            .needed("drug", .text, "The drug. Products of this drug alone are used for its plans."),
            .field("route", route, "How it is given."),
            .field("indication", .names(.indication), "The id of an article in indications/."),
            .needed("population", .mapping(population), "For whom it is."),
            .field("guard", .text, "What stands first in every plan."),
            .field("ask", ask, "What the reader enters: names of questions, or questions."),
            .field(
                "work-out", .mapping(Shape("'work-out'", [], others: .mapping(measure), keys: .defines(.measure))),
                "Figures that are worked out for the patient, by their names."),
            .field(
                "dose",
                .either([doseRows, .byKey([("amount", olderDose), ("per", olderDose)], otherwise: dose)]),
                "What is given, or a table of it."),
            .field("steps", steps, "Several doses in order, instead of `dose`."),
            .field("rows", courseRows, "Tables of steps, instead of `dose`."),
            .field("caps", .named("caps"), "The most that is ever given."),
            .field("protocols", .list(.names(.record(.protocols))), "Weight protocols used with it, the usual one first."),
            .field("weight", .either([.choice(["actual"]), .mapping(weightRule)]), "Its own rule of weight, instead of `protocols`."),
            .field("surface", words(DosingProtocol.SurfaceFormula.self), "Its own formula of body surface, instead of `protocols`."),
            .field("rounding", .named("rounding"), "Its own rounding, instead of `protocols`."),
            .field("products", .list(.names(.record(.products))), "Products it is written for, the usual one first."),
            .field("adjust", .mapping(adjust), "What a measurement changes."),
            .field("alerts", .list(.mapping(alert)), "Stops and cautions."),
            .field("duration", .markdown, "How long treatment lasts."),
            .field("examples", .list(.mapping(example)), "Patients whose dose somebody else has worked out."),
            .older(
                "division",
                .mapping(Shape("'division'", [.needed("days", .text, "Days."), .field("consecutive", .flag, "The days follow one another.")])),
                "The older form of `days`."),
            .older("interval", time, "The older form of `every`."),
            .older(
                "schedule",
                .list(
                    .mapping(
                        Shape(
                            "a phase of the schedule",
                            [
                                .needed("every", time, "From start to start."), .field("courses", .integer(1...1000), "How many."),
                                .field("amount", amount, "The amount."), .field("days", .text, "Days."),
                            ]))), "The older form of `steps`."),
        ], needsOne: ["dose", "steps", "rows"])

    // MARK: Products

    private static let infusionRate = Form.quantity(["0.01 mL/kg/min", "100 mL/h", "50 mg/h"])

    private static let labelledUse = Shape(
        "an indication",
        [
            .field("indication", .names(.indication), "The id of an article in indications/."),
            .field("name", .text, "What it is called, where there is no article."),
            .field("population", .text, "For whom."),
            .needed("status", words(Product.LabelStatus.self), "on-label or off-label."),
            .field("regimens", .list(.names(.record(.regimens))), "The regimens whose dose the label states for this indication."),
            .field("minimum-age", age, "The label's lowest age."),
            .field("maximum-age", age, "The label's highest age."),
            .field(
                "caps",
                .mapping(
                    Shape(
                        "'caps'",
                        [
                            .field("per-dose", amount, "The most of one dose."), .field("per-day", amount, "The most of a day."),
                            .field("per-course", amount, "The most of a course."),
                        ])), "The most that the label allows."),
            .field("every", time, "The least that the label leaves between two doses or courses."),
        ], needsOne: ["indication", "name"])

    private static let infusion = Shape(
        "an infusion",
        [
            .needed("id", .defines(.infusion), "Its name, for its facts."),
            .field("indication", .names(.indication), "The id of an article in indications/; for any indication when left out."),
            .field("name", .text, "What it is for, where there is no article."),
            .field("occasion", words(Product.Infusion.Occasion.self), "For the first infusion of a treatment, or later ones; any when left out."),
            .field("population", .text, "For whom."),
            .needed("start", infusionRate, "The rate it starts with."),
            .needed("maximum", infusionRate, "The highest rate."),
            .field("steps", .list(infusionRate), "The rates between, only where the label lists them."),
            .field("every", minutes, "The least time between steps."),
            .field("over", .mapping(Shape("'over'", [.needed("at-least", minutes, "The least time one dose takes.")])), "The least time one dose takes."),
            .field("source", .source, "Where it comes from."),
            .field("every-source", .source, "Where `every` comes from, if not from `source`."),
        ])

    private static let label = Shape(
        "'label'",
        [
            .needed("region", .text, "Where the label holds."),
            .field("date", .date, "The date of the label."),
            .field("read", .date, "Where the label has no date, the day it was read."),
            .field("reference", .source, "The label's reference."),
            .field("note", .text, "What else matters."),
        ], needsOne: ["date", "read"])

    static let product = record(
        "this product",
        [
            .needed("generic-name", .text, "As the label has it."),
            .field("drug", .text, "The drug as regimens name it, where the label's name is another."),
            .field("manufacturer", .text, "Who makes it."),
            .field("ask", ask, "Questions of its own."),
            .field("concentration", .quantity(["100 mg/mL", "120 mg/5 mL"]), "An amount in a volume."),
            .field("infused-at", .quantity(["10 mg/mL"]), "It is diluted to this."),
            .field("diluted", .flag, "It is diluted before it is infused, to what the record does not say."),
            .field("vials", .list(.quantity(["10 g", "50 mL"])), "Plain vials."),
            .field("forms", .texts, "What else it comes in: `40 mg/0.4 mL syringe`, `5 mg tablet`."),
            .field("scored", .flag, "Tablets may be halved."),
            .field("stabiliser", .text, "What it is stabilised with."),
            .needed("label", .mapping(label), "The label that the record was written from."),
            .field("indications", .list(.mapping(labelledUse)), "Label status by indication."),
            .field("infusion", .list(.mapping(infusion)), "Rates of infusion by indication."),
            .field(
                "rate-caps",
                .list(
                    .byKey(
                        [("flag", Shape("a rate cap", [.older("flag", .text, "Risks are questions now.")], others: .any))],
                        otherwise: Shape(
                            "a rate cap",
                            [
                                .needed("when", .names(.entry), "A box to tick."), .needed("maximum", infusionRate, "The highest rate with this risk."),
                                .field("source", .source, "Where it comes from."),
                            ]))), "Lower maximum rates with a risk."),
            .field(
                "hcpcs",
                .mapping(Shape("'hcpcs'", [.needed("code", .text, "The code."), .field("unit", .quantity(["500 mg", "1 mL"]), "What one billing unit is.")])),
                "The billing code."),
            .field("contraindications", .list(.markdown), "Who must not get it."),
            .field("warnings", .list(.markdown), "What to mind."),
        ])
}
