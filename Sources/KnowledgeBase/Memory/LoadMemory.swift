import Diagnostics

/// An article after its check, and what the check found.
struct CheckedArticle: Sendable {
    let article: Article
    let uses: SourceUses
    let answers: [CriterionAnswer]
    let diagnostics: [Diagnostic]
}

/// What one article or record uses. The same object for as long as its source has not changed.
final class SourceUses: Sendable {
    let source: String
    let all: [LinkChecker.Use]

    init(_ source: String, _ all: [LinkChecker.Use]) {
        self.source = source
        self.all = all
    }

    func saysSame(_ other: SourceUses) -> Bool { self === other || (source == other.source && LinkChecker.Use.saySame(all, other.all)) }
}

/// What was worked out of a content folder, kept so that a change costs what it touches.
///
/// Each part is a function of its input alone, and is kept with that input: a file's meaning with its bytes, the names of all with
/// what gives them, an article's check with its bytes and those names. Nothing is kept of what has gone.
public struct LoadMemory: Sendable {
    private var questions: (file: [UInt8]?, value: SiteQuestions, diagnostics: [Diagnostic]) = (nil, .none, [])
    private var parsed: [String: (bytes: [UInt8], file: ParsedFile)] = [:]
    private var linked: (names: Int, value: Linked)?
    private var checked: [String: (bytes: [UInt8], value: CheckedArticle)] = [:]
    private var whole: (linked: Linked, value: Whole)?

    public init() {}

    // MARK: Parse

    /// Every file by itself.
    mutating func parse(_ files: [ContentFile], threads: Int) -> [ParsedFile] {
        // Records name questions of the site, so these are read first.
        let file = files.first { $0.path == SiteQuestions.path }
        if file?.bytes != questions.file {
            let log = DiagnosticLog()
            questions = (file?.bytes, file.flatMap { SiteQuestions($0, log: log) } ?? .none, log.diagnostics)
            parsed = parsed.filter { RecordKind(rawValue: ContentFile(path: $0.key, bytes: []).topFolder) == nil }
        }
        let known = parsed
        let questions = self.questions
        let parts = Parallel.map(files, threads: threads) { file -> ParsedFile in
            if let old = known[file.path], old.bytes == file.bytes { return old.file }
            if file.path == SiteQuestions.path { return ParsedFile(file, diagnostics: questions.diagnostics) }
            return ParsedFile(file, questions.value)
        }
        parsed = Dictionary(zip(files, parts).map { ($0.path, ($0.bytes, $1)) }, uniquingKeysWith: { first, _ in first })
        return parts
    }

    // MARK: Link

    mutating func link(_ files: [ContentFile], _ parts: [ParsedFile], isStrict: Bool) -> Linked {
        var hasher = Hasher()
        hasher.combine(isStrict)
        for (file, part) in zip(files, parts) {
            hasher.combine(file.path)
            hasher.combine(part.names)
        }
        let names = hasher.finalize()
        if let linked, linked.names == names { return linked.value }
        let value = Linked(files, parts, isStrict: isStrict)
        linked = (names, value)
        checked = [:]
        return value
    }

    // MARK: Check

    mutating func check(_ articles: [Article], _ linked: Linked, threads: Int) -> [CheckedArticle] {
        let (known, parsed) = (checked, parsed)
        let values = Parallel.map(articles, threads: threads) { article -> CheckedArticle in
            if let old = known[article.path], old.bytes == parsed[article.path]?.bytes { return old.value }
            return linked.check(article)
        }
        checked = Dictionary(
            values.map { ($0.article.path, (parsed[$0.article.path]?.bytes ?? [], $0)) }, uniquingKeysWith: { first, _ in first })
        return values
    }

    // MARK: Gather

    /// What can be said only when every article has been checked.
    struct Whole: Sendable {
        let uses: [SourceUses]
        let links: LinkIndex
        let assets: [ContentFile]
        let diagnostics: [Diagnostic]
    }

    mutating func gather(_ articles: [CheckedArticle], _ linked: Linked) -> Whole {
        let uses = articles.map(\.uses) + linked.uses
        // Most edits change words and no link.
        if let whole, whole.linked === linked, whole.value.diagnostics.isEmpty, whole.value.uses.count == uses.count,
            zip(whole.value.uses, uses).allSatisfy({ $0.saysSame($1) })
        {
            return whole.value
        }
        let log = DiagnosticLog()
        StillUsed.report(uses, linked.resolver, log)
        let used = Set(
            uses.flatMap { $0.all }.compactMap { use -> String? in
                if case .link(.asset(let path)) = use.what { path } else { nil }
            })
        for asset in linked.assets where !used.contains(asset.path) {
            log.report(
                .unusedFile, at: SourcePosition(file: asset.path), "no page uses this file, so it is not published",
                suggestion: "link to it, or move it out of the content folder")
        }
        let assets = linked.assets.filter { used.contains($0.path) }
        KnowledgeBase.checkOutputs(articles.map(\.article), linked.records, assets, log)
        let value = Whole(uses: uses, links: LinkIndex(uses), assets: assets, diagnostics: log.diagnostics)
        whole = (linked, value)
        return value
    }
}
