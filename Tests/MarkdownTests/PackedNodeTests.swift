import Diagnostics
@testable import Markdown
import MarkdownCorpus
import Testing

@Suite(.timeLimit(.minutes(20)))
struct PackedNodeTests {
    @Test("a tree that was packed is the same tree, with every place")
    func same() {
        let texts = BlockCorpus.all + InlineCorpus.all + GFMCorpus.all
        for text in texts {
            let tree = Parsed(text).document
            #expect(PackedNode(tree).node == tree, "\(text)")
        }
    }

    @Test("and so is one of any text")
    func random() {
        var random = RandomMarkdown(seed: 7)
        for _ in 0..<400 {
            let tree = Parsed(random.document()).document
            #expect(PackedNode(tree).node == tree)
        }
    }

    @Test("kinds that no parser makes by itself, places in other files and numbers below nought are kept")
    func made() {
        let here = SourcePosition(file: "a.md", line: 900, column: 200)
        let there = SourcePosition(file: "b.yml", line: 3, column: 70_000)
        let alert = Alert(kind: .recommendation, attributes: [.init(name: "strength", value: "strong"), .init(name: "é", value: "")])
        let tree = Node(
            .document,
            children: [
                Node(.tasks, children: [Node(.item(.checked), position: there, lastLine: 1)], position: there, lastLine: 12),
                Node(.alert(alert), children: [Node(.abbreviation(expansion: "intravenous immunoglobulin"), position: here)], position: here),
                Node(.heading(level: 3, id: nil), position: here), Node(.heading(level: 2, id: "dose"), position: there),
                Node(.citation([CitationItem(key: "a", locator: "p. 3", position: there), CitationItem(key: "b", locator: nil, position: here)]), position: here),
                Node(.list(.ordered(start: 0, isTight: false)), position: here), Node(.table([.none, .left, .center, .right]), position: here),
            ], position: here, lastLine: 2000)
        #expect(PackedNode(tree).node == tree)
    }
}
