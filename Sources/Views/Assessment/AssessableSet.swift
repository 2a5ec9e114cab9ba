public import ClinicalLogic
public import KnowledgeBase

/// A criteria set together with the form it is computed in, and the words for what is computed.
public struct AssessableSet: Sendable {
    public struct Score: Sendable {
        public let id: String
        public let label: String
        public let thresholds: [CriteriaSet.Threshold]
        public let hasProbability: Bool
    }

    public let record: CriteriaSet
    public let terms: CriteriaTerms
    /// The set's scores; points that belong to none are a score of their own.
    public let scores: [Score]

    /// Nil when the set is too large to be computed with.
    public init?(_ set: CriteriaSet) {
        guard let terms = CriteriaTerms(set) else { return nil }
        record = set
        self.terms = terms
        let named = set.scores.map { Score(id: $0.id, label: $0.label, thresholds: $0.thresholds, hasProbability: $0.probability != nil) }
        scores = named.isEmpty && !terms.scores.isEmpty ? [Score(id: "points", label: "Points", thresholds: [], hasProbability: false)] : named
    }

    /// Why these criteria should not be relied on as they stand, and what replaced them; nil when they are current.
    public func warning(in knowledgeBase: KnowledgeBase) -> String? { warning.map { knowledgeBase.withReplacement($0, of: record.head) } }

    /// The same without what replaced them, to which pages link.
    var warning: String? {
        switch record.head.status {
        case .current: nil
        case .superseded: "Superseded: newer criteria have replaced these. Do not base a decision made today on them."
        case .retired: "Retired: whoever published these criteria has withdrawn them. Do not base a decision made today on them."
        case .illustrative: "Illustrative: these criteria are made up to show how such a record looks, and are not to be relied on."
        }
    }

    /// Limits of the criteria that are no part of what is computed, as plain text.
    public var exclusions: [String] {
        record.exclusions.map { exclusion in
            var text = exclusion.plainText
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// `Below Possible` where no threshold is reached; `reached` counts them from the lowest.
    func className(_ reached: Int, of score: Int) -> String {
        let thresholds = scores[score].thresholds
        if reached > 0 { return thresholds[reached - 1].label }
        return thresholds.first.map { "Below \($0.label)" } ?? ""
    }

    /// `Anti-Jo-1 antibody: met`, or what number or option would be needed.
    func words(_ needed: NeededAnswer) -> String {
        let item = record.items[needed.item]
        switch needed.finding {
        case .met: return "\(item.label): met"
        case .notMet: return "\(item.label): not met"
        case .value(let value): return "\(item.label): \(item.valueWords(terms.items[needed.item])[value])"
        }
    }

    /// The outcomes a set of places stands for, in order; none of them last.
    func outcomes(_ places: ValueSet) -> [CriteriaSet.Outcome?] {
        (0...record.outcomes.count).filter(places.contains).map { $0 < record.outcomes.count ? record.outcomes[$0] : nil }
    }
}
