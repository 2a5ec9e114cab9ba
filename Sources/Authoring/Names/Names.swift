import Diagnostics
public import KnowledgeBase
import Markdown
import SourceData
import Synchronization

/// What is called how in a content folder, and where: for going to definitions, finding uses and changing names.
///
/// It is asked about one file at a time and reads no more than it has to, so that an editor can have a new one after every change.
public struct Names: Sendable {
    public let knowledgeBase: KnowledgeBase
    /// By path: those that the knowledge base was loaded from, open documents as they stand. Of two at one path, the one of the site that extends another.
    public let files: [String: ContentFile]
    /// All of them.
    let all: [ContentFile]
    private let memory = Memory()

    private final class Memory: Sendable {
        let parts = Mutex<[String: RecordParts]>([:])
        let names = Mutex<[String: FileNames]>([:])
    }

    /// `files` are those that `knowledgeBase` was loaded from.
    public init(_ knowledgeBase: KnowledgeBase, files: [ContentFile]) {
        self.knowledgeBase = knowledgeBase
        self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { $0.upstream == nil ? $0 : $1 })
        all = files
    }

    /// All names in a file; none where there is no such file, or it cannot be read.
    public func names(in path: String) -> FileNames {
        if let known = memory.names.withLock({ $0[path] }) { return known }
        let found = gathered(path)
        memory.names.withLock { $0[path] = found }
        return found
    }

    /// What stands at a byte of a file, the narrowest first: in `#rash.points` at `rash` the item, then the fact.
    public func at(_ offset: Int, in path: String) -> [NameOccurrence] { names(in: path).at(offset) }

    /// Where it gets its name. Of a file that is its beginning; of a fact that has no name of its own, where its value stands.
    public func definitions(of name: Name) -> [TextSpan] {
        switch name {
        case .file(let path): return files[path] == nil ? [] : [TextSpan(path, 0..<0)]
        case .folder, .tag: return []
        case .place(let file, let id):
            let own = definitions(of: name, in: [file])
            guard own.isEmpty, let fact = knowledgeBase.record(file)?.head.fact(id), let content = files[file],
                let offset = PlacedText(content).offset(of: fact.position)
            else { return own }
            return [TextSpan(file, offset..<offset)]
        case .reference: return definitions(of: name, in: files.keys.filter { $0.hasPrefix("references/") && $0.hasSuffix(".json") }.sorted())
        case .term: return definitions(of: name, in: [Glossary.path])
        case .question: return definitions(of: name, in: [SiteQuestions.path] + files.keys.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted())
        }
    }

    private func definitions(of name: Name, in paths: [String]) -> [TextSpan] {
        for path in paths {
            let found = names(in: path).occurrences.filter { $0.isDefinition && $0.name == name }
            if !found.isEmpty { return found.map(\.span) }
        }
        return []
    }

    /// Where others call it so, file by file. Of a file that is every way to it, also those to its places.
    public func uses(of name: Name) -> [NameOccurrence] {
        mentioning(name).sorted().flatMap { path in names(in: path).occurrences.filter { $0.name == name && !$0.isDefinition } }
    }

    /// Files in which it can stand.
    private func mentioning(_ name: Name) -> Set<String> {
        switch name {
        case .file(let path): Set(knowledgeBase.mentions(of: path).map(\.mention.source)).union([path])
        case .place(let file, _): Set(knowledgeBase.mentions(of: file).map(\.mention.source)).union([file])
        case .reference(let key): Set(knowledgeBase.citations(of: key).map(\.source)).union(files.keys.filter { mayLinkToReferences($0) })
        case .folder, .tag, .term, .question: Set(files.keys)
        }
    }

    /// Links to the page of references are not among the citations of one.
    private func mayLinkToReferences(_ path: String) -> Bool {
        guard path.hasSuffix(".md") || path.hasSuffix(".yml") || path.hasSuffix(".yaml"), let bytes = files[path]?.bytes else { return false }
        return bytes.withUnsafeBufferPointer { $0.firstPlace(of: "references/") } != nil
    }

    // MARK: Reading a file

    private func gathered(_ path: String) -> FileNames {
        guard let file = files[path] else { return FileNames(occurrences: [], unplaced: []) }
        let gathering = NameGathering(file, knowledgeBase) { self.parts(of: $0) }
        let links = knowledgeBase.resolvedLinks(of: path)
        if let article = knowledgeBase.article(path) {
            if let source = Self.source(file), let yaml = FrontMatter(source).yaml, let data = YAML.parse(yaml, path: path, lineOffset: 1, log: DiagnosticLog()),
                let shape = FileShape.of(path)
            {
                gathering.gather(data, shape.form)
            }
            gathering.gather(knowledgeBase.text(of: article).body.children, links)
        } else if let record = knowledgeBase.record(path) {
            if let data = Self.data(file), let shape = FileShape.of(path) { gathering.gather(data, shape.form) }
            for text in record.head.texts { gathering.gather(text.nodes, links) }
        } else if path == Glossary.path {
            if let data = Self.data(file) { gathering.gatherTerms(data) }
            for entry in knowledgeBase.glossary.entries { if let definition = entry.definition { gathering.gather(definition.nodes, links) } }
        } else if path == SiteQuestions.path {
            if let data = Self.data(file), let shape = FileShape.of(path) { gathering.gather(data, shape.form) }
        } else if file.topFolder == "references", file.fileExtension == "json", let source = Self.source(file),
            let root = JSON.parse(source.text, path: path, log: DiagnosticLog())
        {
            gathering.gatherReferences(root)
        }
        return gathering.names
    }

    /// The named parts of a record; nil for what is none.
    func parts(of path: String) -> RecordParts? {
        if let known = memory.parts.withLock({ $0[path] }) { return known }
        guard knowledgeBase.isRecord(path), let file = files[path], let data = Self.data(file), let shape = FileShape.of(path) else { return nil }
        let parts = RecordParts(data, shape.form)
        memory.parts.withLock { $0[path] = parts }
        return parts
    }

    private static func source(_ file: ContentFile) -> SourceText? { SourceText(path: file.path, bytes: file.bytes, log: DiagnosticLog()) }

    private static func data(_ file: ContentFile) -> DataValue? {
        source(file).flatMap { YAML.parse($0.text, path: file.path, log: DiagnosticLog()) }
    }
}
