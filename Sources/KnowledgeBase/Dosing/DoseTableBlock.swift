import ClinicalLogic
public import Diagnostics
import SourceData

/// A table of doses in an article, worked out by the engine: a line for each value of one input, and chosen results or a second input across.
public struct DoseTableBlock: Sendable {
    public struct Column: Sendable {
        public let head: String
        /// Names of results, shown one behind the other.
        let results: [Located<String>]
        /// What is entered besides in this column.
        let entered: [(name: String, value: String)]
    }

    let dosingProtocol: String?
    let product: String?
    let patient: [(name: String, value: String)]
    let input: String
    let values: [String]
    public let columns: [Column]
    public let position: SourcePosition

    /// What the engine made of it.
    public struct Table: Sendable {
        public let head: String
        public let columns: [String]
        public let rows: [(value: String, cells: [String])]
        public let dosingProtocol: String?
        public let product: String?
    }

    /// Nil, with a diagnostic, where it has no single meaning.
    init?(_ fields: Fields, log: DiagnosticLog) {
        position = fields.position
        dosingProtocol = fields.string("protocol")?.value
        product = fields.string("product")?.value
        patient = Self.entries(fields.mapping("patient", owner: "'patient'"))
        let rows = fields.required("rows") { Self.values("rows", fields, log) }
        let across = fields.value("across").flatMap { _ in Self.values("across", fields, log) }
        let show = Self.results("show", fields)
        let columns: [Column] = fields.list("columns") { value, log in
            guard let column = Fields(value, owner: "a column", log: log) else { return nil }
            let head = column.requiredString("head")
            let results = column.required("show") { Self.results("show", column) } ?? []
            let entered = Self.entries(column.mapping("with", owner: "'with'"))
            column.finish()
            guard let head, !results.isEmpty else { return nil }
            return Column(head: head.value, results: results, entered: entered)
        }
        guard let rows else { return nil }
        input = rows.name
        values = rows.values
        if let across {
            guard columns.isEmpty, !show.isEmpty else {
                log.report(
                    .inconsistentRecord, at: fields.position, "a table with 'across' shows one result", suggestion: "give 'show', and no 'columns'")
                return nil
            }
            self.columns = across.values.map { Column(head: $0, results: show, entered: [(across.name, $0)]) }
        } else {
            guard !columns.isEmpty else {
                fields.reportMissing("columns", suggestion: "give columns with `head` and `show`, or `across` and `show`")
                return nil
            }
            self.columns = columns
        }
    }

    /// `{ weight: [50 kg, 70 kg] }`
    private static func values(_ key: String, _ fields: Fields, _ log: DiagnosticLog) -> (name: String, values: [String])? {
        guard let mapping = fields.mapping(key, owner: "'\(key)'") else { return nil }
        guard mapping.keys.count == 1, let name = mapping.keys.first?.value else {
            log.report(.wrongType, at: mapping.position, "'\(key)' names one input", suggestion: "write `\(key): { weight: [50 kg, 70 kg] }`")
            return nil
        }
        let values = mapping.strings(name).map(\.value)
        return values.isEmpty ? nil : (name, values)
    }

    private static func results(_ key: String, _ fields: Fields) -> [Located<String>] {
        if case .sequence? = fields.value(key) { return fields.strings(key) }
        return fields.string(key).map { [$0] } ?? []
    }

    private static func entries(_ fields: Fields?) -> [(name: String, value: String)] {
        guard let fields else { return [] }
        return fields.keys.compactMap { key in
            fields.value(key.value).flatMap { fields.text($0, "'\(key.value)'") }.map { (name: key.value, value: $0.value) }
        }
    }

    /// Every cell; nil, with a diagnostic, where one cannot be worked out.
    public func table(_ regimen: Regimen, _ catalog: DosingCatalog, log: DiagnosticLog) -> Table? {
        let dose: PlannedDose
        do throws(PlannedDose.Refusal) {
            dose = try PlannedDose(regimen, protocol: dosingProtocol, product: product, catalog)
        } catch {
            log.report(.unknownRecord, at: position, error.words, cause: .init(error.missing, homes: FollowUps.dosing))
            return nil
        }
        var rows: [(value: String, cells: [String])] = []
        for value in values {
            var cells: [String] = []
            for column in columns {
                let plan = PlanResult(dose.report(patient + [(input, value)] + column.entered), measures: regimen.measures.map(\.id))
                if let refusal = plan.refusal {
                    log.report(
                        .exampleDiffers, at: position, "the table has no dose for \(input) \(value) under '\(column.head)': \(refusal)",
                        suggestion: "enter what is missing under 'patient', or leave the row out", cause: .init(nil, homes: FollowUps.dosing))
                    return nil
                }
                if let meant = TableHead(column.head).other(than: column.results.map(\.value), in: plan) {
                    log.report(
                        .surprisingFact, at: column.results[0].position,
                        "the column '\(column.head)' shows another amount: for \(input) \(value) that would be \(meant.text)",
                        suggestion: "give the column another head, or show what it says")
                    return nil
                }
                var texts: [String] = []
                for result in column.results {
                    guard let row = plan.row(result.value) else {
                        log.report(
                            .unknownValue, at: result.position, "the plan has no result '\(result.value)'",
                            suggestion: suggestion(for: result.value, among: PlanResult.names)
                                ?? "name one of: \(PlanResult.names.joined(separator: ", "))",
                            cause: .init(nil, homes: FollowUps.dosing))
                        return nil
                    }
                    texts.append(row.text)
                }
                cells.append(texts.joined(separator: ", "))
            }
            rows.append((value, cells))
        }
        let head =
            input == "weight"
            ? "Body weight"
            : dose.questions.first { $0.id == input }?.label
                ?? regimen.measures.first { $0.id == input }?.terms.label.string ?? input
        return Table(
            head: head.prefix(1).uppercased() + head.dropFirst(), columns: columns.map(\.head), rows: rows,
            dosingProtocol: dose.dosingProtocol?.head.title, product: dose.product?.head.title)
    }
}
