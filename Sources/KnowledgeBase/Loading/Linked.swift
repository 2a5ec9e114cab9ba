import Citations
import Diagnostics
import Markdown
import SourceData

/// What all files of a content folder say together, but for the bodies of its articles: everything an article is checked against.
final class Linked: Sendable {
    let site: Site?
    let glossary: Glossary
    let abbreviations: Abbreviations
    /// Sorted by kind, then title.
    let records: [Record]
    let references: [Reference]
    let referenceKeys: Set<String>
    /// Nil where the site has no list of them.
    let retractions: Retractions?
    private let retired: RetiredSources
    /// Files that are neither articles nor records nor references.
    let assets: [ContentFile]
    let resolver: LinkResolver
    /// What records and the glossary use.
    let uses: [SourceUses]
    /// Where the links of records and the glossary lead, and what was looked at to know.
    let links: [String: (links: ResolvedLinks, reads: [Read])]
    let diagnostics: [Diagnostic]
    /// What the check of every article looks at, whatever it says.
    let ground: Stamp
    private let terms: TextChecker.Terms
    private let productNames: ProductNames
    private let glossaryNames: GlossaryNames
    private let checksClaims: Bool

    init(_ files: [ContentFile], _ parts: [ParsedFile], isStrict: Bool) {
        let log = DiagnosticLog()
        var site: Site?
        var extended: Site?
        var theirs: [String: Reference] = [:]
        var glossary = Glossary.empty
        var articles: [Article] = []
        var records: [Record] = []
        var references: [[Reference]] = []
        var retractions: Retractions?
        var assets: [ContentFile] = []
        var unread = Set<String>()
        for (file, part) in zip(files, parts) {
            switch part.content {
            case .site(let value): if file.upstream == nil { site = value } else { extended = value }
            case .glossary(let value): glossary = glossary.joined(by: value, log: log)
            case .article(let value): articles.append(value)
            case .record(let value): records.append(value)
            case .references(let value, let isComplete):
                // Two libraries that come of one have the same items; those of what is extended stand before others.
                references.append(value.filter { reference in !(theirs[reference.id]?.saysSame(reference) ?? false) })
                if file.upstream != nil { for reference in value { theirs[reference.id] = reference } }
                if !isComplete { unread.insert(file.place) }
            case .retractions(let value): retractions = value
            case .asset(let value): assets.append(value)
            case .override: break
            case .nothing: unread.insert(file.place)
            }
        }
        if let extended { site?.inherit(from: extended, log) }
        Self.checkPresence(of: files, log)
        records.sort { Self.order($0.head) < Self.order($1.head) }
        Self.checkIDs(articles, records, log)
        QuestionCheck(records: records, log: log).check()
        let merged = ReferenceLibrary.merge(references, log: log)
        self.site = site
        self.glossary = glossary
        abbreviations = Abbreviations(glossary)
        let terms = TextChecker.Terms(glossary)
        self.terms = terms
        self.records = records
        self.references = merged
        let referenceKeys = Set(merged.map(\.id))
        self.referenceKeys = referenceKeys
        self.retractions = retractions
        let retired = RetiredSources(merged)
        self.retired = retired
        self.assets = assets
        let keysByOtherID = Dictionary(merged.compactMap { reference in reference.otherID.map { ($0, reference.id) } }, uniquingKeysWith: { first, _ in first })
        let resolver = LinkResolver(
            articles: articles, records: records, glossary: glossary, referenceKeys: referenceKeys,
            keysByOtherID: keysByOtherID, assets: Set(assets.map(\.path)), unread: unread)
        self.resolver = resolver
        let checksClaims = [Rule.uncitedClaim, .uncitedEvidence].contains { site?.level(of: $0, isStrict: isStrict) != nil }
        self.checksClaims = checksClaims
        let productNames = ProductNames(records.filter { $0.head.kind == .products }.map(\.head.title))
        self.productNames = productNames
        let glossaryNames = GlossaryNames(glossary)
        self.glossaryNames = glossaryNames
        ground = Self.ground(files, parts, productNames: records.filter { $0.head.kind == .products }.map(\.head.title), isStrict: isStrict)

        func claims(of source: String, _ links: ResolvedLinks) -> ClaimChecker? {
            checksClaims ? ClaimChecker(links: links, source: source, names: productNames, log: log) : nil
        }
        var uses: [SourceUses] = []
        var links: [String: (links: ResolvedLinks, reads: [Read])] = [:]
        for record in records {
            let source = record.head.path
            var checker = LinkChecker(resolver: resolver, referenceKeys: referenceKeys, retired: retired, source: source, log: log)
            let reads = ReadLog.of { checker.check(record) }.reads
            links[source] = (checker.links, reads)
            let texts = TextChecker(links: checker.links, source: source, terms: terms, log: log)
            texts.check(record.head.texts)
            texts.check(record.head.plainTexts)
            let counts = CountCheck(links: checker.links, source: source, log: log)
            var names = ExpansionCheck(glossary: glossaryNames, log: log)
            for text in record.head.texts {
                counts.check(text.nodes)
                names.check(text.nodes)
            }
            switch record {
            case .criteria(let set): PointsDrift(resolver: resolver, links: checker.links, log: log).check(set)
            case .evidence(let evidence): ReportedDrift.check(evidence, log)
            default: break
            }
            claims(of: source, checker.links)?.check(record, log: log)
            uses.append(SourceUses(source, checker.uses))
        }
        var checker = LinkChecker(resolver: resolver, referenceKeys: referenceKeys, retired: retired, source: Glossary.path, log: log)
        let definitions = glossary.entries.compactMap(\.definition)
        let reads = ReadLog.of { for text in definitions { checker.check(text) } }.reads
        links[Glossary.path] = (checker.links, reads)
        for text in definitions {
            TextChecker(links: checker.links, source: Glossary.path, terms: terms, log: log).check(text.nodes)
            CountCheck(links: checker.links, source: Glossary.path, log: log).check(text.nodes)
            claims(of: Glossary.path, checker.links)?.check(text)
        }
        if let site { TextChecker(links: ResolvedLinks(), source: Site.path, terms: terms, log: log).check(site.plainTexts) }
        uses.append(SourceUses(Glossary.path, checker.uses))
        LabelDrift(records, log).check()
        self.uses = uses
        self.links = links
        diagnostics = log.diagnostics
    }

