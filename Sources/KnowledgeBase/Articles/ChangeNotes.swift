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

    /// Who wrote an article, from its front matter alone, for the same reason.
    package func authors(of article: Article) -> [String] {
        ReadLog.note(.changes(article.path))
        guard let file = file(article.path), Self.front(file.bytes) != nil, let authors = file.tree?["authors"] else { return [] }
        switch authors {
        case .scalar(let author, _, _): return authors.isNull || author.isEmpty ? [] : [author]
        case .sequence(let entries, _): return entries.compactMap { if case .scalar(let author, _, _) = $0, !$0.isNull { author } else { nil } }
        case .mapping: return []
        }
    }

    /// Differs where what an article says of its changes or its authors does.
    func changesStamp(_ path: String) -> Stamp { file(path).flatMap { Self.front($0.bytes) }.map { Stamp(Array($0)) } ?? .none }

    /// The front matter of a file that may have `changes` or `authors`; nil of others.
    private static func front(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard let end = bytes.dropFirst(3).firstRange(of: fence)?.lowerBound else { return nil }
        let front = bytes[..<end]
        return keys.contains { front.firstRange(of: $0) != nil } ? front : nil
    }

    private static let fence = Array("\n---".utf8)
    private static let keys = [Array("changes".utf8), Array("authors".utf8)]
}
