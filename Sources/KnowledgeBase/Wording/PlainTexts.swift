import Diagnostics
import Markdown
import SourceData

/// Texts of a YAML file that readers see and that are no Markdown: titles, summaries, labels.
struct PlainTexts {
    private let source: FieldText
    private let keys: Set<String>
    private var found: [RichText] = []

    /// Those of `data` under one of `keys`, wherever in it they stand, that show anything to read further.
    static func of(_ data: DataValue, _ keys: Set<String>, in source: FieldText) -> [RichText] {
        var texts = PlainTexts(source: source, keys: keys)
        texts.take(data)
        return texts.found
    }

    /// A policy's `quote` is left out: it is somebody else's words.
    static let ofRecords: Set<String> = ["title", "summary", "label", "help", "name", "note", "guard", "follow-up", "stabiliser", "for"]
    static let ofSettings: Set<String> = ["title", "summary", "audience", "disclaimer"]
    static let ofArticles: Set<String> = ["title", "summary", "text"]

    private init(source: FieldText, keys: Set<String>) {
        self.source = source
        self.keys = keys
    }

    private mutating func take(_ value: DataValue) {
        switch value {
        case .mapping(let entries, _):
            for entry in entries {
                if case .scalar(let text, _, let position) = entry.value {
                    guard keys.contains(entry.key) else { continue }
                    found += source.plain(Located(text, at: position)).map { [$0] } ?? []
                } else {
                    take(entry.value)
                }
            }
        case .sequence(let values, _): for value in values { take(value) }
        default: break
        }
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
