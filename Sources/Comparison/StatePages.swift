import ClinicalLogic
import Diagnostics
import KnowledgeBase
import SitePaths
import SourceData

/// An article or a record of one state.
struct StatePage {
    enum Content {
        case article(Article)
        case record(Record)
    }

    let path: String
    let content: Content

    var title: String {
        switch content {
        case .article(let article): article.title
        case .record(let record): record.head.title
        }
    }

    /// As the heading of a list: `Regimen`.
    var kind: String {
        switch content {
        case .article: "Article"
        case .record(let record): record.head.kind.singular.prefix(1).uppercased() + record.head.kind.singular.dropFirst()
        }
    }

    var facts: [Fact] { if case .record(let record) = content { record.head.facts } else { [] } }
    /// What is told even of a record that is new or gone.
    var doses: [Fact] { facts.filter(\.isDose) }

    var group: ([String]) -> Change.Group {
        switch content {
        case .article: Grouping.article
        case .record(let record): Grouping.group(record.head.kind)
        }
    }
}

extension ContentState {
    /// Of articles and records, sorted.
    var pagePaths: [String] { (knowledgeBase.articles.map(\.path) + knowledgeBase.records.map(\.head.path)).sorted() }

    func page(_ path: String) -> StatePage? {
        knowledgeBase.article(path).map { StatePage(path: path, content: .article($0)) } ?? knowledgeBase.record(path).map { StatePage(path: path, content: .record($0)) }
    }

    /// References as they stand in the library, by key.
    var references: [String: DataValue] {
        var found: [String: DataValue] = [:]
        for file in files.values where file.topFolder == "references" && file.fileExtension == "json" {
            guard case .sequence(let items, _)? = file.tree else { continue }
            for item in items { if let key = item["id"]?.text { found[key] = item } }
        }
        return found
    }

    /// Of files that are no article, record, setting or reference.
    var otherPaths: [String] {
        let known = Set(pagePaths + [Site.path, SiteQuestions.path, Glossary.path])
        return files.values.filter { !known.contains($0.path) && !($0.topFolder == "references" && $0.fileExtension == "json") }.map(\.path).sorted()
    }

    /// The words of the file at `path`: of its entries that have a label, and of what a regimen asks and works out.
    func words(of path: String) -> SaidValue {
        var names: [String: String] = [:]
        func gather(_ value: DataValue) {
            switch value {
            case .scalar: break
            case .sequence(let values, _): values.forEach(gather)
            case .mapping(let entries, _):
                if let id = value["id"]?.text, let label = value["label"]?.text { names[id] = SaidValue.line(label) }
                entries.forEach { gather($0.value) }
            }
        }
        if let tree = files[path]?.tree { gather(tree) }
        if case .regimen(let regimen)? = knowledgeBase.record(path) {
            for question in regimen.questions { names[question.id] = question.label }
            for measure in regimen.measures { names[measure.id] = measure.terms.label.string }
        }
        return SaidValue(names: names, titles: titles)
    }
}

/// Pages that are the same under another path.
struct PageMoves {
    private let former: [String: String]
    private let gone: Set<String>

    init(_ old: ContentState, _ new: ContentState) {
        let before = old.pagePaths
        let after = new.pagePaths
        var lost = Set(before).subtracting(after)
        var former: [String: String] = [:]
        for path in after where old.page(path) == nil {
            guard let page = new.page(path) else { continue }
            let match = lost.sorted().first { candidate in
                guard let earlier = old.page(candidate) else { return false }
                return Self.isAlias(candidate, of: page) || (Self.isOfOneKind(earlier, page) && earlier.title == page.title)
            }
            if let match {
                former[path] = match
                lost.remove(match)
            }
        }
        self.former = former
        gone = lost
        paths = Set(before)
    }

    private let paths: Set<String>

    /// Nil where there was no such page.
    func formerPath(of path: String) -> String? { paths.contains(path) ? path : former[path] }
    func isGone(_ path: String) -> Bool { gone.contains(path) }

    private static func isAlias(_ path: String, of page: StatePage) -> Bool {
        guard case .article(let article) = page.content, path.hasSuffix(".md") else { return false }
        return article.aliases.contains { OutputPath.alias($0.value) == OutputPath.article(path) }
    }

    private static func isOfOneKind(_ a: StatePage, _ b: StatePage) -> Bool {
        switch (a.content, b.content) {
        case (.article, .article): true
        case (.record(let a), .record(let b)): a.head.kind == b.head.kind
        default: false
        }
    }
}
