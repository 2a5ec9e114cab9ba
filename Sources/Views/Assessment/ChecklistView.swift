import ClinicalLogic
import Foundation
import KnowledgeBase
import Rendering
import Templates

/// A criteria set as a form: its items by section, what they are worth, and places for what follows.
struct ChecklistView {
    let renderer: ContentRenderer
    let parts: PageParts

    /// Absent when the set is too large to be computed with.
    func values(_ record: CriteriaSet) -> TemplateValue {
        guard let set = AssessableSet(record) else { return [:] }
        var numbers: [Double] = []
        set.terms.encode(into: &numbers)
        let id = parts.scope.nextAssessmentID()
        let start = StartingResult(set)
        let values: [TemplateKey: TemplateValue] = [
            .id: .text(id), .set: .text(record.head.id), .title: .text(record.head.title),
            .name: .text(record.outcomes.isEmpty ? "Score" : "Checklist"),
            .noun: .text(record.outcomes.isEmpty ? "score" : "checklist"),
            .hasStates: .flag(record.items.contains(where: \.canBeMet)),
            .terms: .text(EncodedNumbers.text(numbers)), .warning: .text(set.warning), .successors: parts.successors(of: record.head.path),
            .localWords: .text(record.head.local?.line),
            .sections: .list(sections(set, id)),
            .outcomes: .list(record.outcomes.map { [.id: .text($0.id), .label: .text($0.label)] }),
            .hasOutcomes: .flag(!record.outcomes.isEmpty),
            .start: start.values { "\(id)-item-\($0)" },
            .scores: .list(set.scores.enumerated().map { .object(score($1).merging(start.score($0)) { own, _ in own }) }),
            .hasChoiceOfScore: .flag(set.scores.count > 1),
            .exclusions: .list(record.exclusions.map { .html(renderer.html($0)) }),
            .provenance: .text(Provenance.criteria(record.head)), .reviewWords: .text(record.head.writtenReview.sentence),
            .generator: .text(Provenance.generator),
            .version: .text(record.head.version), .core: .text(CoreVersion.text),
        ]
        return .object(values.merging(parts.origin(of: record.head)) { own, _ in own })
    }

    private func sections(_ set: AssessableSet, _ id: String) -> [TemplateValue] {
        var sections: [(title: String, items: [TemplateValue])] = []
        for (index, item) in set.record.items.enumerated() {
            let title = item.section ?? "Items"
            if sections.last?.title != title { sections.append((title, [])) }
            sections[sections.count - 1].items.append(self.item(item, index, set, "\(id)-item-\(index + 1)"))
        }
        return sections.map { [.title: .text($0.title), .items: .list($0.items)] }
    }

    private func item(_ item: CriteriaSet.Item, _ index: Int, _ set: AssessableSet, _ id: String) -> TemplateValue {
        let quantity = item.quantity
        let unit = quantity?.unit
        let words = item.valueWords(set.terms.items[index])
        var hint: [String] = []
        if let text = quantity?.text { hint.append("Met if \(text).") }
        switch (quantity?.minimum, quantity?.maximum) {
        case (let low?, let high?): hint.append("A number from \(Decimal.format(low)) to \(FactValue.number(high, unit: unit).text).")
        // That nothing is below zero goes without saying.
        case (0?, nil): break
        case (let low?, nil): hint.append("A number of \(FactValue.number(low, unit: unit).text) or more.")
        case (nil, let high?): hint.append("A number up to \(FactValue.number(high, unit: unit).text).")
        case (nil, nil): break
        }
        return [
            .fieldID: .text(id), .item: .text(item.id), .label: .text(item.label),
            .definition: .html(renderer.html(item.definition)),
            .form: .text(item.options.isEmpty ? (quantity == nil ? "state" : "number") : "choice"),
            .isNumber: .flag(quantity != nil), .isChoice: .flag(!item.options.isEmpty), .hasState: .flag(item.canBeMet),
            .unit: .text(unit), .hint: .text(hint.joined(separator: " ").replacing("-", with: "−")),
            .group: .text(item.group), .points: .text(points(item, set)), .counts: .text(counts(item, set)),
            .words: .text(Self.json(words)),
            .options: .list(
                item.options.enumerated().map { index, option in
                    [.place: .text(String(index)), .option: .text(option.id), .label: .text(option.label)]
                }),
        ]
    }

    /// `3.1 without muscle biopsy, 3.2 with`: what an item that is met gives, where it is worth the same whatever the number.
    private func points(_ item: CriteriaSet.Item, _ set: AssessableSet) -> String {
        let columns = set.record.pointColumns
        let given = columns.compactMap { column in item.points[column.id].map { (column.label, Decimal.format($0).replacing("-", with: "−"), $0) } }
        if given.count == 1, columns.count == 1 { return "\(given[0].1) \(given[0].2 == 1 ? "point" : "points")" }
        return given.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
    }

    /// The scores an item counts in, where it has no other effect.
    private func counts(_ item: CriteriaSet.Item, _ set: AssessableSet) -> String {
        guard set.record.outcomes.isEmpty else { return "" }
        let columns = Set(item.points.keys).union(item.bands.flatMap(\.points.keys)).union(item.options.flatMap(\.points.keys))
        guard !columns.contains("points") else { return "" }
        return columns.sorted().joined(separator: " ")
    }

    private func score(_ score: AssessableSet.Score) -> [TemplateKey: TemplateValue] {
        [
            .scoreID: .text(score.id), .label: .text(score.label), .hasThresholds: .flag(!score.thresholds.isEmpty),
            .thresholds: .text(Self.json(score.thresholds.map { Threshold(id: $0.id, label: $0.label, at: $0.atLeast) })),
            .hasProbability: .flag(score.hasProbability),
        ]
    }

    private struct Threshold: Encodable {
        let id: String
        let label: String
        let at: Double
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}

/// Numbers as text that reads back to the same bits.
enum EncodedNumbers {
    static func text(_ numbers: [Double]) -> String {
        numbers.map { $0 == $0.rounded() && abs($0) < 1e15 ? String(Int64($0)) : String($0) }.joined(separator: ",")
    }
}
