import Diagnostics
import Markdown
import Testing

@testable import KnowledgeBase

/// What readers come to do, as authors write it.
struct TaskBlockTests {
    private func load(_ block: String, with others: [ContentFile] = []) -> (text: ArticleText?, said: [String]) {
        let home = "---\ntitle: Home\nsummary: The home page.\n---\n\nHello.\n\n```tasks\n\(block)```\n"
        let files =
            [ContentFile(path: "index.md", bytes: Array(home.utf8)), ContentFile(path: "site.yml", bytes: Array("title: Site\n".utf8))] + others
        let loaded = KnowledgeBase.load(files)
        let article = loaded.knowledgeBase?.articles.first { $0.path == "index.md" }
        return (
            article.flatMap { loaded.knowledgeBase?.text(of: $0) },
            loaded.diagnostics.filter { $0.position.file == "index.md" && $0.severity == .error }.map { "\($0.position.line): \($0.summary) [\($0.rule.id)]" }
        )
    }

    private static let disease = ContentFile(path: "indications/fever.md", bytes: Array("---\ntitle: Fever\nsummary: Fever.\n---\n\nHot.\n".utf8))

    @Test func aTaskIsALabelWithWordsLinksAndLists() throws {
        let (text, said) = load(
            "tasks:\n  - task: Treat it\n    text: In *all* forms.\n    list: indications\n    links: [\"[Fever](indications/fever.md)\"]\n", with: [Self.disease])
        #expect(said == [])
        let block = try #require(text?.body.children.first { $0.kind == .tasks })
        #expect(HTMLRenderer.render([block]).contains("<strong>Treat it</strong>"))
        #expect(block.plainText.contains("In all forms."))
        #expect(text?.hasTasks == true)
        #expect(text?.links.target("indications/fever.md") == .article(path: "indications/fever.md", anchor: nil))
        let listings = text?.components.values.compactMap { if case .listing(let listing) = $0 { listing } else { nil } }
        #expect(listings == [.indications])
    }
}
