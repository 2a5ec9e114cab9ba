import Citations
import KnowledgeBase
import SitePaths
import SourceData

/// One thing that can be written at a place.
struct Completion {
    /// As the protocol numbers them.
    enum Kind: Int { case field = 5, file = 17, reference = 18, value = 12, constant = 21, keyword = 14, word = 20 }

    let text: String
    var label: String?
    var kind: Kind
    /// A few words behind the label.
    var detail: String?
    /// Markdown.
    var documentation: String?
    /// By what else than itself it is found.
    var alsoKnownAs = ""
}

/// What can be written at a place, told by the text around it: it need not be finished.
extension LanguageServer {
    /// Of more the author writes another letter.
    private static let most = 200

    func completions(at place: Place) -> JSONValue {
        let found = Completions(place)
        let lines = place.document.lines
        let written = lines.text(min(found.word.lowerBound, place.offset)..<place.offset).lowercased()
        let ranked = found.all.compactMap { completion in Self.rank(completion, written).map { ($0, completion) } }
        let shown = ranked.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.prefix(Self.most).map(\.element.1)
        let range = range(min(found.word.lowerBound, place.offset)..<max(found.word.upperBound, place.offset), in: lines)
        let items = shown.enumerated().map { index, completion in
            JSONValue.object([
                "label": .string(completion.label ?? completion.text), "kind": .integer(completion.kind.rawValue), "detail": .text(completion.detail),
                "documentation": completion.documentation.map { .object(["kind": "markdown", "value": .string($0)]) },
                "filterText": .string(completion.alsoKnownAs.isEmpty ? completion.text : "\(completion.text) \(completion.alsoKnownAs)"),
                "sortText": .string(Self.digits(index)), "textEdit": .object(["range": range, "newText": .string(completion.text)]),
            ])
        }
        return .object(["isIncomplete": .bool(ranked.count > shown.count), "items": .array(items)])
    }

    private static func digits(_ number: Int) -> String { String(10000 + number).dropFirst().description }

    /// Lower is nearer; nil for what has nothing of what is written.
    private static func rank(_ completion: Completion, _ written: String) -> Int? {
        if written.isEmpty { return 0 }
        let text = completion.text.lowercased()
        if text.hasPrefix(written) { return 0 }
        if text.contains(written) { return 1 }
        if completion.alsoKnownAs.lowercased().contains(written) { return 2 }
        return isWithin(written, text) ? 3 : nil
    }

    /// True where the letters of `part` stand in `whole`, in their order.
    private static func isWithin(_ part: String, _ whole: String) -> Bool {
        var rest = whole.utf8[...]
        for letter in part.utf8 {
            guard let place = rest.firstIndex(of: letter) else { return false }
            rest = rest[place...].dropFirst()
        }
        return true
    }
}

/// All that can stand at a place, before it is held against what is written there.
struct Completions {
    private(set) var all: [Completion] = []
    /// What one of them takes the place of.
    private(set) var word: Range<Int>
    private let workspace: ContentWorkspace
    private let path: String
    private let lines: TextLines
    private let offset: Int

    init(_ place: LanguageServer.Place) {
        (workspace, path, lines, offset) = (place.document.workspace, place.document.path, place.document.lines, place.offset)
        word = offset..<offset
        guard let part = WrittenPart(at: offset, in: lines, path: path) else { return }
        switch InlinePlace(at: offset, in: lines) {
        case .destination(let range, let isImage)?: addDestinations(range, isImage: isImage)
        case .citation(let range)?:
            word = range
            addReferences()
        case nil:
            switch part {
            case .yaml(let form, let rows): addYAML(form, rows)
            case .block(let info, let rows): addBlock(info, rows)
            case .fence: addComponents()
            case .markdown: addMarkdown()
            }
        }
    }

    private var knowledgeBase: KnowledgeBase? { workspace.knowledgeBase }
    private var folder: String { ContentPath.folder(of: path) }

    // MARK: Links

    private mutating func addDestinations(_ range: Range<Int>, isImage: Bool) {
        let written = lines.text(range.lowerBound..<offset)
        guard let hash = written.utf8.firstIndex(of: UInt8(ascii: "#")) else {
            let end = lines.bytes[range].firstIndex(of: UInt8(ascii: "#")) ?? range.upperBound
            word = range.lowerBound..<end
            return addPaths(isImage: isImage)
        }
        word = (range.lowerBound + written.utf8.distance(from: written.startIndex, to: hash) + 1)..<range.upperBound
        let file = written[..<hash].prefix { $0 != "?" }
        guard let target = file.isEmpty ? path : ContentPath.resolve(file, from: folder) else { return }
        addAnchors(of: target)
    }

