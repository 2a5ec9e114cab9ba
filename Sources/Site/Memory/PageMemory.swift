import KnowledgeBase
public import SourceData

/// What pages were made of and what came of it, so that only those are made again of which something has changed.
public struct PageMemory: Sendable {
    struct Entry: Sendable {
        /// What was looked at while it was made.
        let reads: [Read]
        /// Of all of that, and of what every page is made of.
        let basis: Stamp
        /// Of the page without the version of the content.
        let made: Stamp
        /// Of the page itself.
        let bytes: Stamp
        /// Of its Markdown; nil where it has none.
        var copy: Stamp?
    }

    /// By the path of the page.
    private(set) var entries: [String: Entry]
    /// The version of the content that stands on the pages.
    private(set) var version: String?
    /// Nil where there is no index.
    private(set) var search: SearchMemory?
    /// Of the compressed forms of all files; nil where there are none.
    var packing: PackingMemory?

    public init() { entries = [:] }

    init(_ entries: [String: Entry], version: String?, search: SearchMemory?) {
        self.entries = entries
        self.version = version
        self.search = search
    }
}

extension PageMemory: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(entries.count)
        for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
            archive.write(path)
            archive.write(entry.reads)
            archive.write(entry.basis)
            archive.write(entry.made)
            archive.write(entry.bytes)
            archive.write(entry.copy != nil)
            if let copy = entry.copy { archive.write(copy) }
        }
        archive.write(version)
        archive.write(search)
        archive.write(packing)
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        entries = [:]
        for _ in 0..<(try archive.count()) {
            let path = try archive.string()
            let reads: [Read] = try archive.values()
            let basis = try archive.stamp()
            let made = try archive.stamp()
            let bytes = try archive.stamp()
            entries[path] = Entry(reads: reads, basis: basis, made: made, bytes: bytes, copy: try archive.bool() ? try archive.stamp() : nil)
        }
        version = try archive.optionalString()
        search = try archive.optional()
        packing = try archive.optional()
    }
}
