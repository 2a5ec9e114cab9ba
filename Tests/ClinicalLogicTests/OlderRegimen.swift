import ClinicalLogic

/// A regimen in the older form: one amount per course, day or dose, days it is divided over, and phases.
///
/// The worked examples and properties of these tests were written in it; `terms` says the same in the present form.
struct OlderRegimen: Sendable {
    enum Per: Sendable { case course, day, dose }

    /// From the course before to each course, how many, and where it has one an amount of its own.
    struct Phase: Sendable {
        var every: Interval
        var courses: Int?
        var amount: Amount?

        init(every: Interval, courses: Int? = nil, amount: Amount? = nil) {
            self.every = every
            self.courses = courses
            self.amount = amount
        }
    }

    /// Which of `ContentTerms` it is, or was before it was changed.
    var name = ""
    var code = 0
    var indication = 0
    var products: [Int] = []
    var protocols: [Int] = []
    var minimumAge: Double?
    var amount: Amount
    var per: Per
    var division: DoseTerms.Division?
    var phases: [Phase] = []
    var caps: [RegimenTerms.Cap] = []
    var alerts: [RegimenTerms.Alert] = []

    var terms: RegimenTerms {
        let phases: [Phase?] = self.phases.isEmpty ? [nil] : self.phases
        let steps = phases.enumerated().map { index, phase in
            let key: DoseTerms.Key =
                switch per {
                case .course: .course
                case .day: .perDay
                case .dose: .each
                }
            let dose = DoseTerms(
                key, phase?.amount ?? amount, every: phase?.every, times: phase?.courses, division: division, isDivisionOpen: per == .dose)
            return RegimenTerms.Step(
                id: ClinicalText(string: phases.count > 1 ? "\(index + 1)" : ""), label: ClinicalText(string: phases.count > 1 ? "Phase \(index + 1)" : ""),
                rows: [.init(.always, .dose(dose))])
        }
        return RegimenTerms(
            code: code, indication: indication, products: products, protocols: protocols,
            population: .init(ages: Limits(minimum: minimumAge)), questions: RiskFlag.questions, rows: [.init(.always, .steps(steps))], caps: caps,
            alerts: alerts)
    }
}
