public import Diagnostics
public import SourceData

/// Works of another program's file, held against the library.
public struct ReferenceImport: Sendable {
    /// What the file is, by what stands in it.
    public enum Form: String, Sendable {
        case ris = "RIS"
        case pubMed = "PubMed"
        case bibTeX = "BibTeX"
        case json = "JSON"

        init?(_ text: String) {
            guard let first = text.first(where: { !$0.isWhitespace }) else { return nil }
            if first == "{" || first == "[" {
                self = .json
            } else if text.contains(#/(?m)^PMID ?- /#) {
                self = .pubMed
            } else if text.contains(#/(?m)^TY {1,2}-/#) {
                self = .ris
            } else if text.contains(#/@[A-Za-z]+\s*[{(]/#) {
                self = .bibTeX
            } else {
                return nil
            }
        }
    }

    /// A work that the library does not have, under the key it is to get.
    public struct Added: Sendable {
        public let key: String
        public let work: ImportedWork
        public let item: JSONValue
    }

    /// A work that the library has already.
    public struct Known: Sendable {
        public let work: ImportedWork
        /// The key it has there.
        public let key: String
        public let position: SourcePosition
        /// By what it was found: `DOI`, `PMID`.
        public let by: String
        /// What the two do not say alike, in words.
        public let differences: [String]
    }

    public let form: Form
    public private(set) var added: [Added] = []
    public private(set) var known: [Known] = []
    public private(set) var problems: [ImportProblem] = []

    /// Reads the file. `library` is what there is; a work is known by its DOI or its PMID, within the file as well.
    public init(_ text: String, path: String, library: [Reference]) throws(ImportProblem) {
        var text = text
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        guard let form = Form(text) else {
            throw ImportProblem(line: 1, message: "this is no file of references: RIS, PubMed (.nbib), BibTeX, CSL-JSON, Crossref's JSON or Zotero's JSON")
        }
        self.form = form
        let works =
            switch form {
            case .ris: try RIS.works(text)
            case .pubMed: try PubMed.works(text)
            case .bibTeX: try BibTeX.works(text)
            case .json: try ServiceJSON.works(text, path: path)
            }
        var taken = Set(library.map(\.id))
        var all = library
        for result in works {
            switch result {
            case .failure(let problem): problems.append(problem)
            case .success(let work):
                if let (reference, by) = Self.same(work, in: all) {
                    known.append(
                        Known(work: work, key: reference.id, position: reference.position, by: by, differences: Self.differences(work, reference)))
                    continue
                }
                let key = Self.key(of: work, taken)
                let item = work.item(id: key)
                let (reference, messages) = Self.read(item)
                guard let reference, messages.isEmpty else {
                    problems.append(ImportProblem(line: work.line, message: messages.joined(separator: "; ")))
                    continue
                }
                taken.insert(key)
                all.append(reference)
                added.append(Added(key: key, work: work, item: item))
            }
        }
    }

    /// The item as the library will read it, and what is wrong with it.
    private static func read(_ item: JSONValue) -> (Reference?, [String]) {
        let log = DiagnosticLog()
        guard let source = SourceText(path: "", bytes: Array(JSONValue.array([item]).formatted().utf8), log: log) else { return (nil, []) }
        let references = ReferenceLibrary.load(source, log: log)
        return (references.first, log.diagnostics.map { found in found.summary + (found.suggestion.map { " (\($0))" } ?? "") })
    }

    private static func same(_ work: ImportedWork, in library: [Reference]) -> (Reference, String)? {
        if let doi = work.text("DOI")?.lowercased(), let found = library.first(where: { $0.doi?.lowercased() == doi }) { return (found, "DOI") }
        if let pmid = work.text("PMID"), let found = library.first(where: { $0.pmid == pmid }) { return (found, "PMID") }
        return nil
    }

    private static func differences(_ work: ImportedWork, _ reference: Reference) -> [String] {
        var found: [String] = []
        func compare(_ name: String, _ new: String?, _ old: String?, _ isSame: (String, String) -> Bool = { $0.lowercased() == $1.lowercased() }) {
            guard let new else { return }
            guard let old, !old.isEmpty else {
                found.append("the library has no \(name), and the file has '\(new)'")
                return
            }
            if !isSame(new, old) { found.append("\(name): '\(old)' in the library, '\(new)' in the file") }
        }
        compare("title", work.text("title"), reference.title) { letters($0) == letters($1) }
        compare("DOI", work.text("DOI"), reference.doi)
        compare("PMID", work.text("PMID"), reference.pmid)
        compare("PMCID", work.text("PMCID"), reference.pmcid)
        return found
    }

    private static func letters(_ text: String) -> String { String(text.withoutMarkup.lowercased().filter { $0.isLetter || $0.isNumber }) }

    /// The key the work has where it can be one and is free, else its author and year.
    private static func key(of work: ImportedWork, _ taken: Set<String>) -> String {
        if let own = work.key, own.allSatisfy(CitationKey.allows), own.contains(where: \.isLetter), !taken.contains(own) { return own }
        let author = work.firstAuthor.map { $0.filter { $0.isLetter } } ?? ""
        let stem = CitationKey.plain((author.isEmpty ? "work" : author) + (work.year ?? ""))?.lowercased() ?? "work"
        if !taken.contains(stem) { return stem }
        for letter in "bcdefghijklmnopqrstuvwxyz" where !taken.contains("\(stem)\(letter)") { return "\(stem)\(letter)" }
        var number = 2
        while taken.contains("\(stem)-\(number)") { number += 1 }
        return "\(stem)-\(number)"
    }

    /// `text`, a CSL-JSON file, with the added works at its end and everything else as it is; nil where it is no list.
    public static func appending(_ added: [Added], to text: String) -> String? {
        guard !added.isEmpty else { return text }
        let items = added.map { added in
            added.item.formatted().dropLast().split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
        }.joined(separator: ",\n")
        guard let end = text.lastIndex(of: "]") else { return nil }
        var head = text[..<end]
        while let last = head.last, last.isWhitespace { head.removeLast() }
        guard let last = head.last, last == "}" || last == "[" else { return nil }
        return head + (last == "[" ? "\n" : ",\n") + items + "\n" + text[end...]
    }
}
