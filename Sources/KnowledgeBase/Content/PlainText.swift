import Diagnostics
import Markdown
import SourceData

/// Reports Markdown in fields that are shown as they are: titles, summaries, labels.
enum PlainText {
    private static let keys: Set<String> = ["title", "summary", "label", "section", "audience", "disclaimer", "term", "abbreviation"]

    static func check(_ data: DataValue, _ log: DiagnosticLog) {
        switch data {
        case .scalar: break
        case .sequence(let values, _): for value in values { check(value, log) }
        case .mapping(let entries, _):
            for entry in entries {
                if keys.contains(entry.key), case .scalar(let text, _, let place) = entry.value, let (mark, what) = markup(in: text) {
                    log.report(
                        .unreadMarkup, at: place, "'\(entry.key)' is plain text, so '\(mark)' would be shown as it is",
                        suggestion: what == .citation ? "cite the source in the text instead" : "take the marks out")
                } else {
                    check(entry.value, log)
                }
            }
        }
    }

    private enum What { case citation, other }

    /// The first of `[@key`, `[x](y)`, `**x**`, `*x*`, `` `x` `` in a text.
    private static func markup(in text: String) -> (mark: String, what: What)? {
        guard text.utf8.contains(where: { $0 == 0x5B || $0 == 0x2A || $0 == 0x60 }) else { return nil }
        if let match = text.firstMatch(of: /\[@[^\]]*\]?/) { return (String(match.output), .citation) }
        if let match = text.firstMatch(of: /\[[^\[\]]+\]\([^()\s]+\)/) { return (String(match.output), .other) }
        if let match = text.firstMatch(of: /\*\*[^*\s][^*]*\*\*|`[^`]+`/) { return (String(match.output), .other) }
        // An asterisk behind a word is a footnote's mark, or a brand's.
        if let match = text.firstMatch(of: /(?:^|[\s(])(\*[^*\s](?:[^*]*[^*\s])?\*)(?:$|[\s.,;:)])/) { return (String(match.output.1), .other) }
        return nil
    }
}
