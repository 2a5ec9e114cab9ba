extension Rule {
    public static let lostText = Rule(
        "lost-text", .error,
        means: "Words of a source are in nothing that was read from it, or not on the page made of it.",
        why: "What an author wrote is on the page, or a message says why not. These words were left out on the way, and no other message says so.",
        mend: "See [what is not on a page](writing.md#not-shown). Where it is plain text, it is a fault of the theme or of Materia.")
}

/// Holds the words of a source against what was read from it, and reports those that were left out without a sign.
public struct LostText {
    /// Gives the words of a source that have to be accounted for, in order.
    public typealias Words = (_ source: UnsafeBufferPointer<UInt8>, _ take: (WordCount.Word) -> Void) -> Void

    private let source: UnsafeBufferPointer<UInt8>
    private let words: Words
    private var count: WordCount

    /// Without `words` every word of the source has to be accounted for.
    public init(_ source: UnsafeBufferPointer<UInt8>, words: @escaping Words = WordCount.each(in:_:)) {
        self.source = source
        self.words = words
        var count = WordCount()
        words(source) { count.add($0) }
        self.count = count
    }

    public mutating func take(_ text: some StringProtocol) { count.take(text) }
    public mutating func take(_ text: UnsafeBufferPointer<UInt8>) { count.take(text) }

    /// True where words are left over.
    public var isAny: Bool { count.hasRest }

    /// A line of the source and the words that are missing from it. Lines and columns (in scalars) count from 1.
    public struct Line: Sendable {
        public let line: Int
        public let column: Int
        public let words: [String]
    }

    /// The words that are left over, line by line. A word that stands more than once is taken to be missing from lines that are `likely`,
    /// and then from the line that misses most.
    public func lines(likely: (Int) -> Bool = { _ in false }) -> [Line] {
        var byLine: [Int: (start: Int, words: [WordCount.Word])] = [:]
        var (line, start, at) = (1, 0, 0)
        var all: [WordCount.Word] = []
        words(source) { all.append($0) }
        for word in all {
            while at < word.start {
                if source[at] == 0x0A { (line, start) = (line + 1, at + 1) }
                at += 1
            }
            if count.isLeft(word) { byLine[line, default: (start, [])].words.append(word) }
        }
        func order(_ line: Int) -> (Int, Int, Int) { (likely(line) ? 0 : 1, -byLine[line]!.words.count, line) }
        var count = count
        return byLine.keys.sorted { order($0) < order($1) }.compactMap { line -> Line? in
            let (start, words) = byLine[line]!
            let missing = words.filter { count.take($0) }
            guard let first = missing.first else { return nil }
            // Bytes that go on a character are no column of their own.
            let column = source[start..<first.start].count { $0 & 0xC0 != 0x80 } + 1
            return Line(line: line, column: column, words: missing.map { String(decoding: source[$0.start..<$0.end], as: UTF8.self) })
        }.sorted { $0.line < $1.line }
    }
}

extension DiagnosticLog {
    /// Reports words that are missing from a line of a file.
    public func reportLost(
        _ line: LostText.Line, in file: SourceFile, lineOffset: Int,
        mend: String = "write it in another way; where it is plain text, this is a fault of Materia"
    ) {
        let shown = line.words.prefix(12).joined(separator: " ") + (line.words.count > 12 ? " …" : "")
        report(
            .lostText, at: SourcePosition(in: file, line: line.line + lineOffset, column: line.column), "'\(shown)' would not be on the page",
            suggestion: mend)
    }
}
