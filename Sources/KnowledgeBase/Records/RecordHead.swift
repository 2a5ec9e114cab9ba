public import Diagnostics
public import Markdown
public import SourceData

/// The kinds of records; each has a folder of its name.
public enum RecordKind: String, CaseIterable, Sendable, Hashable {
    case criteria, regimens, protocols, products, evidence

    /// What one record is called in messages.
    public var singular: String {
        switch self {
        case .criteria: "criteria set"
        case .regimens: "regimen"
        case .protocols: "protocol"
        case .products: "product"
        case .evidence: "evidence record"
        }
    }
}

public enum RecordStatus: String, CaseIterable, Sendable {
    case current, superseded, retired, illustrative

    /// True for what does not hold any more.
    public var isOutdated: Bool { self == .superseded || self == .retired }
}

/// A text field of a record: Markdown with citations and links.
public struct RichText: Sendable {
    public let nodes: [Node]
    /// True when the entry that has this text names the source of what it says.
    var isCited = false
    /// False when the nodes are the inlines of a single paragraph.
    public var isBlocks: Bool { nodes.first?.isBlock ?? false }
    public var plainText: String { nodes.map(\.plainText).joined() }
}

/// What all records have in common.
public struct RecordHead: Sendable {
    /// The file name without extension.
    public let id: String
    public let kind: RecordKind
    public let path: String
    /// The first 12 hexadecimal digits of the SHA-256 of what the record's file says besides its review, and of what is changed in it by an
    /// overlay: the same for the same words, on any machine.
    public let version: String
    public let title: String
    /// A plain sentence for indexes.
    public let summary: String
    /// How the record is the site's own, where the site extends another knowledge base.
    public let local: LocalContent?
    public let status: RecordStatus
    let statusPosition: SourcePosition
    /// Ids of what replaced it, where it does not hold any more and says so.
    let successors: [Located<String>]
    /// As it is written; the record may have changed since then.
    public let writtenReview: Review?
    public let sources: [CitationItem]
    /// What was changed in the record, and when, in the order of the file.
    public let changes: [Change]
    /// What could go wrong with what is worked out from it.
    public let hazards: [Hazard]
    /// Old addresses at which the site answers too.
    public let aliases: [Located<String>]
    /// Old names of its places.
    public let formerAnchors: [FormerAnchor]
    public let tags: [String]
    public let notes: RichText?
    /// Every value prose can be held to, in the order of the page.
    public internal(set) var facts: [Fact]
    /// The author's own named values, a part of `facts`.
    public let namedFacts: [NamedFact]
    /// Anchors of the page that are not facts.
    public internal(set) var anchors: Set<String>
    /// Every Markdown field, so that links and citations in records are checked like those in articles.
    public internal(set) var texts: [RichText]
    /// Titles, labels and other texts that are no Markdown, where they show anything to check.
    let plainTexts: [RichText]
    public let position: SourcePosition

    /// Nil until someone clinical has reviewed what the record says now.
    public var review: Review? { writtenReview.standing }

    public func fact(_ id: String) -> Fact? { facts.first { $0.id == id } }
    /// Everything a link to this record can lead to.
    var places: Set<String> { anchors.union(facts.map(\.id)) }
    public func hasAnchor(_ id: String) -> Bool { anchors.contains(id) || fact(id) != nil }
}

extension RecordHead {
    /// An entry of `changes`.
    public struct Change: Sendable {
        public let date: CalendarDate
        public let text: RichText
    }
}

/// A value from a record's `facts` list.
public struct NamedFact: Sendable {
    public let fact: Fact
    public let source: CitationItem?
}
