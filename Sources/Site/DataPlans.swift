import FHIR
import KnowledgeBase
import OpenData
import SitePaths
import Views

/// The files that other programs read: articles and records as JSON, and records as resources of FHIR.
struct DataPlans {
    private let places: DataPlaces

    init(_ knowledgeBase: KnowledgeBase) { places = DataPlaces(knowledgeBase) }

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
        return plans
    }
}
