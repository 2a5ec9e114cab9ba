import Diagnostics
import Parallelism
public import SourceData

/// What was worked out of a content folder, kept so that a change costs what it touches.
///
/// Each part is a function of its input alone, and is kept with that input: a file's meaning with its bytes, an article's check with
/// its bytes and with what it looked at. Nothing is kept of what has gone, and nothing of what articles say: that is read again where
/// it is asked for. It can be kept over the end of a process; it is never asked what the bytes are.
public struct LoadMemory: Sendable {
    private var questions: (files: [Stamp], value: SiteQuestions, diagnostics: [Diagnostic]) = ([], .none, [])
    private var parsed: [String: (bytes: Stamp, file: ParsedFile)] = [:]
    private var linked: (names: Stamp, value: Linked)?
    private var checked: [String: (bytes: Stamp, ground: Stamp, value: CheckedArticle)] = [:]
    private var whole: (linked: Linked, value: Whole)?
    /// True where two articles write out one abbreviation in two ways, and both are told where.
    private var hasRivals = false
    private var upstream: (basis: Stamp, found: UpstreamFindings)?
    private var examples: (basis: Stamp, found: [Diagnostic])?
    /// What the last load found, before what follows from other things was left out.
    var found: [Diagnostic] = []

    public init() {}

    // MARK: Parse

    /// Every file by itself, and what those articles say that had to be read: all of them where `keepsTexts`, and otherwise only where
    /// they are few. Reading twice is the price of not having them in memory.
    mutating func parse(_ files: [ContentFile], threads: Int, keepsTexts: Bool) -> (parts: [ParsedFile], texts: [PackedText?]) {
        // Records name questions of the site, so these are read first.
        let asking = files.filter { $0.place == SiteQuestions.path }
        let stamps = asking.map(\.stamp)
        if stamps != questions.files {
            let log = DiagnosticLog()
            questions = (stamps, SiteQuestions.of(asking, log: log), log.diagnostics)
            parsed = parsed.filter { RecordKind(rawValue: ContentFile(path: $0.key, bytes: []).topFolder) == nil }
        }
        let last = asking.last?.path
        let known = parsed
        let questions = self.questions
        let keepsTexts = keepsTexts || files.count { known[$0.path]?.bytes != $0.stamp } < 500
        let read = Parallel.map(files, threads: threads) { file -> (file: ParsedFile, text: PackedText?) in
            if let old = known[file.path], old.bytes == file.stamp { return (old.file, nil) }
            if file.place == SiteQuestions.path { return (ParsedFile(.nothing, file, file.path == last ? questions.diagnostics : []), nil) }
            let (part, text) = ParsedFile.read(file, questions.value)
            // Few are asked again what their bytes are; those are read again.
            if keepsTexts, text != nil { file.release() }
            return (part, keepsTexts ? text.map(PackedText.init) : nil)
        }
        let parts = read.map(\.file)
        parsed = Dictionary(zip(files, parts).map { ($0.path, ($0.stamp, $1)) }, uniquingKeysWith: { first, _ in first })
        return (parts, read.map(\.text))
    }

    // MARK: Link

    mutating func link(_ files: [ContentFile], _ parts: [ParsedFile], isStrict: Bool) -> Linked {
        let names = Stamp { archive in
            archive.write(isStrict)
            for (file, part) in zip(files, parts) {
                archive.write(file.path)
                archive.write(part.names)
                if let standing = file.standing { archive.write(standing.stamp) }
            }
        }
        if let linked, linked.names == names { return linked.value }
        let value = Linked(files, parts, isStrict: isStrict)
        linked = (names, value)
        return value
    }

    // MARK: Check

