import Citations
import KnowledgeBase
import SitePaths

extension Names {
    /// Gives what `name` stands for the name `new`: a path for a file, else a word. Every use follows, old addresses of pages are kept unless
    /// `keepsAddresses` is false, and the result is proven: loaded, it says the same under the new name.
    public func renaming(_ name: Name, to new: String, keepsAddresses: Bool = true) throws(RenameRefusal) -> RenamePlan {
        let change: NameChange
        switch name {
        case .file(let path): return try moving([path: new], keepsAddresses: keepsAddresses)
        case .folder(let path): return try moving(folder: path, to: new, keepsAddresses: keepsAddresses)
        case .place(let file, let id): change = try place(id, of: file, new)
        case .reference(let key): change = try reference(key, new)
        case .tag(let tag): change = try self.tag(tag, new)
        case .term: throw RenameRefusal("the anchor of a term comes from its words; change the term or its abbreviation in \(Glossary.path)")
        case .question(let id):
            throw RenameRefusal("'\(id)' stands in links to filled-in calculators that readers may have kept, where nothing can follow")
        }
        var edits = try edits(change)
        if keepsAddresses, case .place(let file, let id) = name {
            // What is written anew as a whole is not changed in its parts as well.
            let kept = try formerNames(of: id, in: file, change)
            edits = edits.filter { edit in !kept.contains { $0.span.file == edit.span.file && $0.span.range.overlaps(edit.span.range) } } + kept
        }
        return try proven(change, RenamePlan(edits))
    }

    /// The place keeps answering to its old name, and so do those that are called by it.
    private func formerNames(of id: String, in file: String, _ change: NameChange) throws(RenameRefusal) -> [RenamePlan.Edit] {
        guard let content = files[file] else { return [] }
        func mapped(_ id: String) -> String { if case .place(_, let new) = change.mapped(.place(file: file, id: id)) { new } else { id } }
        let head = knowledgeBase.record(file)?.head
        let places = head.map { Array($0.anchors) + $0.facts.map(\.id) } ?? knowledgeBase.article(file)?.anchors ?? []
        let after = places.map(mapped)
        // Places that begin with the old name need no line of their own.
        let others = Set(places).filter { mapped($0) != $0 && $0 != id && !$0.hasPrefix(id + ".") }.sorted()
        let isThere = places.contains { $0 == id || $0.hasPrefix(id + ".") }
        let added = (isThere ? [id] : []) + others
        return try FormerAnchorList(content).edits(
            adding: added.map { ($0, mapped($0)) }, removing: { old in after.contains { $0 == old || $0.hasPrefix(old + ".") } }, mapped)
    }

    /// Every place of what is renamed, with the new name in it.
    private func edits(_ change: NameChange) throws(RenameRefusal) -> [RenamePlan.Edit] {
        var edits: [RenamePlan.Edit] = []
        var isDefined = false
        for path in files.keys.sorted() {
            let names = names(in: path)
            if let unplaced = names.unplaced.first(where: { change.mapped($0.name) != $0.name }) {
                throw RenameRefusal("\(path):\(unplaced.line): it is named here in a way that cannot be changed safely; write it there letter for letter first")
            }
            // Names that are made of it change with it: they stand around the same bytes.
            for occurrence in names.occurrences where occurrence.name == change.renamed {
                edits.append(edit(occurrence.span, change.word(occurrence.form)))
                isDefined = isDefined || occurrence.isDefinition
            }
        }
        guard isDefined || change.needsNoDefinition else { throw RenameRefusal("where \(change.said) gets its name is not known, so it cannot be changed") }
        return edits
    }

    func edit(_ span: TextSpan, _ new: String) -> RenamePlan.Edit {
        RenamePlan.Edit(span: span, old: files[span.file].map { String(decoding: $0.bytes[span.range], as: UTF8.self) } ?? "", new: new)
    }

    // MARK: What may be called how

    private func reference(_ key: String, _ given: String) throws(RenameRefusal) -> NameChange {
        let new = given.hasPrefix("@") ? String(given.dropFirst()) : given
        guard knowledgeBase.reference(key) != nil else { throw RenameRefusal("no reference has the key '\(key)'") }
        guard knowledgeBase.reference(new) == nil else { throw RenameRefusal("there is a reference with the key '\(new)' already") }
        guard !new.isEmpty, new.allSatisfy(CitationKey.allows), new.first?.isLetter == true, new.last?.isLetter == true || new.last?.isNumber == true else {
            throw RenameRefusal("'\(new)' cannot be the key of a reference; use the letters a to z, digits and _ - : . /, with a letter first")
        }
        return NameChange(.reference(key), to: new, said: "the reference '\(key)'")
    }

    private func tag(_ tag: String, _ given: String) throws(RenameRefusal) -> NameChange {
        let new = given.hasPrefix("tags/") ? String(given.dropFirst("tags/".count)) : given
        let known = Set(knowledgeBase.articles.flatMap(\.tags) + knowledgeBase.records.flatMap(\.head.tags))
        guard known.contains(tag) else { throw RenameRefusal("nothing has the tag '\(tag)'") }
        guard !known.contains(new) else { throw RenameRefusal("there is a tag '\(new)' already; two tags cannot be told apart again once they are one") }
        guard !new.isEmpty, new.allSatisfy({ ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }) else {
            throw RenameRefusal("'\(new)' cannot be a tag; use lower-case letters, digits and hyphens")
        }
        return NameChange(.tag(tag), to: new, said: "the tag '\(tag)'", needsNoDefinition: true)
    }

    private func place(_ id: String, of file: String, _ given: String) throws(RenameRefusal) -> NameChange {
        var new = given.split(separator: "#", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        func check(_ new: String, among taken: some Collection<String>) throws(RenameRefusal) {
            guard new.first?.isLetter == true, new.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }) else {
                throw RenameRefusal("'\(new)' cannot be a name here; start with a letter, and use letters, digits, hyphens, full stops and underscores")
            }
            if taken.contains(new) { throw RenameRefusal("\(file) has a place '#\(new)' already") }
        }
        if let article = knowledgeBase.article(file) {
            guard article.anchors.contains(id) else { throw RenameRefusal("\(file) has no place '#\(id)'") }
            try check(new, among: article.anchors)
            return NameChange(.place(file: file, id: id), to: new, said: "'#\(id)' of \(file)")
        }
        guard let record = knowledgeBase.record(file), let parts = parts(of: file) else {
            throw RenameRefusal("\(file) is neither an article nor a record whose places have names")
        }
        guard let part = parts.named(id) else {
            guard record.head.hasAnchor(id) else { throw RenameRefusal("\(file) has no place '#\(id)'") }
            let names = parts.names(in: id).map { "'\($0.place)'" }
            throw RenameRefusal(
                names.isEmpty
                    ? "the name of '#\(id)' comes from the form of the record, not from its author, so it cannot be changed"
                    : "'#\(id)' is made of the names of parts; rename \(names.joined(separator: " or "))")
        }
        // `#onset.adult` may become `#onset.grown-up`, or `grown-up` for short.
        let around = String(part.place.dropLast(part.id.count))
        if !around.isEmpty, new.hasPrefix(around) { new = String(new.dropFirst(around.count)) }
        try check(new, among: [])
        if record.head.hasAnchor(around + new) || parts.named(around + new) != nil { throw RenameRefusal("\(file) has a place '#\(around + new)' already") }
        return NameChange(part, of: file, to: new, parts)
    }
}
