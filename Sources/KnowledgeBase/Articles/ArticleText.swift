public import Diagnostics
public import Markdown
public import SourceData

/// What an article says: its body, and what of its front matter stands on its own page only.
public struct ArticleText: Sendable {
    public struct Code: Sendable {
        public let system: String
        public let code: String
        public let title: String?
    }

    public struct Change: Sendable {
        public let date: CalendarDate
        public let text: String
    }

    public let codes: [Code]
    public let authors: [String]
    public let changes: [Change]
    public let sections: [Article.Section]
    /// The summary as it stands in the file, for what is checked in it.
    let summaryText: RichText?
    /// What else of its front matter readers see, where it shows anything to check.
    let plainTexts: [RichText]
    public internal(set) var body: Node
    /// Component blocks by the place of their fence.
    public internal(set) var components: [SourcePosition: Component] = [:]
    /// Where its links lead, once it is checked.
    public internal(set) var links = ResolvedLinks()
    /// What it says about items of coverage policies, once it is checked.
    public internal(set) var answers: [CriterionAnswer] = []

    /// The blocks of the body in order, each with the section it stands in: nil before the first heading.
    public var blocks: [(section: Article.Section?, block: Node)] {
        let byID = Dictionary(sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var section: Article.Section?
        return body.children.map { block in
            if case .heading(_, let id?) = block.kind { section = byID[id] }
            return (section, block)
        }
    }
}
