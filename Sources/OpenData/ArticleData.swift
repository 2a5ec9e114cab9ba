package import KnowledgeBase
import Markdown
import SitePaths
import SourceData

/// What an article is, what it cites and which records it rests on. Its words stand on its page.
package struct ArticleData: Sendable {
    private let places: DataPlaces
    private let article: Article

    package init(_ article: Article, in places: DataPlaces) {
        self.article = article
        self.places = places
    }

    package var bytes: [UInt8] {
        let text = places.knowledgeBase.text(of: article)
        let output = OutputPath.data(of: article.path)
        return places.head(.article, at: output).joined(
            .object([
                "kind": .string(article.type.rawValue), "id": .string(article.id), "title": .string(article.title), "summary": .text(article.summary),
                "language": .string(places.knowledgeBase.site.language), "status": .string(article.status.rawValue),
                "superseded-by": places.successors(of: article.path),
                "page": places.address(OutputPath.article(article.path)), "review": DataPlaces.review(article.writtenReview),
                "local": places.knowledgeBase.overlay?.local(article.path).map(DataPlaces.local),
                "updated": text.changes.map(\.date).max().map { .string($0.description) }, "authors": .list(text.authors.map { .string($0) }),
                "tags": .list(article.tags.map { .string($0) }),
                "codes": .list(text.codes.map { .object(["system": .string($0.system), "code": .string($0.code), "title": .text($0.title)]) }),
                "sections": .list(
                    text.sections.filter { !$0.id.isEmpty }.map { .object(["id": .string($0.id), "title": .string($0.title), "level": .integer($0.level)]) }),
                "records": .list(places.knowledgeBase.recordsUsed(by: article.path).map { .string(OutputPath.data(of: $0)) }),
                "sources": .list(Self.cited(text.body).map { places.source($0) }),
            ])
        ).bytes
    }

    /// Keys in the order in which they are first cited.
    private static func cited(_ body: Node) -> [String] {
        var seen = Set<String>()
        var keys: [String] = []
        body.walk { node in
            if case .citation(let items) = node.kind { for item in items where seen.insert(item.key).inserted { keys.append(item.key) } }
        }
        return keys
    }
}
