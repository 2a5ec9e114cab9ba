import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Markdown
import SourceData

/// Record fields as labelled rows, each with its anchor: what regimens, protocols and products share.
struct RecordRows {
    let renderer: ContentRenderer
    let parts: PageParts
    let head: RecordHead
    /// On the record's own page rows carry their anchors; inside an article they must not repeat the article's.
    let hasAnchors: Bool

    func row(_ id: String, _ label: String, text: String, note: String? = nil, isKey: Bool = false) -> TemplateValue {
        row(id, label, html: HTMLText.escape(text), note: note, isKey: isKey)
    }

    func row(_ id: String, _ label: String, html: String, note: String? = nil, isKey: Bool = false) -> TemplateValue {
        [
            "id": .text(hasAnchors && head.hasAnchor(id) ? id : ""), "label": .text(label), "html": .html(html), "note": .text(note),
            "isKey": .flag(isKey),
        ]
    }

    /// A span that carries a fact's anchor.
    func value(_ id: String, _ text: String) -> String {
        hasAnchors ? "<span id=\"\(id)\">\(HTMLText.escape(text))</span>" : HTMLText.escape(text)
    }

    func regimen(_ regimen: Regimen) -> [TemplateValue] {
        var rows: [TemplateValue] = []
        rows.append(row("drug", "Drug", text: regimen.drug))
        rows.append(row("indication", "Indication", html: parts.articleLink(indication: regimen.indication.value)))
        rows.append(population(regimen.population))
        rows.append(row("dose", "Dose", text: "\(regimen.dose.amount.formatted()) per \(regimen.dose.per.rawValue)", isKey: true))
        if let division = regimen.division {
            let days = FactValue.range(division.days.lowerBound, division.days.upperBound, unit: "day").text
            rows.append(
                row("division", "Given over", html: value("days", days) + (division.isConsecutive ? ", consecutive" : ""), isKey: true))
        }
        rows += schedule(regimen.phases)
        let caps = [
            ("max-per-day", "Maximum per day", regimen.caps.perDay), ("max-per-dose", "Maximum per dose", regimen.caps.perDose),
            ("max-per-course", "Maximum per course", regimen.caps.perCourse),
        ]
        for case (let id, let label, let cap?) in caps { rows.append(row(id, label, text: cap.formatted(), isKey: true)) }
        if let duration = regimen.duration { rows.append(row("duration", "Duration", html: renderer.html(duration))) }
        if !regimen.products.isEmpty {
            rows.append(row("products", "Written for", html: regimen.products.map { parts.recordLink($0.value, .products) }.joined(separator: ", ")))
        }
        if !regimen.protocols.isEmpty {
            rows.append(
                row("protocols", "Dosing weight protocols", html: regimen.protocols.map { parts.recordLink($0.value, .protocols) }.joined(separator: ", ")))
        }
        return rows
    }

    private func population(_ population: Regimen.Population) -> TemplateValue {
        var html = HTMLText.escape(population.text)
        if let age = population.minimumAge { html += ", from " + value("minimum-age", age.formatted()) }
        if let age = population.maximumAge { html += ", up to " + value("maximum-age", age.formatted()) }
        return row("population", "Population", html: html)
    }

    private func schedule(_ phases: [Regimen.Phase]) -> [TemplateValue] {
        if phases.count == 1, phases[0].courses == nil {
            return [row("interval", "Interval", text: "every \(phases[0].every.formatted())", note: "start to start", isKey: true)]
        }
        guard !phases.isEmpty else { return [] }
        let parts = phases.enumerated().map { index, phase in
            (phase.amount.map { value("schedule.\(index + 1).dose", $0.formatted()) + " " } ?? "")
                + timing(phase, index)
        }
        return [row("schedule", "Schedule", html: parts.joined(separator: "; then "), note: "start to start", isKey: true)]
    }

