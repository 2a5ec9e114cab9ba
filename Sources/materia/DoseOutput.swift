import ClinicalLogic
import Foundation
import KnowledgeBase
import Publishing

/// A calculation for people, or for scripts.
enum DoseOutput {
    static func text(_ calculation: Calculation) -> String {
        let provenance = Provenance(calculation.regimen, calculation.dosingProtocol, calculation.product)
        var lines = [calculation.regimen.head.title]
        for warning in provenance.warnings { lines += ["", "WARNING. \(warning)"] }
        lines += PlanNote(calculation.report, regimen: calculation.regimen).lines
        lines.append("")
        lines += provenance.lines
        return lines.joined(separator: "\n")
    }

    /// The report's rows by key, their numbers unrounded, the regimen's alerts that apply, and the records' ids.
    static func json(_ calculation: Calculation) throws -> String {
        struct Output: Encodable {
            var regimen: String
            var `protocol`: String
            var product: String?
            var status: String
            /// Absent where all records are current.
            var warnings: [String]?
            var results: [String: String]
            var numbers: [String: Double]
            var alerts: [Alert]
            var provenance: Source
        }
        struct Source: Encodable {
            var regimen: String
            var `protocol`: String
            var product: String?
            var versions: [String: String]
            var review: String
            var generator: String
        }
        struct Alert: Encodable {
            var id: String
            var level: String
            var text: String
        }
        let report = calculation.report
        let rows = report.rows.filter { $0.key != "status" }
        let applying = report.list("stop-alert-") + report.list("caution-alert-")
        let provenance = Provenance(calculation.regimen, calculation.dosingProtocol, calculation.product)
        let heads = [calculation.regimen.head, calculation.dosingProtocol.head] + (calculation.product.map { [$0.head] } ?? [])
        let output = Output(
            regimen: calculation.regimen.head.id, protocol: calculation.dosingProtocol.head.id,
            product: calculation.product?.head.id, status: report.texts["status"] ?? "",
            warnings: provenance.warnings.isEmpty ? nil : provenance.warnings,
            results: report.texts.filter { $0.key != "status" },
            numbers: Dictionary(uniqueKeysWithValues: rows.compactMap { row in row.number.map { (row.key, $0) } }),
            alerts: applying.compactMap { Int($0) }.map { calculation.regimen.alerts[$0] }
                .map { Alert(id: $0.id, level: $0.level.rawValue, text: $0.text.plainText) },
            provenance: Source(
                regimen: provenance.regimen, protocol: provenance.dosingProtocol, product: provenance.product,
                versions: Dictionary(uniqueKeysWithValues: heads.map { ($0.path, $0.version) }), review: provenance.review,
                generator: Provenance.generator))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(output), as: UTF8.self)
    }
}
