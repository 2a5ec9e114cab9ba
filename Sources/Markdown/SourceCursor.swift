import Diagnostics

/// The text a document was read from, by scalar, with its lines.
struct SourceScalars {
    let file: SourceFile
    /// Lines of the file that stand before the text.
    let lineOffset: Int
    let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    init(_ text: String, path: String, lineOffset: Int) {
        file = SourceFile(path)
        self.lineOffset = lineOffset
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count)
        var lineStarts = [0]
        let isASCII = text.withBytes { bytes in
            for byte in bytes {
                if byte >= 0x80 { return false }
                scalars.append(Unicode.Scalar(byte))
                if byte == 0x0A { lineStarts.append(scalars.count) }
            }
            return true
        }
        if !isASCII {
            // From where the first of the others stands.
            for scalar in text.unicodeScalars.dropFirst(scalars.count) {
                scalars.append(scalar)
                if scalar == "\n" { lineStarts.append(scalars.count) }
            }
        }
        self.scalars = scalars
        self.lineStarts = lineStarts
    }

    /// Where a line of the file starts; the end of the text for lines past it.
    func start(ofLine line: Int) -> Int {
        let index = line - lineOffset - 1
        return index < lineStarts.count ? lineStarts[max(0, index)] : scalars.count
    }

    func offset(of position: SourcePosition) -> Int {
        min(start(ofLine: position.line) + position.column - 1, scalars.count)
    }

    /// The place that cmark gave a column in bytes.
    func offset(line: Int, byteColumn: Int) -> Int {
        var offset = start(ofLine: line)
        var bytes = byteColumn - 1
        while bytes > 0, offset < scalars.count {
            bytes -= UTF8.width(scalars[offset])
            offset += 1
        }
        return offset
    }

    func position(at offset: Int) -> SourcePosition {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return SourcePosition(in: file, line: low + 1 + lineOffset, column: offset - lineStarts[low] + 1)
    }

    /// True when what stands here was meant as text: there is a backslash before it, or it is an entity.
    fileprivate func isEscaped(_ position: SourcePosition) -> Bool {
        let offset = offset(of: position)
        guard offset < scalars.count, scalars[offset] != "&" else { return offset < scalars.count }
        return !scalars[..<offset].reversed().prefix { $0 == "\\" }.count.isMultiple(of: 2)
    }
}

/// Follows what cmark read through the source it read it from, forwards only and skipping markup.
///
/// cmark's own columns count bytes, and are wrong in tables and after some line breaks. What was read stands in the
/// source in the same order, so taking each scalar at its next place never runs ahead of the true one.
struct SourceCursor {
    let source: SourceScalars
    private(set) var offset: Int
    /// Where the block ends.
    private let end: Int

    /// More than the markup between two characters of one line; keeps hostile text from taking quadratic time.
    private static let farthest = 1000

    init(_ source: SourceScalars, from position: SourcePosition) {
        self.init(source, from: source.offset(of: position), to: source.scalars.count)
    }

    init(_ source: SourceScalars, from offset: Int, to end: Int) {
        self.source = source
        self.offset = offset
        self.end = max(offset, min(end, source.scalars.count))
    }

    var position: SourcePosition { source.position(at: offset) }
    var next: Unicode.Scalar? { offset < end ? source.scalars[offset] : nil }

    /// Moves past `text` and returns where it starts.
    @discardableResult
    mutating func pass(_ text: some StringProtocol) -> SourcePosition? {
        var start: Int?
        var isAfterEntity = false
        for scalar in text.unicodeScalars {
            let here = offset
            // Most text stands there as it was read.
            if !isAfterEntity, here < end, source.scalars[here] == scalar, scalar != "\n", scalar != "&" {
                offset += 1
                if start == nil { start = here }
            } else if scalar == "\n" {
                passLine()
                isAfterEntity = false
            } else if isAfterEntity {
                // Some entities stand for two scalars: the second is nowhere.
                isAfterEntity = passNow(scalar) && source.scalars[here] == "&"
            } else if let found = pass(scalar) {
                start = start ?? found
                isAfterEntity = source.scalars[found] == "&"
            }
        }
        return start.map(source.position)
    }

