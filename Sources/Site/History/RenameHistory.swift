import Foundation
import KnowledgeBase

/// Asks git how the files of a content folder were called before, while other work goes on.
///
/// Where there is no git or no repository, and where git is too slow, nothing is known, and nothing is said. The repository may be
/// anybody's, so git is asked only what runs none of its hooks, filters, helpers or transports.
struct RenameHistory {
    /// Files that are renamed since the last commit, and in the last commits, the newest first.
    private let staged: GitQuery?
    private let committed: GitQuery?

    /// How long git may take, and how much is read of its answer.
    private static let seconds = 5.0
    private static let commits = 2000
    private static let candidates = 500

    init?(of folder: String) {
        let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        guard GitQuery.isInRepository(folder), let git = GitQuery.program else { return nil }
        // Files that share less are two files of one form.
        let renames = [
            "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--no-color", "--find-renames=70%", "-l\(Self.candidates)", "--diff-filter=R",
            "--name-status", "-z", "--relative",
        ]
        let deadline = Date(timeIntervalSinceNow: Self.seconds)
        staged = GitQuery(git, in: folder, ["diff", "--cached"] + renames + ["HEAD", "--", "."], until: deadline)
        committed = GitQuery(git, in: folder, ["log", "--max-count=\(Self.commits)", "--format=", "--no-notes"] + renames + ["--", "."], until: deadline)
    }

    /// Waits for git.
    func renames() -> [Rename] { [staged, committed].flatMap { Self.renames(in: $0?.answer() ?? []) } }

    /// `R098`, the old name and the new one, each with a zero byte behind it.
    static func renames(in answer: [UInt8]) -> [Rename] {
        var renames: [Rename] = []
        var parts = answer.split(separator: 0).makeIterator()
        while let status = parts.next() {
            // Between commits git may put an empty line.
            let letter = status.drop { $0 == UInt8(ascii: "\n") }
            guard letter.first == UInt8(ascii: "R"), letter.dropFirst().allSatisfy({ (48...57).contains($0) }) else { continue }
            guard let old = parts.next(), let new = parts.next() else { break }
            guard let old = String(validating: old, as: UTF8.self), let new = String(validating: new, as: UTF8.self) else { continue }
            renames.append(Rename(from: old, to: new))
        }
        return renames
    }
}
