import Foundation
public import KnowledgeBase
import SitePaths

/// A content folder as a revision of its repository has it, read into memory: the working folder is not touched.
///
/// As with `RenameHistory`, git is asked only what runs nothing of the repository.
public enum ContentRevision {
    /// Why a revision cannot be read.
    public struct Failure: Error, CustomStringConvertible {
        /// In a sentence without its full stop.
        public let description: String
    }

    private static let seconds = 120.0
    private static let mostBytes = 1 << 30

    /// The files of `folder` at `revision`, a tag, a branch or a commit, and those of the folder that it extended then, where that is in the same
    /// repository.
    public static func read(_ revision: String, of folder: String) throws(Failure) -> [ContentFile] {
        let own = try files(revision, of: folder, upstream: nil)
        guard let settings = own.first(where: { $0.path == Site.path }), let name = UpstreamFolder.name(in: settings) else { return own }
        let upstream = URL(fileURLWithPath: "\(folder)/\(name)").standardizedFileURL.path
        func refuse(_ why: String) -> Failure {
            Failure(
                description: "'\(revision)' extends '\(name)', which \(why), so it cannot be read as it was; check both out in a folder of their own, and "
                    + "compare with that")
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: upstream, isDirectory: &isFolder), isFolder.boolValue else { throw refuse("is no folder here now") }
        guard root(of: folder) == root(of: upstream) else { throw refuse("is not in the same git repository") }
        return own + (try files(revision, of: upstream, upstream: name))
    }

    /// The folder that git keeps, above `folder`.
    private static func root(of folder: String) -> String? {
        guard let git = GitQuery.program,
            let answer = GitQuery(git, in: folder, ["rev-parse", "--show-toplevel"], until: Date(timeIntervalSinceNow: seconds))?.answer()
        else { return nil }
        return String(decoding: answer, as: UTF8.self)
    }

    private static func files(_ revision: String, of folder: String, upstream: String?) throws(Failure) -> [ContentFile] {
        guard let git = GitQuery.program else { throw Failure(description: "'\(revision)' is no folder, and there is no git that could know it as a revision") }
        let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        guard GitQuery.isInRepository(folder) else {
            throw Failure(description: "'\(revision)' is no content folder, and '\(folder)' is in no git repository that could have it as a revision")
        }
        let deadline = Date(timeIntervalSinceNow: seconds)
        func ask(_ arguments: [String], input: [UInt8] = []) -> [UInt8]? {
            GitQuery(git, in: folder, arguments, input: input, limit: mostBytes, until: deadline)?.answer()
        }
        guard let answer = ask(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"]) else {
            throw Failure(description: "'\(revision)' is neither a content folder nor a revision of its git repository")
        }
        let commit = String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let tree = ask(["ls-tree", "-r", "-z", commit, "--", "."]) else { throw Failure(description: "git could not list the files of '\(revision)'") }
        let entries = self.entries(tree).filter { !$0.path.split(separator: "/").contains { $0.hasPrefix(".") } }
        guard !entries.isEmpty else { throw Failure(description: "'\(revision)' has no files in this content folder") }
        // What its tree names alone: no filter of the repository is run for it.
        let questions = Array(entries.map { "\($0.name)\n" }.joined().utf8)
        guard let blobs = ask(["cat-file", "--batch"], input: questions).flatMap({ self.blobs($0, entries.map(\.name)) }) else {
            throw Failure(description: "git could not read the files of '\(revision)'; a repository that was cloned in part has not all of them")
        }
        let files = Dictionary(zip(entries, blobs).filter { !$0.0.isLink }.map { ($0.0.path, $0.1) }, uniquingKeysWith: { first, _ in first })
        return zip(entries, blobs).compactMap { entry, bytes in
            guard entry.isLink else { return ContentFile(path: entry.path, bytes: bytes, upstream: upstream) }
            // A link within the folder is the file it leads to.
            return ContentPath.resolve(String(decoding: bytes, as: UTF8.self), from: ContentPath.folder(of: entry.path)).flatMap { files[$0] }
                .map { ContentFile(path: entry.path, bytes: $0, upstream: upstream) }
        }
    }

    /// A file of a tree; `name` is what git calls its bytes.
    private struct Entry {
        let path: String
        let name: String
        let isLink: Bool
    }

    /// `100644 blob <name>`, a tab and the path, each with a zero byte behind it.
    private static func entries(_ answer: [UInt8]) -> [Entry] {
        answer.split(separator: 0).compactMap { line in
            guard let text = String(validating: line, as: UTF8.self), let tab = text.firstIndex(of: "\t") else { return nil }
            let words = text[..<tab].split(separator: " ")
            guard words.count == 3, words[1] == "blob" else { return nil }
            return Entry(path: String(text[text.index(after: tab)...]), name: String(words[2]), isLink: words[0] == "120000")
        }
    }

    /// `<name> blob <size>`, a line break, the bytes and another line break, for each name; nil where one is missing.
    private static func blobs(_ answer: [UInt8], _ names: [String]) -> [[UInt8]]? {
        var blobs: [[UInt8]] = []
        var rest = answer[...]
        for name in names {
            guard let end = rest.firstIndex(of: 10) else { return nil }
            let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
            guard words.count == 3, words[0] == name, words[1] == "blob", let size = Int(words[2]), rest.endIndex - end > size + 1 else { return nil }
            blobs.append(Array(rest[(end + 1)...].prefix(size)))
            rest = rest[(end + 1 + size + 1)...]
        }
        return blobs
    }
}