    /// A single course has no rhythm; the first one has nothing before it either.
    private func timing(_ phase: Regimen.Phase, _ index: Int) -> String {
        let id = "schedule.\(index + 1)"
        let every = phase.every.formatted()
        if phase.courses == 1 { return index == 0 ? value(id, "once") : "once, " + value(id, every) + " after the one before" }
        return "every " + value(id, every) + (phase.courses.map { ", \($0) courses" } ?? "")
    }

    func alerts(_ regimen: Regimen) -> TemplateValue {
        .list(
            regimen.alerts.map { alert in
                [
                    "id": .text(hasAnchors ? "alert.\(alert.id)" : ""), "isStop": .flag(alert.level == .stop),
                    "level": .text(alert.level == .stop ? "Stop" : "Caution"),
                    "when": .text(alert.condition == .always ? "Always" : Self.sentence(alert.condition.words)),
                    "html": .html(renderer.html(alert.text)),
                ]
            })
    }

    func dosingProtocol(_ dosing: DosingProtocol) -> [TemplateValue] {
        var rows: [TemplateValue] = []
        if let region = dosing.region { rows.append(row("region", "Region", text: region)) }
        rows.append(row("basis", "Dosing weight", html: basis(dosing), isKey: true))
        if let trigger = dosing.trigger {
            rows.append(row("trigger", "Used when", html: triggerHTML(trigger), note: "otherwise actual body weight"))
        }
        if let height = dosing.minimumHeight {
            rows.append(row("minimum-height", "Minimum height", text: height.formatted(), note: "under it, actual body weight"))
        }
        if let age = dosing.minimumAge {
            rows.append(row("minimum-age", "Minimum age", text: age.formatted(), note: "under it, actual body weight"))
        }
        if let surface = dosing.surface {
            let name =
                switch surface {
                case .mosteller: "Mosteller"
                case .duBois: "Du Bois"
                case .haycock: "Haycock"
                }
            rows.append(row("surface", "Body surface area", text: name))
        }
        if let rounding = dosing.rounding {
            let direction =
                switch rounding.direction {
                case .nearest: "to the nearest"
                case .down: "down to a"
                case .up: "up to a"
                }
            let text =
                switch rounding.target {
                case .none: "not rounded"
                case .vial: "\(direction) whole vial"
                case .step(let step): "\(direction) \(step.formatted())"
                }
            rows.append(row("rounding", "Rounding", text: text, isKey: true))
        }
        return rows
    }

    private func basis(_ dosing: DosingProtocol) -> String {
        let formula = dosing.formula.map { " (\($0 == .devine ? "Devine" : "Janmahasatian"))" } ?? ""
        switch dosing.basis {
        case .actual: return "Actual body weight"
        case .ideal: return "Ideal body weight\(formula)"
        case .lean: return "Lean body weight\(formula)"
        case .adjusted:
            let factor = dosing.factor.map { value("factor", Decimal.format($0)) } ?? ""
            return "Adjusted body weight: ideal weight\(formula) + \(factor) × (actual − ideal weight)"
        case .notStated: return "Not stated in the source that was read: no dosing weight can be computed"
        }
    }

    private func triggerHTML(_ trigger: Condition) -> String {
        let anchors: [String] =
            switch trigger {
            case .measure(let measure, _, _): ["trigger.\(measure.rawValue)"]
            case .all(let parts), .any(let parts):
                parts.compactMap { if case .measure(let measure, _, _) = $0 { "trigger.\(measure.rawValue)" } else { nil } }
            default: []
            }
        let spans = hasAnchors ? anchors.map { "<span id=\"\($0)\"></span>" }.joined() : ""
        return spans + HTMLText.escape(Self.sentence(trigger.words))
    }

