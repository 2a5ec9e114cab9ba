import Diagnostics

/// Takes `{#id}` off the end of a heading, as Pandoc does.
struct HeadingAnchorSyntax {
    let source: SourceScalars
    let log: DiagnosticLog

    func apply(to document: Node) -> Node {
        document.editing { node in
            guard case .heading(let level, _) = node.kind, let last = node.children.last,
                case .text(let text) = last.kind, text.hasSuffix("}"), let open = text.lastIndex(of: "{"),
                text[open...].hasPrefix("{#"), !SourceCursor(source, from: last.position).isEscaped("{#", after: text[..<open])
            else { return [node] }
            let id = text[open...].dropFirst(2).dropLast()
            guard Self.isValid(id) else {
                log.report(
                    .malformedAnchor, at: node.position, "'\(id)' cannot be an anchor",
                    suggestion: "use letters, digits, hyphens, full stops and underscores, starting with a letter")
                return [node]
            }
            var heading = node
            heading.kind = .heading(level: level, id: String(id))
            var title = text[..<open]
            while title.last == " " { title.removeLast() }
            if title.isEmpty {
                heading.children.removeLast()
            } else {
                heading.children[heading.children.count - 1].kind = .text(String(title))
            }
            return [heading]
        }
    }

    private static func isValid(_ id: Substring) -> Bool {
        guard let first = id.first, first.isLetter else { return false }
        return id.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
    }
}
