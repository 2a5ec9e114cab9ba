/// The text of one source file, known to be valid UTF-8, with its lines.
public struct SourceText: Sendable {
    public let file: SourceFile
    public let path: String
    public let text: String
    private let lineStarts: [Int]

    /// Decodes `bytes`; a byte sequence that is not UTF-8 is reported with its place and nothing is returned.
    /// A byte order mark is dropped; carriage returns before line feeds are kept out of columns by the parsers.
    public init?(path: String, bytes: [UInt8], log: DiagnosticLog) {
        let limit = Self.longest(path)
        guard bytes.count <= limit.bytes else {
            log.report(
                .tooLargeFile, at: SourcePosition(file: path), "the file has \(bytes.count) bytes, and the most is \(limit.words)",
                suggestion: "split it into several files")
            return nil
        }
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let bad = Self.firstInvalidOffset(in: bytes)
            let before = bytes[..<bad]
            let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? bytes.startIndex
            let line = before.count(where: { $0 == 0x0A }) + 1
            let column = String(decoding: bytes[lineStart..<bad], as: UTF8.self).unicodeScalars.count + 1
            log.report(
                .invalidUTF8, at: SourcePosition(file: path, line: line, column: column),
                "byte 0x\(String(bytes[bad], radix: 16, uppercase: true)) is not UTF-8 text",
                suggestion: "save the file as UTF-8 in your editor")
            return nil
        }
        self.init(path: path, text: text)
    }

    /// The most bytes that are read as text. A list of references is the export of a whole library; anything else is one page.
    private static func longest(_ path: String) -> (bytes: Int, words: String) {
        path.hasSuffix(".json") || path.hasSuffix(".JSON") ? (20_000_000, "20 MB") : (1_000_000, "1 MB")
    }

    public init(path: String, text: String) {
        file = SourceFile(path)
        self.path = path
        self.text = text
        var starts = [0]
        text.withBytes { bytes in
            for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
        }
        lineStarts = starts
    }

    public var lineCount: Int { lineStarts.count }

    /// The line's text without its line ending; empty past the end. Lines count from 1.
    public func line(_ number: Int) -> Substring {
        guard number >= 1, number <= lineStarts.count else { return "" }
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: lineStarts[number - 1])
        let end =
            number < lineStarts.count
            ? utf8.index(utf8.startIndex, offsetBy: lineStarts[number] - 1) : utf8.endIndex
        let line = text[start..<end]
        return line.unicodeScalars.last == "\r" ? Substring(line.unicodeScalars.dropLast()) : line
    }

    private static func firstInvalidOffset(in bytes: ArraySlice<UInt8>) -> Int {
        // The longest valid prefix ends where the first bad sequence starts.
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = bytes.startIndex
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return max(bytes.startIndex, bytes.endIndex - 1)
            case .error: return min(offset, bytes.endIndex - 1)
            }
        }
    }
}

extension Rule {
    public static let tooLargeFile = Rule(
        "too-large-file", .error,
        means: "Text of more than 1 MB, or references of more than 20 MB",
        why: "Nobody can read a page of this size, and a file that is larger by mistake would hold up every build.",
        mend: "Split it.")
    public static let invalidUTF8 = Rule(
        "invalid-utf8", .error,
        means: "A text file is not UTF-8.",
        why: "Every content file is UTF-8. Other encodings cannot be told apart reliably, and a wrong guess changes what readers see.",
        mend: "Save it as UTF-8.")
}
