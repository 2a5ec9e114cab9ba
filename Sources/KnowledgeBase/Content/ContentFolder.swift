public import Diagnostics
import Foundation
import Parallelism

/// Reads the content folder from the disk.
public enum ContentFolder {
    /// All files below `root`, sorted by path. Hidden files are passed over. A symbolic link is followed only
    /// when it stays inside the folder; problems are reported and the file left out. Behind them are the files of the knowledge base that a
    /// site extends; where it names one that cannot be, there is nothing to make a site of. Where they may be `readAgain`, the bytes of articles
    /// are in memory no longer than it takes to understand them: for those who change no file.
    public static func read(_ root: String, readAgain: Bool = false, log: DiagnosticLog) -> [ContentFile] {
        let own = files(in: root, upstream: nil, readAgain: readAgain, log)
        switch UpstreamFolder.find(own.first { $0.path == Site.path }, in: root, log) {
        case .none: return own
        case .refused: return []
        case .folder(let folder): return own + files(in: folder.path, upstream: folder.name, readAgain: readAgain, log)
        }
    }

    private static func files(in root: String, upstream: String?, readAgain: Bool, _ log: DiagnosticLog) -> [ContentFile] {
        let read = Parallel.map(paths(root, log: log, upstream: upstream)) { path -> (file: ContentFile?, diagnostics: [Diagnostic]) in
            let log = DiagnosticLog()
            let file = Self.file(path, in: root, upstream: upstream, readAgain: readAgain, log)
            return (file, log.diagnostics)
        }
        for part in read { log.add(part.diagnostics) }
        return read.compactMap(\.file)
    }

    private static let largest = 100_000_000

    /// One file; nil, with a diagnostic, when it cannot be read.
    static func file(_ path: String, in root: String, upstream: String? = nil, readAgain: Bool = false, _ log: DiagnosticLog) -> ContentFile? {
        let place = upstream.map { "\($0)/\(path)" } ?? path
        // A film that somebody left here would be held in memory by every check.
        if let size = FolderListing.size(of: "\(root)/\(path)"), size > largest {
            log.report(
                .tooLargeFile, at: SourcePosition(file: place), "the file has \(size) bytes, and the most is 100 MB",
                suggestion: "put it on a server of its own, and link to it there")
            return nil
        }
        if let bytes = FolderListing.bytes(of: "\(root)/\(path)") {
            return ContentFile(path: path, bytes: bytes, at: readAgain ? "\(root)/\(path)" : nil, upstream: upstream)
        }
        log.report(.unreadableFile, at: SourcePosition(file: place), "the file cannot be read: \(FolderListing.lastError)")
        return nil
    }

    /// Paths of all files to read, sorted. Of a knowledge base that is extended, problems are told with its folder before their path.
    static func paths(_ root: String, log: DiagnosticLog, upstream: String?) -> [String] {
        guard let upstream else { return paths(root, log: log) }
        let own = DiagnosticLog()
        let paths = paths(root, log: own)
        log.add(
            own.diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.position = SourcePosition(file: "\(upstream)/\(diagnostic.position.file)")
                return diagnostic
            })
        return paths
    }

    private static func paths(_ root: String, log: DiagnosticLog) -> [String] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory), isDirectory.boolValue else {
            log.report(
                .unreadableFile, at: SourcePosition(file: ""), "there is no folder '\(root)'",
                suggestion: "name the content folder, the one that holds site.yml")
            return []
        }
        let realRoot = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
        var paths: [String] = []
        visit("", root: root, realRoot: realRoot, paths: &paths, log: log)
        return paths.sorted()
    }

    private static func visit(_ folder: String, root: String, realRoot: String, paths: inout [String], log: DiagnosticLog) {
        guard let entries = FolderListing.entries(of: folder.isEmpty ? root : "\(root)/\(folder)") else {
            log.report(.unreadableFile, at: SourcePosition(file: folder), "the folder cannot be read: \(FolderListing.lastError)")
            return
        }
        for entry in entries where !entry.name.hasPrefix(".") {
            let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
            switch entry.kind {
            case .file: paths.append(path)
            case .folder: visit(path, root: root, realRoot: realRoot, paths: &paths, log: log)
            case .link: if followsLink(path, root: root, realRoot: realRoot, log: log) { paths.append(path) }
            case .unnamed:
                log.report(
                    .unreadableFile, at: SourcePosition(file: path), "the name is not UTF-8 text, so no link can name it",
                    suggestion: "rename it; letters, digits, hyphens and underscores can stand everywhere")
            case .other: log.report(.unreadableFile, at: SourcePosition(file: path), "this is not an ordinary file")
            }
        }
    }

    /// True for a link to a file inside the folder.
    private static func followsLink(_ path: String, root: String, realRoot: String, log: DiagnosticLog) -> Bool {
        let target = URL(fileURLWithPath: "\(root)/\(path)").resolvingSymlinksInPath().path
        guard target.hasPrefix(realRoot + "/") else {
            log.report(
                .outsideContent, at: SourcePosition(file: path), "the symbolic link leads out of the content folder",
                suggestion: "copy the file into the content folder")
            return false
        }
        // Such as the settings of version control, with its passwords.
        guard !target.dropFirst(realRoot.count).split(separator: "/").contains(where: { $0.hasPrefix(".") }) else {
            log.report(
                .outsideContent, at: SourcePosition(file: path), "the symbolic link leads to a hidden file, and none of those is published",
                suggestion: "copy the file to where it is not hidden")
            return false
        }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: target, isDirectory: &isDirectory), !isDirectory.boolValue, FolderListing.isOrdinary(target) else {
            log.report(
                .outsideContent, at: SourcePosition(file: path), "the symbolic link does not lead to a file",
                suggestion: "remove it; only links to single files inside the content folder are followed")
            return false
        }
        return true
    }
}
