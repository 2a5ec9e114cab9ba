import Diagnostics

/// What stands in the main part of a page, as a tree. It reads what this program and themes write, not any HTML: an end that is missing costs
/// no word.
///
/// The nodes stand in one list in the order in which they begin, each with the place after the last that stands in it: an article of a thousand
/// words has as many nodes, and memory for each of them cost more than to write the copy.
struct PageTree {
    struct Node {
        let tag: Tag
        /// Whether it has an attribute that takes it from readers: `hidden`, or the mark of what is shown to a letter alone.
        var isHidden = false
        // A page that gathers has a million of them; none has four billion bytes.
        private let contentPlace: Range<UInt32>
        private var classesPlace: Range<UInt32> = 0..<0
        private var endPlace: UInt32

        init(tag: Tag, content: Range<Int>, end: Int) {
            self.tag = tag
            contentPlace = Self.short(content)
            endPlace = UInt32(end)
        }

        /// Of a text its words as written; of an element what stands between its name and `>`.
        var content: Range<Int> { Int(contentPlace.lowerBound)..<Int(contentPlace.upperBound) }
        /// The words in its `class`, as written.
        var classes: Range<Int> {
            get { Int(classesPlace.lowerBound)..<Int(classesPlace.upperBound) }
            set { classesPlace = Self.short(newValue) }
        }
        /// The place after the last node that stands in it.
        fileprivate(set) var end: Int {
            get { Int(endPlace) }
            set { endPlace = UInt32(newValue) }
        }

        private static func short(_ range: Range<Int>) -> Range<UInt32> { UInt32(range.lowerBound)..<UInt32(range.upperBound) }
    }

    /// Nodes that stand beside each other, by the places of the first and after the last.
    typealias Nodes = Range<Int>

    let nodes: [Node]
    private let page: UnsafeBufferPointer<UInt8>

    /// Of the main part of `page`, which has to stay for as long as the tree is used; nil where it has none.
    init?(mainOf page: UnsafeBufferPointer<UInt8>) {
        guard let start = page.firstPlace(of: "<main"), let end = page.firstPlace(of: "</main>", from: start) else { return nil }
        self.page = page
        nodes = Reader.nodes(of: UnsafeBufferPointer(rebasing: page[..<(end + "</main>".utf8.count)]), from: start)
        guard nodes.first?.tag == .main else { return nil }
    }

    /// What stands in the main part.
    var main: Nodes { children(of: 0) }

    func children(of place: Int) -> Nodes { place + 1..<nodes[place].end }

    /// The places of `nodes` that stand beside each other, without what stands in them.
    func places(_ nodes: Nodes) -> Places { Places(nodes: self.nodes, place: nodes.lowerBound, end: nodes.upperBound) }

    func elements(_ nodes: Nodes) -> LazyFilterSequence<Places> { places(nodes).lazy.filter { self.nodes[$0].tag != .text } }

    struct Places: Sequence, IteratorProtocol {
        fileprivate let nodes: [Node]
        fileprivate var place: Int
        fileprivate let end: Int

        mutating func next() -> Int? {
            guard place < end else { return nil }
            defer { place = nodes[place].end }
            return place
        }
    }

    func has(class name: StaticString, _ place: Int) -> Bool {
        let classes = nodes[place].classes
        var start = classes.lowerBound
        while start < classes.upperBound {
            var stop = start
            while stop < classes.upperBound, page[stop] != 0x20 { stop += 1 }
            if page.equals(start..<stop, name) { return true }
            start = stop + 1
        }
        return false
    }

