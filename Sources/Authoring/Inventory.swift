public import KnowledgeBase
import Citations
public import SourceData

/// What there is in a knowledge base, a line for each article, record or reference.
public struct Inventory: Encodable {
    /// One of them.
    public struct Entry: Encodable {
        /// `article`, `reference`, or what a record is called.
        public let kind: String
        /// The path of its file, or the key of a reference.
        public let name: String
        public let title: String
        public let status: String?
        /// How it is the site's own, where the site extends another knowledge base: `changed locally`.
        public let local: String?
        public let authors: [String]
        public let reviewedBy: String?
        public let reviewedOn: String?
        /// True where the file has changed since then: nobody has reviewed what it says now.
        public let isChangedSinceReview: Bool
        /// The day on which the next review is due.
        public let reviewDue: String?
        public let isOverdue: Bool
        /// True where a page or a record links to it, shows it or cites it.
        public let isUsed: Bool
    }

    /// Articles, records and references, each in the order of their paths and keys.
    public private(set) var entries: [Entry]

    /// Of everything, as it stands on the day `today`.
    public init(_ knowledgeBase: KnowledgeBase, today: CalendarDate) {
        let usual = knowledgeBase.site.reviewInterval
        func due(_ review: Review?) -> CalendarDate? { review.flatMap { review in (review.interval ?? usual).map { review.on.adding(months: $0) } } }
        func entry(_ kind: String, _ path: String, _ title: String, _ status: String, _ authors: [String], _ review: Review?, isOld: Bool, isUsed: Bool) -> Entry {
            let day = due(review.standing)
            return Entry(
                kind: kind, name: path, title: title, status: status, local: knowledgeBase.overlay?.local(path)?.label, authors: authors, reviewedBy: review?.by,
                reviewedOn: review?.on.description,
                isChangedSinceReview: review?.isStale ?? false, reviewDue: day?.description, isOverdue: !isOld && (day.map { $0.days(after: today) < 0 } ?? false),
                isUsed: isUsed)
        }
        let articles = knowledgeBase.articles.map { article in
            entry(
                "article", article.path, article.title, article.status.rawValue, knowledgeBase.text(of: article).authors, article.writtenReview,
                isOld: article.status == .superseded, isUsed: article.type == .page || !knowledgeBase.mentions(of: article.path).isEmpty)
        }
        let records = knowledgeBase.records.map { record in
            entry(
                record.head.kind.singular, record.head.path, record.head.title, record.head.status.rawValue, [], record.head.writtenReview,
                isOld: record.head.status != .current,
                isUsed: !knowledgeBase.mentions(of: record.head.path).isEmpty)
        }
        let references = knowledgeBase.references.map { reference in
            Entry(
                kind: "reference", name: reference.id, title: reference.title, status: nil, local: nil, authors: [], reviewedBy: nil, reviewedOn: nil,
                isChangedSinceReview: false, reviewDue: nil,
                isOverdue: false, isUsed: !knowledgeBase.citations(of: reference.id).isEmpty)
        }
        entries = [articles, records, references].flatMap { part in part.sorted { $0.name < $1.name } }
    }

    /// Keeps those for which it holds.
    public mutating func keep(_ isWanted: (Entry) -> Bool) { entries = entries.filter(isWanted) }
}
