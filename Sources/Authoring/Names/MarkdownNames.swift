import Diagnostics
import KnowledgeBase
import Markdown
import SourceData

extension NameGathering {
    /// Names in the text of an article or in a field of a record: links, images, citations, components, what an alert is for, headings.
    func gather(_ nodes: [Node], _ links: ResolvedLinks) {
        var defined: [(destination: String, target: LinkTarget, position: SourcePosition)] = []
        var codeLines = Set<Int>()
        for node in nodes {
            node.walk { node in
                switch node.kind {
                case .link(let destination, _), .image(let destination, _):
                    guard let target = links.target(destination) else { return }
                    if case .external = target { return }
                    if let start = text.start(of: destination, at: node.position), !isBracket(start) {
                        addAddress(destination, to: target, at: start)
                    } else {
                        defined.append((destination, target, node.position))
                    }
                case .citation(let items): for item in items { addCitation(item) }
                case .codeBlock(let info, let code):
                    codeLines.formUnion(node.position.line...max(node.position.line, node.lastLine))
                    gatherComponent(info, code, at: node.position)
                case .alert(let alert): for id in alert.indications { addIndication(id, at: node.position) }
                case .heading(_, let id?): addHeading(id, at: node.position)
                default: break
                }
            }
        }
        if !defined.isEmpty { addDefined(defined, codeLines) }
    }

    private func isBracket(_ start: Int) -> Bool { start < text.bytes.count && text.bytes[start] == UInt8(ascii: "[") }

    private func addCitation(_ item: CitationItem) {
        guard knowledgeBase.reference(item.key) != nil else { return }
        if let start = text.start(of: "@\(item.key)", at: item.position) {
            add(.reference(item.key), (start + 1)..<(start + 1 + item.key.utf8.count), .word)
        } else {
            addUnplaced(.reference(item.key), item.position)
        }
    }

    /// `[!RECOMMENDATION indication=some-disease]`, which stands on the first line of the quotation.
    private func addIndication(_ id: String, at position: SourcePosition) {
        guard let path = knowledgeBase.indicationPath(id) else { return }
        let line = text.line(position.line)
        let attribute = Array("indication=".utf8)
        guard line.count >= attribute.count,
            let start = (line.lowerBound...(line.upperBound - attribute.count)).first(where: { text.bytes[$0...].starts(with: attribute) }),
            let place = text.onlyPlace(of: id, in: (start + attribute.count)..<line.upperBound)
        else { return addUnplaced(.file(path), position) }
        add(.file(path), place..<(place + id.utf8.count), .id)
    }

    /// `{#anchor}` at the end of a heading, or the place where it would stand.
    private func addHeading(_ id: String, at position: SourcePosition) {
        let name = Name.place(file: text.path, id: id)
        var line = text.line(position.line)
        while let last = line.last, text.bytes[last] == 0x20 || text.bytes[last] == 0x09 { line.removeLast() }
        let own = "{#\(id)}"
        if line.count >= own.utf8.count, text.has(own, at: line.upperBound - own.utf8.count) {
            let start = line.upperBound - own.utf8.count + 2
            add(name, start..<(start + id.utf8.count), .word, isDefinition: true)
        } else if text.bytes[line].drop(while: { $0 != UInt8(ascii: "#") }).isEmpty || [UInt8(ascii: "#"), UInt8(ascii: "}")].contains(text.bytes[line].last) {
            // Underlined, closed with marks, or with an anchor that is written in another form.
            addUnplaced(name, position)
        } else {
            add(name, line.upperBound..<line.upperBound, .heading, isDefinition: true)
        }
    }

    // MARK: Components

