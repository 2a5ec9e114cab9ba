import ClinicalLogic

/// The regimens, protocols and products of `content/`, and some of other drugs, as terms.
///
/// Written out by hand: what turns records into terms stands above ClinicalLogic.
enum ContentTerms {
    static func quantity(_ text: String) -> Quantity { Quantity(parsing: text)! }
    static func amount(_ text: String) -> Amount { Amount(quantity(text))! }
    static func rate(_ text: String) -> Rate { Rate(quantity(text))! }
    static func every(_ text: String) -> Interval { Interval(quantity(text))! }
    static func condition(_ condition: Condition) -> PlanCondition { PlanCondition(condition, RiskFlag.names)! }
    static func days(_ fewest: Int, _ most: Int? = nil, inARow: Bool = false) -> DoseTerms.Division {
        DoseTerms.Division(fewest: fewest, most: most ?? fewest, isConsecutive: inARow)!
    }

    static let dermatomyositis = 1
    static let polymyositis = 2
    static let juvenile = 3
    static let lymphoma = 4
    /// Of no regimen here.
    static let another = 9

    private static func stop(_ condition: Condition) -> RegimenTerms.Alert {
        RegimenTerms.Alert(isStop: true, condition: self.condition(condition))
    }
    private static func caution(_ condition: Condition, risks: [RiskFlag] = []) -> RegimenTerms.Alert {
        RegimenTerms.Alert(isStop: false, condition: self.condition(condition), risks: risks.map(\.rawValue))
    }
    private static let risks = ["renal-risk", "thrombosis-risk", "iga-deficiency", "cardiac-risk", "haemolysis-risk", "migraine"]
        .map { caution(.flag($0)) }

    // MARK: Regimens

    static let adult = OlderRegimen(
        name: "adult", code: 31, indication: dermatomyositis, products: [11], protocols: [21, 22, 23], minimumAge: 18, amount: amount("2 g/kg"), per: .course,
        division: days(2, 5, inARow: true), phases: [.init(every: every("4 weeks"))],
        caps: [.init(.course, amount("2 g/kg")), .init(.day, amount("1 g/kg"))],
        alerts: [
            stop(.measure(.age, .under, 18)), stop(.measure(.dayDosePerKilogram, .over, 1)),
            caution(.measure(.age, .over, 65), risks: [.renalRisk, .thrombosisRisk]),
            caution(.flag("pregnancy")), caution(.measure(.bmi, .atLeast, 30)),
        ] + risks)

    static let ontarioAdult = OlderRegimen(
        name: "ontarioAdult", indication: polymyositis, protocols: [22], amount: amount("2 g/kg"), per: .course, division: days(2),
        phases: [.init(every: every("1 month"))], caps: [.init(.course, amount("2 g/kg")), .init(.day, amount("1 g/kg"))],
        alerts: [stop(.measure(.age, .under, 18)), caution(.always), stop(.measure(.dayDosePerKilogram, .over, 1))] + risks)

    static let ontarioJuvenile = OlderRegimen(
        name: "ontarioJuvenile", indication: juvenile, protocols: [22], amount: amount("2 g/kg"), per: .course, division: days(2),
        caps: [.init(.course, amount("2 g/kg")), .init(.day, amount("1 g/kg"))],
        alerts: [
            caution(.always), caution(.measure(.age, .atLeast, 18)), stop(.measure(.dayDosePerKilogram, .over, 1)),
            caution(.measure(.weight, .over, 35)), caution(.measure(.height, .under, 152.4)),
        ] + risks)

    static let carra = OlderRegimen(
        name: "carra", indication: juvenile, protocols: [21], amount: amount("2 g/kg"), per: .dose,
        phases: [.init(every: every("2 weeks"), courses: 3), .init(every: every("1 month"))], caps: [.init(.dose, amount("70 g"))],
        alerts: [caution(.always), stop(.measure(.age, .atLeast, 18)), caution(.measure(.weight, .over, 35))] + risks)

