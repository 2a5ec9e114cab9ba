import Diagnostics
import Markdown

/// Checks what records say of each other, and of articles and references.
struct RecordRelations {
    private let indications: [String: String]
    private let products: Set<String>
    private let protocols: Set<String>

    init(articles: [Article], records: [Record]) {
        indications = Dictionary(
            articles.filter { $0.type == .indications }.map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
        products = Set(records.filter { $0.head.kind == .products }.map(\.head.id))
        protocols = Set(records.filter { $0.head.kind == .protocols }.map(\.head.id))
    }

    func check(_ record: Record, _ checker: inout LinkChecker, _ log: DiagnosticLog) {
        let head = record.head
        for source in head.sources { checker.checkCitation(source) }
        for text in head.texts { checker.check(text) }
        for fact in head.namedFacts { if let source = fact.source { checker.checkCitation(source) } }
        switch record {
        case .criteria(let criteria):
            for id in criteria.appliesTo { use(indication: Located(id, at: head.position), &checker, log) }
            for item in criteria.items { if let source = item.source { checker.checkCitation(source) } }
        case .regimen(let regimen):
            use(indication: regimen.indication, &checker, log)
            for id in regimen.products { use(id, in: products, .products, &checker, log) }
            for id in regimen.protocols { use(id, in: protocols, .protocols, &checker, log) }
        case .dosingProtocol: break
        case .product(let product):
            if let reference = product.label.reference { checker.checkCitation(reference) }
            for indication in product.labelledUses.map(\.indication) + product.infusions.map(\.indication) {
                if let id = indication.article { use(indication: id, &checker, log) }
            }
            for source in product.infusions.compactMap(\.source) + product.rateCaps.compactMap(\.source) {
                checker.checkCitation(source)
            }
        case .evidence(let evidence):
            for study in evidence.studies { checker.checkCitation(study.reference) }
            for grade in evidence.sourceGrades { checker.checkCitation(grade.source) }
        }
    }

    private func use(indication id: Located<String>, _ checker: inout LinkChecker, _ log: DiagnosticLog) {
        if let path = indications[id.value] {
            checker.use(.article(path: path, anchor: nil))
        } else {
            log.report(
                .unknownRecord, at: id.position, "there is no article 'indications/\(id.value).md'",
                suggestion: suggestion(for: id.value, among: indications.keys.map { $0 }))
        }
    }

    private func use(
        _ id: Located<String>, in ids: Set<String>, _ kind: RecordKind, _ checker: inout LinkChecker, _ log: DiagnosticLog
    ) {
        if ids.contains(id.value) {
            checker.use(.record(path: "\(kind.rawValue)/\(id.value).yml", anchor: nil))
        } else {
            log.report(
                .unknownRecord, at: id.position, "there is no \(kind.singular) '\(id.value)'",
                suggestion: suggestion(for: id.value, among: ids))
        }
    }
}
