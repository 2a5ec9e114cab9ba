import Diagnostics
import Markdown
import SourceData

extension Article {
    /// Reads one article; what is wrong is reported, and nil returned only when there is no title to show.
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
        path = file.path
        self.type = type
        let title = fields.requiredString("title")
        let summary = fields.requiredString("summary")
        _ = fields.string("type").map { Self.checkType($0, type, log) }
        // Read as Markdown for its places alone; it is plain text, so what that finds wrong is dropped.
        summaryText = summary.flatMap { summary in
            guard summary.value.contains(where: \.isNumber) else { return nil }
            return FieldText(source: source, log: DiagnosticLog()).read(summary)
        }
        status = fields.choice("status", Status.self) ?? .draft
        statusPosition = fields.value("status")?.position ?? start
        codes = fields.list("codes", Self.code)
        authors = fields.strings("authors").map(\.value)
        review = Review(in: fields)
        changes = fields.list("changes", Self.change)
        aliases = fields.strings("aliases")
        tags = fields.tags()
        fields.finish()

        let parsed = Markdown.parse(front.body, path: file.path, lineOffset: front.bodyLineOffset, log: log)
        let (tabled, timelines) = Timeline.tabled(parsed, in: source, log: log)
        (body, sections) = HeadingAnchors(log: log).assign(in: tabled)
        var alertKinds = Set<Alert.Kind>()
        body.walkBlocks { if case .alert(let alert) = $0.kind { alertKinds.insert(alert.kind) } }
        self.alertKinds = alertKinds
        components = timelines.mapValues { .timeline($0) }
        guard let title else { return nil }
        self.title = title.value
        self.summary = summary?.value ?? ""
    }

    private static func checkType(_ text: Located<String>, _ type: ArticleType, _ log: DiagnosticLog) {
        guard text.value != type.rawValue else { return }
        log.report(
            .inconsistentRecord, at: text.position, "the article's folder makes it '\(type.rawValue)', not '\(text.value)'",
            suggestion: "move the file, or drop the line: the folder gives the type")
    }

    private static func code(_ value: DataValue, _ log: DiagnosticLog) -> Code? {
        guard let fields = Fields(value, owner: "a code", log: log) else { return nil }
        let system = fields.requiredString("system")
        let code = fields.requiredString("code")
        let title = fields.string("title")?.value
        fields.finish()
        guard let system, let code else { return nil }
        return Code(system: system.value, code: code.value, title: title)
    }

    private static func change(_ value: DataValue, _ log: DiagnosticLog) -> Change? {
        guard let fields = Fields(value, owner: "a change", log: log) else { return nil }
        let date = fields.required("date") { fields.date("date") }
        let text = fields.requiredString("text")
        fields.finish()
        guard let date, let text else { return nil }
        return Change(date: date.value, text: text.value)
    }
}
