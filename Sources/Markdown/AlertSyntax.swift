import Diagnostics

/// Turns `> [!WARNING]` quotations into alerts.
struct AlertSyntax {
    let source: SourceScalars
    let log: DiagnosticLog

    func apply(to document: inout Node) {
        document.editBlocks { node in
            if case .blockQuote = node.kind, let alert = alert(from: node) { node = alert }
        }
    }

    private func alert(from quote: Node) -> Node? {
        guard let first = quote.children.first, case .paragraph = first.kind, let start = first.children.first,
            case .text(let text) = start.kind, text.hasPrefix("[!"), !SourceCursor(source, from: start.position).isEscaped("[!")
        else { return nil }
        // A marker may be split over text nodes by characters that could have meant something.
        let lineEnd = first.children.firstIndex { $0.kind == .softBreak || $0.kind == .lineBreak } ?? first.children.count
        var marker = ""
        for child in first.children[..<lineEnd] {
            guard case .text(let part) = child.kind else { break }
            marker += part
        }
        let position = start.position
        guard marker.last == "]", let parsed = parse(marker.dropFirst(2).dropLast(), at: position) else {
            if marker.last != "]" {
                log.report(
                    .malformedAlert, at: position, "the alert marker must stand alone on its line",
                    suggestion: "put `[!KIND]` on the first line of the quotation and the text below it")
            }
            return nil
        }
        var alert = quote
        alert.kind = .alert(parsed)
        alert.children[0].children.removeSubrange(..<min(lineEnd + 1, first.children.count))
        if alert.children[0].children.isEmpty { alert.children.removeFirst() }
        return alert
    }

    /// `KIND name=value name="some words"`.
    private func parse(_ marker: Substring, at position: SourcePosition) -> Alert? {
        let name = marker.prefix { $0 != " " }
        guard let kind = Alert.Kind(rawValue: name.uppercased()) else {
            log.report(
                .unknownAlert, at: position, "there is no alert [!\(name)]",
                suggestion: suggestion(for: String(name), among: Alert.Kind.allCases.map(\.rawValue)))
            return nil
        }
        var attributes: [Alert.Attribute] = []
        var rest = marker.dropFirst(name.count).drop { $0 == " " }
        while !rest.isEmpty {
            let attribute = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest.dropFirst(attribute.count)
            guard !attribute.isEmpty, rest.first == "=" else {
                log.report(
                    .malformedAlert, at: position, "'\(attribute)' in [!\(name)] has no value",
                    suggestion: "write name=value or name=\"several words\"")
                return Alert(kind: kind, attributes: attributes)
            }
            rest = rest.dropFirst()
            let value: Substring
            if rest.first == "\"" {
                rest = rest.dropFirst()
                value = rest.prefix { $0 != "\"" }
                guard rest.dropFirst(value.count).first == "\"" else {
                    var opening = SourceCursor(source, from: position)
                    opening.pass("[!" + marker[..<rest.startIndex].dropLast())
                    log.report(
                        .malformedAlert, at: opening.pass("\"") ?? position, "the value of '\(attribute)' has no closing quote",
                        suggestion: "close it: \(attribute)=\"\(rest)\"")
                    return Alert(kind: kind, attributes: attributes)
                }
                rest = rest.dropFirst(value.count + 1)
            } else {
                value = rest.prefix { $0 != " " }
                rest = rest.dropFirst(value.count)
            }
            rest = rest.drop { $0 == " " }
            attributes.append(.init(name: String(attribute), value: String(value)))
        }
        return Alert(kind: kind, attributes: attributes)
    }
}
