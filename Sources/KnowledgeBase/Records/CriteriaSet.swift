public import ClinicalLogic
public import Diagnostics
public import Markdown
public import SourceData

/// Classification, diagnostic, response, inactivity or coverage criteria.
public struct CriteriaSet: Sendable {
    public enum Purpose: String, CaseIterable, Sendable {
        case coverage, classification, diagnostic, response, inactivity
    }

    public struct Item: Sendable {
        public let id: String
        public let label: String
        public let definition: RichText?
        /// Items of one group exclude each other.
        public let group: String?
        /// Subheading under which the table lists the item.
        public let section: String?
        public let source: CitationItem?
        /// Points when met.
        public let points: Points
        /// For an item that is answered with a number.
        public let quantity: Bounded?
        /// Points by the size of the number, from lowest to highest.
        public let bands: [Band]
        /// For an item that is answered by choosing one of several.
        public let options: [Option]

        /// False for a number without a limit and for a choice, which no rule can name.
        public var canBeMet: Bool { options.isEmpty && (quantity == nil || quantity?.limit != nil) }
    }

    /// Points by column, which is a score's id, or `points` for those that count in every score.
    public typealias Points = [String: Double]

    /// A number held against a limit, in a unit of the laboratory or scale.
    public struct Bounded: Sendable {
        public let unit: String?
        public let comparison: Comparison?
        public let limit: Double?
        /// Numbers outside these cannot be right.
        public let minimum: Double?
        public let maximum: Double?

        /// `at most 150 units/L`; nil without a limit.
        public var text: String? {
            guard let comparison, let limit else { return nil }
            return comparison.words + " " + FactValue.number(limit, unit: unit).text
        }
    }

    /// Points for numbers from a limit up to the next band's.
    public struct Band: Sendable {
        /// `at least` or `over` a limit; nil for a first band that holds everything below the second.
        public let limit: (comparison: Comparison, value: Double)?
        public let points: Points
    }

    public struct Option: Sendable {
        public let id: String
        public let label: String
        public let definition: RichText?
        public let points: Points
    }

    public struct Threshold: Sendable {
        public let id: String
        public let label: String
        public let atLeast: Double
    }

    public struct Score: Sendable {
        public let id: String
        public let label: String
        public let thresholds: [Threshold]
        public let probability: Probability?
    }

    /// Probability = 1/(1 + exp(-(intercept + slope × score))).
    public struct Probability: Sendable {
        public let intercept: Double
        public let slope: Double
        public let source: CitationItem
    }

    public struct Outcome: Sendable {
        public let id: String
        public let label: String
        public let rule: CriteriaRule
        let position: SourcePosition
    }

    /// Whose coverage criteria these are.
    public struct Policy: Sendable {
        public let payer: String
        public let number: String?
        public let effective: CalendarDate?
        public let retrieved: CalendarDate?
        public let url: String?
        /// The policy's own words.
        public let quote: String?
    }

    public let head: RecordHead
    public let purpose: Purpose
    /// Articles in `indications/`, by id.
    public let appliesTo: [Located<String>]
    public let items: [Item]
    public let scores: [Score]
    public let outcomes: [Outcome]
    public let exclusions: [RichText]
    public let policy: Policy?

    /// Columns of points, in the order of the scores; then `points` for those that count in every score.
    public var pointColumns: [(id: String, label: String)] {
        let used = Set(
            items.flatMap { item in
                item.points.keys + item.bands.flatMap(\.points.keys) + item.options.flatMap(\.points.keys)
            })
        var columns = scores.filter { used.contains($0.id) }.map { (id: $0.id, label: $0.label) }
        if used.contains("points") { columns.append((id: "points", label: "Points")) }
        return columns
    }

    /// The label of what a rule names: an item, an item's option, a score's threshold or an outcome.
    public func label(of id: String) -> String {
        if let item = items.first(where: { $0.id == id }) { return item.label }
        if let outcome = outcomes.first(where: { $0.id == id }) { return outcome.label }
        for item in items {
            if let option = item.options.first(where: { "\(item.id).\($0.id)" == id }) { return "\(item.label): \(option.label)" }
        }
        for score in scores {
            if let threshold = score.thresholds.first(where: { "\(score.id).\($0.id)" == id }) {
                return "\(score.label): \(threshold.label)"
            }
        }
        return id
    }
}
