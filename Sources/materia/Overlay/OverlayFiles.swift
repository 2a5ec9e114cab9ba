import ArgumentParser
import Diagnostics
import Foundation
import KnowledgeBase

/// The overrides of a content folder, and the files that they are about.
struct OverlayFiles {
    let overrides: [Override]
    /// Of the knowledge base that is extended, by path.
    private let theirs: [String: ContentFile]
    private let upstream: String
    private let content: String

    /// Ends with a message where the folder extends nothing, or nothing that can be read.
    init(_ content: String) throws {
        let log = DiagnosticLog()
        let files = ContentFolder.read(content, log: log)
        guard let overlay = Overlay(of: files) else {
            let errors = log.diagnostics.ordered()
            Terminal.say(ConsoleFormat(pathPrefix: ContentOptions.prefix(of: content), color: Terminal.standardErrorHasColor).format(errors))
            throw ValidationError("'\(content)' extends no other knowledge base\(errors.isEmpty ? ": its site.yml has no `extends`" : " that can be read")")
        }
        overrides = overlay.overrides
        upstream = overlay.folder
        theirs = Dictionary(files.filter { $0.upstream != nil }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        self.content = content
    }

    /// The file at `path` of the knowledge base that is extended.
    func file(_ path: String) throws -> ContentFile {
        if let file = theirs[path] { return file }
        let help = nearMiss(path, in: theirs.keys).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError("'\(upstream)' has no file '\(path)'\(help)")
    }

    /// The version of the file that an override is about; nil where there is none.
    func version(of override: Override) -> String? { theirs[override.target.value]?.version }

    /// The override that is called `name`, from here or from the content folder.
    func override(_ name: String) throws -> Override {
        let path = name.hasPrefix("\(content)/") ? String(name.dropFirst(content.count + 1)) : name
        if let override = overrides.first(where: { $0.path == path }) { return override }
        let help = suggestion(for: path, among: overrides.map(\.path)).map { "; \($0)" } ?? ""
        throw ValidationError("there is no override '\(path)' in '\(content)' that can be read\(help)")
    }
}

/// Copies of files of a knowledge base that is extended, as they were when they were compared with overrides: by them it is shown what has changed since.
///
/// They lie in a hidden folder of the content, each named by its version, and are never published.
struct ComparedFiles {
    private let folder: String

    /// Of a content folder.
    init(_ content: String) { folder = "\(content)/.materia/compared" }

    /// What a file said in a version; nil where no copy was kept.
    func text(of version: String) -> String? {
        guard version.allSatisfy({ $0.isHexDigit }) else { return nil }
        return FileManager.default.contents(atPath: "\(folder)/\(version)").flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Keeps `file`, and of all others those whose version is one of `used`.
    func keep(_ file: ContentFile, used: Set<String>) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(file.version)"), options: .atomic)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != file.version && !used.contains(name) && name.allSatisfy(\.isHexDigit) {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
