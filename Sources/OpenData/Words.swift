import Citations
package import KnowledgeBase
package import Markdown
package import SourceData

/// The Markdown of a record as plain text, with nothing of it lost: a link that was left empty says the value it is filled with, what is
/// struck out stays between tildes, and lists and paragraphs keep their lines. Citations stand beside.
package struct Words: Sendable {
    private let links: ResolvedLinks
    private let knowledgeBase: KnowledgeBase

    /// Of the article or record at `path`.
    package init(_ knowledgeBase: KnowledgeBase, of path: String) {
        self.knowledgeBase = knowledgeBase
        links = knowledgeBase.resolvedLinks(of: path)
    }

    package func plain(_ text: RichText) -> String { text.isBlocks ? lines(text.nodes, indent: "") : inline(text.nodes).trimmed }

    /// `{ "text": …, "citations": […] }`
    package func json(_ text: RichText) -> JSONValue {
        var cited: [CitationItem] = []
        for node in text.nodes { node.walk { if case .citation(let items) = $0.kind { cited += items } } }
        return .object(["text": .string(plain(text)), "citations": .list(cited.map(Self.citation))])
    }

    package func json(_ text: RichText?) -> JSONValue? { text.map { json($0) } }

    package static func citation(_ item: CitationItem) -> JSONValue { .object(["key": .string(item.key), "locator": .text(item.locator)]) }

    private func lines(_ blocks: [Node], indent: String) -> String {
        var lines: [String] = []
        for block in blocks {
            switch block.kind {
            case .list(let style):
                for (index, item) in block.children.enumerated() {
                    var mark = "- "
                    if case .ordered(let start, _) = style { mark = "\(start + index). " }
                    let inner = self.lines(item.children, indent: indent + String(repeating: " ", count: mark.count))
                    lines.append(indent + mark + String(inner.drop { $0 == " " }))
                }
            case .table:
                for row in block.children { lines.append(indent + row.children.map { inline($0.children).trimmed }.joined(separator: " | ")) }
            case .codeBlock(_, let text): lines.append(indent + text.trimmed)
            case .thematicBreak, .htmlBlock: break
            case .paragraph, .heading: lines.append(indent + inline(block.children).trimmed)
            default: lines.append(block.children.first?.isBlock ?? true ? self.lines(block.children, indent: indent) : indent + inline(block.children).trimmed)
            }
        }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func inline(_ nodes: [Node]) -> String {
        var out = ""
        for node in nodes {
            switch node.kind {
            case .text(let text), .code(let text): out += text
            case .softBreak: out += " "
            case .lineBreak: out += "\n"
            // The space before a citation goes with it.
            case .citation: out = out.trimmedAtEnd
            case .footnoteReference, .htmlInline: break
            case .strikethrough: out += "~~\(inline(node.children))~~"
            case .link(let destination, _):
                let said = inline(node.children)
                out += said.isEmpty ? value(destination) : said
            default: out += inline(node.children)
            }
        }
        return out
    }

    private func value(_ destination: String) -> String {
        links.fact(destination)?.value.text ?? links.target(destination)?.path.flatMap { knowledgeBase.title(of: $0) } ?? ""
    }
}

extension String {
    var trimmedAtEnd: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    var trimmed: String { String(drop(while: \.isWhitespace)).trimmedAtEnd }
}
