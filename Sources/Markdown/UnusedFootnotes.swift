import Diagnostics

/// Reports footnotes that nothing refers to: cmark drops them without a sign.
struct UnusedFootnotes {
    let source: SourceScalars
    let log: DiagnosticLog

    /// A definition that is still in `document` is referred to; one whose lines no block covers was dropped.
    func check(_ document: Node) {
        guard source.scalars.contains("^") else { return }
        var covered = Set<Int>()
        document.walk { node in
            switch node.kind {
            case .footnoteDefinition: covered.insert(node.position.line)
            case .paragraph, .heading, .codeBlock, .htmlBlock, .table:
                covered.formUnion(node.position.line...max(node.position.line, node.lastLine))
            default: break
            }
        }
        for definition in definitions() where !covered.contains(definition.position.line) {
            log.report(
                .unusedFootnote, at: definition.position, "nothing refers to the footnote '\(definition.label)', so it is left out",
                suggestion: "refer to it with [^\(definition.label)] in the text, or remove it")
        }
    }

    /// Every line that starts with `[^label]:`, perhaps inside a quotation or a list.
    private func definitions() -> [(label: String, position: SourcePosition)] {
        var found: [(label: String, position: SourcePosition)] = []
        var start = 0
        let scalars = source.scalars
        while start < scalars.count {
            let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
            var open = start
            while open < end, Self.standsBefore(scalars[open]) { open += 1 }
            if open + 1 < end, scalars[open] == "[", scalars[open + 1] == "^",
                let close = scalars[open..<end].firstIndex(of: "]"), close > open + 2, close + 1 < end, scalars[close + 1] == ":"
            {
                var label = ""
                label.unicodeScalars.append(contentsOf: scalars[(open + 2)..<close])
                if !label.contains(where: \.isWhitespace) { found.append((label, source.position(at: open))) }
            }
            start = end + 1
        }
        return found
    }

    /// Indentation, marks of quotations and of list items.
    private static func standsBefore(_ scalar: Unicode.Scalar) -> Bool {
        " \t>-*+.)".unicodeScalars.contains(scalar) || ("0"..."9").contains(scalar)
    }
}
