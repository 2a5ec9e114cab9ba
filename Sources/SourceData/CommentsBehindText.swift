import Diagnostics

/// Finds comments that stand behind text without quotation marks: nobody can tell whether they were meant as a part of it.
struct CommentsBehindText {
    private let lines: [Substring]

    /// Nil where there can be none.
    init?(_ text: String) {
        let mayHave = text.withBytes { bytes in
            bytes.indices.dropFirst().contains { bytes[$0] == UInt8(ascii: "#") && (bytes[$0 - 1] == 0x20 || bytes[$0 - 1] == 0x09) }
        }
        guard mayHave else { return nil }
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// Where a comment begins behind the value that starts at this place, both counted from 1; nil where there is none.
    func place(behind value: String, line: Int, column: Int) -> (line: Int, column: Int)? {
        var rest = value.split(whereSeparator: \.isWhitespace)[...]
        for number in line...max(line, lines.count) where number - 1 < lines.count {
            let text = lines[number - 1].unicodeScalars
            var place = number == line ? column - 1 : 0
            var words = Substring(text.dropFirst(place))
            // A value may run on over lines, each word as it is written.
            while true {
                let space = words.prefix { $0.isWhitespace }
                place += space.unicodeScalars.count
                words = words[space.endIndex...]
                if words.isEmpty { break }
                if rest.isEmpty { return words.first == "#" && !space.isEmpty ? (number, place + 1) : nil }
                let word = words.prefix { !$0.isWhitespace }
                guard word == rest.first else { return nil }
                rest = rest.dropFirst()
                place += word.unicodeScalars.count
                words = words[word.endIndex...]
            }
            if rest.isEmpty { return nil }
        }
        return nil
    }
}
