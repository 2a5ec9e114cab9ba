import Citations
import KnowledgeBase
import Markdown
import OpenData
import SitePaths
import SourceData

/// What every resource made of a record says first.
struct Conformance {
    let places: FHIRPlaces
    let head: RecordHead

    /// Only a reviewed record that holds is active.
    var status: String {
        switch head.status {
        case .superseded, .retired: "retired"
        case .illustrative: "draft"
        case .current: head.review == nil ? "draft" : "active"
        }
    }

    /// The members of a resource up to its own. `isQuestionnaire`: these name no reviewers.
    func members(_ type: String, _ id: String, title: String, kind: String, lines: [String], isQuestionnaire: Bool = false) -> JSONValue {
        .object([
            "resourceType": .string(type), "id": .string(id),
            "meta": places.site.baseURL.map { .object(["source": .string(PublicAddress.of(OutputPath.data(of: head.path), at: $0))]) },
            "language": .string(places.site.language), "text": Element.narrative(title, lines + warnings), "url": .string(places.url(type, id)),
            "version": .string(head.version), "name": .string(FHIRPlaces.name(kind, id)), "title": .string(title), "status": .string(status),
            "experimental": head.status == .illustrative ? true : nil, "publisher": .string(places.site.title), "description": .string(description),
            "lastReviewDate": head.review.map { .string($0.on.description) },
            "reviewer": isQuestionnaire ? nil : head.review.map { [.object(["name": .string($0.by)])] },
        ])
    }

    private var description: String { ([head.summary].filter { !$0.isEmpty } + warnings).joined(separator: "\n\n") }

    /// What must not be missed, whoever shows the resource.
    private var warnings: [String] {
        var lines: [String] = []
        switch head.status {
        case .superseded: lines.append("Superseded: something newer has replaced it. Do not dose by it.")
        case .retired: lines.append("Retired: it has been withdrawn. Do not dose by it.")
        case .illustrative: lines.append("Illustrative: it is made up. Do not dose by it.")
        case .current: break
        }
        if !successors.isEmpty { lines.append("Replaced by \(successors.map { "“\($0.title)”" }.joined(separator: ", ")).") }
        if let local = head.local { lines.append(local.line) }
        lines.append("\(head.writtenReview.sentence).")
        if let disclaimer = places.site.disclaimer { lines.append(disclaimer) }
        return lines
    }

    /// What replaced it.
    private var successors: [(title: String, output: String)] {
        let knowledgeBase = places.knowledgeBase
        return knowledgeBase.successors(of: head.path).compactMap { path in knowledgeBase.title(of: path).map { ($0, OutputPath.record(path)) } }
    }

    /// The page, what replaced it, and every source: R4 has no resource for a citation.
    func artifacts(_ items: [CitationItem]) -> JSONValue? {
        let page: [JSONValue] =
            places.site.baseURL.map {
                [
                    .object([
                        "type": "documentation", "display": .string(head.title), "url": .string(PublicAddress.of(OutputPath.record(head.path), at: $0)),
                    ])
                ]
            } ?? []
        let replacing = successors.map { successor -> JSONValue in
            .object([
                "type": "successor", "display": .string(successor.title), "url": places.site.baseURL.map { .string(PublicAddress.of(successor.output, at: $0)) },
            ])
        }
        var seen = Set<CitationKeyAndPlace>()
        return .list(page + replacing + items.filter { seen.insert(CitationKeyAndPlace($0)).inserted }.map(citation))
    }

    private func citation(_ item: CitationItem) -> JSONValue {
        let reference = places.knowledgeBase.reference(item.key)
        let text = reference.map { DataPlaces.printed($0) } ?? item.key
        return .object([
            "type": "citation", "label": .string(item.key), "display": .text(item.locator), "citation": .string(text),
            "url": .text(reference?.doi.map { "https://doi.org/\($0)" } ?? reference?.url),
        ])
    }

    private struct CitationKeyAndPlace: Hashable {
        let key: String
        let locator: String?

        init(_ item: CitationItem) { (key, locator) = (item.key, item.locator) }
    }

    /// All that the record and its texts cite.
    var cited: [CitationItem] {
        var items = head.sources
        for text in head.texts { for node in text.nodes { node.walk { if case .citation(let cited) = $0.kind { items += cited } } } }
        return items
    }
}
