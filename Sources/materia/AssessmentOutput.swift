import ClinicalLogic
import Foundation
import KnowledgeBase
import Views

/// An assessment for scripts.
struct AssessmentOutput: Encodable {
    struct Name: Encodable {
        var id: String
        var label: String
    }

    struct Needed: Encodable {
        var item: String
        /// `met`, `not-met`, or the number or option that is needed, in words.
        var finding: String
    }

    struct Item: Encodable {
        var id: String
        var label: String
        var state: String
        var value: Double?
        var option: String?
    }

    struct Outcome: Encodable {
        var id: String
        var label: String
        var state: String
        var missing: [String]
        var metBy: [Needed]
        var notMetBy: [Needed]
    }

    struct Score: Encodable {
        var id: String
        var label: String
        var points: Double
        var low: Double
        var high: Double
        var isDecided: Bool
        /// The highest threshold reached; none where it is not decided, or where no threshold is reached.
        var `class`: Name?
        var classSoFar: Name?
        var pointsToNext: Double?
        var missing: [String]
        var probability: [Double]?
    }

    var criteria: String
    var title: String
    var status: String
    var warning: String?
    /// The outcome that applies, where that is decided and there is one.
    var outcome: Name?
    /// Outcomes that may still apply; `none` for none of them.
    var possible: [String]
    var missing: [String]
    var outcomes: [Outcome]
    var scores: [Score]
    var items: [Item]
    /// The texts of the page, by their names on it.
    var results: [String: String]
    /// Points by the same names, unrounded: `score-<id>`, and with `-low` and `-high` the ends of what is still possible.
    var numbers: [String: Double]
    var exclusions: [String]
    var provenance: [String]
    /// Of the content; absent where nobody says which it is.
    var contentVersion: String?

    init(_ assessment: Assessment, _ answers: CriteriaAnswers, _ set: AssessableSet, in checked: CheckedContent) {
        let record = set.record
        func ids(_ items: [Int]) -> [String] { items.map { record.items[$0].id } }
        func needed(_ answers: [NeededAnswer]) -> [Needed] {
            answers.map { answer in
                let item = record.items[answer.item]
                let finding =
                    switch answer.finding {
                    case .met: "met"
                    case .notMet: "not-met"
                    case .value(let value): item.options.isEmpty ? item.valueWords(set.terms.items[answer.item])[value] : item.options[value].id
                    }
                return Needed(item: item.id, finding: finding)
            }
        }
        func name(_ reached: Int, _ score: Int) -> Name? {
            reached == 0 ? nil : set.scores[score].thresholds[reached - 1].name
        }
        criteria = record.head.id
        title = record.head.title
        status = assessment.status == .decided ? "decided" : "open"
        warning = set.warning(in: checked.knowledgeBase)
        let places = (0...record.outcomes.count).filter(assessment.firsts.contains)
        outcome = places.count == 1 && places[0] < record.outcomes.count ? Name(id: record.outcomes[places[0]].id, label: record.outcomes[places[0]].label) : nil
        possible = places.map { $0 < record.outcomes.count ? record.outcomes[$0].id : "none" }
        let results = AssessmentResults(assessment, set)
        missing = ids(results.missing)
        outcomes = zip(record.outcomes, assessment.outcomes).map { outcome, result in
            Outcome(
                id: outcome.id, label: outcome.label, state: result.state.name, missing: ids(result.missing),
                metBy: needed(result.metBy), notMetBy: needed(result.notMetBy))
        }
        scores = zip(set.scores, assessment.scores).enumerated().map { index, pair in
            let (score, result) = pair
            let isDecided = result.isDecided(thresholds: score.thresholds.count)
            return Score(
                id: score.id, label: score.label, points: ScorePoints.points(result.soFar), low: ScorePoints.points(result.low),
                high: ScorePoints.points(result.high), isDecided: isDecided, class: isDecided ? name(result.lowClass, index) : nil,
                classSoFar: name(result.classSoFar, index), pointsToNext: result.toNext.map(ScorePoints.points),
                missing: ids(result.missing), probability: result.probabilities.map { [$0.low, $0.high] })
        }
        items = record.items.enumerated().map { index, item in
            let number = answers.items[index].entry.number
            return Item(
                id: item.id, label: item.label, state: assessment.items[index].name,
                value: item.options.isEmpty ? number : nil, option: item.options.isEmpty ? nil : number.map { item.options[Int($0)].id })
        }
        self.results = results.texts
        numbers = [:]
        for score in scores {
            numbers["score-\(score.id)"] = score.points
            numbers["score-\(score.id)-low"] = score.low
            numbers["score-\(score.id)-high"] = score.high
        }
        exclusions = set.exclusions
        contentVersion = checked.version?.words
        provenance = ["Criteria: \(Provenance.criteria(record.head))", "\(record.head.writtenReview.sentence). \(Provenance.generator)."]
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension CriteriaSet.Threshold {
    fileprivate var name: AssessmentOutput.Name { AssessmentOutput.Name(id: id, label: label) }
}
