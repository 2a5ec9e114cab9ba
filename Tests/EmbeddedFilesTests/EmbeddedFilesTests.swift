import EmbeddedFiles
import Foundation
import TestFolders
import Testing

/// What is inside the program is what stands in the package, byte for byte, and nothing is left out.
@Test(arguments: ["themes/clinic", "starters", "docs"])
func embeddedFilesAreThoseOfThePackage(folder: String) throws {
    let root = Repository.root.appendingPathComponent(folder)
    let names = try #require(FileManager.default.enumerator(atPath: root.path)).compactMap { $0 as? String }
        .filter { folder == "docs" ? $0.hasSuffix(".md") : FileManager.default.contents(atPath: root.appendingPathComponent($0).path) != nil }
    let files = EmbeddedFile.files(below: folder)
    #expect(!names.isEmpty)
    #expect(files.map(\.path) == names.sorted())
    for (path, file) in files {
        let data = try Data(contentsOf: root.appendingPathComponent(path))
        #expect(Data(file.bytes) == data, "\(path)")
    }
}
