import Diagnostics
import Synchronization

/// What articles say, each when it is asked for: kept from the check, or read and checked once more.
final class Texts: Sendable {
    private let files: [String: ContentFile]
    private let linked: Linked
    private let kept: [String: ArticleText]

    init(_ files: [String: ContentFile], _ linked: Linked, kept: [String: ArticleText]) {
        self.files = files
        self.linked = linked
        self.kept = kept
    }

    /// Nil where there is no article at `path`.
    func text(_ path: String) -> ArticleText? {
        if let text = kept[path] { return text }
        // What is wrong with it has been said.
        guard let file = files[path], let reader = ParsedFile.article(file, DiagnosticLog()) else { return nil }
        return linked.check(reader.text, of: path).text
    }
}
