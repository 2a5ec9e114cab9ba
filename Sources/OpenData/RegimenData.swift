import ClinicalLogic
import Diagnostics
import KnowledgeBase
import SourceData

/// What a regimen says, with its tables as rows of a condition and a dose.
struct RegimenData {
    private let regimen: Regimen
    private let words: Words

    init(_ regimen: Regimen, _ words: Words) {
        self.regimen = regimen
        self.words = words
    }

    var json: JSONValue {
        .object([
            "drug": .string(regimen.drug), "route": regimen.route.map { .string($0.words) }, "indication": .text(regimen.indication?.value),
            "population": population, "guard": .text(regimen.guardWords),
            "ask": .list(regimen.questions.map(\.json)), "work-out": .list(regimen.measures.map { $0.json(regimen.measures) }),
            "rows": .array(regimen.courses.map(row)),
            "caps": CapData.json(regimen.caps, in: regimen),
            "protocols": .list(regimen.protocols.map { .string($0.value) }),
            "weight": regimen.ownWeight?.json, "surface": regimen.ownSurface.map { .string($0.rawValue) }, "rounding": regimen.ownRounding?.json,
            "products": .list(regimen.products.map { .string($0.value) }),
            "adjust": .list(regimen.adjustments.map(adjustment)),
            "alerts": .list(regimen.alerts.filter { $0.id != nil }.map(alert)),
            "duration": words.json(regimen.duration), "examples": .list(regimen.examples.map(example)),
        ])
    }

    private var population: JSONValue {
        let population = regimen.population
        return .object([
            "text": .string(population.text), "minimum-age": population.minimumAge.map(Figures.quantity), "maximum-age": population.maximumAge.map(Figures.quantity),
            "minimum-weight": population.minimumWeight.map(Figures.quantity), "maximum-weight": population.maximumWeight.map(Figures.quantity),
            "outside": .string(population.isOnlyCaution ? "caution" : "stop"),
        ])
    }

    private func row(_ row: Regimen.Row<Regimen.Course>) -> JSONValue {
        switch row.outcome {
        case .stop(let alert): .object(["when": row.condition.json, "stop": words.json(regimen.alerts[alert].text)])
        case .steps(let steps): .object(["when": row.condition.json, "steps": .array(steps.map(step))])
        }
    }

    private func step(_ step: Regimen.Step) -> JSONValue {
        .object([
            "id": .text(step.id), "label": .text(step.label), "rows": .array(step.rows.map(row)), "caps": CapData.json(step.caps, in: regimen),
        ])
    }

    private func row(_ row: Regimen.Row<Regimen.StepDose>) -> JSONValue {
        switch row.outcome {
        case .stop(let alert): .object(["when": row.condition.json, "stop": words.json(regimen.alerts[alert].text)])
        case .dose(let dose): .object(["when": row.condition.json, "dose": DoseData(dose, of: regimen).json])
        }
    }

    private func adjustment(_ row: Regimen.Adjustment) -> JSONValue {
        .object([
            "when": row.condition.json, "bolus": row.terms.bolus.map { Figures.amount($0) }, "change": row.terms.change.map(Figures.rate),
            "hold": row.terms.hold.map(Figures.minutes),
        ])
    }

    private func alert(_ alert: Regimen.Alert) -> JSONValue {
        .object([
            "id": .text(alert.id), "level": .string(alert.level.rawValue), "when": alert.condition?.json, "at-risk": .list(alert.risks.map { .string($0) }),
            "text": words.json(alert.text),
        ])
    }

    private func example(_ example: WorkedExample) -> JSONValue {
        func entries(_ entries: [WorkedExample.Entry]) -> JSONValue { .members(entries.map { .init($0.name, .string($0.value)) }) }
        return .object([
            "patient": entries(example.patient), "protocol": .text(example.dosingProtocol?.value), "product": .text(example.product?.value),
            "expect": .array(example.expected.map { .object(["step": .text($0.step), "results": entries($0.results)]) }),
            "within-percent": example.tolerance.map { .number($0) }, "source": example.source.map(Words.citation), "note": .text(example.note),
        ])
    }
}

/// What a dosing protocol says.
struct ProtocolData {
    private let dosing: DosingProtocol

    init(_ dosing: DosingProtocol, _ words: Words) { self.dosing = dosing }

    var json: JSONValue {
        .object([
            "region": .text(dosing.region), "ask": .list(dosing.questions.map(\.json)), "weight": dosing.weight?.json,
            "surface": dosing.surface.map { .string($0.rawValue) }, "rounding": dosing.rounding?.json,
        ])
    }
}
