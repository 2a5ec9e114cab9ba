public import ClinicalLogic
import Diagnostics
import SourceData

/// The dosing records of a knowledge base by id, and in the terms of the dose engine, which knows records by number.
///
/// Numbers are places in the sorted lists of ids, from 1, so that they are the same wherever one site uses them.
public struct DosingCatalog: Sendable {
    private let indications: [String: Int]
    private let regimens: [String: Int]
    private let products: [String: Int]
    private let protocols: [String: Int]
    private let records: [RecordKind: [String: Record]]

    init(_ articles: [Article], _ records: [Record]) {
        func numbered(_ ids: some Sequence<String>) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: Set(ids).sorted().enumerated().map { ($0.element, $0.offset + 1) })
        }
        func ids(_ kind: RecordKind) -> [String] { records.map(\.head).filter { $0.kind == kind }.map(\.id) }
        indications = numbered(articles.filter { $0.type == .indications }.map(\.id))
        regimens = numbered(ids(.regimens))
        products = numbered(ids(.products))
        protocols = numbered(ids(.protocols))
        self.records = Dictionary(grouping: records, by: \.head.kind).mapValues { records in
            Dictionary(records.map { ($0.head.id, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    public func regimen(_ id: String) -> Regimen? {
        if case .regimen(let record)? = record(id, .regimens) { record } else { nil }
    }

    public func dosingProtocol(_ id: String) -> DosingProtocol? {
        if case .dosingProtocol(let record)? = record(id, .protocols) { record } else { nil }
    }

    public func product(_ id: String) -> Product? {
        if case .product(let record)? = record(id, .products) { record } else { nil }
    }

    private func record(_ id: String, _ kind: RecordKind) -> Record? {
        guard let record = records[kind]?[id] else { return nil }
        ReadLog.note(.record(record.head.path))
        return record
    }

    func ids(_ kind: RecordKind) -> [String] { records[kind]?.keys.sorted() ?? [] }

    /// Nil when the regimen says something the engine cannot compute with.
    public func terms(_ regimen: Regimen) -> RegimenTerms? {
        regimen.terms(
            code: regimens[regimen.head.id] ?? 0, indication: regimen.indication.flatMap { indications[$0.value] } ?? 0,
            products: regimen.products.compactMap { products[$0.value] }, protocols: regimen.protocols.compactMap { protocols[$0.value] })
    }

    public func terms(_ dosing: DosingProtocol) -> ProtocolTerms? {
        dosing.weight?.terms(
            rounding: dosing.rounding, surface: dosing.surface, questions: dosing.questions, code: protocols[dosing.head.id] ?? 0)
    }

    public func terms(_ product: Product) -> ProductTerms? {
        guard let infusions = all(product.infusions, infusion) else { return nil }
        let uses = product.labelledUses.compactMap { use -> ProductTerms.Use? in
            guard let id = use.indication.article?.value else { return nil }
            return ProductTerms.Use(
                indication: indications[id] ?? 0, isOnLabel: use.status == .onLabel,
                regimens: use.regimens.compactMap { regimens[$0.value] }, minimumAge: use.minimumAge?.years,
                maximumAge: use.maximumAge?.years)
        }
        return ProductTerms(
            code: products[product.head.id] ?? 0, concentration: product.concentration.flatMap { ProductTerms.Concentration($0) },
            isDiluted: product.isDiluted, infused: product.infusedAt.flatMap { ProductTerms.Concentration($0) },
            containers: product.containers.map(\.terms), isScored: product.isScored, hasLabel: true, uses: uses,
            infusions: infusions,
            rateCaps: product.rateCaps.compactMap { cap in
                Rate(cap.maximum).map { ProductTerms.RateCap(question: Question.code(cap.question), maximum: $0) }
            }, questions: product.questions.map(\.terms))
    }

    /// Nil as soon as one part cannot be converted: a plan must not leave out what the record says.
    private func all<Part, Converted>(_ parts: [Part], _ convert: (Part) -> Converted?) -> [Converted]? {
        let converted = parts.compactMap(convert)
        return converted.count == parts.count ? converted : nil
    }

    /// Of something that has no article, with a number that no regimen has: it is no part of any plan, and a plan says that the product
    /// has rates and none for its indication.
    private func infusion(_ infusion: Product.Infusion) -> ProductTerms.Infusion? {
        guard let start = Rate(infusion.start), let maximum = Rate(infusion.maximum),
            let steps = all(infusion.steps, { Rate($0) })
        else { return nil }
        var indication = 0
        if let named = infusion.indication {
            indication = named.article.flatMap { indications[$0.value] } ?? (indications.values.max() ?? 0) + 1
        }
        return ProductTerms.Infusion(
            indication: indication, occasion: infusion.occasion.terms, start: start, steps: steps,
            every: infusion.every?.converted(to: Unit(.minute))?.value, maximum: maximum,
            leastTime: infusion.leastTime?.converted(to: Unit(.minute))?.value)
    }
}