    /// What came of the check of each article, and what those say that had to be checked. `texts` are what was read of them already.
    mutating func check(
        _ articles: [ContentFile], _ texts: Handover<PackedText>, _ linked: Linked, _ stamps: Stamps, threads: Int, keepsTexts: Bool
    ) -> [(value: CheckedArticle, text: PackedText?, isNew: Bool)] {
        let known = checked
        let values = Parallel.map(Array(articles.enumerated()), threads: threads) { index, file -> (value: CheckedArticle, text: PackedText?, isNew: Bool) in
            let text = texts.take(index)
            if let old = known[file.path], old.bytes == file.stamp, old.ground == linked.ground, old.value.basis == stamps.basis(old.value.reads) {
                return (old.value, nil, false)
            }
            // An article that was understood is understood again.
            guard let text = text?.text ?? ParsedFile.article(file, DiagnosticLog())?.text else { preconditionFailure("\(file.path) cannot be read again") }
            let (result, reads) = ReadLog.of { linked.check(text, of: file.path) }
            let value = CheckedArticle(
                uses: SourceUses(file.path, result.uses), hasAnswers: !result.text.answers.isEmpty, expansions: result.expansions,
                diagnostics: result.diagnostics, reads: reads,
                basis: stamps.basis(reads))
            return (value, keepsTexts ? PackedText(result.text) : nil, true)
        }
        checked = Dictionary(
            zip(articles, values).map { ($0.path, ($0.stamp, linked.ground, $1.value)) }, uniquingKeysWith: { first, _ in first })
        return values
    }

    // MARK: Revise

    /// An article whose words have changed, and nothing that others see of it or that is said about it.
    package struct Revision {
        let file: ContentFile
        let check: CheckedArticle
    }

    /// Takes over a file that has changed, where that changes no more than what the article says: not its names, not what it uses, not
    /// what is wrong with it. Nil otherwise, and then nothing is taken over. Costs the one file.
    package mutating func revise(_ file: ContentFile) -> Revision? {
        guard let (_, linked) = linked, let old = parsed[file.path], let oldCheck = checked[file.path], oldCheck.ground == linked.ground,
            case .article = old.file.content, whole?.linked === linked, whole?.value.diagnostics.isEmpty == true, !hasRivals
        else { return nil }
        let (new, text) = ParsedFile.read(file, questions.value)
        guard let text, new.names == old.file.names, new.diagnostics == old.file.diagnostics else { return nil }
        let (result, reads) = ReadLog.of { linked.check(text, of: file.path) }
        let was = oldCheck.value
        guard result.diagnostics == was.diagnostics, result.text.answers.isEmpty, !was.hasAnswers, reads == was.reads,
            LinkChecker.Use.saySame(result.uses, was.uses.all), result.expansions.elementsEqual(was.expansions, by: { $0.saysSame($1) })
        else { return nil }
        // It looked at the same, which is as it was.
        let check = CheckedArticle(uses: was.uses, hasAnswers: false, expansions: result.expansions, diagnostics: was.diagnostics, reads: reads, basis: was.basis)
        parsed[file.path] = (file.stamp, new)
        checked[file.path] = (file.stamp, oldCheck.ground, check)
        return Revision(file: file, check: check)
    }

    // MARK: Look

    /// What is wrong with an article as it is now, and what was when the folder was loaded; nil where others see another article than then. What it
    /// uses may be other things: what follows from that for the whole is left to the next load. Nothing is taken over, and it costs the one file.
    func look(at file: ContentFile) -> (old: [Diagnostic], new: [Diagnostic])? {
        guard let (_, linked) = linked, let old = parsed[file.path], let oldCheck = checked[file.path], oldCheck.ground == linked.ground,
            case .article = old.file.content
        else { return nil }
        let (new, text) = ParsedFile.read(file, questions.value)
        guard let text, new.names == old.file.names else { return nil }
        return (old.file.diagnostics + oldCheck.value.diagnostics, new.diagnostics + linked.check(text, of: file.path).diagnostics)
    }

    // MARK: Gather

    /// What can be said only when every article has been checked.
    struct Whole: Sendable {
        let uses: [SourceUses]
        let links: LinkIndex
        let assets: [ContentFile]
        let diagnostics: [Diagnostic]
    }

