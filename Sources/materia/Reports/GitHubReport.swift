import Diagnostics

/// Workflow commands, which GitHub Actions shows beside the lines of a change.
enum GitHubReport {
    static func line(_ diagnostic: Diagnostic, path: String) -> String {
        let command =
            switch diagnostic.severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        var message = [diagnostic.summary]
        message += diagnostic.notes.map { note in note.position.map { "\($0.file):\($0.line): \(note.text)" } ?? note.text }
        if let help = diagnostic.suggestion { message.append(help) }
        let place = "file=\(property(path)),line=\(diagnostic.position.line),col=\(diagnostic.position.column),title=\(property(diagnostic.rule.id))"
        return "::\(command) \(place)::\(data(message.joined(separator: "\n")))"
    }

    /// What would end a message, written as the commands want it.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String { data(text).replacing(":", with: "%3A").replacing(",", with: "%2C") }
}
