import Diagnostics
package import KnowledgeBase
import Markdown
import SitePaths
import SourceData

/// A record in full, as one JSON file.
package struct RecordData: Sendable {
    private let places: DataPlaces
    private let record: Record
    private let words: Words

    package init(_ record: Record, in places: DataPlaces) {
        self.record = record
        self.places = places
        words = Words(places.knowledgeBase, of: record.head.path)
    }

    package var bytes: [UInt8] { json.bytes }

    var json: JSONValue {
        let head = record.head
        return places.head(.record, at: OutputPath.data(of: head.path)).joined(
            .object([
                "kind": .string(head.kind.rawValue), "id": .string(head.id), "title": .string(head.title), "summary": .text(head.summary),
                "language": .string(places.knowledgeBase.site.language), "status": .string(head.status.rawValue), "superseded-by": places.successors(of: head.path),
                "content-hash": .string(head.version),
                "page": places.address(OutputPath.record(head.path)), "review": DataPlaces.review(head.writtenReview), "local": head.local.map(DataPlaces.local),
                "disclaimer": .text(places.knowledgeBase.site.disclaimer),
                "tags": .list(head.tags.map { .string($0) }), "sources": .array(head.sources.map { places.source($0.key, $0.locator) }),
                "references": .list(others.map { places.source($0) }),
                "notes": words.json(head.notes), "facts": .list(head.namedFacts.map(fact)), "record": content,
            ]))
    }

    /// What the record cites besides its sources, once each, in its order.
    private var others: [String] {
        var seen = Set(head.sources.map(\.key))
        var keys: [String] = []
        for text in head.texts { for node in text.nodes { node.walk { if case .citation(let items) = $0.kind { keys += items.map(\.key) } } } }
        keys += cited
        return keys.filter { seen.insert($0).inserted }
    }

    private var head: RecordHead { record.head }

    private func fact(_ named: NamedFact) -> JSONValue {
        .object([
            "id": .string(named.fact.id), "label": .string(named.fact.label), "value": value(named.fact.value), "source": named.source.map(Words.citation),
        ])
    }

    private func value(_ value: FactValue) -> JSONValue {
        switch value {
        case .quantity(let quantity): Figures.quantity(quantity)
        case .number(let number, let unit): Figures.number(number, unit)
        case .proportion(let events, let total): .object(["events": .integer(events), "of": .integer(total), "text": .string(value.text)])
        case .date(let date): .object(["date": .string(date.description), "text": .string(value.text)])
        case .range(let low, let high, let unit):
            .object(["low": .integer(low), "high": .integer(high), "unit": .string(unit + "s"), "text": .string(value.text)])
        case .estimate, .interval, .text: .object(["text": .string(value.text)])
        }
    }

    private var content: JSONValue {
        switch record {
        case .criteria(let set): CriteriaData(set, words).json
        case .regimen(let regimen): RegimenData(regimen, words).json
        case .dosingProtocol(let dosing): ProtocolData(dosing, words).json
        case .product(let product): ProductData(product, words).json
        case .evidence(let evidence): EvidenceData(evidence, words).json
        }
    }

    /// Keys that fields of the record name.
    private var cited: [String] {
        switch record {
        case .criteria(let set): set.items.compactMap(\.source?.key) + set.scores.compactMap(\.probability?.source.key)
        case .regimen(let regimen): regimen.examples.compactMap(\.source?.key)
        case .dosingProtocol: []
        case .product(let product):
            [product.label.reference?.key].compactMap { $0 } + product.infusions.flatMap { [$0.source?.key, $0.everySource?.key].compactMap { $0 } }
                + product.rateCaps.compactMap(\.source?.key)
        case .evidence(let evidence):
            evidence.studies.map(\.reference.key) + evidence.pooled.map(\.source.key) + [evidence.certainty.source?.key].compactMap { $0 }
                + evidence.sourceGrades.map(\.source.key)
        }
    }
}