    func product(_ product: Product) -> [TemplateValue] {
        var rows: [TemplateValue] = []
        rows.append(row("generic-name", "Generic name", text: product.genericName))
        if let manufacturer = product.manufacturer { rows.append(row("manufacturer", "Manufacturer", text: manufacturer)) }
        rows.append(row("concentration", "Concentration", text: product.concentration.formatted(), isKey: true))
        if !product.vials.isEmpty {
            rows.append(row("vials", "Vials", text: product.vials.map { $0.formatted() }.joined(separator: ", "), isKey: true))
        }
        if let stabiliser = product.stabiliser { rows.append(row("stabiliser", "Stabiliser", text: stabiliser)) }
        if let iga = product.iga { rows.append(row("iga", "IgA", text: "\(iga.text) \(iga.value.formatted())")) }
        for cap in product.rateCaps {
            rows.append(
                row(
                    "rate-cap.\(cap.flag)", "Maximum rate with \(Condition.flag(cap.flag).words)",
                    html: HTMLText.escape(rate(cap.maximum, product)) + cite(cap.source), isKey: true))
        }
        if let billing = product.billing {
            rows.append(row("hcpcs", "HCPCS code", text: billing.code, note: billing.unit.map { "1 billing unit = \($0.formatted())" }))
        }
        let label = product.label
        rows.append(
            row(
                "label-date", "Label", html: "\(HTMLText.escape(label.region)), \(label.date.spelledOut)" + cite(label.reference),
                note: label.note))
        return rows
    }

    func labelledUses(_ product: Product) -> TemplateValue {
        .list(
            product.labelledUses.map { use in
                var ages: [String] = []
                if let age = use.minimumAge { ages.append("from \(age.formatted())") }
                if let age = use.maximumAge { ages.append("up to \(age.formatted())") }
                return [
                    "html": .html(parts.indication(use.indication)), "population": .text(use.population),
                    "ages": .text(ages.joined(separator: ", ")), "isOnLabel": .flag(use.status == .onLabel),
                    "status": .text(use.status == .onLabel ? "On label" : "Off label"),
                    "regimens": .html(use.regimens.map { parts.recordLink($0.value, .regimens) }.joined(separator: ", ")),
                ]
            })
    }

    func infusions(_ product: Product) -> TemplateValue {
        .list(
            product.infusions.map { infusion in
                let name = "infusion.\(infusion.id)"
                return [
                    "id": .text(hasAnchors ? name : ""), "html": .html(parts.indication(infusion.indication) + cite(infusion.source)),
                    "population": .text(infusion.population),
                    "startID": .text(hasAnchors ? "\(name).start" : ""), "start": .text(rate(infusion.start, product)),
                    "steps": .text(infusion.steps.map { Decimal.format($0.value) }.joined(separator: ", ")),
                    "everyID": .text(hasAnchors && infusion.every != nil ? "\(name).every" : ""),
                    "every": .html(infusion.every.map { HTMLText.escape($0.formatted()) + cite(infusion.everySource) }),
                    "leastTimeID": .text(hasAnchors && infusion.leastTime != nil ? "\(name).least-time" : ""),
                    "leastTime": .text(infusion.leastTime?.formatted()),
                    "maximumID": .text(hasAnchors ? "\(name).maximum" : ""), "maximum": .text(rate(infusion.maximum, product)),
                ]
            })
    }

    /// A rate by volume with the same rate by mass, as labels print both.
    private func rate(_ rate: Quantity, _ product: Product) -> String {
        let text = rate.formatted()
        guard rate.unit.numerator.dimension == .volume,
            let concentration = product.concentration.converted(to: Unit(.milligram, per: .millilitre)),
            let volume = rate.converted(to: Unit(.millilitre, per: rate.unit.denominators))
        else { return text }
        let mass = Quantity(volume.value * concentration.value, Unit(.milligram, per: rate.unit.denominators))
        return "\(text) (\(mass.formatted(decimals: 3)))"
    }

    func cite(_ item: CitationItem?) -> String { item.map { renderer.citation([$0]) } ?? "" }

    static func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}
