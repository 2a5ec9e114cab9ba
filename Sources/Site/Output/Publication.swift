import Foundation
import KnowledgeBase
import SitePaths
import Synchronization

/// A new site while it is put together in its staging folder. Files are added from any thread.
final class Publication: Sendable {
    private let site: String
    private let staging: String
    private let existing: Set<String>
    private let state = Mutex(State())

    private struct State {
        var folders = Set<String>()
        var written = 0
        var unchanged = 0
        var failure: OutputFolder.Failure?
    }

    /// `existing` are the files of the site that is there.
    init(site: String, staging: String, existing: Set<String>) {
        self.site = site
        self.staging = staging
        self.existing = existing
    }

    /// What has been added; throws the first failure.
    func counts() throws(OutputFolder.Failure) -> (written: Int, unchanged: Int) {
        let (failure, written, unchanged) = state.withLock { ($0.failure, $0.written, $0.unchanged) }
        if let failure { throw failure }
        return (written, unchanged)
    }

    /// Links the file from the old site where it has not changed, and writes it otherwise. After a failure nothing more is done.
    func add(_ file: OutputFile) {
        guard state.withLock({ $0.failure == nil }) else { return }
        do throws(OutputFolder.Failure) {
            try makeFolder(of: file.path)
            let (source, target) = ("\(site)/\(file.path)", "\(staging)/\(file.path)")
            let isUnchanged = existing.contains(file.path) && FileBytes.holds(source, file.bytes) && link(source, target) == 0
            if !isUnchanged { try FileBytes.write(file.bytes, to: target) }
            state.withLock { if isUnchanged { $0.unchanged += 1 } else { $0.written += 1 } }
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
        }
    }

    /// Takes over a file of the old site as it is.
    func keep(_ path: String) {
        guard state.withLock({ $0.failure == nil }) else { return }
        do throws(OutputFolder.Failure) {
            try makeFolder(of: path)
            let (source, target) = ("\(site)/\(path)", "\(staging)/\(path)")
            if link(source, target) != 0 {
                guard let bytes = FolderListing.bytes(of: source) else {
                    throw OutputFolder.Failure(description: "cannot read '\(source)': \(OutputFolder.systemError())")
                }
                try FileBytes.write(bytes, to: target)
            }
            state.withLock { $0.unchanged += 1 }
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
        }
    }

    /// Makes the folders that a file needs.
    func makeFolder(of file: String) throws(OutputFolder.Failure) {
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
        let deepest = String(file[..<slash])
        if state.withLock({ $0.folders.contains(deepest) }) { return }
        for folder in OutputPath.folders(of: file) {
            let isKnown = state.withLock { $0.folders.contains(folder) }
            if isKnown { continue }
            guard mkdir("\(staging)/\(folder)", 0o755) == 0 || errno == EEXIST else {
                throw OutputFolder.Failure(description: "cannot write to '\(staging)/\(folder)': \(OutputFolder.systemError())")
            }
            state.withLock { _ = $0.folders.insert(folder) }
        }
    }
}
