import Diagnostics
import Markdown
import SourceData

/// Texts of a YAML file that readers see and that are no Markdown: titles, summaries, labels.
enum PlainTexts {
    /// A policy's `quote` is left out: it is somebody else's words.
    static let ofRecords: Set<String> = ["title", "summary", "label", "help", "name", "note", "guard", "follow-up", "stabiliser", "for"]
    static let ofSettings: Set<String> = ["title", "summary", "audience", "disclaimer", "publisher", "hazard", "harm", "mitigation"]
    static let ofArticles: Set<String> = ["title", "summary", "text"]

    /// Those of `data` under one of `keys` that show anything to read further.
    static func of(_ data: DataValue, _ keys: Set<String>, in source: FieldText) -> [RichText] {
        data.texts(under: keys).compactMap { source.plain($0.text) }
    }

    /// Fields in which marks of Markdown would be shown as they are.
    private static let withoutMarkup: Set<String> = ["title", "summary", "label", "section", "audience", "disclaimer", "term", "abbreviation"]

    /// Reports those with marks of Markdown.
    static func checkMarkup(of data: DataValue, _ log: DiagnosticLog) {
        for (key, text) in data.texts(under: withoutMarkup) {
            guard let mark = markup(in: text.value) else { continue }
            log.report(
                .unreadMarkup, at: text.position, "'\(key)' is plain text, so '\(mark)' would be shown as it is",
                suggestion: mark.hasPrefix("[@") ? "cite the source in the text instead" : "take the marks out")
        }
    }

    /// The first of `[@key`, `[x](y)`, `**x**`, `*x*`, `` `x` `` in a text.
    private static func markup(in text: String) -> String? {
        guard text.utf8.contains(where: { $0 == 0x5B || $0 == 0x2A || $0 == 0x60 }) else { return nil }
        if let match = text.firstMatch(of: /\[@[^\]]*\]?/) { return String(match.output) }
        if let match = text.firstMatch(of: /\[[^\[\]]+\]\([^()\s]+\)/) { return String(match.output) }
        if let match = text.firstMatch(of: /\*\*[^*\s][^*]*\*\*|`[^`]+`/) { return String(match.output) }
        // An asterisk behind a word is a footnote's mark, or a brand's.
        if let match = text.firstMatch(of: /(?:^|[\s(])(\*[^*\s](?:[^*]*[^*\s])?\*)(?:$|[\s.,;:)])/) { return String(match.output.1) }
        return nil
    }
}

extension FieldText {
    /// A text that is no Markdown, in pieces that know where they stand; nil where there is nothing in it for the rules about writing.
    func plain(_ text: Located<String>) -> RichText? {
        // Names that the glossary says not to write are abbreviations as a rule; which they are, one file does not know.
        guard !TextSigns(text.value).areEmpty || Self.hasCapitals(text.value) else { return nil }
        return pieces(of: text)
    }

    private static func hasCapitals(_ text: String) -> Bool {
        text.withBytes { bytes in
            var previous: UInt8 = 0
            for byte in bytes {
                if byte &- 65 < 26, previous &- 65 < 26 { return true }
                previous = byte
            }
            return false
        }
    }
}
