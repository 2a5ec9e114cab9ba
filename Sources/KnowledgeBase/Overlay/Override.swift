public import Diagnostics
public import SourceData

/// What a site says of one file of the knowledge base that it extends: a file of `overrides/`.
///
/// A class, because every file and record has room for one and most have none.
public final class Override: Sendable {
    /// The folder of overrides, in the content folder of the site.
    public static let folder = "overrides"

    /// A value or a text that is another here.
    public struct Change: Sendable {
        /// Where in a record: `steps/1/dose/each`. Nil in an article, where the text itself is looked for.
        public let place: Located<String>?
        /// What stood there when it was compared; nil where nothing did.
        public let was: DataValue?
        /// What stands there here; nil where it is taken away.
        public let now: DataValue?
        /// Why, where that is said of this change alone.
        public let why: String?
        public let position: SourcePosition
    }

    /// What is done with the file.
    public enum Action: Sendable {
        case change([Change])
        /// A file of the site stands in its place.
        case replace
        case leaveOut
    }

    /// Path of the override itself.
    public let path: String
    /// Path of the file that it is about.
    public let target: Located<String>
    /// Of that file, when the two were compared.
    public let version: Located<String>
    public let why: String
    /// Who decided it.
    public let by: String
    public let on: CalendarDate
    /// A clinical review of what the change makes of the file.
    public let review: Review?
    public let action: Action
    /// Its own text, for places in what it brings.
    let source: SourceText
    /// Of its bytes.
    let stamp: Stamp

    /// Nil, with a diagnostic, where it cannot be told what is meant.
    init?(_ file: ContentFile, log: DiagnosticLog) {
        guard let source = SourceText(path: file.path, bytes: file.bytes, log: log),
            let data = YAML.parse(source.text, path: file.path, log: log),
            let fields = Fields(data, owner: "an override", log: log)
        else { return nil }
        let target = fields.requiredString("file")
        let version = fields.string("version")
        if version == nil, fields.value("version") == nil, !fields.isMisspelt("version") {
            fields.reportMissing("version", suggestion: "`materia overlay values \(target?.value ?? "FILE")` prints it, with the places of all values")
        }
        let why = fields.requiredString("why")
        let by = fields.requiredString("by")
        let on = fields.required("on") { fields.date("on") }
        let review = Review(in: fields, now: ReviewLines.version(of: source.text, isArticle: false))
        let isArticle = target?.value.hasSuffix(".md") ?? false
        let changes = fields.list("changes") { value, log in Self.change(value, isArticle: isArticle, log) }
        let hasChanges = fields.value("changes") != nil
        let replaces = fields.bool("replaced") ?? false
        let leavesOut = fields.bool("left-out") ?? false
        fields.finish()
        if [hasChanges, replaces, leavesOut].count(where: \.self) != 1 {
            log.report(
                .misplacedOverride, at: fields.position, "an override says one thing of its file: 'changes', 'replaced: true' or 'left-out: true'",
                suggestion: "for two files write two overrides")
            return nil
        }
        guard let target, let version, let why, let by, let on else { return nil }
        path = file.path
        self.target = target
        self.version = version
        self.why = why.value
        self.by = by.value
        self.on = on.value
        self.review = review
        action = hasChanges ? .change(changes) : replaces ? .replace : .leaveOut
        self.source = source
        stamp = file.stamp
    }

    private static func change(_ value: DataValue, isArticle: Bool, _ log: DiagnosticLog) -> Change? {
        guard let fields = Fields(value, owner: "a change", log: log) else { return nil }
        let before = log.diagnostics.count
        let place = isArticle ? nil : fields.requiredString("at")
        let was = fields.value("was")
        let now = fields.value("now")
        let isRemoved = fields.bool("removed") ?? false
        let why = fields.string("why")?.value
        fields.finish()
        guard log.diagnostics.count == before else { return nil }
        func refuse(_ summary: String, _ help: String) -> Change? {
            log.report(.misplacedOverride, at: fields.position, summary, suggestion: help)
            return nil
        }
        if now == nil && !isRemoved {
            return refuse("a change needs the field 'now'", "write what stands there here; or 'removed: true', where nothing is to stand there")
        }
        if now != nil && isRemoved { return refuse("a change cannot have both 'now' and 'removed'", "remove one of them") }
        if was == nil && (isArticle || isRemoved) { return refuse("a change needs the field 'was'", "write what stands there in the file that it changes") }
        if isArticle, [was, now].contains(where: { if case .scalar? = $0 { false } else { $0 != nil } }) {
            return refuse("a change of an article puts a text in the place of a text", "write both between quotation marks")
        }
        return Change(place: place, was: was, now: now, why: why, position: fields.position)
    }

    /// Who decided it, when, and why.
    public var words: String { "\(by), \(on.spelledOut): \(why)" }
}

extension ContentFile {
    /// The first 12 hexadecimal digits of the SHA-256 of what the file says besides its review: what pages call the version of a record, and
    /// overrides and reviews that of any file.
    package var version: String {
        let isText = ["md", "yml", "yaml", "json"].contains(fileExtension)
        let text = isText ? SourceText(path: path, bytes: bytes, log: DiagnosticLog())?.text : nil
        return text.map { ReviewLines.version(of: $0, isArticle: fileExtension == "md") } ?? SHA256.digits(bytes, count: 12)
    }
}
