import Diagnostics
import Markdown
import Synchronization

/// What articles say, each when it is asked for: kept from the check, or read and checked once more.
final class Texts: Sendable {
    private let linked: Linked
    private let state: Mutex<State>

    private struct State {
        var files: [String: ContentFile]
        var kept: [String: PackedText]
        /// Those of `kept` that are looked at, until they are let go.
        var open: [String: ArticleText] = [:]
        /// Files that were read again and were others by then.
        var changed: [String] = []
    }

    init(_ files: [String: ContentFile], _ linked: Linked, kept: [String: PackedText]) {
        self.linked = linked
        state = Mutex(State(files: files, kept: kept))
    }

    /// Nil where there is no article at `path`.
    func text(_ path: String) -> ArticleText? {
        let (file, open, kept) = state.withLock { ($0.files[path], $0.open[path], $0.kept[path]) }
        if let open { return open }
        if let kept {
            let text = kept.text
            state.withLock { $0.open[path] = text }
            return text
        }
        guard let file else { return nil }
        // What is wrong with it has been said.
        if let reader = ParsedFile.article(file, DiagnosticLog()) { return linked.check(reader.text, of: path).text }
        // It was an article when it was read first. Nothing is published where that has happened.
        state.withLock { $0.changed.append(path) }
        return ArticleText.none(at: path)
    }

    func file(_ path: String) -> ContentFile? { state.withLock { $0.files[path] } }

    /// Files that have changed since they were first read, of those that were read again.
    var changed: [String] { state.withLock { state in Set(state.changed + state.files.values.lazy.filter(\.hasChanged).map(\.path)).sorted() } }

    func release(_ path: String) {
        state.withLock { state in
            state.kept[path] = nil
            state.open[path] = nil
        }
    }

    /// The article says something else from now on.
    func revise(_ file: ContentFile) {
        state.withLock { state in
            state.files[file.path] = file
            state.kept[file.path] = nil
            state.open[file.path] = nil
        }
    }
}

extension ArticleText {
    /// Nothing said.
    fileprivate static func none(at path: String) -> ArticleText {
        ArticleText(
            codes: [], authors: [], changes: [], sections: [], summaryText: nil, plainTexts: [], body: Node(.document, position: SourcePosition(file: path)))
    }
}
