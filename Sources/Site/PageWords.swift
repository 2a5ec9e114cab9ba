import Diagnostics
import Foundation
import KnowledgeBase
import Markdown
import SourceData

/// Holds the words that an article or a record shows against the page that was made of it: neither a view nor a theme may drop one.
///
/// Not looked for, because no reader is meant to read them: comments, keys, identifiers, addresses, the keys of citations (a number stands
/// for them), the marks of alerts (a label does), values of a record in one or two words (they are shown in the page's own words: `12 h`,
/// `intravenous`), and blocks that stand for something else.
struct PageWords {
    let knowledgeBase: KnowledgeBase

    /// What is missing from the page of `path`.
    func missing(from page: [UInt8], of path: String) -> [Diagnostic] {
        page.withUnsafeBufferPointer { page in
            // What stands around every page says nothing of this one; the home page alone has to have the site's own words.
            let parts = path == "index.md" ? [page] : PageText.own(page)
            func eachText(_ take: (UnsafeBufferPointer<UInt8>) -> Void) { for part in parts { PageText.each(in: part, take) } }
            var count = WordCount()
            Pieces.each(shownBy: path, knowledgeBase) { text, _ in count.add(text) }
            eachText { count.take($0) }
            return count.hasRest ? lost(of: path, eachText) : []
        }
    }

    /// The same once more, with the places of what is missing.
    private func lost(of path: String, _ eachText: ((UnsafeBufferPointer<UInt8>) -> Void) -> Void) -> [Diagnostic] {
        // A piece on each line, and where it stands; a piece of several lines has its place on each.
        var text = ""
        var places: [SourcePosition] = []
        Pieces.each(shownBy: path, knowledgeBase) { piece, place in
            text += piece + "\n"
            places += Array(repeating: place, count: 1 + piece.utf8.count { $0 == 0x0A })
        }
        let log = DiagnosticLog()
        text.withUTF8 { bytes in
            var lost = LostText(bytes)
            eachText { lost.take($0) }
            for line in lost.lines() {
                let place = places[line.line - 1]
                log.reportLost(
                    line, in: place.source, lineOffset: place.line - line.line,
                    mend: "where the theme is one of your own, a template of it has no place for this; else this is a fault of Materia")
            }
        }
        return log.diagnostics
    }

    /// What a source shows, piece by piece, and where each stands.
    private struct Pieces {
        private let give: (String, SourcePosition) -> Void
        /// A text that a record says again and again, as the section of its items, stands on the page once.
        private var texts = Set<String>()

        static func each(shownBy path: String, _ knowledgeBase: KnowledgeBase, _ give: (String, SourcePosition) -> Void) {
            withoutActuallyEscaping(give) { give in
                var pieces = Pieces(give: give)
                pieces.read(path, knowledgeBase)
            }
        }

        private mutating func read(_ path: String, _ knowledgeBase: KnowledgeBase) {
            let start = SourcePosition(file: path)
            if let article = knowledgeBase.article(path) {
                let words = knowledgeBase.text(of: article)
                for text in [article.title, article.summary] + article.tags + words.authors { add(text, at: start) }
                if let review = article.review { add(review.by, at: start) }
                for code in words.codes { for text in [code.system, code.code, code.title ?? ""] { add(text, at: start) } }
                for change in words.changes { add(change.text, at: start) }
                add(words.body, but: Set(words.components.keys))
                if path == "index.md" {
                    // Every page has these around it.
                    let site = knowledgeBase.site
                    for text in [site.title, site.summary, site.audience ?? "", site.disclaimer ?? ""] { add(text, at: SourcePosition(file: Site.path)) }
                }
            } else if path == Glossary.path {
                for entry in knowledgeBase.glossary.entries {
                    for text in [entry.term, entry.abbreviation ?? ""] + entry.synonyms { add(text, at: start) }
                    for node in entry.definition?.nodes ?? [] { add(node, but: []) }
                }
            } else if let record = knowledgeBase.record(path), let file = knowledgeBase.file(record.head.path),
                let data = file.yaml(DiagnosticLog())?.data
            {
                for text in record.head.texts { for node in text.nodes { add(node, but: []) } }
                texts = Set(record.head.texts.map { Self.plain($0.plainText) })
                add(data, isText: false) { knowledgeBase.reference($0) != nil }
            }
        }

        private func add(_ piece: String, at place: SourcePosition) { give(piece, place) }

        private func add(_ node: Node, but blocks: Set<SourcePosition>) {
            switch node.kind {
            case .text(let text), .code(let text): add(text, at: node.position)
            case .codeBlock(_, let text): if !blocks.contains(node.position) { add(text, at: node.position) }
            case .citation(let items): for item in items { if let locator = item.locator { add(locator, at: item.position) } }
            default: for child in node.children { add(child, but: blocks) }
            }
        }

