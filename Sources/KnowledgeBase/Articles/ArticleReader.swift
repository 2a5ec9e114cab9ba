import Diagnostics
import Markdown
import SourceData

/// Reads one article, into what others see of it and what it says.
struct ArticleReader {
    let article: Article
    let text: ArticleText

    /// What is wrong is reported, and nil returned only when there is no title to show.
    init?(_ file: ContentFile, type: ArticleType, log: DiagnosticLog) {
        guard let source = SourceText(path: file.path, bytes: file.bytes, log: log) else { return nil }
        let start = SourcePosition(file: file.path)
        let front = FrontMatter(source)
        guard let yaml = front.yaml else {
            log.report(
                .missingFrontMatter, at: start,
                front.isUnclosed ? "the front matter is not closed" : "the article has no front matter",
                suggestion: front.isUnclosed
                    ? "end it with a line of three hyphens" : "start the file with ---, title: and summary: lines, and --- again")
            return nil
        }
        guard let data = YAML.parse(yaml, path: file.path, lineOffset: 1, log: log),
            let fields = Fields(data, owner: "an article", log: log)
        else { return nil }
        PlainTexts.checkMarkup(of: data, log)
        let title = fields.requiredString("title")
        let summary = fields.requiredString("summary")
        _ = fields.string("type").map { Self.checkType($0, type, log) }
        // Read as Markdown for its places alone; it is plain text, so what that finds wrong is dropped.
        let summaryText: RichText? = summary.flatMap { summary in
            guard summary.value.contains(where: \.isNumber) else { return nil }
            return FieldText(source: source, log: DiagnosticLog()).read(summary)
        }
        let plainTexts = PlainTexts.of(
            data, summaryText == nil ? PlainTexts.ofArticles : PlainTexts.ofArticles.subtracting(["summary"]), in: FieldText(source: source, log: log))
        let writtenStatus = fields.choice("status", Article.Status.self)
        let status = writtenStatus ?? .draft
        let statusPosition = fields.value("status")?.position ?? start
        let successors = fields.successors(isOutdated: fields.value("status") == nil ? false : writtenStatus?.isOutdated, by: "'superseded'")
        let codes = fields.list("codes", Self.code)
        let authors = fields.strings("authors").map(\.value)
        // A review of what somebody else wrote is none of what is changed in it here.
        let written = Review(in: fields, now: file.version(of: source.text))
        let review = file.override.map(\.review) ?? written
        let changes = fields.list("changes", Self.change)
        let aliases = fields.strings("aliases", atMost: 1000)
        let formerAnchors = fields.formerAnchors()
        let tags = fields.tags()
        fields.finish()

        var parsed = Markdown.parse(front.body, path: file.path, lineOffset: front.bodyLineOffset, log: log)
        let unclosed = Set(log.diagnostics.filter { $0.rule == .unclosedFence }.map(\.position))
        if !unclosed.isEmpty { parsed = Markdown.forgetting(unclosed, in: parsed) }
        let swallowed = unclosed.compactMap { Markdown.code(at: $0, in: parsed) }
        let (tabled, timelines) = Timeline.tabled(parsed, in: source, log: log)
        let (expanded, listings) = TaskBlock.expanded(tabled, in: source, log: log)
        let (body, sections) = HeadingAnchors(log: log).assign(in: expanded)
        guard let title else { return nil }
        var alertKinds = Set<Alert.Kind>()
        var anchors: [String] = []
        body.walkBlocks { node in
            switch node.kind {
            case .alert(let alert): alertKinds.insert(alert.kind)
            case .heading(_, let id?): anchors.append(id)
            default: break
            }
        }
        // Links to what an unclosed block of code hides lead somewhere as soon as it is closed.
        for text in swallowed {
            let hidden = HeadingAnchors(log: DiagnosticLog()).assign(in: Markdown.parse(text, path: file.path, log: DiagnosticLog())).0
            hidden.walkBlocks { node in if case .heading(_, let id?) = node.kind { anchors.append(id) } }
        }
        FormerAnchor.check(formerAnchors, against: Set(anchors), log)
        article = Article(
            path: file.path, type: type, title: title.value, summary: summary?.value ?? "", status: status, statusPosition: statusPosition,
            successors: successors, writtenReview: review, aliases: aliases, formerAnchors: formerAnchors, tags: tags, anchors: anchors, alertKinds: alertKinds)
        text = ArticleText(
            codes: codes, authors: authors, changes: changes, sections: sections, summaryText: summaryText, plainTexts: plainTexts, body: body,
            components: listings.merging(timelines.mapValues { .timeline($0) }) { first, _ in first })
    }

    private static func checkType(_ text: Located<String>, _ type: ArticleType, _ log: DiagnosticLog) {
        guard text.value != type.rawValue else { return }
        log.report(
            .inconsistentRecord, at: text.position, "the article's folder makes it '\(type.rawValue)', not '\(text.value)'",
            suggestion: "move the file, or drop the line: the folder gives the type")
    }

    private static func code(_ value: DataValue, _ log: DiagnosticLog) -> ArticleText.Code? {
        guard let fields = Fields(value, owner: "a code", log: log) else { return nil }
        let system = fields.requiredString("system")
        let code = fields.requiredString("code")
        let title = fields.string("title")?.value
        fields.finish()
        guard let system, let code else { return nil }
        return ArticleText.Code(system: system.value, code: code.value, title: title)
    }

    static func change(_ value: DataValue, _ log: DiagnosticLog) -> ArticleText.Change? {
        guard let fields = Fields(value, owner: "a change", log: log) else { return nil }
        let date = fields.required("date") { fields.date("date") }
        let text = fields.requiredString("text")
        fields.finish()
        guard let date, let text else { return nil }
        return ArticleText.Change(date: date.value, text: text.value)
    }
}
