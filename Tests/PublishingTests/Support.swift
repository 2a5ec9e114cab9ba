import Diagnostics
import Foundation
import KnowledgeBase

@testable import Publishing

/// Places in the repository that tests read.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let themes = root.appendingPathComponent("themes").path
    static let content = root.appendingPathComponent("content").path
    static let fixture = root.appendingPathComponent("Tests/KnowledgeBaseTests/Fixtures/valid").path
    static let golden = root.appendingPathComponent("Tests/PublishingTests/Fixtures/golden")
}

/// A folder that is gone when the test ends.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("materia-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to file: String) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func read(_ file: String) -> String? { try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) }
}

func build(_ content: String, threads: Int = 2) -> SiteBuild {
    SiteBuild.run(content: content, themes: Repository.themes, options: .init(threads: threads))
}

extension OutputFile {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
