import Citations

/// A link or a citation that a place in a text lies in, told by its own line: it need not be finished.
enum InlinePlace: Equatable {
    /// Where a link or an image leads.
    case destination(Range<Int>, isImage: Bool)
    /// The key of a citation, without its `@`.
    case citation(Range<Int>)

    init?(at offset: Int, in lines: TextLines) {
        let line = lines.line(at: offset)
        let (start, end) = (lines.starts[line], lines.end(ofLine: line))
        guard offset <= end else { return nil }
        let bytes = lines.bytes
        if let place = Self.citation(at: offset, start, end, bytes) ?? Self.destination(at: offset, start, end, bytes) { self = place } else { return nil }
    }

    /// `[text](here`, `[text](<here`, `[name]: here`
    private static func destination(at offset: Int, _ start: Int, _ end: Int, _ bytes: [UInt8]) -> InlinePlace? {
        var first = offset
        while first > start, !stops.contains(bytes[first - 1]) { first -= 1 }
        var opening = first - 1
        let isPointed = opening >= start && bytes[opening] == UInt8(ascii: "<")
        if isPointed { opening -= 1 }
        guard opening > start else { return nil }
        var last = offset
        while last < end, !stops.contains(bytes[last]) { last += 1 }
        if bytes[opening] == UInt8(ascii: "("), bytes[opening - 1] == UInt8(ascii: "]") {
            return .destination(first..<last, isImage: isImage(closedAt: opening - 1, start, bytes))
        }
        // A definition stands alone on its line.
        var colon = opening
        while colon > start, bytes[colon] == UInt8(ascii: " ") { colon -= 1 }
        guard bytes[colon] == UInt8(ascii: ":"), colon > start, bytes[colon - 1] == UInt8(ascii: "]") else { return nil }
        let lead = bytes[start..<colon].drop { $0 == UInt8(ascii: " ") }
        return lead.first == UInt8(ascii: "[") ? .destination(first..<last, isImage: false) : nil
    }

    private static func isImage(closedAt close: Int, _ start: Int, _ bytes: [UInt8]) -> Bool {
        var depth = 0
        for index in stride(from: close, through: start, by: -1) {
            if bytes[index] == UInt8(ascii: "]") { depth += 1 }
            if bytes[index] == UInt8(ascii: "[") { depth -= 1 }
            if depth == 0 { return index > start && bytes[index - 1] == UInt8(ascii: "!") }
        }
        return false
    }

    /// `[@here`, `[@other; @here`, `[@other, p. 2; @here`
    private static func citation(at offset: Int, _ start: Int, _ end: Int, _ bytes: [UInt8]) -> InlinePlace? {
        var first = offset
        while first > start, isKey(bytes[first - 1]) { first -= 1 }
        guard first > start, bytes[first - 1] == UInt8(ascii: "@") else { return nil }
        // Within a bracket that is still open.
        var index = first - 2
        while index >= start, bytes[index] != UInt8(ascii: "["), bytes[index] != UInt8(ascii: "]") { index -= 1 }
        guard index >= start, bytes[index] == UInt8(ascii: "[") else { return nil }
        let before = bytes[(index + 1)..<(first - 1)].drop { $0 == UInt8(ascii: " ") }
        guard before.isEmpty || before.first == UInt8(ascii: "@") else { return nil }
        var last = offset
        while last < end, isKey(bytes[last]) { last += 1 }
        return .citation(first..<last)
    }

    private static func isKey(_ byte: UInt8) -> Bool { CitationKey.allows(Character(Unicode.Scalar(byte))) }

    private static let stops = Set(" \t()<>[]".utf8)
}
