public import Diagnostics
public import Markdown
public import SourceData

/// What an article is about, told by the folder it stands in.
public enum ArticleType: String, CaseIterable, Sendable, Hashable {
    case indications, therapies, dosing, pitfalls, coverage
    /// A page at the root of the content folder.
    case page

    /// Types that have a folder.
    public static var folders: [ArticleType] { allCases.filter { $0 != .page } }

    public var title: String {
        switch self {
        case .indications: "Indications"
        case .therapies: "Therapies"
        case .dosing: "Dosing"
        case .pitfalls: "Pitfalls"
        case .coverage: "Coverage"
        case .page: "Pages"
        }
    }
}

/// A page written in Markdown.
public struct Article: Sendable {
    public enum Status: String, CaseIterable, Sendable { case draft, current, superseded }

    public struct Code: Sendable {
        public let system: String
        public let code: String
        public let title: String?
    }

    public struct Change: Sendable {
        public let date: CalendarDate
        public let text: String
    }

    /// A heading and what stands below it.
    public struct Section: Sendable, Hashable {
        /// Anchor on the page; empty for what stands before the first heading.
        public let id: String
        public let title: String
        public let level: Int
    }

    /// Path of the source file in the content folder.
    public let path: String
    public let type: ArticleType
    public let title: String
    public let summary: String
    /// The summary as it stands in the file, for what is checked in it.
    let summaryText: RichText?
    public let status: Status
    let statusPosition: SourcePosition
    public let codes: [Code]
    public let authors: [String]
    public let review: Review?
    public let changes: [Change]
    public let aliases: [Located<String>]
    public let tags: [String]
    public internal(set) var body: Node
    public let sections: [Section]
    /// The kinds of alerts that stand anywhere in it.
    public let alertKinds: Set<Alert.Kind>
    /// Component blocks by the place of their fence.
    public internal(set) var components: [SourcePosition: Component] = [:]

    /// The blocks of the body in order, each with the section it stands in: nil before the first heading.
    public var blocks: [(section: Section?, block: Node)] {
        let byID = Dictionary(sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var section: Section?
        return body.children.map { block in
            if case .heading(_, let id?) = block.kind { section = byID[id] }
            return (section, block)
        }
    }

    /// The file's name without extension: what records call an indication by.
    public var id: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.dropLast(name.hasSuffix(".md") ? 3 : 0))
    }
}
