import Foundation
public import KnowledgeBase
import Parallelism
import SourceData

/// Asks git which revision the files of a content folder are of, and those of the knowledge base that it extends, while other work goes on.
public struct RevisionHistories {
    private let own: RevisionHistory?
    private let upstream: RevisionHistory?

    /// Of folders that repositories may have.
    public init(of folder: String) {
        own = RevisionHistory(of: folder)
        upstream = UpstreamFolder(of: folder).flatMap { RevisionHistory(of: $0.path) }
    }

    /// Waits for git. `files` are those of the folder as they were read. Nil where `site.yml` says it all.
    public func version(of files: [ContentFile], threads: Int) -> ContentVersion? {
        let theirs = files.filter { $0.upstream != nil }
        if theirs.isEmpty { return own?.version(of: files, threads: threads) }
        let ours = files.filter { $0.upstream == nil }
        let version = RevisionHistory.named(by: ours) ?? own?.version(of: ours, threads: threads)
        let extended = RevisionHistory.named(by: theirs) ?? upstream?.version(of: theirs, threads: threads)
        return version?.extending(extended) ?? extended.map { .unknown(extending: $0) }
    }
}

/// Asks git which revision the files of a content folder are of, while other work goes on.
///
/// Where there is no git, no repository or no commit, and where git is too slow, nothing is known, and nothing is said. As with
/// `RenameHistory`, git is asked only what runs nothing of the repository.
struct RevisionHistory {
    private let folder: String
    /// The last commit that touched the folder, and its day.
    private let last: GitQuery?
    /// The files of the folder in the last commit of all.
    private let tree: GitQuery?

    private static let seconds = 5.0
    /// As much of a revision as tells it from others of a large repository.
    private static let digits = 10

    /// Of a folder that a repository may have.
    init?(of folder: String) {
        let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        guard GitQuery.isInRepository(folder), let git = GitQuery.program else { return nil }
        self.folder = folder
        let deadline = Date(timeIntervalSinceNow: Self.seconds)
        last = GitQuery(git, in: folder, ["log", "--max-count=1", "--format=%H%x00%cs", "--no-notes", "--", "."], until: deadline)
        tree = GitQuery(git, in: folder, ["ls-tree", "-r", "-z", "HEAD", "--", "."], until: deadline)
    }

    /// Waits for git. `files` are those of the folder as they were read.
    func version(of files: [ContentFile], threads: Int) -> ContentVersion? {
        let answers = (last?.answer(), tree?.answer())
        guard let last = answers.0, let tree = answers.1, Self.named(by: files) == nil else { return nil }
        let parts = last.split(separator: 0).map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines) }
        guard parts.count == 2, parts[0].count >= 40, let day = CalendarDate(parts[1]) else { return nil }
        return ContentVersion(revision: String(parts[0].prefix(Self.digits)), on: day, isChanged: hasChanged(files, since: GitBlob.names(in: tree), threads))
    }

    /// Texts are compared by what they say. Of other files a repository may have a stand-in, so they only have to be in both.
    private func hasChanged(_ files: [ContentFile], since tree: [String: String], _ threads: Int) -> Bool {
        let paths = Set(files.map(\.path))
        guard paths.isSubset(of: tree.keys),
            tree.keys.allSatisfy({ paths.contains($0) || FileManager.default.fileExists(atPath: "\(folder)/\($0)") })
        else { return true }
        let texts = files.filter { Self.texts.contains($0.fileExtension) }
        return Parallel.map(texts, threads: threads) { GitBlob.isNamed(tree[$0.path] ?? "", $0.bytes) }.contains(false)
    }

    private static let texts: Set<String> = ["md", "yml", "yaml", "json"]

    /// The version that `site.yml` has, so that no other is looked for.
    static func named(by files: [ContentFile]) -> ContentVersion? { files.first { $0.path == Site.path }.flatMap(Site.version) }
}
