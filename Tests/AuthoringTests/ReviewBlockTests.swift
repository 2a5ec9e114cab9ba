import Authoring
import Diagnostics
import KnowledgeBase
import SourceData
import Testing

/// Reviews are written, and nothing else is changed.
struct ReviewBlockTests {
    private func write(_ text: String, isArticle: Bool = false, interval: Int? = nil, by: String = "Jane Doe") throws -> String {
        try ReviewBlock(by: by, on: #require(CalendarDate("2026-11-20")), interval: interval).writing(into: text, isArticle: isArticle)
    }

    @Test func atTheEndOfARecord() throws {
        #expect(
            try write("title: A\n# alone\nnotes: |\n  Long.\n\n  More.\n\n")
                == "title: A\n# alone\nnotes: |\n  Long.\n\n  More.\nreview: { by: Jane Doe, on: 2026-11-20, version: '51eba5b93e32' }\n\n")
        #expect(try write("title: A") == "title: A\nreview: { by: Jane Doe, on: 2026-11-20, version: '7b229ce9a042' }\n")
        #expect(try write("title: A\r\nsummary: B\r\n") == "title: A\r\nsummary: B\r\nreview: { by: Jane Doe, on: 2026-11-20, version: 'af54db1bb01a' }\r\n")
    }

    @Test func inFrontMatter() throws {
        #expect(
            try write("---\ntitle: A\n---\n\nreview: none\n", isArticle: true)
                == "---\ntitle: A\nreview: { by: Jane Doe, on: 2026-11-20, version: 'd7b2f653c12e' }\n---\n\nreview: none\n")
    }

    @Test func inThePlaceOfAnOlderOne() throws {
        let old = "title: A\nreview:\n  by: Somebody\n  on: 2020-01-01\n  interval: 6\n# kept\ntags: [a]\n"
        #expect(try write(old) == "title: A\nreview: { by: Jane Doe, on: 2026-11-20, interval: 6, version: 'ef2c9cfc845b' }\n# kept\ntags: [a]\n")
        #expect(try write(old, interval: 12) == "title: A\nreview: { by: Jane Doe, on: 2026-11-20, interval: 12, version: 'ef2c9cfc845b' }\n# kept\ntags: [a]\n")
    }

    /// The review is no part of the version, however it is laid out; all else is.
    @Test func theVersionIsOfWhatWasReviewed() throws {
        func version(_ text: String, _ path: String = "regimens/a.yml") -> String { ContentFile(path: path, text: text).version }
        let record = "title: A\nsummary: B\n"
        for review in ["review: { by: C, on: 2020-01-01 }\n", "review:\n  by: C\n  on: 2020-01-01\n", "review:\n    by: C\n\ton: x\n"] {
            #expect(version(review + record) == version(record))
            #expect(version("title: A\n" + review + "summary: B\n") == version(record))
            #expect(version(record + review.dropLast()) == version(record))
        }
        for other in ["title: A\nsummary: C\n", record + "# review: none\n", record + "reviews: 1\n", "title: A\nsummary: B\n  review: x\n", record + "\n"] {
            #expect(version(other) != version(record), "\(other)")
        }
        let article = "---\ntitle: A\n---\nText.\n"
        #expect(version("---\nreview: { by: C }\ntitle: A\n---\nText.\n", "a.md") == version(article, "a.md"))
        #expect(version("---\r\nreview: { by: C }\r\ntitle: A\r\n---\r\nText.\r\n", "a.md") == version(article, "a.md"))
        #expect(version(article + "\nreview: x\n", "a.md") != version(article + "\n", "a.md"))
    }

    @Test(arguments: ["Jane \"JD\" Doe", "Doe, Jane", "a: b", "Ren\u{E9}e O'Hara", "true", "#1", "back\\slash", "J. Doe {x}"])
    func namesStayWhatTheyAre(by: String) throws {
        let data = try #require(YAML.parse(write("title: A\n", by: by), path: "", log: .init()))
        guard case .scalar(let text, _, _)? = data["review"]?["by"] else {
            Issue.record("no name")
            return
        }
        #expect(text == by)
    }

    @Test(arguments: [
        ("title: A\nreview: { by: B, on: 2020-01-01 } # by post\n", false, "line 2: the review has a comment, which would be lost; change 'by' and 'on' there yourself"),
        ("title: [\n", false, "the file has mistakes; run `materia check` and mend them first"),
        ("No front matter\n", true, "the article has no front matter; start it with ---, title: and summary: lines, and --- again"),
        ("{ title: A }\n", false, "the file has mistakes; run `materia check` and mend them first"),
    ])
    func whatCannotBeChangedSafely(text: String, isArticle: Bool, message: String) {
        let refusal = #expect(throws: ReviewBlock.Refusal.self) { _ = try write(text, isArticle: isArticle) }
        #expect(refusal?.message == message)
    }
}
