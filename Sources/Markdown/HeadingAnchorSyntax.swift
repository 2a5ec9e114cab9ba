import Diagnostics

/// Takes `{#id}` off the end of a heading, as Pandoc does.
struct HeadingAnchorSyntax {
    let source: SourceScalars
    let log: DiagnosticLog

    func apply(to document: inout Node) {
        document.editBlocks { node in
            guard case .heading(let level, _) = node.kind, let last = node.children.last,
                case .text(let text) = last.kind, text.utf8.last == UInt8(ascii: "}")
            else { return }
            guard let open = text.lastIndex(of: "{"), text[open...].hasPrefix("{#"),
                !SourceCursor(source, from: last.position).isEscaped("{#", after: text[..<open])
            else { return checkMarkup(node) }
            let id = text[open...].dropFirst(2).dropLast()
            guard Self.isValid(id) else {
                log.report(
                    .malformedAnchor, at: node.position, "'\(id)' cannot be an anchor",
                    suggestion: "use letters, digits, hyphens, full stops and underscores, starting with a letter")
                return
            }
            node.kind = .heading(level: level, id: String(id))
            var title = text[..<open]
            while title.last == " " { title.removeLast() }
            if title.isEmpty {
                node.children.removeLast()
            } else {
                node.children[node.children.count - 1].kind = .text(String(title))
            }
        }
    }

    /// Marks of emphasis in an anchor are read before it is: `{#A.__call__}`.
    private func checkMarkup(_ heading: Node) {
        let words = heading.plainText
        guard let open = words.lastIndex(of: "{"), words[open...].hasPrefix("{#"), heading.children.count > 1 else { return }
        let line = source.scalars[source.start(ofLine: heading.position.line)..<source.start(ofLine: heading.position.line + 1)]
        var written = ""
        written.unicodeScalars.append(contentsOf: line)
        guard let start = written.firstRange(of: "{#"), !written[..<start.lowerBound].hasSuffix("\\"), let end = written.lastIndex(of: "}"), end > start.upperBound
        else { return }
        log.report(
            .malformedAnchor, at: heading.position, "'\(written[start.upperBound..<end])' cannot be an anchor",
            suggestion: "use letters, digits, hyphens, full stops and single underscores, starting with a letter")
    }

    private static func isValid(_ id: Substring) -> Bool {
        guard let first = id.first, first.isLetter else { return false }
        return id.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
    }
}
