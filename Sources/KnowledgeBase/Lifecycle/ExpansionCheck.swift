public import Diagnostics
import Markdown

extension Rule {
    public static let abbreviationDiffers = Rule(
        "abbreviation-differs", .warning, .adjustable,
        means:
            "An abbreviation is written out, `creatine kinase (CK)`, and the glossary has another name for it; or, where the glossary has none, an article before or a place above. Spelling, hyphens, word order and words left out make no difference.",
        why: "Where one abbreviation is written out in two ways, a reader cannot tell which of the two is meant elsewhere.",
        mend: "One name, another abbreviation, or a synonym in the glossary")
}

/// What the glossary's abbreviations stand for: the term first, then its synonyms.
struct GlossaryNames {
    fileprivate let byAbbreviation: [String: [String]]

    init(_ glossary: Glossary) {
        byAbbreviation = Dictionary(
            glossary.entries.compactMap { entry in entry.abbreviation.map { ($0, [entry.term] + entry.synonyms) } }, uniquingKeysWith: { first, _ in first })
    }
}

/// An abbreviation, and what a text writes out before it.
struct Expansion: Sendable {
    let short: String
    let long: String
    let position: SourcePosition

    /// True when both say the same, wherever they stand.
    func saysSame(_ other: Expansion) -> Bool { short == other.short && long == other.long }
}

/// Holds abbreviations that a text writes out, `creatine kinase (CK)`, against the glossary and against each other.
///
/// What stands for an abbreviation is found as Schwartz and Hearst do (Pac Symp Biocomput 2003:451-462). Spelling, hyphens, word order
/// and words left out make no difference: only another name does.
struct ExpansionCheck {
    let glossary: GlossaryNames
    let log: DiagnosticLog
    /// Of this text, the first of each that the glossary has not.
    private(set) var expansions: [Expansion] = []
    private var places: [String: Int] = [:]

    init(glossary: GlossaryNames, log: DiagnosticLog) {
        self.glossary = glossary
        self.log = log
    }

    mutating func check(_ nodes: [Node]) {
        for node in nodes {
            switch node.kind {
            case .text(let text): check(text, at: node.position)
            case .code, .codeBlock, .image: break
            default: check(node.children)
            }
        }
    }

    private mutating func check(_ text: String, at position: SourcePosition) {
        let hasOne = text.withBytes { bytes in
            guard bytes.count > 4 else { return false }
            for index in 1..<(bytes.count - 1) where bytes[index] == UInt8(ascii: "(") && bytes[index + 1] &- 65 < 26 { return true }
            return false
        }
        guard hasOne else { return }
        let scalars = Array(text.unicodeScalars)
        for open in scalars.indices where scalars[open] == "(" {
            guard let short = Self.abbreviation(in: scalars, after: open), let start = Self.expansion(of: short, in: scalars, before: open) else { continue }
            var end = open
            while scalars[end - 1].isSpace { end -= 1 }
            var long = ""
            long.unicodeScalars.append(contentsOf: scalars[start..<end])
            var place = position
            place.column += start
            hold(String(String.UnicodeScalarView(short)), long, at: place)
        }
    }

    private mutating func hold(_ short: String, _ long: String, at position: SourcePosition) {
        if let names = glossary.byAbbreviation[short] {
            guard !names.contains(where: { Self.isSame($0, long) }) else { return }
            log.report(
                .abbreviationDiffers, at: position, "'\(short)' is '\(long)' here, and '\(names[0])' in the glossary",
                suggestion: "write one of the two in both places, give the other thing another abbreviation, or add a synonym to the glossary")
            return
        }
        let own = Expansion(short: short, long: long, position: position)
        if let place = places[short] { return Self.compare(own, expansions[place], "above", log) }
        places[short] = expansions.count
        expansions.append(own)
    }

    /// Holds what the articles write out against each other, in their order: the first has it right, for all anybody knows.
    static func compare(_ articles: some Sequence<[Expansion]>, _ log: DiagnosticLog) {
        var first: [String: Expansion] = [:]
        for expansion in articles.joined() {
            if let other = first[expansion.short] {
                compare(expansion, other, "in '\(other.position.file)'", log)
            } else {
                first[expansion.short] = expansion
            }
        }
    }

