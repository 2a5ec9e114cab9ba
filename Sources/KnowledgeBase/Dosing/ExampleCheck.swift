import ClinicalLogic
import Diagnostics
import SourceData

/// Works the examples of regimens out anew, and holds the results against what their sources say.
struct ExampleCheck {
    let catalog: DosingCatalog
    let log: DiagnosticLog

    func check() {
        for regimen in catalog.ids(.regimens).compactMap(catalog.regimen) {
            if regimen.examples.isEmpty, regimen.head.status == .current {
                log.report(
                    .noExample, at: regimen.head.position, "the regimen has no worked example",
                    suggestion: "add one from its label or a published table under 'examples'")
            }
            for example in regimen.examples { check(example, of: regimen) }
        }
    }

    private func check(_ example: WorkedExample, of regimen: Regimen) {
        let dose: PlannedDose
        do throws(PlannedDose.Refusal) {
            dose = try PlannedDose(
                regimen, protocol: example.dosingProtocol?.value, product: example.product?.value, catalog)
        } catch {
            log.report(
                .exampleDiffers, at: example.position, "the example cannot be worked out: \(error.words)", suggestion: "name another protocol or product",
                cause: .init(nil, homes: FollowUps.dosing))
            return
        }
        let entered = example.patient.map { (name: $0.name, value: $0.value) }
        // What cannot be read is a stop too, and would agree with one that is expected.
        if let row = dose.report(entered).rows.first(where: { $0.code.map(Self.isUnread) ?? false }) {
            log.report(.exampleDiffers, at: example.position, "the example enters what cannot be read: \(row.text)", suggestion: "mend 'patient'")
            return
        }
        for (step, results) in example.expected {
            let report = dose.report(entered + (step.isEmpty ? [] : [(name: "step", value: step)]))
            guard let number = place(of: step, in: report, regimen, results) else { continue }
            let comparison = ExampleComparison(report: report, step: number, measures: regimen.measures.map(\.id), tolerance: example.tolerance)
            for entry in results {
                guard let found = comparison.difference(entry) else { continue }
                log.report(
                    .exampleDiffers, at: entry.position, "the example expects \(entry.name) \(entry.value), and the record gives \(found)",
                    suggestion: "mend the record, or the example if its source says so",
                    cause: .init("example \(example.position.file):\(example.position.line)", homes: []))
            }
        }
    }

    /// True for a message about an entry itself, and not about what it means for a dose.
    private static func isUnread(_ code: String) -> Bool {
        let codes: [Message.Code] = [.unreadable, .unreadableDate, .unknownUnit, .missingUnit, .unknownInput, .unknownAnswer, .unknownStep]
        return codes.contains { $0.name == code }
    }

    /// The number of the step in the plan, from 1; steps that are not there are reported.
    private func place(of step: String, in report: PlanReport, _ regimen: Regimen, _ results: [WorkedExample.Entry]) -> Int? {
        if step.isEmpty { return 1 }
        let texts = report.texts
        for number in 1...max(1, regimen.steps.count) where texts["plan-\(number)-id"] == step { return number }
        if regimen.stepLists.contains(where: { $0.contains { $0.id == step } }) { return 1 }
        if let entry = results.first {
            let ids = Set(regimen.stepLists.flatMap { $0.map(\.id) })
            log.report(
                .unknownValue, at: entry.position, "there is no step '\(step)'",
                suggestion: suggestion(for: step, among: ids) ?? "name a step, or write what is expected without one")
        }
        return nil
    }
}

/// One result of a plan against what an example expects.
struct ExampleComparison {
    private let rows: [String: PlanReport.Row]
    private let result: PlanResult
    private let step: Int
    private let prefix: String
    private let measures: [String]
    private let tolerance: Double?

    init(report: PlanReport, step: Int, measures: [String], tolerance: Double?) {
        rows = report.rowsByKey
        result = PlanResult(report, measures: measures)
        self.step = step
        prefix = "plan-\(step)"
        self.measures = measures
        self.tolerance = tolerance
    }

    /// What examples may expect besides the names of measures.
    static let names = [
        "each", "per-day", "course", "rate", "total", "every", "times", "days", "doses-per-day", "volume", "pump-rate", "supply", "over", "parts",
        "weight", "duration", "stop",
    ]

    /// What the record gives instead; nil where both agree.
    func difference(_ entry: WorkedExample.Entry) -> String? {
        let status = rows["status"]?.text
        if entry.name == "stop" {
            if entry.value != "true", entry.value != "yes" { return "nothing that 'stop: \(entry.value)' could be held against; write `stop: true`" }
            return status == "stop" ? nil : words
        }
        guard status == "ok" else { return words }
        let row = result.row(entry.name, ofStep: step)
        switch entry.name {
        case "each", "rate", "total": return range(entry.value, prefix)
        case "per-day": return range(entry.value, rows["\(prefix)-day"] != nil ? "\(prefix)-day" : prefix)
        case "course", "volume", "pump-rate", "weight": return quantity(entry.value, row)
        case "every": return every(entry.value)
        case "times":
            return number(entry.value, rows["\(prefix)-times"] ?? (rows["\(prefix)-when"]?.text.hasPrefix("once") == true ? nil : rows["\(prefix)-when"]), one: "once")
        case "days", "doses-per-day": return number(entry.value, row)
        case "supply":
            let text = row?.text ?? "nothing to take"
            return text == entry.value ? nil : text
        case "over", "duration": return time(entry.value, row)
        case "parts": return parts(entry.value)
        default:
            guard measures.contains(entry.name) else { return "no such result; expect one of: \(Self.names.joined(separator: ", "))" }
            return quantity(entry.value, row)
        }
    }