    private mutating func addPaths(isImage: Bool) {
        guard let knowledgeBase else { return }
        func add(_ target: String, _ detail: String?, _ documentation: String? = nil) {
            guard target != path else { return }
            all.append(
                Completion(
                    text: ContentPath.relative(target, from: folder), kind: .file, detail: detail, documentation: documentation, alsoKnownAs: detail ?? ""))
        }
        let pictures: Set = ["png", "jpg", "jpeg", "gif", "webp", "svg"]
        if isImage {
            for file in workspace.allFiles where pictures.contains(file.fileExtension) { add(file.path, nil) }
            return
        }
        for article in knowledgeBase.articles { add(article.path, article.title, article.summary) }
        for record in knowledgeBase.records { add(record.head.path, record.head.title, record.head.summary) }
        if !knowledgeBase.glossary.entries.isEmpty { add(Glossary.path, "Glossary") }
        let text: Set = ["md", "yml", "yaml", "json", "csv"]
        for file in workspace.allFiles where !text.contains(file.fileExtension) { add(file.path, nil) }
    }

    private mutating func addAnchors(of target: String) {
        guard let knowledgeBase else { return }
        if let head = knowledgeBase.record(target)?.head {
            for fact in head.facts {
                all.append(Completion(text: fact.id, kind: .constant, detail: "\(fact.value.text) (\(fact.label))", alsoKnownAs: fact.label))
            }
            let known = Set(head.facts.map(\.id))
            all += head.places(but: known).sorted().map { Completion(text: $0, kind: .reference) }
        } else if let article = knowledgeBase.article(target) {
            let titles = Dictionary(knowledgeBase.text(of: article).sections.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
            all += article.anchors.map { Completion(text: $0, kind: .reference, detail: titles[$0], alsoKnownAs: titles[$0] ?? "") }
        } else if target == Glossary.path {
            all += knowledgeBase.glossary.entries.map {
                Completion(text: $0.id, kind: .word, detail: $0.term, documentation: $0.definition?.plainText, alsoKnownAs: $0.term)
            }
        } else if target.hasPrefix("references/") {
            word = word.lowerBound..<word.upperBound
            addReferences()
        }
    }

    // MARK: Citations

    private mutating func addReferences() {
        all += (knowledgeBase?.references ?? []).map { reference in
            Completion(
                text: reference.id, kind: .reference, detail: reference.shortSource, documentation: AMA.format(reference).markdown,
                alsoKnownAs: reference.searchedWords)
        }
    }

    // MARK: Markdown

    private mutating func addMarkdown() {
        let line = lines.line(at: offset)
        let before = lines.text(lines.starts[line]..<offset)
        if let mark = before.firstMatch(of: #/^[ >]*\[!([A-Za-z]*)$/#) {
            word = (offset - mark.output.1.utf8.count)..<offset
            all = AlertWords.kinds.map { Completion(text: $0, kind: .keyword) }
        } else if let mark = before.firstMatch(of: #/^[ >]*\[!RECOMMENDATION\b[^\]]* (?:([a-z]+)=)?"?([a-z-]*)$/#) {
            word = (offset - mark.output.2.utf8.count)..<offset
            if let name = mark.output.1.map(String.init) {
                if name == "indication" { return addArticles(.indications) }
                all = (AlertWords.attributes.first { $0.name == name }?.values ?? []).map { Completion(text: $0, kind: .value) }
            } else {
                all = AlertWords.attributes.map { Completion(text: "\($0.name)=", kind: .field) }
            }
        } else {
            addTerms()
        }
    }

    /// Terms of the glossary, of which two letters are written.
    private mutating func addTerms() {
        var start = offset
        while start > lines.starts[lines.line(at: offset)], lines.bytes[start - 1] >= 0x80 || Character(Unicode.Scalar(lines.bytes[start - 1])).isLetter { start -= 1 }
        word = start..<offset
        guard word.count >= 2, let glossary = knowledgeBase?.glossary else { return }
        let written = lines.text(word).lowercased()
        for entry in glossary.entries {
            for name in [entry.term, entry.abbreviation].compactMap({ $0 }) where name.lowercased().hasPrefix(written) {
                let other = name == entry.term ? entry.abbreviation : entry.term
                all.append(Completion(text: name, kind: .word, detail: other, documentation: entry.definition?.plainText))
            }
        }
    }

    // MARK: Blocks

    private mutating func addComponents() {
        let line = lines.line(at: offset)
        var start = offset
        while start > lines.starts[line], !"`~ ".utf8.contains(lines.bytes[start - 1]) { start -= 1 }
        word = start..<lines.end(ofLine: line)
        all = Component.names.map { Completion(text: $0.name, kind: .keyword, detail: $0.means) }
    }

    private mutating func addBlock(_ info: String, _ rows: Range<Int>) {
        guard let place = YAMLPlace(at: offset, in: lines, within: rows) else { return }
        let kind = Component.Kind(rawValue: info)?.recordKind ?? (info == "dose-table" ? .regimens : nil)
        word = place.word
        switch place.kind {
        case .value(key: "id"): if let kind { addRecords(kind) }
        case .value(key: "protocol"): addRecords(.protocols)
        case .value(key: "product"): addRecords(.products)
        case .value(key: "list"): all = Listing.allCases.map { Completion(text: $0.rawValue, kind: .value) }
        case .key where kind != nil && place.path.isEmpty && !place.siblings.contains("id"):
            all = [Completion(text: "id: ", label: "id", kind: .field, detail: "The record that is shown")]
        default: break
        }
    }

    // MARK: YAML

    private mutating func addYAML(_ form: Shape.Form, _ rows: Range<Int>) {
        guard let place = YAMLPlace(at: offset, in: lines, within: rows) else { return }
        word = place.word
        let shape = ShapePath(form, place.valuePath, siblings: place.siblings)
        switch place.kind {
        case .key: addKeys(shape, place)
        case .value(let key):
            // An entry of a list can be a mapping whose first key stands here.
            if key == nil { addKeys(shape, place) }
            addValues(shape.forms)
        }
    }

    private mutating func addKeys(_ shape: ShapePath, _ place: YAMLPlace) {
        let hasColon = lines.bytes[place.word.upperBound...].first { $0 != 0x20 } == UInt8(ascii: ":")
        all += shape.freeFields.map { field in
            Completion(
                text: field.key + (hasColon ? "" : field.form.isNested ? ":" : ": "), label: field.key, kind: .field,
                detail: field.isRequired ? "required" : nil, documentation: field.explained)
        }
        // Questions and measures are keys of conditions, scores those of points.
        for keys in Set(shape.mappings.compactMap(\.keys)) { addNames(keys) }
    }

    /// Never an amount: a dose that an author takes over with a key press is nobody's.
    private mutating func addValues(_ forms: [Shape.Form]) {
        for form in forms {
            switch form {
            case .choice(let words): all += words.map { Completion(text: $0, kind: .value) }
            case .flag: all += ["true", "false"].map { Completion(text: $0, kind: .value) }
            case .source: addReferences()
            case .id(let naming): addNames(naming)
            case .list(let entry) where lines.bytes[..<word.lowerBound].last == UInt8(ascii: "["): addValues([entry])
            default: break
            }
        }
    }

    private mutating func addNames(_ naming: Naming) {
        guard case .names(let subject) = naming else { return }
        switch subject {
        case .indication: addArticles(.indications)
        case .record(let kind): addRecords(kind)
        case .successor: addSuccessors()
        case .tag: addTags()
        case .place, .formerPlace, .arm, .score, .entry, .result: addOwnIDs()
        }
    }

    /// Others of its kind that hold.
    private mutating func addSuccessors() {
        guard let knowledgeBase else { return }
        func add(_ name: String, _ title: String) { all.append(Completion(text: name, kind: .reference, detail: title, alsoKnownAs: title)) }
        if let kind = RecordKind(rawValue: String(path.prefix { $0 != "/" })), !path.hasSuffix(".md") {
            for head in knowledgeBase.records(kind).map(\.head) where !head.status.isOutdated && head.path != path { add(head.id, head.title) }
        } else {
            for article in knowledgeBase.articles where !knowledgeBase.resolver.isOutdated(article.path) && article.path != path {
                add(ContentPath.relative(article.path, from: ContentPath.folder(of: path)), article.title)
            }
        }
    }

    private mutating func addRecords(_ kind: RecordKind) {
        all += (knowledgeBase?.records(kind) ?? []).map { Completion(text: $0.head.id, kind: .reference, detail: $0.head.title, alsoKnownAs: $0.head.title) }
    }

    private mutating func addArticles(_ type: ArticleType) {
        all += (knowledgeBase?.articles(type) ?? []).map { Completion(text: $0.id, kind: .reference, detail: $0.title, alsoKnownAs: $0.title) }
    }

    private mutating func addTags() {
        guard let knowledgeBase else { return }
        let tags = Set(knowledgeBase.articles.flatMap(\.tags) + knowledgeBase.records.flatMap(\.head.tags))
        all += tags.sorted().map { Completion(text: $0, kind: .value) }
    }

    /// Names that the file itself gives, and questions of the site.
    private mutating func addOwnIDs() {
        var seen = Set<String>()
        let shared = path == SiteQuestions.path ? nil : workspace.file(SiteQuestions.path).map { TextLines($0.bytes) }
        for text in [lines, shared].compactMap({ $0 }) {
            for found in DefinedID.all(in: text) where seen.insert(found.id).inserted {
                all.append(Completion(text: found.id, kind: .reference, detail: found.label))
            }
        }
    }
}
