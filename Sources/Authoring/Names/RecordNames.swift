import Diagnostics
import KnowledgeBase
import SitePaths
import SourceData

extension NameGathering {
    /// Names in a YAML value: ids, what is named by them, and keys of references.
    func gather(_ value: DataValue, _ form: Shape.Form) {
        ShapeWalk { [self] kind, text, around in
            switch kind {
            case .source: addSource(text)
            case .naming(.defines(let part)): addDefinition(of: part, text, around)
            case .naming(.names(let subject)): addUse(of: subject, text, around)
            }
        }.walk(value, form)
    }

    /// `key`, `@key` or `key, p. 12`.
    private func addSource(_ source: Located<String>) {
        var key = source.value.prefix { $0 != "," }
        while key.last == " " { key.removeLast() }
        if key.first == "@" { key.removeFirst() }
        guard knowledgeBase.reference(String(key)) != nil else { return }
        let name = Name.reference(String(key))
        guard let start = text.start(of: String(source.value.prefix { $0 != "," }), at: source.position) else { return addUnplaced(name, source.position) }
        let first = source.value.hasPrefix("@") ? start + 1 : start
        add(name, first..<(first + key.utf8.count), .word)
    }

    private func addDefinition(of part: Naming.Part, _ id: Located<String>, _ around: ShapeWalk.Around) {
        if part == .question { return add(.question(id.value), id.value, at: id.position, .word, isDefinition: true) }
        guard let place = RecordParts.place(of: part, id.value, around) else { return }
        add(.place(file: text.path, id: place), id.value, at: id.position, .word, isDefinition: true)
    }

    private func addUse(of subject: Naming.Subject, _ name: Located<String>, _ around: ShapeWalk.Around) {
        let id = name.value
        switch subject {
        case .indication: if let path = knowledgeBase.indicationPath(id) { add(.file(path), id, at: name.position, .id) }
        case .record(let kind): if let path = knowledgeBase.recordPath(id, kind) { add(.file(path), id, at: name.position, .id) }
        case .successor: addSuccessor(name)
        case .tag: add(.tag(id), id, at: name.position, .word)
        case .arm: if let study = around[.study] { add(.place(file: text.path, id: "\(study).\(id)"), id, at: name.position, .word) }
        case .score: if parts(text.path)?.has(.score, id) == true { add(.place(file: text.path, id: id), id, at: name.position, .word) }
        case .entry: if parts(text.path)?.measures.contains(id) != true { add(.question(id), id, at: name.position, .word) }
        case .result: addResult(name, of: text.path)
        case .formerPlace where knowledgeBase.isArticle(text.path): add(.place(file: text.path, id: id), id, at: name.position, .former)
        case .place, .formerPlace:
            guard let names = parts(text.path)?.names(in: id), !names.isEmpty else { return }
            guard let start = text.start(of: id, at: name.position) else {
                for part in names { addUnplaced(.place(file: text.path, id: part.place), name.position) }
                return
            }
            for part in names {
                add(.place(file: text.path, id: part.place), (start + part.range.lowerBound)..<(start + part.range.upperBound), subject == .place ? .word : .former)
            }
        }
    }

    /// In a record the id of another of its kind, in an article the way to another.
    private func addSuccessor(_ name: Located<String>) {
        if let kind = knowledgeBase.record(text.path)?.head.kind { return addUse(of: .record(kind), name, [:]) }
        guard let path = knowledgeBase.successors(of: text.path).first(where: { Self.leads(name.value, to: $0, from: text.path) }) else { return }
        add(.file(path), name.value, at: name.position, .path)
    }

    private static func leads(_ way: String, to path: String, from source: String) -> Bool {
        ContentPath.decode(way[...]).flatMap { ContentPath.resolve($0, from: ContentPath.folder(of: source)) } == path
    }

    // MARK: References

    /// The keys of a file of references.
    func gatherReferences(_ root: DataValue) {
        guard case .sequence(let items, _) = root else { return }
        for item in items {
            let named = [item["citation-key"], item["id"]].compactMap { value -> Located<String>? in
                if case .scalar(let key, _, let position)? = value { Located(key, at: position) } else { nil }
            }
            guard let key = named.first(where: { knowledgeBase.reference($0.value) != nil }) else { continue }
            if let start = text.start(of: key.value, at: key.position) {
                add(.reference(key.value), start..<(start + key.value.utf8.count), .word, isDefinition: true)
            } else {
                addUnplaced(.reference(key.value), key.position)
            }
        }
    }

    /// The terms of the glossary: an anchor comes from the abbreviation, or from the term.
    func gatherTerms(_ root: DataValue) {
        guard case .sequence(let values, _) = root else { return }
        for value in values {
            guard case .scalar(let term, _, let place)? = value["term"], let entry = knowledgeBase.glossary.entries.first(where: { $0.term == term }) else { continue }
            if case .scalar(let abbreviation, _, let place)? = value["abbreviation"], !abbreviation.isEmpty {
                add(.term(entry.id), abbreviation, at: place, .heading, isDefinition: true)
            } else {
                add(.term(entry.id), term, at: place, .heading, isDefinition: true)
            }
        }
    }
}
