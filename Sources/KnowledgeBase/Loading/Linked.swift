import Citations
import Diagnostics
import Markdown
import Synchronization

/// What all files of a content folder say together, but for the bodies of its articles: everything an article is checked against.
final class Linked: Sendable {
    let site: Site?
    let glossary: Glossary
    let abbreviations: Abbreviations
    /// Sorted by kind, then title.
    let records: [Record]
    let references: [Reference]
    let referenceKeys: Set<String>
    /// Files that are neither articles nor records nor references.
    let assets: [ContentFile]
    let resolver: LinkResolver
    /// What records and the glossary use.
    let uses: [SourceUses]
    let diagnostics: [Diagnostic]
    let examples = ExampleMemory()
    private let productNames: ProductNames
    private let checksClaims: Bool

    init(_ files: [ContentFile], _ parts: [ParsedFile], isStrict: Bool) {
        let log = DiagnosticLog()
        var site: Site?
        var glossary = Glossary.empty
        var articles: [Article] = []
        var records: [Record] = []
        var references: [[Reference]] = []
        var assets: [ContentFile] = []
        var unread = Set<String>()
        for (file, part) in zip(files, parts) {
            switch part.content {
            case .site(let value): site = value
            case .glossary(let value): glossary = value
            case .article(let value): articles.append(value)
            case .record(let value): records.append(value)
            case .references(let value): references.append(value)
            case .asset(let value): assets.append(value)
            case .nothing: unread.insert(file.path)
            }
        }
        Self.checkPresence(of: files, log)
        records.sort { Self.order($0.head) < Self.order($1.head) }
        Self.checkIDs(articles, records, log)
        QuestionCheck(records: records, log: log).check()
        let merged = ReferenceLibrary.merge(references, log: log)
        self.site = site
        self.glossary = glossary
        abbreviations = Abbreviations(glossary)
        self.records = records
        self.references = merged
        let referenceKeys = Set(merged.map(\.id))
        self.referenceKeys = referenceKeys
        self.assets = assets
        let resolver = LinkResolver(
            articles: articles, records: records, glossary: glossary, referenceKeys: referenceKeys,
            assets: Set(assets.map(\.path)), unread: unread)
        self.resolver = resolver
        let checksClaims = Rule.claims.contains { site?.level(of: $0, isStrict: isStrict) != nil }
        self.checksClaims = checksClaims
        let productNames = ProductNames(records.filter { $0.head.kind == .products }.map(\.head.title))
        self.productNames = productNames

        func claims(of source: String) -> ClaimChecker? {
            checksClaims ? ClaimChecker(resolver: resolver, source: source, names: productNames, log: log) : nil
        }
        var uses: [SourceUses] = []
        for record in records {
            let source = record.head.path
            var checker = LinkChecker(resolver: resolver, referenceKeys: referenceKeys, source: source, log: log)
            checker.check(record)
            let numbers = WrittenNumberChecker(resolver: resolver, source: source, log: log)
            for text in record.head.texts { numbers.check(text.nodes) }
            claims(of: source)?.check(record, log: log)
            uses.append(SourceUses(source, checker.uses))
        }
        var checker = LinkChecker(resolver: resolver, referenceKeys: referenceKeys, source: Glossary.path, log: log)
        for text in glossary.entries.compactMap(\.definition) {
            checker.check(text)
            WrittenNumberChecker(resolver: resolver, source: Glossary.path, log: log).check(text.nodes)
            claims(of: Glossary.path)?.check(text)
        }
        uses.append(SourceUses(Glossary.path, checker.uses))
        self.uses = uses
        diagnostics = log.diagnostics
    }

    /// An article with its links followed, its facts filled in and its figures looked at.
    func check(_ article: Article) -> CheckedArticle {
        let log = DiagnosticLog()
        var checker = LinkChecker(resolver: resolver, referenceKeys: referenceKeys, source: article.path, log: log)
        var article = article
        article.body = checker.check(article)
        let numbers = WrittenNumberChecker(resolver: resolver, source: article.path, log: log)
        numbers.check(article.body.children)
        numbers.check(article.summaryText?.nodes ?? [])
        if checksClaims {
            var claims = ClaimChecker(resolver: resolver, source: article.path, names: productNames, log: log)
            claims.check(article)
        }
        abbreviations.mark(in: &article.body)
        article.components = checker.components
        let answers = CriterionAnswerReader(resolver: resolver, log: log).answers(in: article)
        return CheckedArticle(article: article, uses: SourceUses(article.path, checker.uses), answers: answers, diagnostics: log.diagnostics)
    }

    private static func order(_ head: RecordHead) -> (Int, String, String) {
        (RecordKind.allCases.firstIndex(of: head.kind)!, head.title.lowercased(), head.id)
    }

    private static func checkPresence(of files: [ContentFile], _ log: DiagnosticLog) {
        for (path, help) in [
            (Site.path, "add a site.yml with at least `title:`"), ("index.md", "add an index.md: it is the home page"),
        ] where !files.contains(where: { $0.path == path }) {
            log.report(.missingFile, at: SourcePosition(file: path), "the content folder has no \(path)", suggestion: help)
        }
    }

    /// Records name each other, and articles in `indications/`, by id.
    private static func checkIDs(_ articles: [Article], _ records: [Record], _ log: DiagnosticLog) {
        var first: [String: SourcePosition] = [:]
        func claim(_ id: String, _ kind: String, _ position: SourcePosition) {
            if let other = first["\(kind)/\(id)"] {
                log.report(
                    .duplicateID, at: position, "there are two \(kind) with the id '\(id)'",
                    notes: [.init("the other is here", at: other)], suggestion: "rename one of the files")
            } else {
                first["\(kind)/\(id)"] = position
            }
        }
        for article in articles where article.type == .indications {
            claim(article.id, article.type.rawValue, SourcePosition(file: article.path))
        }
        for head in records.map(\.head).sorted(by: { $0.path < $1.path }) { claim(head.id, head.kind.rawValue, head.position) }
    }
}

/// What came of the worked examples of a state of the records: worked out when it is first asked for.
final class ExampleMemory: Sendable {
    private let known = Mutex<[Diagnostic]?>(nil)

    func diagnostics(of catalog: DosingCatalog) -> [Diagnostic] {
        if let known = known.withLock({ $0 }) { return known }
        let log = DiagnosticLog()
        ExampleCheck(catalog: catalog, log: log).check()
        let found = log.diagnostics
        known.withLock { $0 = found }
        return found
    }
}
