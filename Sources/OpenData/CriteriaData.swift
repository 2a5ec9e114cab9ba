import ClinicalLogic
import Diagnostics
import KnowledgeBase
import SourceData

/// What a criteria set says: items, points, cut-offs and rules.
struct CriteriaData {
    private let set: CriteriaSet
    private let words: Words

    init(_ set: CriteriaSet, _ words: Words) {
        self.set = set
        self.words = words
    }

    var json: JSONValue {
        .object([
            "kind": .string(set.purpose.rawValue), "applies-to": .list(set.appliesTo.map { .string($0.value) }), "items": .array(set.items.map(item)),
            "scores": .list(set.scores.map(score)), "outcomes": .list(set.outcomes.map(outcome)),
            "exclusions": .list(set.exclusions.map { words.json($0) }), "policy": set.policy.map(policy),
        ])
    }

    private func item(_ item: CriteriaSet.Item) -> JSONValue {
        .object([
            "id": .string(item.id), "label": .string(item.label), "definition": words.json(item.definition), "section": .text(item.section), "group": .text(item.group),
            "source": item.source.map(Words.citation), "answer": .string(item.options.isEmpty ? item.quantity == nil ? "met" : "number" : "choice"),
            "points": points(item.points), "quantity": item.quantity.map(quantity), "bands": .list(item.bands.map { band($0, item.quantity?.unit) }),
            "options": .list(
                item.options.map { option in
                    .object([
                        "id": .string(option.id), "label": .string(option.label), "definition": words.json(option.definition), "points": points(option.points),
                    ])
                }),
        ])
    }

    /// By the id of a score; `points` counts in every score.
    private func points(_ points: CriteriaSet.Points) -> JSONValue? {
        points.isEmpty ? nil : .members(points.sorted { $0.key < $1.key }.map { .init($0.key, .number($0.value)) })
    }

    private func quantity(_ quantity: CriteriaSet.Bounded) -> JSONValue {
        .object([
            "unit": .text(quantity.unit), "ucum": quantity.unit.flatMap(UCUM.code(ofText:)).map { .string($0) },
            "met": quantity.comparison.flatMap { comparison in
                quantity.limit.map { .object(["comparison": .string(comparison.rawValue), "limit": Figures.number($0, quantity.unit)]) }
            },
            "minimum": quantity.minimum.map { .number($0) }, "maximum": quantity.maximum.map { .number($0) },
        ])
    }

    private func band(_ band: CriteriaSet.Band, _ unit: String?) -> JSONValue {
        .object([
            "from": band.limit.map { .object(["comparison": .string($0.comparison.rawValue), "limit": Figures.number($0.value, unit)]) },
            "points": points(band.points),
        ])
    }

    private func score(_ score: CriteriaSet.Score) -> JSONValue {
        .object([
            "id": .string(score.id), "label": .string(score.label),
            "thresholds": .list(
                score.thresholds.map { .object(["id": .string($0.id), "label": .string($0.label), "at-least": .number($0.atLeast)]) }),
            "probability": score.probability.map {
                .object(["intercept": .number($0.intercept), "slope": .number($0.slope), "source": Words.citation($0.source)])
            },
        ])
    }

    private func outcome(_ outcome: CriteriaSet.Outcome) -> JSONValue {
        .object(["id": .string(outcome.id), "label": .string(outcome.label), "rule": outcome.rule.json])
    }

    private func policy(_ policy: CriteriaSet.Policy) -> JSONValue {
        .object([
            "payer": .string(policy.payer), "number": .text(policy.number), "effective": .text(policy.effective?.description),
            "retrieved": .text(policy.retrieved?.description), "url": .text(policy.url), "quote": .text(policy.quote),
        ])
    }
}