    /// What came of the check of one article.
    struct CheckedText {
        let text: ArticleText
        let uses: [LinkChecker.Use]
        let expansions: [Expansion]
        let diagnostics: [Diagnostic]
    }

    /// The text of the article at `path` with its links followed, its facts filled in and its figures looked at.
    func check(_ text: ArticleText, of path: String) -> CheckedText {
        let log = DiagnosticLog()
        var checker = LinkChecker(resolver: resolver, referenceKeys: referenceKeys, retired: retired, source: path, log: log)
        var text = text
        text.body = checker.check(text)
        text.links = checker.links
        let texts = TextChecker(links: text.links, source: path, terms: terms, page: text.body.children, log: log)
        texts.check(text.body.children)
        texts.check(text.summaryText?.nodes ?? [])
        texts.check(text.plainTexts)
        PageStructure(log: log).check(text.body.children)
        CountCheck(links: text.links, source: path, log: log).check(text.body.children)
        var names = ExpansionCheck(glossary: glossaryNames, log: log)
        names.check(text.body.children)
        if checksClaims {
            var claims = ClaimChecker(links: text.links, source: path, names: productNames, log: log)
            claims.check(text)
        }
        abbreviations.mark(in: &text.body)
        text.components = checker.components
        text.answers = CriterionAnswerReader(resolver: resolver, links: text.links, log: log).answers(in: text, of: path)
        return CheckedText(text: text, uses: checker.uses, expansions: names.expansions, diagnostics: log.diagnostics)
    }

    /// The settings, terms and references, which files there are and which of them could be read, and how products are called.
    private static func ground(_ files: [ContentFile], _ parts: [ParsedFile], productNames: [String], isStrict: Bool) -> Stamp {
        Stamp { archive in
            archive.write(isStrict)
            for (file, part) in zip(files, parts) {
                archive.write(file.path)
                switch part.content {
                case .article, .record, .asset, .retractions: archive.write(true)
                case .nothing where file.place != SiteQuestions.path: archive.write(false)
                case .site, .glossary, .references, .override, .nothing: archive.write(file.stamp)
                }
                if let standing = file.standing { archive.write(standing.stamp) }
            }
            archive.write(productNames)
        }
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
