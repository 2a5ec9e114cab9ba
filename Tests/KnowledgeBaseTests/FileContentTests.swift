import Diagnostics
import TestFolders
import Testing

@testable import KnowledgeBase

/// Bytes of articles that are given up and read again.
struct FileContentTests {
    private let article = "---\ntitle: A\nsummary: B.\nauthors: [Jane Doe]\n---\n\nWords.\n"

    private func file(in folder: TemporaryFolder) throws -> ContentFile {
        try folder.write(article, to: "a.md")
        return try #require(ContentFolder.read(folder.path, readAgain: true, log: DiagnosticLog()).first)
    }

    @Test("what was given up is read again, and its front matter was never away")
    func again() throws {
        let folder = try TemporaryFolder()
        let file = try file(in: folder)
        file.release()
        #expect(file.content.front == Array("---\ntitle: A\nsummary: B.\nauthors: [Jane Doe]".utf8))
        #expect(file.bytes == Array(article.utf8) && !file.hasChanged)
    }

    @Test("a file that is another by then has no bytes, and says so", arguments: ["other words", ""])
    func changed(_ words: String) throws {
        let folder = try TemporaryFolder()
        let file = try file(in: folder)
        file.release()
        try folder.write(words, to: "a.md")
        #expect(file.bytes.isEmpty && file.hasChanged)
        // It stays so: what is there now may change once more.
        try folder.write(article, to: "a.md")
        #expect(file.bytes.isEmpty && file.hasChanged)
    }

    @Test("files that may be written to by those who read them keep their bytes")
    func held() throws {
        let folder = try TemporaryFolder()
        try folder.write(article, to: "a.md")
        let file = try #require(ContentFolder.read(folder.path, log: DiagnosticLog()).first)
        file.release()
        try folder.write("other words", to: "a.md")
        #expect(file.bytes == Array(article.utf8) && !file.hasChanged)
    }
}
