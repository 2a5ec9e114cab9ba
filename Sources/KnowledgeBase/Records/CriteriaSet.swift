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
        /// Points by column (a score's id), or under `points` when there is one column.
        public let points: [String: Double]
        public let quantity: Bounded?
    }

    /// A number held against a limit, in a unit of the laboratory or scale.
    public struct Bounded: Sendable {
        public let unit: String?
        public let comparison: Comparison?
        public let limit: Double?

        /// `at most 150 units/L`; nil without a limit.
        public var text: String? {
            guard let comparison, let limit else { return nil }
            return comparison.words + " " + FactValue.number(limit, unit: unit).text
        }
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
    }

    public struct Outcome: Sendable {
        public let id: String
        public let label: String
        public let rule: CriteriaRule
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

    /// Columns of points, in the order of the scores; `points` for a single unnamed column.
    public var pointColumns: [(id: String, label: String)] {
        let used = Set(items.flatMap(\.points.keys))
        var columns = scores.filter { used.contains($0.id) }.map { (id: $0.id, label: $0.label) }
        if used.contains("points") { columns.append((id: "points", label: "Points")) }
        return columns
    }

    /// The label of an item or outcome.
    public func label(of id: String) -> String {
        items.first { $0.id == id }?.label ?? outcomes.first { $0.id == id }?.label ?? id
    }
}
