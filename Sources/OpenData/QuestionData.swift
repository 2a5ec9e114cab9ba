import ClinicalLogic
import KnowledgeBase
import SourceData

extension Question {
    /// What a record asks, and what counts as an answer.
    var json: JSONValue {
        JSONValue.object(["id": .string(id), "label": .string(label), "help": .text(help)]).joined(answer).joined(
            .object(["required": .flag(terms.isRequired), "slows-infusion": .flag(terms.slowsInfusion)]))
    }

    private var answer: JSONValue {
        switch terms.kind {
        case .yesNo: .object(["answer": "yes-no"])
        case .tick: .object(["answer": "tick"])
        case .choice(let choices): .object(["answer": "choice", "choices": .array(choices.map { .string($0.id.string) })])
        case .number(let units, let range):
            .object([
                "answer": "number", "at-least": .number(range.lowerBound), "at-most": .number(range.upperBound),
                "units": .list(
                    units.map { unit in
                        .object(["unit": .string(unit.symbol.string), "ucum": UCUM.code(ofText: unit.symbol.string).map { .string($0) }])
                    }),
            ])
        }
    }
}

extension Measure {
    func json(_ measures: [Measure]) -> JSONValue {
        let isOfWeight = terms.formula == .cockcroftGault
        let takesFactor = terms.formula == .adjusted || (isOfWeight && terms.weight == .adjusted)
        return .object([
            "id": .string(id), "label": .string(terms.label.string), "formula": .string(formula), "unit": .string(Figures.symbol(terms.unit)),
            "ucum": .string(UCUM.code(terms.unit)), "weight": isOfWeight ? .string(terms.weight.word) : nil,
            "factor": takesFactor ? .number(terms.factor) : nil,
            "of": terms.formula == .deIndexed ? .string(measures[terms.source].id) : nil,
            "surface": terms.formula == .deIndexed ? .string(terms.surface.word) : nil,
        ])
    }
}

extension ProtocolTerms.WeightBasis {
    var word: String {
        switch self {
        case .actual: "actual"
        case .ideal: "ideal"
        case .adjusted: "adjusted"
        case .lean: "lean"
        case .notStated: "not-stated"
        }
    }
}

extension BodySurface.Formula {
    var word: String {
        switch self {
        case .mosteller: "mosteller"
        case .duBois: "du-bois"
        case .haycock: "haycock"
        }
    }
}

extension WeightRule {
    var json: JSONValue {
        .object([
            "basis": .string(basis.rawValue), "formula": formula.map { .string($0.rawValue) }, "factor": factor.map { .number($0) },
            "when": trigger?.json, "minimum-height": minimumHeight.map(Figures.quantity), "minimum-age": minimumAge.map(Figures.quantity),
        ])
    }
}

extension RoundingRule {
    var json: JSONValue {
        switch target {
        case .none: .object(["to": "none"])
        case .product: .object(["to": "product", "direction": .string(direction.rawValue)])
        case .step(let step): .object(["to": Figures.quantity(step), "direction": .string(direction.rawValue)])
        }
    }
}
