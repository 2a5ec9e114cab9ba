import Diagnostics

/// All diagnostics as one object; the guide says what its keys mean.
struct JSONReport: Encodable {
    let version = 1
    let diagnostics: [Entry]
    let rules: [String: String]

    struct Entry: Encodable {
        let rule: String
        let severity: String
        let file: String
        let line: Int
        let column: Int
        let message: String
        let help: String?
        let notes: [Note]
        let correction: Correction?
    }

    struct Note: Encodable {
        let text: String
        let file: String?
        let line: Int?
        let column: Int?
    }

    struct Correction: Encodable {
        let file: String
        let line: Int
        let column: Int
        let old: String
        let new: String
    }

    init(_ diagnostics: [Diagnostic], path: (SourcePosition) -> String) {
        self.diagnostics = diagnostics.map { diagnostic in
            Entry(
                rule: diagnostic.rule.id, severity: diagnostic.severity.rawValue, file: path(diagnostic.position), line: diagnostic.position.line,
                column: diagnostic.position.column, message: diagnostic.summary, help: diagnostic.suggestion,
                notes: diagnostic.notes.map { note in
                    Note(text: note.text, file: note.position.map(path), line: note.position?.line, column: note.position?.column)
                },
                correction: diagnostic.correction.map {
                    Correction(file: path($0.position), line: $0.position.line, column: $0.position.column, old: $0.old, new: $0.new)
                })
        }
        rules = Dictionary(diagnostics.map { ($0.rule.id, $0.explanation) }, uniquingKeysWith: { first, _ in first })
    }
}
