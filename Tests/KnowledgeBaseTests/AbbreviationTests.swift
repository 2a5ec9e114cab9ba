import Diagnostics
import Markdown
import Testing

@testable import KnowledgeBase

struct AbbreviationTests {
    @Test func marksTheFirstUseInEverySection() {
        var marked: [String: [String]] = [:]
        var section = ""
        for block in ValidSite.feverText.body.children {
            if case .heading(_, let id?) = block.kind { section = id }
            marked[section, default: []] += Self.abbreviations(in: block)
        }
        // The footnote's text stands at the end of the document, so the last section is marked by it.
        let once = ["EF = example fever"]
        #expect(marked.filter { !$0.value.isEmpty } == ["": once, "signs": once, "treatment": once, "coverage": once])
    }

    private static func abbreviations(in node: Node) -> [String] {
        node.all.compactMap { node in
            if case .abbreviation(let expansion) = node.kind { "\(node.plainText) = \(expansion)" } else { nil }
        }
    }

    private func marks(_ text: String, _ glossary: String) -> [String] {
        let loaded = load(["index.md": page(text), "glossary.yml": glossary])
        #expect(loaded.diagnostics.isEmpty)
        return Self.abbreviations(in: loaded.knowledgeBase!.text(of: loaded.knowledgeBase!.article("index.md")!).body)
    }

    @Test func takesTheLongestAndWholeWordsOnly() {
        let glossary = "- { term: one, abbreviation: AB }\n- { term: two, abbreviation: AB/CD }\n"
        #expect(marks("AB/CD and AB", glossary) == ["AB/CD = two", "AB = one"])
        #expect(marks("ABs, CAB, AB-like, AB_x and ab", glossary) == [])
        #expect(marks("(AB), AB.", glossary) == ["AB = one"])
    }

    @Test func leavesLinksCodeAndHeadingsAlone() {
        let glossary = "- { term: one, abbreviation: AB }\n"
        #expect(marks("## AB\n\n`AB` [AB](https://example.org) and *AB*", glossary) == ["AB = one"])
    }
}
