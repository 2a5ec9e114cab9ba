import Diagnostics

/// Reports words of a source that are nowhere in the tree that was read from it.
///
/// The other checks each know one way to lose a word. This one knows none, and looks whether all are there.
struct Conservation {
    let file: SourceFile
    let lineOffset: Int
    let log: DiagnosticLog

    /// `reported` are the lines where something was found wrong: what is lost there has its message.
    func check(_ document: Node, _ text: String, definitions: [SourceDefinitions.Definition], reported: [Int]) {
        var text = text
        text.withUTF8 { bytes in
            var lost = LostText(bytes, words: MarkdownWords.each)
            document.walk { Self.account(for: $0.kind, &lost) }
            guard lost.isAny else { return }
            let reported = Blocks(of: reported.map { $0 - lineOffset }, in: bytes)
            let starts = Dictionary(definitions.map { ($0.position.line - lineOffset, $0) }, uniquingKeysWith: { first, _ in first })
            let defined = Blocks(of: Array(starts.keys), in: bytes)
            var unused = Set<Int>()
            for line in lost.lines(likely: { reported[$0] != nil || defined[$0] != nil }) where reported[line.line] == nil {
                if let start = defined[line.line], let definition = starts[start] {
                    guard unused.insert(start).inserted else { continue }
                    definition.label.hasPrefix("^") ? UnusedFootnotes(log: log).reportUnused(definition) : LinkDefinitions.reportUnused(definition, log)
                } else {
                    log.reportLost(line, in: file, lineOffset: lineOffset)
                }
            }
        }
    }

    private static func account(for kind: Node.Kind, _ lost: inout LostText) {
        switch kind {
        case .text(let text), .code(let text), .htmlBlock(let text), .htmlInline(let text): lost.take(text)
        case .codeBlock(let info, let text):
            lost.take(info)
            lost.take(text)
        case .link(let destination, let title), .image(let destination, let title):
            lost.take(destination)
            lost.take(title)
        case .heading(_, let id?): lost.take(id)
        case .citation(let items):
            for item in items {
                lost.take(item.key)
                if let locator = item.locator { lost.take(locator) }
            }
        case .alert(let alert):
            lost.take(alert.kind.rawValue)
            // As it was written, perhaps in small letters.
            lost.take(alert.kind.rawValue.lowercased())
            for attribute in alert.attributes {
                lost.take(attribute.name)
                lost.take(attribute.value)
            }
        case .document, .paragraph, .blockQuote, .tasks, .thematicBreak, .heading, .list, .item, .table, .tableRow, .tableCell, .footnoteDefinition, .softBreak,
            .lineBreak, .emphasis, .strong, .strikethrough, .footnoteReference, .abbreviation:
            break
        }
    }

    /// What begins at some lines and goes on up to the next block: a line that is not indented, behind an empty one.
    private struct Blocks {
        private var starts: [Int?] = []

        init(of lines: [Int], in bytes: UnsafeBufferPointer<UInt8>) {
            if lines.isEmpty { return }
            let begins = Set(lines)
            var start: Int?
            var isAfterEmpty = false
            for (index, text) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                let isEmpty = text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
                if isAfterEmpty, !isEmpty, text.first != 0x20, text.first != 0x09 { start = nil }
                if begins.contains(index + 1) { start = index + 1 }
                starts.append(start)
                isAfterEmpty = isEmpty
            }
        }

        /// The line where the block begins that `line` is in; nil where it is in none of them.
        subscript(line: Int) -> Int? { line <= starts.count ? starts[line - 1] : nil }
    }
}
