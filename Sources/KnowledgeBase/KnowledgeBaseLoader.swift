import Citations
public import Diagnostics
import Markdown
import SourceData

extension KnowledgeBase {
    /// What came of loading a content folder.
    public struct Loaded: Sendable {
        /// Nil only when there is no usable site.yml.
        public let knowledgeBase: KnowledgeBase?
        /// Everything that was found, sorted by place.
        public let diagnostics: [Diagnostic]
    }

    /// Loads and checks `files`. Every problem is reported, not only the first. `isStrict` turns on the claim rules.
    public static func load(
        _ files: [ContentFile], threads: Int = Parallel.defaultThreadCount, isStrict: Bool = false
    ) -> Loaded {
        let log = DiagnosticLog()
        let sorted = files.sorted { $0.path < $1.path }
        // Records name questions of the site, so these are read first.
        let questions = sorted.first { $0.path == SiteQuestions.path }.flatMap { SiteQuestions($0, log: log) } ?? .none
        let parts = Parallel.map(sorted, threads: threads) { LoadedFile($0, questions) }
        for part in parts { log.add(part.diagnostics) }

        var site: Site?
        var glossary = Glossary.empty
        var articles: [Article] = []
        var records: [Record] = []
        var references: [[Reference]] = []
        var assets: [ContentFile] = []
        var unread = Set<String>()
        for (file, part) in zip(sorted, parts) {
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
        checkPresence(of: sorted, log)
        records.sort { order($0.head) < order($1.head) }
        checkIDs(articles, records, log)
        QuestionCheck(records: records, log: log).check()
        let merged = ReferenceLibrary.merge(references, log: log)
        let keys = Set(merged.map(\.id))
        let resolver = LinkResolver(
            articles: articles, records: records, glossary: glossary, referenceKeys: keys,
            assets: Set(assets.map(\.path)), unread: unread)

        let checksClaims = Rule.claims.contains { site?.level(of: $0, isStrict: isStrict) != nil }
        let names = ProductNames(records.filter { $0.head.kind == .products }.map(\.head.title))
        @Sendable func claims(of source: String, _ log: DiagnosticLog) -> ClaimChecker? {
            checksClaims ? ClaimChecker(resolver: resolver, source: source, names: names, log: log) : nil
        }

        let abbreviations = Abbreviations(glossary)
        let checked = Parallel.map(articles, threads: threads) { article in
            let log = DiagnosticLog()
            var checker = LinkChecker(resolver: resolver, referenceKeys: keys, source: article.path, log: log)
            var article = article
            article.body = checker.check(article)
            let numbers = WrittenNumberChecker(resolver: resolver, source: article.path, log: log)
            numbers.check(article.body.children)
            numbers.check(article.summaryText?.nodes ?? [])
            var claims = claims(of: article.path, log)
            claims?.check(article)
            abbreviations.mark(in: &article.body)
            article.components = checker.components
            let answers = CriterionAnswerReader(resolver: resolver, log: log).answers(in: article)
            return CheckedArticle(article: article, uses: checker.uses, answers: answers, diagnostics: log.diagnostics)
        }
        for part in checked { log.add(part.diagnostics) }
        articles = checked.map(\.article)

        var uses = checked.map { (source: $0.article.path, uses: $0.uses) }
        for record in records {
            var checker = LinkChecker(resolver: resolver, referenceKeys: keys, source: record.head.path, log: log)
            checker.check(record)
            let numbers = WrittenNumberChecker(resolver: resolver, source: record.head.path, log: log)
            for text in record.head.texts { numbers.check(text.nodes) }
            claims(of: record.head.path, log)?.check(record, log: log)
            uses.append((source: record.head.path, uses: checker.uses))
        }
        var glossaryChecker = LinkChecker(resolver: resolver, referenceKeys: keys, source: Glossary.path, log: log)
        for text in glossary.entries.compactMap(\.definition) {
            glossaryChecker.check(text)
            WrittenNumberChecker(resolver: resolver, source: Glossary.path, log: log).check(text.nodes)
            claims(of: Glossary.path, log)?.check(text)
        }
        uses.append((source: Glossary.path, uses: glossaryChecker.uses))
        StillUsed.report(uses, resolver, log)

        let used = Set(uses.flatMap { $0.uses }.compactMap { use -> String? in
            if case .link(.asset(let path)) = use.what { path } else { nil }
        })
        for asset in assets where !used.contains(asset.path) {
            log.report(
                .unusedFile, at: SourcePosition(file: asset.path), "no page uses this file, so it is not published",
                suggestion: "link to it, or move it out of the content folder")
        }
        assets.removeAll { !used.contains($0.path) }
        checkOutputs(articles, records, assets, log)
        guard let site else { return Loaded(knowledgeBase: nil, diagnostics: log.diagnostics.ordered()) }
        let knowledgeBase = KnowledgeBase(
            site: site, articles: articles, records: records, references: merged, glossary: glossary,
            assets: assets, answers: checked.flatMap(\.answers), links: LinkIndex(uses), resolver: resolver)
        // A plan of a record that is wrong would only say so once more.
        if !log.diagnostics.contains(where: { $0.rule.severity == .error }) { ExampleCheck(catalog: resolver.catalog, log: log).check() }
        return Loaded(knowledgeBase: knowledgeBase, diagnostics: site.adjust(log.diagnostics, isStrict: isStrict).ordered())
    }

    private struct CheckedArticle: Sendable {
        let article: Article
        let uses: [LinkChecker.Use]
        let answers: [CriterionAnswer]
        let diagnostics: [Diagnostic]
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

    /// Every page's place in the output, including old addresses, compared without letter case.
    private static func checkOutputs(_ articles: [Article], _ records: [Record], _ assets: [ContentFile], _ log: DiagnosticLog) {
        var owners: [String: SourcePosition] = [:]
        func claim(_ output: String, _ position: SourcePosition, _ rule: Rule, _ what: String) {
            let key = output.lowercased()
            if let first = owners[key] {
                log.report(
                    rule, at: position, "\(what) '\(output)' is already taken",
                    notes: first.file.isEmpty ? [.init("Materia writes a page of its own there")] : [.init("taken here", at: first)],
                    suggestion: rule == .duplicateAlias ? "remove the alias" : "rename the file")
            } else {
                owners[key] = position
            }
        }
        for output in OutputPath.generated(articles: articles, records: records) { owners[output.lowercased()] = SourcePosition(file: "") }
        for article in articles { claim(OutputPath.article(article.path), SourcePosition(file: article.path), .duplicateOutput, "the output file") }
        for record in records { claim(OutputPath.record(record.head.path), record.head.position, .duplicateOutput, "the output file") }
        for asset in assets { claim(asset.path, SourcePosition(file: asset.path), .duplicateOutput, "the output file") }
        for article in articles {
            for alias in article.aliases {
                guard let output = OutputPath.alias(alias.value) else {
                    log.report(
                        .malformedAlias, at: alias.position, "'\(alias.value)' cannot be an alias",
                        suggestion: "write the old path without a leading slash, like 'old/page' or 'old/page.html'")
                    continue
                }
                claim(output, alias.position, .duplicateAlias, "the address")
            }
        }
        checkFolders(owners, log)
    }
}

extension KnowledgeBase {
    /// No file can stand where others need a folder.
    private static func checkFolders(_ owners: [String: SourcePosition], _ log: DiagnosticLog) {
        var reported = Set<String>()
        for (output, position) in owners.sorted(by: { $0.key < $1.key }) {
            for folder in OutputPath.folders(of: output) {
                guard let owner = owners[folder], reported.insert(folder).inserted else { continue }
                log.report(
                    .duplicateOutput, at: owner.file.isEmpty ? position : owner,
                    "the output file '\(folder)' would stand where a folder of this name has to be",
                    notes: position.file.isEmpty ? [.init("Materia writes '\(output)'")] : [.init("'\(output)' comes from here", at: position)],
                    suggestion: "rename the file or the alias")
            }
        }
    }
}

/// One file, read into what it means.
private struct LoadedFile: Sendable {
    enum Content: Sendable {
        case site(Site)
        case glossary(Glossary)
        case article(Article)
        case record(Record)
        case references([Reference])
        case asset(ContentFile)
        case nothing
    }

    let content: Content
    let diagnostics: [Diagnostic]

    init(_ file: ContentFile, _ questions: SiteQuestions) {
        let log = DiagnosticLog()
        content = Self.read(file, questions, log)
        diagnostics = log.diagnostics
    }

    private static func read(_ file: ContentFile, _ questions: SiteQuestions, _ log: DiagnosticLog) -> Content {
        if file.path == SiteQuestions.path { return .nothing }
        if file.path == Site.path { return Site(file, log: log).map(Content.site) ?? .nothing }
        if file.path == Glossary.path { return Glossary(file, log: log).map(Content.glossary) ?? .nothing }
        switch file.fileExtension {
        case "md": return article(file, log)
        case "yml", "yaml": return record(file, questions, log)
        case "json" where file.topFolder == "references":
            guard let source = SourceText(path: file.path, bytes: file.bytes, log: log) else { return .nothing }
            let references = ReferenceLibrary.load(source, log: log)
            return references.isEmpty && !log.diagnostics.isEmpty ? .nothing : .references(references)
        default: return .asset(file)
        }
    }

    private static func article(_ file: ContentFile, _ log: DiagnosticLog) -> Content {
        let type = file.topFolder.isEmpty ? ArticleType.page : ArticleType(rawValue: file.topFolder)
        guard let type else {
            misplaced(file, "articles", ArticleType.folders.map(\.rawValue), log)
            return .nothing
        }
        return Article(file, type: type, log: log).map(Content.article) ?? .nothing
    }

    private static func record(_ file: ContentFile, _ questions: SiteQuestions, _ log: DiagnosticLog) -> Content {
        guard let kind = RecordKind(rawValue: file.topFolder) else {
            misplaced(file, "records", RecordKind.allCases.map(\.rawValue), log)
            return .nothing
        }
        guard let source = SourceText(path: file.path, bytes: file.bytes, log: log),
            let data = YAML.parse(source.text, path: file.path, log: log),
            let fields = Fields(data, owner: "this \(kind.singular)", log: log)
        else { return .nothing }
        let reader = RecordReader(fields: fields, id: file.stem, kind: kind, source: source, questions: questions)
        let record: Record? =
            switch kind {
            case .criteria: CriteriaSet(reader).map(Record.criteria)
            case .regimens: Regimen(reader).map(Record.regimen)
            case .protocols: DosingProtocol(reader).map(Record.dosingProtocol)
            case .products: Product(reader).map(Record.product)
            case .evidence: EvidenceRecord(reader).map(Record.evidence)
            }
        return record.map(Content.record) ?? .nothing
    }

    private static func misplaced(_ file: ContentFile, _ what: String, _ folders: [String], _ log: DiagnosticLog) {
        let place = file.topFolder.isEmpty ? "the root of the content folder" : "'\(file.topFolder)/'"
        let near =
            file.topFolder.isEmpty
            ? nearMiss(file.name, in: [Site.path, Glossary.path, SiteQuestions.path]) : nearMiss(file.topFolder, in: folders).map { "\($0)/" }
        log.report(
            .misplacedFile, at: SourcePosition(file: file.path), "\(place) does not hold \(what)",
            suggestion: near.map { "did you mean '\($0)'?" }
                ?? "\(what) go into \(folders.map { "\($0)/" }.joined(separator: ", "))")
    }
}
