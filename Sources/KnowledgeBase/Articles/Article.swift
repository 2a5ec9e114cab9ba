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

/// A page written in Markdown: what other pages can see of it. What it says itself is its `ArticleText`.
public struct Article: Sendable, Hashable {
    public enum Status: String, CaseIterable, Sendable {
        case draft, current, superseded

        /// True for what does not hold any more.
        var isOutdated: Bool { self == .superseded }
    }

    /// A heading and what stands below it.
    public struct Section: Sendable, Hashable {
        /// In one place of its own: every link and citation names the section it stands in.
        private let values: Values

        private final class Values: Sendable {
            let id: String
            let title: String
            let level: Int

            init(id: String, title: String, level: Int) {
                self.id = id
                self.title = title
                self.level = level
            }
        }

        init(id: String, title: String, level: Int) { values = Values(id: id, title: title, level: level) }

        /// Anchor on the page; empty for what stands before the first heading.
        public var id: String { values.id }
        public var title: String { values.title }
        public var level: Int { values.level }

        public static func == (a: Section, b: Section) -> Bool { a.values === b.values || a.id == b.id && a.title == b.title && a.level == b.level }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(id)
            hasher.combine(title)
            hasher.combine(level)
        }
    }

    /// Path of the source file in the content folder.
    public let path: String
    public let type: ArticleType
    public let title: String
    public let summary: String
    public let status: Status
    let statusPosition: SourcePosition
    /// What replaced it, as links from it are written, where it does not hold any more and says so.
    let successors: [Located<String>]
    /// As it is written; the file may have changed since then.
    public let writtenReview: Review?
    public let aliases: [Located<String>]
    /// Old names of its anchors.
    public let formerAnchors: [FormerAnchor]
    public let tags: [String]
    /// Every anchor a link can name, in the order of the page.
    public let anchors: [String]
    /// The kinds of alerts that stand anywhere in it.
    public let alertKinds: Set<Alert.Kind>

    /// Nil until someone clinical has reviewed what it says now.
    public var review: Review? { writtenReview.standing }

    /// The file's name without extension: what records call an indication by.
    public var id: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.dropLast(name.hasSuffix(".md") ? 3 : 0))
    }
}
