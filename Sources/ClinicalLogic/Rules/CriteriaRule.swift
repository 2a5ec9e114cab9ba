/// The logic of a criteria set over its items and earlier outcomes, by identifier.
public indirect enum CriteriaRule: Hashable, Sendable {
    /// An item, or an outcome that stands before this one.
    case reference(String)
    case all([CriteriaRule])
    case any([CriteriaRule])
    /// At least `count` of the parts.
    case atLeast(Int, of: [CriteriaRule])
    case not(CriteriaRule)

    /// Every identifier the rule names, in order.
    public var references: [String] {
        switch self {
        case .reference(let id): [id]
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap { $0.references }
        case .not(let part): part.references
        }
    }
}
