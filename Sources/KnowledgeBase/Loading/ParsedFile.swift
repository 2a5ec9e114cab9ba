import Citations
import Diagnostics
import Markdown
import SourceData

/// One file, read into what it means.
struct ParsedFile: Sendable {
    /// Each in one place of its own: there are lists of all files, and few of them are settings.
    indirect enum Content: Sendable {
        case site(Site)
        case glossary(Glossary)
        case article(Article)
        case record(Record)
        /// Where not every item could be read, a key that is not there may be its own.
        case references([Reference], isComplete: Bool)
        case retractions(Retractions)
        case asset(ContentFile)
        /// What a site says of a file of another knowledge base; it is read before all others.
        case override
        case nothing
    }

    let content: Content
    let diagnostics: [Diagnostic]
    /// Differs where other files could see a difference: of an article, all but its text; of others, everything.
    let names: Stamp

    init(_ content: Content, _ file: ContentFile, _ diagnostics: [Diagnostic]) {
        self.content = content
        self.diagnostics = diagnostics
        names = if case .article(let article) = content { Self.names(of: article) } else { file.stamp }
    }

    /// An article that is remembered.
    init(_ article: Article, _ diagnostics: [Diagnostic]) {
        content = .article(article)
        self.diagnostics = diagnostics
        names = Self.names(of: article)
    }

    private static func names(of article: Article) -> Stamp { Stamp { $0.write(article) } }

    /// The file, and what it says when it is an article.
    static func read(_ file: ContentFile, _ questions: SiteQuestions) -> (file: ParsedFile, text: ArticleText?) {
        let log = DiagnosticLog()
        var text: ArticleText?
        let content = read(file, questions, &text, log)
        return (ParsedFile(content, file, log.diagnostics), text)
    }

    private static func read(_ file: ContentFile, _ questions: SiteQuestions, _ text: inout ArticleText?, _ log: DiagnosticLog) -> Content {
        if case .override? = file.standing { return .override }
        if file.place == Site.path { return Site(file, log: log).map(Content.site) ?? .nothing }
        if file.place == Glossary.path { return Glossary(file, log: log).map(Content.glossary) ?? .nothing }
        if file.path == Retractions.path { return Retractions(file, log: log).map(Content.retractions) ?? .nothing }
        switch file.fileExtension {
        case "md":
            guard let reader = article(file, log) else { return .nothing }
            text = reader.text
            return .article(reader.article)
        case "yml", "yaml": return record(file, questions, log)
        case "json" where file.topFolder == "references":
            guard let source = SourceText(path: file.path, bytes: file.bytes, log: log) else { return .nothing }
            let (references, isComplete) = ReferenceLibrary.read(source, log: log) { file.changed($0, log) }
            return references.isEmpty && !isComplete ? .nothing : .references(references, isComplete: isComplete)
        default: return .asset(file)
        }
    }

    static func article(_ file: ContentFile, _ log: DiagnosticLog) -> ArticleReader? {
        let type = file.topFolder.isEmpty ? ArticleType.page : ArticleType(rawValue: file.topFolder)
        guard let type else {
            misplaced(file, "articles", ArticleType.folders.map(\.rawValue), log)
            return nil
        }
        return ArticleReader(file, type: type, log: log)
    }

    private static func record(_ file: ContentFile, _ questions: SiteQuestions, _ log: DiagnosticLog) -> Content {
        guard let kind = RecordKind(rawValue: file.topFolder) else {
            misplaced(file, "records", RecordKind.allCases.map(\.rawValue), log)
            return .nothing
        }
        guard let (data, source) = file.yaml(log), let fields = Fields(data, owner: "this \(kind.singular)", log: log) else { return .nothing }
        PlainTexts.checkMarkup(of: data, log)
        let reader = RecordReader(fields: fields, file: file, kind: kind, source: source, questions: questions)
        reader.plainTexts = PlainTexts.of(data, PlainTexts.ofRecords, in: FieldText(source: source, log: log, override: file.override?.source))
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
