import Diagnostics
import KnowledgeBase

extension Names {
    /// `plan`, where the content says the same afterwards but for the name.
    func proven(_ change: NameChange, _ edits: RenamePlan) throws(RenameRefusal) -> RenamePlan {
        let plan = keepingReviews(edits)
        for path in plan.files {
            if let folder = files[path]?.upstream { throw RenameRefusal("'\(path)' stands in '\(folder)', which this site does not edit; rename it there") }
        }
        guard !plan.overlaps else { throw RenameRefusal("two changes would touch the same words") }
        let unread = files.keys.sorted().first { path in
            (path.hasSuffix(".md") || FileShape.of(path) != nil && path.contains("/")) && !knowledgeBase.isArticle(path) && !knowledgeBase.isRecord(path)
        }
        if let unread { throw RenameRefusal("'\(unread)' cannot be read, and may name it; `materia check` says why") }
        let before = KnowledgeBase.load(all).diagnostics
        let changed = all.map(plan.applied)
        let after = KnowledgeBase.load(changed)
        try compare(before, after.diagnostics, plan)
        guard let knowledgeBase = after.knowledgeBase else { throw RenameRefusal("afterwards the content could not be read") }
        let names = Names(knowledgeBase, files: changed)
        for path in files.keys.sorted() {
            if let difference = difference(path, change, names, plan) { throw RenameRefusal("\(path) would say something else afterwards: \(difference)") }
            let wanted = self.names(in: path).occurrences.filter { $0.form != .former }.map { Written($0, change) }
            let found = names.names(in: plan.path(of: path)).occurrences.filter { $0.form != .former }.map { Written($0, nil) }
            guard wanted.elementsEqual(found) else {
                let place = zip(wanted, found).first { $0 != $1 }?.0 ?? wanted.dropFirst(found.count).first ?? found.last
                throw RenameRefusal("\(path) would mean something else afterwards\(place.map { ": \($0.name.said)" } ?? "")")
            }
        }
        return plan
    }

    /// What says the same under another name was reviewed: reviews of files as they were are of these as they become.
    private func keepingReviews(_ plan: RenamePlan) -> RenamePlan {
        var edits = plan.edits.values.flatMap(\.self)
        for path in plan.edits.keys {
            guard let file = files[path], let review = knowledgeBase.article(path)?.review ?? knowledgeBase.record(path)?.head.review,
                let version = review.version, let lines = ReviewLines.range(in: file.bytes, isArticle: path.hasSuffix(".md")),
                let place = file.bytes[lines].firstRange(of: version.utf8)
            else { continue }
            edits.append(edit(TextSpan(path, place), plan.applied(to: file).version))
        }
        return RenamePlan(edits, moves: Dictionary(uniqueKeysWithValues: plan.moves.map { ($0.old, $0.new) }))
    }

    /// A name and what it is at its place; forms of headings change with the anchor they get.
    private struct Written: Equatable {
        let name: Name
        let isDefinition: Bool

        init(_ occurrence: NameOccurrence, _ change: NameChange?) {
            name = change?.mapped(occurrence.name) ?? occurrence.name
            isDefinition = occurrence.isDefinition
        }
    }

    /// No rule has more to say of a file than before.
    private func compare(_ before: [Diagnostic], _ after: [Diagnostic], _ plan: RenamePlan) throws(RenameRefusal) {
        struct Said: Hashable {
            let rule: String
            let file: String
        }
        var counts: [Said: Int] = [:]
        for diagnostic in before { counts[Said(rule: diagnostic.rule.id, file: plan.path(of: diagnostic.position.file)), default: 0] += 1 }
        for diagnostic in after {
            let said = Said(rule: diagnostic.rule.id, file: diagnostic.position.file)
            counts[said, default: 0] -= 1
            if counts[said]! < 0 {
                throw RenameRefusal("\(said.file):\(diagnostic.position.line): afterwards \(diagnostic.summary) [\(said.rule)]")
            }
        }
    }

    /// What an article or a record is afterwards that it was not before.
    private func difference(_ path: String, _ change: NameChange, _ new: Names, _ plan: RenamePlan) -> String? {
        let moved = plan.path(of: path)
        func mapped(_ id: String) -> String { if case .place(_, let id) = change.mapped(.place(file: path, id: id)) { id } else { id } }
        if let article = knowledgeBase.article(path) {
            guard let after = new.knowledgeBase.article(moved) else { return "it would be no article" }
            if article.title != after.title || article.tags.count != after.tags.count { return "its front matter" }
            if article.anchors.map(mapped) != after.anchors { return "the anchors of other headings would change with it" }
        }
        if case .regimen(let regimen)? = knowledgeBase.record(path), case .regimen(let after)? = new.knowledgeBase.record(moved),
            regimen.steps.map(\.label) != after.steps.map(\.label)
        {
            return "a step without a 'label' is shown by its name; give it one first"
        }
        if let record = knowledgeBase.record(path)?.head {
            guard let after = new.knowledgeBase.record(moved)?.head else { return "it would be no record" }
            if record.title != after.title { return "its title" }
            if Set(record.anchors.map(mapped)) != after.anchors { return "other places would change with it" }
            if record.facts.map({ "\(mapped($0.id)) \($0.value.text)" }) != after.facts.map({ "\($0.id) \($0.value.text)" }) { return "its facts" }
        }
        return nil
    }
}

extension Name {
    /// As messages call it.
    var said: String {
        switch self {
        case .file(let path), .folder(let path): "'\(path)'"
        case .place(let file, let id): "'\(file)#\(id)'"
        case .reference(let key): "'@\(key)'"
        case .tag(let tag): "the tag '\(tag)'"
        case .term(let id): "the term '\(id)'"
        case .question(let id): "the question '\(id)'"
        }
    }
}
