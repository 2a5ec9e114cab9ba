import ClinicalLogic
import Foundation
import KnowledgeBase
import SourceData
import Views

/// A calculation for people, or for scripts.
enum DoseOutput {
    static func text(_ calculation: Calculation, in checked: CheckedContent, today: CalendarDate) -> String {
        let provenance = Provenance(calculation.dose.regimen, calculation.dose.dosingProtocol, calculation.dose.product, in: checked.knowledgeBase, today: today)
        var lines = [calculation.dose.regimen.head.title]
        for warning in provenance.warnings { lines += ["", "WARNING. \(warning)"] }
        lines += PlanNote(calculation.report, regimen: calculation.dose.regimen).lines
        lines.append("")
        lines += provenance.lines
        return lines.joined(separator: "\n")
    }

    /// The report's rows by key, their numbers unrounded, the regimen's alerts that apply, and the records' ids.
    static func json(_ calculation: Calculation, in checked: CheckedContent, today: CalendarDate) throws -> String {
        struct Output: Encodable {
            var regimen: String
            var `protocol`: String?
            var product: String?
            var status: String
            /// What each step gives: every `plan-N-…` row by its part.
            var steps: [[String: String]]
            /// Stops, cautions and what is missing, as codes with the fields they are about.
            var messages: [Message]
            /// Absent where all records are current.
            var warnings: [String]?
            var results: [String: String]
            var numbers: [String: Double]
            var alerts: [Alert]
            var provenance: Source
        }
        struct Source: Encodable {
            var regimen: String
            var `protocol`: String?
            var product: String?
            var versions: [String: String]
            var review: String
            /// Days on which reviews were due that are overdue, by the records' paths. Absent where none is.
            var overdue: [String: String]?
            var generator: String
            /// Absent where nobody says which it is.
            var content: String?
        }
        struct Message: Encodable {
            var key: String
            var code: String
            var fields: [String]
            var text: String
        }
        struct Alert: Encodable {
            var id: String?
            var level: String
            var text: String
        }
        let report = calculation.report
        let rows = report.rows.filter { $0.key != "status" }
        let applying = report.list("stop-alert-") + report.list("caution-alert-")
        let provenance = Provenance(calculation.dose.regimen, calculation.dose.dosingProtocol, calculation.dose.product, in: checked.knowledgeBase, today: today)
        let heads = [calculation.dose.regimen.head] + (calculation.dose.dosingProtocol.map { [$0.head] } ?? []) + (calculation.dose.product.map { [$0.head] } ?? [])
        let output = Output(
            regimen: calculation.dose.regimen.head.id, protocol: calculation.dose.dosingProtocol?.head.id,
            product: calculation.dose.product?.head.id, status: report.texts["status"] ?? "",
            steps: steps(report.texts),
            messages: report.rows.compactMap { row in row.code.map { Message(key: row.key, code: $0, fields: row.fields, text: row.text) } },
            warnings: provenance.warnings.isEmpty ? nil : provenance.warnings,
            results: report.texts.filter { $0.key != "status" },
            numbers: Dictionary(uniqueKeysWithValues: rows.compactMap { row in row.number.map { (row.key, $0) } }),
            alerts: applying.compactMap { Int($0) }.map { calculation.dose.regimen.alerts[$0] }
                .map { Alert(id: $0.id, level: $0.level.rawValue, text: $0.text.plainText) },
            provenance: Source(
                regimen: provenance.regimen, protocol: provenance.dosingProtocol, product: provenance.product,
                versions: Dictionary(uniqueKeysWithValues: heads.map { ($0.path, $0.version) }), review: provenance.review,
                overdue: provenance.overdue.isEmpty ? nil : provenance.overdue.mapValues(\.description),
                generator: Provenance.generator, content: checked.version?.words))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(output), as: UTF8.self)
    }

    /// `plan-1-when` as `when` of the first step; the dose itself is `dose`.
    private static func steps(_ texts: [String: String]) -> [[String: String]] {
        var steps: [[String: String]] = []
        while texts["plan-\(steps.count + 1)"] != nil {
            let prefix = "plan-\(steps.count + 1)"
            var step: [String: String] = [:]
            for (key, text) in texts {
                if key == prefix { step["dose"] = text } else if key.hasPrefix("\(prefix)-") { step[String(key.dropFirst(prefix.count + 1))] = text }
            }
            steps.append(step)
        }
        return steps
    }
}
