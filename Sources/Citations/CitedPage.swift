import Diagnostics
public import SourceData

/// A page of a site as others cite it: in AMA style, and for programs that keep references.
///
/// Nothing is made up: what nobody has said is left out. `opening` goes into each form for programs as it is, as lines of that form, for
/// what is known only when the page is read, such as its address and the day.
public struct CitedPage: Sendable {
    /// What a reference manager calls it by.
    public var key: String
    public var title: String
    /// As they are written: nobody can say which part of a name is the family's.
    public var authors: [String] = []
    public var site: String
    public var publisher: String?
    /// When it was last changed.
    public var updated: CalendarDate?
    public var version: String?
    public var url: String?
    /// BCP 47.
    public var language: String?

    public init(key: String, title: String, site: String) {
        self.key = key
        self.title = Self.line(title)
        self.site = Self.line(site)
    }

    /// Authors; where there are none, who publishes the site.
    private var contributors: [String] { authors.isEmpty ? publisher.map { [$0] } ?? [] : authors }
    /// Nil on the home page, which is called as the site is.
    private var container: String? { site == title ? nil : site }

    static func line(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// `accessed` and `address` stand for what the reader puts there.
    public func ama(accessed: String, address: String) -> [Run] {
        var reference = Reference(id: key, type: .webpage, title: "", position: .init(file: ""))
        // Signs of markup in a title are its own here.
        reference.authors = contributors.map { .group(Self.line($0)) }
        reference.issued = updated.flatMap { PartialDate(iso: $0.description) }.map { .text("Updated \($0.american)") }
        reference.accessed = .text(accessed)
        reference.url = url ?? address
        reference.title = title
        reference.containerTitle = [container, version.map { "\(container == nil ? "Version" : "version") \($0)" }].compactMap(\.self).joined(separator: ", ").nonEmpty
        return AMA.format(reference)
    }

    /// An entry of type `misc`, which every style knows.
    public func bibTeX(opening: String = "") -> String {
        func field(_ name: String, _ value: String?) -> String { value.map { "  \(name) = {\($0)},\n" } ?? "" }
        let names = contributors.map { "{\(Self.escapedForTeX($0))}" }.joined(separator: " and ")
        return "@misc{\(key),\n" + field("author", names.nonEmpty) + field("title", "{\(Self.escapedForTeX(title))}")
            + field("howpublished", container.map(Self.escapedForTeX)) + field("publisher", publisher.map(Self.escapedForTeX))
            + field("year", updated.map { String($0.year) }) + field("month", updated.map { String($0.month) }) + field("day", updated.map { String($0.day) })
            + field("note", version.map { "Version \(Self.escapedForTeX($0))" }) + field("url", url) + field("language", language) + opening + "}\n"
    }

    /// A record of type `ELEC`.
    public func ris(opening: String = "") -> String {
        func field(_ tag: String, _ value: String?) -> String { value.map { "\(tag)  - \(Self.line($0))\n" } ?? "" }
        func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "TY  - ELEC\n" + contributors.map { field("AU", $0) }.joined() + field("TI", title) + field("T2", container) + field("PB", publisher)
            + field("PY", updated.map { String($0.year) }) + field("DA", updated.map { "\($0.year)/\(pad($0.month))/\(pad($0.day))" }) + field("ET", version)
            + field("UR", url) + field("LA", language) + field("ID", key) + opening + "ER  - \n"
    }

    /// A list of one item of CSL-JSON.
    public func cslJSON(opening: String = "") -> String {
        func field(_ name: String, _ value: String?) -> String { value.map { "    \"\(name)\": \($0),\n" } ?? "" }
        let names = contributors.map { "{ \"literal\": \(Self.quoted($0)) }" }.joined(separator: ", ")
        return "[\n  {\n" + field("id", Self.quoted(key)) + field("type", "\"webpage\"") + field("author", names.isEmpty ? nil : "[\(names)]")
            + field("container-title", container.map(Self.quoted)) + field("publisher", publisher.map(Self.quoted))
            + field("issued", updated.map { "{ \"date-parts\": [[\($0.year), \($0.month), \($0.day)]] }" }) + field("version", version.map(Self.quoted))
            + field("URL", url.map(Self.quoted)) + field("language", language.map(Self.quoted)) + opening + "    \"title\": \(Self.quoted(title))\n  }\n]\n"
    }

    // MARK: Signs that mean something

    /// BibTeX counts braces even behind a backslash, so they have names.
    private static func escapedForTeX(_ text: String) -> String {
        var out = ""
        for character in line(text) {
            switch character {
            case "\\": out += "\\textbackslash{}"
            case "{": out += "\\textbraceleft{}"
            case "}": out += "\\textbraceright{}"
            case "^": out += "\\textasciicircum{}"
            case "~": out += "\\textasciitilde{}"
            case "$", "&", "#", "%", "_": out += "\\\(character)"
            default: out.append(character)
            }
        }
        return out
    }

    private static func quoted(_ text: String) -> String { JSONValue.quoted(line(text)) }
}
