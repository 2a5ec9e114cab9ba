import ClinicalLogic
import Diagnostics
import KnowledgeBase

/// The worked examples of a regimen, worked out with the records as they were and as they are.
struct PlanComparison {
    let page: Change.Page
    let old: Side
    let new: Side

    /// A regimen with the records of its state.
    struct Side {
        let regimen: Regimen
        let catalog: DosingCatalog
    }

    /// Examples of both states, each patient once.
    var changes: [Change] {
        var seen = Set<String>()
        let present = new.regimen.examples.filter { seen.insert(key($0)).inserted }
        let former = old.regimen.examples.filter { seen.insert(key($0)).inserted }
        return present.compactMap { change($0, isOld: false) } + former.compactMap { change($0, isOld: true) }
    }

    private func key(_ example: WorkedExample) -> String {
        let entered = example.patient.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
        return "\(entered)|\(example.dosingProtocol?.value ?? "")|\(example.product?.value ?? "")"
    }

    private func change(_ example: WorkedExample, isOld: Bool) -> Change? {
        let before = result(example, old)
        let after = result(example, new)
        let values: [Change.Value]
        switch (before, after) {
        case (.success(let before), .success(let after)):
            values = PlanRows.difference(PlanRows(before, old.regimen), PlanRows(after, new.regimen))
        case (.failure(let before), .failure(let after)):
            values = before.words == after.words ? [] : [.init(old: "cannot be worked out: \(before.words)", new: "cannot be worked out: \(after.words)")]
        case (.success(let before), .failure(let refusal)):
            values = [.init("plan", old: PlanRows(before, old.regimen).summary, new: "cannot be worked out any more: \(refusal.words)")]
        case (.failure(let refusal), .success(let after)):
            values = [.init("plan", old: "could not be worked out: \(refusal.words)", new: PlanRows(after, new.regimen).summary)]
        }
        guard !values.isEmpty else { return nil }
        let place = example.position
        return Change(
            group: .plans, page: page, what: "Plan for \(patient(example))", fact: nil, values: values, oldPlace: isOld ? place : nil,
            newPlace: isOld ? nil : place)
    }

    private func result(_ example: WorkedExample, _ side: Side) -> Result<PlanReport, PlannedDose.Refusal> {
        Result { () throws(PlannedDose.Refusal) in
            try PlannedDose(side.regimen, protocol: example.dosingProtocol?.value, product: example.product?.value, side.catalog)
                .report(example.patient.map { ($0.name, $0.value) })
        }
    }

    /// `weight 70 kg, age 50 years, male`, and the records that the example names.
    private func patient(_ example: WorkedExample) -> String {
        var words = example.patient.map { entry in
            let name =
                new.regimen.questions.first { $0.id == entry.name }?.label ?? new.regimen.measures.first { $0.id == entry.name }?.terms.label.string
                ?? entry.name.replacing("-", with: " ")
            switch entry.value {
            case "yes": return name
            case "no": return "no \(name)"
            default: return entry.name == "sex" ? entry.value : "\(name) \(entry.value)"
            }
        }
        if let id = example.dosingProtocol?.value { words.append("by \(new.catalog.dosingProtocol(id)?.head.title ?? id)") }
        if let id = example.product?.value { words.append(id == "none" ? "no product" : "with \(new.catalog.product(id)?.head.title ?? id)") }
        return words.joined(separator: ", ")
    }
}
