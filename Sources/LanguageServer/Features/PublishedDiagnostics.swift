import Diagnostics
import KnowledgeBase
import SourceData

/// What the client was told to be wrong, by the paths of files: it is told again only where that is something else.
struct PublishedDiagnostics {
    private var told: [String: (diagnostics: [Diagnostic], text: Stamp)] = [:]

    /// Files of which something was told.
    var files: [String] { told.keys.sorted() }

    /// True where these are to be told of a file with this text.
    mutating func isNews(_ diagnostics: [Diagnostic], of file: String, text: Stamp) -> Bool {
        if let old = told[file] {
            if old.diagnostics == diagnostics, old.text == text { return false }
        } else if diagnostics.isEmpty {
            return false
        }
        told[file] = diagnostics.isEmpty ? nil : (diagnostics, text)
        return true
    }
}

extension LanguageServer {
    /// Checks what has changed, and tells what is wrong in every file of every folder.
    func publishDiagnostics() {
        for workspace in workspaces where workspace.isStale {
            workspace.check()
            publish(workspace)
        }
    }

    /// The same, where it is known at once; what a change means for the whole may be told later.
    func lookAtDiagnostics() {
        for workspace in workspaces where workspace.isStale && workspace.sight == .unseen {
            workspace.look()
            if workspace.sight == .seen { publish(workspace) }
        }
    }

    /// Begins a check of a folder, and tells what it found when it is done.
    func check(_ workspace: ContentWorkspace) {
        let root = workspace.root
        workspace.startCheck { [channel] in
            channel.add(
                .work { server in
                    // Somebody may have waited for it, or the folder be closed.
                    guard let workspace = server.workspaces.first(where: { $0.root == root }), workspace.isDone else { return }
                    workspace.finishCheck()
                    if workspace.isStale { server.lookAtDiagnostics() } else { server.publish(workspace) }
                })
        }
    }

    private func publish(_ workspace: ContentWorkspace) {
        var byFile: [String: [Diagnostic]] = [:]
        for (file, diagnostics) in workspace.diagnostics { byFile[workspace.fullPath(file), default: []] += diagnostics }
        for file in published.files where byFile[file] == nil && isOf(workspace, file) { byFile[file] = [] }
        for file in byFile.keys.sorted() { publish(byFile[file]!, of: file, workspace) }
    }

    func clearDiagnostics(of workspace: ContentWorkspace) {
        for file in published.files where isOf(workspace, file) { publish([], of: file, workspace) }
    }

    /// True for what a folder told of: its files, and those of its themes.
    private func isOf(_ workspace: ContentWorkspace, _ file: String) -> Bool { workspace.watched.contains { file.hasPrefix($0 + "/") } }

    private func publish(_ diagnostics: [Diagnostic], of file: String, _ workspace: ContentWorkspace) {
        let path = workspace.path(of: file)
        let stamp = path.flatMap { workspace.file($0)?.stamp } ?? .none
        guard published.isNews(diagnostics, of: file, text: stamp) else { return }
        let lines = diagnostics.isEmpty ? nil : path.flatMap { workspace.lines($0) }
        notify(
            "textDocument/publishDiagnostics",
            .object([
                "uri": .string(documents.uri(of: file)), "version": documents[file].map { .integer($0.version) },
                "diagnostics": .array(diagnostics.map { json($0, lines, workspace) }),
            ]))
    }

    /// A diagnostic with the words that `check` has for it.
    func json(_ diagnostic: Diagnostic, _ lines: TextLines?, _ workspace: ContentWorkspace) -> JSONValue {
        let start = ClientPosition(line: diagnostic.position.line - 1, character: diagnostic.position.column - 1)
        let place = lines.map { range($0.range(of: diagnostic), in: $0) } ?? ClientRange(start: start, end: start).json
        let related = client.showsRelated ? diagnostic.notes.filter { $0.position != nil } : []
        let notes = diagnostic.notes.filter { !client.showsRelated || $0.position == nil }.map { note in
            "note: " + (note.position.map { "\($0.file):\($0.line):\($0.column): " } ?? "") + note.text
        }
        let message = [diagnostic.summary] + notes + (diagnostic.suggestion.map { ["help: \($0)"] } ?? [])
        return .object([
            "range": place, "severity": .integer(Self.number(of: diagnostic.severity)), "code": .string(diagnostic.rule.id), "source": "materia",
            "message": .string(message.joined(separator: "\n")),
            "tags": ["unused-file", "unused-reference", "unused-record", "unused-definition", "unused-footnote"].contains(diagnostic.rule.id) ? [1] : nil,
            "relatedInformation": .list(related.compactMap { note in note.position.map { json(note.text, at: $0, workspace) } }),
        ])
    }

    private func json(_ words: String, at position: SourcePosition, _ workspace: ContentWorkspace) -> JSONValue {
        .object(["location": location(position, workspace), "message": .string(words)])
    }

    /// A place and the name that stands there.
    func location(_ position: SourcePosition, _ workspace: ContentWorkspace) -> JSONValue {
        let file = workspace.fullPath(position.file)
        guard let lines = workspace.lines(position.file) else {
            let place = ClientPosition(line: max(position.line - 1, 0), character: 0)
            return .object(["uri": .string(documents.uri(of: file)), "range": ClientRange(start: place, end: place).json])
        }
        let start = lines.offset(position)
        return .object(["uri": .string(documents.uri(of: file)), "range": range(start..<max(start, lines.endOfToken(from: start)), in: lines)])
    }

    static func number(of severity: Severity) -> Int {
        switch severity {
        case .error: 1
        case .warning: 2
        case .note: 3
        }
    }
}
