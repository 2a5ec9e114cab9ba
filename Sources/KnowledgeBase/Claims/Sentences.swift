extension ClaimText {
    /// The sentences, each with the citations that follow its full stop.
    ///
    /// Where it is doubtful whether a sentence ends, it does not: then a citation may count for too much, but never
    /// is a cited figure reported.
    var sentences: [ArraySlice<Mark>] {
        var sentences: [ArraySlice<Mark>] = []
        var start = marks.startIndex
        var index = start
        while index < marks.endIndex {
            guard let end = sentenceEnd(at: index, since: start) else {
                index += 1
                continue
            }
            sentences.append(marks[start..<end])
            start = end
            index = end
        }
        if marks[start...].contains(where: { !$0.scalar.isSpace }) { sentences.append(marks[start...]) }
        return sentences
    }

    private func sentenceEnd(at index: Int, since start: Int) -> Int? {
        guard ".!?".unicodeScalars.contains(marks[index].scalar) else { return nil }
        var end = index + 1
        while end < marks.endIndex, Self.closing.contains(marks[end].scalar) { end += 1 }
        guard end < marks.endIndex else { return end }
        guard marks[end].scalar.isSpace || marks[end].scalar == Self.citation else { return nil }
        var next = end
        while next < marks.endIndex, marks[next].scalar.isSpace || marks[next].scalar == Self.citation {
            if marks[next].scalar == Self.citation { end = next + 1 }
            next += 1
        }
        guard next < marks.endIndex else { return next }
        if marks[next].scalar.properties.isLowercase { return nil }
        if marks[index].scalar == ".", isAbbreviation(endingAt: index, since: start, before: marks[next].scalar) { return nil }
        return end
    }

    /// True for a full stop that belongs to a word.
    private func isAbbreviation(endingAt index: Int, since start: Int, before next: Unicode.Scalar) -> Bool {
        var word = ""
        var first = index
        while first > start, !marks[first - 1].scalar.isSpace, marks[first - 1].scalar != "(" { first -= 1 }
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
