import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Markdown
import Parallelism
import Rendering
import SourceData
import Templates

/// A regimen's calculator: the form, its choices with their encoded terms, labels for every result, and the table of
/// doses by weight that stands in for it without JavaScript.
struct CalculatorView {
    let renderer: ContentRenderer
    let parts: PageParts

    private var knowledgeBase: KnowledgeBase { parts.knowledgeBase }
    private var catalog: DosingCatalog { parts.frame.dosing }

    /// Absent when the regimen cannot be computed with. `isBare` leaves out what only a reader needs, the table and the
    /// citations, for a calculator that a script asks for a plan.
    func values(_ regimen: Regimen, isBare: Bool = false) -> TemplateValue {
        guard let terms = catalog.terms(regimen) else { return [:] }
        let protocols = protocols(regimen)
        let products = products(regimen)
        let provenance = RecordWords(knowledgeBase, saysReview: regimen.head.review != nil)
        let form = CalculatorForm(regimen, terms, protocols, products)
        let place = parts.scope.nextCalculatorID()
        let start = isBare ? nil : StartingPlan(regimen, terms, protocols.first { $0.isDefault }?.terms, products.first { $0.isDefault }?.terms)
        let values: [TemplateKey: TemplateValue] = [
            .id: .text(place), .place: .text(place),
            .regimen: .text(regimen.head.id), .version: .text(regimen.head.version), .core: .text(CoreVersion.text),
            .title: .text(regimen.head.title), .warning: .text(Provenance.warning(regimen.head)),
            .successors: parts.successors(of: regimen.head.path), .localWords: .text(regimen.head.local?.line),
            .localChoices: .text(Self.localChoices(protocols, products)),
            .guard: .text(regimen.guardWords),
            .terms: .text(Self.encoded { terms.encode(into: &$0) }),
            .ownTerms: .text(protocols.isEmpty ? Self.encoded { regimen.ownTerms.encode(into: &$0) } : nil),
            .hasProtocols: .flag(!protocols.isEmpty),
            .protocols: .list(
                protocols.map { choice in
                    let values: [TemplateKey: TemplateValue] = [
                        .id: .text(choice.record.head.id), .version: .text(choice.record.head.version), .title: .text(choice.record.head.title),
                        .asks: .text(choice.record.questions.map(\.id).joined(separator: " ")),
                        .terms: .text(Self.encoded { choice.terms.encode(into: &$0) }), .isDefault: .flag(choice.isDefault),
                        .isNamed: .flag(choice.isNamed), .state: .text(Provenance.state(choice.record.head)),
                        .isLong: .flag(Self.isLong(choice.record.head)),
                        .provenance: .text(provenance.record(choice.record.head)),
                        .said: .text(Self.withoutStop(provenance.record(choice.record.head))),
                    ]
                    return .object(values.merging(parts.due(choice.record.head)) { own, _ in own })
                }),
            .hasProducts: .flag(!products.isEmpty),
            .products: .list(
                products.map { choice in
                    let values: [TemplateKey: TemplateValue] = [
                        .id: .text(choice.record.head.id), .version: .text(choice.record.head.version), .title: .text(choice.record.head.title),
                        .asks: .text(choice.record.questions.map(\.id).joined(separator: " ")),
                        .terms: .text(Self.encoded { choice.terms.encode(into: &$0) }), .isDefault: .flag(choice.isDefault),
                        .isNamed: .flag(choice.isNamed), .state: .text(Provenance.state(choice.record.head)),
                        .isLong: .flag(Self.isLong(choice.record.head)),
                        .provenance: .text(provenance.record(choice.record)),
                        .said: .text(Self.withoutStop(provenance.record(choice.record))),
                    ]
                    return .object(values.merging(parts.due(choice.record.head)) { own, _ in own })
                }),
            .needs: form.needs, .questions: form.questions, .ticks: form.ticks, .hasOccasion: .flag(form.hasOccasion), .choices: form.choices,
            .days: .list(regimen.days.map { $0.map { .text(String($0)) } } ?? []),
            .hasDays: .flag(form.hasDays), .hasStart: .flag(form.hasStart), .optional: form.optional,
            .hasDefaultProduct: .flag(products.contains { $0.isDefault }), .disclaimer: .text(knowledgeBase.site.disclaimer),
            .status: .text(start?.status ?? "incomplete"), .brief: .text(start?.brief),
            .startStops: .list(start?.stops(place) ?? []), .hasStops: .flag(start?.hasStops ?? false),
            .startMissing: .list(start?.missing(place) ?? []), .hasMissing: .flag(start?.hasMissing ?? false),
            .startCautions: .list(start?.cautions(place) ?? []), .hasCautions: .flag(start?.hasCautions ?? false),
            .steps: form.steps, .hasDoseFields: .flag(form.hasDoseFields),
            .stepLines: .list(
                PlanLayout.stepLines.filter { !["", "-when"].contains($0.key) }.map { line in
                    [.key: .text(line.key), .label: .text(line.label), .isList: .flag(line.isList)]
                }),
            .alerts: .list(
                regimen.alerts.enumerated().map { index, alert in
                    [
                        .number: .text(String(index)), .isStop: .flag(alert.level == .stop), .isShown: .flag(start?.alerts.contains(index) ?? false),
                        .level: .text(alert.level == .stop ? "Stop" : "Caution"), .html: .html(renderer.html(isBare ? Self.uncited(alert.text.nodes) : alert.text.nodes)),
                    ]
                }),
            .groups: .list(PlanLayout.groups.map(group)),
            .table: isBare
                ? false
                : parts.frame.doseTables.value(regimen.head.path) {
                    DoseTable(regimen: regimen, terms: terms, protocols: protocols, products: products).values
                },
            .provenance: .text(provenance.record(regimen.head)),
            .reviewWords: .text(Provenance.review(ofPlansBy: regimen)),
            .generator: .text(Provenance.generator),
        ]
        let origin = isBare ? parts.due(regimen.head).merging([.sourceWords: "", .reportTo: ""]) { own, _ in own } : parts.origin(of: regimen.head)
        return .object(values.merging(origin) { own, _ in own })
    }

