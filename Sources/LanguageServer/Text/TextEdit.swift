import Diagnostics

/// A change of a text: `text` in the place of a stretch of it.
struct TextEdit: Hashable {
    let range: Range<Int>
    let text: String
}

extension Diagnostic {
    /// What `--fix` writes.
    func corrected(in lines: TextLines) -> TextEdit? {
        guard let correction, let range = lines.range(of: correction) else { return nil }
        return TextEdit(range: range, text: correction.new)
    }

    /// What its suggestion asks for, where that is one name in the place of another.
    func suggested(in lines: TextLines) -> TextEdit? {
        guard let suggestion, let new = Self.single(suggestion) else { return nil }
        let start = lines.offset(position)
        let token = start..<Swift.max(lines.endOfToken(from: start), lines.range(of: self).upperBound)
        // The path as it is resolved stands in the message, and the way to it in the text.
        if rule.id == "broken-link" { return path(new, in: token, lines) }
        // The message quotes what stands there, or the way to it of which a part is another; where it quotes more, it is what is most like the new
        // name. Of a way or of a figure with its unit nothing else may go.
        let quoted = QuotedWords.of(summary)
        let parts = new.contains("/") ? [] : quoted.filter { $0.contains("/") }.flatMap { $0.split(separator: "/").map(String.init) }
        let words = new.contains("/") ? quoted : quoted.filter { !$0.contains("/") } + parts
        let written = words.compactMap { word in lines.only(word, in: token).map { (word: word, range: $0) } }
        func distance(_ word: String) -> Int { abs(word.utf8.count - new.utf8.count) }
        let near = written.filter { nearMiss($0.word, in: [new]) != nil }.min { distance($0.word) < distance($1.word) }
        let isWhole = written.count == 1 && written[0].word.contains(" ") == new.contains(" ") && parts.isEmpty
        return (near ?? (isWhole ? written[0] : nil)).map { TextEdit(range: $0.range, text: new) }
    }

    /// The one name that a suggestion asks for.
    private static func single(_ suggestion: String) -> String? {
        if let match = suggestion.wholeMatch(of: #/did you mean '([^']+)'\?/#) { return String(match.output.1) }
        return suggestion.wholeMatch(of: #/write (?:[a-z ]+: )?'([^']+)'/#).map { String($0.output.1) }
    }

    private func path(_ new: String, in token: Range<Int>, _ lines: TextLines) -> TextEdit? {
        let end = lines.bytes[token].firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") } ?? token.upperBound
        // A link by name has its address elsewhere.
        let name = QuotedWords.of(summary).first?.split(separator: "/").last
        guard let name, lines.text(token.lowerBound..<end).split(separator: "/").last == name, !new.contains(" ") else { return nil }
        return TextEdit(range: token.lowerBound..<end, text: new)
    }
}

extension TextLines {
    /// Where `text` stands within a stretch, if it stands there once.
    fileprivate func only(_ text: String, in range: Range<Int>) -> Range<Int>? {
        let wanted = Array(text.utf8)
        guard !wanted.isEmpty, range.count >= wanted.count else { return nil }
        let places = (range.lowerBound...(range.upperBound - wanted.count)).filter { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
        return places.count == 1 ? places[0]..<(places[0] + wanted.count) : nil
    }
}
