public import Diagnostics

extension Rule {
    public static let tooHardToParse = Rule(
        "too-hard-to-parse", .error,
        means: "Markdown of a form over which the parser would take minutes or all memory",
        why: "Over text of this form Markdown parsers take minutes, or all memory. Nothing that people write for one another comes near it.",
        mend: "The help says what is too much.")
}

/// What cmark-gfm would have to do for a text, counted before it reads any of it.
///
/// Each count is of a loop in the parser that looks at the same bytes again, measured where it takes about a second: for each line the lists and
/// quotations that are open; for each bar of a line those before it; for each line of delimiters the paragraph above; for each markup that is
/// opened the rest of the paragraph, where nothing closes it; for each parenthesis behind an address the address. One pass, whatever the text.
struct ParserCost {
    struct Excess {
        /// From 1.
        let line: Int
        let summary: String
        let suggestion: String
    }

    static func excess(in text: String) -> Excess? {
        text.withBytes { bytes in
            var cost = ParserCost()
            return cost.excess(in: bytes)
        }
    }

    // What is counted, with the most there may be.
    private var levels = 0
    private var bars = 0
    private var above = 0
    private var unclosed = 0
    private var parentheses = 0
    private var mails = 0

    private static let mostLevels = 50_000_000
    private static let mostBars = 400_000_000
    private static let mostAbove = 10_000_000_000
    private static let mostUnclosed = 2_000_000_000
    private static let mostParentheses = 2_000_000_000
    /// Each takes six thousand bytes.
    private static let mostMails = 50_000

    /// How deep the last lines can stand in one another.
    private var deepest = 0
    /// Where the paragraph began.
    private var paragraph = 0
    private var openings = (declaration: Openings(), instruction: Openings(), text: Openings())

    /// Markup in a paragraph that was opened since the last that was closed.
    private struct Openings {
        private var count = 0
        private var places = 0

        mutating func add(_ place: Int) {
            count += 1
            places += place
        }

        mutating func close() { self = Openings() }

        /// The bytes from each of them to the end.
        func rest(to end: Int) -> Int { count * end - places }
    }

    private mutating func excess(in bytes: UnsafeBufferPointer<UInt8>) -> Excess? {
        var (line, start) = (0, 0)
        var wasBlank = true
        while start < bytes.count {
            line += 1
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
            let (text, depth) = Self.opening(bytes, start, end)
            let isBlank = text == end && depth == (text - start) / 2
            if isBlank {
                closeParagraph(at: start)
                paragraph = end
            } else {
                if wasBlank, depth == 0 { deepest = 0 }
                if wasBlank { paragraph = start }
                deepest = max(deepest, depth)
            }
            levels += deepest
            if levels > Self.mostLevels {
                return Excess(line: line, summary: "lists and quotations are nested too deeply for a text of so many lines", suggestion: "flatten the list or quotation")
            }
            if !isBlank { read(bytes, text, end) }
            wasBlank = isBlank
            if let excess = excess(at: line) { return excess }
            if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") { end += 1 }
            start = end + 1
        }
        closeParagraph(at: bytes.count)
        return excess(at: max(1, line))
    }

    private func excess(at line: Int) -> Excess? {
        if bars > Self.mostBars {
            return Excess(line: line, summary: "a line has too many cells", suggestion: "split the table over pages; write \\| for a | that is text")
        }
        if above > Self.mostAbove {
            return Excess(line: line, summary: "the paragraph above this table is too long", suggestion: "leave a line empty before the table")
        }
        if unclosed > Self.mostUnclosed {
            return Excess(line: line, summary: "this paragraph opens too much HTML that it does not close", suggestion: "a < that is text is written \\<")
        }
        if mails > Self.mostMails { return Excess(line: line, summary: "the file has more than 50,000 mail addresses", suggestion: "split it into several files") }
        if parentheses > Self.mostParentheses {
            return Excess(line: line, summary: "an address on this line has too many closing parentheses", suggestion: "write it as [text](address), with %29 for each )")
        }
        return nil
    }

    private mutating func closeParagraph(at end: Int) {
        unclosed += openings.declaration.rest(to: end) + openings.instruction.rest(to: end) + openings.text.rest(to: end)
        openings = (Openings(), Openings(), Openings())
    }

    /// Where the text of a line begins, behind indentation and marks of lists and quotations, and how many of those it can stand in.
    private static func opening(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (text: Int, depth: Int) {
        var (place, columns, marks) = (start, 0, 0)
        func endsMark(_ place: Int) -> Bool { place >= end || bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t") }
        while place < end {
            switch bytes[place] {
            case UInt8(ascii: " "): columns += 1
            case UInt8(ascii: "\t"): columns += 4
            case UInt8(ascii: ">"): marks += 1
            case UInt8(ascii: "-") where endsMark(place + 1), UInt8(ascii: "+") where endsMark(place + 1), UInt8(ascii: "*") where endsMark(place + 1): marks += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                var number = place
                while number < end, number - place < 10, bytes[number] &- 48 < 10 { number += 1 }
                guard number < end, bytes[number] == UInt8(ascii: ".") || bytes[number] == UInt8(ascii: ")"), endsMark(number + 1) else {
                    return (place, marks + columns / 2)
                }
                marks += 1
                place = number
            default: return (place, marks + columns / 2)
            }
            place += 1
        }
        return (end, marks + columns / 2)
    }

    /// The text of a line.
    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        var lineBars = 0
        var isDelimiters = true
        var hasHyphen = false
        var (word, closing, isAddress) = (start, 0, false)
        func byte(_ place: Int) -> UInt8 { place >= 0 && place < bytes.count ? bytes[place] : 0 }
        func isPartOfMail(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x2B }
        for place in start..<end {
            let here = bytes[place]
            // Letters come to nothing.
            if here >= 0x61, here != UInt8(ascii: "|") {
                isDelimiters = false
                if here == UInt8(ascii: "w") { isAddress = true }
                continue
            }
            switch here {
            case UInt8(ascii: "-"): hasHyphen = true
            case UInt8(ascii: "|"): lineBars += 1
            case UInt8(ascii: "@"):
                if place > start, isPartOfMail(byte(place - 1)), isPartOfMail(byte(place + 1)) { mails += 1 }
                isDelimiters = false
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                if isAddress { parentheses += closing * (place - word) }
                (word, closing, isAddress) = (place + 1, 0, false)
            case UInt8(ascii: ":"): isAddress = true
            case UInt8(ascii: ")"):
                closing += 1
                isDelimiters = false
            case UInt8(ascii: "<"):
                isDelimiters = false
                if byte(place + 1) == UInt8(ascii: "?") {
                    openings.instruction.add(place)
                } else if byte(place + 1) == UInt8(ascii: "!") {
                    if byte(place + 2) == UInt8(ascii: "[") { openings.text.add(place) } else if byte(place + 2) != UInt8(ascii: "-") { openings.declaration.add(place) }
                }
            case UInt8(ascii: ">"):
                isDelimiters = false
                openings.declaration.close()
                if byte(place - 1) == UInt8(ascii: "?") { openings.instruction.close() }
                if byte(place - 1) == UInt8(ascii: "]"), byte(place - 2) == UInt8(ascii: "]") { openings.text.close() }
            default: isDelimiters = false
            }
        }
        if isAddress { parentheses += closing * (end - word) }
        bars += lineBars * lineBars
        // The line may be that between a head and its rows, and what is above it is read for the head.
        if isDelimiters, hasHyphen { above += (start - paragraph) * (start - paragraph) }
    }
}
