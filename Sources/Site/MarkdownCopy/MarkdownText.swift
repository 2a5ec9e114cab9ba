/// Words written so that Markdown reads them as words.
enum MarkdownText {
    /// Adds words of a page: their white space counts as one space, and what would be a mark does not.
    static func append(_ words: String, to text: inout String) {
        var isSpace = false
        let scalars = Array(words.unicodeScalars)
        for (index, character) in scalars.enumerated() {
            if character == " " || character == "\n" || character == "\t" || character == "\r" {
                isSpace = true
                continue
            }
            if isSpace, !text.isEmpty, text.last != " " { text.append(" ") }
            isSpace = false
            if isMark(character, before: index + 1 < scalars.count ? scalars[index + 1] : nil) { text.append("\\") }
            text.unicodeScalars.append(character)
        }
        if isSpace, text.last != " " { text.append(" ") }
    }

    static func escaped(_ words: String) -> String {
        var text = ""
        append(words, to: &text)
        return text
    }

    /// What comes after the words is not known: a mark at their end is one.
    private static func isMark(_ character: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        switch character {
        case "\\", "*", "_", "[", "]", "<", "`", "~": true
        case "!": next == "[" || next == nil
        case "&": next.map { $0 == "#" || $0.properties.isAlphabetic } ?? true
        default: false
        }
    }

    static func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
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
