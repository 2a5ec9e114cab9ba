import Authoring
import Diagnostics
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
                == "title: A\n# alone\nnotes: |\n  Long.\n\n  More.\nreview: { by: Jane Doe, on: 2026-11-20 }\n\n")
        #expect(try write("title: A") == "title: A\nreview: { by: Jane Doe, on: 2026-11-20 }\n")
        #expect(try write("title: A\r\nsummary: B\r\n") == "title: A\r\nsummary: B\r\nreview: { by: Jane Doe, on: 2026-11-20 }\r\n")
    }

    @Test func inFrontMatter() throws {
        #expect(try write("---\ntitle: A\n---\n\nreview: none\n", isArticle: true) == "---\ntitle: A\nreview: { by: Jane Doe, on: 2026-11-20 }\n---\n\nreview: none\n")
    }

    @Test func inThePlaceOfAnOlderOne() throws {
        let old = "title: A\nreview:\n  by: Somebody\n  on: 2020-01-01\n  interval: 6\n# kept\ntags: [a]\n"
        #expect(try write(old) == "title: A\nreview: { by: Jane Doe, on: 2026-11-20, interval: 6 }\n# kept\ntags: [a]\n")
        #expect(try write(old, interval: 12) == "title: A\nreview: { by: Jane Doe, on: 2026-11-20, interval: 12 }\n# kept\ntags: [a]\n")
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
