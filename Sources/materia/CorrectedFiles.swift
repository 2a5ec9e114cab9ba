import Authoring
import Diagnostics
import Foundation

/// Writes the corrections that diagnostics carry into the content, and nothing else.
enum CorrectedFiles {
    /// A correction that was written.
    struct Applied {
        let diagnostic: Diagnostic
        let correction: Diagnostic.Correction
    }

    /// Applies those of `diagnostics` to the files of `folder`, each file in one step. A file that is not an ordinary one that can be written is left
    /// as it is.
    static func write(_ diagnostics: [Diagnostic], in folder: String) throws -> [Applied] {
        var byFile: [String: [Diagnostic]] = [:]
        for diagnostic in diagnostics {
            guard let file = diagnostic.correction?.position.file else { continue }
            // What does not lie in the content is not the author's.
            if file.hasPrefix("/") || file.hasPrefix("./") { continue }
            byFile[file, default: []].append(diagnostic)
        }
        return try byFile.keys.sorted().flatMap { try write(byFile[$0]!, to: "\(folder)/\($0)") }
    }

    private static func write(_ diagnostics: [Diagnostic], to path: String) throws -> [Applied] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard attributes[.type] as? FileAttributeType == .typeRegular, let data = FileManager.default.contents(atPath: path) else { return [] }
        let (bytes, applied) = Corrections.apply(diagnostics, to: Array(data))
        guard !applied.isEmpty else { return [] }
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        if let mode = attributes[.posixPermissions] { try? FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path) }
        return applied.compactMap { diagnostic in diagnostic.correction.map { Applied(diagnostic: diagnostic, correction: $0) } }
    }
}
