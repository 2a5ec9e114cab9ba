import Diagnostics
import SourceData

extension DataValue {
    /// What the author of a JSON file would call this value.
    var jsonKind: String {
        switch self {
        case .scalar(_, .quoted, _): "text"
        case .scalar("null", _, _): "null"
        case .scalar("true", _, _), .scalar("false", _, _): "true or false"
        case .scalar: "a number"
        case .sequence: "a list"
        case .mapping: "an object"
        }
    }

    /// The text of any single value, `true` included.
    var anyText: String? { if case .scalar(let text, _, _) = self { text } else { nil } }

    /// Text, or a number as it is written; white space is evened out. Nil for everything else.
    var cslText: String? {
        guard case .scalar(let text, let style, _) = self, style != .plain || jsonKind == "a number" else { return nil }
        // Most texts have single spaces already.
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F || $0 == 0x20 }), !text.hasPrefix(" "), !text.hasSuffix(" "), !text.contains("  ") { return text }
        return text.split { $0.isWhitespace && !"\u{A0}\u{202F}".contains($0) }.joined(separator: " ")
    }
}

extension Fields {
    /// Names the place in messages: `'volume' of reference 'lim2021'`.
    func label(_ key: String) -> String { "'\(key)' of \(owner)" }

    /// A CSL field of text; CSL lets numbers stand as text or as numbers. Empty text is no text.
    func cslText(_ key: String) -> Located<String>? {
        guard let value = value(key) else { return nil }
        guard let text = value.cslText else {
            log.report(
                Rule.invalidCSL, at: value.position,
                "\(label(key)) must be text or a number, not \(value.jsonKind)")
            return nil
        }
        reportMarkup(in: text, key, at: value.position)
        return text.isEmpty ? nil : Located(text, at: value.position)
    }

    /// What would be printed as it stands.
    private func reportMarkup(in text: String, _ key: String, at position: SourcePosition) {
        func report(_ problem: String, _ help: String) { log.report(Rule.invalidCSL, at: position, "\(label(key)) \(problem)", suggestion: help) }
        if text.utf8.contains(UInt8(ascii: "<")) {
            if CSLMarkup.fields.contains(key) {
                if let problem = CSLMarkup.problem(in: text) { return report(problem.summary, problem.help) }
            } else if let tag = CSLMarkup.anyTag(in: text) {
                return report(
                    "has the markup '\(tag)', which would be printed as it stands", "write plain text; there are characters such as ₂ and ³ for what stands low or high")
            }
        }
        if key != "note", let (entity, character) = CSLMarkup.entity(in: text), !text.contains("://") {
            report("has '\(entity)', which would be printed as it stands", "write \(character)")
        }
    }

    /// The elements of a field that is a list.
    func cslList(_ key: String) -> [DataValue] {
        guard let value = value(key) else { return [] }
        guard case .sequence(let values, _) = value else {
            log.report(
                Rule.invalidCSL, at: value.position,
                "\(label(key)) must be a list, not \(value.jsonKind)")
            return []
        }
        return values
    }
}
