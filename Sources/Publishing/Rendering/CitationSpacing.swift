import Markdown

/// Authors put a space before a citation; in print the raised number stands close to what it supports, and must not
/// fall alone onto the next line.
enum CitationSpacing {
    static func tightened(_ nodes: [Node]) -> [Node] {
        var out: [Node] = []
        for node in nodes {
            var node = node
            node.children = tightened(node.children)
            if case .citation = node.kind {
                while let last = out.last, last.kind == .softBreak { out.removeLast() }
                if let last = out.last, case .text(let text) = last.kind {
                    out[out.count - 1].kind = .text(String(text.reversed().drop { $0 == " " }.reversed()))
                }
            }
            out.append(node)
        }
        return out
    }
}
