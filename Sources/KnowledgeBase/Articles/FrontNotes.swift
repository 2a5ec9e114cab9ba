import Diagnostics
import SourceData

/// What pages that gather say of every article beside its name, read from its front matter alone: from the text of the article they would be
/// made again with each of its words.
extension KnowledgeBase {
    /// What an article says of its changes.
    package func changes(of article: Article) -> [ArticleText.Change] { front(of: article)?.list("changes", ArticleReader.change) ?? [] }

    /// Who wrote an article.
    package func authors(of article: Article) -> [String] { front(of: article)?.strings("authors").map(\.value) ?? [] }

    /// What is wrong in it has been told when the article was read.
    private func front(of article: Article) -> Fields? {
        ReadLog.note(.front(article.path))
        guard let file = file(article.path), Self.front(file.bytes) != nil, let data = file.tree else { return nil }
        return Fields(data, owner: article.path, log: DiagnosticLog())
    }

    /// Differs where what is said there does.
    func frontStamp(_ path: String) -> Stamp { file(path).flatMap { Self.front($0.bytes) }.map { Stamp(Array($0)) } ?? .none }

    /// The front matter of a file that may have `changes` or `authors`; nil of others, which need not be read.
    private static func front(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        bytes.withUnsafeBufferPointer { whole -> Int? in
            guard let end = whole.firstPlace(of: "\n---", from: 3) else { return nil }
            let front = UnsafeBufferPointer(rebasing: whole[..<end])
            return front.firstPlace(of: "changes") == nil && front.firstPlace(of: "authors") == nil ? nil : end
        }.map { bytes[..<$0] }
    }
}