    /// 375 mg/m2 weekly, four times, at most 750 mg.
    static let perSurface = OlderRegimen(
        name: "perSurface", code: 32, indication: lymphoma, products: [16], amount: amount("375 mg/m2"), per: .dose, division: days(1),
        phases: [.init(every: every("1 week"), courses: 4)], caps: [.init(.dose, amount("750 mg"))])

    static let fixedDose = OlderRegimen(
        name: "fixedDose", indication: lymphoma, amount: amount("1,000 mg"), per: .dose, division: days(1),
        phases: [.init(every: every("2 weeks"), courses: 2), .init(every: every("6 months"))])

    static let loading = OlderRegimen(
        name: "loading", indication: lymphoma, amount: amount("6 mg/kg"), per: .dose, division: days(1),
        phases: [.init(every: every("3 weeks"), courses: 1, amount: amount("8 mg/kg")), .init(every: every("3 weeks"))])

    /// 0.4 g/kg a day for five days.
    static let daily = OlderRegimen(
        name: "daily", indication: polymyositis, amount: amount("0.4 g/kg"), per: .day, division: days(5, inARow: true),
        phases: [.init(every: every("4 weeks"))], caps: [.init(.course, amount("150 g")), .init(.day, amount("35 g"))])

    static let everyEightHours = OlderRegimen(
        name: "everyEightHours", amount: amount("5 mg/kg"), per: .dose, phases: [.init(every: every("8 h"))], caps: [.init(.day, amount("1,200 mg"))])

    static let byVolume = OlderRegimen(
        name: "byVolume", indication: dermatomyositis, amount: amount("10 mL/kg"), per: .course, division: days(1, 4),
        caps: [.init(.day, amount("0.5 g/kg"))], alerts: [stop(.measure(.course, .over, 120))])

    static let regimens = [
        adult, ontarioAdult, ontarioJuvenile, carra, perSurface, fixedDose, loading, daily, everyEightHours, byVolume,
    ]

    static let terms = regimens.map(\.terms)

    // MARK: Protocols

    static let usLabel = ProtocolTerms(code: 21, basis: .actual)
    static let ontario = ProtocolTerms(code: 22, basis: .notStated, minimumHeight: 152.4, rounding: .step(amount("5 g"), .nearest))
    static let australia = ProtocolTerms(
        code: 23, basis: .adjusted, factor: 0.4, trigger: condition(.not(.flag("pregnancy"))), minimumHeight: 152, minimumAge: 18,
        questions: [RiskFlag.pregnancy.question])
    /// Like Ontario's where its formula were known: adjusted at a factor of 0.5, over 120 % of ideal weight.
    static let halfFactor = ProtocolTerms(
        code: 24, basis: .adjusted, factor: 0.5, trigger: condition(.measure(.percentOfIdeal, .over, 120)), minimumHeight: 152.4,
        minimumAge: 18, rounding: .step(amount("5 g"), .nearest))
    static let idealVials = ProtocolTerms(code: 25, basis: .ideal, rounding: .product(.nearest))
    static let leanDown = ProtocolTerms(
        code: 26, basis: .lean, trigger: condition(.any([.measure(.bmi, .over, 30), .measure(.weight, .over, 120)])),
        rounding: .product(.down), surface: .duBois)
    static let upTen = ProtocolTerms(code: 27, basis: .actual, rounding: .step(amount("10 mg"), .up), surface: .haycock)
    static let vialsUp = ProtocolTerms(code: 28, basis: .actual, rounding: .product(.up))
    static let byMillilitres = ProtocolTerms(code: 29, basis: .actual, rounding: .step(amount("10 mL"), .nearest))

    static let protocols = [usLabel, ontario, australia, halfFactor, idealVials, leanDown, upTen, vialsUp, byMillilitres]

    // MARK: Products

    private static func cap(_ flag: RiskFlag, _ maximum: String) -> ProductTerms.RateCap { .init(question: flag.rawValue, maximum: rate(maximum)) }

