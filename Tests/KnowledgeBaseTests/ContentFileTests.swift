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
}
