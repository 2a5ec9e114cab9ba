import Diagnostics

/// Reports signs before figures that begin a line within a paragraph, and are read as marks of a quotation or a list: they are not on the page.
struct SwallowedMarks {
    let source: SourceScalars
    let log: DiagnosticLog

    func check(_ document: Node) {
        document.walkBlocks { node in
            let isItem = if case .item = node.kind { true } else { false }
            for (paragraph, block) in zip(node.children, node.children.dropFirst()) {
                guard case .paragraph = paragraph.kind, let mark = mark(of: block, inItem: isItem), !isBlank(lineAbove: block), Self.goesOn(paragraph),
                    let figure = block.plainText.unicodeScalars.first, figure.value &- 48 < 10
                else { continue }
                log.report(
                    .swallowedMark, at: block.position,
                    "'\(mark)' before '\(figure)…' begins a \(mark == ">" ? "quotation" : "list") within a sentence, and is not on the page",
                    suggestion: "write the sign as a word, as `more than 50`, or on the line above; a blank line before a \(mark == ">" ? "quotation" : "list")")
            }
        }
    }

    /// Items of a list within an item are indented, which nobody does by mistake.
    private func mark(of block: Node, inItem: Bool) -> String? {
        switch block.kind {
        case .blockQuote: return ">"
        case .list: return inItem ? nil : source.scalars[source.offset(of: block.position)...].first.map { $0.value &- 48 < 10 ? "1." : String($0) }
        default: return nil
        }
    }

    private func isBlank(lineAbove block: Node) -> Bool {
        let line = block.position.line
        guard line > 1 else { return true }
        return source.scalars[source.start(ofLine: line - 1)..<source.start(ofLine: line)].allSatisfy { $0.properties.isWhitespace || $0 == ">" }
    }

    /// False where the sentence has ended, or a list was announced.
    private static func goesOn(_ paragraph: Node) -> Bool {
        guard let last = paragraph.plainText.unicodeScalars.last(where: { !$0.properties.isWhitespace }) else { return false }
        return !".:;!?)".unicodeScalars.contains(last)
    }
}
