import ClinicalLogic
import KnowledgeBase
import Templates

/// What a checklist or score says before anything is answered: the page is drawn with it, so that nothing moves when its script starts.
struct StartingResult {
    private let set: AssessableSet
    private let assessment: Assessment
    private let results: AssessmentResults
    private let texts: [String: String]

    init(_ set: AssessableSet) {
        self.set = set
        assessment = Assessment(set.terms, CriteriaAnswers(items: set.record.items.map { _ in CriteriaAnswers.Item() }))
        results = AssessmentResults(assessment, set)
        texts = results.texts
    }

    /// `itemID` gives the place of an item's field, by its number from 1.
    func values(itemID: (Int) -> String) -> TemplateValue {
        let count = results.missing.count
        return [
            .status: .text(texts["status"] ?? "refused"), .outcome: .text(texts["outcome"]), .possible: .text(texts["possible"]),
            .missingCount: .text(count == 0 ? nil : "\(count) \(count == 1 ? "item" : "items")"), .isOpen: .flag(count <= 6),
            .missing: .list(results.missing.map { [.to: .text(itemID($0 + 1)), .label: .text(set.record.items[$0].label)] }),
        ]
    }

    /// Of one score, by its number from 0.
    func score(_ index: Int) -> [TemplateKey: TemplateValue] {
        let score = set.scores[index]
        let name = "score-\(score.id)"
        let points = texts[name] ?? ""
        let range = texts["\(name)-range"]
        // As high as the script draws it: a line for each cut-off above the axis.
        let height = score.thresholds.count * 17 + 60
        return [
            .points: .text(points), .unit: .text(points == "1" ? "point" : "points"), .range: .text(range == points ? nil : range),
            .standing: .text(texts["\(name)-class"]), .possible: .text(texts["\(name)-possible"]), .reached: .text(texts["\(name)-reached"]),
            .next: .text(texts["\(name)-next"]), .chance: .text(texts["\(name)-probability"]), .size: .text(String(height)),
        ]
    }
}
