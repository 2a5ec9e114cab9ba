import Diagnostics
import Foundation
import KnowledgeBase
import SeededNumbers
import TestFolders
import Testing

@testable import Site

/// What an article or a record says stands on its page.
@Suite(.timeLimit(.minutes(20)))
struct PageWordsTests {
    private static let sites =
        [Repository.fixture]
        + ["content", "docs", "Tests/Formulary/content", "Tests/Site/Fixtures/dose-forms", "Tests/Site/Fixtures/other-drugs"].map {
            Repository.root.appendingPathComponent($0).path
        }

    @Test("nothing is missing from any page", arguments: sites)
    func complete(_ content: String) throws {
        let site = build(content)
        let generator = try #require(site.generator)
        var pages = 0
        for file in site.files() {
            guard let source = generator.source(of: file.path) else { continue }
            pages += 1
            let missing = PageWords(knowledgeBase: generator.knowledgeBase).missing(from: file.bytes, of: source)
            #expect(missing.map(\.summary) == [], "\(file.path)")
        }
        #expect(pages > 3)
    }

    @Test(
        "what a page leaves out is named, with its place",
        arguments: [
            ("indications/example-fever/index.html", "something else", ["indications/example-fever.md:22 'something' would not be on the page"]),
            ("indications/example-fever/index.html", "Nobody ever", ["indications/example-fever.md:16 'ever' would not be on the page"]),
            ("indications/example-fever/index.html", " that spells the word", ["indications/example-fever.md:34 'spells word' would not be on the page"]),
            ("regimens/examplicin-adults/index.html", "Until the story ends.", ["regimens/examplicin-adults.yml:12 'Until story ends' would not be on the page"]),
            ("regimens/examplicin-adults/index.html", "Time of the blood level", ["regimens/examplicin-adults.yml:23 'Time blood level' would not be on the page"]),
            ("index.html", "<p", []),
        ])
    func incomplete(_ page: String, _ text: String, _ expected: [String]) throws {
        let generator = try #require(build(Repository.fixture).generator)
        let file = try #require(generator.file(at: page))
        #expect(file.text.contains(text))
        let source = try #require(generator.source(of: page))
        let found = PageWords(knowledgeBase: generator.knowledgeBase).missing(from: Array(file.text.replacing(text, with: "").utf8), of: source)
        #expect(found.map { "\($0.position.file):\($0.position.line) \($0.summary)" } == expected)
    }

    /// Held against the pages in another way than `PageWords` does: every word is one of its kind, and looked for by itself.
    @Test("every word of articles in all forms, put together at random, is on its page", arguments: 0..<6)
    func random(seed: UInt64) throws {
        let folder = try TemporaryFolder(copying: Repository.fixture)
        var articles: [String: SeededArticle] = [:]
        for number in 0..<12 {
            let article = SeededArticle(seed: seed * 100 + UInt64(number))
            articles["dosing/seeded-\(number)"] = article
            try folder.write(article.source, to: "dosing/seeded-\(number).md")
        }
        let site = build(folder.path)
        #expect(site.diagnostics.filter { $0.severity == .error } == [])
        let generator = try #require(site.generator)
        for (name, article) in articles {
            let file = try #require(generator.file(at: "\(name)/index.html"))
            #expect(article.words.filter { !file.text.contains($0) } == [], "\(article.source)")
            #expect(PageWords(knowledgeBase: generator.knowledgeBase).missing(from: file.bytes, of: "\(name).md").map(\.summary) == [])
        }
    }
}
