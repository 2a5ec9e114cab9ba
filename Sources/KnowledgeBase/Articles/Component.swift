public import Diagnostics
import Markdown
import SourceData

/// A fenced block that is replaced by something drawn from a record.
public struct Component: Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case calculator, regimen, evidence, checklist, score, coverage
        case doseTable = "dose-table"

        public var recordKind: RecordKind {
            switch self {
            case .calculator, .regimen, .doseTable: .regimens
            case .evidence: .evidence
            case .checklist, .score, .coverage: .criteria
            }
        }
    }

    public let kind: Kind
    /// The record's id.
    public let record: Located<String>
    /// What a block of doses says.
    public let doseTable: DoseTableBlock?

    /// True for a code block whose language is a component's name, or near enough that a slip is likelier than code.
    static func isCandidate(_ info: String) -> Bool {
        Kind(rawValue: info) != nil || (!info.isEmpty && nearMiss(info, in: Kind.allCases.map(\.rawValue)) != nil)
    }

    /// Nil, with a diagnostic, when the block cannot be understood.
    init?(info: String, text: String, at position: SourcePosition, log: DiagnosticLog) {
        guard let kind = Kind(rawValue: info) else {
            log.report(
                .unknownComponent, at: position, "there is no component '\(info)'",
                suggestion: suggestion(for: info, among: Kind.allCases.map(\.rawValue)))
            return nil
        }
        guard let data = YAML.parse(text, path: position.file, lineOffset: position.line, log: log),
            let fields = Fields(data, owner: "this \(info) block", log: log)
        else { return nil }
        let id = fields.requiredString("id")
        doseTable = kind == .doseTable ? DoseTableBlock(fields, log: log) : nil
        fields.finish()
        guard let id, kind != .doseTable || doseTable != nil else { return nil }
        self.kind = kind
        record = id
    }
}
