import SeededNumbers
import SourceData
import Testing

@testable import Search

/// The files of an index hold what was put in, however it is cut.
struct SearchIndexTests {
    private struct Reader {
        private let files: [String: String]

        init(_ files: [IndexFile]) {
            self.files = Dictionary(
                files.map { file in
                    let text = String(decoding: file.bytes, as: UTF8.self)
                    return (file.name, String(text.dropFirst("materiaSearch(\"\(file.name)\",".count).dropLast(3)))
                }, uniquingKeysWith: { first, _ in first })
        }

        func text(_ name: String) -> String? { files[name] }

        /// Strings of a piece of JSON, in order.
        func strings(_ name: String) -> [String] {
            var found: [String] = []
            var current: String?
            var isEscaped = false
            for character in files[name] ?? "" {
                if let text = current {
                    if isEscaped {
                        current = text + String(character)
                        isEscaped = false
                    } else if character == "\\" {
                        isEscaped = true
                    } else if character == "\"" {
                        found.append(text)
                        current = nil
                    } else {
                        current = text + String(character)
                    }
                } else if character == "\"" {
                    current = ""
                }
            }
            return found
        }

        static func numbers(_ text: String) -> [Int] {
            var values: [Int] = []
            var bytes = Array(text.utf8)[...]
            func next() -> Int {
                let byte = Int(bytes.removeFirst())
                let value = byte > 92 ? byte - 36 : byte - 35
                return value < 64 ? value : value + 27 * next()
            }
            while !bytes.isEmpty { values.append(next()) }
            return values
        }

        static func words(_ text: String) -> [String] {
            var last = ""
            return text.split(separator: " ").map { entry in
                let shared = numbers(String(entry.first!))[0]
                last = String(last.prefix(shared) + entry.dropFirst())
                return last
            }
        }
    }

    private func page(_ number: Int, _ text: String) -> (SearchedPage, [UInt8]) {
        (
            SearchedPage(output: "p/\(number)/index.html", title: "Page \(number)", group: .topics, kind: ""),
            Array("<main><p>\(text)</p><h2 id=\"more\">Heading \(number)</h2><p>rare\(number)</p></main>".utf8)
        )
    }

    /// `isKept` for parts that were written down and read again.
    private func index(_ pages: [(SearchedPage, [UInt8])], parts: Int, isKept: Bool = false) throws -> [IndexFile] {
        var files: [IndexFile] = []
        let size = (pages.count + parts - 1) / parts
        let partial = try stride(from: 0, to: pages.count, by: size).map { start in
            var indexer = PageIndexer()
            for (page, bytes) in pages[start..<min(pages.count, start + size)] { files += indexer.add(page, bytes: bytes) }
            let index = indexer.finish()
            guard isKept else { return index }
            var archive = ArchiveWriter()
            archive.write(index)
            var reader = ArchiveReader(archive.bytes)
            let read: PartialIndex = try reader.value()
            #expect(reader.isAtEnd && read.textPaths == index.textPaths)
            return read
        }
        return files + written(partial)
    }

    @Test(arguments: [0, 1, 63, 64, 90, 91, 92, 1791, 1792, 50_000, 1_000_000])
    func numbersReadBack(_ value: Int) {
        var text: [UInt8] = []
        IndexNumbers.append(value, to: &text)
        #expect(Reader.numbers(String(decoding: text, as: UTF8.self)) == [value])
        #expect(text.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
    }

    @Test func howItIsCutForThreadsDoesNotShow() throws {
        var random = SeededGenerator(seed: 5)
        let pages = (0..<60).map { number in page(number, (0..<80).map { _ in "word\(random.next() % 300)" }.joined(separator: " ")) }
        let one = try index(pages, parts: 1)
        for (parts, isKept) in [(2, false), (7, false), (60, false), (1, true), (7, true), (60, true)] {
            let other = try index(pages, parts: parts, isKept: isKept)
            #expect(Dictionary(one.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 }) == Dictionary(other.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 }))
        }
    }

