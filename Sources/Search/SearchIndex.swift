package import SourceData

/// Joins the indexes of parts and writes them as the files that a page loads, so that a search loads as few bytes as possible.
///
/// There is a tree of files, each with the names of those below it. `start.js` says how the vocabulary is cut, and which sections are
/// in which directory; a piece of the vocabulary has words with the files of their places; a directory has the files of texts. Words
/// written backwards stand in pieces of their own, with a list of them, for those whose beginning is mistyped.
package struct SearchIndex {
    /// Bytes of a piece of the vocabulary, more or less, and of a file of places.
    static let vocabularySize = 2000
    static let postingsSize = 3000
    /// Places of a word that are loaded with it, the best; so many more only where they are needed.
    static let headCount = 1000
    private static let tailCount = 4000
    /// A word in more than this part of all sections tells them apart so little that the rest of its places is left out.
    private static let commonPart = 0.4
    /// Files of texts in one directory.
    static let directoryCount = 64

    /// Changes when another script is needed to read the index.
    static let format = 2

    /// How to write what is worked out, on several threads where there are some.
    package typealias Spread = (_ count: Int, _ work: @escaping @Sendable (Int) -> [Encoded]) -> [[Encoded]]

    /// The places of a word as they are written.
    package struct Encoded: Sendable {
        let word: [UInt8]
        let count: Int
        let isNamed: Bool
        let head: [UInt8]
        let tail: [UInt8]
    }

    private let parts: [PartialIndex]
    private let sectionCount: Int
    private let take: (IndexFile) -> Void

    /// Gives each file to `take`. `synonyms` are the sets of names, `offers` the calculators that can be filled in.
    package static func write(
        _ parts: [PartialIndex], synonyms: [Synonyms.Entry], offers: DoseOffers, spread: Spread = { count, work in (0..<count).map(work) },
        to take: (IndexFile) -> Void
    ) {
        withoutActuallyEscaping(take) { SearchIndex(parts, $0).write(synonyms, offers, spread) }
    }

    private init(_ parts: [PartialIndex], _ take: @escaping (IndexFile) -> Void) {
        self.parts = parts
        self.take = take
        sectionCount = parts.reduce(0) { $0 + $1.sectionCount }
    }

    private func add(_ json: IndexJSON) -> String {
        let file = IndexFile(json)
        take(file)
        return file.name
    }

    private func write(_ synonyms: [Synonyms.Entry], _ offers: DoseOffers, _ spread: Spread) {
        let words = encoded(spread)
        let directory = writeDirectories()
        let vocabulary = writeVocabulary(words, synonyms)
        let backwards = add(Self.cuts(writeBackwards(words)))
        let offered = offers.isEmpty ? nil : add(offers.json)
        var json = IndexJSON()
        json.raw("{\"format\":")
        json.number(Self.format)
        json.raw(",\"sections\":")
        json.number(sectionCount)
        json.raw(",\"words\":")
        json.bytes += Self.cuts(vocabulary).bytes
        json.raw(",\"backwards\":")
        json.text(backwards)
        json.raw(",\"texts\":")
        json.text(Self.listed(directory))
        if let offered {
            json.raw(",\"doses\":")
            json.text(offered)
        }
        json.raw("}")
        take(IndexFile(start: json))
    }

    // MARK: Places

    /// The words of all parts in order, each with where it stands.
    private func encoded(_ spread: Spread) -> [Encoded] {
        let merged = MergedWords(of: parts.map(\.terms)).all
        var bases: [Int] = []
        var base = 0
        for part in parts {
            bases.append(base)
            base += part.sectionCount
        }
        let batch = 256
        let common = Int(Double(sectionCount) * Self.commonPart)
        return spread((merged.count + batch - 1) / batch) { [parts, merged, bases] number in
            merged[number * batch..<min(merged.count, (number + 1) * batch)].map { references in
                var levels = [[Int]](repeating: [], count: PageIndexer.levels)
                var count = 0
                for reference in references {
                    for posting in parts[reference.part].postings(of: reference.term) {
                        levels[Int(posting & 15)].append(bases[reference.part] + Int(posting >> 4))
                        count += 1
                    }
                }
                let (head, tail) = Self.encode(levels, keepsRest: count <= max(common, Self.headCount))
                return Encoded(
                    word: Array(parts[references[0].part].terms[references[0].term]), count: count,
                    isNamed: references.contains { parts[$0.part].isNamed[$0.term] }, head: head, tail: tail)
            }
        }.flatMap { $0 }
    }

    /// The best levels first: the level, how many, and the steps from one section to the next.
    private static func encode(_ levels: [[Int]], keepsRest: Bool) -> (head: [UInt8], tail: [UInt8]) {
        var head: [UInt8] = []
        var tail: [UInt8] = []
        var left = headCount
        var more = keepsRest ? tailCount : 0
        func write(_ sections: ArraySlice<Int>, _ level: Int, to text: inout [UInt8]) {
            if sections.isEmpty { return }
            IndexNumbers.append(level, to: &text)
            IndexNumbers.append(sections.count, to: &text)
            var last = -1
            for section in sections {
                IndexNumbers.append(section - last - 1, to: &text)
                last = section
            }
        }
        for level in levels.indices.reversed() {
            let count = min(left, levels[level].count)
            write(levels[level][..<count], level, to: &head)
            let rest = levels[level].dropFirst(count).prefix(more)
            write(rest, level, to: &tail)
            left -= count
            more -= rest.count
        }
        return (head, tail)
    }

    // MARK: Vocabulary

    private struct Piece {
        /// No word of the piece stands before it, and those of the pieces before do.
        let start: [UInt8]
        let name: String
    }

    /// As much of a word as tells it from those before, of which `last` is the last.
    private static func start(_ word: [UInt8], after last: [UInt8]) -> [UInt8] {
        let shared = shared(last, word)
        return shared < word.count && word[shared] < 0x80 ? Array(word[...shared]) : word
    }

    /// Where pieces start, and their names; names are all as long.
    private static func cuts(_ pieces: [Piece]) -> IndexJSON {
        var starts: [UInt8] = []
        var last: [UInt8] = []
        for piece in pieces { append(piece.start, after: &last, to: &starts) }
        var json = IndexJSON()
        json.raw("[")
        json.text(starts)
        json.raw(",")
        json.text(pieces.flatMap(\.name.utf8))
        json.raw("]")
        return json
    }

    private func writeVocabulary(_ words: [Encoded], _ synonyms: [Synonyms.Entry]) -> [Piece] {
        // Names stand with the piece in which their first word would be.
        var rest = synonyms[...]
        var pieces: [Piece] = []
        var first: [UInt8] = []
        var start = 0
        while start < words.count || (start == 0 && !rest.isEmpty) {
            var end = start
            var size = 0
            var block = Self.postingsSize
            var last: [UInt8] = []
            while end < words.count {
                size += words[end].word.count - Self.shared(last, words[end].word) + 4
                block += words[end].head.count + 3
                if block > Self.postingsSize {
                    block = words[end].head.count + 3
                    size += IndexFile.nameLength + 1
                }
                if size > Self.vocabularySize, end > start { break }
                last = words[end].word
                end += 1
            }
            let next = end < words.count ? Self.start(words[end].word, after: words[end - 1].word) : []
            let own = end < words.count ? rest.prefix { !next.precedesOrIs($0.first) } : rest
            rest = rest.dropFirst(own.count)
            pieces.append(Piece(start: first, name: writePiece(words[start..<end], own)))
            first = next
            start = max(end, 1)
        }
        return pieces
    }

    private func writePiece(_ words: ArraySlice<Encoded>, _ synonyms: ArraySlice<Synonyms.Entry>) -> String {
        var text: [UInt8] = []
        var numbers: [UInt8] = []
        var last: [UInt8] = []
        for word in words {
            Self.append(word.word, after: &last, to: &text)
            IndexNumbers.append(word.count * 2 + (word.isNamed ? 1 : 0), to: &numbers)
        }
        var blocks: [(number: Int, name: String)] = []
        var start = words.startIndex
        while start < words.endIndex {
            var end = start
            var size = 0
            while end < words.endIndex {
                size += words[end].head.count + 3
                if size > Self.postingsSize, end > start { break }
                end += 1
            }
            var json = IndexJSON()
            var tails: [String] = []
            for word in words[start..<end] {
                if word.tail.isEmpty {
                    tails.append("")
                } else {
                    var tail = IndexJSON()
                    tail.text(word.tail)
                    tails.append(add(tail))
                }
            }
            json.list(zip(words[start..<end], tails)) { json, entry in
                if entry.1.isEmpty {
                    json.text(entry.0.head)
                } else {
                    json.raw("[")
                    json.text(entry.0.head)
                    json.raw(",")
                    json.text(entry.1)
                    json.raw("]")
                }
            }
            blocks.append((end - start, add(json)))
            start = end
        }
        var json = IndexJSON()
        json.raw("[")
        json.text(text)
        json.raw(",")
        json.text(numbers)
        json.raw(",")
        json.text(Self.listed(blocks))
        json.raw(",")
        json.list(synonyms) { json, entry in
            json.raw("[")
            json.text(entry.words.joined(separator: " "))
            json.raw(",")
            json.texts(entry.others.map { $0.joined(separator: " ") })
            json.raw("]")
        }
        json.raw("]")
        return add(json)
    }

    private func writeBackwards(_ words: [Encoded]) -> [Piece] {
        let backwards = words.map(\.word)
            .filter { $0.count >= 4 && $0.allSatisfy { $0 &- 0x61 < 26 } }
            .map { Array($0.reversed()) }.sorted { $0.lexicographicallyPrecedes($1) }
        var pieces: [Piece] = []
        var start = 0
        while start < backwards.count {
            var end = start
            var text: [UInt8] = []
            var last: [UInt8] = []
            while end < backwards.count, end == start || text.count < Self.vocabularySize {
                Self.append(backwards[end], after: &last, to: &text)
                end += 1
            }
            var json = IndexJSON()
            json.text(text)
            pieces.append(Piece(start: start == 0 ? [] : Self.start(backwards[start], after: backwards[start - 1]), name: add(json)))
            start = end
        }
        return pieces
    }

    /// A word by how much of it the one before begins with, and the rest.
    private static func append(_ word: [UInt8], after last: inout [UInt8], to text: inout [UInt8]) {
        let shared = min(shared(last, word), 60)
        text.append(IndexNumbers.digit(shared))
        text += word[shared...]
        text.append(0x20)
        last = word
    }

    /// Whole characters, of UTF-16 as a script has them: one of ASCII where any is another.
    private static func shared(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var count = 0
        while count < one.count, count < other.count, one[count] == other[count], one[count] < 0x80 { count += 1 }
        return count
    }

    // MARK: Texts

    /// Numbers, each with the name of a file behind it; names are all as long.
    private static func listed(_ entries: [(number: Int, name: String)]) -> [UInt8] {
        var text: [UInt8] = []
        for entry in entries {
            IndexNumbers.append(entry.number, to: &text)
            text += entry.name.utf8
        }
        return text
    }

    private func writeDirectories() -> [(number: Int, name: String)] {
        let chunks = parts.flatMap(\.chunks)
        return stride(from: 0, to: chunks.count, by: Self.directoryCount).map { start in
            let own = chunks[start..<min(chunks.count, start + Self.directoryCount)]
            var json = IndexJSON()
            json.text(Self.listed(own.map { ($0.sectionCount * 2 + ($0.isFirst ? 1 : 0), $0.name) }))
            return (own.reduce(0) { $0 + $1.sectionCount }, add(json))
        }
    }
}

extension [UInt8] {
    /// True where this word stands before `other` or is the same.
    fileprivate func precedesOrIs(_ other: String) -> Bool { !Array(other.utf8).lexicographicallyPrecedes(self) }
}
