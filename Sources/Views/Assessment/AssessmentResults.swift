public import ClinicalLogic
import KnowledgeBase

/// An assessment as texts by name: the names that results have on a page (`data-result`), and the same words.
///
/// | Name | What it says |
/// |---|---|
/// | `status` | `decided` or `open` |
/// | `outcome` | the outcome that applies: the first to hold |
/// | `possible` | the outcomes that may still apply |
/// | `missing` | items that can still change the conclusion |
/// | `outcome-<id>` | whether it holds by its own rule: `met`, `not met` or `not decided yet` |
/// | `outcome-<id>-missing` | items that can still change it |
/// | `outcome-<id>-met-by`, `outcome-<id>-not-met-by` | the fewest answers that would settle it |
/// | `score-<id>` | points of what is known |
/// | `score-<id>-range` | points that are still possible |
/// | `score-<id>-class` | the highest threshold reached, where it is decided |
/// | `score-<id>-possible` | thresholds that may still be the highest reached |
/// | `score-<id>-reached` | the highest threshold reached by what is known |
/// | `score-<id>-next` | points to the next one |
/// | `score-<id>-missing` | items that can still change the points |
/// | `score-<id>-probability` | by the score's formula |
public struct AssessmentResults: Sendable {
    public private(set) var rows: [(name: String, text: String)] = []
    /// Items that can still change the conclusion.
    public private(set) var missing: [Int] = []

    public static let open = "Not decided yet"
    public static let noOutcome = "None of these outcomes"

    public init(_ assessment: Assessment, _ set: AssessableSet) {
        guard assessment.status != .refused else { return }
        add("status", assessment.status == .decided ? "decided" : "open")
        if !assessment.outcomes.isEmpty { addOutcomes(assessment, set) }
        missing = assessment.outcomes.isEmpty ? Self.missing(in: assessment, set) : assessment.missing
        add("missing", Self.labels(missing, set))
        for (index, score) in assessment.scores.enumerated() { addScore(score, index, set) }
    }

    /// The texts by name.
    public var texts: [String: String] { Dictionary(rows.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first }) }

    /// Items that can still change the conclusion where there are no outcomes: those of every score that is not decided.
    static func missing(in assessment: Assessment, _ set: AssessableSet) -> [Int] {
        var missing = Set<Int>()
        for (score, terms) in zip(assessment.scores, set.terms.scores) where !score.isDecided(thresholds: terms.thresholds.count) {
            missing.formUnion(score.missing)
        }
        return missing.sorted()
    }

    /// Nothing is said by an empty text.
    private mutating func add(_ name: String, _ text: String) {
        if !text.isEmpty { rows.append((name, text)) }
    }

    private static func labels(_ items: [Int], _ set: AssessableSet) -> String {
        items.map { set.record.items[$0].label }.joined(separator: "; ")
    }

    private mutating func addOutcomes(_ assessment: Assessment, _ set: AssessableSet) {
        let possible = set.outcomes(assessment.firsts).map { $0?.label ?? Self.noOutcome }
        add("outcome", possible.count == 1 ? possible[0] : Self.open)
        if possible.count > 1 { add("possible", possible.joined(separator: "; ")) }
        for (outcome, result) in zip(set.record.outcomes, assessment.outcomes) {
            let name = "outcome-\(outcome.id)"
            switch result.state {
            case .met: add(name, "met")
            case .notMet: add(name, "not met")
            case .unknown: add(name, "not decided yet")
            }
            add("\(name)-missing", Self.labels(result.missing, set))
            add("\(name)-met-by", result.metBy.map(set.words).joined(separator: "; "))
            add("\(name)-not-met-by", result.notMetBy.map(set.words).joined(separator: "; "))
        }
    }

    private mutating func addScore(_ score: Assessment.Score, _ index: Int, _ set: AssessableSet) {
        let name = "score-\(set.scores[index].id)"
        func points(_ millionths: Double) -> String { Decimal.format(ScorePoints.points(millionths)).replacing("-", with: "−") }
        add(name, points(score.soFar))
        add("\(name)-range", score.low == score.high ? points(score.low) : "\(points(score.low)) to \(points(score.high))")
        if !set.scores[index].thresholds.isEmpty {
            if score.lowClass == score.highClass {
                add("\(name)-class", set.className(score.lowClass, of: index))
            } else {
                add("\(name)-class", Self.open)
                add("\(name)-possible", (score.lowClass...score.highClass).map { set.className($0, of: index) }.joined(separator: "; "))
            }
            add("\(name)-reached", set.className(score.classSoFar, of: index))
            if let next = score.toNext {
                add("\(name)-next", "\(points(next)) more for \(set.className(score.classSoFar + 1, of: index))")
            }
        }
        add("\(name)-missing", Self.labels(score.missing, set))
        if let (low, high) = score.probabilities {
            let shown = low == high ? [low] : [low, high]
            add("\(name)-probability", shown.map { Decimal.format($0 * 100, decimals: 1) }.joined(separator: " to ") + " %")
        }
    }
}
