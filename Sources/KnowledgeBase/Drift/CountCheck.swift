import ClinicalLogic
public import Diagnostics
import Markdown

extension Rule {
    public static let countMismatch = Rule(
        "count-mismatch", .warning, .adjustable,
        means: "A count and the percentage beside it, one of them in brackets, do not agree: `17 of 22 (79 %)`, `79 % (17/22)`. A percentage may be rounded.",
        why: "The count and the percentage beside it cannot both be right, and readers will quote one of them.",
        mend: "Look into the source; where the percentage is of others, say of whom.")
}

/// Holds percentages against the counts they stand beside: `17 of 22 (77 %)`, `17/22 (77 %)`, `77 % (17 of 22)`.
///
/// One of the two must be in brackets. Anywhere else nobody can tell that they speak of the same.
struct CountCheck {
    let links: ResolvedLinks
    let source: String
    let log: DiagnosticLog

    /// Every text of the nodes: paragraphs, headings, cells, or inlines by themselves.
    func check(_ nodes: [Node]) {
        guard let first = nodes.first else { return }
        guard first.isBlock else { return check(inlines: nodes) }
        for node in nodes { check(node.children) }
    }

    private func check(inlines: [Node]) {
        var hasBracket = false
        guard Self.hasPercentageInBrackets(inlines, &hasBracket) else { return }
        let marks = ClaimText(inlines) { links.fact($0) != nil }.marks
        for open in marks.indices where marks[open].scalar == "(" {
            guard let (count, percentage) = countFirst(marks, open) ?? percentageFirst(marks, open), !percentage.isRounded(count) else { continue }
            let mark = marks[percentage.start]
            log.report(
                .countMismatch, at: SourcePosition(file: source, line: mark.line, column: mark.column),
                "'\(count.text)' is \(percentage.like(count)) %, and the text says '\(percentage.text) %'",
                suggestion: "look into the source; where the percentage is of others, say of whom")
        }
    }

    /// True where a bracket and a percent sign stand: most paragraphs have none, and this is quicker than reading them.
    private static func hasPercentageInBrackets(_ nodes: [Node], _ hasBracket: inout Bool) -> Bool {
        var hasPercent = false
        look(nodes, &hasBracket, &hasPercent)
        return hasBracket && hasPercent
    }

    private static func look(_ nodes: [Node], _ hasBracket: inout Bool, _ hasPercent: inout Bool) {
        for node in nodes {
            if case .text(let text) = node.kind {
                let found = text.withBytes { bytes -> (Bool, Bool) in
                    var found = (false, false)
                    for byte in bytes {
                        if byte == UInt8(ascii: "(") { found.0 = true }
                        if byte == UInt8(ascii: "%") { found.1 = true }
                    }
                    return found
                }
                hasBracket = hasBracket || found.0
                hasPercent = hasPercent || found.1
            } else {
                look(node.children, &hasBracket, &hasPercent)
            }
        }
    }

    // MARK: The two forms

    private struct Count {
        let part: Int
        let whole: Int
        let text: String
    }

    private struct Percentage {
        let start: Int
        let value: Double
        let places: Int
        let text: String

        /// True where it is the count's, rounded to the places it is written with.
        func isRounded(_ count: Count) -> Bool {
            let half = 0.5 * places.powerOfTenth
            return abs(value - 100 * Double(count.part) / Double(count.whole)) <= half + 1e-9
        }

        func like(_ count: Count) -> String { Decimal.format(100 * Double(count.part) / Double(count.whole), decimals: places) }
    }

    /// `17 of 22 (77 %)`, also with a word or two before the bracket: `17 of 22 patients (77 %)`.
    private func countFirst(_ marks: [ClaimText.Mark], _ open: Int) -> (Count, Percentage)? {
        guard let (percentage, end) = percentage(marks, from: open + 1), Self.isEnd(marks, end) else { return nil }
        var place = Self.back(marks, open)
        for _ in 0...Self.wordsBetween {
            if let (count, start) = count(marks, endingAt: place) { return Self.isVague(marks, before: start) ? nil : (count, percentage) }
            let word = marks[..<place].lastIndex { !$0.scalar.isLetter && $0.scalar != "-" } ?? -1
            guard word + 1 < place else { return nil }
            place = Self.back(marks, word + 1)
        }
        return nil
    }

