import Diagnostics

/// Turns `[@key]` and `[@key; @other, p. 12]` into citations, on the tree rather than on the text.
struct CitationSyntax {
    let log: DiagnosticLog

    func apply(to document: Node) -> Node {
        document.editing { node in
            // Only containers of inlines can hold a citation; links cannot hold another link.
            switch node.kind {
            case .link, .image, .text: return [node]
            default:
                var node = node
                if node.children.contains(where: { Self.isText($0) }) { node.children = cite(node.children) }
                return [node]
            }
        }
    }

    private static func isText(_ node: Node) -> Bool {
        if case .text = node.kind { true } else { false }
    }

    /// Works on runs of text, in which a citation may be wrapped over lines.
    private func cite(_ nodes: [Node]) -> [Node] {
        var out: [Node] = []
        var run: [Node] = []
        func flush() {
            out += split(run)
            run = []
        }
        for node in nodes {
            switch node.kind {
            case .text, .softBreak: run.append(node)
            default:
                flush()
                out.append(node)
            }
        }
        flush()
        return out
    }

    private func split(_ run: [Node]) -> [Node] {
        var text = ""
        for node in run {
            if case .text(let part) = node.kind { text += part } else { text += "\n" }
        }
        guard text.contains("@"), let first = run.first else { return run }

        var out: [Node] = []
        var rest = text[...]
        var position = first.position
        func emit(_ plain: Substring) {
            var pieces = plain.split(separator: "\n", omittingEmptySubsequences: false)
            let head = pieces.removeFirst()
            if !head.isEmpty { out.append(Node(.text(String(head)), position: position)) }
            for piece in pieces {
                position.line += 1
                out.append(Node(.softBreak, position: position))
                if !piece.isEmpty { out.append(Node(.text(String(piece)), position: position)) }
            }
        }
        while let open = nextCandidate(in: rest) {
            guard let close = rest[open...].firstIndex(of: "]") else {
                emit(rest[..<open])
                rest = rest[open...]
                log.report(
                    .malformedCitation, at: position, "this citation has no closing bracket",
                    suggestion: "write [@key] or [@key, p. 12; @other]")
                break
            }
            emit(rest[..<open])
            let inner = rest[rest.index(after: open)..<close]
            if let items = items(in: inner, at: position) {
                out.append(Node(.citation(items), position: position))
            } else {
                let shown = inner.split(separator: "\n").joined(separator: " ")
                log.report(
                    .malformedCitation, at: position, "'[\(shown)]' is not a citation Materia can read",
                    suggestion: "write [@key] or [@key, p. 12; @other]; a prefix or a minus sign is not supported")
                emit(rest[open...close])
            }
            rest = rest[rest.index(after: close)...]
        }
        emit(rest)
        return out
    }

    /// The next `[` whose bracket holds an `@` that does not belong to an e-mail address.
    private func nextCandidate(in text: Substring) -> Substring.Index? {
        var from = text.startIndex
        while let open = text[from...].firstIndex(of: "[") {
            let next = text.index(after: open)
            let end = text[next...].firstIndex { $0 == "]" || $0 == "[" } ?? text.endIndex
            var previous: Character = " "
            for character in text[next..<end] {
                if character == "@", previous.isWhitespace || "-;".contains(previous) { return open }
                previous = character
            }
            from = next
        }
        return nil
    }

    private func items(in text: Substring, at position: SourcePosition) -> [CitationItem]? {
        var items: [CitationItem] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            let part = Self.trimmed(part)
            guard part.first == "@" else { return nil }
            let body = part.dropFirst()
            var key = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_-:./".contains($0)) }
            while let last = key.last, !last.isLetter, !last.isNumber { key.removeLast() }
            guard !key.isEmpty else { return nil }
            let tail = Self.trimmed(body.dropFirst(key.count))
            if tail.isEmpty {
                items.append(CitationItem(key: String(key), locator: nil, position: position))
            } else {
                guard tail.first == "," else { return nil }
                let locator = Self.trimmed(tail.dropFirst()).split(separator: "\n").joined(separator: " ")
                guard !locator.isEmpty else { return nil }
                items.append(CitationItem(key: String(key), locator: locator, position: position))
            }
        }
        return items
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
