import ClinicalLogic
import Testing

/// What a report holds, as strings.
struct ReportText {
    let report: PlanReport
    init(_ plan: Plan) { report = PlanReport(plan) }

    subscript(key: String) -> String? { report.rows.first { $0.key == key }?.text }
    func number(_ key: String) -> Double? { report.rows.first { $0.key == key }?.number }
    var keys: [String] { report.rows.map(\.key) }
}

extension PlanCase {
    init(
        _ regimen: RegimenTerms, _ terms: ProtocolTerms, _ product: ProductTerms? = nil, sex: Sex? = .male, age: Double? = 50,
        weight: Double?, height: Double? = 175, days: Int? = nil, start: CalendarDay? = nil, phase: Int = 0, flags: RiskFlag...
    ) {
        func entry(_ value: Double?) -> Entry { value.map { Entry($0) } ?? .missing }
        var set: RiskFlags = []
        for flag in flags { set.insert(RiskFlags(flag)) }
        self.init(
            regimen: regimen, terms: terms, product: product,
            patient: PatientInput(sex: sex, age: entry(age), weight: entry(weight), height: entry(height)),
            request: PlanRequest(
                days: entry(days.map { Double($0) }), start: entry(start.map { Double($0.number) }), phase: phase, flags: set))
    }

    var text: ReportText { ReportText(plan) }
}
