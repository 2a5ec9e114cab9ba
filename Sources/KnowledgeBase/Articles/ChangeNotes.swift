import Diagnostics
import SourceData

extension KnowledgeBase {
    /// What an article says of its changes, from its front matter alone: pages that gather them would read the text of every article otherwise.
    package func changes(of article: Article) -> [ArticleText.Change] {
        ReadLog.note(.text(article.path))
        guard let file = file(article.path), file.bytes.contains(Self.key), case .sequence(let entries, _)? = file.tree?["changes"] else { return [] }
        return entries.compactMap { entry in
            guard case .scalar(let date, _, _)? = entry["date"], case .scalar(let text, _, _)? = entry["text"] else { return nil }
            return CalendarDate(date).map { ArticleText.Change(date: $0, text: text) }
        }
    }

    private static let key = Array("changes".utf8)
}
