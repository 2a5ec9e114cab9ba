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
            guard node.children.contains(where: Self.maySay) else { return }
            for run in node.children.split(whereSeparator: { !$0.isRunning }) { check(run: run) }
        }
    }

    /// `##Text`
    private func checkHeading(_ paragraph: Node) {
        guard let first = paragraph.children.first, case .text(let text) = first.kind, text.hasPrefix("#") else { return }
        let marks = text.prefix { $0 == "#" }
        guard marks.count <= 6, let next = text.dropFirst(marks.count).first, next.isLetter, !SourceCursor(source, from: first.position).isEscaped("#") else { return }
        log.report(
            .unreadMarkup, at: first.position, "'\(marks)\(next)…' is no heading: a space is missing",
            suggestion: "write '\(marks) \(next)…', or \\# for a # that is text",
            // `##` at the start of a paragraph is nothing else; a single `#` may be a number sign.
            correction: marks.count > 1 ? .init(String(marks), at: first.position, to: "\(marks) ") : nil)
    }

    /// Text as it runs on over nodes and lines. Each place in it is looked at once.
    private func check(run: ArraySlice<Node>) {
        guard let first = run.first else { return }
        var text: [Unicode.Scalar] = []
        for node in run { if case .text(let part) = node.kind { text += part.unicodeScalars } else { text.append("\n") } }
        let tildes = places(of: text.indices.filter { text[$0] == "~" }, in: text, first)
        let brackets = Self.brackets(in: text)
        let addresses = Self.addresses(in: text, but: Set(brackets.map(\.place)))
        let found = (brackets + addresses + Self.tildes(in: text, among: tildes.map(\.index)) + Self.comments(in: text)).sorted { $0.place < $1.place }
        let slips = Dictionary(found.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, position) in places(of: found.map(\.place), in: text, first) {
            log.report(.unreadMarkup, at: position, slips[index]!.summary, suggestion: slips[index]!.suggestion)
        }
    }

    /// Where marks of the text stand in the source, in their order, without those that were meant as text.
    private func places(of marks: [Int], in text: [Unicode.Scalar], _ first: Node) -> [(index: Int, position: SourcePosition)] {
        var cursor = SourceCursor(source, from: first.position)
        var done = 0
        return marks.compactMap { index in
            cursor.passLines(text[done..<index])
            done = index
            let mark = String(Character(text[index]))
            var ahead = cursor
            guard !cursor.isEscaped(mark), let position = ahead.pass(mark) else { return nil }
            return (index, position)
        }
    }

    private struct Slip {
        let place: Int
        let summary: String
        let suggestion: String
    }

    private static func maySay(_ node: Node) -> Bool {
        guard case .text(let text) = node.kind else { return false }
        for byte in text.utf8 where byte == 0x5B || byte == 0x7E || byte == 0x3C { return true }
        return text.withBytes { $0.firstPlace(of: ".yml") ?? $0.firstPlace(of: ".md") } != nil
    }

    /// `../regimens/some-drug.yml#dose`, which is read as text where a bracket around it is missing or another: the value beside it is then checked
    /// against nothing. A bracket that was told of, among `known`, is enough.
    private static func addresses(in text: [Unicode.Scalar], but known: Set<Int>) -> [Slip] {
        func isOfPath(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_./%".unicodeScalars.contains(scalar))
        }
        var found: [Slip] = []
        for dot in text.indices where text[dot] == "." {
            let ending = String(String.UnicodeScalarView(text[(dot + 1)...].prefix { $0.isASCII && $0.properties.isAlphabetic }))
            guard ending == "yml" || ending == "md" else { continue }
            let end = dot + 1 + ending.utf8.count
            var start = dot
            while start > 0, isOfPath(text[start - 1]) { start -= 1 }
            guard start < dot, text[start..<dot].contains("/") || end < text.count && text[end] == "#" else { continue }
            if let bracket = text[..<start].lastIndex(of: "["), known.contains(bracket), text[bracket..<start].contains("]") { continue }
            let shown = String(String.UnicodeScalarView(text[start..<end]))
            let isBehindText = start > 1 && text[start - 1] == "(" && text[start - 2] == "]"
            found.append(
                Slip(
                    place: start, summary: "'\(shown)' is no link: it is read as text, and what stands beside it is checked against nothing",
                    suggestion: (isBehindText ? "a bracket is missing or too many; " : "") + "write [text](address), or the address between ` ` where it is to be read"))
        }
        return found
    }

    /// `[[x]]`, `[x](y z)` and `[x] (y)`.
    private static func brackets(in text: [Unicode.Scalar]) -> [Slip] {
        guard let lastClosing = text.lastIndex(of: "]") else { return [] }
        let lastParenthesis = text.lastIndex(of: ")") ?? -1
        var found: [Slip] = []
        var open: Int?
        var isDouble = false
        for (index, scalar) in text.enumerated() {
            func at(_ offset: Int) -> Unicode.Scalar { index + offset < text.count ? text[index + offset] : "\n" }
            if scalar == "[" {
                isDouble = open == index - 1
                open = index
            } else if scalar == "]", let start = open {
                open = nil
                if isDouble, at(1) == "]", index <= lastClosing {
                    found.append(
                        Slip(
                            place: start - 1, summary: "double brackets are no link here",
                            suggestion: "write [text](file.md), or \\[ for a bracket that is text"))
                } else if start + 1 < index, at(1) == "(", index < lastParenthesis {
                    found.append(
                        Slip(
                            place: start, summary: "this is no link: an address has no spaces, and as many ( as )",
                            suggestion: "write %20 for each space, or put the address between < and >"))
                } else if start + 1 < index, at(1) == " ", at(2) == "(", index < lastParenthesis {
                    found.append(
                        Slip(
                            place: start, summary: "this is no link: between ] and ( stands a space",
                            suggestion: "take the space out, or write \\[ for a bracket that is text"))
                }
            }
        }
        return found
    }

    /// Two that stand as two marks of a strikethrough would: GitHub strikes out what is between them.
    private static func tildes(in text: [Unicode.Scalar], among marks: [Int]) -> [Slip] {
        var found: [Slip] = []
        var open: Int?
        for index in marks {
            let before = index > 0 ? text[index - 1] : " "
            let after = index + 1 < text.count ? text[index + 1] : " "
            if before == "~" || after == "~" { continue }
            if let start = open, !before.properties.isWhitespace {
                var between = ""
                between.unicodeScalars.append(contentsOf: text[(start + 1)..<index].prefix(40).map { $0 == "\n" ? " " : $0 })
                found.append(
                    Slip(
                        place: start, summary: "between single tildes nothing is struck out: '\(between)'",
                        suggestion: "write 'about' or a dash for a single ~, \\~ to keep it, or ~~two~~ to strike out"))
                open = nil
            } else if open == nil, !after.properties.isWhitespace {
                open = index
            }
        }
        return found
    }

    private static func comments(in text: [Unicode.Scalar]) -> [Slip] {
        text.indices.dropLast(3).compactMap { index in
            guard text[index] == "<", text[index + 1] == "!", text[index + 2] == "-", text[index + 3] == "-" else { return nil }
            return Slip(place: index, summary: "this comment is not closed, so it is shown", suggestion: "end it with -->")
        }.prefix(1).map { $0 }
    }
}
