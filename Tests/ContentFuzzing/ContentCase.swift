import Foundation
import KnowledgeBase
import SeededNumbers
import TestFolders

/// A content folder that something has happened to, the same for the same seed.
package struct ContentCase {
    package let seed: UInt64
    /// By path; nil is an empty folder.
    package private(set) var files: [String: [UInt8]?] = [:]
    /// Symbolic links, with where they lead.
    package private(set) var links: [String: String] = [:]
    /// What happened, for who looks into a case.
    package private(set) var story: [String] = []

    package init(seed: UInt64) {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        let base = Self.bases.randomElement(using: &random)!
        for (path, bytes) in base.files { files[path] = bytes }
        story.append(base.name)
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(base, &random) }
    }

    /// Writes the case into an empty folder.
    package func write(to folder: String) {
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            let full = "\(folder)/\(path)"
            guard let bytes else {
                try? FileManager.default.createDirectory(atPath: full, withIntermediateDirectories: true)
                continue
            }
            try? FileManager.default.createDirectory(atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            // A name that this file system does not take is no case.
            try? Data(bytes).write(to: URL(fileURLWithPath: full))
        }
        for (path, target) in links { try? FileManager.default.createSymbolicLink(atPath: "\(folder)/\(path)", withDestinationPath: target) }
    }

    // MARK: Where cases come from

    private struct Base {
        let name: String
        let files: [(path: String, bytes: [UInt8])]

        init(_ name: String) {
            self.name = name
            let root = Repository.root.appendingPathComponent(name).path
            files = (FileManager.default.subpaths(atPath: root) ?? []).sorted().compactMap { path in
                guard !path.hasPrefix("."), let data = FileManager.default.contents(atPath: "\(root)/\(path)"), data.count < 1_000_000 else { return nil }
                var isFolder: ObjCBool = false
                FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
                return isFolder.boolValue ? nil : (path, Array(data))
            }
        }
    }

    private static let bases: [Base] = {
        let small = Base("Tests/KnowledgeBaseTests/Fixtures/valid")
        return [small, small, small, small, Base("Tests/Site/Fixtures/other-drugs"), Base("Tests/Formulary/content"), Base("content"), Base("docs")]
    }()

    // MARK: What happens

    private mutating func mutate(_ base: Base, _ random: inout SeededGenerator) {
        let paths = files.keys.sorted()
        guard let path = paths.randomElement(using: &random) else { return }
        guard case let bytes?? = files[path] else { return }
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<4: files[path] = ByteMutation.mutated(bytes, &random)
        case 4..<8: files[path] = LineMutation.mutated(bytes, &random)
        case 8..<13: files[path] = TokenMutation.mutated(bytes, path, &random)
        case 13..<15:
            // A part of another file of any kind.
            let other = base.files.randomElement(using: &random)!.bytes
            let start = Int.random(in: 0...other.count, using: &random)
            let part = other[start..<min(other.count, start + Int.random(in: 1...400, using: &random))]
            files[path] = Array(bytes[..<(bytes.count / 2)] + part + bytes[(bytes.count / 2)...])
        case 15:
            files[path] = nil
            if Bool.random(using: &random) { files.updateValue(nil, forKey: path) }
        case 16:
            let name = NameMutation.mutated(path, &random)
            files[name] = .some(bytes)
            if Bool.random(using: &random) { files[path] = nil }
            story.append("\(path) as \(name)")
            return
        case 17: files[path] = .some([])
        case 18: links[NameMutation.mutated(path, &random)] = [path, "/etc/passwd", "../" + path, ".", ".hidden", path + "/x"].randomElement(using: &random)!
        default:
            for number in 0..<Int.random(in: 2...60, using: &random) {
                let end = path.lastIndex(of: ".") ?? path.endIndex
                files["\(path[..<end])-\(number)\(path[end...])"] = .some(bytes)
            }
        }
        story.append(path)
    }
}
