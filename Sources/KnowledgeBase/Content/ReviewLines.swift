import Diagnostics
import SourceData

/// The lines in which a file says its clinical review. They are no part of the file's version: what was reviewed is what else it says, and
/// writing the review down makes no other version of it.
package enum ReviewLines {
    /// Where they stand in `text`, an article or a record; nil where none are laid out as lines of their own.
    package static func range(in text: [UInt8], isArticle: Bool) -> Range<Int>? {
        text.withUnsafeBufferPointer { text in
            guard let first = text.firstPlace(of: "review:") else { return nil }
            var start = 0
            let end: Int
            if isArticle {
                guard let fields = fields(text), first < fields.upperBound else { return nil }
                (start, end) = (fields.lowerBound, fields.upperBound)
            } else {
                end = text.count
            }
            while let found = text.firstPlace(of: "review:", from: start), found < end {
                guard found == 0 || text[found - 1] == UInt8(ascii: "\n") else {
                    start = found + 1
                    continue
                }
                var after = lineEnd(text, from: found)
                while after < end, text[after] == UInt8(ascii: " ") || text[after] == UInt8(ascii: "\t") { after = lineEnd(text, from: after) }
                return found..<after
            }
            return nil
        }
    }

    /// What `text` says besides, with the line ends of any machine.
    static func removed(from text: [UInt8], isArticle: Bool) -> [UInt8] {
        var text = text
        if let range = range(in: text, isArticle: isArticle) { text.removeSubrange(range) }
        guard text.contains(UInt8(ascii: "\r")) else { return text }
        return text.indices.filter { text[$0] != UInt8(ascii: "\r") || $0 + 1 == text.count || text[$0 + 1] != UInt8(ascii: "\n") }.map { text[$0] }
    }

    /// The version that a file of these words has.
    static func version(of text: String, isArticle: Bool) -> String { SHA256.digits(removed(from: Array(text.utf8), isArticle: isArticle), count: 12) }

    /// Between the fences of an article's front matter; nil where it has none.
    private static func fields(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        func isFence(_ start: Int, _ end: Int) -> Bool {
            let line = text[start..<end].reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            return line.elementsEqual("---".utf8)
        }
        let first = lineEnd(text, from: 0)
        guard isFence(0, first) else { return nil }
        var start = first
        while start < text.count {
            let end = lineEnd(text, from: start)
            if isFence(start, end) { return first..<start }
            start = end
        }
        return nil
    }

    /// Behind the line that begins at `start`.
    private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int { text.firstPlace(of: "\n", from: start).map { $0 + 1 } ?? text.count }
}
