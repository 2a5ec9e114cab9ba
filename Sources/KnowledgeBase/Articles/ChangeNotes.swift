import Diagnostics
import SourceData

extension KnowledgeBase {
    /// What an article says of its changes, from its front matter alone: a page that gathers them would read the text of every article
    /// otherwise, and be made again with each of its words.
    package func changes(of article: Article) -> [ArticleText.Change] {
        ReadLog.note(.changes(article.path))
        guard let file = file(article.path), Self.front(file.bytes) != nil, case .sequence(let entries, _)? = file.tree?["changes"] else { return [] }
        return entries.compactMap { entry in
            guard case .scalar(let date, _, _)? = entry["date"], case .scalar(let text, _, _)? = entry["text"] else { return nil }
            return CalendarDate(date).map { ArticleText.Change(date: $0, text: text) }
        }
    }

    /// Differs where what an article says of its changes does.
    func changesStamp(_ path: String) -> Stamp { file(path).flatMap { Self.front($0.bytes) }.map { Stamp(Array($0)) } ?? .none }

    /// The front matter of a file that may have `changes`; nil of others.
    private static func front(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard let end = bytes.dropFirst(3).firstRange(of: fence)?.lowerBound else { return nil }
        let front = bytes[..<end]
        return front.firstRange(of: key) == nil ? nil : front
    }

    private static let fence = Array("\n---".utf8)
    private static let key = Array("changes".utf8)
}