    private static func compare(_ own: Expansion, _ other: Expansion, _ place: String, _ log: DiagnosticLog) {
        if isSame(other.long, own.long) { return }
        log.report(
            .abbreviationDiffers, at: own.position, "'\(own.short)' is '\(own.long)' here, and '\(other.long)' \(place)",
            notes: [.init("written out first here", at: other.position)],
            suggestion: "write one of the two in both places, or give one of them another abbreviation; the glossary can say which is meant")
    }

    // MARK: Finding them

    /// Two to eight letters and digits, at least two of them capitals: `(CK)`, `(mRNA)`, `(CKs)` without its s.
    private static func abbreviation(in scalars: [Unicode.Scalar], after open: Int) -> [Unicode.Scalar]? {
        guard let close = scalars[(open + 1)...].prefix(10).firstIndex(of: ")") else { return nil }
        var short = Array(scalars[(open + 1)..<close])
        if short.count > 2, short.last == "s" { short.removeLast() }
        guard (2...8).contains(short.count), short.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isDigit || $0 == "-") }),
            short.count(where: { ("A"..."Z").contains($0) }) >= 2
        else { return nil }
        return short
    }

    /// Where the words begin that the abbreviation stands for; nil where they are not before it.
    private static func expansion(of short: [Unicode.Scalar], in scalars: [Unicode.Scalar], before open: Int) -> Int? {
        func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar { ("A"..."Z").contains(scalar) ? Unicode.Scalar(scalar.value + 32)! : scalar }
        // No words beyond the sentence, and no more of them than such names have.
        let most = Swift.min(short.count + 5, short.count * 2)
        var (words, first) = (0, open)
        while first > 0, open - first < 200, words <= most, !".,;:()!?\u{2013}\u{2014}".unicodeScalars.contains(scalars[first - 1]) {
            first -= 1
            if scalars[first].isSpace, first > 0, !scalars[first - 1].isSpace { words += 1 }
        }
        if let start = initials(short, in: scalars, first..<open) { return start }
        var place = open - 1
        for index in short.indices.reversed() where short[index].isLetter || short[index].isDigit {
            let letter = lower(short[index])
            while place >= first, lower(scalars[place]) != letter || (index == 0 && place > first && (scalars[place - 1].isLetter || scalars[place - 1].isDigit)) {
                place -= 1
            }
            if place < first { return nil }
            place -= 1
        }
        let start = place + 1
        // One word that merely has the letters is no name written out.
        return scalars[start..<open].count(where: { $0.isLetter }) > short.count + 2 ? start : nil
    }

    /// Where words begin with one letter each, in their order: `multiple myeloma (MM)`.
    private static func initials(_ short: [Unicode.Scalar], in scalars: [Unicode.Scalar], _ range: Range<Int>) -> Int? {
        var place = range.upperBound
        for letter in short.reversed() where letter.isLetter || letter.isDigit {
            while place > range.lowerBound, !scalars[place - 1].isLetter, !scalars[place - 1].isDigit { place -= 1 }
            while place > range.lowerBound, scalars[place - 1].isLetter || scalars[place - 1].isDigit { place -= 1 }
            guard place < range.upperBound, scalars[place].properties.lowercaseMapping == letter.properties.lowercaseMapping else { return nil }
        }
        return place
    }

    // MARK: Comparing them

    private static func isSame(_ a: String, _ b: String) -> Bool {
        let (first, second) = (words(a), words(b))
        if Set(first).isSubset(of: second) || Set(second).isSubset(of: first) { return true }
        // One word or two, British or American.
        let (x, y) = (Array(first.joined().utf8), Array(second.joined().utf8))
        return distance(x, y) <= Swift.max(1, Swift.min(x.count, y.count) / 8)
    }

    /// In lower case, without hyphens and the plural's s.
    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { word in
            String(word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? word.dropLast() : word)
        }
    }

    /// Letters that have to be put in, taken out or changed. Names are short.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = x == y ? diagonal : Swift.min(diagonal, above, row[j]) + 1
                diagonal = above
            }
        }
        return row[b.count]
    }
}
