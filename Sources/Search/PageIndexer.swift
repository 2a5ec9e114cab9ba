package import SourceData

/// Indexes pages one after the other: their words at once, and what results show of them as files.
///
/// What it makes of a page depends on nothing but that page, so that another page is no reason to load its files anew.
package struct PageIndexer {
    /// Text that one file holds, more or less, unless a single section has more.
    private static let textSize = 4800

    /// Words of the average section: those of longer ones count less.
    private static let usualLength = 120.0

    /// Weights of where a word stands, beside how often it stands in the text. Together no more than 1.
    private static let textWeight = 0.55
    private static let titleWeight = 0.45
    private static let headingWeight = 0.35
    private static let nameWeight = 0.3
    private static let contextWeight = 0.12

    /// Steps in which the weight of a word in a section is kept.
    static let levels = 12

    private(set) var result = PartialIndex()
    private var terms = TermTable()
    private var postings: [(term: UInt32, posting: UInt32)] = []
    private var counts: [UInt32] = []
    private var places: [UInt8] = []
    private var seen: [Int] = []

    /// Nothing yet.
    package init() {}

    private struct Places {
        static let title: UInt8 = 1, heading: UInt8 = 2, name: UInt8 = 4, context: UInt8 = 8
    }

    /// Takes a page. Returns the files that results show it from.
    package mutating func add(_ page: SearchedPage, bytes: [UInt8]) -> [IndexFile] {
        let (sections, found) = PageReader.sections(of: bytes)
        let names = (page.names + [page.kind]).joined(separator: " ").utf8 + Array(" ".utf8) + found
        for (number, section) in sections.enumerated() {
            add(section, of: page, names: number == 0 ? names : [], isFirst: number == 0)
        }
        return files(page, sections)
    }

    /// All pages that were added.
    package consuming func finish() -> PartialIndex {
        result.take(terms, postings)
        return result
    }

    // MARK: Words

    private mutating func add(_ section: PageSection, of page: SearchedPage, names: [UInt8], isFirst: Bool) {
        var length = 0
        note(section.text) { $0 += 1 }
        length = seen.reduce(0) { $0 + Int(counts[$1]) }
        mark(Array(page.title.utf8), isFirst ? Places.title : Places.context)
        mark(section.title, Places.heading)
        mark(section.context, Places.context)
        mark(names, Places.name)
        let number = UInt32(result.sectionCount)
        for term in seen {
            let often = Double(counts[term]) / (0.6 + 0.4 * Double(length) / Self.usualLength)
            let place = places[term]
            var weight = Self.textWeight * often / (often + 1.2)
            var bonus = 0.0
            if place & Places.title != 0 { bonus = Self.titleWeight }
            if place & Places.heading != 0 { bonus = max(bonus, Self.headingWeight) }
            if place & Places.name != 0 { bonus = max(bonus, Self.nameWeight) }
            if place & Places.context != 0 { bonus = max(bonus, Self.contextWeight) }
            weight += bonus
            let level = min(Self.levels - 1, Int(weight * Double(Self.levels)))
            postings.append((UInt32(term), number << 4 | UInt32(level)))
            if place & ~Places.context != 0 { terms.name(term) }
            counts[term] = 0
            places[term] = 0
        }
        seen.removeAll(keepingCapacity: true)
        result.sectionCount += 1
    }

    private mutating func note(_ text: [UInt8], _ change: (inout UInt32) -> Void) {
        text.withUnsafeBufferPointer { bytes in
            Words.each(in: bytes) { word, _ in
                let term = see(word)
                change(&counts[term])
            }
        }
    }

    private mutating func mark(_ text: [UInt8], _ place: UInt8) {
        text.withUnsafeBufferPointer { bytes in
            Words.each(in: bytes) { word, _ in
                let term = see(word)
                places[term] |= place
            }
        }
    }

    @inline(__always)
    private mutating func see(_ word: UnsafeBufferPointer<UInt8>) -> Int {
        let term = terms.term(of: word)
        if term >= counts.count {
            let more = term + 1 - counts.count
            counts.append(contentsOf: repeatElement(0, count: more))
            places.append(contentsOf: repeatElement(0, count: more))
        }
        if counts[term] == 0, places[term] == 0 { seen.append(term) }
        return term
    }

    // MARK: What results show

    private mutating func files(_ page: SearchedPage, _ sections: [PageSection]) -> [IndexFile] {
        // All about as large: of a page cut where a file is full the last has a line or two, and the others all that is loaded in vain.
        let ends = sections.map { $0.text.count + $0.title.count + 20 }.runningTotals()
        let size = ends.last ?? 0
        let parts = max(1, (size + Self.textSize - 1) / Self.textSize)
        func part(of section: Int) -> Int { ((section == 0 ? 0 : ends[section - 1]) + ends[section]) * parts / max(1, 2 * size) }
        var files: [IndexFile] = []
        var rest = sections[...]
        while let first = rest.indices.first {
            let count = rest.indices.prefix { part(of: $0) == part(of: first) }.count
            var json = IndexJSON()
            json.raw("[")
            json.text(page.title)
            json.raw(",")
            json.text(page.output)
            json.raw(",")
            json.number(page.group.rawValue)
            json.raw(",")
            json.text(page.kind)
            json.raw(page.isOutdated ? ",1," : ",0,")
            json.list(rest.prefix(count)) { json, section in
                json.raw("[")
                json.text(section.anchor)
                json.raw(",")
                json.text(section.title)
                json.raw(",")
                json.text(section.context)
                json.raw(",")
                json.text(section.text)
                json.raw("]")
            }
            json.raw("]")
            let file = IndexFile(json)
            result.chunks.append(.init(name: file.name, sectionCount: count, isFirst: rest.startIndex == sections.startIndex))
            files.append(file)
            rest = rest.dropFirst(count)
        }
        return files
    }
}

extension [Int] {
    fileprivate func runningTotals() -> [Int] {
        var total = 0
        return map { number in
            total += number
            return total
        }
    }
}

/// Words by what they fold to, each found by its bytes.
struct TermTable {
    /// The folded words, one after the other.
    private(set) var texts: [[UInt8]] = []
    /// True for those that stand in a title, a heading or a name.
    private(set) var isNamed: [Bool] = []
    private var folded: [[UInt8]: Int] = [:]

    /// Words as they stand, in lower case where they are of ASCII.
    private var slots: [Int32] = Array(repeating: -1, count: 1 << 14)
    private var words: [(start: Int, count: Int, hash: UInt32, term: Int)] = []
    private var bytes: [UInt8] = []

    mutating func name(_ term: Int) { isNamed[term] = true }

    mutating func term(of word: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in word { hash = (hash ^ UInt32(Folding.lower(byte))) &* 16_777_619 }
        hash ^= hash >> 15
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let known = words[Int(slots[slot])]
            if known.hash == hash, known.count == word.count, isSame(known.start, word) { return known.term }
            slot = (slot + 1) & (slots.count - 1)
        }
        let folded = Folding.folded(Array(word))
        let term: Int
        if let known = self.folded[folded] {
            term = known
        } else {
            term = texts.count
            texts.append(folded)
            isNamed.append(false)
            self.folded[folded] = term
        }
        slots[slot] = Int32(words.count)
        words.append((bytes.count, word.count, hash, term))
        for byte in word { bytes.append(Folding.lower(byte)) }
        if words.count * 2 > slots.count { grow() }
        return term
    }

    private func isSame(_ start: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in 0..<word.count where bytes[start + index] != Folding.lower(word[index]) { return false }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, word) in words.enumerated() {
            var slot = Int(word.hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}
