package import ClinicalLogic
package import KnowledgeBase

/// A dose of a regimen with where it stands: only there its limits and conditions are its own.
package struct PlacedDose: Sendable {
    package let dose: DoseTerms
    package let step: Regimen.Step
    /// The step before it.
    package let former: Regimen.Step?
    /// When it is given, in words that read one way.
    package let conditions: [String]
    private let regimen: Regimen

    package init(_ dose: DoseTerms, in step: Regimen.Step, after former: Regimen.Step?, when conditions: [Condition], of regimen: Regimen) {
        self.dose = dose
        self.step = step
        self.former = former
        self.conditions = conditions.filter { $0 != .always }.map(\.words)
        self.regimen = regimen
    }

    /// Every dose of every step, in order.
    package static func all(of regimen: Regimen) -> [PlacedDose] {
        var found: [PlacedDose] = []
        for course in regimen.courses {
            guard case .steps(let steps) = course.outcome else { continue }
            for (place, step) in steps.enumerated() {
                for row in step.rows {
                    guard case .dose(let dose) = row.outcome else { continue }
                    let former = place > 0 ? steps[place - 1] : nil
                    found.append(PlacedDose(dose, in: step, after: former, when: [course.condition, row.condition], of: regimen))
                }
            }
        }
        return found
    }

    /// Of the dose, its step and the regimen.
    package var caps: [RegimenTerms.Cap] { dose.caps + step.caps + regimen.caps }

    /// All that the record says of it, limits and all: `2 g/kg per course in all, divided over 2 to 5 days, at most 1 g/kg in a day`.
    package var words: String {
        ([DoseData(dose, of: regimen).words] + (step.caps + regimen.caps).map { CapData.words($0, in: regimen) }).joined(separator: ", ")
    }
}
