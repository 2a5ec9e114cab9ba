import Diagnostics
import KnowledgeBase
import SourceData

/// Goes through the files of two states, and gathers what is another.
struct ComparisonWork {
    private let old: ContentState
    private let new: ContentState
    private let moves: PageMoves
    private(set) var changes: [Change] = []

    init(_ old: ContentState, _ new: ContentState) {
        self.old = old
        self.new = new
        moves = PageMoves(old, new)
    }

    mutating func compare() {
        for path in new.pagePaths { comparePage(moves.formerPath(of: path), path) }
        for path in old.pagePaths where moves.isGone(path) { comparePage(path, nil) }
        compareSettings(Site.path, "Settings of the site", Grouping.site)
        compareSettings(SiteQuestions.path, "Questions") { _ in .doses }
        compareSettings(Glossary.path, "Glossary") { _ in .site }
        compareReferences()
        compareOthers()
    }

    private mutating func compareSettings(_ path: String, _ title: String, _ group: @escaping ([String]) -> Change.Group) {
        compareTrees(
            old.files[path]?.tree, new.files[path]?.tree, page(path, title, isGone: new.files[path] == nil), Sides(old.words(of: path), new.words(of: path)),
            Sides(FactPlaces(), FactPlaces()),
            group: group)
    }

    // MARK: Articles and records

    private func page(_ path: String, _ title: String, isGone: Bool = false) -> Change.Page { Change.Page(path: path, title: title, isGone: isGone) }

    private mutating func comparePage(_ oldPath: String?, _ newPath: String?) {
        let before = oldPath.flatMap { old.page($0) }
        let after = newPath.flatMap { new.page($0) }
        guard let path = newPath ?? oldPath, let title = (after ?? before)?.title else { return }
        let page = page(path, title, isGone: after == nil)
        guard let before, let after else {
            add(.pages, page, (after ?? before)!.kind, old: before.map { _ in "there" }, new: after.map { _ in "added" })
            for fact in (after ?? before)!.doses {
                let text = fact.value.text
                changes.append(
                    Change(
                        group: .doses, page: page, what: fact.label, fact: fact.id, values: [.init(old: before.map { _ in text }, new: after.map { _ in text })],
                        oldPlace: before.map { _ in fact.position }, newPlace: after.map { _ in fact.position }))
            }
            return
        }
        if let oldPath, let newPath, oldPath != newPath { add(.pages, page, "\(after.kind), moved", old: oldPath, new: newPath) }
        compareTrees(
            old.files[before.path]?.tree, new.files[after.path]?.tree, page, Sides(old.words(of: before.path), new.words(of: after.path)),
            Sides(FactPlaces(before.facts), FactPlaces(after.facts)), group: after.group)
        if case .article(let olds) = before.content, case .article(let news) = after.content {
            let before = old.knowledgeBase.text(of: olds)
            let after = new.knowledgeBase.text(of: news)
            changes += ProseComparison(page: page, before, after).changes
            changes +=
                DoseTableComparison(
                    page: page, old: .init(text: before, catalog: old.knowledgeBase.resolver.catalog),
                    new: .init(text: after, catalog: new.knowledgeBase.resolver.catalog)
                ).changes
        }
        if case .record(.regimen(let olds)) = before.content, case .record(.regimen(let news)) = after.content {
            changes +=
                PlanComparison(
                    page: page, old: .init(regimen: olds, catalog: old.knowledgeBase.resolver.catalog),
                    new: .init(regimen: news, catalog: new.knowledgeBase.resolver.catalog)
                ).changes
        }
    }

    private mutating func compareTrees(
        _ olds: DataValue?, _ news: DataValue?, _ page: Change.Page, _ names: Sides<SaidValue>, _ facts: Sides<FactPlaces>,
        group: @escaping ([String]) -> Change.Group
    ) {
        guard olds != nil || news != nil else { return }
        var trees = TreeComparison(page: page, names: names, facts: facts, group: group)
        trees.compare(olds, news)
        changes += trees.changes
    }

    private mutating func add(_ group: Change.Group, _ page: Change.Page, _ what: String, old: String?, new: String?) {
        changes.append(
            Change(
                group: group, page: page, what: what, fact: nil, values: [.init(old: old, new: new)],
                oldPlace: old.map { _ in SourcePosition(file: page.path) }, newPlace: new.map { _ in SourcePosition(file: page.path) }))
    }

    // MARK: References

    private mutating func compareReferences() {
        let olds = old.references
        let news = new.references
        for (key, item) in news.sorted(by: { $0.key < $1.key }) {
            let page = page(of: key, item)
            if let before = olds[key] {
                compareTrees(before, item, page, Sides(SaidValue(), SaidValue()), Sides(FactPlaces(), FactPlaces())) { _ in .references }
            } else {
                changes.append(reference("Added", page, old: nil, new: item))
            }
        }
        for (key, item) in olds.sorted(by: { $0.key < $1.key }) where news[key] == nil {
            changes.append(reference("Removed", page(of: key, item, isGone: true), old: item, new: nil))
        }
        for (notice, place) in new.notices.sorted(by: { $0.key < $1.key }) where old.notices[notice] == nil {
            changes.append(
                Change(
                    group: .references, page: page(place.file, "Retractions and corrections"), what: "Notice", fact: nil, values: [.init(old: nil, new: notice)],
                    oldPlace: nil, newPlace: place))
        }
        for (notice, place) in old.notices.sorted(by: { $0.key < $1.key }) where new.notices[notice] == nil {
            changes.append(
                Change(
                    group: .references, page: page(place.file, "Retractions and corrections"), what: "Notice", fact: nil, values: [.init(old: notice, new: nil)],
                    oldPlace: place, newPlace: nil))
        }
    }

    private func page(of key: String, _ item: DataValue, isGone: Bool = false) -> Change.Page {
        let title = SaidValue.line(item["title"]?.text ?? "")
        return Change.Page(path: item.position.file, title: title.isEmpty ? key : "\(key): \(title)", isGone: isGone, reference: key)
    }

    private func reference(_ what: String, _ page: Change.Page, old: DataValue?, new: DataValue?) -> Change {
        func words(_ item: DataValue) -> String {
            let year = item["issued"]?["date-parts"].map { SaidValue().words($0).prefix(4) }
            return [year.map(String.init), item["DOI"]?.text.map { "doi:\($0)" }, item["PMID"]?.text.map { "PMID \($0)" }].compactMap { $0 }.joined(separator: ", ")
        }
        func value(_ item: DataValue?) -> String? { item.map { words($0).isEmpty ? "in the library" : words($0) } }
        return Change(
            group: .references, page: page, what: what, fact: nil, values: [.init(old: value(old), new: value(new))], oldPlace: old?.position, newPlace: new?.position)
    }

    // MARK: Pictures and other files

    private mutating func compareOthers() {
        for path in Set(old.otherPaths).union(new.otherPaths).sorted() {
            let (before, after) = (old.files[path], new.files[path])
            guard before?.stamp != after?.stamp, !StandInFile.stands(before, for: after) else { continue }
            let page = page(path, path, isGone: after == nil)
            let words = before == nil ? "File, added" : after == nil ? "File, removed" : "File, with other content"
            changes.append(
                Change(
                    group: .pages, page: page, what: words, fact: nil, values: [], oldPlace: before.map { SourcePosition(file: $0.path) },
                    newPlace: after.map { SourcePosition(file: $0.path) }))
        }
    }
}
