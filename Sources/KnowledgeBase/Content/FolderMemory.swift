public import Diagnostics
import Foundation

/// A content folder read again and again: only files that may have changed are read once more.
public struct FolderMemory: Sendable {
    /// What the file system says of a file's last change.
    private struct Stamp: Hashable {
        let inode: UInt64
        let size: Int64
        let modified: Int64
        let changed: Int64

        /// No file's.
        static let unknown = Stamp(inode: 0, size: -1, modified: 0, changed: 0)
    }

    /// By the path on this machine.
    private var known: [String: (stamp: Stamp, file: ContentFile)] = [:]
    /// True when the last reading found other files, or other bytes, than the one before.
    public private(set) var hasChanged = false

    public init() {}

    /// All files below `root`, as `ContentFolder.read` gives them.
    public mutating func read(_ root: String, log: DiagnosticLog) -> [ContentFile] {
        var next: [String: (stamp: Stamp, file: ContentFile)] = [:]
        next.reserveCapacity(known.count)
        var hasNew = false
        var files = read(root, upstream: nil, &next, &hasNew, log)
        switch UpstreamFolder.find(files.first { $0.path == Site.path }, in: root, log) {
        case .none: break
        case .refused: files = []
        case .folder(let folder): files += read(folder.path, upstream: folder.name, &next, &hasNew, log)
        }
        hasChanged = next.count != known.count || hasNew
        known = next
        return files
    }

    private func read(
        _ root: String, upstream: String?, _ next: inout [String: (stamp: Stamp, file: ContentFile)], _ hasNew: inout Bool, _ log: DiagnosticLog
    ) -> [ContentFile] {
        let paths = ContentFolder.paths(root, log: log, upstream: upstream)
        let start = Self.now()
        var files: [ContentFile] = []
        files.reserveCapacity(paths.count)
        for path in paths {
            let full = "\(root)/\(path)"
            let stamp = Self.stamp(of: full)
            if let stamp, let old = known[full], old.stamp == stamp, old.file.upstream == upstream {
                next[full] = old
                files.append(old.file)
                continue
            }
            guard let read = ContentFolder.file(path, in: root, upstream: upstream, log) else { continue }
            // A file written a moment ago may change again without another stamp: the clock of file systems is coarse.
            let same = known[full].flatMap { $0.file.bytes == read.bytes && $0.file.upstream == upstream ? $0.file : nil }
            if same == nil { hasNew = true }
            let file = same ?? read
            let isSettled = stamp.map { $0 == Self.stamp(of: full) && start - max($0.modified, $0.changed) > 100_000_000 } ?? false
            next[full] = (isSettled ? stamp! : .unknown, file)
            files.append(file)
        }
        return files
    }

    /// One file that was there at the last reading, where its bytes are others now. Nothing is said about it until the next reading.
    public func changed(_ path: String, in root: String) -> ContentFile? {
        guard let old = known["\(root)/\(path)"], let read = ContentFolder.file(path, in: root, DiagnosticLog()), read.stamp != old.file.stamp else { return nil }
        return read
    }

    /// What the file holds now is known, and looked at once more in any case.
    public mutating func take(_ file: ContentFile, in root: String) { known["\(root)/\(file.path)"] = (.unknown, file) }

    private static func stamp(of path: String) -> Stamp? {
        var status = Foundation.stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            inode: UInt64(status.st_ino), size: Int64(status.st_size), modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim))
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }
}
