import Comparison
import FHIR
import KnowledgeBase
import OpenData
import SitePaths
import SourceData
import Templates
import Views

/// The files that other programs read: articles and records as JSON, records as resources of FHIR, a list of the pages' Markdown, and the feed of
/// what has changed.
struct DataPlans {
    private let frame: SiteFrame
    private let theme: Theme
    private let knowledgeBase: KnowledgeBase
    private let places: DataPlaces
    private let fhir: FHIRPlaces

    init(_ knowledgeBase: KnowledgeBase, _ frame: SiteFrame, _ theme: Theme) {
        self.knowledgeBase = knowledgeBase
        self.frame = frame
        self.theme = theme
        places = DataPlaces(knowledgeBase)
        fhir = FHIRPlaces(places)
    }

    /// In a form of their own, for a site that publishes its data; but for those of articles.
    var all: [PagePlan] { data + resources }

    func plan(of article: Article) -> PagePlan {
        PagePlan(file: OutputPath.data(of: article.path), given: knowledgeBase.stamp(.article(article.path))) { ArticleData(article, in: places).bytes }
    }

    private var data: [PagePlan] {
        var plans = DataSchema.allCases.map { schema in PagePlan(file: OutputPath.dataSchema(schema.rawValue)) { Array(schema.text.utf8) } }
        plans.append(PagePlan(file: OutputPath.dataIndex) { DataIndex(in: places).bytes })
        if !knowledgeBase.citedReferences.isEmpty { plans.append(PagePlan(file: OutputPath.dataReferences) { ReferencesData.bytes(knowledgeBase) }) }
        plans += knowledgeBase.records.map { record in
            PagePlan(file: OutputPath.data(of: record.head.path), given: knowledgeBase.stamp(.record(record.head.path))) { RecordData(record, in: places).bytes }
        }
        if let comparison = frame.comparison {
            let data = comparison.data.bytes
            plans.append(PagePlan(file: OutputPath.dataSchema("changes")) { Array(Comparison.schema.utf8) })
            plans.append(PagePlan(file: OutputPath.changesData, given: Stamp(data)) { data })
        }
        plans.append(PagePlan(file: OutputPath.languageModels) { LanguageModelIndex.bytes(knowledgeBase) })
        return plans
    }

    /// For those who follow a site that knows its address. `date` is the day of the site.
    static func feed(_ knowledgeBase: KnowledgeBase, _ comparison: Comparison?, _ date: CalendarDate?) -> PagePlan? {
        let given = comparison.map { Stamp($0.data.bytes) } ?? .none
        return knowledgeBase.site.baseURL.map { base in
            PagePlan(file: OutputPath.feed, given: given) { Feed(knowledgeBase, at: base, comparison, on: date).bytes }
        }
    }

    // MARK: FHIR

    /// Each resource by itself, and all of them together; none of a site without records.
    private var resources: [PagePlan] {
        let records = knowledgeBase.records
        guard !records.isEmpty else { return [] }
        let definition = ResourceBundle.definition
        var plans = [PagePlan(file: definition.output) { definition.bytes }]
        for record in records {
            let given = knowledgeBase.stamp(.record(record.head.path))
            plans += makers(of: record).map { output, make in PagePlan(file: output, given: given) { make().bytes } }
        }
        plans.append(
            PagePlan(file: OutputPath.fhirBundle) {
                ResourceBundle.bytes(knowledgeBase.records.flatMap { makers(of: $0).map { $0.make() } }, in: fhir)
            })
        return plans
    }

    private typealias Maker = (output: String, make: @Sendable () -> Resource)

    private func makers(of record: Record) -> [Maker] {
        switch record {
        case .criteria(let set):
            let questionnaire = CriteriaQuestionnaire(set, in: fhir)
            return [Maker(questionnaire.output, { @Sendable in questionnaire.resource })]
        case .regimen(let regimen):
            let questionnaire = CalculatorQuestionnaire(regimen, in: fhir)
            let resources = RegimenResources(regimen, in: fhir)
            return [Maker(questionnaire.output, { @Sendable in questionnaire.resource(inputs(regimen)) })]
                + (0..<resources.count).map { index -> Maker in (resources.output(index), { @Sendable in resources.resource(index) }) }
        case .evidence(let evidence):
            let resources = EvidenceResources(evidence, in: fhir)
            return (0..<resources.count).map { index -> Maker in (resources.output(index), { @Sendable in resources.resource(index) }) }
        case .dosingProtocol, .product: return []
        }
    }

    private func inputs(_ regimen: Regimen) -> CalculatorQuestionnaire.Inputs {
        let inputs = CalculatorInputs(regimen, frame, theme)
        return .init(
            hasWeight: inputs.hasWeight, hasHeight: inputs.hasHeight, hasAge: inputs.hasAge, hasSex: inputs.hasSex, hasOccasion: inputs.hasOccasion,
            hasStart: inputs.hasStart, protocols: inputs.protocols, products: inputs.products)
    }
}