    /// Moves past text that runs on over lines.
    mutating func passLines(_ text: ArraySlice<Unicode.Scalar>) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { passLine() }
            pass(String(String.UnicodeScalarView(line)))
        }
    }

    /// True when a character of `mark`, which comes after `text`, was not meant to mark anything: it is an entity, or
    /// stands behind a backslash.
    func isEscaped(_ mark: String, after text: Substring = "") -> Bool {
        var ahead = self
        ahead.pass(text)
        return mark.contains { ahead.pass(String($0)).map(source.isEscaped) ?? false }
    }

    mutating func passLine() {
        offset = source.scalars[offset..<end].firstIndex(of: "\n").map { $0 + 1 } ?? end
    }

    /// Moves past the next code span and returns where it starts.
    mutating func passCode() -> SourcePosition? {
        while let open = index(of: "`") {
            let fence = backticks(at: open)
            offset = open + fence
            var ahead = self
            while let close = ahead.index(of: "`") {
                ahead.offset = close + ahead.backticks(at: close)
                if ahead.offset - close == fence {
                    self = ahead
                    return source.position(at: open)
                }
            }
        }
        return nil
    }

    /// Moves past the next closing bracket, and past what belongs to it when it closes a link. Returns where the
    /// link's destination stands; nil when it stands elsewhere, in a definition.
    mutating func passLinkEnd(destination: String, title: String) -> SourcePosition? {
        guard passBracket() else { return nil }
        if next == "[" { _ = passBracket() }
        guard next == "(" else { return nil }
        var ahead = self
        ahead.offset += 1
        ahead.passSpace()
        if ahead.next == "<" { ahead.offset += 1 }
        let start = ahead.offset
        for scalar in destination.unicodeScalars { guard ahead.passNow(scalar) else { return nil } }
        if !title.isEmpty {
            ahead.passSpace()
            ahead.pass(title)
        }
        self = ahead
        return source.position(at: start)
    }

    /// Moves past spaces, line breaks and the marks of quotations, which also close a destination.
    private mutating func passSpace() {
        while let c = next, c == ">" || c.properties.isWhitespace { offset += 1 }
    }

    /// Moves past the next closing bracket.
    mutating func passBracket() -> Bool {
        guard let close = index(of: "]", within: Self.farthest) else { return false }
        offset = close + 1
        return true
    }

    /// True before the end of a link's text, false before a bracket that is text itself.
    var isAtLinkEnd: Bool {
        next == "]" && offset + 1 < end && (source.scalars[offset + 1] == "(" || source.scalars[offset + 1] == "[")
    }

    /// Where the next opening bracket stands, with the exclamation mark of an image.
    var openingBracket: SourcePosition? {
        guard let open = index(of: "[", within: Self.farthest) else { return nil }
        return source.position(at: open > offset && source.scalars[open - 1] == "!" ? open - 1 : open)
    }

    private func index(of scalar: Unicode.Scalar, within distance: Int = .max) -> Int? {
        source.scalars[offset..<end].prefix(distance).firstIndex(of: scalar)
    }

    private func backticks(at start: Int) -> Int { source.scalars[start..<end].prefix { $0 == "`" }.count }

    /// Moves past the next place on the line that was read as `scalar`.
    private mutating func pass(_ scalar: Unicode.Scalar) -> Int? {
        let start = offset
        while offset < min(end, start + Self.farthest), next != "\n" {
            let place = offset
            if passReading(scalar) { return place }
            offset += 1
        }
        offset = start
        return nil
    }

    /// Moves past `scalar` if it stands here, perhaps behind a backslash.
    private mutating func passNow(_ scalar: Unicode.Scalar) -> Bool {
        if passReading(scalar) { return true }
        guard next == "\\" else { return false }
        offset += 1
        if passReading(scalar) { return true }
        offset -= 1
        return false
    }

    /// Moves past what cmark read as `scalar` if it stands here: itself, an entity, or a NUL for what replaces it.
    private mutating func passReading(_ scalar: Unicode.Scalar) -> Bool {
        guard let here = next else { return false }
        if here == "&", let entity, scalar != "&" || ["&amp;", "&#38;", "&#x26;"].contains(entity) {
            offset += entity.unicodeScalars.count
        } else if here == scalar || (here == "\0" && scalar == "\u{FFFD}") {
            offset += 1
        } else {
            return false
        }
        return true
    }

    /// What could be an entity here. Which character it stands for does not matter.
    private var entity: String? {
        let name = source.scalars[(offset + 1)..<end].prefix(32).prefix { $0.isASCII && ($0 == "#" || Character($0).isLetter || Character($0).isNumber) }
        guard !name.isEmpty, name.endIndex < end, source.scalars[name.endIndex] == ";" else { return nil }
        return "&" + String(String.UnicodeScalarView(name)) + ";"
    }
}
