public import Diagnostics
import Markdown
import SourceData

/// A term, with the abbreviation and the other names it goes by.
public struct GlossaryEntry: Sendable {
    public let id: String
    public let term: String
    public let abbreviation: String?
    public let synonyms: [String]
    /// Names of it that are not to be written. Readers may meet them elsewhere, so they stand among the synonyms as well.
    let avoided: [String]
    public let definition: RichText?
    public let position: SourcePosition
}

/// The terms of the knowledge base, in alphabetical order.
public struct Glossary: Sendable {
    public static let path = "glossary.yml"
    public let entries: [GlossaryEntry]

    static let empty = Glossary(entries: [])

    init(entries: [GlossaryEntry]) { self.entries = entries }

    /// Nil, with a diagnostic, when the file cannot be read as a list.
    init?(_ file: ContentFile, log: DiagnosticLog) {
        guard let (data, source) = file.yaml(log) else { return nil }
        guard case .sequence(let values, _) = data else {
            log.report(
                .wrongType, at: data.position, "the glossary must be a list, not \(data.kindName)",
                suggestion: "start each entry with `- term:`")
            return nil
        }
        PlainTexts.checkMarkup(of: data, log)
        var entries: [GlossaryEntry] = []
        var names: [String: SourcePosition] = [:]
        for value in values {
            guard let fields = Fields(value, owner: "a glossary entry", log: log) else { continue }
            let term = fields.requiredString("term")
            let abbreviation = fields.string("abbreviation")
            let synonyms = fields.strings("synonyms").map(\.value)
            let avoided = fields.strings("avoid").map(\.value)
            let definition = fields.string("definition").map(FieldText(source: source, log: log, override: file.override?.source).read)
            fields.finish()
            guard let term else { continue }
            for name in [term, abbreviation].compactMap({ $0 }) {
                // The page's anchors tell no more apart than this.
                let slug = HeadingAnchors.slug(name.value)
                if let first = names[slug] {
                    log.report(
                        .duplicateID, at: name.position, "the glossary has '\(name.value)' twice",
                        notes: [.init("first here", at: first)], suggestion: "join the two entries")
                }
                names[slug] = name.position
            }
            entries.append(
                GlossaryEntry(
                    id: HeadingAnchors.slug(abbreviation?.value ?? term.value), term: term.value,
                    abbreviation: abbreviation?.value, synonyms: synonyms + avoided, avoided: avoided, definition: definition, position: term.position))
        }
        self.entries = Self.sorted(entries)
    }

    /// The terms of two knowledge bases. One that both define is reported: its author has to say which of the two holds.
    func joined(by other: Glossary, log: DiagnosticLog) -> Glossary {
        let known = Dictionary(entries.flatMap { entry in entry.names.map { ($0, entry) } }, uniquingKeysWith: { first, _ in first })
        for entry in other.entries {
            guard let first = entry.names.lazy.compactMap({ known[$0] }).first else { continue }
            log.report(
                .duplicateID, at: entry.position, "the glossary that is extended has '\(entry.term)' already",
                notes: [.init("it is here", at: first.position)],
                suggestion: "remove the entry; or change the other by an override of \(Self.path), at '\(first.term)/definition'")
        }
        return Glossary(entries: Self.sorted(entries + other.entries))
    }

    private static func sorted(_ entries: [GlossaryEntry]) -> [GlossaryEntry] {
        entries.sorted { ($0.term.lowercased(), $0.term) < ($1.term.lowercased(), $1.term) }
    }
}

extension GlossaryEntry {
    /// As anchors tell them apart.
    fileprivate var names: [String] { [term, abbreviation].compactMap { $0.map(HeadingAnchors.slug) } }
}
