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
        attempt { () throws(OutputFolder.Failure) in
            try makeFolder(of: file.path)
            let (source, target) = places(of: file.path)
            let isUnchanged = existing.contains(file.path) && FileBytes.holds(source, file.bytes) && link(source, target) == 0
            if !isUnchanged { try FileBytes.write(file.bytes, to: target) }
            state.withLock { if isUnchanged { $0.unchanged += 1 } else { $0.written += 1 } }
        }
    }

    /// Nothing more is done, and nothing is published.
    func fail(_ failure: OutputFolder.Failure) { attempt { () throws(OutputFolder.Failure) in throw failure } }

    /// Takes over an ordinary file of the old site, which is known to be as it is to be.
    func keep(_ path: String) {
        attempt { () throws(OutputFolder.Failure) in
            try take(path, isOrdinary: true)
            state.withLock { $0.unchanged += 1 }
        }
    }

    /// Takes over what the old site has at `path`. An ordinary file is linked, so that its bytes exist once and it keeps its times; links
    /// and odd files are copied.
    func take(_ path: String, isOrdinary: Bool) throws(OutputFolder.Failure) {
        try makeFolder(of: path)
        let (source, target) = places(of: path)
        if isOrdinary, link(source, target) == 0 { return }
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