    /// `77 % (17 of 22)`, also `(17 of 22 patients)`.
    private func percentageFirst(_ marks: [ClaimText.Mark], _ open: Int) -> (Count, Percentage)? {
        let sign = Self.back(marks, open)
        guard sign > 0, marks[sign - 1].scalar == "%" else { return nil }
        let end = Self.back(marks, sign - 1)
        let start = (marks[..<end].lastIndex { !$0.scalar.isDigit && $0.scalar != "." && $0.scalar != "," } ?? -1) + 1
        guard let (percentage, after) = percentage(marks, from: start), after == sign, !Self.isVague(marks, before: start) else { return nil }
        // The count is the first thing in the bracket.
        var place = open + 1
        let number = marks[place...].prefix { $0.scalar.isDigit || $0.scalar == "," }.endIndex
        guard number > place else { return nil }
        var next = Self.forth(marks, number)
        let isSlash = next < marks.count && marks[next].scalar == "/"
        if isSlash {
            next = Self.forth(marks, next + 1)
        } else {
            guard next > number, next + 2 < marks.count, marks[next].scalar == "o", marks[next + 1].scalar == "f", marks[next + 2].scalar.isSpace else { return nil }
            next = Self.forth(marks, next + 2)
        }
        place = marks[next...].prefix { $0.scalar.isDigit || $0.scalar == "," }.endIndex
        // A comma behind it is none of its own.
        if place > next, marks[place - 1].scalar == "," { place -= 1 }
        guard let count = count(marks, endingAt: place), count.start == open + 1 else { return nil }
        if Self.isEnd(marks, Self.forth(marks, place)) { return (count.count, percentage) }
        // `12/24 weeks` is no count.
        if isSlash { return nil }
        var rest = Self.forth(marks, place)
        for _ in 0..<Self.wordsBetween {
            rest = Self.forth(marks, marks[rest...].prefix { $0.scalar.isLetter || $0.scalar == "-" }.endIndex)
            if rest < marks.count, marks[rest].scalar == ")" { return (count.count, percentage) }
        }
        return nil
    }

    private static let wordsBetween = 2

    // MARK: Reading

    /// A number and a percent sign.
    private func percentage(_ marks: [ClaimText.Mark], from start: Int) -> (Percentage, end: Int)? {
        let end = marks[start...].prefix { $0.scalar.isDigit || $0.scalar == "." }.endIndex
        guard end > start else { return nil }
        let text = marks[start..<end].text
        let sign = Self.forth(marks, end)
        guard sign < marks.count, marks[sign].scalar == "%", let value = Decimal.parse(text) else { return nil }
        let places = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        guard places <= 4 else { return nil }
        return (Percentage(start: start, value: value, places: places, text: text), sign + 1)
    }

    /// `17 of 22` or `17/22` before `end`.
    private func count(_ marks: [ClaimText.Mark], endingAt end: Int) -> (count: Count, start: Int)? {
        func number(endingAt end: Int) -> (value: Int, start: Int)? {
            let start = (marks[..<end].lastIndex { !$0.scalar.isDigit && $0.scalar != "," } ?? -1) + 1
            guard start < end, end - start <= 11, let value = Decimal.parse(marks[start..<end].text), value == value.rounded(), value < 1e9 else { return nil }
            // `0.5 of 22`, `A12 of 22`, `1-17 of 22`
            if start > 0, !marks[start - 1].scalar.isSpace, !"(/:;\u{E000}".unicodeScalars.contains(marks[start - 1].scalar) { return nil }
            return (Int(value), start)
        }
        guard let whole = number(endingAt: end), whole.value > 0 else { return nil }
        var place = Self.back(marks, whole.start)
        if place > 0, marks[place - 1].scalar == "/" {
            place = Self.back(marks, place - 1)
        } else if place > 2, place < whole.start, marks[place - 1].scalar == "f", marks[place - 2].scalar == "o", marks[place - 3].scalar.isSpace {
            place = Self.back(marks, place - 3)
        } else {
            return nil
        }
        guard let part = number(endingAt: place), part.value <= whole.value, part.start == 0 || marks[part.start - 1].scalar != "/" else { return nil }
        return (Count(part: part.value, whole: whole.value, text: marks[part.start..<end].text), part.start)
    }

    /// True for what does not state the number: `about 80 %`, `by 50 %`, `60 to 79 %`, `>20 %`.
    private static func isVague(_ marks: [ClaimText.Mark], before start: Int) -> Bool {
        let end = back(marks, start)
        guard end > 0 else { return false }
        let last = marks[end - 1].scalar
        guard last.isLetter else { return !"(,;:.\u{E000}".unicodeScalars.contains(last) }
        let first = (marks[..<end].lastIndex { !$0.scalar.isLetter } ?? -1) + 1
        return vague.contains(marks[first..<end].text.lowercased())
    }

    private static let vague: Set<String> = [
        "about", "above", "almost", "approximately", "around", "below", "by", "circa", "least", "most", "nearly", "of", "over", "roughly", "some", "than", "to", "under",
        "up", "within",
    ]

    private static func isEnd(_ marks: [ClaimText.Mark], _ place: Int) -> Bool {
        let place = forth(marks, place)
        return place < marks.count && ");,".unicodeScalars.contains(marks[place].scalar)
    }

    /// Behind the last thing before `place` that is no space and no citation.
    private static func back(_ marks: [ClaimText.Mark], _ place: Int) -> Int {
        (marks[..<max(0, place)].lastIndex { !$0.scalar.isSpace && $0.scalar != ClaimText.citation } ?? -1) + 1
    }

    /// The first place from `place` on that is no space and no citation.
    private static func forth(_ marks: [ClaimText.Mark], _ place: Int) -> Int {
        marks[min(place, marks.count)...].firstIndex { !$0.scalar.isSpace && $0.scalar != ClaimText.citation } ?? marks.count
    }
}

extension Int {
    /// `10` to the power of minus this.
    fileprivate var powerOfTenth: Double { (0..<self).reduce(1) { value, _ in value / 10 } }
}
