/// Alerts of a regimen sorted by what came of their conditions.
final class AlertCheck {
    private(set) var stops: [Int] = []
    private(set) var cautions: [Int] = []
    private(set) var unchecked: [Int] = []
    /// What would settle the stops that are not settled.
    private(set) var missing = Inputs()
    /// What would settle the others.
    private(set) var open = Inputs()
    /// Of the alerts that apply, and of those that might.
    private(set) var risks: [Int] = []

    init(_ alerts: [RegimenTerms.Alert], _ measures: PatientMeasures, _ doses: [MeasuredDose]) {
        for (index, alert) in alerts.enumerated() {
            guard let condition = alert.condition else { continue }
            let truth = Self.truth(condition, measures, doses)
            if truth != .no { for risk in alert.risks where !risks.contains(risk) { risks.add(risk) } }
            switch truth {
            case .no: break
            case .yes: if alert.isStop { stops.add(index) } else { cautions.add(index) }
            case .unknown(let inputs):
                unchecked.add(index)
                if alert.isStop { missing.formUnion(inputs) } else { open.formUnion(inputs) }
            }
        }
    }

    /// Of all doses of the plan, the one for which it holds.
    private static func truth(_ condition: PlanCondition, _ measures: PatientMeasures, _ doses: [MeasuredDose]) -> PlanCondition.Truth {
        var result = doses.isEmpty ? condition.evaluate(measures) : .no
        for dose in doses {
            switch condition.evaluate(measures, dose) {
            case .yes: return .yes
            case .unknown(let inputs): result = .unknown(inputs)
            case .no: break
            }
        }
        return result
    }
}
