/// The rows of a table held against the patient, one after the other.
final class RowChoice {
    private let measures: PatientMeasures
    private var count = 0
    /// The row that holds.
    private(set) var place: Int?
    /// True where another one holds as well.
    private(set) var isTwice = false
    /// True where some row is not settled, and what would settle it.
    private(set) var isOpen = false
    private(set) var open = Inputs()

    init(_ measures: PatientMeasures) {
        self.measures = measures
    }

    @inline(never)
    func add(_ condition: PlanCondition) {
        switch condition.evaluate(measures) {
        case .no: break
        case .yes:
            if place != nil { isTwice = true }
            place = count
        case .unknown(let inputs):
            isOpen = true
            open.formUnion(inputs)
        }
        count += 1
    }
}

/// A step with the dose of it that holds for the patient.
final class ChosenStep {
    let terms: RegimenTerms.Step
    let dose: DoseTerms

    init(_ terms: RegimenTerms.Step, _ dose: DoseTerms) {
        self.terms = terms
        self.dose = dose
    }
}
