import Diagnostics
import Testing

@testable import KnowledgeBase

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

    /// Not in a fixture: a file system that ignores letter case cannot hold both files.
    @Test func lettersOfOtherCaseAreTheSameFile() {
        let loaded = load(["dosing/a.md": page(""), "dosing/A.md": page("")])
        #expect(loaded.diagnostics.map(\.rule) == [.duplicateOutput])
        #expect(loaded.diagnostics.map(\.position.file) == ["dosing/a.md"])
    }
}
