import KnowledgeBase

/// Which group a value belongs to, by its file and the keys that lead to it.
enum Grouping {
    /// Of a record.
    static func group(_ kind: RecordKind) -> ([String]) -> Change.Group {
        { keys in
            let top = keys.first ?? ""
            if top == "examples" { return .plans }
            if let common = common(keys) { return common }
            switch kind {
            case .criteria: return .criteria
            case .evidence: return .evidence
            case .regimens, .protocols, .products: return ["alerts", "guard", "contraindications", "warnings"].contains(top) ? .alerts : .doses
            }
        }
    }

    static func article(_ keys: [String]) -> Change.Group { keys.first == "codes" ? .criteria : common(keys) ?? .prose }
    static func site(_ keys: [String]) -> Change.Group { keys.first == "hazards" ? .alerts : .site }

    /// What records and articles have in common.
    private static func common(_ keys: [String]) -> Change.Group? {
        switch keys.first {
        case "status", "review": return .reviews
        case "sources": return .references
        case "hazards": return .alerts
        case "title", "summary", "tags", "changes", "notes", "type", "authors", "aliases": return .prose
        default: return ["source", "reference", "every-source"].contains(keys.last ?? "") ? .references : nil
        }
    }
}
