import Testing

@testable import SitePaths

struct OutputPathTests {
    @Test func everyPageHasAFolderOfItsOwn() {
        #expect(OutputPath.article("index.md") == "index.html")
        #expect(OutputPath.article("indications/eu/a.md") == "indications/eu/a/index.html")
        #expect(OutputPath.record("criteria/a.b.yaml") == "criteria/a.b/index.html")
        #expect(OutputPath.alias("old/page") == "old/page/index.html")
        #expect(OutputPath.alias("old/page/") == "old/page/index.html")
        #expect(OutputPath.alias("old/page.html") == "old/page.html")
    }

    @Test(arguments: [
        "", "/a", "..", "../a", "a/../../b", "a/../b", ".", ".hidden", "a b", "a?b", "a#b", "a\\b",
        "https://example.org", "a\u{0}",
    ])
    func anAliasStaysOnTheSite(_ alias: String) {
        #expect(OutputPath.alias(alias) == nil)
    }
}
