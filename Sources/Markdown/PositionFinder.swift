import Diagnostics

/// Finds where links, images, citations and raw HTML really stand. cmark's own columns are wrong inside some
/// tables and count bytes, so the lines are searched again.
struct PositionFinder {
    let source: SourceText
    let lineOffset: Int

    func place(_ document: Node) -> Node {
        var cursor: Cursor?
        return place(document, cursor: &cursor)
    }

    private func place(_ node: Node, cursor: inout Cursor?) -> Node {
        var node = node
        switch node.kind {
        case .paragraph, .heading: if cursor == nil { return placeInside(node, slack: 0) }
        // A table's first line is sometimes reported too late, never too early.
        case .table: return placeInside(node, slack: 3)
        case .link(let destination, _), .image(let destination, _):
            // The text of the link stands before its destination.
            placeChildren(of: &node, &cursor)
            if let found = cursor?.find("](\(destination)", skip: 2) ?? cursor?.find("](<\(destination)", skip: 3)
                ?? cursor?.find(destination, skip: 0)
            {
                node.position = found
            }
            return node
        case .citation(let items):
            node.kind = .citation(
                items.map { item in
                    var item = item
                    if let found = cursor?.find("@\(item.key)", skip: 0) { item.position = found }
                    return item
                })
            if case .citation(let placed) = node.kind, let first = placed.first { node.position = first.position }
            return node
        case .htmlInline(let html):
            if let found = cursor?.find(html, skip: 0) { node.position = found }
            return node
        default: break
        }
        placeChildren(of: &node, &cursor)
        return node
    }

    private func placeChildren(of node: inout Node, _ cursor: inout Cursor?) {
        for index in node.children.indices { node.children[index] = place(node.children[index], cursor: &cursor) }
    }

    private func placeInside(_ block: Node, slack: Int) -> Node {
        var block = block
        let first = max(1, block.position.line - lineOffset - slack)
        let last = max(first, block.lastLine - lineOffset)
        var cursor: Cursor? = Cursor(
            file: source.path, firstLine: first + lineOffset,
            text: (first...last).map { source.line($0) }.joined(separator: "\n"))
        placeChildren(of: &block, &cursor)
        return block
    }

    /// Moves forward only, so that the second of two equal links is not found at the first.
    private struct Cursor {
        let file: String
        let firstLine: Int
        let scalars: [Unicode.Scalar]
        var offset = 0

        init(file: String, firstLine: Int, text: String) {
            self.file = file
            self.firstLine = firstLine
            scalars = Array(text.unicodeScalars)
        }

        mutating func find(_ text: String, skip: Int) -> SourcePosition? {
            let needle = Array(text.unicodeScalars)
            guard !needle.isEmpty, offset + needle.count <= scalars.count else { return nil }
            for start in offset...(scalars.count - needle.count)
            where scalars[start] == needle[0] && scalars[start..<(start + needle.count)].elementsEqual(needle) {
                offset = start + needle.count
                let before = scalars[..<(start + skip)]
                let line = firstLine + before.count(where: { $0 == "\n" })
                let column = before.reversed().prefix { $0 != "\n" }.count + 1
                return SourcePosition(file: file, line: line, column: column)
            }
            return nil
        }
    }
}
