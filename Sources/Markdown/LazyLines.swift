import Diagnostics

/// Reports lines that CommonMark takes into a quotation or a footnote although nothing at their start says so ("lazy continuation lines"): words that
/// an author wrote below a warning would stand in it.
struct LazyLines {
    let source: SourceScalars
    let log: DiagnosticLog

    func check(_ document: Node) { check(document.children, quotations: 0, inFootnote: false) }

    private func check(_ nodes: [Node], quotations: Int, inFootnote: Bool) {
        for node in nodes {
            switch node.kind {
            case .blockQuote, .alert: check(node.children, quotations: quotations + 1, inFootnote: inFootnote)
            case .footnoteDefinition: check(node.children, quotations: quotations, inFootnote: true)
            case .list, .item: check(node.children, quotations: quotations, inFootnote: inFootnote)
            case .paragraph where (quotations > 0 || inFootnote) && node.lastLine > node.position.line:
                for line in node.position.line + 1...node.lastLine where isLazy(line, quotations, inFootnote) {
                    report(line, inFootnote: quotations == 0)
                    break
                }
            default: break
            }
        }
    }

    /// True for a line with fewer marks than there are quotations around it, or one of a footnote that is not indented.
    private func isLazy(_ line: Int, _ quotations: Int, _ inFootnote: Bool) -> Bool {
        let start = source.start(ofLine: line)
        let marks = source.scalars[start...].prefix { $0 == " " || $0 == "\t" || $0 == ">" }
        return marks.count { $0 == ">" } < quotations || quotations == 0 && marks.isEmpty
    }

    private func report(_ line: Int, inFootnote: Bool) {
        log.report(
            .lazyContinuation, at: SourcePosition(in: source.file, line: line),
            "this line goes on with the \(inFootnote ? "footnote" : "quotation") above it, and does not say so",
            suggestion: inFootnote
                ? "a blank line before it; or indent it by four spaces where it belongs to the footnote"
                : "a blank line before it; or begin it with `>` where it belongs there")
    }
}
