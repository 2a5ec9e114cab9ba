public import ClinicalLogic
public import KnowledgeBase

/// An assessment as lines of plain text, for a terminal or a chart note.
public struct AssessmentNote: Sendable {
    public private(set) var lines: [String] = []

    public init(_ assessment: Assessment, _ answers: CriteriaAnswers, _ set: AssessableSet, in knowledgeBase: KnowledgeBase) {
        let results = AssessmentResults(assessment, set)
        let texts = results.texts
        lines = [set.record.head.title]
        if let warning = set.warning(in: knowledgeBase) { lines += ["", "WARNING. \(warning)"] }
        addOutcomes(texts, set)
        addScores(texts, set)
        add("Missing, what can still change this", results.missing.map { set.record.items[$0].label })
        add("Answers", Self.answers(assessment, answers, set))
        add("Check as well, not part of this result", set.exclusions)
        lines += [
            "", "Criteria: \(Provenance.criteria(set.record.head))", "\(set.record.head.writtenReview.sentence). \(Provenance.generator).",
        ]
    }

    private mutating func add(_ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        lines += ["", title] + items.map { "  \($0)" }
    }

    private mutating func addOutcomes(_ texts: [String: String], _ set: AssessableSet) {
        guard let outcome = texts["outcome"] else { return }
        var found = [outcome]
        if let possible = texts["possible"] { found.append("Still possible: \(possible)") }
        add("Outcome", found)
        var each: [String] = []
        for outcome in set.record.outcomes {
            let name = "outcome-\(outcome.id)"
            each.append("\(outcome.label): \(texts[name] ?? "")")
            if let missing = texts["\(name)-missing"] { each.append("  depends on: \(missing)") }
            if let ways = texts["\(name)-met-by"] { each.append("  soonest met by: \(ways)") }
            if let ways = texts["\(name)-not-met-by"] { each.append("  soonest ruled out by: \(ways)") }
        }
        add("Each outcome by its own rule", each)
    }

    private mutating func addScores(_ texts: [String: String], _ set: AssessableSet) {
        for score in set.scores {
            let name = "score-\(score.id)"
            guard let points = texts[name], let range = texts["\(name)-range"] else { continue }
            var found = [points == range ? "\(points) points" : "\(points) points so far, \(range) possible"]
            if let known = texts["\(name)-class"] {
                if let possible = texts["\(name)-possible"] {
                    found.append("\(known). Still possible: \(possible)")
                    found.append("So far: \(texts["\(name)-reached"] ?? "")" + (texts["\(name)-next"].map { "; \($0)" } ?? ""))
                } else {
                    found.append(known)
                }
            }
            if let probability = texts["\(name)-probability"] { found.append("Probability: \(probability)") }
            add("Score: \(score.label)", found)
        }
    }

    /// What was answered, and what follows for items that exclude each other.
    private static func answers(_ assessment: Assessment, _ answers: CriteriaAnswers, _ set: AssessableSet) -> [String] {
        var lines: [String] = []
        for (index, item) in set.record.items.enumerated() {
            let state = assessment.items[index]
            let word = state == .met ? "met" : state == .notMet ? "not met" : ""
            if let number = answers.items[index].entry.number {
                if item.options.isEmpty {
                    let amount = FactValue.number(number, unit: item.quantity?.unit).text
                    lines.append("\(item.label): \(amount)" + (item.canBeMet ? ", \(word)" : ""))
                } else {
                    lines.append("\(item.label): \(item.options[Int(number)].label)")
                }
            } else if state.isDecided {
                lines.append("\(item.label): \(word)" + (answers.items[index].state.isDecided ? "" : ", since another is met"))
            }
        }
        return lines
    }
}
