import ClinicalLogic
import Diagnostics
import Markdown
import SourceData

extension LinkChecker {
    /// Checks what a record says of others, and of articles and references.
    mutating func check(_ record: Record) {
        checkSuccessors()
        for source in record.head.sources { checkCitation(source) }
        for text in record.head.texts { check(text) }
        for fact in record.head.namedFacts { if let source = fact.source { checkCitation(source) } }
        switch record {
        case .criteria(let criteria):
            for id in criteria.appliesTo { use(indication: id) }
            for item in criteria.items { if let source = item.source { checkCitation(source) } }
            for score in criteria.scores { if let probability = score.probability { checkCitation(probability.source) } }
        case .regimen(let regimen):
            if let indication = regimen.indication { use(indication: indication) }
            for example in regimen.examples { if let source = example.source { checkCitation(source) } }
            for id in regimen.products {
                guard use(id, .products), let product = resolver.catalog.product(id.value) else { continue }
                if regimen.guardWords == nil, product.containers.contains(where: { $0.terms.form.isSolid }),
                    regimen.rareDoses.contains(where: { ($0.route ?? regimen.route) == nil })
                {
                    log.report(
                        .missingField, at: id.position, "the regimen needs the field 'guard': it is given once a week or less, and '\(id.value)' is taken by mouth",
                        suggestion: "\(Regimen.guardHelp); or say by `route` that it is not taken by mouth")
                }
                guard product.drug.lowercased() != regimen.drug.lowercased() else { continue }
                log.report(
                    .inconsistentRecord, at: id.position, "'\(id.value)' is \(product.drug); the regimen is for \(regimen.drug)",
                    suggestion: "name a product of this drug, or give the product's 'drug' as regimens have it",
                    cause: .init("products/\(id.value) is \(product.drug)", homes: []))
            }
            for id in regimen.protocols { use(id, .protocols) }
        case .dosingProtocol: break
        case .product(let product):
            if let reference = product.label.reference { checkCitation(reference) }
            for indication in product.labelledUses.map(\.indication) + product.infusions.compactMap(\.indication) {
                if let id = indication.article { use(indication: id) }
            }
            for use in product.labelledUses where use.status == .onLabel { check(use, of: product) }
            for source in product.infusions.flatMap({ [$0.source, $0.everySource].compactMap { $0 } }) + product.rateCaps.compactMap(\.source) {
                checkCitation(source)
            }
        case .evidence(let evidence):
            for study in evidence.studies { checkCitation(study.reference) }
            for pooled in evidence.pooled { checkCitation(pooled.source) }
            if let source = evidence.certainty.source { checkCitation(source) }
            for grade in evidence.sourceGrades { checkCitation(grade.source) }
        }
    }

    /// A label states the dose of a regimen only of its own drug and indication.
    private mutating func check(_ labelled: Product.LabelledUse, of product: Product) {
        for id in labelled.regimens {
            guard use(id, .regimens), let regimen = resolver.regimen(id.value) else { continue }
            if regimen.drug.lowercased() != product.drug.lowercased() {
                log.report(
                    .inconsistentRecord, at: id.position, "the regimen '\(id.value)' is for \(regimen.drug), not for \(product.drug)",
                    suggestion: "name regimens of this drug, or give the product's 'drug' as regimens have it")
            } else if let own = regimen.indication?.value, own != labelled.indication.article?.value {
                log.report(
                    .inconsistentRecord, at: id.position,
                    "the regimen '\(id.value)' is for '\(own)', another indication than this one",
                    suggestion: "put it under the indication it is for")
            }
        }
    }
}
