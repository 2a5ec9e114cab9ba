import ClinicalLogic
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
import Templates

/// What those who must approve a calculator or checklist ask for, section by section, all of it from its records.
struct SafetySections {
    let parts: PageParts
    /// Of the headings.
    let level: String
    /// What they are of.
    let name: String

    private var site: Site { parts.knowledgeBase.site }

    // MARK: A section

    /// Each part of a section is there, so that none is looked up outside of it.
    func section(
        _ title: String, text: String = "", rows: [TemplateValue] = [], items: [String] = [], examples: TemplateValue = [], cases: TemplateValue = [],
        hazards: TemplateValue = []
    ) -> TemplateValue {
        [
            .level: .text(level), .name: .text(name), .title: .text(title), .text: .text(text), .rows: .list(rows), .hasState: .flag(!rows.isEmpty),
            .items: .list(items.map { .html($0) }),
            .examples: examples, .cases: cases, .hazards: hazards,
        ]
    }

    private func row(_ label: String, _ text: String) -> TemplateValue { [.label: .text(label), .html: .html(HTMLText.escape(text)), .id: "", .note: "", .isKey: false] }
    private func row(_ label: String, html: String) -> TemplateValue { [.label: .text(label), .html: .html(html), .id: "", .note: "", .isKey: false] }

    // MARK: The site

    func ofSite(_ records: [RecordHead], href: (RecordHead) -> String) -> [TemplateValue] {
        let versions = parts.frame.version.map { version in
            if case .html(let html) = version { [row("Version of the content", html: html)] } else { [TemplateValue]() }
        }
        return [
            section(
                "The site",
                rows: [row("Name", site.title)] + (site.publisher.map { [row("Publisher", $0)] } ?? []) + (versions ?? [])
                    + [row("Made with", Provenance.generator)] + (site.errorReports.map { [row("Errors are reported to", $0.words)] } ?? [])
                    + [row("Reviews", html: parts.anchor("Who has reviewed what, and when that is due again", parts.scope.href(OutputPath.reviews)))]),
            use,
            section(
                "Calculators and checklists",
                items: records.map { head in
                    let state = Provenance.state(head)
                    let status = state.isEmpty ? "" : ", \(state)"
                    return
                        "\(parts.anchor(head.title, href(head))): \(HTMLText.escape("\(head.id), version \(head.version)\(status). \(head.writtenReview.sentence).")) "
                }),
            section("Known limits", items: general),
            hazards(site.hazards.map(values), MateriaHazards.of(.everything)),
            section(
                "Change history", text: records.contains { !$0.changes.isEmpty } ? "" : "No record of a calculator or checklist has an entry of changes.",
                rows: records.flatMap { head in
                    head.changes.map { change in
                        row("\(change.date.spelledOut), \(head.title)", html: ContentRenderer(scope: parts.scope, linkSource: head.path).html(change.text))
                    }
                }),
        ]
    }

    private var use: TemplateValue {
        section(
            "Intended use and users",
            rows: [
                row("Users", site.audience ?? "Not stated by the site"), row("What the site is", site.summary.isEmpty ? "Not stated by the site" : site.summary),
                row("Disclaimer", site.disclaimer ?? "None stated by the site"),
            ])
    }

    private var general: [String] {
        [
            "A calculator or checklist knows nothing of the patient but what is entered.",
            "It is as right as the record it works with. Whether that says what its sources say is for those who review it.",
            "A page that was saved or printed does not change when its record does.",
        ]
    }

    // MARK: A record

    private func identity(_ record: Record, _ more: [TemplateValue]) -> TemplateValue {
        let head = record.head
        var rows = [
            row("Record", "\(head.path), version \(head.version)"), row("Kind", RecordLabel.singular(record)), row("Status", head.status.rawValue),
            row("Review", reviewWords(head)),
        ]
        if let local = head.local { rows.append(row("Local", local.line)) }
        if case .html(let html)? = parts.frame.version { rows.append(row("Version of the content", html: html)) }
        return section("What it is", text: head.summary, rows: rows + [row("Made with", Provenance.generator)] + more)
    }

    private func reviewWords(_ head: RecordHead) -> String {
        let due = head.review.flatMap(site.nextReview).map { "; next review due \($0.spelledOut)" } ?? ""
        return head.writtenReview.sentence + due
    }

    /// The numbers of its sources, with nothing else in their row: large enough to be met.
    private func sources(_ head: RecordHead, _ renderer: ContentRenderer) -> String {
        let numbers = renderer.citation(head.sources)
        return numbers.isEmpty ? "" : "<span class=\"sources\">\(numbers)</span>"
    }

