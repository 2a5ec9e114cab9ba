import Diagnostics
import SourceData

/// Fields that reference managers keep as lines of the note, because they have no place of their own for them: `PMID: 31000001`.
///
/// Zotero calls it "Extra", and writes it into `note`. Lines of a name and a value are fields by its rules and by those of
/// citeproc-js; everything else is the note of whoever keeps the library, and is not printed.
struct CSLNote {
    let log: DiagnosticLog

    /// The names that a line can begin with, in small letters and with hyphens. What is not printed needs no line.
    private static let fields: [String: String] = [
        "pmid": "PMID", "pmcid": "PMCID", "doi": "DOI", "url": "URL", "type": "type", "citation-key": "citation-key",
        "container-title": "container-title", "publication-title": "container-title",
        "container-title-short": "container-title-short", "journal-abbreviation": "container-title-short", "journalabbreviation": "container-title-short",
        "volume": "volume", "issue": "issue", "page": "page", "pages": "page", "number": "number", "edition": "edition", "version": "version",
        "genre": "genre", "publisher": "publisher", "publisher-place": "publisher-place", "place": "publisher-place",
        "issued": "issued", "date": "issued", "accessed": "accessed", "author": "author", "editor": "editor",
    ]

    /// The item with the fields of its note. A field that says something else than the note is reported, and stays.
    func reading(_ item: DataValue) -> DataValue {
        guard case .mapping(let entries, let position) = item, case .scalar(let note, .quoted, let place)? = item["note"], note.contains(":") else { return item }
        var fields = DataValueFields(entries)
        var names: [String: [DataValue]] = [:]
        for (key, text) in Self.lines(of: note) {
            let value: DataValue
            switch key {
            case "author", "editor":
                // One line a person: all of them, or none.
                if fields[key] == nil || names[key] != nil {
                    names[key, default: []].append(Self.name(text, at: place))
                    fields[key] = .sequence(names[key]!, place)
                    continue
                }
                value = .scalar(text, .quoted, place)
            case "issued", "accessed": value = .mapping([.init(key: "raw", keyPosition: place, value: .scalar(text, .quoted, place))], place)
            default: value = .scalar(text, .quoted, place)
            }
            // A reference manager has fewer types than CSL, and this line is how to say another one.
            guard key != "type", let present = fields[key] ?? (key == "container-title-short" ? fields["journalAbbreviation"] : nil) else {
                fields[key] = value
                continue
            }
            if !Self.saySame(present, value, key) { report(key, text, present, of: item, at: place) }
        }
        return .mapping(fields.entries, position)
    }

    /// `Key: value` and `{:Key: value}`, as pairs of a field of CSL and a text.
    private static func lines(of note: String) -> [(key: String, text: String)] {
        var found: [(String, String)] = []
        for line in note.replacing("{:", with: "\n").split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let name = parts[0].split { $0.isWhitespace || $0 == "-" || $0 == "_" }.joined(separator: "-").lowercased()
            let text = parts[1].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let key = fields[name], !text.isEmpty { found.append((key, text.hasSuffix("}") && !text.contains("{") ? String(text.dropLast()) : text)) }
        }
        return found
    }

    /// `Family || Given`, or a group.
    private static func name(_ text: String, at place: SourcePosition) -> DataValue {
        let parts = text.components(separatedBy: "||")
        func entry(_ key: String, _ value: String) -> DataValue.Entry { .init(key: key, keyPosition: place, value: .scalar(value, .quoted, place)) }
        return .mapping(parts.count == 2 ? [entry("family", parts[0]), entry("given", parts[1])] : [entry("literal", text)], place)
    }

    private static func saySame(_ a: DataValue, _ b: DataValue, _ key: String) -> Bool {
        switch key {
        case "issued", "accessed":
            let reader = CSLDateReader(log: DiagnosticLog())
            return reader.date(a, "") == reader.date(b, "")
        case "DOI":
            func bare(_ value: DataValue) -> String? { value.cslText.map { (Identifiers.withoutResolver($0) ?? $0).lowercased() } }
            return bare(a) == bare(b)
        default: return a.cslText?.lowercased() == b.cslText?.lowercased()
        }
    }

    private func report(_ key: String, _ text: String, _ present: DataValue, of item: DataValue, at place: SourcePosition) {
        let owner = CSLItemReader.owner(of: item)
        log.report(
            .invalidCSL, at: place,
            "'note' of \(owner) has the line '\(key): \(text)', and the field '\(key)' says \(present.cslText.map { "'\($0)'" } ?? "something else")",
            suggestion: "mend the field, or take the line out of 'note' (in Zotero: Extra)")
    }
}

/// Entries that can be added to.
private struct DataValueFields {
    private(set) var entries: [DataValue.Entry]

    init(_ entries: [DataValue.Entry]) { self.entries = entries }

    subscript(key: String) -> DataValue? {
        get {
            guard let value = entries.first(where: { $0.key == key })?.value, !value.isNull, value.cslText != "" else { return nil }
            if case .sequence(let values, _) = value, values.isEmpty { return nil }
            return value
        }
        set {
            guard let newValue else { return }
            entries.removeAll { $0.key == key }
            entries.append(.init(key: key, keyPosition: newValue.position, value: newValue))
        }
    }
}

extension String {
    /// The pieces between each `separator`, without the space around them.
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }
}
