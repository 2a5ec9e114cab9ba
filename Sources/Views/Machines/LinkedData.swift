import Citations
import ClinicalLogic
import KnowledgeBase
import Markdown
import OpenData
import Rendering
import SitePaths
import SourceData

/// What a page is about, for programs that read the web: JSON-LD in the words of schema.org.
///
/// Doses stand as the sentences of the record, with their limits. A number alone (`doseValue`) is left out: taken without the row it stands in,
/// the patients it is for and the limit it is held to, it would be another dose. What computes reads the record's own data.
struct LinkedData {
    private let frame: SiteFrame
    private let scope: PageScope

    init(frame: SiteFrame, scope: PageScope) {
        self.frame = frame
        self.scope = scope
    }

    private var knowledgeBase: KnowledgeBase { frame.knowledgeBase }

    // MARK: Pages

    func article(_ article: Article, _ text: ArticleText, at output: String) -> String {
        let dates = text.changes.map(\.date)
        let about: JSONValue = .object([
            "@type": "MedicalCondition", "name": .string(article.title),
            "code": .list(
                text.codes.map {
                    .object(["@type": "MedicalCode", "codeValue": .string($0.code), "codingSystem": .string($0.system), "name": .text($0.title)])
                }),
        ])
        return html(
            page(article.title, article.summary, article.review, at: output).joined(
                .object([
                    "datePublished": dates.min().map { .string($0.description) }, "dateModified": dates.max().map { .string($0.description) },
                    "author": .list(text.authors.map { .object(["name": .string($0)]) }),
                    "creativeWorkStatus": article.status == .current ? nil : .string(article.status.rawValue),
                    "keywords": .list(article.tags.map { .string($0) }), "about": article.type == .indications ? about : nil,
                    "mainEntity": recommendations(of: article, text), "citation": citations(),
                ])))
    }

    func record(_ record: Record, at output: String) -> String {
        let head = record.head
        return html(
            page(head.title, head.summary, head.review, at: output).joined(
                .object([
                    "version": .string(head.version), "creativeWorkStatus": head.status == .current ? nil : .string(head.status.rawValue),
                    "keywords": .list(head.tags.map { .string($0) }), "mainEntity": entity(record), "citation": citations(),
                ])))
    }

    /// Recommendations that the article states, each in its source's own grade.
    private func recommendations(of article: Article, _ text: ArticleText) -> JSONValue? {
        var found: [JSONValue] = []
        for (_, block) in text.blocks {
            block.walkBlocks { node in
                guard case .alert(let alert) = node.kind, alert.kind == .recommendation else { return }
                let named = alert.indications.compactMap { knowledgeBase.indication($0)?.title }
                let subjects = named.isEmpty && article.type == .indications ? [article.title] : named
                found.append(
                    .object([
                        "@type": "MedicalGuidelineRecommendation", "description": .string(node.children.map(\.plainText).joined(separator: " ")),
                        "recommendationStrength": .text(AlertLabel.grading(alert)),
                        "guidelineSubject": .list(subjects.map { .object(["@type": "MedicalCondition", "name": .string($0)]) }),
                    ]))
            }
        }
        return .list(found)
    }

    private func page(_ title: String, _ summary: String, _ review: Review?, at output: String) -> JSONValue {
        let site = knowledgeBase.site
        return .object([
            "@context": "https://schema.org", "@type": "MedicalWebPage", "name": .string(title), "description": .text(summary),
            "url": site.baseURL.map { .string(PublicAddress.of(output, at: $0)) }, "inLanguage": .string(site.language),
            "audience": site.audience.map { .object(["@type": "MedicalAudience", "audienceType": .string($0)]) },
            "isPartOf": .object(["@type": "WebSite", "name": .string(site.title), "url": site.baseURL.map { .string($0) }]),
            "lastReviewed": review.map { .string($0.on.description) }, "reviewedBy": review.map { .object(["name": .string($0.by)]) },
        ])
    }

    /// The page's references in their order, by the address that stays, or else by their titles.
    private func citations() -> JSONValue? {
        .list(
            scope.numbering.order.compactMap { key in
                guard let reference = knowledgeBase.reference(key) else { return nil }
                let pubmed = reference.pmid.map { "https://pubmed.ncbi.nlm.nih.gov/\($0)/" }
                return .string(reference.doi.map { "https://doi.org/\($0)" } ?? pubmed ?? reference.url ?? reference.plainTitle)
            })
    }

    // MARK: Records

    private func entity(_ record: Record) -> JSONValue? {
        switch record {
        case .regimen(let regimen):
            return .object([
                "@type": "Drug", "name": .string(regimen.drug), "administrationRoute": .text(regimen.route?.words),
                // Nobody is to dose by what holds no longer, or is made up.
                "doseSchedule": regimen.head.status == .current
                    ? .list(
                        PlacedDose.all(of: regimen).map { placed in
                            .object([
                                "@type": "RecommendedDoseSchedule", "description": .string(Self.sentence(placed)),
                                "targetPopulation": .text(regimen.population.text),
                            ])
                        }) : nil,
            ])
        case .product(let product):
            return .object([
                "@type": "Drug", "name": .string(product.head.title), "nonProprietaryName": .string(product.genericName), "activeIngredient": .string(product.drug),
                "manufacturer": product.manufacturer.map { .object(["@type": "Organization", "name": .string($0)]) },
                // A drug of schema.org has no contraindications.
                "warning": .list(
                    product.contraindications.map { .string("Contraindicated: \($0.plainText)") } + product.warnings.map { .string($0.plainText) }),
            ])
        case .criteria, .dosingProtocol, .evidence: return nil
        }
    }

    /// `When body weight at most 10 kg: Up to 10 kg: 7.5 mg/kg each dose, every 6 h, at most 75 mg in one dose`
    private static func sentence(_ placed: PlacedDose) -> String {
        (placed.conditions.map { "When \($0)" } + [placed.step.label, placed.words].filter { !$0.isEmpty }).joined(separator: ": ")
    }

    /// What stands in a script element may not end it.
    private func html(_ value: JSONValue) -> String { String(decoding: value.bytes, as: UTF8.self).replacing("<", with: "\\u003c") }
}
