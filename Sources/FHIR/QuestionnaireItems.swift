import ClinicalLogic
import KnowledgeBase
import OpenData
import SourceData

/// Items of questionnaires.
enum QuestionnaireItem {
    static func group(_ id: String, _ text: String, _ items: [JSONValue]) -> JSONValue {
        .object(["linkId": .string(id), "text": .string(text), "type": "group", "item": .array(items)])
    }

    /// Words beneath a question; nil where there are none.
    static func help(_ id: String, _ lines: [String]) -> JSONValue? {
        let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        return text.isEmpty ? nil : [.object(["linkId": .string("\(id).help"), "text": .string(text), "type": "display"])]
    }

    static func boolean(_ id: String, _ text: String, help lines: [String] = [], isRequired: Bool = false) -> JSONValue {
        .object(["linkId": .string(id), "text": .string(text), "type": "boolean", "required": .flag(isRequired), "item": help(id, lines)])
    }

    /// A number in one unit, or none.
    static func number(
        _ id: String, _ text: String, unit: String?, from low: Double?, to high: Double?, help lines: [String] = [], isRequired: Bool = false
    ) -> JSONValue {
        var extensions: [JSONValue] = []
        if let unit { extensions.append(.object(["url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit", "valueCoding": Element.unit(unit)])) }
        if let low { extensions.append(.object(["url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueDecimal": .number(low)])) }
        if let high { extensions.append(.object(["url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueDecimal": .number(high)])) }
        return .object([
            "extension": .list(extensions), "linkId": .string(id), "text": .string(text), "type": "decimal", "required": .flag(isRequired), "item": help(id, lines),
        ])
    }

    /// A number that may be given in one of several units.
    static func quantity(_ id: String, _ text: String, units: [String], help lines: [String] = [], isRequired: Bool = false) -> JSONValue {
        .object([
            "extension": .list(
                units.map { .object(["url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption", "valueCoding": Element.unit($0)]) }),
            "linkId": .string(id), "text": .string(text), "type": "quantity", "required": .flag(isRequired), "item": help(id, lines),
        ])
    }

    /// One of several answers, each with a code of the record and its words.
    static func choice(
        _ id: String, _ text: String, _ answers: [(code: String, words: String)], system: String? = nil, help lines: [String] = [], isRequired: Bool = false,
        enableWhen: JSONValue? = nil
    ) -> JSONValue {
        .object([
            "linkId": .string(id), "text": .string(text), "type": "choice", "enableWhen": enableWhen, "required": .flag(isRequired),
            "answerOption": .array(answers.map { .object(["valueCoding": code($0.code, $0.words, system)]) }), "item": help(id, lines),
        ])
    }

    static func code(_ code: String, _ words: String, _ system: String? = nil) -> JSONValue {
        .object(["system": system.map { .string($0) }, "code": .string(code.replacing(" ", with: "-")), "display": .string(words)])
    }
}

extension Question {
    /// As an item, with the entry's name as its link id.
    func item(enableWhen: JSONValue?) -> JSONValue {
        let text = label.sentence
        let lines = [help ?? "", terms.slowsInfusion ? "Infusions are to run slower with it." : ""]
        let item: JSONValue
        switch terms.kind {
        case .yesNo: item = QuestionnaireItem.boolean(id, text, help: lines, isRequired: terms.isRequired)
        case .tick: item = QuestionnaireItem.boolean(id, text, help: lines + ["What is not ticked does not apply."], isRequired: terms.isRequired)
        case .choice(let choices):
            item = QuestionnaireItem.choice(id, text, choices.map { ($0.id.string, $0.label.string) }, help: lines, isRequired: terms.isRequired)
        case .number(let units, let range) where units.count > 1:
            let symbols = units.map(\.symbol.string)
            let limits = "From \(Decimal.format(range.lowerBound)) to \(Decimal.format(range.upperBound)) \(symbols[0])."
            item = QuestionnaireItem.quantity(id, text, units: symbols, help: lines + [limits], isRequired: terms.isRequired)
        case .number(let units, let range):
            item = QuestionnaireItem.number(
                id, text, unit: units.first?.symbol.string, from: range.lowerBound, to: range.upperBound, help: lines, isRequired: terms.isRequired)
        }
        guard let enableWhen else { return item }
        return item.joined(.object(["enableWhen": enableWhen, "enableBehavior": "any"]))
    }
}
