import Citations
import Diagnostics
import Markdown
import SourceData

/// One file, read into what it means.
struct ParsedFile: Sendable {
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
    /// Differs where other files could see a difference: of an article, all but its body; of others, everything.
    let names: Int

    init(_ file: ContentFile, _ questions: SiteQuestions) {
        let log = DiagnosticLog()
        content = Self.read(file, questions, log)
        diagnostics = log.diagnostics
        names = Self.names(of: content, file)
    }

    /// A file that was read before all others.
    init(_ file: ContentFile, diagnostics: [Diagnostic]) {
        content = .nothing
        self.diagnostics = diagnostics
        names = Self.names(of: content, file)
    }

    private static func names(of content: Content, _ file: ContentFile) -> Int {
        var hasher = Hasher()
        switch content {
        case .article(let article):
            hasher.combine(article.title)
            hasher.combine(article.summary)
            hasher.combine(article.status)
            hasher.combine(article.statusPosition)
            hasher.combine(article.tags)
            for alias in article.aliases { hasher.combine(alias) }
            article.body.walkBlocks { node in
                if case .heading(_, let id?) = node.kind { hasher.combine(id) }
            }
        // Assets are published as they are, so their bytes matter as well.
        default: hasher.combine(file.bytes)
        }
        return hasher.finalize()
    }

    private static func read(_ file: ContentFile, _ questions: SiteQuestions, _ log: DiagnosticLog) -> Content {
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
