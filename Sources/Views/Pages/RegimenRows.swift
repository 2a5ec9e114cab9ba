import ClinicalLogic
import KnowledgeBase
import Markdown
import OpenData
import Rendering
import Templates

/// What a regimen gives, as rows of its page: one dose in plain rows, and steps and tables with a line for each row.
struct RegimenRows {
    let rows: RecordRows
    let regimen: Regimen

    private var renderer: ContentRenderer { rows.renderer }

    var doses: [TemplateValue] {
        if let dose = only { return single(dose) }
        var found: [TemplateValue] = []
        var isFirst = true
        for course in regimen.courses {
            let condition = course.condition == .always ? "" : RecordRows.sentence(course.condition.words)
            switch course.outcome {
            case .stop(let alert): found.append(rows.row("", label(condition, "No dose"), html: renderer.html(regimen.alerts[alert].text)))
            case .steps(let steps):
                for step in steps {
                    let lines = step.rows.map { line($0, step.caps) }
                    // The anchors of all doses stand once, at the first of them.
                    let html = (isFirst ? anchors : "") + (lines.count == 1 ? lines[0] : "<ul class=\"dose-rows\">" + lines.map { "<li>\($0)</li>" }.joined() + "</ul>")
                    found.append(rows.row("", label(condition, step.label), html: html, isKey: lines.count == 1 && steps.count == 1 && condition.isEmpty))
                    isFirst = false
                }
            }
        }
        if !regimen.adjustments.isEmpty { found.append(adjustments) }
        return found
    }

    /// The dose of a regimen that has one.
    private var only: DoseTerms? {
        guard regimen.courses.count == 1, case .steps(let steps) = regimen.courses[0].outcome, steps.count == 1, steps[0].rows.count == 1,
            case .dose(let dose) = steps[0].rows[0].outcome, regimen.adjustments.isEmpty
        else { return nil }
        return dose
    }

    private func label(_ condition: String, _ label: String) -> String {
        let label = label.isEmpty ? "Dose" : label
        return condition.isEmpty ? label : "\(condition): \(label)"
    }

    private func single(_ dose: DoseTerms) -> [TemplateValue] {
        let isAnchored = rows.head.hasAnchor("dose")
        var found = [
            rows.row(
                isAnchored ? "dose" : "", "Dose",
                text: "\(dose.amountText) \(dose.isDivisionOpen ? "per dose" : dose.key == .perDay && dose.isOlder ? "per day" : dose.keyText)", isKey: true)
        ]
        if let division = dose.division {
            let days = FactValue.range(division.fewest, division.most, unit: "day").text
            found.append(rows.row("division", "Given over", html: rows.value("days", days) + (division.isConsecutive ? ", consecutive" : ""), isKey: true))
        }
        if dose.every != nil || dose.occasions != nil || dose.times != nil || dose.dosesPerDay != nil {
            // In the words of the fact, which prose is held to.
            let fact = rows.head.fact("interval")?.value.text
            let timing = fact.map { "every \($0)" + dose.timingText.drop { $0 != "," } } ?? dose.timingText
            found.append(rows.row("interval", "Interval", text: timing, note: dose.every != nil ? "start to start" : nil, isKey: true))
        }
        if let time = dose.infusionText { found.append(rows.row("", "Each dose over", text: time)) }
        if !dose.parts.isEmpty { found.append(rows.row("", "Parts", text: parts(dose))) }
        return found
    }

    private func parts(_ dose: DoseTerms) -> String {
        dose.parts.map { part in
            let share = part.share.map { "\(Decimal.format($0 * 100)) %" } ?? "the rest"
            return share + (part.minutes.map { " over \(Quantity($0, Unit(.minute)).formatted())" } ?? "")
        }.joined(separator: ", ")
    }

    /// `Creatinine clearance under 30 mL/min: 1 mg/kg each dose, every 24 h, at most 100 mg in one dose`. The limits of the row and of its step stand
    /// with it: of another row they are others.
    private func line(_ row: Regimen.Row<Regimen.StepDose>, _ caps: [RegimenTerms.Cap]) -> String {
        let condition = row.condition == .always ? "" : "<span class=\"when\">\(HTMLText.escape(RecordRows.sentence(row.condition.words)))</span>: "
        switch row.outcome {
        case .stop(let alert): return condition + "<strong>No dose.</strong> " + renderer.html(regimen.alerts[alert].text)
        case .dose(let dose):
            var words = ["\(dose.amountText) \(dose.keyText)"]
            if let division = dose.division { words.append("over " + FactValue.range(division.fewest, division.most, unit: "day").text) }
            if dose.key != .rate { words.append(dose.timingText) }
            if let time = dose.infusionText { words.append("over \(time)") }
            if !dose.parts.isEmpty { words.append(parts(dose)) }
            words += (dose.caps + caps).map { CapData.words($0, in: regimen) }
            return condition + HTMLText.escape(words.filter { !$0.isEmpty }.joined(separator: ", "))
        }
    }

    /// True for the fact of a limit that stands in a row of its own: of the regimen, or of its only dose.
    func hasRow(_ fact: Fact) -> Bool {
        let parts = fact.id.split(separator: ".")
        return parts.contains { $0.hasPrefix("max-") } && (only != nil || parts[0].hasPrefix("max-"))
    }

    /// The ids of the facts and anchors of all doses.
    private var anchors: String {
        guard rows.hasAnchors else { return "" }
        let shown = ["minimum-age", "maximum-age", "minimum-weight", "maximum-weight", "rounding"]
        let own = Set(rows.head.namedFacts.map(\.fact.id))
        let ids = rows.head.facts.map(\.id).filter { id in
            !shown.contains(id) && !own.contains(id) && !(rows.head.fact(id).map(hasRow) ?? false)
        }
        let bare = rows.head.anchors.filter {
            ($0 == "dose" || $0.hasSuffix(".dose") || $0.hasPrefix("dose.") || $0 == "division" || $0.contains(".dose.")) && !ids.contains($0) && !$0.contains("max-")
        }
        // A fact's value is written at its place, for those who come by a link and for search; to the eye the row says it in words.
        let facts = rows.head.facts
        return (ids + bare.sorted()).map { id in
            let value = facts.first { $0.id == id }?.value.text ?? ""
            return "<span class=\"anchor-value\" aria-hidden=\"true\" id=\"\(id)\">\(HTMLText.escape(value))</span>"
        }.joined()
    }

    private var adjustments: TemplateValue {
        let lines = regimen.adjustments.map { adjustment in
            var words: [String] = []
            if let bolus = adjustment.terms.bolusText { words.append("bolus \(bolus)") }
            if let hold = adjustment.terms.hold { words.append("stop for \(Quantity(hold, Unit(.minute)).formatted())") }
            if let change = adjustment.terms.changeText { words.append("rate \(change)") }
            if words.isEmpty { words.append("no change") }
            return
                "<li><span class=\"when\">\(HTMLText.escape(RecordRows.sentence(adjustment.condition.words)))</span>: \(HTMLText.escape(words.joined(separator: ", ")))</li>"
        }
        return rows.row("adjust", "Adjustment", html: "<ul class=\"dose-rows\">\(lines.joined())</ul>")
    }
}

extension DoseTerms {
    /// Written before doses had keys.
    fileprivate var isOlder: Bool { division != nil || every == nil }
}
