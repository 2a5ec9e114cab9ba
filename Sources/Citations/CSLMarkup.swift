import Diagnostics
import SourceData

/// The markup that CSL processors know in titles: `<i>in vitro</i>`, `10<sup>3</sup>`.
///
/// A title keeps it as it is written, once it is known to be sound, and a printed reference has it as runs.
enum CSLMarkup {
    /// Fields that may have it.
    static let fields: Set<String> = ["title", "container-title", "container-title-short", "journalAbbreviation"]

    private static let tags: [(open: String, close: String, style: RunStyle)] = [
        ("<i>", "</i>", .italic), ("<b>", "</b>", .bold), ("<sup>", "</sup>", .superscript), ("<sub>", "</sub>", .subscript),
        ("<sc>", "</sc>", .smallCaps), ("<span style=\"font-variant:small-caps;\">", "</span>", .smallCaps),
        ("<span style=\"font-variant: small-caps;\">", "</span>", .smallCaps), ("<span class=\"nocase\">", "</span>", []),
    ]

    /// Names of tags in the files of publishers and of those who take text from web pages.
    private static let otherNames: Set<Substring> = [
        "a", "b", "big", "bold", "br", "div", "em", "emph", "h1", "h2", "h3", "i", "img", "inf", "italic", "italics", "li", "math", "mi", "mml", "mn", "mo", "ol", "p",
        "q", "sc", "scp", "script", "small", "span", "strong", "sub", "sup", "svg", "td", "tr", "table", "tt", "u", "ul", "jats",
    ]

    /// Stretches of `text` with their style; the whole text where it has no markup.
    static func runs(of text: String) -> [(text: String, style: RunStyle)] {
        guard text.utf8.contains(UInt8(ascii: "<")) else { return [(text, [])] }
        var runs: [(text: String, style: RunStyle)] = []
        var open: [(close: String, style: RunStyle)] = []
        var piece = ""
        func style() -> RunStyle { open.reduce([]) { $0.symmetricDifference($1.style) } }
        func end() {
            if !piece.isEmpty { runs.append((piece, style())) }
            piece = ""
        }
        var rest = text[...]
        while let character = rest.first {
            if character == "<", let last = open.last, rest.hasPrefix(last.close) {
                end()
                open.removeLast()
                rest = rest.dropFirst(last.close.count)
            } else if character == "<", let tag = tags.first(where: { rest.hasPrefix($0.open) }) {
                end()
                open.append((tag.close, tag.style))
                rest = rest.dropFirst(tag.open.count)
            } else {
                let next = rest.dropFirst().firstIndex(of: "<") ?? rest.endIndex
                piece += rest[..<next]
                rest = rest[next...]
            }
        }
        end()
        return runs
    }

    /// What is wrong with the markup of a title, and what to do; nil where nothing is.
    static func problem(in text: String) -> (summary: String, help: String)? {
        var open: [(open: String, close: String)] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            if let last = open.last, rest.hasPrefix(last.close) {
                open.removeLast()
                rest = rest.dropFirst(last.close.count)
            } else if let tag = tags.first(where: { rest.hasPrefix($0.open) }) {
                open.append((tag.open, tag.close))
                rest = rest.dropFirst(tag.open.count)
            } else if let closing = tags.first(where: { rest.hasPrefix($0.close) }) {
                return ("closes '\(closing.close)', which is not open", "write each '<i>' with its '</i>', one within the other")
            } else if let tag = otherTag(at: rest) {
                return ("has the markup '\(tag)', which would be printed as it stands", "write <i>, <b>, <sup> or <sub>, or plain text")
            } else {
                rest = rest.dropFirst()
            }
        }
        if let last = open.last { return ("opens '\(last.open)' and does not close it", "write '\(last.close)' where it ends") }
        return nil
    }

    /// The first tag of a text that may have none: of those that CSL knows, and of web pages.
    static func anyTag(in text: String) -> String? {
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            if let tag = otherTag(at: rest) { return tag }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// A character that is written as in HTML: `&amp;`.
    static func entity(in text: String) -> (entity: String, character: String)? {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return nil }
        let known = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\\\"", "&apos;": "'", "&#39;": "'", "&nbsp;": "a space", "&ndash;": "–", "&mdash;": "—"]
        return known.sorted { $0.key < $1.key }.first { text.contains($0.key) }.map { ($0.key, $0.value) }
    }

    private static func otherTag(at text: Substring) -> String? {
        let inner = text.dropFirst()
        let name = (inner.first == "/" ? inner.dropFirst() : inner).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard !name.isEmpty, otherNames.contains(Substring(name.lowercased())) else { return nil }
        let after = text[name.endIndex...].first
        guard after == ">" || after == "/" || after == ":" || after?.isWhitespace == true, text.prefix(200).contains(">") else { return nil }
        return after == ":" ? "\(text.prefix { $0 != ">" && !$0.isWhitespace })>" : "<\(inner.first == "/" ? "/" : "")\(name)>"
    }
}

extension String {
    /// Without the markup of a title.
    var withoutMarkup: String { CSLMarkup.runs(of: self).map(\.text).joined() }
}

extension Reference {
    /// The title without the markup of CSL.
    public var plainTitle: String { title.withoutMarkup }
}
