import Diagnostics
import Testing

@testable import KnowledgeBase

struct ContentFileTests {
    @Test func splitsAFilesPath() {
        let file = ContentFile(path: "criteria/eu/a.b.YML", text: "")
        #expect(
            [file.folder, file.topFolder, file.name, file.stem, file.fileExtension] == [
                "criteria/eu", "criteria", "a.b.YML", "a.b", "yml",
            ])
        let root = ContentFile(path: "README", text: "")
        #expect(
            [root.folder, root.topFolder, root.name, root.stem, root.fileExtension] == ["", "", "README", "README", ""])
        #expect(ContentFile(path: ".hidden", text: "").fileExtension == "")
    }

    @Test func filesHaveASize() {
        func message(_ path: String, _ count: Int) -> [String] {
            load([path: String(repeating: " ", count: count)]).diagnostics.filter { $0.rule == .tooLargeFile }.map { "\($0.position.file): \($0.summary)" }
        }
        #expect(message("dosing/a.md", 1_000_001) == ["dosing/a.md: the file has 1000001 bytes, and the most is 1 MB"])
        #expect(message("criteria/a.yml", 1_000_001) == ["criteria/a.yml: the file has 1000001 bytes, and the most is 1 MB"])
        #expect(message("references/a.json", 20_000_001) == ["references/a.json: the file has 20000001 bytes, and the most is 20 MB"])
        #expect(message("dosing/a.md", 1_000_000) == [] && message("references/a.json", 1_000_001) == [])
    }
}
