import Diagnostics
import Foundation
import Testing

@testable import KnowledgeBase

struct ContentFolderTests {
    /// Runs `body` with a new folder, and removes it.
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("materia-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func write(_ text: String, _ path: String, in folder: URL) throws {
        let file = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func link(_ path: String, to target: String, in folder: URL) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent(path).path, withDestinationPath: target)
    }

    @Test func readsAllFilesSortedWithoutHiddenOnes() throws {
        try withFolder { folder in
            for path in ["b.md", "a/z.md", "a/b/c.md", "a.md", ".git/config", "a/.DS_Store"] {
                try write(path, path, in: folder)
            }
            let log = DiagnosticLog()
            let files = ContentFolder.read(folder.path, log: log)
            #expect(files.map(\.path) == ["a.md", "a/b/c.md", "a/z.md", "b.md"])
            #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == files.map(\.path))
            #expect(log.diagnostics.isEmpty)
        }
    }

    @Test func followsALinkInsideTheFolder() throws {
        try withFolder { folder in
            try write("text", "a.md", in: folder)
            try link("b.md", to: "a.md", in: folder)
            try link("c.md", to: "b.md", in: folder)
            let log = DiagnosticLog()
            #expect(ContentFolder.read(folder.path, log: log).map(\.path) == ["a.md", "b.md", "c.md"])
            #expect(log.diagnostics.isEmpty)
        }
    }

    @Test func followsNoLinkOutOfTheFolder() throws {
        try withFolder { outer in
            try write("secret", "secret.md", in: outer)
            try write("secret", "content-2/secret.md", in: outer)
            try write("text", "content/a.md", in: outer)
            let content = outer.appendingPathComponent("content")
            try link("absolute.md", to: outer.appendingPathComponent("secret.md").path, in: content)
            try link("chain.md", to: "relative.md", in: content)
            try link("neighbour.md", to: "../content-2/secret.md", in: content)
            try link("relative.md", to: "../secret.md", in: content)
            let log = DiagnosticLog()
            #expect(ContentFolder.read(content.path, log: log).map(\.path) == ["a.md"])
            #expect(log.diagnostics.map(\.position.file) == ["absolute.md", "chain.md", "neighbour.md", "relative.md"])
            #expect(Set(log.diagnostics.map(\.rule)) == [.outsideContent])
        }
    }

    @Test func theFolderItselfMayBeALink() throws {
        try withFolder { outer in
            try write("text", "content/a.md", in: outer)
            try link("content/b.md", to: "a.md", in: outer)
            try link("shortcut", to: "content", in: outer)
            let log = DiagnosticLog()
            #expect(
                ContentFolder.read(outer.appendingPathComponent("shortcut").path, log: log).map(\.path) == [
                    "a.md", "b.md",
                ])
            #expect(log.diagnostics.isEmpty)
        }
    }

    @Test func reportsWhatIsNoFile() throws {
        try withFolder { folder in
            #expect(mkfifo(folder.appendingPathComponent("pipe.md").path, 0o600) == 0)
            let log = DiagnosticLog()
            #expect(ContentFolder.read(folder.path, log: log).isEmpty)
            #expect(
                ConsoleFormat().format(log.diagnostics)
                    == "pipe.md:1:1: error: this is not an ordinary file [unreadable-file]\n")
        }
    }

    @Test func followsNoLinkToWhatIsHidden() throws {
        try withFolder { folder in
            try write("secret", ".git/config", in: folder)
            try write("secret", "a/.env", in: folder)
            try write("text", "a/b.md", in: folder)
            try link("one.txt", to: ".git/config", in: folder)
            try link("two.txt", to: "a/.env", in: folder)
            try link("three.md", to: "a/../a/b.md", in: folder)
            let log = DiagnosticLog()
            #expect(ContentFolder.read(folder.path, log: log).map(\.path) == ["a/b.md", "three.md"])
            #expect(
                log.diagnostics.map { "\($0.position.file): \($0.summary) [\($0.rule.id)]" } == [
                    "one.txt: the symbolic link leads to a hidden file, and none of those is published [outside-content]",
                    "two.txt: the symbolic link leads to a hidden file, and none of those is published [outside-content]",
                ])
        }
    }

    @Test func followsNoLinkToAPipe() throws {
        try withFolder { folder in
            #expect(mkfifo(folder.appendingPathComponent("pipe").path, 0o600) == 0)
            try link("a.md", to: "pipe", in: folder)
            let log = DiagnosticLog()
            #expect(ContentFolder.read(folder.path, log: log).isEmpty)
            #expect(log.diagnostics.map(\.summary) == ["the symbolic link does not lead to a file", "this is not an ordinary file"])
        }
    }

    @Test func reportsANameThatIsNoText() throws {
        try withFolder { folder in
            let name: [UInt8] = Array("\(folder.path)/a".utf8) + [0xFF] + Array(".md".utf8) + [0]
            let descriptor = name.withUnsafeBytes { open($0.baseAddress!.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o600) }
            // Not every file system has such names.
            guard descriptor >= 0 else { return }
            close(descriptor)
            let log = DiagnosticLog()
            #expect(ContentFolder.read(folder.path, log: log).isEmpty)
            #expect(log.diagnostics.map(\.summary) == ["the name is not UTF-8 text, so no link can name it"])
        }
    }

    @Test func reportsAFolderThatIsNotThere() throws {
        try withFolder { folder in
            let log = DiagnosticLog()
            #expect(ContentFolder.read(folder.path + "/none", log: log).isEmpty)
            #expect(
                ConsoleFormat().format(log.diagnostics) == """
                    :1:1: error: there is no folder '\(folder.path)/none' [unreadable-file]
                        help: name the content folder, the one that holds site.yml

                    """)
        }
    }
}
