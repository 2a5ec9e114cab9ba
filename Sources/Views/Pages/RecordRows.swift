import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import SourceData
import Templates

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
            .id: .text(hasAnchors && head.hasAnchor(id) ? id : ""), .label: .text(label), .html: .html(html), .note: .text(note),
            .isKey: .flag(isKey),
        ]
    }

    /// A span that carries a fact's anchor.
    func value(_ id: String, _ text: String) -> String {
        hasAnchors ? "<span id=\"\(id)\">\(HTMLText.escape(text))</span>" : HTMLText.escape(text)
    }

    func regimen(_ regimen: Regimen) -> [TemplateValue] {
        var rows: [TemplateValue] = []
        rows.append(row("drug", "Drug", text: regimen.drug))
        if let route = regimen.route { rows.append(row("route", "Route", text: Self.sentence(route.words))) }
        if let indication = regimen.indication {
            rows.append(row("indication", "Indication", html: parts.articleLink(indication: indication.value)))
        }
        rows.append(population(regimen.population))
        let doses = RegimenRows(rows: self, regimen: regimen)
        rows += doses.doses
        for fact in regimen.head.facts where doses.hasRow(fact) {
            rows.append(row(fact.id, fact.label, text: fact.value.text, isKey: true))
        }
        if let duration = regimen.duration { rows.append(row("duration", "Duration", html: renderer.html(duration))) }
        if !regimen.questions.isEmpty {
            rows.append(row("ask", "Asked", text: Self.sentence(regimen.questions.map(\.label).joined(separator: ", "))))
        }
        if !regimen.measures.isEmpty {
            rows.append(row("work-out", "Worked out", text: Self.sentence(regimen.measures.map(\.terms.label.string).joined(separator: ", "))))
        }
        if !regimen.products.isEmpty {
            rows.append(row("products", "Written for", html: regimen.products.map { parts.recordLink($0.value, .products) }.joined(separator: ", ")))
        }
        if !regimen.protocols.isEmpty {
            rows.append(
                row("protocols", "Dosing weight protocols", html: regimen.protocols.map { parts.recordLink($0.value, .protocols) }.joined(separator: ", ")))
        }
        if regimen.head.fact("rounding") != nil || regimen.head.hasAnchor("rounding") {
            rows.append(row("rounding", "Rounding", text: regimen.head.fact("rounding").map { "to \($0.value.text)" } ?? "to what the product makes"))
        }
        return rows
    }

    private func population(_ population: Regimen.Population) -> TemplateValue {
        var html = HTMLText.escape(population.text)
        if let age = population.minimumAge { html += ", from " + value("minimum-age", age.formatted()) }
        if let age = population.maximumAge { html += ", up to " + value("maximum-age", age.formatted()) }
        if let weight = population.minimumWeight { html += ", from " + value("minimum-weight", weight.formatted()) }
        if let weight = population.maximumWeight { html += ", up to " + value("maximum-weight", weight.formatted()) }
        return row("population", "Population", html: html)
    }

    func alerts(_ regimen: Regimen) -> TemplateValue {
        .list(
            regimen.alerts.filter { $0.id != nil }.map { alert in
                [
                    .id: .text(hasAnchors ? "alert.\(alert.id ?? "")" : ""), .isStop: .flag(alert.level == .stop),
                    .level: .text(alert.level == .stop ? "Stop" : "Caution"),
                    .when: .text(Self.sentence(alert.condition?.words ?? "")),
                    .html: .html(renderer.html(alert.text)),
                ]
            })
    }

    func dosingProtocol(_ dosing: DosingProtocol) -> [TemplateValue] {
        var rows: [TemplateValue] = []
        if let region = dosing.region { rows.append(row("region", "Region", text: region)) }
        rows.append(row("basis", "Dosing weight", html: basis(dosing), isKey: true))
        if let trigger = dosing.weight?.trigger {
            rows.append(row("trigger", "Used when", html: triggerHTML(trigger), note: "otherwise actual body weight"))
        }
        if let height = dosing.weight?.minimumHeight {
            rows.append(row("minimum-height", "Minimum height", text: height.formatted(), note: "under it, actual body weight"))
        }
        if let age = dosing.weight?.minimumAge {
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
                case .product: "\(direction) whole vial"
                case .step(let step): "\(direction) \(step.formatted())"
                }
            rows.append(row("rounding", "Rounding", text: text, isKey: true))
        }
        return rows
    }

    private func basis(_ dosing: DosingProtocol) -> String {
        guard let weight = dosing.weight else { return "" }
        let formula = weight.formula.map { " (\($0 == .devine ? "Devine" : "Janmahasatian"))" } ?? ""
        switch weight.basis {
        case .actual: return "Actual body weight"
        case .ideal: return "Ideal body weight\(formula)"
        case .lean: return "Lean body weight\(formula)"
        case .adjusted:
            let factor = weight.factor.map { value("factor", Decimal.format($0)) } ?? ""
            return "Adjusted body weight: ideal weight\(formula) + \(factor) × (actual − ideal weight)"
        case .notStated: return "Not stated in the source that was read: no dosing weight can be computed"
        }
    }

    private func triggerHTML(_ trigger: Condition) -> String {
        let anchors = head.facts.map(\.id).filter { $0.hasPrefix("trigger.") }
        let spans = hasAnchors ? anchors.map { "<span id=\"\($0)\"></span>" }.joined() : ""
        return spans + HTMLText.escape(Self.sentence(trigger.words))
    }

    func product(_ product: Product) -> [TemplateValue] {
        var rows: [TemplateValue] = []
        rows.append(row("generic-name", "Generic name", text: product.genericName))
        if let manufacturer = product.manufacturer { rows.append(row("manufacturer", "Manufacturer", text: manufacturer)) }
        if let concentration = product.concentration { rows.append(row("concentration", "Concentration", text: concentration.formatted(), isKey: true)) }
        if let infused = product.infusedAt {
            rows.append(row("infused-at", "Infused at", text: infused.formatted(), isKey: true))
        } else if product.isDiluted {
            rows.append(row("diluted", "Infused", text: "diluted; to what concentration is not recorded"))
        }
        if !product.containers.isEmpty {
            let isPlain = product.containers.allSatisfy { $0.terms.form == .vial && $0.terms.volume == nil }
            rows.append(
                row(
                    "vials", isPlain ? "Vials" : "Forms", text: product.containers.map(\.text).joined(separator: ", "),
                    note: product.isScored ? "tablets may be halved" : nil, isKey: true))
        }
        if let stabiliser = product.stabiliser { rows.append(row("stabiliser", "Stabiliser", text: stabiliser)) }
        for cap in product.rateCaps {
            rows.append(
                row(
                    "rate-cap.\(cap.question)", "Maximum rate with \(cap.words)",
                    html: HTMLText.escape(rate(cap.maximum, product)) + cite(cap.source), isKey: true))
        }
        if let billing = product.billing {
            rows.append(row("hcpcs", "HCPCS code", text: billing.code, note: billing.unit.map { "1 billing unit = \($0.formatted())" }))
        }
        let label = product.label
        rows.append(
            row(
                "label-date", "Label",
                html: "\(HTMLText.escape(label.region)), \(label.isReadDate ? "undated, read " : "")\(label.date.spelledOut)" + cite(label.reference),
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
                    .html: .html(parts.indication(use.indication)), .population: .text(use.population),
                    .ages: .text(ages.joined(separator: ", ")), .isOnLabel: .flag(use.status == .onLabel),
                    .status: .text(use.status == .onLabel ? "On label" : "Off label"),
                    .regimens: .html(use.regimens.map { parts.recordLink($0.value, .regimens) }.joined(separator: ", ")),
                    .limits: .text(use.limitWords.joined(separator: ", ")),
                ]
            })
    }

    func infusions(_ product: Product) -> TemplateValue {
        .list(
            product.infusions.map { infusion in
                let name = "infusion.\(infusion.id)"
                return [
                    .id: .text(hasAnchors ? name : ""),
                    .html: .html(
                        (infusion.indication.map(parts.indication) ?? "Any indication") + (infusion.occasion == .any ? "" : ", \(infusion.occasion.rawValue) infusion")
                            + cite(infusion.source)),
                    .population: .text(infusion.population),
                    .startID: .text(hasAnchors ? "\(name).start" : ""), .start: .text(rate(infusion.start, product)),
                    .steps: .text(infusion.steps.map { Decimal.format($0.value) }.joined(separator: ", ")),
                    .everyID: .text(hasAnchors && infusion.every != nil ? "\(name).every" : ""),
                    .every: .html(infusion.every.map { HTMLText.escape($0.formatted()) + cite(infusion.everySource) }),
                    .leastTimeID: .text(hasAnchors && infusion.leastTime != nil ? "\(name).least-time" : ""),
                    .leastTime: .text(infusion.leastTime?.formatted()),
                    .maximumID: .text(hasAnchors ? "\(name).maximum" : ""), .maximum: .text(rate(infusion.maximum, product)),
                ]
            })
    }

    /// A rate by volume with the same rate by mass, as labels print both.
    private func rate(_ rate: Quantity, _ product: Product) -> String {
        let text = rate.formatted()
        guard rate.unit.numerator.dimension == .volume,
            let concentration = product.concentration?.converted(to: Unit(.milligram, per: .millilitre)),
            let volume = rate.converted(to: Unit(.millilitre, per: rate.unit.denominators))
        else { return text }
        let mass = Quantity(volume.value * concentration.value, Unit(.milligram, per: rate.unit.denominators))
        return "\(text) (\(mass.formatted(decimals: 3)))"
    }

    func cite(_ item: CitationItem?) -> String { item.map { renderer.citation([$0]) } ?? "" }

    /// With a capital letter, but for a name that has its own, as aPTT and eGFR do.
    static func sentence(_ words: String) -> String {
        words.prefix { !$0.isWhitespace }.contains(where: \.isUppercase) ? words : words.prefix(1).uppercased() + words.dropFirst()
    }
}
