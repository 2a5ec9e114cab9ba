import Diagnostics
import Foundation
import SeededNumbers
import MarkdownCorpus
import Testing

@testable import Markdown

/// Every word of a source is in the tree that is read from it, or a message says why not.
@Suite(.timeLimit(.minutes(20)))
struct ConservationTests {
    private func losses(_ text: String) -> [String] { Parsed(text).diagnostics.filter { $0.rule == .lostText }.map(\.summary) }

    @Test("nothing is lost from pieces, and nothing is said to be", arguments: BlockCorpus.all + InlineCorpus.all + GFMCorpus.all)
    func piece(_ text: String) { #expect(losses(text) == []) }

    @Test("nothing is lost from broken markup at random", arguments: 0..<20)
    func soup(seed: UInt64) {
        var random = RandomMarkdown(seed: seed + 2000)
        for _ in 0..<150 {
            let text = random.soup()
            #expect(losses(text) == [], "\(text.debugDescription)")
        }
    }

    @Test("nothing is lost from documents at random", arguments: 0..<20)
    func documents(seed: UInt64) {
        var random = RandomMarkdown(seed: seed + 3000)
        for _ in 0..<50 {
            let text = random.document()
            #expect(losses(text) == [], "\(text.debugDescription)")
        }
    }

    private static let examples = "/usr/share/gocode/src/github.com/yuin/goldmark"

    @Test("nothing is lost from the examples of the CommonMark specification, and nothing is said to be")
    func commonMark() throws {
        struct Example: Decodable { let markdown: String }
        let data = try #require(FileManager.default.contents(atPath: "\(Self.examples)/_test/spec.json"))
        let examples = try JSONDecoder().decode([Example].self, from: data)
        #expect(examples.count > 600)
        // Nothing uses this definition, and its name over three lines hides from the rule that would say so.
        let lost = ["[\nfoo\n]: /url\nbar\n": ["'url' would not be on the page"]]
        for example in examples { #expect(losses(example.markdown) == lost[example.markdown, default: []], "\(example.markdown.debugDescription)") }
    }

    /// Each is a number, a rule, the Markdown, a rule, the HTML.
    @Test("nothing is lost from examples of GitHub's additions", arguments: ["table", "strikethrough", "tasklist", "linkify", "footnote"])
    func github(_ name: String) throws {
        let data = try #require(FileManager.default.contents(atPath: "\(Self.examples)/extension/_test/\(name).txt"))
        let parts = String(decoding: data, as: UTF8.self).split(separator: "//- - - - - - - - -//\n", omittingEmptySubsequences: false)
        let examples = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        #expect(examples.count > 1)
        for example in examples { #expect(losses(example) == [], "\(example.debugDescription)") }
    }

    @Test("a node that is taken out of the tree is missed, with its words and its place", arguments: 0..<40)
    func takenOut(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = ["alpha", "beta", "gamma", "delta", "not in renal failure", "über 5 mg", "*marked* words", "`code`", "[link](x.md)"]
        let lines = (0..<12).map { _ in words.randomElement(using: &generator)! + " " + words.randomElement(using: &generator)! }
        let lost = Int.random(in: 0..<12, using: &generator)
        let text = lines.enumerated().map { index, line in index == lost ? "the lost \(index) line" : line }.joined(separator: "\n\n")
        let log = DiagnosticLog()
        var document = Markdown.parse(text, path: "a.md", log: log)
        #expect(log.diagnostics.isEmpty)
        document.children.remove(at: lost)
        Conservation(file: SourceFile("a.md"), lineOffset: 0, log: log).check(document, text, definitions: [], reported: [])
        #expect(log.diagnostics.map(\.summary) == ["'the lost \(lost) line' would not be on the page"])
        #expect(log.diagnostics.map(\.position) == [SourcePosition(file: "a.md", line: lost * 2 + 1, column: 1)])
    }

    @Test("one of two equal words is missed")
    func oneOfTwo() {
        let log = DiagnosticLog()
        let text = "äö not twice\n\nnot once"
        var document = Markdown.parse(text, path: "a.md", log: log)
        document.children[1].children = [Node(.text("once"), position: SourcePosition(file: "a.md", line: 3, column: 5))]
        Conservation(file: SourceFile("a.md"), lineOffset: 4, log: log).check(document, text, definitions: [], reported: [])
        #expect(log.diagnostics.map(\.summary) == ["'not' would not be on the page"])
        #expect(log.diagnostics.map(\.position.line) == [5])
    }

    @Test("what has a message of its own is not said again", arguments: ["|a|\n|-|\n|b|lost words|\n|c|", "a[^1]\n\n[^1]: b\n\n[^1]: lost\n\n    words\n\nmore"])
    func reported(_ text: String) { #expect(Parsed(text).diagnostics.count == 1) }
}