    func of(_ regimen: Regimen, _ renderer: ContentRenderer) -> [TemplateValue] {
        let rows = RecordRows(renderer: renderer, parts: parts, head: regimen.head, hasAnchors: false)
        let view = CalculatorView(renderer: renderer, parts: parts)
        let products = view.products(regimen).filter(\.isNamed).map(\.record)
        let protocols = view.protocols(regimen).filter(\.isNamed).map(\.record)
        var sections = [
            identity(.regimen(regimen), [row("Sources", html: sources(regimen.head, renderer))]),
            use,
            section("Inputs and their limits", text: "Outside of these limits an entry is refused, and there is no dose.", rows: inputs(regimen, protocols, products)),
            section("The logic in words", text: regimen.guardWords ?? "", rows: rows.regimen(regimen)),
            section(
                "Stops and cautions", text: regimen.alerts.contains { $0.id != nil } ? "" : "The record has none.",
                items: regimen.alerts.filter { $0.id != nil }.map { alert in
                    let words = RecordRows.sentence(alert.condition?.words ?? "")
                    return "<strong>\(alert.level == .stop ? "Stop" : "Caution").</strong> \(HTMLText.escape(words)): \(renderer.html(alert.text))"
                }),
        ]
        let words = RecordWords(parts.knowledgeBase, saysReview: true)
        for record in protocols {
            let rows = RecordRows(renderer: ContentRenderer(scope: parts.scope, linkSource: record.head.path), parts: parts, head: record.head, hasAnchors: false)
            sections.append(
                section("Dosing weight protocol: \(record.head.title)", text: "\(words.record(record.head)).", rows: rows.dosingProtocol(record)))
        }
        for record in products {
            let rows = RecordRows(renderer: ContentRenderer(scope: parts.scope, linkSource: record.head.path), parts: parts, head: record.head, hasAnchors: false)
            sections.append(section("Product: \(record.head.title)", text: words.record(record).endingWithStop, rows: rows.product(record)))
        }
        let examples = ExampleRows(rows: rows, regimen: regimen).values
        sections.append(
            section(
                "Examples and their results",
                text: regimen.examples.isEmpty
                    ? "The record has no worked example."
                    : "Worked out from the source by somebody else. Every build works them out anew, and is refused where the record gives another result.",
                examples: examples))
        return sections
            + rest(
                regimen.head, renderer,
                limits: limits(
                    of: regimen.head,
                    [regimen.population.isOnlyCaution ? "Outside of the population there is a dose, with a caution." : "Outside of the population there is no dose."]),
                .doses,
                histories: [regimen.head] + protocols.map(\.head) + products.map(\.head))
    }

    func of(_ set: CriteriaSet, _ renderer: ContentRenderer) -> [TemplateValue] {
        var more = [row("Sources", html: sources(set.head, renderer))]
        if let policy = set.policy { more.append(row("Payer", [policy.payer, policy.number].compactMap(\.self).joined(separator: ", "))) }
        let terms = AssessableSet(set)
        return [
            identity(.criteria(set), more),
            use,
            section(
                "Inputs and their limits", text: "Each item is met, not met or unknown, unless it says otherwise.",
                rows: set.items.map { item in
                    var limits: [String] = []
                    if let quantity = item.quantity {
                        let unit = quantity.unit.map { " \($0)" } ?? ""
                        limits.append(
                            "a number" + (quantity.minimum.map { " from \(Decimal.format($0))" } ?? "") + (quantity.maximum.map { " up to \(Decimal.format($0))" } ?? "")
                                + (unit.isEmpty ? "" : ", in\(unit)"))
                        if let text = quantity.text { limits.append("met if \(text)") }
                    }
                    if !item.options.isEmpty { limits.append("one of: " + item.options.map(\.label).joined(separator: "; ")) }
                    let words = limits.isEmpty ? "" : HTMLText.escape(RecordRows.sentence(limits.joined(separator: "; ")) + ". ")
                    return row(item.label, html: words + renderer.html(item.definition) + (item.source.map { renderer.citation([$0]) } ?? ""))
                }),
            section(
                "The logic in words",
                text: terms == nil ? "The set is too large to be computed with." : set.outcomes.isEmpty ? "" : "The first outcome that holds applies.",
                rows: set.outcomes.map { row($0.label, RuleWords.sentence($0.rule, in: set)) }
                    + set.scores.flatMap { score in
                        [row(score.label, "The sum of the points of what is met.")]
                            + score.thresholds.map { row("\(score.label): \($0.label)", "\(Decimal.format($0.atLeast)) points or more".replacing("-", with: "−")) }
                    }
                    + set.pointColumns.map { column in
                        row("Points: \(column.label)", points(set, column.id))
                    }),
            cases(set),
        ] + rest(set.head, renderer, limits: limits(of: set.head, []) + set.exclusions.map { renderer.html($0) }, .criteria, histories: [set.head])
    }

    /// The cases that articles set beside a policy. Nobody has worked them out from its source, as the examples of a regimen are.
    private func cases(_ set: CriteriaSet) -> TemplateValue {
        let title = "Examples and their results"
        let cases = WorkedCases(parts: parts).detailed(set)
        if case .list(let found) = cases, !found.isEmpty {
            return section(
                title, text: "The answers of each case stand in an article, and every build works out the result by the rule. There is no independent result to compare.",
                cases: cases)
        }
        return section(title, text: "Criteria have no worked examples in their records" + (set.purpose == .coverage ? ", and no article sets a case beside them." : "."))
    }

