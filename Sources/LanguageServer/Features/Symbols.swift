import Diagnostics
import KnowledgeBase
import SourceData

/// The outline of a document: headings of an article, keys and entries of a record.
extension LanguageServer {
    func symbols(of document: Document) -> JSONValue {
        let file = ContentFile(path: document.path, bytes: [])
        switch file.fileExtension {
        case "md": return .array(Heading.nested(Heading.all(in: document.lines)[...], document.lines.bytes.count).map { json($0, document.lines) })
        case "yml", "yaml":
            guard let data = YAML.parse(String(decoding: document.lines.bytes, as: UTF8.self), path: document.path, log: DiagnosticLog()) else { return [] }
            return .array(Self.parts(data, document.lines, end: document.lines.bytes.count, depth: 0).map { json($0, document.lines) })
        default: return []
        }
    }

    private func json(_ symbol: Symbol, _ lines: TextLines) -> JSONValue {
        .object([
            "name": .string(symbol.name.isEmpty ? "…" : symbol.name), "detail": .text(symbol.detail), "kind": .integer(symbol.kind.rawValue),
            "range": range(symbol.range, in: lines), "selectionRange": range(symbol.selection, in: lines),
            "children": .list(symbol.children.map { json($0, lines) }),
        ])
    }

    private static let mostDepth = 4

    /// The parts of a record, down to entries of lists.
    private static func parts(_ data: DataValue, _ lines: TextLines, end: Int, depth: Int) -> [Symbol] {
        guard depth < mostDepth else { return [] }
        switch data {
        case .mapping(let entries, _):
            let starts = entries.map { lines.offset($0.keyPosition) }
            return entries.enumerated().map { index, entry in
                let stop = max(index + 1 < starts.count ? starts[index + 1] : end, starts[index])
                let selection = starts[index]..<min(starts[index] + entry.key.utf8.count, stop)
                return Symbol(
                    name: entry.key, detail: detail(entry.value), kind: .key, range: starts[index]..<stop, selection: selection,
                    children: parts(entry.value, lines, end: stop, depth: depth + 1))
            }
        case .sequence(let values, _):
            let starts = values.map { lines.offset($0.position) }
            return values.enumerated().compactMap { index, value in
                guard case .mapping = value else { return nil }
                let stop = max(index + 1 < starts.count ? starts[index + 1] : end, starts[index])
                let name = ["id", "label", "term", "study", "indication", "name"].lazy.compactMap { detail(value[$0] ?? .mapping([], value.position)) }.first
                return Symbol(
                    name: name ?? "\(index + 1)", detail: name == detail(value["label"] ?? value) ? nil : value["label"].flatMap(detail), kind: .entry,
                    range: starts[index]..<stop, selection: starts[index]..<min(lines.endOfToken(from: starts[index]), stop),
                    children: parts(value, lines, end: stop, depth: depth + 1))
            }
        case .scalar: return []
        }
    }

    private static func detail(_ value: DataValue) -> String? {
        guard case .scalar(let text, _, _) = value, !text.isEmpty else { return nil }
        return text.count > 60 ? "\(text.prefix(59))…" : text
    }
}

/// A part of a document.
struct Symbol {
    enum Kind: Int { case heading = 15, key = 8, entry = 23 }

    let name: String
    var detail: String?
    let kind: Kind
    var range: Range<Int>
    let selection: Range<Int>
    var children: [Symbol] = []
}

/// A heading of an article, as it is written.
struct Heading {
    let level: Int
    let title: String
    let range: Range<Int>

    static func all(in lines: TextLines) -> [Heading] {
        var headings: [Heading] = []
        var fence: (mark: UInt8, count: Int)?
        var isFrontMatter = lines.line(0).elementsEqual("---".utf8)
        for number in 0..<lines.count {
            let line = lines.line(number)
            if isFrontMatter {
                if number > 0, line.elementsEqual("---".utf8) { isFrontMatter = false }
                continue
            }
            if let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
                let count = line.prefix { $0 == mark }.count
                if let open = fence {
                    if mark == open.mark, count >= open.count { fence = nil }
                } else if count >= 3 {
                    fence = (mark, count)
                }
            }
            guard fence == nil else { continue }
            let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
            guard (1...6).contains(marks), line.count > marks, line[line.startIndex + marks] == UInt8(ascii: " ") else { continue }
            let title = String(decoding: line.dropFirst(marks), as: UTF8.self).trimmed.replacing(#/ *\{#[^}]*\}$/#, with: "")
            headings.append(Heading(level: marks, title: title, range: lines.starts[number]..<lines.end(ofLine: number)))
        }
        return headings
    }

    /// Each with those below it.
    static func nested(_ headings: ArraySlice<Heading>, _ end: Int) -> [Symbol] {
        var symbols: [Symbol] = []
        var rest = headings
        while let first = rest.popFirst() {
            let below = rest.prefix { $0.level > first.level }
            rest = rest.dropFirst(below.count)
            let stop = rest.first?.range.lowerBound ?? end
            symbols.append(
                Symbol(name: first.title, kind: .heading, range: first.range.lowerBound..<stop, selection: first.range, children: nested(below, stop)))
        }
        return symbols
    }
}
