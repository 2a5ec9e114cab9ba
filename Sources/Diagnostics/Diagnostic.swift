/// How much a diagnostic matters: an error stops publication.
public enum Severity: String, Sendable, Comparable, CaseIterable {
    case note, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// One kind of problem: what all diagnostics with the same identifier share.
public struct Rule: Hashable, Sendable {
    /// Who sets the level of a rule.
    public enum Level: Sendable {
        /// Nobody: it would lose or change something that readers see.
        case fixed
        /// `site.yml` may.
        case adjustable
        /// `site.yml` may, and `--strict` makes it an error.
        case strictly
        /// Off until `site.yml` or `--strict` turns it on.
        case optional
        /// The same, but `--strict` makes it no error: nothing is wrong, and somebody may want to look.
        case quiet
    }

    /// Stable identifier, printed in brackets and used in `site.yml` to set its level.
    public let id: String
    /// Severity unless `site.yml` says otherwise.
    public let severity: Severity
    public let level: Level
    /// What is wrong where it is broken, as Markdown.
    public let means: String
    /// Why this is a problem, in one or two sentences for an author.
    public let explanation: String
    /// What an author can do, as Markdown.
    public let mend: String

    public init(_ id: String, _ severity: Severity, _ level: Level = .fixed, means: String = "", why: String, mend: String = "") {
        self.id = id
        self.severity = severity
        self.level = level
        self.means = means
        self.explanation = why
        self.mend = mend
    }

    public static func == (a: Rule, b: Rule) -> Bool { a.id == b.id }
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// One thing that is wrong, where it is, and what to do about it.
public struct Diagnostic: Hashable, Sendable {
    /// Something that helps to understand the diagnostic, often another place.
    public struct Note: Hashable, Sendable {
        public var text: String
        public var position: SourcePosition?

        public init(_ text: String, at position: SourcePosition? = nil) {
            self.text = text
            self.position = position
        }
    }

    /// A change of the source that needs no second look: it says what the author wrote, in the form Materia takes.
    public struct Correction: Hashable, Sendable {
        /// Where `old` begins.
        public var position: SourcePosition
        /// What stands there, to the letter; where anything else does, nothing is changed.
        public var old: String
        public var new: String

        public init(_ old: String, at position: SourcePosition, to new: String) {
            self.position = position
            self.old = old
            self.new = new
        }
    }

    /// What a diagnostic follows from, where the slip itself may be another.
    public struct Cause: Hashable, Sendable {
        /// What is not there. Diagnostics about one thing are told as one; nil for those that each stand for themselves.
        public var subject: String?
        /// Where it would be: files by their home, `regimens/a`, or a whole folder, `regimens/`. With an error there the diagnostic is no news.
        public var homes: [String]
        /// The id under which it stands there, where that can be told: what nobody defines follows from no other slip.
        public var definedAs: String?
        /// True for what is concluded from the whole of a file: it means nothing while a part of the file is not read.
        public var isConclusion: Bool

        public init(_ subject: String?, homes: [String], definedAs: String? = nil, isConclusion: Bool = false) {
            self.subject = subject
            self.homes = homes
            self.definedAs = definedAs
            self.isConclusion = isConclusion
        }
    }

    public var rule: Rule
    public var severity: Severity
    public var position: SourcePosition
    /// What is wrong, in one line, without a full stop.
    public var summary: String
    public var notes: [Note]
    /// What to do, in one line.
    public var suggestion: String?
    /// What `--fix` writes; nil where an author has to decide.
    public var correction: Correction?
    /// Nil where the diagnostic is about the slip itself.
    public var cause: Cause?

    public init(
        _ rule: Rule, at position: SourcePosition, _ summary: String,
        notes: [Note] = [], suggestion: String? = nil, correction: Correction? = nil, cause: Cause? = nil
    ) {
        self.rule = rule
        self.severity = rule.severity
        self.position = position
        self.summary = MessageLength.shortened(summary)
        self.notes = notes.map { Note(MessageLength.shortened($0.text), at: $0.position) }
        self.suggestion = suggestion.map(MessageLength.shortened)
        self.correction = correction
        self.cause = cause
    }

    /// Why this is a problem.
    public var explanation: String { rule.explanation }
}

extension Diagnostic: Comparable {
    /// By place, then by rule and text, so that one input always reports in one order.
    public static func < (a: Diagnostic, b: Diagnostic) -> Bool {
        (a.position, a.rule.id, a.summary) < (b.position, b.rule.id, b.summary)
    }
}
