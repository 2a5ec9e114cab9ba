import Diagnostics
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
}

/// The terms of the knowledge base, in alphabetical order.
public struct Glossary: Sendable {
    public static let path = "glossary.yml"
    public let entries: [GlossaryEntry]

    static let empty = Glossary(entries: [])

    init(entries: [GlossaryEntry]) { self.entries = entries }

    /// Nil, with a diagnostic, when the file cannot be read as a list.
    init?(_ file: ContentFile, log: DiagnosticLog) {
        guard let source = SourceText(path: file.path, bytes: file.bytes, log: log),
            let data = YAML.parse(source.text, path: file.path, log: log)
        else { return nil }
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
            let definition = fields.string("definition").map(FieldText(source: source, log: log).read)
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
                    abbreviation: abbreviation?.value, synonyms: synonyms + avoided, avoided: avoided, definition: definition))
        }
        self.entries = entries.sorted { ($0.term.lowercased(), $0.term) < ($1.term.lowercased(), $1.term) }
    }
}
