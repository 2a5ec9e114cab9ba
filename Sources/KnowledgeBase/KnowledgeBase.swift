public import Citations
public import SourceData
import Synchronization

/// Everything the content folder says: typed, linked both ways and checked.
///
/// What is asked of it is noted where a `ReadLog` is kept: all but the settings, terms, references and which files there are.
public final class KnowledgeBase: Sendable {
    public let site: Site
    /// Nil where the site extends no other knowledge base. What pages say of it is a part of the `ground`.
    public let overlay: Overlay?
    /// In the order of the reference files.
    public let references: [Reference]
    public let glossary: Glossary
    /// Files that a page links to or shows, published as they are.
    public let assets: [ContentFile]
    public let resolver: LinkResolver
    let links: LinkIndex
    private let recordLinks: [String: (links: ResolvedLinks, reads: [Read])]

    private let allArticles: [Article]
    private let allRecords: [Record]
    private let texts: Texts
    private let stamps: SiteStamps
    private let answerMemory: AnswerMemory
    /// Of what everything looks at: the settings, terms and references, and which files there are.
    public let ground: Stamp

    /// Records of a kind stand together.
    private let recordsByKind: [RecordKind: Range<Int>]
    private let articleByPath: [String: Int]
    private let recordByPath: [String: Int]
    private let referenceByKey: [String: Int]

    init(_ articles: [Article], _ linked: Linked, _ site: Site, _ overlay: Overlay?, _ whole: LoadMemory.Whole, _ texts: Texts, _ stamps: SiteStamps) {
        self.site = site
        self.overlay = overlay
        allArticles = articles
        let records = linked.records
        allRecords = records
        references = linked.references
        glossary = linked.glossary
        assets = whole.assets
        links = whole.links
        resolver = linked.resolver
        recordLinks = linked.links
        ground = linked.ground
        self.texts = texts
        self.stamps = stamps
        answerMemory = AnswerMemory(stamps.answering, texts)
        recordsByKind = Dictionary(records.indices.map { (records[$0].head.kind, $0..<($0 + 1)) }, uniquingKeysWith: { $0.lowerBound..<$1.upperBound })
        articleByPath = Self.index(articles.map(\.path))
        recordByPath = Self.index(records.map(\.head.path))
        referenceByKey = Self.index(references.map(\.id))
    }

    private static func index(_ keys: [String]) -> [String: Int] {
        Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
    }

    // MARK: Articles

    /// Sorted by path.
    public var articles: [Article] {
        ReadLog.note(.articles)
        return allArticles
    }

    public func articles(_ type: ArticleType) -> [Article] { articles.filter { $0.type == type } }

    public func article(_ path: String) -> Article? {
        ReadLog.note(.article(path))
        return articleByPath[path].map { allArticles[$0] }
    }

    /// What an article of this knowledge base says.
    public func text(of article: Article) -> ArticleText {
        ReadLog.note(.text(article.path))
        guard let text = texts.text(article.path) else { preconditionFailure("there is no article '\(article.path)'") }
        return text
    }

    /// What the article at `path` says is kept in memory no longer; where it is asked for again, it is read again.
    package func release(_ path: String) { texts.release(path) }

    /// Articles whose files have changed since they were read, of those that were looked at again: a page of one would not be what was checked.
    package var changedFiles: [String] { texts.changed }

    /// The file at `path`, as it was read.
    package func file(_ path: String) -> ContentFile? { texts.file(path) }

    /// The article in `indications/` that records call `id`.
    public func indication(_ id: String) -> Article? { indicationPath(id).flatMap(article) }
    public func indicationPath(_ id: String) -> String? { resolver.indications[id] }

    // MARK: Records

    /// Sorted by kind, then title.
    public var records: [Record] {
        for kind in RecordKind.allCases { ReadLog.note(.records(kind)) }
        return allRecords
    }

