import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import Templates

/// A record in a packet: as its page says it, with its alerts, and every plan of its worked examples in full.
struct PacketRecord {
    let record: Record
    let parts: PageParts

    private var head: RecordHead { record.head }
    private var renderer: ContentRenderer { ContentRenderer(scope: parts.scope, linkSource: head.path) }
    private var rows: RecordRows { RecordRows(renderer: renderer, parts: parts, head: head, hasAnchors: false) }

    var values: TemplateValue {
        var values: [TemplateKey: TemplateValue] = [
            .title: .text(head.title), .kindLabel: .text(RecordLabel.singular(record)), .status: .text(RecordLabel.status(head.status)),
            .sourceFile: .text(head.path), .version: .text(head.version), .review: parts.review(head.writtenReview, isInUse: false), .summary: .text(head.summary),
            .sources: .list(PacketSources(parts: parts).of(head.sources).map { .html($0) }), .rows: .list([]), .cases: .list([]), .html: .html(""),
            .hasState: false,
        ]
        switch record {
        case .regimen(let regimen):
            values[.rows] = .list(rows.regimen(regimen))
            values[.hasState] = true
            values[.items] = .list(regimen.alerts.map(alert).map { .html($0) })
            values[.cases] = .list(regimen.examples.map { plan($0, of: regimen) })
        case .dosingProtocol(let dosing):
            values[.rows] = .list(rows.dosingProtocol(dosing))
            values[.hasState] = true
        case .product(let product):
            values[.rows] = .list(rows.product(product))
            values[.hasState] = true
            values[.items] = .list((product.contraindications + product.warnings).map { .html(renderer.html($0)) })
        case .criteria, .evidence: values[.html] = .html(drawn)
        }
        return .object(values)
    }

    /// As a page of the site shows it within a text, without the ways to what only the site has.
    private var drawn: String {
        let kind: Component.Kind = if case .criteria = record { .coverage } else { .evidence }
        return ComponentView.html(.record(kind, id: Located(head.id, at: head.position)), renderer, parts).replacing(/<p><a [^>]*>[^<]*<\/a><\/p>/, with: "")
    }

    private func alert(_ alert: Regimen.Alert) -> String {
        let condition = alert.condition.map { HTMLText.escape(RecordRows.sentence($0.words)) + ": " } ?? ""
        return "<strong>\(alert.level == .stop ? "Stop" : "Caution").</strong> \(condition)\(renderer.html(alert.text))"
    }

    // MARK: Plans

    /// The plan that the engine makes for the patient of an example, and what its source says of it.
    private func plan(_ example: WorkedExample, of regimen: Regimen) -> TemplateValue {
        let words = ExampleRows(rows: rows, regimen: regimen).values(of: example)
        guard
            let dose = try? PlannedDose(
                regimen, protocol: example.dosingProtocol?.value, product: example.product?.value, parts.knowledgeBase.resolver.catalog)
        else { return words }
        let entered = example.patient.map { (name: $0.name, value: $0.value) }
        var steps = example.expected.map(\.step)
        if steps.isEmpty { steps = [""] }
        var lines: [String] = []
        for step in steps {
            lines += PlanNote(dose.report(entered + (step.isEmpty ? [] : [(name: "step", value: step)])), regimen: regimen).lines
        }
        guard case .object(var values) = words else { return words }
        values[.text] = .text(lines.joined(separator: "\n").trimmed)
        return .object(values)
    }
}

extension String {
    fileprivate var trimmed: String { String(drop(while: \.isWhitespace)) }
}
