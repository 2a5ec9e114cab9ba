public import ClinicalLogic

/// A result of a plan by the name that examples, computed facts and dose tables have for it.
struct PlanResult {
    private let rows: [String: PlanReport.Row]
    private let measures: [String]

    /// Names besides the ids of measures; before a name may stand the id of a step and a point.
    static let names = [
        "each", "each-per-kg", "per-day", "doses-per-day", "course", "times", "when", "volume", "course-volume", "supply", "rate", "pump-rate", "start-rate",
        "maximum-rate", "over", "duration", "weight", "days",
    ]

    init(_ report: PlanReport, measures: [String]) {
        rows = report.rowsByKey
        self.measures = measures
    }

    /// Why there is no dose; nil where there is one.
    var refusal: String? {
        if rows["status"]?.text == "ok" { return nil }
        return rows["stop-1"]?.text ?? rows["missing-1"]?.text ?? "a row or an alert of the regimen stops"
    }

    /// The row of `name`; nil where the plan has none.
    func row(_ name: String) -> PlanReport.Row? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        let step = parts.count == 2 ? step(parts[0]) : 1
        guard let step, let name = parts.last else { return nil }
        return row(name, ofStep: step)
    }

    /// The same of the step with this number, from 1.
    func row(_ name: String, ofStep step: Int) -> PlanReport.Row? {
        let prefix = "plan-\(step)"
        switch name {
        case "each", "rate": return rows[prefix]
        case "each-per-kg": return rows["\(prefix)-per-kg"]
        case "per-day": return rows["\(prefix)-day"] ?? rows[prefix]
        case "doses-per-day": return rows["\(prefix)-doses"]
        case "course": return rows["\(prefix)-course"] ?? rows["\(prefix)-all"]
        case "times", "when", "volume", "supply", "over": return rows["\(prefix)-\(name)"]
        case "course-volume": return rows["volume"]
        case "pump-rate": return rows["\(prefix)-pump"]
        case "start-rate": return rows["rate-start"]
        case "maximum-rate": return rows["rate-max"]
        case "duration", "days": return rows[name]
        case "weight": return rows["dosing-weight"]
        default: return measures.firstIndex(of: name).flatMap { rows["measure-\($0 + 1)"] }
        }
    }

    private func step(_ id: String) -> Int? {
        var number = 1
        while rows["plan-\(number)"] != nil {
            if rows["plan-\(number)-id"]?.text == id { return number }
            number += 1
        }
        return nil
    }
}

extension PlanReport {
    var rowsByKey: [String: Row] { Dictionary(rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }) }

    /// What each row says, by key.
    public var texts: [String: String] { rowsByKey.mapValues(\.text) }

    /// The numbers of the rows that have one, by key.
    public var numbersByKey: [String: Double] { rowsByKey.compactMapValues(\.number) }

    /// Rows of a numbered list, in order: the texts of `stop-1`, `stop-2` ...
    public func list(_ prefix: String) -> [String] {
        let texts = self.texts
        var found: [String] = []
        while let text = texts["\(prefix)\(found.count + 1)"] { found.append(text) }
        return found
    }
}
