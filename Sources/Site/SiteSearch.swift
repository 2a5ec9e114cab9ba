import KnowledgeBase
import Parallelism
import Search
import SourceData
import Synchronization
import Views

/// The index of a site as it was written: of which pages it is, and its files.
struct SearchMemory: Sendable {
    /// Of all pages, and of what it is made of besides.
    let basis: Stamp
    /// By path.
    let files: [String: Stamp]
}

extension SearchMemory: Archived {
    func write(to archive: inout ArchiveWriter) {
        archive.write(basis)
        archive.write(files.count)
        for (path, stamp) in files.sorted(by: { $0.key < $1.key }) {
            archive.write(path)
            archive.write(stamp)
        }
    }

    init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        basis = try archive.stamp()
        var files: [String: Stamp] = [:]
        for _ in 0..<(try archive.count()) {
            let path = try archive.string()
            files[path] = try archive.stamp()
        }
        self.files = files
    }
}

/// The files of an index while it is made. Files with the same bytes have the same name, and are given away once.
final class SearchWriter: Sendable {
    private let kept: Set<String>
    private let take: @Sendable (OutputFile) -> Void
    private let stamps = Mutex<[String: Stamp]>([:])

    init(but kept: Set<String>, _ take: @escaping @Sendable (OutputFile) -> Void) {
        self.kept = kept
        self.take = take
    }

    func add(_ file: IndexFile) {
        let stamp = Stamp(file.bytes)
        let isNew = stamps.withLock { $0.updateValue(stamp, forKey: file.path) == nil }
        if isNew, !kept.contains(file.path) { take(OutputFile(path: file.path, bytes: file.bytes)) }
    }

    /// What was written, of pages with these stamps.
    func memory(_ basis: Stamp) -> SearchMemory { SearchMemory(basis: basis, files: stamps.withLock { $0 }) }
}

/// An index that was made for the preview, until a page is another.
final class KeptSearch: Sendable {
    private let files = Mutex<[String: [UInt8]]?>(nil)

    /// The file at `path`; `make` gives all.
    func file(at path: String, _ make: () -> [OutputFile]) -> [UInt8]? {
        files.withLock { files in
            let known = files ?? Dictionary(make().map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
            files = known
            return known[path]
        }
    }

    func forget() { files.withLock { $0 = nil } }
}
