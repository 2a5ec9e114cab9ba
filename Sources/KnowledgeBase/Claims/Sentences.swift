extension ClaimText {
    /// The sentences, each with the citations that follow its full stop.
    ///
    /// Where it is doubtful whether a sentence ends, it does not: then a citation may count for too much, but never
    /// is a cited figure reported.
    var sentences: [ArraySlice<Mark>] {
        var sentences: [ArraySlice<Mark>] = []
        var start = marks.startIndex
        marks.scan { index in
            guard let end = sentenceEnd(at: index, since: start) else { return nil }
            sentences.append(marks[start..<end])
            start = end
            return end
        }
        if marks[start...].contains(where: { !$0.scalar.isSpace }) { sentences.append(marks[start...]) }
        return sentences
    }

    private func sentenceEnd(at index: Int, since start: Int) -> Int? {
        guard ".!?".unicodeScalars.contains(marks[index].scalar) else { return nil }
        guard var end = marks[(index + 1)...].firstIndex(where: { !Self.closing.contains($0.scalar) }) else { return marks.endIndex }
        guard marks[end].scalar.isSpace || marks[end].scalar == Self.citation else { return nil }
        guard let next = marks[end...].firstIndex(where: { !$0.scalar.isSpace && $0.scalar != Self.citation }) else { return marks.endIndex }
        if let citation = marks[end..<next].lastIndex(where: { $0.scalar == Self.citation }) { end = citation + 1 }
        if marks[next].scalar.properties.isLowercase { return nil }
        if marks[index].scalar == ".", isAbbreviation(endingAt: index, since: start, before: marks[next].scalar) { return nil }
        return end
    }

    /// True for a full stop that belongs to a word.
    private func isAbbreviation(endingAt index: Int, since start: Int, before next: Unicode.Scalar) -> Bool {
        var word = ""
        let first = marks[start..<index].lastIndex { $0.scalar.isSpace || $0.scalar == "(" }.map { $0 + 1 } ?? start
        for mark in marks[first..<index] { word.unicodeScalars.append(mark.scalar) }
        let isAfterNumber = first - 1 > start && marks[first - 2].scalar.isDigit
        // An initial: `J. Smith`; but `5 L. Then`.
        if word.count == 1, word.first!.isUppercase, !isAfterNumber { return true }
        if Self.beforeNumbers.contains(word.lowercased()) { return next.isDigit }
        return Self.abbreviations.contains(word.lowercased())
    }

    private static let closing = Set("\"'”’)]".unicodeScalars)
    private static let abbreviations: Set<String> = [
        "al", "vs", "e.g", "i.e", "cf", "ca", "approx", "dr", "prof", "st", "mr", "mrs", "ms", "viz", "resp",
    ]
    private static let beforeNumbers: Set<String> = ["no", "nos", "fig", "figs", "tab", "p", "pp", "vol", "eq", "ref", "refs", "sect"]
}

extension ArraySlice<ClaimText.Mark> {
    var hasCitation: Bool { contains { $0.scalar == ClaimText.citation } }

    /// True when it leads over to what stands below: `For 70 kg:`.
    var endsWithColon: Bool { last { !$0.scalar.isSpace && $0.scalar != ClaimText.citation }?.scalar == ":" }
}
