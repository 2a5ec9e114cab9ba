import Citations
import Diagnostics
import KnowledgeBase
import Markdown
import Rendering

/// The sources of claims as a reviewer looks them up: references in full, and of a value the record that states it with that record's own source.
struct PacketSources {
    let parts: PageParts

    /// Each once, in order.
    func of(_ items: [CitationItem]) -> [String] {
        var found: [String] = []
        for item in items {
            guard let html = parts.frame.referenceHTML(item.key) else { continue }
            let place = item.locator.map { " <strong class=\"packet-place\">\(HTMLText.escape($0))</strong>" } ?? ""
            if !found.contains(html + place) { found.append(html + place) }
        }
        return found
    }

    /// Of values: what their records say, a line for each record, and where the records take it from.
    func of(_ facts: [(fact: Fact, record: Record)], saysSources: Bool) -> [String] {
        var paths: [String] = []
        for (_, record) in facts where !paths.contains(record.head.path) { paths.append(record.head.path) }
        var items: [CitationItem] = []
        let lines = paths.map { path in
            let own = facts.filter { $0.record.head.path == path }
            var said: [String] = []
            for (fact, record) in own {
                let words = "\(fact.label) \(fact.value.text)"
                if !said.contains(words) { said.append(words) }
                items += self.items(of: fact.id, in: record)
            }
            return "<code>\(HTMLText.escape(path))</code> \(HTMLText.escape(said.joined(separator: "; ")))"
        }
        return lines + (saysSources ? of(items) : [])
    }

    /// What is cited in a row that is drawn already: the numbers in it are those of the list at the end.
    func of(citedIn html: String) -> [String] {
        let keys = parts.scope.numbering.order
        var items: [CitationItem] = []
        for match in html.matches(of: /data-refs="([0-9 ]+)"/) {
            for number in match.output.1.split(separator: " ").compactMap({ Int($0) }) where (1...keys.count).contains(number) {
                items.append(CitationItem(key: keys[number - 1], locator: nil, position: SourcePosition(file: "")))
            }
        }
        return of(items)
    }

    /// What a record cites for one of its places; all that it cites where the place names nothing by itself.
    func items(of place: String, in record: Record) -> [CitationItem] { item(of: place, in: record).map { [$0] } ?? record.head.sources }

    /// The source that a place names by itself; nil where it names none.
    func item(of place: String, in record: Record) -> CitationItem? {
        func isAt(_ id: String) -> Bool { place == id || place.hasPrefix(id + ".") }
        return record.head.namedFacts.first { $0.fact.id == place }?.source
            ?? {
                switch record {
                case .evidence(let evidence): evidence.studies.first { isAt($0.id) }?.reference ?? evidence.pooled.first { isAt($0.id) }?.source
                case .criteria(let set): set.items.first { isAt($0.id) }?.source
                case .product(let product): product.infusions.first { isAt("infusion.\($0.id)") }?.source ?? product.label.reference
                case .regimen, .dosingProtocol: nil
                }
            }()
    }
}
