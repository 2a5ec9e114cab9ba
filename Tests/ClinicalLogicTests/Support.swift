import ClinicalLogic
import Testing

/// What a report holds, as strings.
struct ReportText {
    let report: PlanReport
    init(_ plan: Plan) { report = PlanReport(plan) }

    subscript(key: String) -> String? { report.rows.first { $0.key == key }?.text }
    func number(_ key: String) -> Double? { report.rows.first { $0.key == key }?.number }
    func code(_ key: String) -> String? { report.rows.first { $0.key == key }?.code }
    func fields(_ key: String) -> [String]? { report.rows.first { $0.key == key }?.fields }
    var keys: [String] { report.rows.map(\.key) }
    /// The texts of a list: `list("missing-")`.
    func list(_ prefix: String) -> [String] { report.rows.filter { $0.key.hasPrefix(prefix) }.map(\.text) }
    func codes(_ prefix: String) -> [String] { report.rows.filter { $0.key.hasPrefix(prefix) }.map { $0.code ?? "" } }
}

extension PlanReport {
    /// True where both are the same to the last byte and bit.
    func isSame(as other: PlanReport) -> Bool {
        bytes == other.bytes && numbers.map(\.bitPattern) == other.numbers.map(\.bitPattern)
    }
}

extension PlanCase {
    init(
        _ regimen: RegimenTerms, _ terms: ProtocolTerms, _ product: ProductTerms? = nil, sex: Sex? = .male, age: Double? = 50,
        weight: Double?, height: Double? = 175, days: Int? = nil, start: CalendarDay? = nil, phase: Int = 0, flags: [RiskFlag] = []
    ) {
        func entry(_ value: Double?) -> Entry { value.map { Entry($0) } ?? .missing }
        self.init(
            regimen: regimen, terms: terms, product: product,
            patient: PatientInput(sex: sex, age: entry(age), weight: entry(weight), height: entry(height)),
            request: PlanRequest(
                days: entry(days.map { Double($0) }), start: entry(start.map { Double($0.number) }), step: phase, answers: flags.map(\.answer)))
    }

    init(
        _ regimen: OlderRegimen, _ terms: ProtocolTerms, _ product: ProductTerms? = nil, sex: Sex? = .male, age: Double? = 50,
        weight: Double?, height: Double? = 175, days: Int? = nil, start: CalendarDay? = nil, phase: Int = 0, flags: RiskFlag...
    ) {
        self.init(
            regimen.terms, terms, product, sex: sex, age: age, weight: weight, height: height, days: days, start: start, phase: phase, flags: flags)
        older = regimen
    }

    var text: ReportText { ReportText(plan) }
}

extension Plan {
    /// True where it cautions so.
    func cautions(_ code: Message.Code) -> Bool { cautions.contains { $0.code == code } }

    /// The words in a message, in order; nil where there is none of the code.
    func arguments(_ code: Message.Code) -> [String]? {
        (stops + asked + cautions).first { $0.code == code }?.arguments.map(\.string)
    }
}

extension DosePlan {
    /// The dose of the step in view.
    var course: CourseDose { inView.largestDose! }
    var supply: Supply? { inView.supply }
}

// MARK: The present form

extension RegimenTerms {
    /// One dose for everybody.
    convenience init(
        _ dose: DoseTerms, questions: [QuestionTerms] = [], measures: [MeasureTerms] = [], caps: [Cap] = [], adjustments: [Adjustment] = [], alerts: [Alert] = [],
        population: Population = Population()
    ) {
        self.init(
            population: population, questions: questions, measures: measures, rows: [.init(.always, .steps([Step(rows: [.init(.always, .dose(dose))])]))],
            caps: caps, adjustments: adjustments, alerts: alerts)
    }

    /// A table of doses; a row without one stops.
    convenience init(rows: [(PlanCondition, DoseTerms?)], questions: [QuestionTerms] = [], measures: [MeasureTerms] = [], caps: [Cap] = []) {
        let alerts = rows.contains { $0.1 == nil } ? [Alert(isStop: true, condition: nil)] : []
        self.init(
            questions: questions, measures: measures,
            rows: [.init(.always, .steps([Step(rows: rows.map { row in .init(row.0, row.1.map { .dose($0) } ?? .stop(0)) })]))], caps: caps, alerts: alerts)
    }

