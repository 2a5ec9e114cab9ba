import ClinicalLogic
package import KnowledgeBase
import OpenData
import SitePaths
import SourceData

/// The items of a criteria set as questions. What they decide stands in words: a questionnaire asks, and concludes nothing.
package struct CriteriaQuestionnaire: Sendable {
    private let set: CriteriaSet
    private let places: FHIRPlaces

    package init(_ set: CriteriaSet, in places: FHIRPlaces) {
        self.set = set
        self.places = places
    }

    private var id: String { FHIRPlaces.id("criteria.\(set.head.id)") }
    package var output: String { OutputPath.fhir("Questionnaire", id) }

    package var resource: Resource {
        let conformance = Conformance(places: places, head: set.head)
        return Resource(
            type: "Questionnaire", id: id,
            json: conformance.members("Questionnaire", id, title: set.head.title, kind: "Criteria", lines: lines, isQuestionnaire: true).joined(
                .object(["purpose": .string(lines.joined(separator: "\n\n")), "subjectType": ["Patient"], "item": .array(items)])))
    }

    private var words: Words { Words(places.knowledgeBase, of: set.head.path) }

    /// Scores, outcomes, exclusions and whose policy it is.
    private var lines: [String] {
        var lines = ["An item that is not answered is unknown, and not unmet. The questions alone decide nothing: what follows does."]
        for score in set.scores {
            let cuts = score.thresholds.map { "\($0.label) from \(Decimal.format($0.atLeast))" }.joined(separator: ", ")
            lines.append("Score “\(score.label)”" + (cuts.isEmpty ? "." : ": \(cuts)."))
            if let probability = score.probability {
                lines.append("Its probability is 1/(1 + exp(-(\(Decimal.format(probability.intercept)) + \(Decimal.format(probability.slope)) × score))).")
            }
        }
        lines += set.outcomes.map { "“\($0.label)” when \(rule($0.rule))." }
        lines += set.exclusions.map { "Excluded: \(words.plain($0))" }
        if let policy = set.policy {
            var parts = ["Policy of \(policy.payer)"]
            if let number = policy.number { parts.append("number \(number)") }
            if let date = policy.effective { parts.append("effective \(date)") }
            if let date = policy.retrieved { parts.append("read \(date)") }
            lines.append(parts.joined(separator: ", ") + ".")
            if let quote = policy.quote { lines.append("“\(quote)”") }
            if let url = policy.url { lines.append(url) }
        }
        if let notes = set.head.notes { lines.append(words.plain(notes)) }
        return lines
    }

    private func rule(_ rule: CriteriaRule) -> String {
        switch rule {
        case .reference(let id): "“\(set.label(of: id))”"
        case .all(let parts): "(\(parts.map(self.rule).joined(separator: " and ")))"
        case .any(let parts): "(\(parts.map(self.rule).joined(separator: " or ")))"
        case .atLeast(let count, let parts): "at least \(count) of (\(parts.map(self.rule).joined(separator: "; ")))"
        case .not(let part): "not \(self.rule(part))"
        }
    }

    // MARK: Items

    /// Items of one section in a group, in their order.
    private var items: [JSONValue] {
        var items: [JSONValue] = []
        var section: (title: String, items: [JSONValue])?
        var count = 0
        func close() {
            guard let open = section else { return }
            count += 1
            items.append(QuestionnaireItem.group("section.\(count)", open.title, open.items))
            section = nil
        }
        for item in set.items {
            if section?.title != item.section { close() }
            if let title = item.section {
                section = (title, (section?.items ?? []) + [self.item(item)])
            } else {
                items.append(self.item(item))
            }
        }
        close()
        return items
    }

    private func item(_ item: CriteriaSet.Item) -> JSONValue {
        var help = [item.definition.map { words.plain($0) } ?? ""]
        if let group = item.group {
            let others = set.items.filter { $0.group == group && $0.id != item.id }.map { "“\($0.label)”" }
            if !others.isEmpty { help.append("When it is met, these are not: \(others.joined(separator: ", ")).") }
        }
        help.append(points(item.points))
        if !item.options.isEmpty {
            help += item.options.map { option in
                let parts = [option.definition.map { words.plain($0) } ?? "", points(option.points)].filter { !$0.isEmpty }
                return parts.isEmpty ? "" : "\(option.label): \(parts.joined(separator: " "))"
            }
            return QuestionnaireItem.choice(item.id, item.label, item.options.map { ($0.id, $0.label) }, help: help)
        }
        guard let quantity = item.quantity else { return QuestionnaireItem.boolean(item.id, item.label, help: help) }
        if let limit = quantity.text { help.append("Met when \(limit).") }
        help += item.bands.map { band in
            let from = band.limit.map { "\($0.comparison.words) \(FactValue.number($0.value, unit: quantity.unit).text)" } ?? "Below that"
            return "\(from.sentence): \(points(band.points))"
        }
        return QuestionnaireItem.number(item.id, item.label, unit: quantity.unit, from: quantity.minimum, to: quantity.maximum, help: help)
    }

    private func points(_ points: CriteriaSet.Points) -> String {
        guard !points.isEmpty else { return "" }
        let columns = set.pointColumns.filter { points[$0.id] != nil }.map { column in
            let value = Decimal.format(points[column.id] ?? 0)
            return column.id == "points" ? value : "\(value) (\(column.label))"
        }
        return "Points: \(columns.joined(separator: ", "))."
    }
}
