import Foundation
import KnowledgeBase
import SitePaths
import Synchronization

/// A new site while it is put together in its staging folder. Files are added from any thread.
final class Publication: Sendable {
    private let site: String
    private let staging: String
    private let existing: Set<String>
    private let expected: Set<String>
    private let state = Mutex(State())

    private struct State {
        var folders = Set<String>()
        /// Folders of the old site, with what they are given when they are full.
        var old: [(path: String, status: stat)] = []
        /// Of files that were not known to come.
        var late: [String] = []
        var written: [String] = []
        var failure: OutputFolder.Failure?
    }

    /// `existing` are the files of the site that is there, `expected` those that are known to come.
    init(site: String, staging: String, existing: Set<String>, expected: Set<String>) {
        self.expected = expected
        self.site = site
        self.staging = staging
        self.existing = existing
    }

    /// The files that were added and are not as the old site has them; throws the first failure.
    func written() throws(OutputFolder.Failure) -> [String] {
        let (failure, written) = state.withLock { ($0.failure, $0.written) }
        if let failure { throw failure }
        return written
    }

    /// Files that were added and not expected.
    var late: [String] { state.withLock { $0.late } }

    /// Links the file from the old site where it has not changed, and writes it otherwise. After a failure nothing more is done.
    func add(_ file: OutputFile) {
        attempt { () throws(OutputFolder.Failure) in
            try makeFolder(of: file.path)
            let (source, target) = places(of: file.path)
            let isUnchanged = existing.contains(file.path) && FileBytes.holds(source, file.bytes) && link(source, target) == 0
            if !isUnchanged { try FileBytes.write(file.bytes, to: target) }
            state.withLock { state in
                if !isUnchanged { state.written.append(file.path) }
                if !expected.contains(file.path) { state.late.append(file.path) }
            }
        }
    }

    /// Nothing more is done, and nothing is published.
    func fail(_ failure: OutputFolder.Failure) { attempt { () throws(OutputFolder.Failure) in throw failure } }

    /// Takes over an ordinary file of the old site, which is known to be as it is to be.
    func keep(_ path: String) {
        attempt { () throws(OutputFolder.Failure) in try take(path, isOrdinary: true) }
    }

    /// Takes over what the old site has at `path`: an ordinary file, a link, a pipe or whatever it is. It is linked, so that it exists once and
    /// nothing of it changes; where the file system has no such links, files and symbolic links are copied.
    func take(_ path: String, isOrdinary: Bool) throws(OutputFolder.Failure) {
        try makeFolder(of: path)
        let (source, target) = places(of: path)
        if linkat(AT_FDCWD, source, AT_FDCWD, target, 0) == 0 { return }
        let reason = OutputFolder.systemError()
        // To copy anything else would be to wait for somebody to write into it.
        guard isOrdinary || (try? FileManager.default.destinationOfSymbolicLink(atPath: source)) != nil else {
            throw OutputFolder.Failure(description: "cannot take '\(source)' over into the new site: \(reason); move it away")
        }
        do {
            try FileManager.default.copyItem(atPath: source, toPath: target)
        } catch {
            throw OutputFolder.Failure(description: "cannot write to '\(staging)': \(error.localizedDescription)")
        }
    }

    private func places(of path: String) -> (source: String, target: String) { ("\(site)/\(path)", "\(staging)/\(path)") }

    private func attempt(_ work: () throws(OutputFolder.Failure) -> Void) {
        guard state.withLock({ $0.failure == nil }) else { return }
        do throws(OutputFolder.Failure) {
            try work()
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
        }
    }

    /// Makes the folders that a file needs. One that the old site has is given the same owner, group and mode in the end.
    func makeFolder(of file: String) throws(OutputFolder.Failure) {
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
        let deepest = String(file[..<slash])
        if state.withLock({ $0.folders.contains(deepest) }) { return }
        for folder in OutputPath.folders(of: file) {
            let isKnown = state.withLock { $0.folders.contains(folder) }
            if isKnown { continue }
            let (source, target) = places(of: folder)
            if mkdir(target, 0o755) == 0 {
                var status = stat()
                if lstat(source, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                    FolderRights(status).apply(to: target, isFilled: false)
                    state.withLock { $0.old.append((folder, status)) }
                } else {
                    FolderRights.makeReadable(target)
                }
            } else if errno != EEXIST {
                throw OutputFolder.Failure(description: "cannot write to '\(staging)/\(folder)': \(OutputFolder.systemError())")
            }
            state.withLock { _ = $0.folders.insert(folder) }
        }
    }

    /// When everything is there: a folder that nobody may write to could not be filled.
    func finish() {
        for (folder, status) in state.withLock({ $0.old }).reversed() { FolderRights(status).apply(to: places(of: folder).target, isFilled: true) }
    }
}

/// Who may do what with a folder.
struct FolderRights {
    private let status: stat

    init(_ status: stat) { self.status = status }

    /// Gives another folder the same, as far as this account may. Until it is filled its owner can write to it.
    func apply(to path: String, isFilled: Bool) {
        var now = stat()
        guard lstat(path, &now) == 0 else { return }
        if now.st_uid != status.st_uid || now.st_gid != status.st_gid, lchown(path, status.st_uid, status.st_gid) != 0 {
            lchown(path, uid_t.max, status.st_gid)
        }
        chmod(path, status.st_mode & 0o7777 | (isFilled ? 0 : 0o700))
    }

    /// For a folder that is new: every web server can read it, whatever the mask of who builds. What the folder above passes on stays.
    static func makeReadable(_ path: String) {
        var now = stat()
        guard lstat(path, &now) == 0 else { return }
        chmod(path, now.st_mode & 0o7000 | 0o755)
    }
}
