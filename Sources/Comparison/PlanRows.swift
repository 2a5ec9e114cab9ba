import ClinicalLogic
import KnowledgeBase

/// A plan as named results: what two plans are compared by.
struct PlanRows {
    /// By name, in the order of the plan.
    private var results: [Result] = []

    private struct Result {
        let name: String
        let text: String
        var isDerived = false
        /// True for what a step of the plan gives, which another step may give as well.
        var isOfStep = false
        /// What it is compared by: an alert that applies as before is the same, whatever its words.
        let identity: String

        init(_ name: String, _ text: String, isDerived: Bool = false, isOfStep: Bool = false, identity: String? = nil) {
            self.name = name
            self.text = text
            self.isDerived = isDerived
            self.isOfStep = isOfStep
            self.identity = identity ?? text
        }
    }

    init(_ report: PlanReport, _ regimen: Regimen) {
        var labels: [String: String] = [:]
        let several = report.texts["plan-2"] != nil
        for row in report.rows where row.key.hasSuffix("-label") { labels[String(row.key.dropLast(6))] = row.text }
        for row in report.rows {
            // Numbers of lists change when something is put before them: what is listed is compared.
            if let kind = Self.lists.first(where: { row.key.hasPrefix($0.prefix) && Int(row.key.dropFirst($0.prefix.count)) != nil }) {
                results.append(kind.isAlert ? Self.alert(row.text, kind.name, regimen) : Result(kind.name, row.text))
                continue
            }
            let (name, isDerived) = Self.name(row.key, labels, several)
            if let name, !row.text.isEmpty, !results.contains(where: { $0.name == name && $0.text == row.text }) {
                results.append(Result(name, name == "result" ? Self.status(row.text) : row.text, isDerived: isDerived, isOfStep: row.key.hasPrefix("plan-")))
            }
        }
    }

    /// The doses in one line.
    var summary: String {
        let doses = results.filter { $0.name == "dose" || $0.name.hasSuffix(": dose") || $0.name == "no dose" || $0.name == "how often" }
        return doses.isEmpty ? results.first?.text ?? "" : doses.map(\.text).joined(separator: ", ")
    }

    /// What is another in the second; figures on the way to a result only where no result is. What says once more what a step gives is left out.
    static func difference(_ old: PlanRows, _ new: PlanRows) -> [Change.Value] {
        let own = old.changes(to: new, derived: false)
        let steps = Set((old.results + new.results).filter(\.isOfStep).map(\.name))
        let given = Set(own.filter { steps.contains($0.name) }.map { [$0.old, $0.new] })
        return own.isEmpty ? old.changes(to: new, derived: true) : own.filter { steps.contains($0.name) || !given.contains([$0.old, $0.new]) }
    }

    private func changes(to new: PlanRows, derived: Bool) -> [Change.Value] {
        func grouped(_ results: [Result]) -> [String: [Result]] { Dictionary(grouping: results.filter { $0.isDerived == derived }, by: \.name) }
        let (before, after) = (grouped(results), grouped(new.results))
        var seen = Set<String>()
        return (new.results + results).map(\.name).filter { seen.insert($0).inserted }.flatMap { name -> [Change.Value] in
            let (olds, news) = (before[name] ?? [], after[name] ?? [])
            let gone = olds.filter { old in !news.contains { $0.identity == old.identity } }.map(\.text)
            let come = news.filter { new in !olds.contains { $0.identity == new.identity } }.map(\.text)
            if gone.count == 1, come.count == 1 { return [.init(name, old: gone[0], new: come[0], note: Ratio.words(gone[0], come[0]))] }
            return gone.map { .init(name, old: $0, new: nil) } + come.map { .init(name, old: nil, new: $0) }
        }
    }

    // MARK: Names

    private static let lists: [(prefix: String, name: String, isAlert: Bool)] = [
        ("stop-alert-", "no dose", true), ("caution-alert-", "caution", true), ("unchecked-alert-", "not checked", true), ("stop-", "no dose", false),
        ("missing-", "missing", false), ("open-", "open", false), ("entered-", "entered", false), ("caution-", "caution", false), ("cap-", "limit", false),
    ]

    private static func alert(_ number: String, _ name: String, _ regimen: Regimen) -> Result {
        guard let number = Int(number), regimen.alerts.indices.contains(number) else { return Result(name, number) }
        let alert = regimen.alerts[number]
        return Result(name, alert.text.plainText, identity: alert.id)
    }

    private static func status(_ text: String) -> String {
        switch text {
        case "ok": "a dose"
        case "stop": "no dose"
        default: "more has to be entered"
        }
    }

    private static let parts = [
        "": "dose", "when": "how often", "day": "in a day", "doses": "doses a day", "all": "in all", "times": "number of doses", "over": "over at least",
        "supply": "to take", "pump": "pump", "first": "first dose", "last": "last dose", "per-kg": "dose per kg",
    ]
    private static let own = [
        "status": "result", "guard": "stands first", "dosing-weight": "dosing weight", "dosing-weight-reason": "why this weight", "amount": "amount in the record",
        "course": "course", "days": "days", "interval": "interval", "label-status": "label status", "rate-start": "starting rate", "rate-max": "maximum rate",
        "rate-label-max": "maximum rate of the label", "rate-limit": "rate limited by", "surface": "body surface", "bmi": "BMI",
    ]

    /// Nil for what no reader sees; true for figures on the way.
    private static func name(_ key: String, _ labels: [String: String], _ several: Bool) -> (name: String?, isDerived: Bool) {
        let words = key.split(separator: "-").map(String.init)
        let isDerived = ["formula", "reason", "unrounded", "capped", "change", "kg", "name", "refusal", "amount"].contains(words.last ?? "")
        if words.first == "plan", words.count >= 2 {
            let step = "plan-\(words[1])"
            let part = words.dropFirst(2).joined(separator: "-")
            if ["low", "high", "label", "id", "kind", "first", "last"].contains(part) { return (nil, true) }
            let name = parts[part] ?? part.replacing("-", with: " ")
            return (several ? "\(labels[step] ?? "step \(words[1])"): \(name)" : name, isDerived)
        }
        if key == "step" || key == "per" { return (nil, true) }
        return (own[key] ?? key.replacing("-", with: " "), isDerived)
    }
}
