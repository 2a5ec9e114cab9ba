import Diagnostics
import Markdown
import SourceData

/// What a site can list by itself where an article asks for it, so that nothing new is forgotten there.
public enum Listing: String, CaseIterable, Sendable {
    case calculators, criteria, coverage, evidence, indications, therapies, dosing

    /// The folder that what is listed comes from.
    var source: String {
        switch self {
        case .calculators: RecordKind.regimens.rawValue
        case .criteria, .coverage: RecordKind.criteria.rawValue
        case .evidence, .indications, .therapies, .dosing: rawValue
        }
    }
}

/// What readers may have come to do, from a `tasks` block of an article: each task with its links, or with all that the site has of a kind.
///
/// The block becomes ordinary text and links of the article, so that everything asked of those is asked of them.
enum TaskBlock {
    static let language = "tasks"

    /// The body with its blocks read, and what is listed by the place that asks for it. A block that cannot be understood is reported and
    /// left out.
    static func expanded(_ body: Node, in source: SourceText, log: DiagnosticLog) -> (body: Node, listings: [SourcePosition: Component]) {
        var body = body
        var listings: [SourcePosition: Component] = [:]
        body.children = body.children.compactMap { block in
            guard case .codeBlock(language, let text) = block.kind else { return block }
            guard let data = YAML.parse(text, path: source.path, lineOffset: block.position.line, log: log),
                let fields = Fields(data, owner: "this tasks block", log: log)
            else { return nil }
            let tasks = fields.list("tasks") { value, log in task(value, FieldText(source: source, log: log), &listings) }
            if tasks.isEmpty, fields.value("tasks") == nil {
                fields.reportMissing("tasks", suggestion: "list what readers come to do, each with `task` and `links`")
            }
            if case .sequence(let entries, let place)? = fields.value("tasks"), entries.isEmpty {
                log.report(.wrongType, at: place, "'tasks' is empty", suggestion: "list what readers come to do, or remove the block")
            }
            fields.finish()
            guard !tasks.isEmpty else { return nil }
            return Node(
                .tasks, children: [Node(.list(.bullet(isTight: false)), children: tasks, position: block.position)], position: block.position, lastLine: block.lastLine)
        }
        return (body, listings)
    }

    private static func task(_ value: DataValue, _ text: FieldText, _ listings: inout [SourcePosition: Component]) -> Node? {
        let log = text.log
        guard let fields = Fields(value, owner: "a task", log: log) else { return nil }
        let name = fields.requiredString("task")
        let detail = fields.string("text")
        let links = fields.strings("links").compactMap { link($0, text) }
        let listing = fields.choice("list", Listing.self)
        let place = fields.value("list")?.position
        if fields.value("links") == nil, place == nil {
            fields.reportMissing("links", suggestion: "list the pages that help with it as \"[text](file.md)\", or write `list: calculators`")
        }
        fields.finish()
        guard let name else { return nil }
        func paragraph(_ nodes: [Node], at position: SourcePosition) -> Node { Node(.paragraph, children: nodes, position: position) }
        var item = Node(
            .item(.none),
            children: [paragraph([Node(.strong, children: [Node(.text(name.value), position: name.position)], position: name.position)], at: name.position)],
            position: name.position)
        if let detail { item.children.append(paragraph(text.read(detail).nodes, at: detail.position)) }
        if let listing, let place {
            listings[place] = .listing(listing)
            item.children.append(Node(.codeBlock(info: language, text: ""), position: place))
        }
        if let first = links.first {
            let items = links.map { Node(.item(.none), children: [paragraph([$0], at: $0.position)], position: $0.position) }
            item.children.append(Node(.list(.bullet(isTight: true)), children: items, position: first.position))
        }
        return item
    }

    /// One link and nothing else.
    private static func link(_ entry: Located<String>, _ text: FieldText) -> Node? {
        let nodes = text.read(entry).nodes
        if nodes.count == 1, case .link = nodes[0].kind { return nodes[0] }
        text.log.report(
            .wrongType, at: entry.position, "'\(entry.value)' is not one link", suggestion: "write \"[text](file.md)\", and words around it in `text`")
        return nil
    }
}

extension ArticleText {
    /// True where it says what readers may have come to do.
    public var hasTasks: Bool { body.children.contains { $0.kind == .tasks } }
}
