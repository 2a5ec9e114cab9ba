import Diagnostics
import SourceData

/// What came of reading a text.
struct Reading {
    let value: DataValue?
    let diagnostics: [Diagnostic]

    static func yaml(_ text: String, lineOffset: Int = 0) -> Reading {
        let log = DiagnosticLog()
        return Reading(value: YAML.parse(text, path: "a.yml", lineOffset: lineOffset, log: log), diagnostics: log.diagnostics)
    }

    static func json(_ text: String) -> Reading {
        let log = DiagnosticLog()
        return Reading(value: JSON.parse(text, path: "a.json", log: log), diagnostics: log.diagnostics)
    }

    /// What the console would show.
    var console: String { ConsoleFormat().format(diagnostics) }
    /// The value in one line with all its places; "nothing" when there is none.
    var outline: String { value?.outline ?? "nothing" }
}

extension DataValue {
    /// `{key@line:column: text@line:column}`, with quoted text in quotes and block text in bars.
    var outline: String {
        switch self {
        case .scalar(let text, .plain, let position): "\(text)\(position.short)"
        case .scalar(let text, .quoted, let position): "'\(text)'\(position.short)"
        case .scalar(let text, .block, let position): "|\(text)|\(position.short)"
        case .sequence(let values, let position): "[\(values.map(\.outline).joined(separator: ", "))]\(position.short)"
        case .mapping(let entries, let position):
            "{\(entries.map { "\($0.key)\($0.keyPosition.short): \($0.value.outline)" }.joined(separator: ", "))}\(position.short)"
        }
    }
}

extension SourcePosition {
    var short: String { "@\(line):\(column)" }
}
