import Diagnostics
import Markdown
import SeededNumbers
import Testing

@testable import KnowledgeBase

/// Prose that no author would write, but some editor will: every rule that reads it comes to an end.
@Suite(.timeLimit(.minutes(20)))
struct OddProseTests {
    private static let pieces = [
        "_", "__", "*", "~", "^", ".", ",", ":", ";", "-", "–", "/", "%", "(", ")", "[", "]", "[^", "{", "#", "@", "&", "<", ">", "|", "`", "\\", "\"", "”",
        "e", "E", "é", "e\u{301}", "\u{301}", "\u{20E3}", "ß", "µ", "Ⅳ", "字", "ا", "ि", "\u{200D}", "\u{200B}", "\u{FEFF}", "\u{E000}", "\u{FFFC}", "\u{A0}",
        "💊", "👩🏽‍⚕️", "🇩🇪", "1️⃣", "5", "0.5", "1,400", "५", "٥", "５", "²", "½", "mg", "g/kg", "mL", " per ", " to ", " ", "\n", "\n\n", "No", "e.g", "J", "AB", "A", "IL6",
        "[@doe2020]", "[2 g](a.md)", "[2 g/kg](index.md#a)", "[^1]", " of ", "half ", "two ", "times the dose", " patients", "IU", "- ", "## ", "| ", "\n|-|\n",
    ]

    private static func prose(_ seed: Int) -> String {
        var random = SeededGenerator(seed: UInt64(seed))
        return (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
    }

    @Test("any two signs side by side end every rule")
    func pairs() {
        for first in Self.pieces { for second in Self.pieces { Self.holds(first + second) } }
    }

    @Test("so does odd prose of any kind", arguments: 0..<20)
    func prose(round: Int) {
        for number in 0..<60 { Self.holds(Self.prose(round * 60 + number)) }
    }

    /// Reads `text` by each rule, and finds that none takes a character twice, and sentences leave none out.
    private static func holds(_ text: String) {
        let nodes = Markdown.parseInline(text, path: "a.md", lineOffset: 0, log: DiagnosticLog())
        let marks = text.unicodeScalars.enumerated().map { ClaimText.Mark(scalar: $1, line: 1, column: $0 + 1, isHeld: false) }
        let places = ClaimedFigures(marks[...], names: ProductNames([text])).unheld.map { (start: $0.column, end: $0.column + $0.text.unicodeScalars.count) }
        let areApart = zip(places, places.dropFirst()).allSatisfy { $0.end <= $1.start }
        #expect(areApart, "\(text.debugDescription)")
        let claims = ClaimText(nodes) { _ in false }
        // The bytes never rule out what the rules would find.
        let isSeen = ClaimedFigures(claims.marks[...], names: ProductNames([])).unheld.isEmpty || TextSigns(ofClaimsIn: nodes).mayClaim
        #expect(isSeen, "\(text.debugDescription)")
        let sentences = claims.sentences
        let adjoin = zip(sentences, sentences.dropFirst()).allSatisfy { $0.endIndex == $1.startIndex }
        #expect(adjoin, "\(text.debugDescription)")
        let leavesNoneOut = claims.marks[(sentences.last?.endIndex ?? 0)...].allSatisfy { $0.scalar.isSpace }
        #expect(leavesNoneOut, "\(text.debugDescription)")
    }

    @Test("a whole site of it loads, with all rules on, in articles, records and the glossary", arguments: 0..<8)
    func site(round: Int) {
        for number in 0..<12 {
            let text = Self.prose(1_000_000 + round * 12 + number)
            let field = text.unicodeScalars.map { $0.value < 0x20 || "\"\\".unicodeScalars.contains($0) || !$0.isASCII ? "\\U" + Self.hex($0) : String($0) }.joined()
            let loaded = load([
                "site.yml": "title: Test\nlint: { uncited-claim: error, uncited-evidence: error }\n", "index.md": page(text),
                "glossary.yml": "- { term: \"x\(field)\", abbreviation: \"A\(field)\", definition: \"\(field)x\" }\n- { term: Abb, abbreviation: AB }\n",
                "products/p.yml":
                    "title: \"x\(field)\"\ngeneric-name: g\nconcentration: 1 g/mL\nlabel: { region: US, date: 2024-01-26 }\nnotes: \"x\(field)\"\nsources: []\n",
            ])
            #expect(loaded.knowledgeBase?.articles.count == 1, "\(text.debugDescription)")
        }
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    @Test("a scan goes on where its reader takes nothing, or less")
    func scan() {
        for step in [-2, 0, 1] {
            var seen: [Int] = []
            [7, 8, 9].scan { place in
                seen.append(place)
                return place + step
            }
            #expect(seen == [0, 1, 2])
        }
        var seen: [Character] = []
        let text = "a👩🏽‍⚕️e\u{301}b"
        text.scan { place in
            seen.append(text[place])
            return text[place] == "a" ? text.index(place, offsetBy: 2) : nil
        }
        #expect(seen == ["a", "é", "b"])
    }
}
