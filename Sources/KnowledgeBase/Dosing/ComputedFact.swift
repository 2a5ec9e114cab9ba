import ClinicalLogic
import Diagnostics
import SourceData

/// A dose that prose says and the engine works out: `[140 g](../regimens/x.yml?weight=70kg#course)`.
struct ComputedFact {
    /// Why a link of this form says nothing.
    struct Refusal: Error {
        let words: String
        var suggestion: String?
        var cause: Diagnostic.Cause?
    }

    private let regimen: Regimen
    private let catalog: DosingCatalog
    /// What is entered, by name.
    let entered: [(name: String, value: String)]
    private let result: String

    /// `query` is what stands between `?` and `#`; `protocol` and `product` choose others than the first.
    init(_ regimen: Regimen, query: String, result: String, _ catalog: DosingCatalog) throws(Refusal) {
        self.regimen = regimen
        self.catalog = catalog
        self.result = result
        var entered: [(name: String, value: String)] = []
        for part in query.split(separator: "&", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty else {
                throw Refusal(words: "'\(part)' does not say what is entered", suggestion: "write it like `weight=70kg&age=50`")
            }
            if let first = entered.first(where: { $0.name == pair[0] }) {
                throw Refusal(words: "'\(pair[0])' is entered twice, as '\(first.value)' and '\(pair[1])'", suggestion: "keep the one that is meant")
            }
            entered.append((String(pair[0]), String(pair[1])))
        }
        self.entered = entered
    }

    func fact() throws(Refusal) -> Fact {
        let chosen = { (name: String) in entered.last { $0.name == name }?.value }
        let dose: PlannedDose
        do throws(PlannedDose.Refusal) {
            dose = try PlannedDose(regimen, protocol: chosen("protocol"), product: chosen("product"), catalog)
        } catch {
            throw Refusal(words: error.words, cause: .init(error.missing, homes: FollowUps.dosing))
        }
        let inputs = entered.filter { $0.name != "protocol" && $0.name != "product" }
        let plan = PlanResult(dose.report(inputs), measures: regimen.measures.map(\.id))
        if let refusal = plan.refusal { throw Refusal(words: "the regimen gives no dose here: \(refusal)", cause: .init(nil, homes: FollowUps.dosing)) }
        guard let row = plan.row(result) else {
            throw Refusal(
                words: "the plan has no result '\(result)'",
                suggestion: suggestion(for: result, among: PlanResult.names) ?? "name one of: \(PlanResult.names.joined(separator: ", "))",
                cause: .init(nil, homes: FollowUps.dosing))
        }
        let value = Quantity(parsing: row.text).map { FactValue.quantity($0) } ?? .text(row.text)
        let position = regimen.head.position
        let name = result.split(separator: ".").last ?? ""
        let basis: DoseTerms.Key? = ["each": .each, "per-day": .perDay, "course": .course][String(name)]
        return Fact(id: result, label: result, value: value, position: position, basis: basis, dose: nil, patientWeight: weight)
    }

    /// In kg, where it is entered.
    private var weight: Double? {
        guard let text = entered.first(where: { $0.name == "weight" })?.value else { return nil }
        return Decimal.parse(text) ?? Quantity(parsing: text)?.converted(to: Unit(.kilogram))?.value
    }
}
