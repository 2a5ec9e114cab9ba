public import SourceData

/// A work as another program wrote it down, in the fields of CSL-JSON.
public struct ImportedWork: Sendable {
    /// The key that the other program gives it; nil where it has none.
    public var key: String?
    /// The line of the file it begins on.
    public let line: Int
    private var values: [String: JSONValue] = [:]

    init(line: Int) { self.line = line }

    /// The order in which fields are written.
    private static let order = [
        "type", "title", "author", "editor", "container-title", "container-title-short", "collection-title", "publisher", "publisher-place", "edition", "genre",
        "number", "issued", "volume", "issue", "page", "DOI", "PMID", "PMCID", "ISBN", "URL", "accessed",
    ]

    subscript(key: String) -> JSONValue? {
        get { values[key] }
        set { values[key] = newValue }
    }

    /// The text of a field, trimmed; nil where it has none.
    public func text(_ key: String) -> String? {
        switch values[key] {
        case .string(let text)?, .literal(let text)?: text
        default: nil
        }
    }

    /// Sets a field that is not there yet, where there is something to say.
    mutating func set(_ key: String, _ text: String?) {
        let plain = text.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        if values[key] == nil, let plain, !plain.isEmpty { values[key] = .string(plain) }
    }

    mutating func set(_ key: String, names: [JSONValue]) { if !names.isEmpty { values[key] = .array(names) } }

    mutating func set(_ key: String, date parts: [Int]) {
        if values[key] == nil, !parts.isEmpty { values[key] = .members([.init("date-parts", .array([.array(parts.map { .literal("\($0)") })]))]) }
    }

    /// A DOI without the address of its resolver, in the letter case it has.
    mutating func set(doi text: String?) {
        guard let text = text?.trimmed, !text.isEmpty else { return }
        set("DOI", Identifiers.withoutResolver(text) ?? text)
    }

    /// The year it appeared in; nil where that is not known.
    public var year: String? {
        guard case .array(let dates)? = values["issued"]?["date-parts"], case .array(let parts)? = dates.first, case .literal(let year)? = parts.first else { return nil }
        return year
    }

    /// The family name of the first author, or the name of a group.
    public var firstAuthor: String? {
        guard case .array(let names)? = values["author"] ?? values["editor"], let first = names.first else { return nil }
        if case .string(let name)? = first["family"] ?? first["literal"] { return name }
        return nil
    }

    /// As an item of a CSL-JSON file.
    public func item(id: String) -> JSONValue {
        let known = Self.order.compactMap { key in values[key].map { JSONValue.Member(key, $0) } }
        let others = values.keys.filter { !Self.order.contains($0) }.sorted().map { JSONValue.Member($0, values[$0]!) }
        return .members([.init("id", .string(id))] + known + others)
    }
}

/// Why a file, or a work in it, cannot be taken.
public struct ImportProblem: Error, Sendable {
    public let line: Int
    public let message: String
}

extension StringProtocol {
    var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
