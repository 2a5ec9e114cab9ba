import ClinicalLogic
import Diagnostics
import SourceData

/// Reads what a regimen gives: `dose`, `steps` or `rows`, in the present form or an older one.
final class StepsReader {
    private let reader: RecordReader
    private var fields: Fields { reader.fields }
    private var log: DiagnosticLog { reader.log }
    /// The words of rows that stop, as alerts; rows name them by their place behind the record's own alerts.
    private(set) var stops: [Regimen.Alert] = []
    /// False where a row could not be read: its place in the table is then empty, and no gap.
    private(set) var hasAllRows = true
    private let alertCount: Int
    private var stepIDs: [String] = []

    init(_ reader: RecordReader) {
        self.reader = reader
        if case .sequence(let alerts, _)? = reader.fields.value("alerts") { alertCount = alerts.count } else { alertCount = 0 }
    }

    func courses() -> [Regimen.Row<Regimen.Course>] {
        let given = ["dose", "steps", "rows"].filter { name in fields.keys.contains { $0.value == name } }
        if given.count > 1 {
            log.report(
                .inconsistentRecord, at: fields.position, "a regimen has '\(given[0])' and '\(given[1])'", suggestion: "keep one of the two")
            for name in given { _ = fields.value(name) }
            return []
        }
        switch given.first {
        case "dose": return dose().map { [always(.steps($0))] } ?? []
        case "steps": return steps(fields).map { [always(.steps($0))] } ?? []
        case "rows": return rows("rows", fields, course)
        default:
            fields.reportMissing("dose", suggestion: "say what is given: `dose`, or `steps`")
            return []
        }
    }

    private func always<Outcome>(_ outcome: Outcome, at position: SourcePosition? = nil) -> Regimen.Row<Outcome> {
        .init(condition: .always, outcome: outcome, position: position ?? fields.position)
    }

    // MARK: Rows

    /// A table: when each row holds, and what it then says.
    private func rows<Outcome>(_ key: String, _ owner: Fields, _ outcome: (Fields) -> Outcome?) -> [Regimen.Row<Outcome>] {
        owner.list(key) { value, log in
            guard let row = Fields(value, owner: "a row", log: log) else {
                hasAllRows = false
                return nil
            }
            let condition = row.required("when") { row.value("when") }.flatMap { reader.condition($0) }
            let outcome = outcome(row)
            row.finish()
            guard let condition, let outcome else {
                hasAllRows = false
                return nil
            }
            return Regimen.Row(condition: condition, outcome: outcome, position: row.position)
        }
    }

    private var doses = 0

    private func course(_ row: Fields) -> Regimen.Course? {
        if row.keys.contains(where: { $0.value == "stop" }) { return stop(row).map { .stop($0) } }
        if row.keys.contains(where: { $0.value == "steps" }) { return steps(row).map { .steps($0) } }
        // A row with a dose and no step of its own.
        doses += 1
        let dose = DoseReader(reader: reader, fields: row, prefix: doses == 1 ? "dose" : "dose.\(doses)").dose()
        return dose.map { .steps([only([always(.dose($0), at: row.position)])]) }
    }

    /// The step of a regimen, or of a row, that has no others.
    private func only(_ rows: [Regimen.Row<Regimen.StepDose>]) -> Regimen.Step { Regimen.Step(id: "", label: "", rows: rows, caps: []) }

    // MARK: Dose

    private func dose() -> [Regimen.Step]? {
        guard let value = fields.value("dose") else { return nil }
        if case .sequence = value {
            let rows = doseRows("dose", fields, prefix: "dose")
            return rows.isEmpty ? nil : [only(rows)]
        }
        guard let dose = Fields(value, owner: "'dose'", log: log) else {
            // They may belong to it, and are no mistake of their own.
            for name in ["division", "interval", "schedule"] { _ = fields.value(name) }
            return nil
        }
        if dose.keys.contains(where: { $0.value == "amount" || $0.value == "per" }) { return OlderForm(reader, dose).steps() }
        for name in ["division", "interval", "schedule"] {
            guard let old = fields.value(name) else { continue }
            log.report(
                .inconsistentRecord, at: old.position, "'\(name)' belongs to the older form of a dose",
                suggestion: name == "division" ? "write `days` into 'dose'" : name == "interval" ? "write `every` into 'dose'" : "write `steps`")
        }
        let read = DoseReader(reader: reader, fields: dose, prefix: "dose").dose()
        dose.finish()
        return read.map { [only([always(.dose($0), at: dose.position)])] }
    }

    private func doseRows(_ key: String, _ owner: Fields, prefix: String) -> [Regimen.Row<Regimen.StepDose>] {
        var number = 0
        return rows(key, owner) { row in
            number += 1
            if row.keys.contains(where: { $0.value == "stop" }) { return stop(row).map { .stop($0) } }
            return DoseReader(reader: reader, fields: row, prefix: "\(prefix).\(number)").dose().map { .dose($0) }
        }
    }

    /// The words of a row that stops; its place among the alerts.
    private func stop(_ row: Fields) -> Int? {
        for key in row.keys where !["stop", "when", "id", "label"].contains(key.value) {
            // A misspelt key is no dose.
            if nearMiss(key.value, in: ["when", "label"]) != nil { continue }
            log.report(.inconsistentRecord, at: key.position, "a row that stops gives nothing", suggestion: "remove '\(key.value)'")
            _ = row.value(key.value)
        }
        guard let text = reader.richText("stop", in: row) else { return nil }
        stops.append(Regimen.Alert(id: nil, level: .stop, condition: nil, risks: [], text: text, position: nil))
        return alertCount + stops.count - 1
    }

    // MARK: Steps

    private func steps(_ owner: Fields) -> [Regimen.Step]? {
        let ids = stepIDs.count
        let steps: [Regimen.Step] = owner.list("steps") { value, log in
            guard let step = Fields(value, owner: "a step", log: log) else { return nil }
            let id = step.requiredString("id")
            let label = step.string("label")
            let name = id?.value ?? "step"
            // Rows of the regimen may have steps of the same name; facts belong to the first.
            let isFirst = !self.stepIDs.contains(name)
            if let id, self.stepIDs[ids...].contains(id.value) {
                log.report(.duplicateID, at: id.position, "there are two steps with the id '\(id.value)'", suggestion: "rename one of them")
            }
            if isFirst || !self.stepIDs[ids...].contains(name) { self.stepIDs.append(name) }
            let prefix = isFirst ? name : "\(name).\(self.stepIDs.filter { $0 == name }.count)"
            let rows: [Regimen.Row<Regimen.StepDose>]
            var caps: [RegimenTerms.Cap] = []
            if step.keys.contains(where: { $0.value == "rows" }) {
                rows = self.doseRows("rows", step, prefix: "\(prefix).dose")
                caps = CapsReader(reader: self.reader, prefix: "\(prefix).").caps(step)
            } else if step.keys.contains(where: { $0.value == "stop" }) {
                rows = self.stop(step).map { [self.always(.stop($0), at: step.position)] } ?? []
            } else {
                rows =
                    DoseReader(reader: self.reader, fields: step, prefix: "\(prefix).dose").dose()
                    .map { [self.always(.dose($0), at: step.position)] } ?? []
            }
            step.finish()
            guard let id, !rows.isEmpty else { return nil }
            return Regimen.Step(id: id.value, label: label?.value ?? Self.label(id.value), rows: rows, caps: caps)
        }
        return steps.isEmpty ? nil : steps
    }

    /// `first-week` as `First week`.
    private static func label(_ id: String) -> String {
        let words = id.split(separator: "-").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
