import Diagnostics

extension TextLines {
    /// The stretch of text that a diagnostic is about: diagnostics say where it begins, and often what stands there.
    func range(of diagnostic: Diagnostic) -> Range<Int> {
        let start = offset(diagnostic.position)
        if let correction = diagnostic.correction, let range = range(of: correction), range.lowerBound == start { return range }
        let quoted = QuotedWords.of(diagnostic.summary).filter { has($0, at: start) }.max { $0.utf8.count < $1.utf8.count }
        if let quoted { return start..<(start + quoted.utf8.count) }
        let line = line(at: start)
        let (first, end) = (firstWord(ofLine: line), end(ofLine: line))
        // What begins with its line is about the line.
        if start <= first || start >= end { return min(first, end)..<max(first, end) }
        return start..<endOfToken(from: start)
    }

    /// Where a correction's old text stands; nil where anything else does.
    func range(of correction: Diagnostic.Correction) -> Range<Int>? {
        let start = offset(correction.position)
        return has(correction.old, at: start) ? start..<(start + correction.old.utf8.count) : nil
    }

    /// True where `text` stands at an offset.
    func has(_ text: String, at offset: Int) -> Bool { !text.isEmpty && bytes[min(offset, bytes.count)...].starts(with: text.utf8) }

    /// Up to a space or a mark that ends a name, at least one character.
    func endOfToken(from start: Int) -> Int {
        let end = end(ofLine: line(at: start))
        var offset = start
        while offset < end, !Self.marks.contains(bytes[offset]) { offset += 1 }
        if offset > start { return offset }
        offset += 1
        while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        return min(offset, end)
    }

    func firstWord(ofLine line: Int) -> Int {
        let end = end(ofLine: line)
        var offset = starts[line]
        while offset < end, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
        return offset
    }

    private static let marks = Set(" \t)]},;\"'`".utf8)
}

/// What a message has in quotation marks: the author's own words.
enum QuotedWords {
    static func of(_ message: String) -> [String] { message.matches(of: #/'([^']+)'/#).map { String($0.output.1) } }
}
