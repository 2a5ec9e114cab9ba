import Diagnostics
import KnowledgeBase
import SitePaths
import SourceData

/// Gathers the names that stand in one file.
final class NameGathering {
    let knowledgeBase: KnowledgeBase
    let text: PlacedText
    /// The parts of a record, by its path.
    let parts: (String) -> RecordParts?
    private var found: [NameOccurrence] = []
    private var unplaced: [(name: Name, line: Int)] = []
    /// A link definition is used more than once.
    private var seen = Set<NameOccurrence>()

    init(_ file: ContentFile, _ knowledgeBase: KnowledgeBase, parts: @escaping (String) -> RecordParts?) {
        self.knowledgeBase = knowledgeBase
        text = PlacedText(file)
        self.parts = parts
    }

    /// What was found.
    var names: FileNames {
        FileNames(
            occurrences: found.sorted { ($0.span.range.lowerBound, -$0.span.range.count) < ($1.span.range.lowerBound, -$1.span.range.count) }, unplaced: unplaced)
    }

    func add(_ name: Name, _ range: Range<Int>, _ form: NameOccurrence.Form, isDefinition: Bool = false) {
        let occurrence = NameOccurrence(name: name, span: TextSpan(text.path, range), form: form, isDefinition: isDefinition)
        if seen.insert(occurrence).inserted { found.append(occurrence) }
    }

    func addUnplaced(_ name: Name, _ position: SourcePosition) { unplaced.append((name, position.line)) }

    /// A name that is a scalar of its own, or one of a longer text that begins at `position`.
    func add(_ name: Name, _ literal: String, at position: SourcePosition, _ form: NameOccurrence.Form, isDefinition: Bool = false) {
        guard let start = text.start(of: literal, at: position) ?? text.onlyPlace(of: literal, in: text.line(position.line)) else {
            return addUnplaced(name, position)
        }
        add(name, start..<(start + literal.utf8.count), form, isDefinition: isDefinition)
    }

    // MARK: Addresses

    /// The names in an address that is written at `start`.
    func addAddress(_ destination: String, to target: LinkTarget, at start: Int) {
        let bytes = destination.utf8
        let hash = bytes.firstIndex(of: UInt8(ascii: "#"))
        let query = bytes[..<(hash ?? bytes.endIndex)].firstIndex(of: UInt8(ascii: "?"))
        let path = start..<(start + bytes.distance(from: bytes.startIndex, to: query ?? hash ?? bytes.endIndex))
        let anchor = hash.map { (start + bytes.distance(from: bytes.startIndex, to: $0) + 1)..<(start + bytes.count) }
        if let name = Self.file(target), !path.isEmpty { add(name, path, .path) }
        guard let anchor, !anchor.isEmpty else { return }
        let written = text.text(anchor)
        switch target {
        case .article(let file, let id?), .record(let file, let id?): addPlace(id, of: file, written, anchor)
        case .here(let id): text.path == Self.glossary ? add(.term(id), anchor, .anchor) : addPlace(id, of: text.path, written, anchor)
        case .plan(let file, _, let result):
            guard let dot = result.utf8.firstIndex(of: UInt8(ascii: ".")), written == result, case let step = String(result[..<dot]),
                parts(file)?.has(.step, step) == true
            else { return }
            add(.place(file: file, id: step), anchor.lowerBound..<(anchor.lowerBound + step.utf8.count), .word)
        case .glossary(let id?): add(.term(id), anchor, .anchor)
        case .bibliography(let key?): add(.reference(key), anchor, .anchor)
        default: break
        }
    }

    private static let glossary = Glossary.path

    private static func file(_ target: LinkTarget) -> Name? {
        switch target {
        case .article(let path, _), .record(let path, _), .plan(let path, _, _), .asset(let path): .file(path)
        case .index(let folder): .folder(folder)
        case .glossary: .file(glossary)
        case .bibliography, .here, .external: nil
        }
    }

    /// A place of an article or a record: as a whole, and of a record the names of the parts it is made of.
    private func addPlace(_ id: String, of file: String, _ written: String, _ range: Range<Int>) {
        let names = knowledgeBase.isRecord(file) ? parts(file)?.names(in: id) ?? [] : []
        for name in names {
            guard written == id else {
                addUnplaced(.place(file: file, id: name.place), SourcePosition(file: text.path))
                continue
            }
            add(.place(file: file, id: name.place), (range.lowerBound + name.range.lowerBound)..<(range.lowerBound + name.range.upperBound), .word)
        }
        if names.isEmpty || names.last?.place != id { add(.place(file: file, id: id), range, .anchor) }
    }
}
