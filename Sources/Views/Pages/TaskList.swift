import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import Templates

/// What readers may have come to do, by what a site has: the home page's, where its author says nothing of it.
struct TaskList {
    private let tasks: [(title: String, listing: Listing)]

    init(_ knowledgeBase: KnowledgeBase, hasIndex: (ArticleType) -> Bool) {
        let criteria = knowledgeBase.records(.criteria)
        var tasks: [(title: String, listing: Listing)] = []
        func add(_ title: String, _ listing: Listing, if isThere: Bool) { if isThere { tasks.append((title, listing)) } }
        add("Work out a dose", .calculators, if: !knowledgeBase.records(.regimens).isEmpty)
        add("Check a patient against criteria", .criteria, if: criteria.contains { !$0.isCoverage })
        add("Ask for coverage, or answer a denial", .coverage, if: hasIndex(.coverage))
        add("See what the evidence says", .evidence, if: !knowledgeBase.records(.evidence).isEmpty)
        add("Start from the disease", .indications, if: hasIndex(.indications))
        add("Give and follow a treatment", .therapies, if: hasIndex(.therapies))
        self.tasks = tasks
    }

    /// As an author would have written it; nil for a site that has none of it.
    var block: (node: Node, listings: [SourcePosition: Component])? {
        guard !tasks.isEmpty else { return nil }
        var listings: [SourcePosition: Component] = [:]
        let items = tasks.enumerated().map { number, task -> Node in
            // In the front matter, where no block of the text stands.
            let place = SourcePosition(file: "index.md", line: 1, column: number + 1)
            listings[place] = .listing(task.listing)
            let title = Node(.paragraph, children: [Node(.strong, children: [Node(.text(task.title), position: place)], position: place)], position: place)
            return Node(.item(.none), children: [title, Node(.codeBlock(info: "tasks", text: ""), position: place)], position: place)
        }
        let place = SourcePosition(file: "index.md")
        let list = Node(.list(.bullet(isTight: false)), children: items, position: place)
        return (Node(.tasks, children: [list], position: place), listings)
    }
}

/// What a site has of a kind, as links: the first of them, and the way to all.
struct ListingView {
    let listing: Listing
    let parts: PageParts

    /// More are behind the last link.
    private var most: Int { listing == .indications ? 12 : 6 }

    var values: TemplateValue {
        let links = links.map { (title, output) -> TemplateValue in [.title: .text(title), .href: .text(parts.scope.href(output))] }
        let isCut = links.count > most + 1
        return [
            .entries: .list(isCut ? Array(links.prefix(most)) : links),
            .count: .text(isCut ? String(links.count) : nil),
            .noun: .text(noun), .href: .text(parts.scope.href(index)),
        ]
    }

    private var links: [(title: String, output: String)] {
        let knowledgeBase = parts.knowledgeBase
        func records(_ kind: RecordKind, _ isMeant: (Record) -> Bool = { _ in true }) -> [(title: String, output: String)] {
            knowledgeBase.records(kind).filter { !$0.isOutdated && isMeant($0) }.map { ($0.head.title, OutputPath.record($0.head.path)) }
        }
        func articles(_ type: ArticleType) -> [(title: String, output: String)] {
            knowledgeBase.articles(type).filter { $0.status != .superseded }.map { ($0.title, OutputPath.article($0.path)) }.sorted { $0.title < $1.title }
        }
        return switch listing {
        case .calculators: records(.regimens)
        case .criteria: records(.criteria) { !$0.isCoverage }
        case .coverage: records(.criteria, \.isCoverage) + articles(.coverage)
        case .evidence: records(.evidence)
        case .indications: articles(.indications)
        case .therapies: articles(.therapies)
        case .dosing: articles(.dosing)
        }
    }

    private var index: String {
        switch listing {
        case .calculators, .criteria: OutputPath.calculators
        case .coverage, .evidence, .indications, .therapies, .dosing: OutputPath.index(ofFolder: listing.rawValue)
        }
    }

    /// What the way to all of them says behind their number.
    private var noun: String {
        switch listing {
        case .calculators: "calculators"
        case .criteria: "checklists and scores"
        case .coverage: "policies and pages"
        case .evidence: "questions"
        case .indications: "indications"
        case .therapies, .dosing: "pages"
        }
    }
}
