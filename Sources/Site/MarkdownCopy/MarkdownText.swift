import Diagnostics

/// Words written so that Markdown reads them as words.
enum MarkdownText {
    /// Adds words of a page: their white space counts as one space, and what would be a mark does not.
    static func append(_ words: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
        text.reserveCapacity(text.count + words.count)
        var isSpace = false
        var index = 0
        while index < words.count {
            let byte = words[index]
            if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
                isSpace = true
                index += 1
                continue
            }
            if isSpace, let last = text.last, last != 0x20 { text.append(0x20) }
            isSpace = false
            // Most of a text is letters, and those are taken as they stand, many at once.
            let start = index
            while index < words.count, isPlain(words[index]) { index += 1 }
            text.append(contentsOf: UnsafeBufferPointer(rebasing: words[start..<index]))
            guard index == start else { continue }
            // Every mark is of ASCII; only what follows an ampersand may be another letter.
            if byte < 0x80, isMark(byte, before: words[(index + 1)...]) { text.append(UInt8(ascii: "\\")) }
            text.append(byte)
            index += 1
        }
        if isSpace, text.last != 0x20 { text.append(0x20) }
    }

    static func append(_ words: String, to text: inout [UInt8]) { words.withBytes { append($0, to: &text) } }

    static func escaped(_ words: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        append(words, to: &text)
        return text
    }

    static func escaped(_ words: String) -> [UInt8] { words.withBytes(escaped) }

    /// A letter or a figure of ASCII, or part of any other character that is no white space.
    private static func isPlain(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 }

    /// What comes after the words is not known: a mark at their end is one.
    private static func isMark(_ byte: UInt8, before rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "`"), UInt8(ascii: "~"):
            return true
        case UInt8(ascii: "!"): return rest.first.map { $0 == UInt8(ascii: "[") } ?? true
        case UInt8(ascii: "&"):
            guard let next = rest.first else { return true }
            if next < 0x80 { return next == UInt8(ascii: "#") || (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A) }
            return String(decoding: rest.prefix(4), as: UTF8.self).unicodeScalars.first?.properties.isAlphabetic ?? true
        default: return false
        }
    }

    static func trim(_ text: inout [UInt8]) {
        while text.last == 0x20 { text.removeLast() }
        if text.first == 0x20 { text.removeSubrange(..<(text.firstIndex { $0 != 0x20 } ?? text.endIndex)) }
    }

    static func joined(_ parts: [[UInt8]], by separator: StaticString) -> [UInt8] {
        guard var joined = parts.first else { return [] }
        let between = UnsafeBufferPointer(start: separator.utf8Start, count: separator.utf8CodeUnitCount)
        joined.reserveCapacity(parts.reduce(0) { $0 + $1.count + between.count })
        for part in parts.dropFirst() {
            joined += between
            joined += part
        }
        return joined
    }

    /// A paragraph whose first characters would make it something else: `1. `, `- `, `# `.
    static func start(_ text: [UInt8]) -> [UInt8] {
        guard let first = text.first else { return text }
        switch first {
        case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: ">"): return [UInt8(ascii: "\\")] + text
        case _ where isDigit(first):
            let mark = text.prefix(while: isDigit).endIndex
            guard mark < text.count, text[mark] == UInt8(ascii: ".") || text[mark] == UInt8(ascii: ")") else { return text }
            return text[..<mark] + [UInt8(ascii: "\\")] + text[mark...]
        default: return text
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// True for text of ours that begins a list, a table, a quotation, code, a heading or a comment.
    static func startsBlock(_ text: [UInt8]) -> Bool {
        if text.contains(0x0A) { return true }
        let number = text.prefix(while: isDigit)
        return ["- ", "| ", "> ", "```", "#", "<!--"].contains { text.starts(with: $0.utf8) } || !number.isEmpty && text[number.endIndex...].starts(with: ". ".utf8)
    }

    enum Emphasis: String {
        case em, strong

        fileprivate var mark: String { self == .em ? "*" : "**" }
    }

    /// In marks where they are read as such, else in the element. `isLast`: no word follows at once.
    static func emphasised(_ text: [UInt8], _ emphasis: Emphasis, isLast: Bool = true) -> [UInt8] {
        let isMarked = text.withUnsafeBufferPointer(startsWord) && (isLast || endsWord(text)) && !text.contains(UInt8(ascii: "*"))
        return isMarked ? emphasis.mark.utf8 + text + emphasis.mark.utf8 : element(text, emphasis)
    }

    static func element(_ text: [UInt8], _ emphasis: Emphasis) -> [UInt8] {
        "<\(emphasis.rawValue)>".utf8 + text + "</\(emphasis.rawValue)>".utf8
    }

    static func firstCharacter(of text: UnsafeBufferPointer<UInt8>) -> Character? {
        // Only the first of its scalars tells what kind it is.
        String(decoding: text.prefix(4), as: UTF8.self).first
    }

    static func startsWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool { firstCharacter(of: text).map { $0.isLetter || $0.isNumber } ?? false }

    static func endsWord(_ text: [UInt8]) -> Bool {
        guard let last = text.last else { return false }
        if last < 0x80 { return isDigit(last) || (last | 0x20) &- 0x61 < 26 }
        // A letter can have many marks on it.
        return String(decoding: text.suffix(64), as: UTF8.self).last.map { $0.isLetter || $0.isNumber } ?? false
    }

    static func longestRun(of byte: UInt8, in text: [UInt8]) -> Int {
        var (longest, run) = (0, 0)
        for other in text {
            run = other == byte ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    static func code(_ text: [UInt8]) -> [UInt8] {
        if text.isEmpty { return [] }
        let mark = UInt8(ascii: "`")
        let fence = Array(repeating: mark, count: longestRun(of: mark, in: text) + 1)
        return text.first == mark || text.last == mark ? fence + [0x20] + text + [0x20] + fence : fence + text + fence
    }
}