    @Test func everyWordIsInThePieceThatItsPlaceSays() throws {
        var random = SeededGenerator(seed: 9)
        let pages = (0..<300).map { number in page(number, (0..<60).map { _ in "w\(String(random.next() % 9000, radix: 36))x" }.joined(separator: " ")) }
        let files = try index(pages, parts: 3)
        let reader = Reader(files)
        let start = try #require(reader.text("start"))
        let cuts = try #require(start.firstMatch(of: /"words":\["([^"]*)","([^"]*)"\]/))
        let starts = Reader.words(String(cuts.output.1))
        let names = Array(String(cuts.output.2))
        #expect(starts.count > 3 && names.count == starts.count * 10 && starts == starts.sorted())
        var all: [String] = []
        for (number, first) in starts.enumerated() {
            let name = String(names[number * 10..<(number + 1) * 10])
            let strings = reader.strings(name)
            let words = Reader.words(strings[0])
            #expect(all.last.map { $0 < first } ?? true && words.allSatisfy { first <= $0 } && words == words.sorted())
            #expect(try #require(reader.text(name)).utf8.count < 2 * SearchIndex.vocabularySize)
            // A figure for each word, and a place in a file for each.
            #expect(Reader.numbers(strings[1]).count == words.count)
            var places: [String] = []
            for block in strings[2].matches(of: /[b-~]*[^b-~](.{10})/) { places += reader.strings(String(block.output.1)) }
            #expect(places.count == words.count)
            all += words
        }
        #expect(Set(all).count == all.count)
        let wanted = Set(pages.flatMap { String(decoding: $0.1, as: UTF8.self).matches(of: /w[0-9a-z]+x/).map { Folding.folded(String($0.output)) } })
        #expect(wanted.isSubset(of: Set(all)))
    }

    /// What was written down is damaged: it is refused, or read as something that can be written.
    @Test(arguments: 0..<200) func damagedPartsAreNoTrap(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var indexer = PageIndexer()
        for number in 0..<3 {
            let (page, bytes) = page(number, "one two three")
            _ = indexer.add(page, bytes: bytes)
        }
        var archive = ArchiveWriter()
        archive.write(indexer.finish())
        var bytes = archive.bytes
        for _ in 0..<3 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
        var reader = ArchiveReader(seed % 5 == 0 ? Array(bytes.prefix(Int(random.next() % UInt64(bytes.count)))) : bytes)
        guard let read: PartialIndex = try? reader.value() else { return }
        #expect(!written([read]).isEmpty)
    }

    @Test func namesSayWhatTheBytesAre() throws {
        let files = try index([page(1, "one two")], parts: 1)
        let other = try index([page(1, "one three")], parts: 1)
        for file in files where file.path != IndexFile.start {
            if let same = other.first(where: { $0.path == file.path }) { #expect(same.bytes == file.bytes) }
        }
        #expect(files.contains { $0.path == IndexFile.start } && files.allSatisfy { IndexFile.isIndex($0.path) })
    }

    @Test func anotherPageIsNoReasonToLoadAPageAnew() throws {
        let pages = (0..<40).map { page($0, "some words") }
        let before = try index(pages, parts: 2)
        let after = try index([page(99, "other words")] + pages, parts: 2)
        let texts = before.filter { String(decoding: $0.bytes, as: UTF8.self).contains("p/7/index.html") }
        #expect(texts.count == 1 && texts.allSatisfy { text in after.contains { $0.path == text.path } })
    }

    @Test func nothingIsAnIndexToo() {
        #expect(written([PartialIndex()]).map(\.path).contains(IndexFile.start))
    }
}

/// Names that stand for each other.
struct SynonymsTests {
    @Test func eachNameFindsTheOthers() {
        let entries = Synonyms.entries([.init(["haemolytic anaemia", "HA"]), .init(["Brandol"], wider: ["drugamab"])])
        #expect(
            entries == [
                Synonyms.Entry(words: ["brandol"], others: [["drugamab"]]), Synonyms.Entry(words: ["ha"], others: [["hemolytic", "anemia"]]),
                Synonyms.Entry(words: ["hemolytic", "anemia"], others: [["ha"]]),
            ])
    }

    @Test func anAbbreviationOfSeveralThingsFindsThemAll() {
        let entries = Synonyms.entries([.init(["one thing", "AB"]), .init(["another", "AB"])])
        #expect(entries.first { $0.words == ["ab"] }?.others == [["one", "thing"], ["another"]])
    }
}

private func written(_ parts: [PartialIndex]) -> [IndexFile] {
    var files: [IndexFile] = []
    SearchIndex.write(parts, synonyms: [], offers: DoseOffers(regimens: [], products: [])) { files.append($0) }
    return files
}