        /// The texts in `data` that were not read as Markdown.
        private mutating func add(_ data: DataValue, isText: Bool, isReference: (String) -> Bool) {
            switch data {
            case .scalar(let text, _, let place):
                // `key, table 3`
                let parts = text.split(separator: ",", maxSplits: 1)
                if parts.count == 2, isReference(String(parts[0])) { return add(String(parts[1]), at: place) }
                if isText && !Self.hasMarks(text) || Self.isProse(text), texts.insert(Self.plain(text)).inserted { add(text, at: place) }
            case .sequence(let values, _): for value in values { add(value, isText: isText, isReference: isReference) }
            case .mapping(let entries, _): for entry in entries { add(entry.value, isText: Self.textKeys.contains(entry.key), isReference: isReference) }
            }
        }

        /// Fields that hold words in any number.
        private static let textKeys: Set<String> = ["title", "summary", "label", "section", "definition", "text", "help", "guard", "drug"]

        /// Three words or more; what has marks of Markdown in it was read as such.
        private static func isProse(_ text: String) -> Bool {
            text.split(whereSeparator: \.isWhitespace).count { $0.first!.isLetter } > 2 && !hasMarks(text)
        }

        private static func hasMarks(_ text: String) -> Bool { text.utf8.contains { "[*_`".utf8.contains($0) } }

        private static func plain(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }
}

/// The text of an HTML page that readers see or hear: what stands between tags, and in attributes that hold words.
enum PageText {
    /// Attributes whose values readers see or hear.
    private static func isHeard(_ name: Range<Int>, in page: UnsafeBufferPointer<UInt8>) -> Bool {
        func equals(_ word: StaticString) -> Bool { memcmp(page.baseAddress! + name.lowerBound, word.utf8Start, name.count) == 0 }
        return switch name.count {
        case 3: equals("alt")
        case 5: equals("title") || equals("label") || equals("value")
        case 7: equals("content")
        case 10: equals("aria-label")
        default: false
        }
    }

    /// The head and the main part of a page; all of it where it has no main part.
    static func own(_ page: UnsafeBufferPointer<UInt8>) -> [UnsafeBufferPointer<UInt8>] {
        guard let head = page.firstPlace(of: "<body"), let start = page.firstPlace(of: "<main", from: head), let end = page.firstPlace(of: "</main>", from: start)
        else { return [page] }
        return [UnsafeBufferPointer(rebasing: page[..<head]), UnsafeBufferPointer(rebasing: page[start..<end])]
    }

    static func each(in page: UnsafeBufferPointer<UInt8>, _ take: (UnsafeBufferPointer<UInt8>) -> Void) {
        var start = 0
        var index = 0
        func give(_ range: Range<Int>) { if !range.isEmpty { take(UnsafeBufferPointer(rebasing: page[range])) } }
        while index < page.count {
            switch page[index] {
            case UInt8(ascii: "<"):
                give(start..<index)
                index = tag(from: index + 1, in: page, give)
                start = index
            case UInt8(ascii: "&"):
                give(start..<index)
                index = entity(from: index, in: page)
                start = index
            default: index += 1
            }
        }
        give(start..<page.count)
    }

    /// Past `&amp;`.
    private static func entity(from start: Int, in page: UnsafeBufferPointer<UInt8>) -> Int {
        var index = start + 1
        while index < page.count, index - start < 12, page[index] != UInt8(ascii: ";") { index += 1 }
        return index < page.count && page[index] == UInt8(ascii: ";") ? index + 1 : start + 1
    }

    /// Past the tag that begins before `start`.
    private static func tag(from start: Int, in page: UnsafeBufferPointer<UInt8>, _ give: (Range<Int>) -> Void) -> Int {
        var index = start
        var name = start..<start
        while index < page.count {
            switch page[index] {
            case UInt8(ascii: ">"): return index + 1
            case UInt8(ascii: " "), UInt8(ascii: "\n"):
                index += 1
                name = index..<index
            case UInt8(ascii: "\""):
                let open = index + 1
                var end = open
                while end < page.count, page[end] != UInt8(ascii: "\"") { end += 1 }
                if isHeard(name, in: page) { words(in: open..<end, of: page, give) }
                index = end + 1
            case UInt8(ascii: "="): index += 1
            default:
                index += 1
                name = name.lowerBound..<index
            }
        }
        return index
    }

    private static func words(in range: Range<Int>, of page: UnsafeBufferPointer<UInt8>, _ give: (Range<Int>) -> Void) {
        var start = range.lowerBound
        var index = start
        while index < range.upperBound {
            if page[index] == UInt8(ascii: "&") {
                give(start..<index)
                index = min(entity(from: index, in: page), range.upperBound)
                start = index
            } else {
                index += 1
            }
        }
        give(start..<range.upperBound)
    }
}
