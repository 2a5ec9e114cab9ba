import ClinicalLogic
import Diagnostics
package import KnowledgeBase
import Markdown
import OpenData
import SitePaths
import SourceData

/// A regimen as a plan, with an activity for each of its doses.
package struct RegimenResources: Sendable {
    private let regimen: Regimen
    private let places: FHIRPlaces

    package init(_ regimen: Regimen, in places: FHIRPlaces) {
        self.regimen = regimen
        self.places = places
    }

    /// The plan, and the activities in the order of the record.
    package var all: [Resource] { [plan] + doses.indices.map(activity) }

    /// Where they go, without making them.
    package var count: Int { regimen.doses.count + 1 }
    package func output(_ index: Int) -> String {
        index == 0 ? OutputPath.fhir("PlanDefinition", FHIRPlaces.id(regimen.head.id)) : OutputPath.fhir("ActivityDefinition", activityID(index - 1))
    }
    package func resource(_ index: Int) -> Resource { index == 0 ? plan : activity(index - 1) }

    // MARK: Doses

    private var doses: [PlacedDose] { PlacedDose.all(of: regimen) }

    private func activityID(_ index: Int) -> String { FHIRPlaces.id("\(regimen.head.id).\(index + 1)") }

    private var context: DoseContext {
        DoseContext(
            regimen: regimen,
            protocols: regimen.protocols.compactMap { id in
                if case .dosingProtocol(let dosing)? = places.knowledgeBase.record(id.value, .protocols) { dosing } else { nil }
            })
    }

    private func dosage(_ placed: PlacedDose) -> DosageElement { DosageElement(placed, of: regimen, in: context) }

    private func activity(_ index: Int) -> Resource {
        let placed = doses[index]
        let dosage = dosage(placed)
        let id = activityID(index)
        let conformance = Conformance(places: places, head: regimen.head)
        let step = placed.step.label.isEmpty ? "" : ": \(placed.step.label)"
        let title = ([regimen.head.title + step] + placed.conditions).joined(separator: ", ")
        let members = conformance.members("ActivityDefinition", id, title: title, kind: "Dose", lines: [dosage.text] + dosage.unsaid)
        return Resource(
            type: "ActivityDefinition", id: id,
            json: members.joined(
                .object([
                    "usage": .text(regimen.guardWords), "relatedArtifact": conformance.artifacts(conformance.cited), "kind": "MedicationRequest",
                    "intent": "proposal", "productCodeableConcept": Element.concept(regimen.drug), "dosage": [dosage.json],
                ])))
    }

    // MARK: The plan

    private var plan: Resource {
        let id = FHIRPlaces.id(regimen.head.id)
        let conformance = Conformance(places: places, head: regimen.head)
        let words = Words(places.knowledgeBase, of: regimen.head.path)
        let texts = doses.map { dosage($0).text }
        var lines = ["For: \(context.population)"] + texts
        lines += regimen.alerts.map { alert in
            let when = alert.condition.map { " when \($0.words)" } ?? ""
            return "\(alert.level == .stop ? "No dose" : "Caution")\(when): \(words.plain(alert.text))"
        }
        if let duration = regimen.duration { lines.append("Duration: \(words.plain(duration))") }
        if let notes = regimen.head.notes { lines.append(words.plain(notes)) }
        var next = 0
        let alerts = regimen.alerts.enumerated().filter { $1.id != nil }.map { alert($1, words) }
        let rows = regimen.courses.enumerated().map { course($1, $0, words, &next) }
        let given = rows.count == 1 && regimen.courses[0].condition == .always ? rows : [choice("rows", "What is given", rows)]
        let members = conformance.members("PlanDefinition", id, title: regimen.head.title, kind: "Regimen", lines: lines)
        return Resource(
            type: "PlanDefinition", id: id,
            json: members.joined(
                .object([
                    "type": .object(["coding": [Element.coding("http://terminology.hl7.org/CodeSystem/plan-definition-type", "clinical-protocol")]]),
                    "usage": .text(([regimen.guardWords, "For: \(context.population)"].compactMap { $0 }).joined(separator: " ")),
                    "topic": [Element.concept(regimen.drug)], "relatedArtifact": conformance.artifacts(conformance.cited),
                    "action": .array(alerts + given + adjustment),
                ])))
    }

    private func condition(_ condition: Condition) -> JSONValue? {
        guard condition != .always else { return nil }
        return [
            .object([
                "kind": "applicability",
                "expression": .object(["description": .string(condition.words), "language": "text/plain", "expression": .string(condition.words)]),
            ])
        ]
    }

    private func alert(_ alert: Regimen.Alert, _ words: Words) -> JSONValue {
        .object([
            "id": .string(FHIRPlaces.id("alert.\(alert.id ?? "")")), "title": .string(alert.level == .stop ? "Stop: no dose is given" : "Caution"),
            "description": .string(words.plain(alert.text)), "textEquivalent": .string(words.plain(alert.text)),
            "condition": alert.condition.flatMap(condition),
        ])
    }

    /// A table, of which one row holds for each patient.
    private func choice(_ id: String, _ title: String, _ rows: [JSONValue]) -> JSONValue {
        .object([
            "id": .string(FHIRPlaces.id(id)), "title": .string(title), "groupingBehavior": "logical-group", "selectionBehavior": "exactly-one",
            "action": .array(rows),
        ])
    }

    private func course(_ row: Regimen.Row<Regimen.Course>, _ index: Int, _ words: Words, _ next: inout Int) -> JSONValue {
        switch row.outcome {
        case .stop(let alert): return stop(alert, row.condition, "row.\(index + 1)", words)
        case .steps(let steps):
            var actions: [JSONValue] = []
            for (place, step) in steps.enumerated() {
                let id = "row.\(index + 1).step."
                let action = self.step(step, after: place > 0 ? steps[place - 1] : nil, "\(id)\(place + 1)", words, &next)
                actions.append(place == 0 ? action : action.joined(.object(["relatedAction": [order(after: "\(id)\(place)", step)]])))
            }
            return .object([
                "id": .string("row.\(index + 1)"), "title": .string(row.condition == .always ? "What is given" : "When \(row.condition.words)"),
                "condition": condition(row.condition), "groupingBehavior": "logical-group", "selectionBehavior": "all", "action": .array(actions),
            ])
        }
    }

    /// Steps follow one another, and are never given at once.
    private func order(after id: String, _ step: Regimen.Step) -> JSONValue {
        // Rows may wait differently; then the words of each say so.
        var wait: Interval?
        if step.rows.count == 1, case .dose(let dose) = step.rows[0].outcome { wait = dose.after }
        let offset = wait.map { wait in
            wait.most.map { JSONValue.Member("offsetRange", Element.range(wait.value, $0, Unit(wait.unit))) }
                ?? JSONValue.Member("offsetDuration", Element.quantity(wait.value, Unit(wait.unit)))
        }
        return JSONValue.object(["actionId": .string(id), "relationship": "after-end"]).joined(.members(offset.map { [$0] } ?? []))
    }

    private func step(_ step: Regimen.Step, after former: Regimen.Step?, _ id: String, _ words: Words, _ next: inout Int) -> JSONValue {
        let title = step.label.isEmpty ? "Dose" : step.label
        var rows: [JSONValue] = []
        for (index, row) in step.rows.enumerated() {
            let place = step.rows.count == 1 ? id : "\(id).row.\(index + 1)"
            switch row.outcome {
            case .stop(let alert): rows.append(stop(alert, row.condition, place, words))
            case .dose(let dose):
                let number = next
                next += 1
                let placed = PlacedDose(dose, in: step, after: former, when: [row.condition], of: regimen)
                let text = dosage(placed).text
                let url = places.url("ActivityDefinition", activityID(number)) + "|" + regimen.head.version
                rows.append(
                    .object([
                        "id": .string(place), "title": .string(title), "description": .string(text), "textEquivalent": .string(text),
                        "condition": condition(row.condition), "definitionCanonical": .string(url),
                    ]))
            }
        }
        return rows.count == 1 ? rows[0] : choice(id, title, rows)
    }

    private func stop(_ alert: Int, _ condition: Condition, _ id: String, _ words: Words) -> JSONValue {
        let text = words.plain(regimen.alerts[alert].text)
        return .object([
            "id": .string(id), "title": "No dose", "description": .string(text), "textEquivalent": .string(text), "condition": self.condition(condition),
        ])
    }

    /// What a measurement changes, row by row.
    private var adjustment: [JSONValue] {
        guard !regimen.adjustments.isEmpty else { return [] }
        let rows = regimen.adjustments.enumerated().map { index, row -> JSONValue in
            var words: [String] = []
            if let bolus = row.terms.bolusText { words.append("bolus \(bolus)") }
            if let hold = row.terms.hold { words.append("stop for \(Figures.time(hold).formatted())") }
            if let change = row.terms.changeText { words.append("rate \(change)") }
            let text = words.isEmpty ? "No change" : words.joined(separator: ", ").sentence
            return .object([
                "id": .string("adjust.\(index + 1)"), "title": .string(text), "textEquivalent": .string("When \(row.condition.words): \(text)"),
                "condition": condition(row.condition),
            ])
        }
        return [choice("adjust", "Adjustment of what runs", rows)]
    }
}
