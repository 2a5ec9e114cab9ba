public import Diagnostics

extension Rule {
    public static let unclosedFence = Rule(
        "unclosed-fence", .error,
        means: "A block of code is not closed; the message stands where it opens.",
        why: "A block of code that is not closed goes on to the end of the page, quotation or list item it stands in. All that was meant to follow is shown as code.",
        mend: "The same marks alone on a line, as far in as the first")
}

/// Reports a fence that no line closes, where it opens. CommonMark lets the block end with whatever it stands in.
struct UnclosedFence {
    let source: SourceScalars
    let log: DiagnosticLog

    func check(_ document: Node) {
        var blocks: [(node: Node, text: String)] = []
        document.walkBlocks { node in
            if case .codeBlock(_, let text) = node.kind { blocks.append((node, text)) }
        }
        if blocks.isEmpty { return }
        let starts = Set(blocks.map(\.node.position.line))
        let last = document.children.last?.position
        var isFirst = true
        for (node, text) in blocks {
            guard let fence = fence(of: node, text), !isClosed(node, fence, text, starts) else { continue }
            // What should have closed the one before opens one more, to the end.
            if isFirst || node.position != last {
                log.report(
                    .unclosedFence, at: node.position, "the block of code that '\(fence)' opens here is not closed",
                    suggestion: "end it with \(fence) alone on a line, as far in as the line that opens it")
            }
            isFirst = false
        }
    }

    /// True when the line behind what the block says is the one that closes it, and does not open another.
    private func isClosed(_ node: Node, _ fence: String, _ text: String, _ starts: Set<Int>) -> Bool {
        let line = node.position.line + Self.lines(of: text) + 1
        guard node.lastLine == line, !starts.contains(line) else { return false }
        let scalars = source.scalars[source.start(ofLine: line)..<source.start(ofLine: line + 1)]
        let marks = scalars.drop { $0 == ">" || $0.properties.isWhitespace }
        let count = marks.prefix { $0 == fence.unicodeScalars.first }.count
        return count >= fence.unicodeScalars.count && marks.dropFirst(count).allSatisfy(\.properties.isWhitespace)
    }

    /// The marks that open the block; nil where its code is indented.
    private func fence(of node: Node, _ text: String) -> String? {
        let start = source.offset(of: node.position)
        guard start < source.scalars.count, let mark = Optional(source.scalars[start]), mark == "`" || mark == "~" else { return nil }
        let count = source.scalars[start...].prefix { $0 == mark }.count
        guard count >= 3 else { return nil }
        // Indented code may begin with such marks. Then they are a part of it.
        let line = source.scalars[start...].prefix { $0 != "\n" && $0 != "\r" }
        if text.unicodeScalars.prefix(while: { $0 != "\n" && $0 != "\r" }).elementsEqual(line) { return nil }
        return String(repeating: Character(mark), count: count)
    }

    private static func lines(of text: String) -> Int {
        text.withBytes { bytes in
            var count = 0
            for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A) { count += 1 }
            return count
        }
    }
}

extension Markdown {
    /// The text of a block of code that stands at `place`.
    public static func code(at place: SourcePosition, in document: Node) -> String? {
        var found: String?
        document.walkBlocks { node in if node.position == place, case .codeBlock(_, let text) = node.kind { found = text } }
        return found
    }

    /// What an article says where these blocks of code are not closed: what they swallowed is no component, and no footnote is missing that
    /// is defined there.
    public static func forgetting(_ unclosed: Set<SourcePosition>, in document: Node) -> Node {
        var swallowed = Set<String>()
        document.walkBlocks { node in
            guard unclosed.contains(node.position), case .codeBlock(_, let text) = node.kind else { return }
            for definition in SourceDefinitions(SourceScalars(text, path: "", lineOffset: 0)).all() where definition.label.hasPrefix("^") {
                swallowed.insert(definition.label)
            }
        }
        return document.editing { node in
            var node = node
            if case .codeBlock(_, let text) = node.kind, unclosed.contains(node.position) { node.kind = .codeBlock(info: "", text: text) }
            if case .text(var text) = node.kind, text.contains("[^") {
                for label in swallowed { text = text.replacing("[\(label)]", with: "") }
                node.kind = .text(text)
            }
            return [node]
        }
    }
}
