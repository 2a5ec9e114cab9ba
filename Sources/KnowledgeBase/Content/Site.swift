public import Diagnostics
import Markdown
public import SourceData

/// The settings in `site.yml`.
public struct Site: Sendable {
    public static let path = "site.yml"

    public let title: String
    public private(set) var summary: String
    /// BCP 47 tag of the language the content is written in.
    public private(set) var language: String
    private let languagePosition: SourcePosition?
    /// True where that language is written from right to left.
    public private(set) var isRightToLeft: Bool
    /// Where the site will stand, when that is known; only the 404 page needs it.
    public let baseURL: String?
    /// Name of a folder in `themes/`, or a path.
    public let theme: Located<String>
    public private(set) var audience: String?
    public private(set) var disclaimer: String?
    /// Who publishes the site, as citations of its pages name them.
    public let publisher: String?
    /// Which state of the content this is, where its author says so.
    public private(set) var version: ContentVersion?
    /// Where readers tell of errors.
    public let errorReports: ErrorReports?
    /// What could go wrong with the site, beside what could with Materia.
    public private(set) var hazards: [Hazard]
    /// Origins of pages that get the plan of a calculator which they show in a frame; none unless the site says so.
    public let plansTo: [String]
    /// False where the site is published without a search of its own.
    public let hasSearch: Bool
    /// False where the site is published without its articles and records as data for programs.
    public let hasData: Bool
    /// Months after which a review is due again, unless an article says otherwise.
    public private(set) var reviewInterval: Int?
    /// Levels set for the rules that have them: `off`, `note`, `warning` or `error`.
    public let lint: [String: Severity?]
    /// Its texts, where they show anything to check.
    let plainTexts: [RichText]

    init?(_ file: ContentFile, log: DiagnosticLog) {
        guard let source = SourceText(path: file.path, bytes: file.bytes, log: log),
            let data = YAML.parse(source.text, path: file.path, log: log),
            let fields = Fields(data, owner: "site.yml", log: log)
        else { return nil }
        PlainTexts.checkMarkup(of: data, log)
        plainTexts = PlainTexts.of(data, PlainTexts.ofSettings, in: FieldText(source: source, log: log))
        let title = fields.requiredString("title")
        summary = fields.string("summary")?.value ?? ""
        language = Self.language(fields)
        languagePosition = fields.value("language")?.position
        isRightToLeft = LanguageTag.isRightToLeft(language)
        let base = fields.string("base-url")
        if let base, !base.value.hasPrefix("https://"), !base.value.hasPrefix("http://") {
            log.report(.unknownScheme, at: base.position, "'\(base.value)' is not a web address", suggestion: "start it with https://")
        }
        baseURL = base.map { $0.value.hasSuffix("/") ? $0.value : $0.value + "/" }
        theme = fields.string("theme") ?? Located("clinic", at: fields.position)
        audience = fields.string("audience")?.value
        disclaimer = fields.string("disclaimer")?.value
        publisher = fields.string("publisher")?.value
        version = Self.version(fields)
        errorReports = fields.string("report-errors").flatMap { ErrorReports($0, log: log) }
        let texts = FieldText(source: source, log: log)
        hazards = fields.list("hazards") { value, log in Hazard(value, log: log) { key, fields in fields.string(key).map(texts.pieces) } }
        plansTo = fields.strings("plans-to").filter { Self.isOrigin($0, log) }.map(\.value)
        hasSearch = fields.bool("search") ?? true
        hasData = fields.bool("data") ?? true
        let review = fields.mapping("review", owner: "'review'")
        reviewInterval = review?.integer("interval", in: Review.intervals)?.value
        review?.finish()
        lint = Self.lint(fields)
        // Which folder it is was known before any file was read.
        _ = fields.string("extends")
        fields.finish()
        guard let title else { return nil }
        self.title = title.value
    }

    /// Takes over what the knowledge base that is extended says and these settings do not. What is said of the site itself, by whom and where it is
    /// published and which rules it is held to, is never taken over; what could go wrong there could go wrong here.
    mutating func inherit(from other: Site, _ log: DiagnosticLog) {
        if summary.isEmpty { summary = other.summary }
        audience = audience ?? other.audience
        disclaimer = disclaimer ?? other.disclaimer
        reviewInterval = reviewInterval ?? other.reviewInterval
        hazards = other.hazards + hazards
        version = version.flatMap { own in other.version.map { own.extending($0) } }
        if let languagePosition, language != other.language {
            log.report(
                .invalidUpstream, at: languagePosition, "the language is '\(language)' here, and '\(other.language)' in what is extended",
                suggestion: "remove the line: a site is in one language")
        }
        (language, isRightToLeft) = (other.language, other.isRightToLeft)
    }

