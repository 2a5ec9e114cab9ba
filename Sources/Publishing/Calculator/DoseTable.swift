import ClinicalLogic
import KnowledgeBase

/// Doses by body weight, worked out when the site is built by the same engine as the calculator.
struct DoseTable {
    let regimen: Regimen
    let terms: RegimenTerms
    let protocols: [CalculatorView.ProtocolChoice]
    let products: [CalculatorView.ProductChoice]

    /// The age of the patient the table is for: well inside the regimen's population, and no age for a risk.
    private var age: Double {
        let low = terms.minimumAge ?? 0
        let high = terms.maximumAge ?? 120
        return min(max(high < 18 ? 10 : 40, low), high)
    }

    private var weights: [Double] {
        age < 18 ? stride(from: 10.0, through: 70, by: 5).map { $0 } : stride(from: 40.0, through: 120, by: 5).map { $0 }
    }

    var values: TemplateValue {
        guard let dosing = protocols.first else { return [:] }
        let product = products.first { $0.isDefault }
        var reasons: [String] = []
        let rows = weights.compactMap { weight -> TemplateValue? in
            let patient = PatientInput(age: .number(age), weight: .number(weight))
            let plan = DoseEngine.plan(terms, dosing.terms, product?.terms, patient, PlanRequest())
            let report = PlanReport(plan)
            guard plan.status == .ok else {
                reasons += report.list("stop-") + report.list("missing-")
                return nil
            }
            let texts = report.texts
            return [
                "weight": .text(Quantity(weight, Unit(.kilogram)).formatted()), "course": .text(texts["course"]),
                "days": .text(texts["division"]), "day": .text(texts["day-1"]), "volume": .text(texts["volume"]),
                "vials": .text(texts["vials"]), "start": .text(texts["rate-start"]), "maximum": .text(texts["rate-max"]),
            ]
        }
        return [
            "protocol": .text(dosing.record.head.title), "product": .text(product?.record.head.title),
            "hasProduct": .flag(product != nil), "rows": .list(rows),
            "age": .text(Quantity(age, Unit(.year)).formatted()),
            // One reason: without a height or sex every weight is refused alike.
            "reason": .text(rows.isEmpty ? reasons.first : nil),
        ]
    }
}
