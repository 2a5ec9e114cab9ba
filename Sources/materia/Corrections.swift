import Diagnostics
import Foundation
import KnowledgeBase

/// Writes the corrections that diagnostics carry into the content, and nothing else.
enum Corrections {
    /// A correction that was written.
    struct Applied {
        let diagnostic: Diagnostic
        let correction: Diagnostic.Correction
    }

    /// Applies those of `diagnostics` to the files of `folder`, each file in one step. A correction is left out where its place has another
    /// text, where it overlaps another, and where the file is not an ordinary one that can be written.
    static func apply(_ diagnostics: [Diagnostic], in folder: String) throws -> [Applied] {
        var byFile: [String: [Applied]] = [:]
        for diagnostic in diagnostics {
            guard let correction = diagnostic.correction else { continue }
            let file = correction.position.file
            // What does not lie in the content is not the author's.
            if file.hasPrefix("/") || file.hasPrefix("./") { continue }
            byFile[file, default: []].append(Applied(diagnostic: diagnostic, correction: correction))
        }
        return try byFile.keys.sorted().flatMap { try apply(byFile[$0]!, to: "\(folder)/\($0)") }
    }

    private static func apply(_ corrections: [Applied], to path: String) throws -> [Applied] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard attributes[.type] as? FileAttributeType == .typeRegular, let data = FileManager.default.contents(atPath: path) else { return [] }
        var bytes = Array(data)
        let starts = lineStarts(in: bytes)
        var applied: [Applied] = []
        var next = bytes.count
        // From the end, so that places before stay where they are.
        for item in corrections.sorted(by: { $0.correction.position > $1.correction.position }) {
            let (old, new) = (Array(item.correction.old.utf8), Array(item.correction.new.utf8))
            guard let start = offset(of: item.correction.position, in: bytes, starts), start + old.count <= next, bytes[start...].starts(with: old) else { continue }
            bytes.replaceSubrange(start..<(start + old.count), with: new)
            next = start
            applied.append(item)
        }
        guard !applied.isEmpty else { return [] }
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        if let mode = attributes[.posixPermissions] { try? FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path) }
        return applied.reversed()
    }

    /// A byte order mark belongs to no line.
    private static func lineStarts(in bytes: [UInt8]) -> [Int] {
        [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    }

    private static func offset(of position: SourcePosition, in bytes: [UInt8], _ starts: [Int]) -> Int? {
        guard position.line <= starts.count else { return nil }
        var offset = starts[position.line - 1]
        for _ in 1..<max(position.column, 1) {
            guard offset < bytes.count, bytes[offset] != 0x0A else { return nil }
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }
}