    /// When what was reviewed is to be reviewed again; nil where that is not said.
    public func nextReview(after review: Review) -> CalendarDate? { (review.interval ?? reviewInterval).map { review.on.adding(months: $0) } }

    /// The version that a `site.yml` says its content is.
    public static func version(in file: ContentFile) -> ContentVersion? { Site(file, log: DiagnosticLog())?.version }

    private static func version(_ site: Fields) -> ContentVersion? {
        guard let name = site.string("version") else { return nil }
        if ContentVersion.isName(name.value) { return ContentVersion(named: name.value) }
        site.log.report(
            .unknownValue, at: name.position, "'version' cannot be '\(name.value)'",
            suggestion: "write a short name, such as 2026.2, of letters, digits, spaces and . , - + / : ( )")
        return nil
    }

    /// A plan goes to one place, and what is known of a patient with it: a path would be ignored, and a wildcard would be everybody.
    private static func isOrigin(_ entry: Located<String>, _ log: DiagnosticLog) -> Bool {
        let host = ["https://", "http://"].first { entry.value.hasPrefix($0) }.map { entry.value.dropFirst($0.count) }
        if let host, !host.isEmpty, host.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || ".-:".contains($0)) }) { return true }
        log.report(
            .unknownValue, at: entry.position, "'plans-to' cannot name '\(entry.value)'",
            suggestion: "write the origin of one page, without a path, such as https://intranet.example.org")
        return false
    }

    /// What is no tag of a language would be read aloud in the reader's own, and could be anything in the head of each page.
    private static func language(_ site: Fields) -> String {
        guard let tag = site.string("language") else { return "en" }
        if LanguageTag.isWellFormed(tag.value) { return tag.value }
        let plain = tag.value.replacing("_", with: "-")
        site.log.report(
            .unknownValue, at: tag.position, "'language' cannot be '\(tag.value)'",
            suggestion: LanguageTag.isWellFormed(plain) ? "write '\(plain)'" : "write the tag of the language, such as en, de or pt-BR")
        return "en"
    }

    private static func lint(_ site: Fields) -> [String: Severity?] {
        guard let fields = site.mapping("lint", owner: "'lint'") else { return [:] }
        var levels: [String: Severity?] = [:]
        for rule in Rule.adjustable {
            guard let level = fields.string(rule.id) else { continue }
            if level.value == "off" {
                levels[rule.id] = .some(nil)
            } else if let severity = Severity(rawValue: level.value) {
                levels[rule.id] = severity
            } else {
                fields.log.report(
                    .unknownValue, at: level.position, "'\(rule.id)' cannot be '\(level.value)'",
                    suggestion: suggestion(for: level.value, among: ["off", "note", "warning", "error"]))
            }
        }
        for key in fields.keys where Rule.named(key.value)?.level == .fixed {
            _ = fields.value(key.value)
            fields.log.report(
                .unknownKey, at: key.position, "'lint' has no field '\(key.value)'",
                suggestion: "remove the line: this rule stays an error, and no level can be set for it")
        }
        fields.finish()
        return levels
    }

    /// Diagnostics with the levels this site has set. `isStrict` makes errors of the claim rules, whatever is set.
    public func adjust(_ diagnostics: [Diagnostic], isStrict: Bool = false) -> [Diagnostic] {
        diagnostics.compactMap { diagnostic in
            guard let level = level(of: diagnostic.rule, isStrict: isStrict) else { return nil }
            var copy = diagnostic
            copy.severity = level
            return copy
        }
    }

    /// Nil when the rule is off.
    func level(of rule: Rule, isStrict: Bool) -> Severity? {
        switch rule.level {
        case .strictly where isStrict, .optional where isStrict: .error
        case .optional: lint[rule.id] ?? nil
        case .quiet: lint[rule.id] ?? (isStrict ? rule.severity : nil)
        case .fixed, .adjustable, .strictly: lint[rule.id] ?? rule.severity
        }
    }
}
