import Foundation

/// A folder that is gone when the test ends.
package final class TemporaryFolder {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("materia-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// With what another folder holds.
    package init(copying folder: String) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("materia-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: folder, toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func write(_ text: String, to file: String) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    package func read(_ file: String) -> String? { try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) }
}
