import ClinicalLogic

/// What the head of a column says that its doses are the amount of: each dose, a day, a course.
struct TableHead {
    /// The result that is meant; nil where the head says nothing of it, or more than one thing.
    let result: String?

    private static let results = ["each", "per-day", "course"]

    init(_ head: String) {
        let words = head.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let pairs = zip(words, words.dropFirst())
        // What is given twice daily is a dose, of which a day has two.
        let isRepeated = words.contains { ["twice", "thrice", "times"].contains($0) }
        let isDay = words.contains("daily") || pairs.contains { ["per", "a", "each", "every"].contains($0) && $1 == "day" || $0 == "24" && $1.hasPrefix("h") }
        let isDose =
            isRepeated || words.contains("single") || pairs.contains { ["per", "each", "every", "one"].contains($0) && ["dose", "infusion", "injection"].contains($1) }
        let said = zip([isDose, isDay && !isRepeated, words.contains("course")], Self.results).filter(\.0).map(\.1)
        result = said.count == 1 ? said[0] : nil
    }

    /// The amount of what the head says, where the column shows another; nil where they agree. `shown` are the results of the column.
    func other(than shown: [String], in plan: PlanResult) -> PlanReport.Row? {
        let amounts = shown.filter { Self.results.contains($0.split(separator: ".").last.map(String.init) ?? "") }
        guard let result, amounts.count == 1, let number = plan.row(amounts[0])?.number else { return nil }
        let step = amounts[0].split(separator: ".").dropLast().first.map { "\($0)." } ?? ""
        guard let meant = plan.row(step + result), let wanted = meant.number, abs(wanted - number) > abs(number) * 1e-9 else { return nil }
        return meant
    }
}
