import Diagnostics

/// Reports text that looks like markup and was read as text: it stands on the page with its marks, and what was meant does not.
struct UnreadMarkup {
    let source: SourceScalars
    let log: DiagnosticLog

    func check(_ document: Node) {
        document.walk { node in
            switch node.kind {
            case .link, .image: return
            case .paragraph: checkHeading(node)
            default: break
            }
            var run: [Node] = []
            for child in node.children {
                switch child.kind {
                case .text, .softBreak: run.append(child)
                default:
                    check(run: run)
                    run = []
                }
            }
            check(run: run)
        }
    }

    /// `##Text`
    private func checkHeading(_ paragraph: Node) {
        guard let first = paragraph.children.first, case .text(let text) = first.kind, text.hasPrefix("#") else { return }
        let marks = text.prefix { $0 == "#" }
        guard marks.count <= 6, let next = text.dropFirst(marks.count).first, next.isLetter, !SourceCursor(source, from: first.position).isEscaped("#") else { return }
        report(first.position, "'\(marks)\(next)…' is no heading: a space is missing", "write '\(marks) \(next)…', or \\# for a # that is text")
    }

    /// Text as it runs on over nodes and lines.
    private func check(run: [Node]) {
        guard let first = run.first, run.contains(where: Self.maySay) else { return }
        var text = ""
        for node in run { if case .text(let part) = node.kind { text += part } else { text += "\n" } }
        let cursor = SourceCursor(source, from: first.position)
        /// Where `mark` stands in the source, which comes after `before`; nil where it was meant as text.
        func place(_ mark: String, after before: Substring) -> SourcePosition? {
            if cursor.isEscaped(mark, after: before) { return nil }
            var ahead = cursor
            for (number, line) in before.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number > 0 { ahead.passLine() }
                ahead.pass(line)
            }
            return ahead.pass(mark)
        }
        checkBrackets(text, place)
        checkTildes(text, place)
        if let open = text.firstRange(of: "<!--"), let start = place("<", after: text[..<open.lowerBound]) {
            report(start, "this comment is not closed, so it is shown", "end it with -->")
        }
    }

    private static func maySay(_ node: Node) -> Bool {
        guard case .text(let text) = node.kind else { return false }
        return text.withBytes { bytes in
            for byte in bytes where byte == UInt8(ascii: "[") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: "<") { return true }
            return false
        }
    }

    private func checkBrackets(_ text: String, _ place: (String, Substring) -> SourcePosition?) {
        for open in text.ranges(of: "[[") where text[open.upperBound...].contains("]]") {
            guard let start = place("[", text[..<open.lowerBound]) else { continue }
            report(start, "double brackets are no link here", "write [text](file.md), or \\[ for a bracket that is text")
        }
        for (mark, summary, suggestion) in [
            ("](", "this is no link: an address has no spaces, and as many ( as )", "write %20 for each space, or put the address between < and >"),
            ("] (", "this is no link: between ] and ( stands a space", "take the space out, or write \\[ for a bracket that is text"),
        ] {
            for close in text.ranges(of: mark) {
                guard let open = text[..<close.lowerBound].lastIndex(of: "["), text[close.upperBound...].contains(")"),
                    text.index(after: open) < close.lowerBound, !text[open..<close.lowerBound].dropFirst().contains("]"), let start = place("[", text[..<open])
                else { continue }
                report(start, summary, suggestion)
            }
        }
    }

    /// Two that stand as two marks of a strikethrough would: GitHub strikes out what is between them.
    private func checkTildes(_ text: String, _ place: (String, Substring) -> SourcePosition?) {
        var open: String.Index?
        var index = text.startIndex
        while let at = text[index...].firstIndex(of: "~") {
            let next = text.index(after: at)
            index = next
            let before = at > text.startIndex ? text[text.index(before: at)] : " "
            let after = next < text.endIndex ? text[next] : " "
            if before == "~" || after == "~" { continue }
            if let start = open, !before.isWhitespace {
                guard let position = place("~", text[..<start]) else { return }
                let between = text[text.index(after: start)..<at].split(whereSeparator: \.isWhitespace).joined(separator: " ")
                report(
                    position, "between single tildes nothing is struck out: '\(between.prefix(40))'",
                    "write 'about' or a dash for a single ~, \\~ to keep it, or ~~two~~ to strike out")
                return
            }
            if open == nil, !after.isWhitespace { open = at }
        }
    }

    private func report(_ position: SourcePosition, _ summary: String, _ suggestion: String) {
        log.report(.unreadMarkup, at: position, summary, suggestion: suggestion)
    }
}