    /// Steps one after another, named `a`, `b` ...
    convenience init(steps: [DoseTerms], caps: [Cap] = []) {
        let names = ["a", "b", "c", "d"]
        self.init(
            rows: [
                .init(
                    .always,
                    .steps(zip(names, steps).map { Step(id: ClinicalText(string: $0), label: ClinicalText(string: "Step \($0)"), rows: [.init(.always, .dose($1))]) }))
            ], caps: caps)
    }

    /// The plan for what is entered, by name, as it is typed.
    func plan(_ entered: KeyValuePairs<String, String>, _ product: ProductTerms? = nil, _ terms: ProtocolTerms = .actualWeight) -> Plan {
        DoseEngine.plan(self, terms, product, RequestText.lines(entered.map { (name: $0.key, value: $0.value) }))
    }

    func text(_ entered: KeyValuePairs<String, String>, _ product: ProductTerms? = nil, _ terms: ProtocolTerms = .actualWeight) -> ReportText {
        ReportText(plan(entered, product, terms))
    }
}

extension DoseTerms {
    /// An amount, or a range of it, as records write it: `1 mg/kg`, `25 to 30 mg/kg`, `18 units/kg/h`.
    convenience init(_ key: Key, _ text: String) {
        let ends = text.split(separator: " to ").map(String.init)
        let high = Quantity(parsing: ends.last!)!
        let low = ends.count == 1 ? high : Quantity(Decimal.parse(ends[0])!, high.unit)
        if key == .rate {
            self.init(.rate, Rate(low)!.amount, to: ends.count == 1 ? nil : Rate(high)!.amount, per: Rate(low)!.time)
        } else {
            self.init(key, Amount(low)!, to: ends.count == 1 ? nil : Amount(high)!)
        }
    }

}

extension RegimenTerms.Cap {
    convenience init(_ kind: Kind, _ text: String) { self.init(kind, ContentTerms.amount(text)) }
}

/// Questions of regimens in the present form.
enum Asked {
    private static func question(_ code: Int, _ id: String, _ kind: QuestionTerms.Kind, isRequired: Bool = false) -> QuestionTerms {
        QuestionTerms(
            code: code, id: ClinicalText(string: id), label: ClinicalText(string: id.replacing("-", with: " ")), kind: kind, isRequired: isRequired)
    }

    private static func units(_ units: (String, Double)...) -> [QuestionTerms.Unit] { units.map { .init(ClinicalText(string: $0.0), factor: $0.1) } }

    static let creatinine = question(101, "serum-creatinine", .number(units(("mg/dL", 1), ("micromol/L", 1 / 88.4)), 0.1...30))
    static let allergy = question(102, "allergy", .yesNo)
    static let severity = question(
        103, "severity",
        .choice(["mild", "moderate", "severe"].map { QuestionTerms.Choice(id: ClinicalText(string: $0), label: ClinicalText(string: $0)) }))
    static let earlier = question(104, "earlier-dose", .number(units(("mg/m2", 1)), 0...2000))
    static let target = question(105, "auc", .number(units(("", 1)), 1...10))
    static let box = question(106, "box", .tick)
    static let consent = question(107, "consent", .yesNo, isRequired: true)

    static let all = [creatinine, allergy, severity, earlier, target, box, consent]
    static let names = PlanCondition.Names(questions: Dictionary(uniqueKeysWithValues: all.map { ($0.id.string, $0) }), measures: ["crcl"])

    static let clearance = MeasureTerms(
        id: ClinicalText(string: "crcl"), label: ClinicalText(string: "creatinine clearance"), formula: .cockcroftGault, creatinine: creatinine.code)

    static func limit(_ subject: Condition.Subject, _ comparison: Comparison, _ value: Double) -> Condition {
        .limit(.init(subject, comparison, value, name: "", words: ""))
    }
    static func answer(_ question: String, _ answer: String) -> Condition { .answer(question: question, answer: answer, words: "") }
    static func condition(_ condition: Condition) -> PlanCondition { PlanCondition(condition, names)! }
}