    mutating func gather(_ articles: [Article], _ checked: [SourceUses], _ linked: Linked) -> Whole {
        let uses = checked + linked.uses
        // Most edits change words and no link.
        if let whole, whole.linked === linked, whole.value.diagnostics.isEmpty, whole.value.uses.count == uses.count,
            zip(whole.value.uses, uses).allSatisfy({ $0.saysSame($1) })
        {
            return whole.value
        }
        let log = DiagnosticLog()
        StillUsed.report(uses, linked.resolver, log)
        let used = Set(
            uses.lazy.flatMap { $0.all }.compactMap { use -> String? in
                if case .link(.asset(let path)) = use.what { path } else { nil }
            })
        for asset in linked.assets where !used.contains(asset.path) {
            log.report(
                .unusedFile, at: SourcePosition(file: asset.path), "no page uses this file, so it is not published",
                suggestion: "link to it, or move it out of the content folder")
        }
        let assets = linked.assets.filter { used.contains($0.path) }
        let published = PublishedFile(log: log)
        KnowledgeBase.checkOutputs(articles, linked.records, assets.filter(published.check), log)
        let value = Whole(uses: uses, links: LinkIndex(uses), assets: assets, diagnostics: log.diagnostics)
        whole = (linked, value)
        return value
    }

    /// Abbreviations that two articles write out in two ways.
    mutating func compareExpansions(_ checked: some Sequence<CheckedArticle>) -> [Diagnostic] {
        let log = DiagnosticLog()
        ExpansionCheck.compare(checked.lazy.map(\.expansions), log)
        hasRivals = !log.diagnostics.isEmpty
        return log.diagnostics
    }

    // MARK: What is extended

    /// What is said of the knowledge base that a site extends by itself, every rule of claims included.
    mutating func upstream(_ files: [ContentFile], threads: Int, today: CalendarDate?) -> UpstreamFindings {
        let files = files.sorted { $0.path < $1.path }
        let basis = Stamp { archive in
            archive.write(today?.description)
            for file in files {
                archive.write(file.path)
                archive.write(file.stamp)
            }
        }
        if let upstream, upstream.basis == basis { return upstream.found }
        var memory = LoadMemory()
        let (knowledgeBase, found) = KnowledgeBase.loadUnadjusted(
            Overlay.Composition(files: files), threads: threads, isStrict: true, today: today, renames: [], memory: &memory, keepsTexts: false, timings: Timings())
        let value = UpstreamFindings(found, knowledgeBase?.site)
        upstream = (basis, value)
        return value
    }

    // MARK: Examples

    /// What came of the worked examples of regimens.
    mutating func checkExamples(_ linked: Linked, _ stamps: Stamps) -> [Diagnostic] {
        let basis = Stamp([linked.ground] + [RecordKind.regimens, .protocols, .products].map { stamps.stamp(.records($0)) })
        if let examples, examples.basis == basis { return examples.found }
        let log = DiagnosticLog()
        ExampleCheck(catalog: linked.resolver.catalog, log: log).check()
        examples = (basis, log.diagnostics)
        return log.diagnostics
    }
}

// MARK: Kept over the end of a process

extension LoadMemory: Archived {
    public func write(to archive: inout ArchiveWriter) {
        let articles = parsed.compactMap { path, known -> (bytes: Stamp, article: Article, diagnostics: [Diagnostic], check: CheckedArticle, ground: Stamp)? in
            guard case .article(let article) = known.file.content, let check = checked[path], check.bytes == known.bytes else { return nil }
            return (known.bytes, article, known.file.diagnostics, check.value, check.ground)
        }.sorted { $0.article.path < $1.article.path }
        archive.write(articles.count)
        for (bytes, article, diagnostics, check, ground) in articles {
            archive.write(bytes)
            archive.write(article)
            archive.write(diagnostics)
            archive.write(check)
            archive.write(ground)
        }
        archive.write(examples != nil)
        if let examples {
            archive.write(examples.basis)
            archive.write(examples.found)
        }
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        for _ in 0..<(try archive.count()) {
            let bytes = try archive.stamp()
            let article: Article = try archive.value()
            let diagnostics: [Diagnostic] = try archive.values()
            let check: CheckedArticle = try archive.value()
            parsed[article.path] = (bytes, ParsedFile(article, diagnostics))
            checked[article.path] = (bytes, try archive.stamp(), check)
        }
        guard try archive.bool() else { return }
        examples = (try archive.stamp(), try archive.values())
    }
}
