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
        guard let front = file(article.path)?.content.front, let data = ContentFile(path: article.path, bytes: front + Array("\n---\n".utf8)).tree else { return nil }
        return Fields(data, owner: article.path, log: DiagnosticLog())
    }

    /// Differs where what is said there does.
    func frontStamp(_ path: String) -> Stamp { file(path)?.content.front.map { Stamp($0) } ?? .none }
}
