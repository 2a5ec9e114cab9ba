import Diagnostics
import Testing

@testable import KnowledgeBase

struct OutputCheckTests {
    /// Not in a fixture: a file system that ignores letter case cannot hold both files.
    @Test func lettersOfOtherCaseAreTheSameFile() {
        let loaded = load(["dosing/a.md": page(""), "dosing/A.md": page("")])
        #expect(loaded.diagnostics.map(\.rule) == [.duplicateOutput])
        #expect(loaded.diagnostics.map(\.position.file) == ["dosing/a.md"])
    }
}
