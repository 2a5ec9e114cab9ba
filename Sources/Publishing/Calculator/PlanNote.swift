public import ClinicalLogic
public import KnowledgeBase
import SourceData

/// A plan as lines of plain text, for a terminal or a chart note: alerts stand before the dose.
public struct PlanNote: Sendable {
    public private(set) var lines: [String] = []

    public init(_ report: PlanReport, regimen: Regimen) {
        let texts = report.texts
        add("STOP, no dose:", report.list("stop-") + Self.alerts(report.list("stop-alert-"), regimen))
        add("Enter first:", report.list("missing-"))
        add("Caution:", Self.alerts(report.list("caution-alert-"), regimen) + report.list("caution-"))
        for group in PlanLayout.groups {
            var found: [String] = []
            for line in group.lines {
                if line.isList {
                    found += report.list(line.key).enumerated().map { index, text in
                        let dose = texts["\(line.key)\(index + 1)-dose"].map { ", \($0)" } ?? ""
                        return "\(line.label) \(index + 1): \(text)\(dose)"
                    }
                } else if let text = texts[line.key] {
                    let notes = line.notes.compactMap { texts[$0] }
                    found.append("\(PlanLayout.label(line, per: texts["per"])): \(text)" + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"))
                }
            }
            if group.id == "infusion" { found += Self.steps(report, texts) }
            add(group.title, found)
        }
    }

    private mutating func add(_ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        lines += ["", title] + items.map { "  \($0)" }
    }

    /// The regimen's own alerts, by the numbers the report gives.
    private static func alerts(_ numbers: [String], _ regimen: Regimen) -> [String] {
        numbers.compactMap { Int($0) }.filter(regimen.alerts.indices.contains).map { regimen.alerts[$0].text.plainText }
    }

    private static func steps(_ report: PlanReport, _ texts: [String: String]) -> [String] {
        var found: [String] = []
        while let rate = texts["step-\(found.count + 1)-rate"] {
            let number = found.count + 1
            let minutes = texts["step-\(number)-minutes"] ?? ""
            let volume = texts["step-\(number)-volume"] ?? ""
            found.append("Step \(number): \(rate) for \(minutes), \(volume)")
        }
        return found
    }
}
