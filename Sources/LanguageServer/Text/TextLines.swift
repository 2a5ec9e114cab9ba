import Diagnostics

/// The bytes of a text with its lines, and the ways between their offsets, places as clients name them and places as diagnostics do.
struct TextLines: Sendable {
    private(set) var bytes: [UInt8]
    /// A byte order mark belongs to no line.
    private(set) var starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = Self.starts(of: bytes)
    }

    private static func starts(of bytes: [UInt8]) -> [Int] {
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        bytes.withUnsafeBufferPointer { buffer in
            for index in buffer.indices where buffer[index] == 0x0A { starts.append(index + 1) }
        }
        return starts
    }

    var count: Int { starts.count }

    /// The bytes of a line, counted from 0, without its end; none past the end.
    func line(_ number: Int) -> ArraySlice<UInt8> {
        guard starts.indices.contains(number) else { return [] }
        return bytes[starts[number]..<end(ofLine: number)]
    }

    func text(ofLine number: Int) -> String { String(decoding: line(number), as: UTF8.self) }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Where a line ends, before the characters that end it.
    func end(ofLine number: Int) -> Int {
        var end = number + 1 < starts.count ? starts[number + 1] - 1 : bytes.count
        if number + 1 < starts.count, end > starts[number], bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// The line that holds an offset, counted from 0.
    func line(at offset: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    // MARK: Clients

    /// The offset of a client's place. What lies behind the end of a line is its end, and behind the last line that of the text.
    func offset(_ position: ClientPosition, _ encoding: PositionEncoding) -> Int {
        guard position.line >= 0 else { return starts[0] }
        guard position.line < starts.count else { return bytes.count }
        let (start, end) = (starts[position.line], end(ofLine: position.line))
        switch encoding {
        case .utf8:
            var offset = min(start + max(position.character, 0), end)
            // Within a character: its beginning.
            while offset > start, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
            return offset
        case .utf16:
            var (offset, units) = (start, 0)
            while offset < end, units < position.character {
                let width = Self.width(bytes[offset])
                units += width == 4 ? 2 : 1
                // Within a character: its beginning.
                if units > position.character { break }
                offset = min(offset + width, end)
            }
            return offset
        }
    }

    func position(_ offset: Int, _ encoding: PositionEncoding) -> ClientPosition {
        let line = line(at: offset)
        let start = starts[line]
        let end = max(start, min(offset, self.end(ofLine: line)))
        if encoding == .utf8 { return ClientPosition(line: line, character: end - start) }
        var units = 0
        for byte in bytes[start..<end] where byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
        return ClientPosition(line: line, character: units)
    }

    // MARK: Diagnostics

    /// The offset of a place that counts from 1, in scalars; what lies behind the end of a line is its end.
    func offset(_ position: SourcePosition) -> Int {
        guard position.line <= starts.count else { return bytes.count }
        let line = max(position.line - 1, 0)
        let end = end(ofLine: line)
        var offset = starts[line]
        for _ in 1..<max(position.column, 1) where offset < end { offset = min(offset + Self.width(bytes[offset]), end) }
        return offset
    }

    /// The place of an offset in `file`, as diagnostics name it.
    func sourcePosition(_ offset: Int, in file: String) -> SourcePosition {
        let line = line(at: offset)
        let column = bytes[starts[line]..<max(offset, starts[line])].count { $0 & 0xC0 != 0x80 }
        return SourcePosition(file: file, line: line + 1, column: column + 1)
    }

    private static func width(_ byte: UInt8) -> Int { byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }

    // MARK: Edits

    /// Puts `text` in the place of what stands between two places.
    mutating func replace(from first: ClientPosition, to last: ClientPosition, _ encoding: PositionEncoding, with text: String) {
        let start = offset(first, encoding)
        bytes.replaceSubrange(start..<max(start, offset(last, encoding)), with: text.utf8)
        starts = Self.starts(of: bytes)
    }
}
