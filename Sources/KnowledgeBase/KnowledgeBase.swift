public import Citations

/// Everything the content folder says: typed, linked both ways and checked.
public struct KnowledgeBase: Sendable {
    public let site: Site
    /// Sorted by path.
    public let articles: [Article]
    /// Sorted by kind, then title.
    public let records: [Record]
    /// In the order of the reference files.
    public let references: [Reference]
    public let glossary: Glossary
    /// Files that a page links to or shows, published as they are.
    public let assets: [ContentFile]
    /// Answers to the items of coverage policies, in the order of the content.
    public let answers: [CriterionAnswer]
    public let links: LinkIndex
    public let resolver: LinkResolver

    /// Records of a kind stand together.
    private let recordsByKind: [RecordKind: Range<Int>]
    private let articleByPath: [String: Int]
    private let recordByPath: [String: Int]
    private let referenceByKey: [String: Int]

    init(
        site: Site, articles: [Article], records: [Record], references: [Reference], glossary: Glossary,
        assets: [ContentFile], answers: [CriterionAnswer], links: LinkIndex, resolver: LinkResolver
    ) {
        self.site = site
        self.articles = articles
        self.records = records
        self.references = references
        self.glossary = glossary
        self.assets = assets
        self.answers = answers
        self.links = links
        self.resolver = resolver
        recordsByKind = Dictionary(records.indices.map { (records[$0].head.kind, $0..<($0 + 1)) }, uniquingKeysWith: { $0.lowerBound..<$1.upperBound })
        articleByPath = Self.index(articles.map(\.path))
        recordByPath = Self.index(records.map(\.head.path))
        referenceByKey = Self.index(references.map(\.id))
    }

    private static func index(_ keys: [String]) -> [String: Int] {
        Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
    }

    public func article(_ path: String) -> Article? { articleByPath[path].map { articles[$0] } }
    public func record(_ path: String) -> Record? { recordByPath[path].map { records[$0] } }
    public func reference(_ key: String) -> Reference? { referenceByKey[key].map { references[$0] } }

    /// The article in `indications/` that records call `id`.
    public func indication(_ id: String) -> Article? {
        resolver.indications[id].flatMap(article)
    }

    public func record(_ id: String, _ kind: RecordKind) -> Record? {
        resolver.record(id, kind).flatMap { record($0.path) }
    }

    public func records(_ kind: RecordKind) -> ArraySlice<Record> { recordsByKind[kind].map { records[$0] } ?? [] }
    public func articles(_ type: ArticleType) -> [Article] { articles.filter { $0.type == type } }

    /// The fact a link names, if it names one.
    public func fact(at target: LinkTarget) -> Fact? { resolver.fact(at: target) }

    /// Tags of articles and records, sorted.
    public var tags: [String] { Set(articles.flatMap(\.tags) + records.flatMap(\.head.tags)).sorted() }
    public var hasTags: Bool { articles.contains { !$0.tags.isEmpty } || records.contains { !$0.head.tags.isEmpty } }

    /// The title of an article or record, by path.
    public func title(of path: String) -> String {
        article(path)?.title ?? record(path)?.head.title ?? path
    }
}

/// Who mentions what: the links of the knowledge base, read backwards.
public struct LinkIndex: Sendable {
    /// Mentions of an article or record, by its path, in the order of the content.
    public let mentions: [String: [TargetMention]]
    /// Mentions of a reference, by key.
    public let citations: [String: [Mention]]
    /// Paths of the records an article or record uses, by its own path, in order of first use.
    public let recordsUsed: [String: [String]]

    public struct TargetMention: Sendable, Hashable {
        public let mention: Mention
        /// The place on the target that the link names.
        public let anchor: String?
    }

    private struct Seen: Hashable {
        enum Kind { case citation, record, link }
        let kind: Kind
        let name: String
        var anchor: String?
        var section: String?
    }

    init(_ uses: [SourceUses]) {
        var mentions: [String: [TargetMention]] = [:]
        var citations: [String: [Mention]] = [:]
        var recordsUsed: [String: [String]] = [:]
        for used in uses {
            let source = used.source
            // Only within one source can a use stand twice.
            var seen = Set<Seen>()
            for use in used.all {
                let mention = Mention(source: source, section: use.section)
                switch use.what {
                case .citation(let key):
                    if seen.insert(Seen(kind: .citation, name: key, section: use.section?.id)).inserted {
                        citations[key, default: []].append(mention)
                    }
                case .link(let target):
                    guard let path = target.path, path != source else { continue }
                    if case .record = target, seen.insert(Seen(kind: .record, name: path)).inserted {
                        recordsUsed[source, default: []].append(path)
                    }
                    if seen.insert(Seen(kind: .link, name: path, anchor: target.anchor, section: use.section?.id)).inserted {
                        mentions[path, default: []].append(TargetMention(mention: mention, anchor: target.anchor))
                    }
                }
            }
        }
        self.mentions = mentions
        self.citations = citations
        self.recordsUsed = recordsUsed
    }
}
