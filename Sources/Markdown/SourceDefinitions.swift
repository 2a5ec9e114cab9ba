import Diagnostics

/// What a text defines at the start of lines: `[label]:` of links, `[^label]:` of footnotes.
struct SourceDefinitions {
    struct Definition {
        /// As it is written, of a footnote with its mark.
        let label: String
        let position: SourcePosition

        /// What cmark tells labels apart by.
        var key: String { Self.key(label) }

        static func key(_ label: some StringProtocol) -> String {
            label.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        }
    }

    private let source: SourceScalars

    init(_ source: SourceScalars) { self.source = source }

    /// Every line that starts like a definition, perhaps inside a quotation or a list.
    func all() -> [Definition] {
        var found: [Definition] = []
        var start = 0
        let scalars = source.scalars
        while start < scalars.count {
            var end = start
            while end < scalars.count, scalars[end] != "\n" { end += 1 }
            var open = start
            while open < end, Self.standsBefore(scalars[open]) { open += 1 }
            if open + 1 < end, scalars[open] == "[", let close = scalars[(open + 1)..<end].firstIndex(where: { $0 == "]" || $0 == "[" }),
                scalars[close] == "]", close > open + 1, close + 1 < end, scalars[close + 1] == ":"
            {
                var label = ""
                label.unicodeScalars.append(contentsOf: scalars[(open + 1)..<close])
                found.append(Definition(label: label, position: source.position(at: open)))
            }
            start = end + 1
        }
        return found
    }

    /// Without the marks that may have been read out of it.
    private static func words(_ text: some StringProtocol) -> String { String(text.filter { $0.isLetter || $0.isNumber }) }

    /// Indentation, marks of quotations and of list items.
    private static func standsBefore(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", ">", "-", "*", "+", ".", ")": true
        default: scalar.value &- 48 < 10
        }
    }

    /// The lines that what `document` shows was read from. A definition leaves no block behind, so its lines are not among them.
    static func shownLines(of document: Node, _ definitions: [Definition]) -> Set<Int> {
        let labels = Dictionary(definitions.map { ($0.position.line, words($0.label)) }, uniquingKeysWith: { first, _ in first })
        var shown = Set<Int>()
        document.walk { node in
            switch node.kind {
            case .footnoteDefinition: shown.insert(node.position.line)
            case .paragraph:
                // Definitions at its start are taken out of it, and it still begins where they did.
                var first = node.position.line
                let text = words(node.plainText.prefix(300))
                while first < node.lastLine, let label = labels[first], !text.hasPrefix(label) { first += 1 }
                shown.formUnion(first...max(first, node.lastLine))
            case .heading, .codeBlock, .htmlBlock, .table: shown.formUnion(node.position.line...max(node.position.line, node.lastLine))
            default: break
            }
        }
        return shown
    }
}
