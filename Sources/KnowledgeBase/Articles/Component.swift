public import Diagnostics
import Markdown
import SourceData

/// A fenced block that is replaced by something drawn, from a record or from what the block says itself.
public enum Component: Sendable {
    case record(Kind, id: Located<String>)
    case doseTable(DoseTableBlock, regimen: Located<String>)
    case timeline(Timeline)
    /// A part of a `tasks` block.
    case listing(Listing)

    /// What is drawn from a record.
    public enum Kind: String, CaseIterable, Sendable {
        case calculator, regimen, evidence, checklist, score, coverage

        public var recordKind: RecordKind {
            switch self {
            case .calculator, .regimen: .regimens
            case .evidence: .evidence
            case .checklist, .score, .coverage: .criteria
            }
        }
    }

    /// Nil where no record is drawn as it is.
    public var kind: Kind? { if case .record(let kind, _) = self { kind } else { nil } }

    /// The kind of record that a block of this language names; nil where it names none.
    package static func recordKind(of language: String) -> RecordKind? { language == doses ? .regimens : Kind(rawValue: language)?.recordKind }

    package static func isDoseTable(_ language: String) -> Bool { language == doses }

    private static let doses = "dose-table"
    private static let languages = Kind.allCases.map(\.rawValue) + [doses, Timeline.language, TaskBlock.language]

    /// The component that `info` begins with, and what stands behind its name, where there is something.
    static func nameWithMore(_ info: String) -> (name: Substring, more: Substring)? {
        let name = info.prefix { !$0.isWhitespace }
        let more = info[name.endIndex...].drop(while: \.isWhitespace)
        return languages.contains(String(name)) && !more.isEmpty ? (name, more) : nil
    }

    /// True for a code block whose language is a component's name, or near enough that a slip is likelier than code.
    static func isCandidate(_ info: String) -> Bool {
        languages.contains(info) || (!info.isEmpty && nearMiss(info, in: languages) != nil)
    }

    /// Nil, with a diagnostic, when the block cannot be understood. Timelines and tasks are read with the article.
    init?(info: String, text: String, at position: SourcePosition, log: DiagnosticLog) {
        guard Self.languages.contains(info) else {
            log.report(
                .unknownComponent, at: position, "there is no component '\(info)'", suggestion: suggestion(for: info, among: Self.languages))
            return nil
        }
        let alone = [Timeline.language: "a timeline", TaskBlock.language: "a tasks block"]
        if let block = alone[info] {
            log.report(.unknownComponent, at: position, "\(block) cannot stand in a list or a quotation", suggestion: "put it between two paragraphs")
            return nil
        }
        guard let data = YAML.parse(text, path: position.file, lineOffset: position.line, log: log),
            let fields = Fields(data, owner: "this \(info) block", log: log)
        else { return nil }
        let id = fields.requiredString("id")
        let table = info == Self.doses ? DoseTableBlock(fields, log: log) : nil
        fields.finish()
        guard let id else { return nil }
        if let kind = Kind(rawValue: info) {
            self = .record(kind, id: id)
        } else if let table {
            self = .doseTable(table, regimen: id)
        } else {
            return nil
        }
    }
}