    /// The value of an attribute; empty for one without a value, nil where there is none.
    func attribute(_ name: StaticString, of place: Int) -> String? {
        var found: Range<Int>?
        Reader.attributes(in: nodes[place].content, of: page) { own, value in if found == nil, page.equals(own, name) { found = value } }
        return found.map { value in
            var text: [UInt8] = []
            decode(value, to: &text)
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// Gives the words of a text, with characters for their names.
    func words<Result>(of place: Int, _ take: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let range = nodes[place].content
        let written = UnsafeBufferPointer(rebasing: page[range])
        guard written.contains(UInt8(ascii: "&")) else { return take(written) }
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        decode(range, to: &text)
        return text.withUnsafeBufferPointer(take)
    }

    /// All words in `nodes`, one after the other.
    func plainText(_ nodes: Nodes) -> [UInt8] {
        var text: [UInt8] = []
        for place in nodes where self.nodes[place].tag == .text { words(of: place) { text += $0 } }
        return text
    }

    // MARK: Characters

    private func decode(_ range: Range<Int>, to text: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = page[index]
            index += 1
            guard byte == UInt8(ascii: "&") else {
                text.append(byte)
                continue
            }
            var stop = index
            while stop < range.upperBound, stop - index < 10, page[stop] != UInt8(ascii: ";") { stop += 1 }
            if stop < range.upperBound, page[stop] == UInt8(ascii: ";"), let character = character(index..<stop) {
                text += character.utf8
                index = stop + 1
            } else {
                text.append(byte)
            }
        }
    }

    private static let named: [(name: StaticString, character: String)] = [
        ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", "\u{A0}"),
    ]

    private func character(_ name: Range<Int>) -> String? {
        guard page[name].first == UInt8(ascii: "#") else { return Self.named.first { page.equals(name, $0.name) }?.character }
        let digits = String(decoding: page[name].dropFirst(), as: UTF8.self)
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { String($0) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
        range.count == word.utf8CodeUnitCount && range.indices.allSatisfy { self[$0] == word.utf8Start[$0 - range.lowerBound] }
    }
}

extension PageTree {
    /// The elements that are told apart.
    enum Tag: String, CaseIterable {
        /// No element: words.
        case text = ""
        case other = "*"
        case a, area, article, aside, b, blockquote, body, br, button, caption, cite, code, col, dd, del, details, div, dl, dt, em, embed, fieldset, figcaption
        case figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, i, img, input, kbd, label, li, link, main, meta, nav, noscript, ol, output, p, pre, q
        case script, section, select, source, span, strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, tr, track, ul
        case wbr

        /// Those that end where they begin.
        var isVoid: Bool {
            switch self {
            case .area, .br, .col, .embed, .hr, .img, .input, .link, .meta, .source, .track, .wbr: true
            default: false
            }
        }

        /// The level of a heading; 0 for what is none.
        var level: Int {
            switch self {
            case .h1: 1
            case .h2: 2
            case .h3: 3
            case .h4: 4
            case .h5: 5
            case .h6: 6
            default: 0
            }
        }

        fileprivate init(_ name: TagName) {
            var (low, high) = (0, Self.byName.count)
            while low < high {
                let middle = (low + high) / 2
                if Self.byName[middle].name < name { low = middle + 1 } else { high = middle }
            }
            self = low < Self.byName.count && Self.byName[low].name == name ? Self.byName[low].tag : .other
        }

        private static let byName = allCases.filter { $0 != .text }.map { (name: TagName($0.rawValue.utf8), tag: $0) }.sorted { $0.name < $1.name }
    }

    /// The name of an element in small letters, as a number: names are compared for every tag of every page.
    fileprivate struct TagName: Comparable {
        private var value: UInt128 = 0

        init(_ bytes: some Sequence<UInt8>) { for byte in bytes { add(byte) } }

        /// Of a name that is longer than any that HTML has, the end counts.
        private mutating func add(_ byte: UInt8) { value = value << 8 | UInt128(byte &- 0x41 < 26 ? byte | 0x20 : byte) }

        static func < (one: TagName, other: TagName) -> Bool { one.value < other.value }
    }

    fileprivate struct Reader {
        private let page: UnsafeBufferPointer<UInt8>
        private var index: Int
        private var nodes: [Node] = []
        private var open: [(place: Int, name: TagName)] = []

        static func nodes(of page: UnsafeBufferPointer<UInt8>, from start: Int) -> [Node] {
            var reader = Reader(page: page, index: start)
            reader.read()
            return reader.nodes
        }

        private init(page: UnsafeBufferPointer<UInt8>, index: Int) {
            self.page = page
            self.index = index
        }

        private mutating func close() { nodes[open.removeLast().place].end = nodes.count }

        private mutating func read() {
            while index < page.count {
                let start = index
                while index < page.count, page[index] != UInt8(ascii: "<") { index += 1 }
                if index > start { nodes.append(Node(tag: .text, content: start..<index, end: nodes.count + 1)) }
                index += 1
                guard index < page.count else { break }
                if page[index...].starts(with: "!--".utf8) {
                    index = page.firstPlace(of: "-->", from: index).map { $0 + 3 } ?? page.count
                    continue
                }
                readTag()
            }
            while !open.isEmpty { close() }
        }

        private mutating func readTag() {
            let isEnd = page[index] == UInt8(ascii: "/")
            if isEnd { index += 1 }
            let start = index
            while index < page.count, !Self.isSpace(page[index]), page[index] != UInt8(ascii: ">"), page[index] != UInt8(ascii: "/") { index += 1 }
            let name = TagName(page[start..<index])
            let attributes = index
            var isQuoted = false
            while index < page.count, isQuoted || page[index] != UInt8(ascii: ">") {
                if page[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
                index += 1
            }
            let content = attributes..<index
            index = min(index + 1, page.count)
            if isEnd {
                guard let place = open.lastIndex(where: { $0.name == name }) else { return }
                while open.count > place { close() }
                return
            }
            let tag = Tag(name)
            if tag == .script || tag == .style {
                // What they hold is no markup.
                index = page.firstPlace(of: tag == .script ? "</script" : "</style", from: index) ?? page.count
                return
            }
            var node = Node(tag: tag, content: content, end: nodes.count + 1)
            Self.attributes(in: content, of: page) { name, value in
                switch name.count {
                case 5 where page.equals(name, "class"): if node.classes.isEmpty { node.classes = value }
                case 6 where page.equals(name, "hidden"), 11 where page.equals(name, "data-letter"): node.isHidden = true
                default: break
                }
            }
            nodes.append(node)
            if !tag.isVoid, content.isEmpty || page[content.upperBound - 1] != UInt8(ascii: "/") { open.append((nodes.count - 1, name)) }
        }

        private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

        /// The places of the names and values that are written in `range`.
        static func attributes(in range: Range<Int>, of page: UnsafeBufferPointer<UInt8>, _ take: (_ name: Range<Int>, _ value: Range<Int>) -> Void) {
            var index = range.lowerBound
            let end = range.upperBound
            while index < end {
                if isSpace(page[index]) || page[index] == UInt8(ascii: "/") {
                    index += 1
                    continue
                }
                let start = index
                while index < end, !isSpace(page[index]), page[index] != UInt8(ascii: "="), page[index] != UInt8(ascii: "/") { index += 1 }
                let name = start..<index
                var value = index..<index
                if index + 1 < end, page[index] == UInt8(ascii: "="), page[index + 1] == UInt8(ascii: "\"") {
                    index += 2
                    let first = index
                    while index < end, page[index] != UInt8(ascii: "\"") { index += 1 }
                    value = first..<index
                    index += 1
                } else if name.isEmpty {
                    index += 1
                }
                take(name, value)
            }
        }
    }
}
