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

    /// The files for programs are Materia's, and no file of an author takes the place of one.
    @Test func noFileTakesThePlaceOfDataForPrograms() {
        let taken = ["data/articles/index.json", "data/index.json", "fhir/bundle.json", "fhir/PlanDefinition/a.json", "data/schema/record-1.json"]
        let links = taken.map { "[The file](\($0))" } + ["[Measurements](data/values.json)"]
        var files = ["index.md": page(links.joined(separator: ", "))]
        for path in taken + ["data/values.json"] { files[path] = "{}" }
        let found = load(files).diagnostics.filter { $0.rule == .duplicateOutput }.map(\.position.file)
        #expect(Set(found) == Set(taken))
    }
}