    private func points(_ set: CriteriaSet, _ column: String) -> String {
        func words(_ points: Double?) -> String? { points.map { Decimal.format($0).replacing("-", with: "−") } }
        var found: [String] = []
        for item in set.items {
            if let given = words(item.points[column]) { found.append("\(item.label) \(given)") }
            for option in item.options { if let given = words(option.points[column]) { found.append("\(item.label), \(option.label) \(given)") } }
            for band in item.bands {
                guard let given = words(band.points[column]) else { continue }
                let limit = band.limit.map { "\($0.comparison.words) \(Decimal.format($0.value))" } ?? "below"
                found.append("\(item.label), \(limit) \(given)")
            }
        }
        return found.joined(separator: "; ")
    }

    /// Limits, hazards and history, which every record has.
    private func rest(_ head: RecordHead, _ renderer: ContentRenderer, limits: [String], _ scope: MateriaHazards.Scope, histories: [RecordHead]) -> [TemplateValue] {
        [
            section("Known limits", items: limits),
            hazards(head.hazards.map { values($0, renderer) } + site.hazards.map(values), MateriaHazards.of(scope)),
            section(
                "Change history", text: histories.contains { !$0.changes.isEmpty } ? "" : "Its records have no entry of changes.",
                rows: histories.flatMap { own in
                    own.changes.map { row("\($0.date.spelledOut), \(own.title)", html: ContentRenderer(scope: parts.scope, linkSource: own.path).html($0.text)) }
                }),
        ]
    }

    private func limits(of head: RecordHead, _ own: [String]) -> [String] {
        var limits: [String] = []
        if let warning = Provenance.warning(head) {
            let successors = parts.knowledgeBase.successors(of: head.path).compactMap { parts.link(to: $0) }
            let replacement = successors.isEmpty ? "" : " Replaced by \(successors.joined(separator: ", "))."
            limits.append("<strong>\(HTMLText.escape(warning))</strong>\(replacement)")
        }
        if let local = head.local { limits.append(HTMLText.escape(local.line)) }
        if head.review == nil {
            limits.append(head.writtenReview == nil ? "No clinician has reviewed this record." : "\(HTMLText.escape(head.writtenReview.sentence)).")
        }
        if let notes = head.notes { limits.append(ContentRenderer(scope: parts.scope, linkSource: head.path).html(notes)) }
        return limits + own + general
    }

    private func inputs(_ regimen: Regimen, _ protocols: [DosingProtocol], _ products: [Product]) -> [TemplateValue] {
        func range(_ range: ClosedRange<Double>, _ unit: String) -> String { "\(Decimal.format(range.lowerBound)) to \(Decimal.format(range.upperBound)) \(unit)" }
        guard let form = CalculatorView(renderer: ContentRenderer(scope: parts.scope), parts: parts).form(regimen) else { return [] }
        var rows = form.figures.map { name in
            switch name {
            case "weight": row("Body weight", range(PatientInput.weights, "kg") + "; one that does not fit the age is asked about, or refused")
            case "height": row("Height", range(PatientInput.heights, "cm"))
            default: row("Age", range(PatientInput.ages, "years"))
            }
        }
        for question in regimen.questions.joined(by: protocols.flatMap(\.questions) + products.flatMap(\.questions)) {
            let answer =
                switch question.terms.kind {
                case .yesNo: "yes or no"
                case .tick: "ticked where it applies"
                case .choice(let choices): "one of: " + choices.map(\.label.string).joined(separator: "; ")
                case .number(let units, let limits):
                    range(limits, units.first?.symbol.string ?? "")
                        + (units.count > 1 ? ", or in \(units.dropFirst().map(\.symbol.string).joined(separator: " or "))" : "")
                }
            rows.append(row(RecordRows.sentence(question.label), answer + (question.terms.isRequired ? "; required" : "")))
        }
        return rows
    }

    // MARK: Hazards

    private func hazards(_ own: [TemplateValue], _ built: [MateriaHazards.Entry]) -> TemplateValue {
        section(
            "Hazards and what is done about them",
            text: own.isEmpty ? "Those of the software. The site and the record have none of their own." : "",
            hazards: .list(
                own
                    + built.map { entry in
                        [
                            .hazard: .html(HTMLText.escape(entry.hazard)), .harm: "", .mitigation: .html(HTMLText.escape(entry.mitigation)),
                            .source: .html("Materia; shown by " + entry.tests.map { "<code>\($0)</code>" }.joined(separator: ", ")),
                        ]
                    }))
    }

    private func values(_ hazard: Hazard) -> TemplateValue { values(hazard, nil) }

    private func values(_ hazard: Hazard, _ renderer: ContentRenderer?) -> TemplateValue {
        func html(_ text: RichText?) -> String { renderer.map { $0.html(text) ?? "" } ?? HTMLText.escape(text?.plainText ?? "") }
        return [
            .hazard: .html(html(hazard.hazard)), .harm: .html(html(hazard.harm)), .mitigation: .html(html(hazard.mitigation)),
            .source: .text(renderer == nil ? "The site" : "The record"),
        ]
    }
}

extension String {
    /// A note at its end may have its full stop already.
    fileprivate var endingWithStop: String { hasSuffix(".") ? self : self + "." }
}
