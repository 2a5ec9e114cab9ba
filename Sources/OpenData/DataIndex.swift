import KnowledgeBase
import SitePaths
import SourceData

/// Every article and record of a site, with where its data and its page stand.
package struct DataIndex: Sendable {
    private let places: DataPlaces

    package init(in places: DataPlaces) { self.places = places }

    package var bytes: [UInt8] {
        let knowledgeBase = places.knowledgeBase
        let site = knowledgeBase.site
        return places.head(.index, at: OutputPath.dataIndex).joined(
            .object([
                "title": .string(site.title), "summary": .text(site.summary), "language": .string(site.language), "url": .text(site.baseURL),
                "audience": .text(site.audience), "disclaimer": .text(site.disclaimer),
                "fhir": knowledgeBase.records.isEmpty ? nil : .object(["version": "4.0.1", "bundle": .string(OutputPath.fhirBundle)]),
                "references": knowledgeBase.citedReferences.isEmpty ? nil : .string(OutputPath.dataReferences), "records": .array(knowledgeBase.records.map(entry)),
                "articles": .array(knowledgeBase.articles.map(entry)),
            ])
        ).bytes
    }

    private func entry(_ record: Record) -> JSONValue {
        let head = record.head
        return .object([
            "kind": .string(head.kind.rawValue), "id": .string(head.id), "title": .string(head.title), "status": .string(head.status.rawValue),
            "review": .string(DataPlaces.state(head.writtenReview)), "content-hash": .string(head.version),
            "data": .string(OutputPath.data(of: head.path)), "page": .string(OutputPath.record(head.path)),
        ])
    }

    private func entry(_ article: Article) -> JSONValue {
        .object([
            "kind": .string(article.type.rawValue), "id": .string(article.id), "title": .string(article.title), "status": .string(article.status.rawValue),
            "review": .string(DataPlaces.state(article.writtenReview)), "data": .string(OutputPath.data(of: article.path)),
            "page": .string(OutputPath.article(article.path)),
        ])
    }
}
