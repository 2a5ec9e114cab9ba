import ClinicalLogic
import KnowledgeBase

/// What a regimen gives, as sentences without markup.
enum RegimenWords {
    /// A sentence for each row of each step, with what it is for, and at the end the limits of all.
    static func lines(_ regimen: Regimen) -> [String] {
        let limits = regimen.head.facts.filter { fact in fact.id.split(separator: ".").contains { $0.hasPrefix("max-") } }
            .map { "\($0.label): \($0.value.text)" }
        let end = limits.isEmpty ? "" : ". " + limits.joined(separator: ". ")
        return regimen.courses.flatMap { course -> [String] in
            let start = course.condition == .always ? "" : "\(RecordRows.sentence(course.condition.words)): "
            guard case .steps(let steps) = course.outcome else { return ["\(start)No dose"] }
            return steps.flatMap { step in
                step.rows.map { row in
                    let name = step.label.isEmpty ? "" : "\(step.label): "
                    let condition = row.condition == .always ? "" : "\(RecordRows.sentence(row.condition.words)): "
                    switch row.outcome {
                    case .stop: return "\(start)\(name)\(condition)No dose"
                    case .dose(let dose): return "\(start)\(name)\(condition)\(Self.dose(dose))\(end)"
                    }
                }
            }
        }
    }

    /// `1 mg/kg each dose, every 24 h`
    static func dose(_ dose: DoseTerms) -> String {
        var words = ["\(dose.amountText) \(dose.keyText)"]
        if let division = dose.division { words.append("over " + FactValue.range(division.fewest, division.most, unit: "day").text) }
        if dose.key != .rate { words.append(dose.timingText) }
        if let time = dose.infusionText { words.append("over \(time)") }
        if !dose.parts.isEmpty { words.append(parts(dose)) }
        return words.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// `10 % over 1 min, the rest over 60 min`
    static func parts(_ dose: DoseTerms) -> String {
        dose.parts.map { part in
            let share = part.share.map { "\(Decimal.format($0 * 100)) %" } ?? "the rest"
            return share + (part.minutes.map { " over \(Quantity($0, Unit(.minute)).formatted())" } ?? "")
        }.joined(separator: ", ")
    }
}
