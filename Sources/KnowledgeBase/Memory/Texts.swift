import Diagnostics
import Synchronization

/// What articles say, each when it is asked for: kept from the check, or read and checked once more.
final class Texts: Sendable {
    private let linked: Linked
    private let state: Mutex<(files: [String: ContentFile], kept: [String: ArticleText])>

    init(_ files: [String: ContentFile], _ linked: Linked, kept: [String: ArticleText]) {
        self.linked = linked
        state = Mutex((files, kept))
    }

    /// Nil where there is no article at `path`.
    func text(_ path: String) -> ArticleText? {
        let (file, text) = state.withLock { ($0.files[path], $0.kept[path]) }
        if let text { return text }
        // What is wrong with it has been said.
        guard let file, let reader = ParsedFile.article(file, DiagnosticLog()) else { return nil }
        return linked.check(reader.text, of: path).text
    }

    func file(_ path: String) -> ContentFile? { state.withLock { $0.files[path] } }

    func release(_ path: String) { state.withLock { $0.kept[path] = nil } }

    /// The article says something else from now on.
    func revise(_ file: ContentFile) {
        state.withLock { state in
            state.files[file.path] = file
            state.kept[file.path] = nil
        }
    }
}