    /// What the plan says instead of a dose, or its dose.
    private var words: String {
        for key in ["stop-1", "missing-1"] { if let row = rows[key] { return "no dose: \(row.text)" } }
        if rows["stop-alert-1"] != nil { return "no dose: a row or an alert of the regimen stops" }
        return rows[prefix]?.text ?? "another dose"
    }

    private func quantity(_ expected: String, _ row: PlanReport.Row?) -> String? {
        guard let row else { return "nothing" }
        let text = row.text.hasPrefix("at most ") ? String(row.text.dropFirst(8)) : row.text
        guard let given = Quantity(parsing: expected), let unit = Quantity(parsing: text)?.unit, let number = row.number,
            let converted = Quantity(number, unit).converted(to: given.unit)
        else { return row.text }
        return agrees(converted.value, given.value, as: expected) ? nil : row.text
    }

    private func number(_ expected: String, _ row: PlanReport.Row?, one: String = "") -> String? {
        guard let row else { return expected == "1" ? nil : one.isEmpty ? "nothing" : one }
        guard let wanted = Decimal.parse(expected), let number = row.number else { return row.text }
        return wanted == number ? nil : row.text
    }

    /// One amount, or both ends of a range.
    private func range(_ expected: String, _ key: String) -> String? {
        guard let row = rows[key] else { return "nothing" }
        guard let place = expected.range(of: " to ") else { return quantity(expected, row) }
        let high = String(expected[place.upperBound...])
        let low = "\(expected[..<place.lowerBound]) \(high.drop { $0 != " " }.dropFirst())"
        if key == prefix {
            guard let least = rows["\(key)-low"], let most = rows["\(key)-high"] else { return row.text }
            return quantity(low, least) == nil && quantity(high, most) == nil ? nil : row.text
        }
        // The ends of other ranges are in the text alone.
        return row.text == expected ? nil : row.text
    }

    private func every(_ expected: String) -> String? {
        guard let when = rows["\(prefix)-when"]?.text else { return "nothing" }
        let wanted = "every \(expected)"
        let single = expected.hasPrefix("1 ") ? "every \(expected.dropFirst(2))" : wanted
        for words in [wanted, single] where when == words || when.hasPrefix("\(words),") || when.hasPrefix("\(words) ") { return nil }
        // The same time in another unit.
        let words = when.prefix { $0 != "," }.split(separator: " ")
        if words.first == "every", let given = Quantity(parsing: words.count == 2 ? "1 \(words[1])" : words.dropFirst().prefix(2).joined(separator: " ")),
            let meant = Quantity(parsing: expected)?.converted(to: given.unit), abs(meant.value - given.value) < 1e-9
        {
            return nil
        }
        return when
    }

    private func time(_ expected: String, _ row: PlanReport.Row?) -> String? {
        guard let row, let number = row.number else { return "nothing" }
        guard let wanted = Quantity(parsing: expected)?.converted(to: Unit(.minute)) else { return row.text }
        return agrees(number, wanted.value, as: Decimal.format(wanted.value)) ? nil : row.text
    }

    private func parts(_ expected: String) -> String? {
        let wanted = expected.split(separator: ";").map { $0.drop { $0 == " " } }.map(String.init)
        var found: [PlanReport.Row] = []
        while let row = rows["\(prefix)-part-\(found.count + 1)"] { found.append(row) }
        let words = found.map(\.text).joined(separator: ", ")
        guard wanted.count == found.count else { return words.isEmpty ? "no parts" : words }
        for (expected, row) in zip(wanted, found) {
            let amount = PlanReport.Row(key: row.key, text: row.text.components(before: " over "), number: row.number, code: nil, fields: [])
            if quantity(expected, amount) != nil { return words }
        }
        return nil
    }

    /// Rounded to the decimals that are written, or within the tolerance.
    private func agrees(_ result: Double, _ wanted: Double, as written: String) -> Bool {
        // Few digits of a large unit would let a dose agree that is half as much again.
        guard abs(result - wanted) <= abs(wanted) * (tolerance ?? 1) / 100 else { return false }
        if tolerance != nil { return true }
        let number = written.prefix { !$0.isLetter && $0 != " " && $0 != "%" }
        let decimals = number.firstIndex(of: ".").map { number.distance(from: $0, to: number.endIndex) - 1 } ?? 0
        return Decimal.format(result, decimals: decimals) == Decimal.format(wanted, decimals: decimals)
    }
}

extension String {
    /// What stands before `words`, or all of it.
    fileprivate func components(before words: String) -> String {
        range(of: words).map { String(self[..<$0.lowerBound]) } ?? self
    }

    fileprivate func range(of words: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(words) { return start..<index(start, offsetBy: words.count) }
            start = index(after: start)
        }
        return nil
    }
}