    public func records(_ kind: RecordKind) -> ArraySlice<Record> {
        ReadLog.note(.records(kind))
        return recordsByKind[kind].map { allRecords[$0] } ?? []
    }

    public func record(_ path: String) -> Record? {
        ReadLog.note(.record(path))
        return recordByPath[path].map { allRecords[$0] }
    }

    public func record(_ id: String, _ kind: RecordKind) -> Record? { recordPath(id, kind).flatMap(record) }
    public func recordPath(_ id: String, _ kind: RecordKind) -> String? { resolver.recordPath(id, kind) }

    /// The products of a drug, in the order of their titles.
    public func products(of drug: String) -> [Product] {
        let drug = drug.lowercased()
        ReadLog.note(.products(drug))
        let products = stamps.productsByDrug[drug] ?? []
        for product in products { ReadLog.note(.record(product.head.path)) }
        return products
    }

    // MARK: Both

    /// What an article or record is called, by its path; nil where there is none.
    public func title(of path: String) -> String? {
        ReadLog.note(.name(path))
        return articleByPath[path].map { allArticles[$0].title } ?? recordByPath[path].map { allRecords[$0].head.title }
    }

    public func isArticle(_ path: String) -> Bool { articleByPath[path] != nil }
    public func isRecord(_ path: String) -> Bool { recordByPath[path] != nil }

    /// True where any article or record has a tag.
    public var hasTags: Bool { articles.contains { !$0.tags.isEmpty } || records.contains { !$0.head.tags.isEmpty } }

    public func reference(_ key: String) -> Reference? { referenceByKey[key].map { references[$0] } }

    /// Where the links of an article, a record or the glossary lead, by its path.
    public func resolvedLinks(of source: String) -> ResolvedLinks {
        if let article = articleByPath[source] { return text(of: allArticles[article]).links }
        guard let (links, reads) = recordLinks[source] else { return ResolvedLinks() }
        ReadLog.note(.record(source))
        for read in reads { ReadLog.note(read) }
        return links
    }

    // MARK: Who mentions what

    /// Mentions of an article or record, by its path, in the order of the content.
    public func mentions(of path: String) -> [LinkIndex.TargetMention] {
        ReadLog.note(.mentions(path))
        return links.mentions[path] ?? []
    }

    /// Mentions of a reference, by key; none where nobody cites it.
    public func citations(of key: String) -> [Mention] {
        ReadLog.note(.citations)
        return links.citations[key] ?? []
    }

    /// The references that an article or record cites, in the order of the library.
    public var citedReferences: [Reference] { references.filter { !citations(of: $0.id).isEmpty } }

    /// Paths of the records an article or record uses, by its own path, in order of first use.
    public func recordsUsed(by path: String) -> [String] { links.recordsUsed[path] ?? [] }

    /// Answers to the items of coverage policies, in the order of the content.
    public var answers: [CriterionAnswer] {
        ReadLog.note(.answers)
        return answerMemory.answers
    }

    /// An article says something else from now on, and nothing that others see has changed. See `LoadMemory.revise`.
    package func revise(_ revision: LoadMemory.Revision) {
        texts.revise(revision.file)
        stamps.revise(revision.file.path, bytes: revision.file.stamp, revision.check)
    }

    /// The present state of what a page has looked at.
    public func stamp(_ read: Read) -> Stamp {
        if case .front(let path) = read { frontStamp(path) } else { stamps.stamp(read) }
    }
}

/// The answers of all articles, gathered when they are first asked for.
private final class AnswerMemory: Sendable {
    private let articles: [String]
    private let texts: Texts
    private let gathered = Mutex<[CriterionAnswer]?>(nil)

    init(_ articles: [String], _ texts: Texts) {
        self.articles = articles
        self.texts = texts
    }

    var answers: [CriterionAnswer] {
        gathered.withLock { gathered in
            if let gathered { return gathered }
            let found = articles.flatMap { texts.text($0)?.answers ?? [] }
            gathered = found
            return found
        }
    }
}
