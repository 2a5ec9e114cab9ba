import Diagnostics

/// The words of a Markdown source that a reader is to see, or that its links and blocks are made by.
///
/// Left out is what is only there to hold parts of the source together, and has done its work when they are joined:
/// - numbers of list items, and the mark in a task's box;
/// - labels of footnotes, and of links that are defined elsewhere: what they lead to is looked for instead;
/// - words with a character written as `&name;`, which the tree has in another form.
struct MarkdownWords {
    let bytes: UnsafeBufferPointer<UInt8>
    /// True where there may be definitions of links.
    private let hasDefinitions: Bool

    static func each(in bytes: UnsafeBufferPointer<UInt8>, _ take: (WordCount.Word) -> Void) { MarkdownWords(bytes: bytes).read(take) }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        hasDefinitions = Self.mayDefine(bytes)
    }

    /// True where `]:` stands anywhere.
    private static func mayDefine(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: ":"), bytes[index - 1] == UInt8(ascii: "]") { return true }
            index += 1
        }
        return false
    }

    private func read(_ take: (WordCount.Word) -> Void) {
        // A byte order mark is no text.
        var index = lineStart(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        while index < bytes.count {
            let byte = bytes[index]
            if WordCount.kind(byte) != .mark {
                let word = WordCount.Word(at: index, in: bytes)
                if at(word.end) == UInt8(ascii: "&"), let after = entity(word.end) {
                    index = afterRun(after)
                } else {
                    take(word)
                    index = word.end
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\n"): index = lineStart(index + 1)
            case UInt8(ascii: "&"): index = entity(index).map(afterRun) ?? index + 1
            case UInt8(ascii: "["): index = label(index) ?? index + 1
            case UInt8(ascii: "]") where hasDefinitions && at(index + 1) == UInt8(ascii: "["): index = closing(index + 2).map { $0 - 1 } ?? index + 1
            default: index += 1
            }
        }
    }

    private func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0 }

    /// Past the marks of quotations, list items and boxes that a line begins with.
    private func lineStart(_ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, UInt8(ascii: ">"): index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                guard isBlank(at(index + 1)) else { return index }
                index = box(index + 1)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                var end = index
                while at(end) &- 0x30 < 10 { end += 1 }
                guard end - index <= 9, at(end) == UInt8(ascii: ".") || at(end) == UInt8(ascii: ")"), isBlank(at(end + 1)) else { return index }
                index = box(end + 1)
            default: return index
            }
        }
        return index
    }

    /// Past `[x]` behind the mark of a list item.
    private func box(_ start: Int) -> Int {
        var index = start
        while at(index) == 0x20 || at(index) == 0x09 { index += 1 }
        let isBox = at(index) == UInt8(ascii: "[") && at(index + 1) | 0x20 == UInt8(ascii: "x") && at(index + 2) == UInt8(ascii: "]") && isBlank(at(index + 3))
        return isBox ? index + 3 : start
    }

    /// Where the character ends that is written as `&name;` or `&#8805;` at `start`.
    private func entity(_ start: Int) -> Int? {
        var index = start + 1
        if at(index) == UInt8(ascii: "#") { index += 1 }
        let first = index
        while WordCount.kind(at(index)) == .letter || WordCount.kind(at(index)) == .figure, index - first < 40 { index += 1 }
        return index > first && at(index) == UInt8(ascii: ";") ? index + 1 : nil
    }

    /// Past the word that goes on behind an entity.
    private func afterRun(_ start: Int) -> Int {
        var index = start
        while index < bytes.count, WordCount.kind(bytes[index]) != .mark { index += 1 }
        return index
    }

    /// Past the label of `[^label]` and of `[label]:`.
    private func label(_ open: Int) -> Int? {
        if at(open + 1) == UInt8(ascii: "^") {
            var index = open + 2
            while index < bytes.count, !isBlank(bytes[index]), bytes[index] != UInt8(ascii: "]"), bytes[index] != UInt8(ascii: "[") { index += 1 }
            return at(index) == UInt8(ascii: "]") && index > open + 2 ? index : nil
        }
        guard hasDefinitions, let end = closing(open + 1), at(end) == UInt8(ascii: ":") else { return nil }
        return end
    }

    /// Behind the next `]`, where no other bracket comes before it.
    private func closing(_ start: Int) -> Int? {
        var index = start
        // A label has at most 999 characters.
        while index < bytes.count, index - start < 4000 {
            if bytes[index] == UInt8(ascii: "]") { return index + 1 }
            if bytes[index] == UInt8(ascii: "[") { return nil }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }
}
