import Diagnostics

/// Gives every inline node, and the blocks that cmark misplaces, the place where it really stands.
struct PositionFinder {
    let source: SourceScalars

    func place(_ document: inout Node) { placeBlock(&document) }

    private func placeBlock(_ block: inout Node) {
        switch block.kind {
        case .paragraph, .heading:
            let start = source.offset(line: block.position.line, byteColumn: block.position.column)
            block.position = source.position(at: start)
            var cursor = SourceCursor(source, from: start, to: source.start(ofLine: block.lastLine + 1))
            skipDefinitions(before: block, &cursor)
            placeChildren(of: &block, &cursor)
        case .table:
            let header = Self.headerLine(of: block)
            block.position.line = header
            for index in block.children.indices {
                if case .tableRow(isHeader: true) = block.children[index].kind { block.children[index].position.line = header }
                let line = block.children[index].position.line
                var cursor = SourceCursor(source, from: source.start(ofLine: line), to: source.start(ofLine: line + 1))
                placeChildren(of: &block.children[index], &cursor)
            }
        default:
            for index in block.children.indices {
                if index + 1 < block.children.count { placeAbove(block.children[index + 1], &block.children[index]) }
                placeBlock(&block.children[index])
            }
        }
    }

    /// A table that continues a paragraph gets the place of the paragraph, and the paragraph none.
    private func placeAbove(_ table: Node, _ paragraph: inout Node) {
        guard case .table = table.kind, case .paragraph = paragraph.kind else { return }
        let header = Self.headerLine(of: table)
        guard table.position.line < header else { return }
        paragraph.position = table.position
        paragraph.lastLine = header - 1
    }

    /// The line of delimiters follows it, then the rows, whose lines cmark tells rightly.
    private static func headerLine(of table: Node) -> Int {
        let afterDelimiters = table.children.count > 1 ? table.children[1].position.line : table.lastLine + 1
        return max(table.position.line, afterDelimiters - 2)
    }

    /// cmark counts the link definitions that stand at the head of a paragraph as a part of it.
    private func skipDefinitions(before paragraph: Node, _ cursor: inout SourceCursor) {
        if case .text(let text)? = paragraph.children.first?.kind, text.hasPrefix("[") { return }
        while cursor.next == "[" {
            var ahead = cursor
            guard ahead.passBracket(), ahead.next == ":" else { return }
            ahead.passLine()
            cursor = ahead
        }
    }

    private func placeChildren(of node: inout Node, _ cursor: inout SourceCursor) {
        for index in node.children.indices { place(&node.children[index], &cursor) }
    }

    private func place(_ node: inout Node, _ cursor: inout SourceCursor) {
        switch node.kind {
        case .text(let text), .htmlInline(let text): node.position = cursor.pass(text) ?? node.position
        case .code: node.position = cursor.passCode() ?? node.position
        case .softBreak, .lineBreak:
            node.position = cursor.position
            cursor.passLine()
        case .footnoteReference:
            node.position = cursor.openingBracket ?? node.position
            _ = cursor.passBracket()
        case .link(let destination, let title), .image(let destination, let title):
            let start = cursor
            placeChildren(of: &node, &cursor)
            if isAutolink(node, destination, before: cursor) {
                node.position = node.children[0].position
            } else {
                node.position = cursor.passLinkEnd(destination: destination, title: title) ?? start.openingBracket ?? node.position
            }
        default: placeChildren(of: &node, &cursor)
        }
    }

    /// True for an address that stands by itself, perhaps between `<` and `>`.
    private func isAutolink(_ node: Node, _ destination: String, before cursor: SourceCursor) -> Bool {
        guard case .link = node.kind, node.children.count == 1, case .text(let text) = node.children[0].kind,
            destination.hasSuffix(text)
        else { return false }
        let start = source.offset(of: node.children[0].position)
        return !cursor.isAtLinkEnd || start == 0 || source.scalars[start - 1] != "["
    }
}
