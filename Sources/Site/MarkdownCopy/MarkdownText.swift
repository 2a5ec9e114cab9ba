import Diagnostics

/// Words written so that Markdown reads them as words.
enum MarkdownText {
    /// Adds words of a page: their white space counts as one space, and what would be a mark does not.
    static func append(_ words: String, to text: inout String) {
        words.withBytes { bytes in
            var added: [UInt8] = []
            added.reserveCapacity(bytes.count + 8)
            var isSpace = false
            for (index, byte) in bytes.enumerated() {
                if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
                    isSpace = true
                    continue
                }
                if isSpace, let last = added.last ?? text.utf8.last, last != 0x20 { added.append(0x20) }
                isSpace = false
                // Every mark is of ASCII; only what follows an ampersand may be another letter.
                if byte < 0x80, isMark(byte, before: bytes[(index + 1)...]) { added.append(UInt8(ascii: "\\")) }
                added.append(byte)
            }
            if isSpace, (added.last ?? text.utf8.last) != 0x20 { added.append(0x20) }
            text += String(decoding: added, as: UTF8.self)
        }
    }

    static func escaped(_ words: String) -> String {
        var text = ""
        append(words, to: &text)
        return text
    }

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

    static func trimmed(_ text: String) -> String {
        guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
        let words = text.utf8.drop { $0 == 0x20 }
        return String(Substring(words[..<(words.lastIndex { $0 != 0x20 }.map(words.index(after:)) ?? words.startIndex)]))
    }

    /// A paragraph whose first characters would make it something else: `1. `, `- `, `# `.
    static func start(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        switch first {
        case "#", "+", "-", "=", ">": return "\\" + text
        case "0"..."9":
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            let mark = text.dropFirst(digits.count).first
            return mark == "." || mark == ")" ? "\(digits)\\\(text.dropFirst(digits.count))" : text
        default: return text
        }
    }

    /// True for text of ours that begins a list, a table, a quotation, code, a heading or a comment.
    static func startsBlock(_ text: String) -> Bool {
        if text.contains("\n") { return true }
        let number = text.prefix { $0.isASCII && $0.isNumber }
        return ["- ", "| ", "> ", "```", "#", "<!--"].contains { text.hasPrefix($0) } || !number.isEmpty && text.dropFirst(number.count).hasPrefix(". ")
    }

    /// In marks where they are read as such, else in the element. `isLast`: no word follows at once.
    static func emphasised(_ text: String, _ mark: String, _ name: String, isLast: Bool = true) -> String {
        func isWord(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber } ?? false }
        return isWord(text.first) && (isLast || isWord(text.last)) && !text.contains("*") ? mark + text + mark : "<\(name)>\(text)</\(name)>"
    }

    static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for other in text {
            run = other == character ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    static func code(_ text: String) -> String {
        if text.isEmpty { return "" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        let isEdged = text.hasPrefix("`") || text.hasSuffix("`")
        return isEdged ? "\(fence) \(text) \(fence)" : fence + text + fence
    }
}
