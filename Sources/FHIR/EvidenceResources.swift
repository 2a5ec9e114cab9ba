import ClinicalLogic
package import KnowledgeBase
import Markdown
import OpenData
import SitePaths
import SourceData

/// A question and what studies found, as Evidence of R4 with its variables.
///
/// In 4.0.1 Evidence has the question and no results, and there is no Citation. So results stand in notes, in words, and references as
/// related artifacts; their figures are in the site's data.
package struct EvidenceResources: Sendable {
    private let evidence: EvidenceRecord
    private let places: FHIRPlaces

    package init(_ evidence: EvidenceRecord, in places: FHIRPlaces) {
        self.evidence = evidence
        self.places = places
    }

    private var words: Words { Words(places.knowledgeBase, of: evidence.head.path) }
    private var conformance: Conformance { Conformance(places: places, head: evidence.head) }
    private var id: String { FHIRPlaces.id(evidence.head.id) }

    private var variables: [(name: String, text: RichText)] {
        let question = evidence.question
        return [("population", question.population), ("intervention", question.intervention)] + (question.comparator.map { [("comparator", $0)] } ?? [])
            + [("outcome", question.outcome)]
    }

    package var count: Int { variables.count + 1 }
    package func output(_ index: Int) -> String {
        index == 0 ? OutputPath.fhir("Evidence", id) : OutputPath.fhir("EvidenceVariable", variableID(variables[index - 1].name))
    }
    package func resource(_ index: Int) -> Resource { index == 0 ? whole : variable(variables[index - 1]) }
    package var all: [Resource] { (0..<count).map(resource) }

    private func variableID(_ name: String) -> String { FHIRPlaces.id("\(evidence.head.id).\(name)") }

    private func reference(_ name: String) -> JSONValue {
        .object([
            "reference": .string(places.url("EvidenceVariable", variableID(name))), "display": .text(variables.first { $0.name == name }.map { words.plain($0.text) }),
        ])
    }

    private func variable(_ variable: (name: String, text: RichText)) -> Resource {
        let id = variableID(variable.name)
        let text = words.plain(variable.text)
        let members = conformance.members(
            "EvidenceVariable", id, title: "\(evidence.head.title): \(variable.name)", kind: "Variable", lines: [text], isQuestionnaire: false)
        return Resource(
            type: "EvidenceVariable", id: id,
            json: members.without("experimental").joined(
                .object([
                    "characteristic": [.object(["description": .string(text), "definitionCodeableConcept": Element.concept(text)])]
                ])))
    }

    private var whole: Resource {
        let notes = findings
        let variants = ["intervention"] + (evidence.question.comparator == nil ? [] : ["comparator"])
        let better = evidence.question.better.map { ["A \($0.rawValue) outcome is better."] } ?? []
        let lines = variables.map { "\($0.name.sentence): \(words.plain($0.text))" } + better + notes
        return Resource(
            type: "Evidence", id: id,
            json: conformance.members("Evidence", id, title: evidence.head.title, kind: "Evidence", lines: lines).without("experimental").joined(
                .object([
                    "note": .list((better + notes).map { .object(["text": .string($0)]) }),
                    "relatedArtifact": conformance.artifacts(conformance.cited + evidence.studies.map(\.reference) + evidence.pooled.map(\.source)),
                    "exposureBackground": reference("population"), "exposureVariant": .array(variants.map(reference)), "outcome": [reference("outcome")],
                ])))
    }

    // MARK: Findings in words

    private var findings: [String] {
        evidence.studies.map(study) + evidence.pooled.map(pooled) + [certainty] + evidence.sourceGrades.map { "Grade by \($0.source.key): \($0.grade)." }
            + (evidence.head.notes.map { [words.plain($0)] } ?? [])
    }

    private func study(_ study: EvidenceRecord.Study) -> String {
        var parts = ["\(study.reference.key)\(study.label.map { ", \($0)" } ?? ""): \(study.design.words)"]
        if study.isUncontrolled { parts.append("Uncontrolled") }
        if study.isOverlapping { parts.append("Some people are counted in more than one arm") }
        if let population = study.population { parts.append("People: \(words.plain(population))") }
        if let outcome = study.outcome { parts.append("Outcome: \(words.plain(outcome))") }
        parts += study.arms.map { "\($0.label)\($0.isComparator ? " (comparator)" : ""): \(result($0))" }
        if let comparison = study.comparison {
            let reported = comparison.reported.map { ": \(interval($0)), as reported" } ?? ""
            parts.append("\(comparison.measure.words) of \(comparison.intervention.label) against \(comparison.comparator.label)\(reported)")
        }
        if let time = study.followUp { parts.append("Follow-up: \(time)") }
        if let risk = study.riskOfBias { parts.append("Risk of bias: \(risk.words)\(study.riskOfBiasText.map { ". \(words.plain($0))" } ?? "")") }
        if let notes = study.notes { parts.append(words.plain(notes)) }
        return parts.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
    }

    private func result(_ arm: EvidenceRecord.Arm) -> String {
        func of(_ n: Int?) -> String { n.map { " (of \($0) people)" } ?? "" }
        switch arm.result {
        case .events(let events, let n): return "\(events) of \(n)"
        case .percent(let percent, let n): return "\(Decimal.format(percent)) %\(of(n))"
        case .change(let value, let unit, let n, let reported):
            let ends = reported.map { " (\(Decimal.format($0.level)) % interval \(Decimal.format($0.low)) to \(Decimal.format($0.high)))" } ?? ""
            return "change \(Decimal.format(value)) \(unit)\(ends)\(of(n))"
        case .beforeAfter(let before, let after, let unit, let n): return "from \(Decimal.format(before)) to \(Decimal.format(after)) \(unit)\(of(n))"
        case .size(let n): return "\(n) people"
        }
    }

    private func interval(_ reported: EvidenceRecord.Reported) -> String {
        "\(Decimal.format(reported.value)), \(Decimal.format(reported.level)) % interval \(Decimal.format(reported.low)) to \(Decimal.format(reported.high))"
    }

    private func pooled(_ pooled: EvidenceRecord.Pooled) -> String {
        var parts = ["Pooled by \(pooled.source.key), \(pooled.label): \(pooled.measure.words) \(interval(pooled.estimate))\(pooled.unit.map { " \($0)" } ?? "")"]
        if let studies = pooled.studies { parts.append("\(studies) studies") }
        if let n = pooled.n { parts.append("\(n) people") }
        if let text = pooled.text { parts.append(words.plain(text)) }
        return parts.joined(separator: ". ")
    }

    private var certainty: String {
        let grading = evidence.certainty
        var parts = ["Certainty: \(grading.level.words)\(grading.start.map { ", from \($0.words)" } ?? "")"]
        parts += grading.reasons.map { reason in
            "\(reason.isLowering ? "Lowered" : "Raised") by \(reason.levels) for \(reason.domain.words)\(reason.text.map { ": \(words.plain($0))" } ?? "")"
        }
        if let by = grading.by ?? grading.source?.key { parts.append("Graded by \(by)") }
        if let text = grading.text { parts.append(words.plain(text)) }
        return parts.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
    }
}

extension JSONValue {
    /// R4 has no such member here.
    fileprivate func without(_ name: String) -> JSONValue {
        guard case .members(let members) = self else { return self }
        return .members(members.filter { $0.name != name })
    }
}
