package import SourceData

/// The words of some pages and where they stand.
package struct PartialIndex: Sendable {
    struct Chunk: Sendable, Equatable {
        let name: String
        let sectionCount: Int
        /// True for the first of its page.
        let isFirst: Bool
    }

    var sectionCount = 0
    var chunks: [Chunk] = []
    /// In order.
    private(set) var terms = WordList()
    private(set) var isNamed: [Bool] = []
    /// Sections, in order, each with a level in the lowest four bits; those of a term stand together.
    private var postings: [UInt32] = []
    private var ends: [Int32] = []

    /// Nothing.
    package init() {}

    mutating func take(_ table: TermTable, _ found: [(term: UInt32, posting: UInt32)]) {
        let order = table.texts.indices.sorted { table.texts[$0].lexicographicallyPrecedes(table.texts[$1]) }
        var counts = [Int](repeating: 0, count: order.count)
        for entry in found { counts[Int(entry.term)] += 1 }
        var starts = [Int](repeating: 0, count: order.count)
        var next = 0
        ends = []
        ends.reserveCapacity(order.count)
        for term in order {
            starts[term] = next
            next += counts[term]
            ends.append(Int32(next))
        }
        var sorted = [UInt32](repeating: 0, count: found.count)
        for entry in found {
            sorted[starts[Int(entry.term)]] = entry.posting
            starts[Int(entry.term)] += 1
        }
        postings = sorted
        terms = WordList(order.map { table.texts[$0] })
        isNamed = order.map { table.isNamed[$0] }
    }

    func postings(of term: Int) -> ArraySlice<UInt32> { postings[(term == 0 ? 0 : Int(ends[term - 1]))..<Int(ends[term])] }

    /// The files that results show its pages from.
    package var textPaths: [String] { chunks.map { IndexFile.path(of: $0.name) } }
}

/// Words one after the other, without room for each.
struct WordList: Sendable, Equatable {
    fileprivate(set) var bytes: [UInt8] = []
    fileprivate var ends: [Int32] = []

    var count: Int { ends.count }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])] }

    init() {}

    init(_ words: [[UInt8]]) {
        // There is one for each group of pages until all are joined: no room is left over.
        bytes.reserveCapacity(words.reduce(0) { $0 + $1.count })
        ends.reserveCapacity(words.count)
        for word in words {
            bytes += word
            ends.append(Int32(bytes.count))
        }
    }
}

extension PartialIndex: Archived {
    package func write(to archive: inout ArchiveWriter) {
        archive.write(sectionCount)
        archive.write(chunks.count)
        for chunk in chunks {
            archive.write(chunk.name)
            archive.write(chunk.sectionCount)
            archive.write(chunk.isFirst)
        }
        archive.write(terms.bytes)
        archive.write(terms.count)
        var start = 0
        for term in 0..<terms.count {
            archive.write(terms[term].count)
            archive.write(isNamed[term])
            archive.write(Int(ends[term]) - start)
            var last = 0
            for posting in postings[start..<Int(ends[term])] {
                archive.write(Int(posting) - last)
                last = Int(posting)
            }
            start = Int(ends[term])
        }
    }

    package init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        sectionCount = try archive.int()
        for _ in 0..<(try archive.count()) {
            let name = try archive.string()
            let count = try archive.int()
            guard count > 0, UInt32(exactly: count) != nil else { throw ArchiveReader.Damaged() }
            chunks.append(Chunk(name: name, sectionCount: count, isFirst: try archive.bool()))
        }
        guard chunks.reduce(0, { $0 + $1.sectionCount }) == sectionCount else { throw ArchiveReader.Damaged() }
        terms.bytes = try archive.raw()
        var end = 0
        for _ in 0..<(try archive.count()) {
            let start = end
            end &+= try archive.int()
            guard start < end, end <= terms.bytes.count else { throw ArchiveReader.Damaged() }
            terms.ends.append(Int32(end))
            isNamed.append(try archive.bool())
            var last = 0
            var section = -1
            for _ in 0..<(try archive.count()) {
                last &+= try archive.int()
                guard let posting = UInt32(exactly: last), Int(posting >> 4) > section, posting >> 4 < sectionCount, posting & 15 < PageIndexer.levels
                else { throw ArchiveReader.Damaged() }
                section = Int(posting >> 4)
                postings.append(posting)
            }
            ends.append(Int32(postings.count))
        }
    }
}
