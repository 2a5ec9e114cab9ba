import Diagnostics
import Markdown
import SeededNumbers
import Testing

/// Nothing an author, or a machine, writes can crash the parser.
@Suite(.timeLimit(.minutes(20)))
struct HostileInputTests {
    private static let count = 100_000

    @Test("deep nesting is cut off with a diagnostic", arguments: ["> ", ">", "- ", "1. ", "> - ", "* "])
    func deepBlocks(_ opening: String) {
        let parsed = Parsed(String(repeating: opening, count: Self.count) + "x")
        #expect(parsed.diagnostics.map(\.rule.id) == ["nested-too-deeply"])
        #expect(parsed.diagnostics.first?.summary == "nested deeper than 100 levels")
        #expect(parsed.html.utf8.count < 10_000)
    }

    @Test("the limit is a hundred levels, of blocks and inlines together")
    func limit() {
        // The document and its paragraph are levels too.
        #expect(Parsed(String(repeating: ">", count: 97) + "x").diagnostics == [])
        #expect(Parsed(String(repeating: ">", count: 98) + "x").diagnostics.map(\.position.column) == [99])
        #expect(Parsed(String(repeating: ">", count: 90) + String(repeating: "*a ", count: 50) + String(repeating: "b*", count: 50)).diagnostics.count == 1)
    }

    @Test(
        "deep inlines are cut off with a diagnostic",
        arguments: [
            String(repeating: "*a ", count: 100_000) + String(repeating: "b*", count: 100_000),
            String(repeating: "![", count: 100_000) + "x" + String(repeating: "](u)", count: 100_000),
        ])
    func deepInlines(_ text: String) {
        #expect(Parsed(text).diagnostics.map(\.rule.id) == ["nested-too-deeply"])
    }

    @Test("unclosed and unopened brackets stay text", arguments: ["[", "]", "![", "]("])
    func brackets(_ bracket: String) {
        let text = String(repeating: bracket, count: Self.count)
        #expect(Parsed("x" + text).html == "<p>x\(text)</p>\n")
    }

    @Test("unclosed and unopened markup stays text", arguments: ["(", "* ", "_ ", "~ ", "<", "<a ", "&", "{#", "[!", "| ", "[^1]", "<!--", "</"])
    func unclosed(_ token: String) {
        let text = "x" + String(repeating: token, count: 10_000)
        #expect(Parsed(text).document.plainText.utf8.count >= text.utf8.count - 1)
    }

    @Test("citations that are never closed", arguments: ["[@a ", "[[@a", "[@a;"])
    func citations(_ token: String) {
        let text = String(repeating: token, count: 10_000)
        #expect(Parsed(text).diagnostics.map(\.rule.id) == ["malformed-citation"])
        #expect(Parsed(text + "]").diagnostics.map(\.rule.id) == ["malformed-citation"])
    }

    @Test("a list that is indented ever more")
    func staircase() {
        let lines = (0..<1000).map { String(repeating: " ", count: 2 * $0) + "- x" }
        #expect(Parsed(lines.joined(separator: "\n")).diagnostics.map(\.rule.id) == ["nested-too-deeply"])
    }

    @Test("huge tables")
    func tables() {
        let wide = ["|a", "|-", "|b"].map { String(repeating: $0, count: 2_000) }.joined(separator: "\n")
        #expect(Parsed(wide).html.matches(of: /<td>/).count == 2_000)
        let long = "|a|b|\n|-|-|\n" + String(repeating: "|[c](d)|[@e]|\n", count: 10_000)
        #expect(Parsed(long).citations.count == 10_000)
    }

    @Test("NUL bytes become replacement characters, as in cmark")
    func nul() {
        for text in ["\0", "a\0b", "`\0` *\0* [\0](\0)", "\0\0\n\0", "|\0|\n|-|\n|\0|"] {
            #expect(Parsed(text).html == CMark.html(text))
            #expect(!Parsed(text).html.contains("\0"))
        }
    }

    @Test("random bytes, decoded leniently", arguments: 0..<20)
    func randomBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let common = Array("[]()*_~`|-#>@!{}\\&;:<\n\n  a1".utf8)
        for _ in 0..<50 {
            let bytes = (0..<Int.random(in: 0...400, using: &random)).map { _ in
                Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : common.randomElement(using: &random)!
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let parsed = Parsed(text)
            #expect(parsed.diagnostics.allSatisfy { $0.position.line >= 1 && $0.position.column >= 1 })
            #expect(Parsed(text) == parsed)
            #expect(parsed.html.isEmpty || parsed.html.hasSuffix("\n"))
        }
    }

    @Test("cut off anywhere, a document still parses, alike with every kind of line ending, and reports places that are in it")
    func prefixes() {
        let text = "# é [a](b) {#c}\n> [!NOTE x=\"y\"]\n> [@k, p. 1; @l]\n\n|a|\n|-|\n|<i>&amp;`x`|\n\n- [ ] ~~d~~[^1]\n\n[^1]: \\[e](<f> \"g\")\n"
        for end in text.indices {
            let prefix = String(text[..<end])
            let parsed = Parsed(prefix)
            #expect(parsed.html.isEmpty == prefix.isEmpty)
            for ending in ["\r", "\r\n"] {
                let other = Parsed(prefix.replacing("\n", with: ending))
                #expect(other.html.replacing(ending, with: "\n") == parsed.html)
                // A bare carriage return ends a line for Markdown, and none that an editor counts.
                if ending == "\r\n" { #expect(other.console == parsed.console) }
            }
            let lines = prefix.split(separator: "\n", omittingEmptySubsequences: false)
            for place in parsed.diagnostics.map(\.position) {
                #expect(lines.indices.contains(place.line - 1) && (1...lines[place.line - 1].unicodeScalars.count + 1).contains(place.column), "\(place)")
            }
        }
    }
}
