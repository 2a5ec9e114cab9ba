import ClinicalLogic
import KnowledgeBase
import Templates

/// Doses by body weight, worked out when the site is built by the same engine as the calculator.
///
/// Only for regimens whose dose changes with the weight, and needs no more than weight and age: others have no table.
struct DoseTable {
    let regimen: Regimen
    let terms: RegimenTerms
    let protocols: [CalculatorView.ProtocolChoice]
    let products: [CalculatorView.ProductChoice]

    private struct Column {
        let head: String
        let isNumber: Bool
        /// The text of a row; what a report does not have stays empty.
        let cell: ([String: String]) -> String
    }

    /// The age of the patient the table is for: well inside the regimen's population, and no age for a risk.
    private var age: Double {
        let low = terms.population.ages.minimum ?? 0
        let high = terms.population.ages.maximum ?? 120
        return min(max(high < 18 ? 10 : 40, low), high)
    }

    private var weights: [Double] {
        age < 18 ? stride(from: 10.0, through: 70, by: 5).map { $0 } : stride(from: 40.0, through: 120, by: 5).map { $0 }
    }

    private var product: CalculatorView.ProductChoice? { products.first { $0.isDefault } }

    /// False where there is no table.
    var values: TemplateValue {
        let reports = weights.map { (weight: $0, report: report($0)) }
        let plans = reports.map { $0.report.texts }.filter { $0["status"] == "ok" }
        guard let first = plans.first, plans.contains(where: { plan in Self.doses(plan) != Self.doses(first) }) else { return false }
        let all = columns(plans)
        // What is the same at every weight is said once, above the table, unless columns of several steps share its name.
        func isSame(_ column: Column) -> Bool {
            !column.isNumber && all.filter { $0.head == column.head }.count == 1
                && plans.allSatisfy { column.cell($0) == column.cell(first) }
        }
        let columns = all.filter { !isSame($0) }
        // A weight with no dose says so; one that needs more than the table has is left out.
        let rows = reports.compactMap { weight, report -> TemplateValue? in
            let texts = report.texts
            if texts["status"] == "incomplete" { return nil }
            let isDosed = texts["status"] == "ok"
            let cells = columns.enumerated().map { place, column -> TemplateValue in
                [.text: .text(isDosed ? column.cell(texts) : place == 0 ? "no dose" : ""), .isNumber: .flag(column.isNumber)]
            }
            return [.weight: .text(Quantity(weight, Unit(.kilogram)).formatted()), .cells: .list(cells)]
        }
        return [
            .protocol: .text(protocols.first?.record.head.title ?? "the regimen’s own weight and rounding"),
            .product: .text(product?.record.head.title), .hasProduct: .flag(product != nil),
            .heads: .list(columns.map { [.text: .text($0.head), .isNumber: .flag($0.isNumber)] }), .rows: .list(rows),
            .same: .list(all.filter(isSame).map { [.head: .text($0.head), .text: .text($0.cell(first))] }),
            .age: .text(Quantity(age, Unit(.year)).formatted()),
        ]
    }

    private func report(_ kilograms: Double) -> PlanReport {
        let entered = [(name: "age", value: Decimal.format(age)), (name: "weight", value: Decimal.format(kilograms))]
        let weight = protocols.first?.terms ?? regimen.ownTerms
        return PlanReport(DoseEngine.plan(terms, weight, product?.terms, RequestText.lines(entered)))
    }

    /// The dose of each step, in order.
    private static func doses(_ texts: [String: String]) -> [String] {
        var found: [String] = []
        while let dose = texts["plan-\(found.count + 1)"] { found.append(dose) }
        return found
    }

    private func columns(_ plans: [[String: String]]) -> [Column] {
        func has(_ key: String) -> Bool { plans.contains { $0[key] != nil } }
        func column(_ head: String, _ key: String, isNumber: Bool = true) -> [Column] {
            has(key) ? [Column(head: head, isNumber: isNumber) { $0[key] ?? "" }] : []
        }
        let count = plans.map { Self.doses($0).count }.max() ?? 0
        if count == 1, plans.allSatisfy({ $0["per"] == "course" || $0["per"] == "day" }) {
            return column("Course", "course") + column("Over", "division", isNumber: false) + column("Each day", "day-1") + column("Volume", "volume")
                + column("Vials", "vials", isNumber: false) + column("Start", "rate-start") + column("Maximum", "rate-max")
        }
        var columns: [Column] = []
        for step in 1...max(count, 1) {
            let labels = Set(plans.compactMap { $0["plan-\(step)-label"] })
            let kinds = Set(plans.compactMap { $0["plan-\(step)-kind"] })
            let kind = kinds == ["rate"] ? "Rate" : kinds == ["total"] ? "Total" : kinds == ["course"] ? "Each day" : "Each dose"
            columns += column(labels.count == 1 ? labels.first! : count == 1 ? kind : "Step \(step)", "plan-\(step)")
            columns += column("How often", "plan-\(step)-when", isNumber: false)
        }
        if count == 1 {
            columns += column("Total a day", "plan-1-day") + column("Volume", "plan-1-volume") + column("What to take", "plan-1-supply", isNumber: false)
        }
        return columns
    }
}
