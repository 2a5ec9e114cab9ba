import SourceData

/// A part of a file in one line, for people.
struct SaidValue {
    /// What ids of this page are called: of its questions, items, scores and others. Another page may call something else by the same id.
    var names: [String: String] = [:]
    /// What records and indications are called, by their folder and id: `products/a`.
    var titles: [String: String] = [:]

    /// `crcl over 50 mL/min`, by the words of keys and names. `told` is a key of it that is told already.
    func words(_ value: DataValue, under key: String? = nil, but told: String? = nil) -> String {
        switch value {
        case .scalar(let text, _, _): return named(Self.line(Self.plain(text)), under: key)
        case .sequence(let values, _):
            return values.map { part in
                let words = words(part, under: key)
                if case .mapping(let entries, _) = part, entries.count > 1 { return "(\(words))" } else { return words }
            }.joined(separator: "; ")
        case .mapping(let entries, _):
            let limits = entries.allSatisfy { Self.limits.contains($0.key) }
            return entries.filter { !$0.value.saysNothing && $0.key != told }.map(part).joined(separator: limits ? " and " : ", ")
        }
    }

    private func part(_ entry: DataValue.Entry) -> String {
        let value = words(entry.value, under: entry.key)
        if entry.key == "sex" { return value }
        let name = names[entry.key] ?? (Self.limits.contains(entry.key) ? entry.key.replacing("-", with: " ") : FieldWords.words(entry.key, under: nil))
        if case .mapping(let parts, _) = entry.value, parts.count > 1, !parts.allSatisfy({ Self.limits.contains($0.key) }) { return "\(name) (\(value))" }
        return "\(name) \(value)"
    }

    /// An entry of a list by what tells it from others, and the key that does; nil where nothing does.
    func name(of value: DataValue, under key: String? = nil) -> (words: String, key: String)? {
        guard case .mapping = value else { return value.text.map { (named(Self.line($0), under: key), "") } }
        for key in ["label", "term", "title", "name"] { if let text = value[key]?.text { return (Self.line(text), key) } }
        if let condition = value["when"], value["id"] == nil {
            let words = words(condition)
            return (words == "always" ? "always" : "where \(words)", "when")
        }
        if let patient = value["patient"] { return (words(patient), "patient") }
        for key in ["indication", "id", "date", "hazard", "source", "system", "for"] {
            if let text = value[key]?.text { return (named(Self.line(text), under: key == "indication" ? key : nil), key) }
        }
        return nil
    }

    private func named(_ text: String, under key: String?) -> String {
        guard let key else { return names[text] ?? text }
        if let folder = Self.folders[key] { return titles["\(folder)/\(text)"] ?? text }
        return Self.isText(key) ? text : names[text] ?? text
    }

    /// Of what the values of a key name.
    private static let folders = [
        "protocols": "protocols", "protocol": "protocols", "products": "products", "product": "products", "regimens": "regimens",
        "applies-to": "indications", "indication": "indications",
    ]

    private static let limits: Set<String> = ["at-least", "at-most", "over", "under"]

    private static func isText(_ key: String) -> Bool { ["label", "title", "text", "notes", "value", "grade", "code"].contains(key) }

    /// Markdown as its words: links by their text, citations by their keys.
    private static func plain(_ text: String) -> String {
        guard text.contains("[") || text.contains("**") else { return text }
        return text.replacing(/\[([^\[\]@][^\[\]]*)\]\([^()\s]*\)/) { String($0.output.1) }
            .replacing(/\[(@[^\[\]]*)\]/) { "[\($0.output.1.replacing("@", with: ""))]" }.replacing("**", with: "")
    }

    /// Lines are layout: a paragraph is one, and a list has one for each entry.
    static func line(_ text: String) -> String { isOneLine(text) ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// True for what has no space but single ones between words, as nearly everything has.
    private static func isOneLine(_ text: String) -> Bool {
        var wasSpace = true
        for byte in text.utf8 {
            let isSpace = byte == 0x20
            if (isSpace && wasSpace) || (9...13).contains(byte) || byte >= 0x80 { return false }
            wasSpace = isSpace
        }
        return !wasSpace
    }

    /// The same, where paragraphs and entries of lists stay apart.
    static func laidOut(_ text: String) -> String {
        if !text.utf8.contains(10), !text.contains(where: \.isNewline) { return line(text) }
        var lines: [String] = []
        var isOpen = false
        for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line(String(row))
            let startsBlock = startsBlock(words, after: lines.last)
            if words.isEmpty {
                isOpen = false
            } else if isOpen, !startsBlock {
                lines[lines.count - 1] += " " + words
            } else {
                lines.append(words)
                isOpen = true
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A number goes on with a paragraph unless it is 1, as Markdown has it.
    private static func startsBlock(_ line: String, after last: String?) -> Bool {
        if ["- ", "* ", "+ ", "|", ">", "#"].contains(where: line.hasPrefix) { return true }
        func number(_ line: String) -> Substring? {
            let digits = line.prefix { $0.isNumber }
            return !digits.isEmpty && [".", ")"].contains(line.dropFirst(digits.count).prefix { $0 != " " }) ? digits : nil
        }
        return number(line).map { $0 == "1" || last.flatMap(number) != nil } ?? false
    }
}

extension DataValue {
    /// True for nothing, and for lists and mappings without entries.
    var saysNothing: Bool {
        switch self {
        case .scalar: isNull
        case .sequence(let values, _): values.isEmpty
        case .mapping(let entries, _): entries.isEmpty
        }
    }

    /// The same for the same values, whatever their order in mappings and their layout.
    var canonical: String {
        switch self {
        case .scalar(let text, _, _): isNull ? "~" : "'\(SaidValue.laidOut(text))'"
        case .sequence(let values, _): "[\(values.map(\.canonical).joined(separator: ","))]"
        case .mapping(let entries, _):
            "{\(entries.filter { !$0.value.saysNothing }.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.canonical)" }.joined(separator: ","))}"
        }
    }

    /// Of a scalar that says something.
    var text: String? { if case .scalar(let text, _, _) = self, !isNull { text } else { nil } }
}
