public import ClinicalLogic
public import KnowledgeBase
import SourceData

/// A plan as lines of plain text, for a terminal or a chart note: alerts stand before the dose.
public struct PlanNote: Sendable {
    public private(set) var lines: [String] = []

    public init(_ report: PlanReport, regimen: Regimen) {
        let texts = report.texts
        if let words = texts["guard"] { lines += ["", words.uppercased()] }
        add("STOP, no dose:", report.list("stop-") + Self.alerts(report.list("stop-alert-"), regimen))
        add("Enter first:", report.list("missing-"))
        add("Caution:", Self.alerts(report.list("caution-alert-"), regimen) + report.list("caution-"))
        add("Entered", report.list("entered-"))
        add("Not answered, and may matter:", report.list("open-"))
        // One course over days is told by its own group, everything else step by step.
        let isCourse = texts["plan-2"] == nil && (texts["per"] == "course" || texts["per"] == "day")
        if !isCourse { addSteps(report, texts) }
        for group in PlanLayout.groups where isCourse || group.id != "dose" {
            var found: [String] = []
            for line in group.lines {
                if line.isList {
                    found += report.list(line.key).enumerated().map { index, text in
                        if let name = texts["\(line.key)\(index + 1)-name"] {
                            let formula = texts["\(line.key)\(index + 1)-formula"].map { " (\($0))" } ?? ""
                            return "\(RecordRows.sentence(name)): \(text)\(formula)"
                        }
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

    /// Every step where there are several, or where the plan is of another kind than a course.
    private mutating func addSteps(_ report: PlanReport, _ texts: [String: String]) {
        var number = 1
        while texts["plan-\(number)"] != nil {
            let prefix = "plan-\(number)"
            var found: [String] = []
            for line in PlanLayout.stepLines {
                if line.isList {
                    found += report.list(prefix + line.key).enumerated().map { "\(line.label) \($0.offset + 1): \($0.element)" }
                } else if let text = texts[prefix + line.key] {
                    found.append("\(line.label): \(text)")
                }
            }
            add(texts["\(prefix)-label"] ?? "Plan", found)
            number += 1
        }
        let adjustments = report.list("adjust-").enumerated().map { index, words in
            let parts = ["bolus", "hold", "change"].compactMap { part in texts["adjust-\(index + 1)-\(part)"].map { "\(part) \($0)" } }
            return "\(words): \(parts.isEmpty ? "no change" : parts.joined(separator: ", "))"
        }
        add("Adjustment", adjustments)
    }

    private mutating func add(_ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        lines += ["", title] + items.map { "  \($0)" }
    }

    /// The regimen's own alerts, by the numbers the report gives.
    private static func alerts(_ numbers: [String], _ regimen: Regimen) -> [String] {
        numbers.compactMap { Int($0) }.filter(regimen.alerts.indices.contains).map { regimen.alerts[$0].text.plainText.trimmingSpaces }
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

extension String {
    /// Without what a citation leaves behind.
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
