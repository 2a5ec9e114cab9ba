import FHIR
import KnowledgeBase
import OpenData
import SitePaths
import Views

/// The files that other programs read: articles and records as JSON, records as resources of FHIR, a list of the pages' Markdown, and the feed of
/// what has changed.
struct DataPlans {
    private let places: DataPlaces

    init(_ knowledgeBase: KnowledgeBase) { places = DataPlaces(knowledgeBase) }

    /// In a form of their own, for a site that publishes its data.
    var all: [PagePlan] {
        let knowledgeBase = places.knowledgeBase
        var plans = DataSchema.allCases.map { schema in PagePlan(file: OutputPath.dataSchema(schema.rawValue)) { Array(schema.text.utf8) } }
        plans.append(PagePlan(file: OutputPath.dataIndex) { DataIndex(in: places).bytes })
        plans += knowledgeBase.articles.map { article in
            PagePlan(file: OutputPath.data(of: article.path), given: knowledgeBase.stamp(.article(article.path))) { ArticleData(article, in: places).bytes }
        }
        plans += knowledgeBase.records.map { record in
            PagePlan(file: OutputPath.data(of: record.head.path), given: knowledgeBase.stamp(.record(record.head.path))) { RecordData(record, in: places).bytes }
        }
        plans.append(PagePlan(file: OutputPath.languageModels) { LanguageModelIndex.bytes(knowledgeBase) })
        return plans
    }

    /// For those who follow a site that knows its address.
    static func feed(_ knowledgeBase: KnowledgeBase) -> PagePlan? {
        knowledgeBase.site.baseURL.map { base in PagePlan(file: OutputPath.feed) { Feed.bytes(knowledgeBase, at: base) } }
    }
}