    private static func immuneGlobulin(
        _ code: Int, vials: [Double], infusions: [ProductTerms.Infusion] = [], caps: [ProductTerms.RateCap] = []
    ) -> ProductTerms {
        ProductTerms(
            code: code, concentration: .init(100, .milligram), containers: vials.map { .init($0, .gram)! }, hasLabel: true,
            uses: [1, 2, 3].map { .init(indication: $0, isOnLabel: false) }, infusions: infusions, rateCaps: caps,
            questions: RiskFlag.questions)
    }

    static let octagam = immuneGlobulin(
        11, vials: [2, 5, 10, 20, 30],
        infusions: [
            .init(indication: dermatomyositis, start: rate("0.01 mL/kg/min"), every: 30, maximum: rate("0.04 mL/kg/min")),
            .init(
                indication: another, start: rate("0.01 mL/kg/min"),
                steps: ["0.01 mL/kg/min", "0.02 mL/kg/min", "0.04 mL/kg/min", "0.08 mL/kg/min", "0.12 mL/kg/min"].map { rate($0) },
                every: 30, maximum: rate("0.12 mL/kg/min")),
        ],
        caps: [
            cap(.renalRisk, "0.03 mL/kg/min"), cap(.thrombosisRisk, "0.03 mL/kg/min"),
        ]
    )
    .with { $0.uses[0] = .init(indication: dermatomyositis, isOnLabel: true, regimens: [31], minimumAge: 18) }
    static let gammagard = immuneGlobulin(
        12, vials: [1, 2.5, 5, 10, 20, 30],
        infusions: [.init(indication: another, start: rate("0.008 mL/kg/min"), every: 30, maximum: rate("0.08 mL/kg/min"))])
    static let gamunex = immuneGlobulin(
        13, vials: [1, 2.5, 5, 10, 20, 40],
        infusions: [.init(indication: another, start: rate("0.01 mL/kg/min"), maximum: rate("0.08 mL/kg/min"))])
    static let panzyga = immuneGlobulin(
        14, vials: [1, 2.5, 5, 10, 20, 30],
        infusions: [.init(indication: another, start: rate("0.01 mL/kg/min"), maximum: rate("0.12 mL/kg/min"))],
        caps: [cap(.renalRisk, "0.033 mL/kg/min")])
    static let privigen = immuneGlobulin(
        15, vials: [5, 10, 20, 40],
        infusions: [.init(indication: another, start: rate("0.005 mL/kg/min"), maximum: rate("0.08 mL/kg/min"))])
    /// 10 mg/mL in vials of 100 mg and 500 mg; rates by mass and by volume.
    static let antibody = ProductTerms(
        code: 16, concentration: .init(10, .milligram), containers: [.init(100, .milligram)!, .init(500, .milligram)!], hasLabel: true,
        uses: [.init(indication: lymphoma, isOnLabel: true, regimens: [32])],
        infusions: [
            .init(
                indication: lymphoma, start: rate("50 mg/h"), steps: [rate("100 mg/h"), rate("150 mg/h"), rate("200 mg/h")], every: 30,
                maximum: rate("400 mg/h"))
        ],
        rateCaps: [cap(.cardiacRisk, "100 mg/h")], questions: RiskFlag.questions)
    /// All myositis rates, with steps.
    static let stepped = ProductTerms(
        code: 17, concentration: .init(50, .milligram), containers: [.init(50, .millilitre)!, .init(100, .millilitre)!], hasLabel: true,
        uses: [.init(indication: dermatomyositis, isOnLabel: true), .init(indication: polymyositis, isOnLabel: false)],
        infusions: (1...3).map {
            .init(
                indication: $0, start: rate("0.5 mg/kg/min"), steps: [rate("1 mg/kg/min"), rate("2 mg/kg/min")], every: 15,
                maximum: rate("4 mg/kg/min"), leastTime: $0 == 3 ? 90 : nil)
        },
        rateCaps: [cap(.renalRisk, "0.75 mg/kg/min"), cap(.migraine, "0.25 mg/kg/min")], questions: RiskFlag.questions)

    static let products = [octagam, gammagard, gamunex, panzyga, privigen, antibody, stepped]
}
