import Authoring
import Diagnostics
import SourceData

/// Changes that mend what is wrong: those that `--fix` makes, and suggestions of one name in the place of another.
extension LanguageServer {
    func codeActions(_ document: Document, _ params: DataValue) -> JSONValue {
        guard let wanted = params["range"].flatMap(ClientRange.init) else { return [] }
        let kinds = params.at("context", "only")?.elements.compactMap(\.text)
        func wants(_ kind: String) -> Bool { kinds?.contains { kind == $0 || kind.hasPrefix($0 + ".") } ?? true }
        let diagnostics = document.workspace.diagnostics[document.path] ?? []
        var actions: [JSONValue] = []
        if wants("quickfix") {
            for diagnostic in diagnostics {
                let place = document.lines.range(of: diagnostic)
                let range = ClientRange(
                    start: document.lines.position(place.lowerBound, client.encoding), end: document.lines.position(place.upperBound, client.encoding))
                guard range.touches(wanted) else { continue }
                if let edit = diagnostic.corrected(in: document.lines) {
                    actions.append(action("Write '\(edit.text)'", [edit], document, for: diagnostic, isPreferred: true))
                } else if let edit = diagnostic.suggested(in: document.lines) {
                    actions.append(action("Change to '\(edit.text)'", [edit], document, for: diagnostic, isPreferred: false))
                }
            }
        }
        // Not for a light bulb at every line: only where it is asked for.
        if kinds != nil, wants("source.fixAll") {
            let (bytes, applied) = Corrections.apply(diagnostics, to: document.lines.bytes)
            if !applied.isEmpty {
                let whole = TextEdit(
                    range: document.lines.starts[0]..<document.lines.bytes.count, text: String(decoding: bytes[document.lines.starts[0]...], as: UTF8.self))
                actions.append(
                    .object([
                        "title": "Make all corrections that are safe", "kind": "source.fixAll", "edit": edits([document.file: [whole]], document.workspace),
                    ]))
            }
        }
        return .array(actions)
    }

    private func action(_ title: String, _ changes: [TextEdit], _ document: Document, for diagnostic: Diagnostic, isPreferred: Bool) -> JSONValue {
        .object([
            "title": .string(title), "kind": "quickfix", "isPreferred": .flag(isPreferred),
            "diagnostics": .array([json(diagnostic, document.lines, document.workspace)]),
            "edit": edits([document.file: changes], document.workspace),
        ])
    }

    /// Changes of files, as an edit of the workspace.
    func edits(_ changes: [String: [TextEdit]], _ workspace: ContentWorkspace) -> JSONValue {
        let files = changes.keys.sorted().compactMap { file -> (file: String, edits: JSONValue)? in
            guard let lines = documents[file]?.lines ?? workspace.path(of: file).flatMap({ workspace.lines($0) }) else { return nil }
            return (file, .array(changes[file]!.map { .object(["range": range($0.range, in: lines), "newText": .string($0.text)]) }))
        }
        guard client.changesDocuments else {
            return .object(["changes": .members(files.map { .init(documents.uri(of: $0.file), $0.edits) })])
        }
        return .object([
            "documentChanges": .array(
                files.map { file, edits in
                    let version = documents[file].map { JSONValue.integer($0.version) } ?? .null
                    return .object(["textDocument": .object(["uri": .string(documents.uri(of: file)), "version": version]), "edits": edits])
                })
        ])
    }
}
