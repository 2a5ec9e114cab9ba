import Diagnostics
import SourceData

/// What is another in a newer state of a knowledge base: everything that its files say, in words for those who use it.
public struct Comparison: Sendable {
    /// The two states as their reader calls them.
    public let old: String
    public let new: String
    /// By group, the most urgent first, then by path and place.
    public let changes: [Change]

    public init(_ old: ContentState, _ new: ContentState) {
        self.old = old.name
        self.new = new.name
        var work = ComparisonWork(old, new)
        work.compare()
        let rank = Dictionary(uniqueKeysWithValues: Change.Group.allCases.enumerated().map { ($1, $0) })
        let indexed = work.changes.enumerated()
        changes = indexed.sorted { a, b in
            (rank[a.element.group]!, a.element.page.path, a.offset) < (rank[b.element.group]!, b.element.page.path, b.offset)
        }.map(\.element)
    }

    /// The changes of each group that has any, the most urgent first.
    public var groups: [(group: Change.Group, changes: [Change])] {
        let byGroup = Dictionary(grouping: changes, by: \.group)
        return Change.Group.allCases.compactMap { group in byGroup[group].map { (group, $0) } }
    }
}
