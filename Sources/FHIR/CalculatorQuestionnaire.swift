import ClinicalLogic
import Diagnostics
package import KnowledgeBase
import OpenData
import SitePaths
import SourceData

/// What a regimen's calculator asks.
package struct CalculatorQuestionnaire: Sendable {
    /// What is asked for, as the calculator itself has it.
    package struct Inputs: Sendable {
        package let hasWeight: Bool
        package let hasHeight: Bool
        package let hasAge: Bool
        package let hasSex: Bool
        package let hasOccasion: Bool
        package let hasStart: Bool
        /// Those that the regimen can be worked out with, the usual one first.
        package let protocols: [DosingProtocol]
        package let products: [Product]

        package init(
            hasWeight: Bool, hasHeight: Bool, hasAge: Bool, hasSex: Bool, hasOccasion: Bool, hasStart: Bool, protocols: [DosingProtocol], products: [Product]
        ) {
            self.hasWeight = hasWeight
            self.hasHeight = hasHeight
            self.hasAge = hasAge
            self.hasSex = hasSex
            self.hasOccasion = hasOccasion
            self.hasStart = hasStart
            self.protocols = protocols
            self.products = products
        }
    }

    private let regimen: Regimen
    private let places: FHIRPlaces

    package init(_ regimen: Regimen, in places: FHIRPlaces) {
        self.regimen = regimen
        self.places = places
    }

    private var id: String { FHIRPlaces.id("calculator.\(regimen.head.id)") }
    package var output: String { OutputPath.fhir("Questionnaire", id) }

    package func resource(_ inputs: Inputs) -> Resource {
        let conformance = Conformance(places: places, head: regimen.head)
        let title = "What the calculator asks: \(regimen.head.title)"
        let lines = ["It asks for what a dose is worked out from, and works out none. The names of its items are those that the calculator and the command take."]
        return Resource(
            type: "Questionnaire", id: id,
            json: conformance.members("Questionnaire", id, title: title, kind: "Calculator", lines: lines, isQuestionnaire: true).joined(
                .object(["subjectType": ["Patient"], "item": .array(figures(inputs) + choices(inputs) + questions(inputs) + ranges(inputs))])))
    }

    private func figures(_ inputs: Inputs) -> [JSONValue] {
        var items: [JSONValue] = []
        if inputs.hasWeight {
            items.append(QuestionnaireItem.number("weight", "Body weight", unit: "kg", from: PatientInput.weights.lowerBound, to: PatientInput.weights.upperBound))
        }
        if inputs.hasHeight {
            items.append(QuestionnaireItem.number("height", "Height", unit: "cm", from: PatientInput.heights.lowerBound, to: PatientInput.heights.upperBound))
        }
        if inputs.hasAge {
            items.append(QuestionnaireItem.quantity("age", "Age", units: ["years", "months", "weeks", "days"], help: ["Up to 120 years."]))
        }
        if inputs.hasSex {
            items.append(
                QuestionnaireItem.choice("sex", "Sex", [("male", "Male"), ("female", "Female")], system: "http://hl7.org/fhir/administrative-gender"))
        }
        return items
    }

    private func choices(_ inputs: Inputs) -> [JSONValue] {
        var items: [JSONValue] = []
        if !inputs.protocols.isEmpty { items.append(QuestionnaireItem.choice("protocol", "Weight protocol", inputs.protocols.map { ($0.head.id, $0.head.title) })) }
        if !inputs.products.isEmpty { items.append(QuestionnaireItem.choice("product", "Product", inputs.products.map { ($0.head.id, $0.head.title) })) }
        if inputs.hasOccasion { items.append(QuestionnaireItem.choice("occasion", "Infusion", [("first", "First infusion"), ("later", "Later infusion")])) }
        return items
    }

    /// A question that only a protocol or a product asks is asked where one of these is chosen.
    private func questions(_ inputs: Inputs) -> [JSONValue] {
        let all = regimen.questions.joined(by: inputs.protocols.flatMap(\.questions) + inputs.products.flatMap(\.questions))
        return all.map { question in
            if regimen.questions.contains(where: { $0.id == question.id }) { return question.item(enableWhen: nil) }
            let protocols = inputs.protocols.filter { $0.questions.contains { $0.id == question.id } }.map { chosen("protocol", $0.head) }
            let products = inputs.products.filter { $0.questions.contains { $0.id == question.id } }.map { chosen("product", $0.head) }
            return question.item(enableWhen: .list(protocols + products))
        }
    }

    private func chosen(_ name: String, _ head: RecordHead) -> JSONValue {
        .object(["question": .string(name), "operator": "=", "answerCoding": QuestionnaireItem.code(head.id, head.title)])
    }

    /// What is chosen within the record's ranges.
    private func ranges(_ inputs: Inputs) -> [JSONValue] {
        var items: [JSONValue] = []
        if let days = regimen.days, days.count > 1 {
            items.append(QuestionnaireItem.number("days", "Days of a course", unit: "days", from: Double(days.lowerBound), to: Double(days.upperBound)))
        }
        for (name, step, ranges) in regimen.choices {
            guard let first = ranges.first, let low = ranges.map(\.amount.value).min(), let high = ranges.compactMap(\.most?.value).max() else { continue }
            let unit = Figures.symbol(first.unit)
            let text = step.label.isEmpty ? "Dose chosen" : "\(step.label): dose chosen"
            items.append(QuestionnaireItem.number(name, text, unit: unit, from: low, to: high))
        }
        if inputs.hasStart { items.append(.object(["linkId": "start", "text": "First day of treatment", "type": "date"])) }
        return items
    }
}
