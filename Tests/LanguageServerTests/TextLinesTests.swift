import Diagnostics
import SeededNumbers
import Testing

@testable import LanguageServer

struct TextLinesTests {
    private func lines(_ text: String) -> TextLines { TextLines(Array(text.utf8)) }

    @Test func placesAreCountedAsTheClientCounts() {
        let lines = lines("aµ😀b\r\n€x\n")
        let byte = 7
        #expect(lines.position(byte, .utf16) == ClientPosition(line: 0, character: 4))
        #expect(lines.position(byte, .utf8) == ClientPosition(line: 0, character: 7))
        #expect(lines.offset(ClientPosition(line: 0, character: 4), .utf16) == byte)
        #expect(lines.offset(ClientPosition(line: 1, character: 1), .utf16) == 13)
        #expect(lines.offset(SourcePosition(file: "a.md", line: 1, column: 4)) == byte)
        #expect(lines.sourcePosition(byte, in: "a.md") == SourcePosition(file: "a.md", line: 1, column: 4))
    }

    @Test func placesBeyondTheEndAreTheEnd() {
        let lines = lines("ab\r\ncd")
        #expect(lines.offset(ClientPosition(line: 0, character: 99), .utf16) == 2)
        #expect(lines.offset(ClientPosition(line: 0, character: 99), .utf8) == 2)
        #expect(lines.offset(ClientPosition(line: 9, character: 0), .utf16) == 6)
        #expect(lines.offset(ClientPosition(line: -1, character: -1), .utf16) == 0)
        // Within a pair of units: before the character.
        #expect(self.lines("😀").offset(ClientPosition(line: 0, character: 1), .utf16) == 0)
        #expect(self.lines("😀").offset(ClientPosition(line: 0, character: 2), .utf8) == 0)
    }

    @Test func aByteOrderMarkBelongsToNoLine() {
        let lines = lines("\u{FEFF}title: x\n")
        #expect(lines.offset(ClientPosition(line: 0, character: 0), .utf16) == 3)
        #expect(lines.text(ofLine: 0) == "title: x")
        #expect(lines.offset(SourcePosition(file: "a.yml", line: 1, column: 8)) == 10)
    }

    /// Against counting by the views of `String`.
    @Test func everyPlaceGoesThereAndBack() {
        var numbers = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let text = String((0..<Int.random(in: 0..<40, using: &numbers)).map { _ in "aé€😀\nx ".randomElement(using: &numbers)! })
            let lines = lines(text)
            var (line, units, bytes) = (0, 0, 0)
            for scalar in text.unicodeScalars {
                #expect(lines.position(bytes, .utf16) == ClientPosition(line: line, character: units))
                for encoding in [PositionEncoding.utf8, .utf16] { #expect(lines.offset(lines.position(bytes, encoding), encoding) == bytes) }
                bytes += UTF8.width(scalar)
                if scalar == "\n" { (line, units) = (line + 1, 0) } else { units += UTF16.width(scalar) }
            }
        }
    }

    @Test func editsAreThoseOfTheText() {
        var lines = lines("one\ntwo µ\nthree\n")
        lines.replace(from: ClientPosition(line: 1, character: 4), to: ClientPosition(line: 2, character: 2), .utf16, with: "😀\nx")
        #expect(lines.text(0..<lines.bytes.count) == "one\ntwo 😀\nxree\n")
        #expect(lines.text(ofLine: 2) == "xree")
        lines.replace(from: ClientPosition(line: 0, character: 0), to: ClientPosition(line: 99, character: 0), .utf16, with: "")
        #expect(lines.bytes.isEmpty && lines.count == 1)
    }

    @Test(arguments: [
        ("see [x](../a.yml#b) now", 9, "there is no 'a.yml'", "../a.yml#b"), ("take 0,5 mg", 6, "'0,5' has a decimal comma", "0,5"),
        ("  titel: x", 3, "this has no field 'titel'", "titel"), ("  titel: x", 3, "something", "titel: x"), ("", 1, "nothing here", ""),
    ])
    func aDiagnosticIsAboutWhatStandsThere(_ text: String, _ column: Int, _ summary: String, _ expected: String) {
        let lines = lines(text)
        let diagnostic = Diagnostic(Rule("r", .error, why: ""), at: SourcePosition(file: "f", column: column), summary)
        #expect(lines.text(lines.range(of: diagnostic)) == expected)
    }

    @Test(arguments: [
        (
            "broken-link", "[x](../products/gamunx.yml#a)", 5, "there is no 'products/gamunx.yml'", "did you mean '../products/gamunex-c.yml'?",
            "[x](../products/gamunex-c.yml#a)"
        ),
        ("broken-link", "[x][name] and so on", 1, "there is no 'products/gamunx.yml'", "did you mean 'products/gamunex-c.yml'?", nil),
        ("broken-anchor", "[](a.yml#doze)", 4, "'a.yml' has no place '#doze'", "did you mean '#dose'?", "[](a.yml#dose)"),
        ("unknown-citation", "x [@aggrwal2022, p. 2]", 4, "no reference has the key 'aggrwal2022'", "did you mean 'aggarwal2022'?", "x [@aggarwal2022, p. 2]"),
        ("unknown-key", "titel: x", 1, "this article has no field 'titel'", "did you mean 'title'?", "title: x"),
        ("decimal-comma", "take 0,5 mg", 6, "'0,5' has a decimal comma", "write a point for decimals: '0.5'", "take 0.5 mg"),
        ("fact-mismatch", "x", 1, "the text says 'x'", "write [y], leave the text empty to have it filled in", nil),
        ("unknown-value", "a: b", 4, "'a' cannot be 'b'", "use one of: c, d", nil),
    ])
    func aSuggestionOfOneNameIsAnEdit(_ rule: String, _ text: String, _ column: Int, _ summary: String, _ suggestion: String, _ expected: String?) {
        let lines = lines(text)
        let diagnostic = Diagnostic(Rule(rule, .error, why: ""), at: SourcePosition(file: "f", column: column), summary, suggestion: suggestion)
        let edited = diagnostic.suggested(in: lines).map { edit in
            lines.text(0..<edit.range.lowerBound) + edit.text + lines.text(edit.range.upperBound..<lines.bytes.count)
        }
        #expect(edited == expected)
    }
}
