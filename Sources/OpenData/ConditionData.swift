package import ClinicalLogic
import SourceData

extension Condition {
    /// A tree of what has to hold, each part with a `type`, and the whole in words.
    var json: JSONValue { tree.joined(.object(["text": .string(words)])) }

    private var tree: JSONValue {
        switch self {
        case .always: .object(["type": "always"])
        case .limit(let limit): limit.json
        case .answer(let question, let answer, _): .object(["type": "answer", "question": .string(question), "answer": .string(answer)])
        case .sex(let sex): .object(["type": "sex", "sex": .string(sex == .male ? "male" : "female")])
        case .all(let parts): .object(["type": "all", "of": .array(parts.map(\.tree))])
        case .any(let parts): .object(["type": "any", "of": .array(parts.map(\.tree))])
        case .atLeast(let count, let parts): .object(["type": "at-least", "count": .integer(count), "of": .array(parts.map(\.tree))])
        case .not(let part): .object(["type": "not", "of": .array([part.tree])])
        }
    }
}

extension Condition.Limit {
    /// The limit in the unit the record writes it in.
    fileprivate var json: JSONValue {
        var kind = "figure"
        var name = ""
        switch subject {
        case .figure(let figure): name = figure.name
        case .dose(let figure, _): (kind, name) = ("dose", figure.name)
        case .question(let id): (kind, name) = ("question", id)
        case .measure(let id): (kind, name) = ("measure", id)
        }
        return .object([
            "type": "limit", "of": .string(kind), "id": .string(name), "comparison": .string(comparison.rawValue), "limit": Figures.written(words),
        ])
    }
}

extension CriteriaRule {
    /// A tree over ids of items, options, thresholds and earlier outcomes.
    var json: JSONValue {
        switch self {
        case .reference(let id): .object(["type": "id", "id": .string(id)])
        case .all(let parts): .object(["type": "all", "of": .array(parts.map(\.json))])
        case .any(let parts): .object(["type": "any", "of": .array(parts.map(\.json))])
        case .atLeast(let count, let parts): .object(["type": "at-least", "count": .integer(count), "of": .array(parts.map(\.json))])
        case .not(let part): .object(["type": "not", "of": .array([part.json])])
        }
    }
}
