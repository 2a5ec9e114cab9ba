import Diagnostics

/// Reads the sections of a page from its HTML, as a reader sees them.
///
/// A heading with an anchor starts a section, and so does a row of a table that has one. What is no text of the page is left out: navigation,
/// forms and what works with them, drawings, marks of citations, the foot of the page, and what has `data-search="off"`. What has
/// `data-search="names"` are names of the page wherever it stands; what has `data-search="entry"` is a section by itself.
package struct PageReader {
    private let page: UnsafeBufferPointer<UInt8>
    private var index: Int
    private let end: Int

    private var open: [Element] = []
    private var done: [(place: Int, section: PageSection)] = []
    private var section = PageSection()
    private var place = 0
    private var count = 1
    private var names: [UInt8] = []
    /// Sections that go on when the one that stands in them ends.
    private var outer: [(section: PageSection, place: Int)] = []
    /// The last heading of the second level.
    private var upper: [UInt8] = []
    private var skipping = 0
    private var naming = 0
    private var heading = 0
    private var label = 0
    private var isSpace = false
    private var isSoftSpace = false
    private var isCell = false
    /// What stands between the words that come next and those before.
    private var sign: UInt8?

    private struct Element {
        let name: Range<Int>
        var isSkipped = false
        var isNames = false
        var isEntry = false
        var level = 0
        var isLabel = false
        var isAlertTitle = false
        var anchor: Range<Int>?
        var tag = Tag.inline
    }

    private enum Tag { case inline, span, block, cell, void, left }

    /// The sections of `page` with anything in them, and the words that are names of it.
    package static func sections(of page: [UInt8]) -> (sections: [PageSection], names: [UInt8]) {
        page.withUnsafeBufferPointer { bytes in
            var reader = PageReader(bytes)
            reader.read()
            let sections = reader.done.sorted { $0.place < $1.place }.map(\.section)
            return (sections.filter { !$0.text.isEmpty || !$0.title.isEmpty }, reader.names)
        }
    }

    private init(_ page: UnsafeBufferPointer<UInt8>) {
        self.page = page
        index = page.firstPlace(of: "<main") ?? page.count
        end = page.firstPlace(of: "</main>", from: index) ?? page.count
    }

    // MARK: Tags

    private mutating func read() {
        while index < end {
            switch page[index] {
            case UInt8(ascii: "<"): tag()
            case UInt8(ascii: "&"): entity()
            default: run()
            }
        }
        while !outer.isEmpty { leaveEntry() }
        finish()
    }

    private mutating func tag() {
        index += 1
        guard index < end else { return }
        if page[index] == UInt8(ascii: "!") {
            // A comment ends with its arrow, whatever is in it.
            let isComment = index + 2 < end && page[index + 1] == UInt8(ascii: "-")
            while index < end, page[index] != UInt8(ascii: ">") || (isComment && page[index - 1] != UInt8(ascii: "-")) { index += 1 }
            index += 1
            return
        }
        let isEnd = page[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        let start = index
        while index < end, isNameByte(page[index]) { index += 1 }
        let name = start..<index
        var element = Element(name: name)
        element.tag = kind(of: name)
        if isEnd {
            while index < end, page[index] != UInt8(ascii: ">") { index += 1 }
            index += 1
            close(name, element.tag)
            return
        }
        var isSelfClosed = false
        if element.tag == .left { element.isSkipped = true }
        if name.count == 2, page[start] | 0x20 == UInt8(ascii: "h"), page[start + 1] &- 0x32 < 5 { element.level = Int(page[start + 1] & 0x0F) }
        // What is struck out does not hold.
        if equals(name, "del") { element.isSkipped = true }
        // The title of the page is known.
        if name.count == 2, page[start] | 0x20 == UInt8(ascii: "h"), page[start + 1] == UInt8(ascii: "1") { element.isSkipped = true }
        while index < end, page[index] != UInt8(ascii: ">") {
            if page[index] == UInt8(ascii: "/") { isSelfClosed = true }
            guard isNameByte(page[index]) else {
                index += 1
                continue
            }
            let attribute = index
            while index < end, isNameByte(page[index]) { index += 1 }
            let attributeName = attribute..<index
            var value: Range<Int> = index..<index
            if index + 1 < end, page[index] == UInt8(ascii: "="), page[index + 1] == UInt8(ascii: "\"") {
                let from = index + 2
                index = from
                while index < end, page[index] != UInt8(ascii: "\"") { index += 1 }
                value = from..<index
                index += 1
            }
            note(attributeName, value, on: &element)
        }
        index += 1
        if element.tag == .void || isSelfClosed {
            boundary(element.tag)
            return
        }
        enter(element)
    }

    private func isNameByte(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") }

    private func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
        range.count == word.utf8CodeUnitCount && (0..<range.count).allSatisfy { page[range.lowerBound + $0] == word.utf8Start[$0] }
    }

    /// True where `word` is one of the words in `range`.
    private func holds(_ range: Range<Int>, _ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        var start = range.lowerBound
        while start + count <= range.upperBound {
            let stop = start + count
            if (start == range.lowerBound || page[start - 1] == 0x20), stop == range.upperBound || page[stop] == 0x20, equals(start..<stop, word) { return true }
            start += 1
        }
        return false
    }

    private mutating func note(_ name: Range<Int>, _ value: Range<Int>, on element: inout Element) {
        switch name.count {
        case 2 where equals(name, "id") && !value.isEmpty: element.anchor = value
        case 5 where equals(name, "class"):
            if holds(value, "citation") || holds(value, "anchor") { element.isSkipped = true }
            if holds(value, "item-label") { element.isLabel = true }
            if holds(value, "item-definition") { element.tag = .block }
            if holds(value, "alert-title") { element.isAlertTitle = true }
            if skipping == 0, holds(value, "alert-when") || holds(value, "grading") { sign = UInt8(ascii: ",") }
        case 6 where equals(name, "hidden"): element.isSkipped = true
        case 11 where equals(name, "data-letter"): element.isSkipped = true
        case 11 where equals(name, "data-search"):
            if equals(value, "off") { element.isSkipped = true }
            if equals(value, "names") { element.isNames = true }
            if equals(value, "entry") { element.isEntry = true }
        case 15 where equals(name, "data-calculator"), 15 where equals(name, "data-assessment"): element.isSkipped = true
        default: break
        }
    }

    private func kind(of name: Range<Int>) -> Tag {
        let other = name.count == 1 || name.count == 3 ? Tag.inline : .block
        return name.count > 8 ? other : Self.tags[Self.packed(page[name])] ?? other
    }

    private static let tags: [UInt64: Tag] = {
        let words: [(Tag, String)] = [
            (.inline, "em rp rt abbr code mark time cite math small strong"), (.span, "span"), (.block, "p div pre"), (.cell, "td th li dd dt tr"),
            (.void, "br hr img wbr col link meta input source"), (.left, "nav svg form style script footer button select template noscript textarea"),
        ]
        return Dictionary(uniqueKeysWithValues: words.flatMap { tag, names in names.split(separator: " ").map { (packed($0.utf8), tag) } })
    }()

    /// A name of no more than eight bytes as a number.
    private static func packed(_ name: some Sequence<UInt8>) -> UInt64 { name.reduce(0) { $0 << 8 | UInt64($1) } }

    // MARK: Elements

    private mutating func enter(_ element: Element) {
        var element = element
        boundary(element.tag)
        let isRow = element.tag == .cell && element.anchor != nil && equals(element.name, "tr")
        element.isEntry = (element.isEntry || isRow) && skipping == 0 && element.anchor != nil
        open.append(element)
        if element.isSkipped { skipping += 1 }
        if element.isNames { naming += 1 }
        guard skipping == 0 else { return }
        if element.isEntry {
            outer.append((section, place))
            section = PageSection(anchor: string(element.anchor!))
            section.context = outer.last!.section.title
            next()
            label = 0
            isSpace = false
        } else if element.level > 0, outer.isEmpty {
            start(element)
        } else if !outer.isEmpty, section.title.isEmpty, label == 0, equals(element.name, "dt") || equals(element.name, "th") {
            label = open.count
        } else if label > 0, element.tag == .block || element.isLabel && !section.title.isEmpty {
            label = -1
        }
    }

    private mutating func start(_ element: Element) {
        finish()
        // A heading without an anchor stands in an element that has one.
        let anchor = element.anchor ?? open.reversed().first { $0.anchor != nil }?.anchor
        section = PageSection(anchor: anchor.map(string) ?? section.anchor)
        next()
        if element.level > 2 { section.context = upper }
        heading = open.count
        isSpace = false
    }

    private mutating func close(_ name: Range<Int>, _ tag: Tag) {
        guard let place = open.lastIndex(where: { $0.name.count == name.count && isSame($0.name, name) }) else { return }
        while open.count > place {
            let element = open.removeLast()
            let depth = open.count + 1
            if element.isSkipped { skipping -= 1 }
            if element.isNames {
                naming -= 1
                names.append(0x20)
            }
            if skipping == 0 {
                if heading == depth {
                    heading = 0
                    if element.level == 2 { upper = section.title }
                    isSpace = false
                }
                if label == depth || (label > 0 && element.isLabel) { label = -1 }
                // What kind of alert it is, and when it holds, is no word of its text.
                if element.isAlertTitle { sign = UInt8(ascii: ":") }
                if element.isEntry { leaveEntry() }
            }
        }
        boundary(tag)
    }

    private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        (0..<one.count).allSatisfy { page[one.lowerBound + $0] == page[other.lowerBound + $0] }
    }

    private func string(_ range: Range<Int>) -> String { String(decoding: page[range], as: UTF8.self) }

    private mutating func leaveEntry() {
        guard let whole = outer.popLast() else { return }
        finish()
        section = whole.section
        place = whole.place
        label = 0
        isSpace = !section.text.isEmpty
    }

    private mutating func finish() {
        func trim(_ text: inout [UInt8]) {
            while let last = text.last, last == 0x20 { text.removeLast() }
            if text.count >= 2, text.suffix(2).elementsEqual("·".utf8) {
                text.removeLast(2)
                trim(&text)
            }
        }
        trim(&section.title)
        trim(&section.text)
        done.append((place, section))
        section = PageSection(anchor: section.anchor)
    }

    private mutating func next() {
        place = count
        count += 1
    }

    // MARK: Text

    /// Words on both sides of a block are not one word; what stands in cells is told apart, so that no figure runs into the next.
    private mutating func boundary(_ tag: Tag) {
        switch tag {
        case .inline: break
        case .span: isSoftSpace = true
        case .cell:
            isSpace = true
            isCell = true
        case .block, .void, .left: isSpace = true
        }
        if naming > 0, tag != .inline, names.last != 0x20 { names.append(0x20) }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

    private mutating func text(_ byte: UInt8) {
        if naming > 0 { names.append(byte < 0x20 ? 0x20 : byte) }
        guard skipping == 0 else { return }
        if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
            isSpace = true
            return
        }
        if heading > 0 || label > 0 {
            Self.append(byte, to: &section.title, isSpace: isSpace, isSoftSpace: isSoftSpace, isCell: false)
        } else {
            if let sign, !isCell, !section.text.isEmpty {
                section.text.append(sign)
                isSpace = true
            }
            Self.append(byte, to: &section.text, isSpace: isSpace, isSoftSpace: isSoftSpace, isCell: isCell)
            isCell = false
        }
        sign = nil
        isSpace = false
        isSoftSpace = false
    }

    /// Takes what comes up to the next space, tag or entity.
    private mutating func run() {
        text(page[index])
        index += 1
        let start = index
        while index < end, page[index] > 0x20, page[index] != UInt8(ascii: "<"), page[index] != UInt8(ascii: "&") { index += 1 }
        guard start < index, page[start - 1] > 0x20 else {
            index = start
            return
        }
        let rest = page[start..<index]
        if naming > 0 { names += rest }
        guard skipping == 0 else { return }
        if heading > 0 || label > 0 { section.title += rest } else { section.text += rest }
    }

    @inline(__always)
    private static func append(_ byte: UInt8, to text: inout [UInt8], isSpace: Bool, isSoftSpace: Bool, isCell: Bool) {
        if let last = text.last {
            if isCell {
                text += " · ".utf8
            } else if isSpace || (isSoftSpace && isWordByte(last) && isWordByte(byte)) {
                text.append(0x20)
            }
        }
        text.append(byte)
    }

    private mutating func entity() {
        var stop = index + 1
        while stop < end, stop - index < 12, page[stop] != UInt8(ascii: ";") { stop += 1 }
        guard stop < end, page[stop] == UInt8(ascii: ";") else {
            text(page[index])
            index += 1
            return
        }
        let name = index + 1..<stop
        index = stop + 1
        if equals(name, "amp") { return text(UInt8(ascii: "&")) }
        if equals(name, "lt") { return text(UInt8(ascii: "<")) }
        if equals(name, "gt") { return text(UInt8(ascii: ">")) }
        if equals(name, "quot") { return text(UInt8(ascii: "\"")) }
        if equals(name, "apos") { return text(UInt8(ascii: "'")) }
        if equals(name, "nbsp") { return text(0x20) }
        guard page[name.lowerBound] == UInt8(ascii: "#") else { return }
        let digits = String(decoding: page[name.lowerBound + 1..<name.upperBound], as: UTF8.self)
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let scalar = value.flatMap(Unicode.Scalar.init) else { return }
        for byte in String(scalar).utf8 { text(byte) }
    }
}
