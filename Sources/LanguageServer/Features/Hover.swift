import Authoring
import Citations
import Diagnostics
import KnowledgeBase
import SitePaths
import SourceData

/// What stands at a place: what a fact says, what a citation is, what a key means, what a rule is about.
extension LanguageServer {
    func hover(at place: Place) -> JSONValue? {
        let document = place.document
        var parts: [String] = []
        var range: Range<Int>?
        if let (words, about) = Explained(place).answer {
            parts.append(words)
            range = about
        }
        for diagnostic in document.workspace.diagnostics[document.path] ?? [] {
            let about = document.lines.range(of: diagnostic)
            guard about.contains(place.offset) || about.upperBound == place.offset else { continue }
            let words = Self.explained(diagnostic.rule)
            if !parts.contains(words) { parts.append(words) }
            range = range ?? about
        }
        guard let range, !parts.isEmpty else { return nil }
        return .object([
            "contents": .object(["kind": "markdown", "value": .string(parts.joined(separator: "\n\n---\n\n"))]), "range": self.range(range, in: document.lines),
        ])
    }

    private static func explained(_ rule: Rule) -> String {
        let lines = ["**\(rule.id)**: \(plain(rule.means))", plain(rule.explanation), rule.mend.isEmpty ? "" : "What to do: \(plain(rule.mend))"]
        return lines.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Without the addresses of links: they lead into the guide.
    private static func plain(_ text: String) -> String { text.replacing(#/\[([^\]]*)\]\([^)]*\)/#) { String($0.output.1) } }
}

/// What a name in a text is the name of, in Markdown.
struct Explained {
    /// The words, and the stretch of text they are about.
    private(set) var answer: (words: String, range: Range<Int>)?
    private let workspace: ContentWorkspace
    private let path: String
    private let lines: TextLines

    init(_ place: LanguageServer.Place) {
        (workspace, path, lines) = (place.document.workspace, place.document.path, place.document.lines)
        guard let part = WrittenPart(at: place.offset, in: lines, path: path) else { return }
        switch InlinePlace(at: place.offset, in: lines) {
        case .destination(let range, _)?: answer = destination(lines.text(range)).map { ($0, range) }
        case .citation(let range)?: answer = reference(lines.text(range)).map { ($0, range) }
        case nil:
            switch part {
            case .yaml(let form, let rows): explainYAML(form, rows, place.offset)
            case .block(let info, let rows): explainBlock(info, rows, place.offset)
            case .fence, .markdown: explainTerm(place.offset)
            }
        }
    }

    private var knowledgeBase: KnowledgeBase? { workspace.knowledgeBase }

    private func destination(_ written: String) -> String? {
        guard let knowledgeBase else { return nil }
        // As the check understood it; a plan is worked out there.
        if let fact = knowledgeBase.resolvedLinks(of: path).fact(written) { return words(fact, of: fact.position.file) }
        let parts = written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = String(parts[0].prefix { $0 != "?" })
        guard let target = file.isEmpty ? path : ContentPath.resolve(file, from: ContentPath.folder(of: path)) else { return nil }
        let anchor = parts.count > 1 ? String(parts[1]) : nil
        if let anchor, let fact = knowledgeBase.record(target)?.head.fact(anchor) { return words(fact, of: target) }
        if let anchor, target == Glossary.path { return knowledgeBase.glossary.entries.first { $0.id == anchor }.map(words) }
        if let anchor, target.hasPrefix("references/") { return reference(anchor) }
        if let record = knowledgeBase.record(target) { return words(record) }
        guard let article = knowledgeBase.article(target) else { return nil }
        let section = anchor.flatMap { anchor in knowledgeBase.text(of: article).sections.first { $0.id == anchor }?.title }
        return "**\(section.map { "\(article.title): \($0)" } ?? article.title)** (\(article.status.rawValue))\n\n\(article.summary)"
    }

    private func words(_ fact: Fact, of file: String) -> String {
        let title = knowledgeBase?.record(file)?.head.title
        return "**\(fact.value.text)**\n\n\(fact.label)\(title.map { ", of *\($0)*" } ?? "") (`\(file)#\(fact.id)`)"
    }

    private func words(_ record: Record) -> String {
        let head = record.head
        return "**\(head.title)** (\(head.kind.singular), \(head.status.rawValue))\n\n\(head.summary)"
    }

    private func words(_ entry: GlossaryEntry) -> String {
        let names = [entry.abbreviation].compactMap { $0 } + entry.synonyms
        return "**\(entry.term)**\(names.isEmpty ? "" : " (\(names.joined(separator: ", ")))")" + (entry.definition.map { "\n\n\($0.plainText)" } ?? "")
    }

    private func reference(_ key: String) -> String? {
        guard let reference = knowledgeBase?.reference(key) else { return nil }
        return AMA.format(reference).markdown + (reference.status.map { "\n\nStatus: \($0)" } ?? "")
    }

    private mutating func explainYAML(_ form: Shape.Form, _ rows: Range<Int>, _ offset: Int) {
        guard let place = YAMLPlace(at: offset, in: lines, within: rows), !place.word.isEmpty else { return }
        let word = lines.text(place.word)
        switch place.kind {
        case .key:
            guard let field = ShapePath(form, place.path, siblings: place.siblings).field(word.trimmed) else { return }
            answer = ("`\(field.key)`\(field.isRequired ? " (required)" : "")\n\n\(field.explained)", place.word)
        case .value:
            // Of several names in brackets, the one at the place.
            let name = lines.word(at: offset)
            let forms = ShapePath(form, place.valuePath, siblings: place.siblings).forms
            guard let words = value(lines.text(name), forms) else { return }
            answer = (words, name)
        }
    }

    private func value(_ word: String, _ forms: [Shape.Form]) -> String? {
        for form in forms {
            switch form {
            case .source, .list(.source): if let words = reference(word) { return words }
            case .id(.names(let subject)), .list(.id(.names(let subject))): if let words = named(word, subject) { return words }
            default: continue
            }
        }
        return nil
    }

    private func named(_ id: String, _ subject: Naming.Subject) -> String? {
        switch subject {
        case .indication: return knowledgeBase?.indication(id).map { "**\($0.title)**\n\n\($0.summary)" }
        case .record(let kind): return knowledgeBase?.record(id, kind).map(words)
        case .successor:
            guard let knowledgeBase else { return nil }
            if let kind = RecordKind(rawValue: String(path.prefix { $0 != "/" })), !path.hasSuffix(".md") { return knowledgeBase.record(id, kind).map(words) }
            return ContentPath.resolve(id, from: ContentPath.folder(of: path)).flatMap(knowledgeBase.article).map { "**\($0.title)**\n\n\($0.summary)" }
        case .tag: return nil
        case .place, .formerPlace, .arm, .score, .entry, .result:
            let shared = workspace.file(SiteQuestions.path).map { TextLines($0.bytes) }
            return [lines, shared].compactMap { $0 }.lazy.flatMap(DefinedID.all).first { $0.id == id }?.label.map { "`\(id)`: \($0)" }
        }
    }

    private mutating func explainBlock(_ info: String, _ rows: Range<Int>, _ offset: Int) {
        guard let kind = Component.recordKind(of: info),
            let place = YAMLPlace(at: offset, in: lines, within: rows), place.kind == .value(key: "id"),
            let record = knowledgeBase?.record(lines.text(place.word), kind)
        else { return }
        answer = (words(record), place.word)
    }

    private mutating func explainTerm(_ offset: Int) {
        let range = lines.word(at: offset)
        guard !range.isEmpty else { return }
        let word = lines.text(range)
        let entry = knowledgeBase?.glossary.entries.first { entry in
            entry.abbreviation == word || ([entry.term] + entry.synonyms).contains { $0.lowercased() == word.lowercased() }
        }
        if let entry { answer = (words(entry), range) }
    }
}