    /// What is offered with the regimen and is not as the knowledge base has it that the site extends; nil where there is none.
    private static func localChoices(_ protocols: [ProtocolChoice], _ products: [ProductChoice]) -> String? {
        let offered = (protocols.map(\.record.head) + products.map(\.record.head)).compactMap { head in head.local.map { "\(head.title), \($0.label)" } }
        return offered.isEmpty ? nil : offered.joined(separator: "; ")
    }

    /// More than a closed list has room for, in a narrow column.
    private static func isLong(_ head: RecordHead) -> Bool {
        let state = Provenance.state(head)
        return head.title.count + (state.isEmpty ? 0 : state.count + 3) > 28
    }

    /// The sentence that it ends brings its own full stop.
    private static func withoutStop(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

    private static func uncited(_ nodes: [Node]) -> [Node] {
        nodes.flatMap { node -> [Node] in
            if case .citation = node.kind { return [] }
            return [node.editing { if case .citation = $0.kind { [] } else { [$0] } }]
        }
    }

    // MARK: Choices

    struct ProtocolChoice {
        let record: DosingProtocol
        let terms: ProtocolTerms
        let isDefault: Bool
        let isNamed: Bool
    }

    struct ProductChoice {
        let record: Product
        let terms: ProductTerms
        let isDefault: Bool
        let isNamed: Bool
    }

    /// The protocols the regimen names, in its order, then all others; none where it has its own weight.
    func protocols(_ regimen: Regimen) -> [ProtocolChoice] {
        let named = regimen.protocols.map(\.value)
        if named.isEmpty { return [] }
        let others = knowledgeBase.records(.protocols).map(\.head.id).filter { !named.contains($0) }
        return (named + others).compactMap { id in
            guard case .dosingProtocol(let record)? = knowledgeBase.record(id, .protocols), let terms = catalog.terms(record)
            else { return nil }
            return ProtocolChoice(record: record, terms: terms, isDefault: id == named.first, isNamed: named.contains(id))
        }
    }

    func products(_ regimen: Regimen) -> [ProductChoice] {
        let named = regimen.products.map(\.value)
        // Products of another drug are no choice for this regimen.
        let others = knowledgeBase.products(of: regimen.drug).map(\.head.id).filter { !named.contains($0) }
        return (named + others).compactMap { id in
            guard case .product(let record)? = knowledgeBase.record(id, .products), let terms = catalog.terms(record)
            else { return nil }
            return ProductChoice(record: record, terms: terms, isDefault: id == named.first, isNamed: named.contains(id))
        }
    }

    /// What its form asks; nil where the regimen cannot be computed with.
    func form(_ regimen: Regimen) -> CalculatorForm? {
        catalog.terms(regimen).map { CalculatorForm(regimen, $0, protocols(regimen), products(regimen)) }
    }

    private func group(_ group: PlanLayout.Group) -> TemplateValue {
        [
            .id: .text(group.id), .title: .text(group.title), .doseTitle: .text(group.doseTitle == group.title ? nil : group.doseTitle),
            .isInfusion: .flag(group.id == "infusion"),
            .isDose: .flag(group.id == "dose"), .isDetail: .flag(group.isDetail),
            .lines: .list(
                group.lines.map { line in
                    [
                        .key: .text(line.key), .label: .text(line.label), .doseLabel: .text(line.doseLabel == line.label ? nil : line.doseLabel),
                        .isList: .flag(line.isList),
                        .notes: .list(line.notes.map { .text($0) }),
                    ]
                }),
        ]
    }

    /// The engine's numbers as text that reads back to the same bits.
    private static func encoded(_ encode: (inout [Double]) -> Void) -> String {
        var numbers: [Double] = []
        encode(&numbers)
        return EncodedNumbers.text(numbers)
    }
}
