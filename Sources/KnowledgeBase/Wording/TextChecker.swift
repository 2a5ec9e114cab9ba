import Diagnostics
import Markdown

/// Reads every text of an article, a record or the glossary once, for all rules about how things are written.
///
/// The bytes of each run are gone through first (`TextSigns`); what shows nothing there is read no further.
final class TextChecker {
    /// What the glossary says about how things are written.
    struct Terms: Sendable {
        let avoided: AvoidedNames
        /// Abbreviations and other names that it explains: to use them is the author's choice.
        let explained: Set<String>

        static let none = Terms(.empty)

        init(_ glossary: Glossary) {
            avoided = AvoidedNames(glossary)
            explained = Set(glossary.entries.flatMap { [$0.term] + ($0.abbreviation.map { [$0] } ?? []) + $0.synonyms }).subtracting(glossary.entries.flatMap(\.avoided))
        }
    }

    private let links: ResolvedLinks
    private let source: String
    private let terms: Terms
    private let log: DiagnosticLog
    /// Where abbreviations may be explained in brackets.
    private let page: [Node]
    private var explainedHere: Set<String>?

    init(links: ResolvedLinks, source: String, terms: Terms, page: [Node] = [], log: DiagnosticLog) {
        self.links = links
        self.source = source
        self.terms = terms
        self.page = page
        self.log = log
    }

    /// Every text of the nodes: paragraphs, headings, cells, or inlines by themselves.
    func check(_ nodes: [Node]) {
        guard let first = nodes.first else { return }
        if first.isBlock { for node in nodes { check(node.children) } } else { check(inlines: nodes) }
    }

    private func check(inlines: [Node]) {
        let signs = TextSigns(inlines, avoiding: terms.avoided)
        if signs.areEmpty { return }
        check(ClaimText(inlines) { links.fact($0) != nil }.marks, signs)
    }

    func check(_ marks: [ClaimText.Mark], _ signs: TextSigns) {
        if signs.hasDecimals { WrittenNumberChecker(source: source, log: log).check(marks) }
        if signs.hasAmount || signs.hasAbbreviation {
            WrittenDoses(marks, in: source, explained: terms.explained, isExplainedHere: { self.isExplainedHere($0) }, log: log).check()
        }
        if signs.hasAvoidedName { terms.avoided.check(marks, in: source, log: log) }
    }

    /// Texts that are no Markdown, with their places in the file.
    func check(_ texts: [RichText]) { for text in texts { check(text.nodes) } }

    // MARK: Explanations

    /// True where the page has it in brackets, behind what it stands for: `mycophenolate mofetil (MMF)`.
    private func isExplainedHere(_ name: String) -> Bool {
        if let explainedHere { return explainedHere.contains(name) }
        var found = Set<String>()
        for node in page { node.walk { if case .text(let text) = $0.kind { Self.bracketed(text, &found) } } }
        explainedHere = found
        return found.contains(name)
    }

    private static func bracketed(_ text: String, _ found: inout Set<String>) {
        guard text.withBytes({ $0.contains(UInt8(ascii: "(")) }) else { return }
        for part in text.split(separator: "(").dropFirst(text.hasPrefix("(") ? 0 : 1) {
            guard let end = part.firstIndex(of: ")"), part.distance(from: part.startIndex, to: end) <= 8 else { continue }
            found.insert(String(part[..<end]))
        }
    }
}
