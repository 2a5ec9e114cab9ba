import Diagnostics

/// Turns `[@key]` and `[@key; @other, p. 12]` into citations, on the tree rather than on the text.
struct CitationSyntax {
    let source: SourceScalars
    let log: DiagnosticLog

    func apply(to node: inout Node) {
        // Links cannot hold another link, however deep in them it stands.
        switch node.kind {
        case .link, .image: return
        default: break
        }
        for index in node.children.indices where !node.children[index].children.isEmpty { apply(to: &node.children[index]) }
        if node.children.contains(where: { Self.mayCite($0) }) { node.children = cite(node.children) }
    }

    private static func mayCite(_ node: Node) -> Bool {
        if case .text(let text) = node.kind { text.utf8.contains(UInt8(ascii: "@")) } else { false }
    }

    /// Works on runs of text, in which a citation may be wrapped over lines.
    private func cite(_ nodes: [Node]) -> [Node] {
        var out: [Node] = []
        var run: [Node] = []
        func flush() {
            if run.contains(where: Self.mayCite) { out += split(run) } else { out += run }
            run = []
        }
        for node in nodes {
            if node.isRunning {
                run.append(node)
            } else {
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
        guard let first = run.first else { return run }

        var out: [Node] = []
        var rest = text[...]
        var cursor = SourceCursor(source, from: first.position)
        func emit(_ plain: Substring) {
            var rest = plain
            while let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) {
                append(rest[..<end])
                out.append(Node(.softBreak, position: cursor.position))
                cursor.passLine()
                rest = rest[rest.utf8.index(after: end)...]
            }
            append(rest)
        }
        func append(_ piece: Substring) {
            guard !piece.isEmpty else { return }
            let position = cursor.position
            out.append(Node(.text(String(piece)), position: cursor.pass(piece) ?? position))
        }
        while let candidate = nextCandidate(in: rest) {
            emit(rest[..<candidate.open])
            rest = rest[candidate.open...]
            if cursor.isEscaped("[") || cursor.isEscaped("@", after: rest[..<candidate.at]) {
                emit(rest.prefix(1))
                rest = rest.dropFirst()
                continue
            }
            var ahead = cursor
            let start = ahead.pass("[") ?? cursor.position
            guard let close = rest.utf8.firstIndex(of: UInt8(ascii: "]")) else {
                log.report(
                    .malformedCitation, at: start, "this citation has no closing bracket",
                    suggestion: "write [@key] or [@key, p. 12; @other]")
                break
            }
            let inner = rest[..<close].dropFirst()
            if let items = items(in: inner, from: cursor), let first = items.first {
                out.append(Node(.citation(items), position: first.position))
                cursor.pass(rest[...close])
            } else {
                log.report(
                    .malformedCitation, at: start, "'\(Self.shown(inner))' is not a citation Materia can read",
                    suggestion: Self.namesAnother(inner)
                        ? "put a semicolon between two keys: [@key; @other]" : "write [@key] or [@key, p. 12; @other]; a prefix or a minus sign is not supported")
                emit(rest[...close])
            }
            rest = rest[rest.index(after: close)...]
        }
        emit(rest)
        return out
    }

    /// The next `[` whose bracket holds an `@` that does not belong to an e-mail address.
    private func nextCandidate(in text: Substring) -> (open: Substring.Index, at: Substring.Index)? {
        let bytes = text.utf8
        var from = bytes.startIndex
        while let open = bytes[from...].firstIndex(of: UInt8(ascii: "[")) {
            from = bytes.index(after: open)
            let end = bytes[from...].firstIndex { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") } ?? bytes.endIndex
            var previous: Unicode.Scalar = " "
            let inner = text[from..<end].unicodeScalars
            for index in inner.indices {
                if inner[index] == "@", previous.properties.isWhitespace || previous == "-" || previous == ";" { return (open, index) }
                previous = inner[index]
            }
        }
        return nil
    }

    /// The items between two brackets; `cursor` stands before the first.
    private func items(in text: Substring, from cursor: SourceCursor) -> [CitationItem]? {
        var cursor = cursor
        cursor.pass("[")
        var items: [CitationItem] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            let lead = part.prefix(while: \.isWhitespace)
            let part = Self.trimmed(part)
            guard part.first == "@" else { return nil }
            let body = part.dropFirst()
            var key = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_-:./".contains($0)) }
            while let last = key.last, !last.isLetter, !last.isNumber { key.removeLast() }
            guard !key.isEmpty else { return nil }
            let tail = Self.trimmed(body.dropFirst(key.count))
            var locator: String?
            if !tail.isEmpty {
                guard tail.first == "," else { return nil }
                let words = Self.trimmed(tail.dropFirst()).split(separator: "\n").joined(separator: " ")
                guard !words.isEmpty, !Self.namesAnother(tail) else { return nil }
                locator = words
            }
            cursor.pass(lead)
            let position = cursor.pass(part) ?? cursor.position
            items.append(CitationItem(key: String(key), locator: locator, position: position))
        }
        return items
    }

    /// True where a key follows a comma: it would be taken for a place in the source before it.
    private static func namesAnother(_ text: Substring) -> Bool { text.contains(/,\s*@/) }

    /// `[text]` in one line, shortened: a bracket left open can run to the end of the paragraph.
    private static func shown(_ inner: Substring) -> String {
        let line = inner.split(separator: "\n").joined(separator: " ")
        return line.count > 60 ? "[\(line.prefix(60))…" : "[\(line)]"
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