    private func gatherComponent(_ info: String, _ code: String, at position: SourcePosition) {
        guard let kind = Component.recordKind(of: info), let data = YAML.parse(code, path: text.path, lineOffset: position.line, log: DiagnosticLog()) else { return }
        if case .scalar(let id, _, let place)? = data["id"], let path = knowledgeBase.recordPath(id, kind) { add(.file(path), id, at: place, .id) }
        guard Component.isDoseTable(info), case .scalar(let regimen, _, _)? = data["id"] else { return }
        for (key, kind) in [("protocol", RecordKind.protocols), ("product", .products)] {
            if case .scalar(let id, _, let place)? = data[key], let path = knowledgeBase.recordPath(id, kind) { add(.file(path), id, at: place, .id) }
        }
        guard let path = knowledgeBase.recordPath(regimen, .regimens) else { return }
        for (_, result) in data.texts(under: ["show"]) + Self.lists(under: "show", in: data) { addResult(result, of: path) }
    }

    private static func lists(under key: String, in value: DataValue) -> [(key: String, text: Located<String>)] {
        switch value {
        case .scalar: []
        case .sequence(let values, _): values.flatMap { lists(under: key, in: $0) }
        case .mapping(let entries, _):
            entries.flatMap { entry -> [(key: String, text: Located<String>)] in
                guard entry.key == key, case .sequence(let values, _) = entry.value else { return lists(under: key, in: entry.value) }
                return values.compactMap { if case .scalar(let text, _, let place) = $0 { (key, Located(text, at: place)) } else { nil } }
            }
        }
    }

    /// `STEP.each`, or of an example the step alone.
    func addResult(_ result: Located<String>, of regimen: String) {
        let step = String(result.value.prefix { $0 != "." })
        guard parts(regimen)?.has(.step, step) == true else { return }
        let name = Name.place(file: regimen, id: step)
        guard let start = text.start(of: result.value, at: result.position) ?? text.onlyPlace(of: result.value, in: text.line(result.position.line)) else {
            return addUnplaced(name, result.position)
        }
        add(name, start..<(start + step.utf8.count), .word)
    }

    // MARK: Definitions of links

    /// Links whose address stands in a definition, `[label]: address`.
    private func addDefined(_ links: [(destination: String, target: LinkTarget, position: SourcePosition)], _ codeLines: Set<Int>) {
        var placed = Set<String>()
        let targets = Dictionary(links.map { ($0.destination, $0.target) }, uniquingKeysWith: { first, _ in first })
        for line in 1...max(1, text.lineCount) where !codeLines.contains(line) {
            guard let (start, destination) = definition(in: text.line(line)), let target = targets[destination] else { continue }
            addAddress(destination, to: target, at: start)
            placed.insert(destination)
        }
        for link in links where !placed.contains(link.destination) {
            if let path = link.target.path { addUnplaced(.file(path), link.position) }
            if let anchor = link.target.anchor {
                switch link.target {
                case .glossary: addUnplaced(.term(anchor), link.position)
                case .bibliography: addUnplaced(.reference(anchor), link.position)
                default:
                    let file = link.target.path ?? text.path
                    addUnplaced(.place(file: file, id: anchor), link.position)
                    for part in parts(file)?.names(in: anchor) ?? [] { addUnplaced(.place(file: file, id: part.place), link.position) }
                }
            }
        }
    }

    /// The address of a definition that stands on a line, perhaps in a quotation or a list.
    private func definition(in line: Range<Int>) -> (start: Int, destination: String)? {
        var at = line.lowerBound
        func skip(_ bytes: String) { while at < line.upperBound, bytes.utf8.contains(text.bytes[at]) { at += 1 } }
        skip(" \t>-*+.)0123456789")
        guard at < line.upperBound, text.bytes[at] == UInt8(ascii: "["),
            let close = text.bytes[at..<line.upperBound].firstIndex(of: UInt8(ascii: "]")), close + 1 < line.upperBound, text.bytes[close + 1] == UInt8(ascii: ":")
        else { return nil }
        at = close + 2
        skip(" \t")
        skip("<")
        let end = text.bytes[at..<line.upperBound].firstIndex { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") } ?? line.upperBound
        return end > at ? (at, text.text(at..<end)) : nil
    }
}
