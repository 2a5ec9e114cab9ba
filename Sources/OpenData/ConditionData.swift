package import ClinicalLogic
import SourceData

extension Condition {
    /// A tree of what has to hold, each part with a `type`, and the whole in words.
    var json: JSONValue { tree.joined(.object(["text": .string(clearWords)])) }

    /// In words that can be read in one way: parts that are joined themselves stand in parentheses.
    package var clearWords: String {
        switch self {
        case .always, .limit, .answer, .sex: words
        case .all(let parts): words.contains(", and ") ? parts.map(\.part).joined(separator: ", and ") : words
        case .any(let parts): parts.map(\.part).joined(separator: ", or ")
        case .atLeast(let count, let parts): "at least \(count) of: " + parts.map(\.part).joined(separator: "; ")
        case .not(let part): "not (\(part.clearWords))"
        }
    }

    private var part: String {
        let words = clearWords
        switch self {
        case .all(let parts): return parts.count > 1 && words.contains(", and ") ? "(\(words))" : words
        case .any(let parts): return parts.count > 1 ? "(\(words))" : words
        case .atLeast: return "(\(words))"
        case .always, .limit, .answer, .sex, .not: return words
        }
    }

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
