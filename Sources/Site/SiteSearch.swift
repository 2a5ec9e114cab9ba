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
    /// The words of groups of pages, by what these are.
    let groups: [Stamp: Group]

    /// The words of a group of pages with what these are; nil where a page of it would come out another. `made` as in `SearchGroups`.
    func group(of pages: ArraySlice<PagePlan>, _ made: (PagePlan) -> Stamp?) -> (pages: Stamp, words: Group)? {
        guard pages.contains(where: { $0.search != nil }), let stamp = SearchGroups.stamp(of: pages, made) else { return nil }
        return groups[stamp].map { (stamp, $0) }
    }

    struct Group: Sendable {
        /// The files that results show its pages from.
        let texts: [String]
        /// Its index as it was made, or as an archive: of those that were kept few are read again.
        private let content: Content

        private enum Content: Sendable {
            case made(PartialIndex)
            case kept([UInt8])
        }

        init(_ index: PartialIndex) {
            texts = index.textPaths
            content = .made(index)
        }

        init(texts: [String], archive: [UInt8]) {
            self.texts = texts
            content = .kept(archive)
        }

        /// Nil where the archive is damaged.
        var index: PartialIndex? {
            switch content {
            case .made(let index): return index
            case .kept(let archive):
                var reader = ArchiveReader(archive)
                return try? reader.value()
            }
        }

        var archive: [UInt8] {
            switch content {
            case .made(let index):
                var archive = ArchiveWriter()
                archive.write(index)
                return archive.bytes
            case .kept(let archive): return archive
            }
        }
    }
}

extension SearchMemory: Archived {
    func write(to archive: inout ArchiveWriter) {
        archive.write(basis)
        archive.write(files.count)
        for (path, stamp) in files.sorted(by: { $0.key < $1.key }) {
            archive.write(path)
            archive.write(stamp)
        }
        archive.write(groups.count)
        for (pages, group) in groups.sorted(by: { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }) {
            archive.write(pages)
            archive.write(group.texts)
            archive.write(group.archive)
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
        var groups: [Stamp: Group] = [:]
        for _ in 0..<(try archive.count()) {
            let pages = try archive.stamp()
            let texts = try archive.strings()
            groups[pages] = Group(texts: texts, archive: try archive.raw())
        }
        self.groups = groups
    }
}

/// Pages whose words are indexed together.
enum SearchGroups {
    /// How many pages a group has, more or less: fewer make more work of joining them, more are indexed anew for one of them.
    private static let usualSize: UInt64 = 64
    /// At least so many groups, that threads have enough of them.
    private static let least = 24

    /// All `pages` in groups, in their order. Where a group ends is told by its last page alone, so that a page more or less is no reason to index
    /// others anew.
    static func groups(of pages: [PagePlan]) -> [ArraySlice<PagePlan>] {
        let searched = pages.count { $0.search != nil }
        var size = usualSize
        while size > 1, searched < Int(size) * least { size /= 2 }
        return pages.split(after: { Stamp($0.output).low % size == 0 })
    }

    /// What the index of a group is made of; nil where a page is not known. `made` gives the stamp of a page without the version.
    static func stamp(of group: some Sequence<PagePlan>, _ made: (PagePlan) -> Stamp?) -> Stamp? {
        var parts: [Stamp] = []
        for plan in group {
            guard let page = plan.search else { continue }
            guard let made = made(plan) else { return nil }
            parts += [made, page.stamp]
        }
        return Stamp(parts)
    }
}

extension Array {
    fileprivate func split(after isLast: (Element) -> Bool) -> [ArraySlice<Element>] {
        var parts: [ArraySlice<Element>] = []
        var start = 0
        for index in indices where isLast(self[index]) {
            parts.append(self[start...index])
            start = index + 1
        }
        return start < count ? parts + [self[start...]] : parts
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

    /// A file that is there already.
    func keep(_ path: String, _ stamp: Stamp) { stamps.withLock { $0[path] = stamp } }

    /// What was written, of pages with these stamps.
    func memory(_ basis: Stamp, _ groups: [Stamp: SearchMemory.Group]) -> SearchMemory {
        SearchMemory(basis: basis, files: stamps.withLock { $0 }, groups: groups)
    }
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
