import ClinicalLogic
import KnowledgeBase
import Markdown
import Rendering
import Templates

/// The claims of a record: each row of its page, item, finding and alert, with what the record cites for it.
struct RecordClaims {
    private let record: Record
    private let renderer: ContentRenderer
    private let sources: PacketSources
    private let rows: RecordRows
    private let text: PacketText

    init(_ record: Record, _ parts: PageParts) {
        self.record = record
        renderer = ContentRenderer(scope: parts.scope, linkSource: record.head.path)
        sources = PacketSources(parts: parts)
        text = PacketText(renderer: renderer, links: parts.knowledgeBase.resolvedLinks(of: record.head.path), sources: sources)
        rows = RecordRows(renderer: renderer, parts: parts, head: record.head, hasAnchors: false)
    }

    var groups: [PacketGroup] {
        var groups: [PacketGroup] = []
        func add(_ title: String, _ claims: [PacketClaim]) { if !claims.isEmpty { groups.append(PacketGroup(title: title, claims: claims)) } }
        switch record {
        case .regimen(let regimen):
            add("What the regimen says", claims(of: rows.regimen(regimen)))
            add("Stops and cautions", regimen.alerts.map(claim))
        case .dosingProtocol(let protocolRecord): add("What the protocol says", claims(of: rows.dosingProtocol(protocolRecord)))
        case .product(let product):
            add("What the product record says", claims(of: rows.product(product)))
            add(
                "Label status",
                product.labelledUses.map { use in claim("\(use.status.rawValue)", rows.parts.indication(use.indication) + limits(of: use), "indications") })
            add("Rates of infusion", facts { $0.hasPrefix("infusion.") })
            add("Contraindications", product.contraindications.map { claim("", $0, "contraindications") })
            add("Warnings", product.warnings.map { claim("", $0, "warnings") })
        case .evidence: add("Findings", facts { _ in true })
        case .criteria(let set): addCriteria(set, add)
        }
        if let notes = record.head.notes { add("Notes", notes.isBlocks ? notes.nodes.map { claim("", [$0], "notes") } : [claim("", notes, "notes")]) }
        return groups
    }

    private func addCriteria(_ set: CriteriaSet, _ add: (String, [PacketClaim]) -> Void) {
        add(
            "Items",
            set.items.map { item in
                let points = record.head.facts.filter { $0.id.hasPrefix("\(item.id).") }.map { "\($0.label.split(separator: ": ").last ?? ""): \($0.value.text)" }
                let options = item.options.map { "\($0.label)\($0.definition.map { " (\($0.plainText))" } ?? "")" }
                let details = (options + points).map(HTMLText.escape).joined(separator: "; ")
                return claim(item.label, item.definition?.nodes ?? [], item.id, after: details.isEmpty ? "" : "<p>\(details)</p>")
            })
        add(
            "Cut-offs and outcomes",
            set.scores.flatMap { score in facts { $0.hasPrefix("\(score.id).") } }
                + set.outcomes.map { claim($0.label, HTMLText.escape(RuleWords.sentence($0.rule, in: set)), $0.id) })
        add("Limits and exclusions", set.exclusions.map { claim("", $0, "exclusions") })
    }

    // MARK: One claim

    private func claim(_ label: String, _ html: String, _ place: String) -> PacketClaim {
        PacketClaim(label: label, html: html, sources: sources.of(sources.items(of: place, in: record)))
    }

    /// What its words cite, and what its place names; all that the record cites where neither names any.
    private func claim(_ label: String, _ nodes: [Node], _ place: String, before: String = "", after: String = "") -> PacketClaim {
        var found = sources.item(of: place, in: record).map { sources.of([$0]) } ?? []
        for source in text.sources(of: nodes) where !found.contains(source) { found.append(source) }
        return PacketClaim(label: label, html: before + text.html(nodes) + after, sources: found.isEmpty ? sources.of(record.head.sources) : found)
    }

    private func claim(_ label: String, _ text: RichText, _ place: String) -> PacketClaim { claim(label, text.nodes, place) }

    private func claim(_ alert: Regimen.Alert) -> PacketClaim {
        let condition = alert.condition.map { RecordRows.sentence($0.words) + ": " } ?? ""
        return claim(alert.level == .stop ? "Stop" : "Caution", alert.text.nodes, "alerts", before: HTMLText.escape(condition))
    }

    private func claims(of rows: [TemplateValue]) -> [PacketClaim] {
        rows.compactMap { row in
            guard case .object(let values) = row, case .text(let label)? = values[.label], case .html(let html)? = values[.html] else { return nil }
            var note = ""
            if case .text(let text)? = values[.note], !text.isEmpty { note = " (\(HTMLText.escape(text)))" }
            let own = sources.of(citedIn: html)
            return own.isEmpty ? claim(label, html + note, label) : PacketClaim(label: label, html: html + note, sources: own)
        }
    }

    private func facts(_ isWanted: (String) -> Bool) -> [PacketClaim] {
        record.head.facts.filter { isWanted($0.id) }.map { claim($0.label, HTMLText.escape($0.value.text), $0.id) }
    }

    private func limits(of use: Product.LabelledUse) -> String {
        let words = [use.population].compactMap(\.self) + use.limitWords
        return words.isEmpty ? "" : HTMLText.escape(": " + words.joined(separator: "; "))
    }
}
