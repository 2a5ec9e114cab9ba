import Diagnostics
import KnowledgeBase

/// The bytes of a file, in which what was read from it is found again.
struct PlacedText {
    let path: String
    let bytes: [UInt8]
    private let lineStarts: [Int]

    init(_ file: ContentFile) { self.init(path: file.path, bytes: file.bytes) }

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        // A byte order mark belongs to no line.
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
        lineStarts = starts
    }

    /// The byte at a place; nil where the file has none.
    func offset(of position: SourcePosition) -> Int? {
        guard position.line >= 1, position.line <= lineStarts.count else { return nil }
        var offset = lineStarts[position.line - 1]
        for _ in 1..<max(position.column, 1) {
            guard offset < bytes.count, bytes[offset] != 0x0A else { return nil }
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }

    var lineCount: Int { lineStarts.count }

    /// The bytes of a line without its end.
    func line(_ number: Int) -> Range<Int> {
        guard number >= 1, number <= lineStarts.count else { return bytes.count..<bytes.count }
        var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
        if end > lineStarts[number - 1], bytes[end - 1] == 0x0D { end -= 1 }
        return lineStarts[number - 1]..<end
    }

    /// Where a scalar begins, behind its quotation mark; nil where it does not stand there letter for letter.
    func start(of literal: String, at position: SourcePosition) -> Int? {
        guard let offset = offset(of: position) else { return nil }
        if has(literal, at: offset) { return offset }
        let isQuoted = offset < bytes.count && (bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'"))
        return isQuoted && has(literal, at: offset + 1) ? offset + 1 : nil
    }

    /// The only place of `literal` between bytes that cannot belong to a name, within `range`.
    func onlyPlace(of literal: String, in range: Range<Int>) -> Int? {
        let wanted = Array(literal.utf8)
        guard !wanted.isEmpty, range.count >= wanted.count else { return nil }
        var found: Int?
        for start in range.lowerBound...(range.upperBound - wanted.count) where bytes[start...].starts(with: wanted) {
            let end = start + wanted.count
            if start > range.lowerBound, Self.isOfName(bytes[start - 1]) { continue }
            if end < range.upperBound, Self.isOfName(bytes[end]) { continue }
            if found != nil { return nil }
            found = start
        }
        return found
    }

    func has(_ literal: String, at offset: Int) -> Bool { offset <= bytes.count && bytes[offset...].starts(with: literal.utf8) }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        default: "-_.".utf8.contains(byte)
        }
    }
}
