import ClinicalLogic
import Diagnostics
package import KnowledgeBase
import Rendering
package import Search
import SitePaths
package import Templates

/// What a search of the site knows that no page says: what its pages are, and by which names things go.
package enum SearchSources {
    package static func page(of article: Article) -> SearchedPage {
        let group: SearchedPage.Group = article.type == .coverage ? .coverage : .topics
        return SearchedPage(
            output: OutputPath.article(article.path), title: article.title, group: group, kind: RecordLabel.singular(article.type),
            isOutdated: article.status == .superseded, names: article.tags)
    }

    package static func page(of record: Record, _ knowledgeBase: KnowledgeBase) -> SearchedPage {
        var names = record.head.tags
        let group: SearchedPage.Group
        switch record {
        case .criteria(let set): group = set.purpose == .coverage ? .coverage : .calculators
        case .regimen(let regimen):
            group = .calculators
            names.append(regimen.drug)
            names += regimen.products.compactMap { knowledgeBase.recordPath($0.value, .products).flatMap(knowledgeBase.title) }
        case .dosingProtocol: group = .products
        case .product(let product):
            group = .products
            names += [product.genericName, product.drug, product.manufacturer ?? "", product.billing?.code ?? ""]
        case .evidence: group = .evidence
        }
        let isOutdated = record.head.status.isOutdated
        return SearchedPage(
            output: OutputPath.record(record.head.path), title: record.head.title, group: group, kind: RecordLabel.singular(record), isOutdated: isOutdated,
            names: names)
    }

    static let bibliography = SearchedPage(output: OutputPath.bibliography, title: "References", group: .references, kind: "")
    static let glossary = SearchedPage(output: OutputPath.glossary, title: "Glossary", group: .glossary, kind: "")

    // MARK: Names

    /// Of the glossary, and of products and the drugs in them.
    package static func synonyms(_ knowledgeBase: KnowledgeBase) -> [Synonyms.Entry] {
        var sets = knowledgeBase.glossary.entries.map { Synonyms.Set([$0.term] + ($0.abbreviation.map { [$0] } ?? []) + $0.synonyms) }
        for product in products(knowledgeBase) {
            sets.append(Synonyms.Set(names(of: product), wider: [product.drug, product.genericName]))
        }
        return Synonyms.entries(sets)
    }

    private static func products(_ knowledgeBase: KnowledgeBase) -> [Product] {
        knowledgeBase.records(.products).compactMap { if case .product(let product) = $0 { product } else { nil } }
    }

    /// Its title, and the title without the strength. Not where it is called by its drug alone.
    private static func names(of product: Product) -> [String] {
        let words = product.head.title.split(separator: " ")
        let brand = words.prefix { !$0.contains { $0.isNumber || $0 == "%" || $0 == "(" } }.joined(separator: " ")
        let drugs = [product.drug.lowercased(), product.genericName.lowercased()]
        return [product.head.title, brand].filter { !$0.isEmpty && !drugs.contains($0.lowercased()) }
    }

    // MARK: Doses

    /// Calculators of regimens that hold, in the order of the records.
    package static func offers(_ frame: SiteFrame, _ theme: Theme) -> DoseOffers {
        let knowledgeBase = frame.knowledgeBase
        let glossary = knowledgeBase.glossary.entries.map { [$0.term] + ($0.abbreviation.map { [$0] } ?? []) + $0.synonyms }
        var named: [String] = []
        let regimens = knowledgeBase.records(.regimens).compactMap { record -> DoseOffers.Regimen? in
            guard case .regimen(let regimen) = record, regimen.head.status == .current || regimen.head.status == .illustrative,
                let terms = frame.dosing.terms(regimen)
            else { return nil }
            let scope = PageScope(frame, theme: theme, source: regimen.head.path, output: OutputPath.record(regimen.head.path))
            let calculator = CalculatorView(renderer: ContentRenderer(scope: scope), parts: PageParts(frame: frame, theme: theme, scope: scope))
            let figures = CalculatorForm(regimen, terms, calculator.protocols(regimen), calculator.products(regimen)).figures
            let products = regimen.products.map(\.value)
            named += products
            var drugs = [regimen.drug]
            for id in products {
                guard case .product(let product)? = knowledgeBase.record(id, .products) else { continue }
                drugs += [product.drug, product.genericName]
            }
            return DoseOffers.Regimen(
                id: regimen.head.id, title: regimen.head.title, output: OutputPath.record(regimen.head.path),
                names: [regimen.head.title] + drugs + drugs.flatMap { names(like: $0, glossary) }, figures: figures, products: products)
        }
        let wanted = Set(named)
        let products = products(knowledgeBase).filter { wanted.contains($0.head.id) }
            .map { DoseOffers.Product(id: $0.head.id, title: $0.head.title, names: names(of: $0)) }
        return DoseOffers(regimens: regimens, products: products)
    }

    /// What the glossary calls the drug besides: where all words of one of its names are words of the drug's.
    private static func names(like drug: String, _ glossary: [[String]]) -> [String] {
        let words = Set(Words.folded(drug))
        return glossary.flatMap { names in
            names.contains { name in
                let own = Words.folded(name)
                return own.count > 1 && own.allSatisfy(words.contains) || own == Words.folded(drug)
            } ? names : []
        }
    }
}
