/// What stands in the main part of a page, as a tree. It reads what this program and themes write, not any HTML: an end that is missing costs
/// no word.
struct PageTree {
    indirect enum Node {
        /// With characters for their names.
        case text(String)
        case element(Element)
    }

    struct Element {
        let name: String
        /// As written between the name and `>`.
        fileprivate let attributes: ArraySlice<UInt8>
        fileprivate(set) var children: [Node] = []

        /// The value of an attribute; empty for one without a value, nil where there is none.
        subscript(name: String) -> String? {
            var rest = attributes
            while let start = rest.firstIndex(where: { !PageTree.isSpace($0) && $0 != UInt8(ascii: "/") }) {
                rest = rest[start...]
                let own = rest.prefix { !PageTree.isSpace($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "/") }
                rest = rest[own.endIndex...]
                var value: ArraySlice<UInt8> = []
                if rest.starts(with: [UInt8(ascii: "="), UInt8(ascii: "\"")]) {
                    value = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
                    rest = rest[min(value.endIndex + 1, rest.endIndex)...]
                } else if own.isEmpty {
                    rest = rest.dropFirst()
                }
                if own.elementsEqual(name.utf8) { return PageTree.decoded(value) }
            }
            return nil
        }

        func has(class name: String) -> Bool { self["class"]?.split(separator: " ").contains { $0 == name } ?? false }
    }

    private let page: [UInt8]
    private var index: Int
    private let end: Int

    /// Nil where the page has no main part.
    static func main(of page: [UInt8]) -> Element? {
        guard let start = page.firstRange(of: Array("<main".utf8))?.lowerBound, let end = page[start...].firstRange(of: Array("</main>".utf8))?.upperBound
        else { return nil }
        var tree = PageTree(page: page, index: start, end: end)
        return tree.read().compactMap { if case .element(let element) = $0 { element } else { nil } }.first
    }

    private init(page: [UInt8], index: Int, end: Int) {
        self.page = page
        self.index = index
        self.end = end
    }

    private static let void: Set<String> = ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
    /// What they hold is no markup.
    private static let raw: Set<String> = ["script", "style"]

    private mutating func read() -> [Node] {
        var open = [Element(name: "", attributes: [])]
        func close() {
            let element = open.removeLast()
            open[open.count - 1].children.append(.element(element))
        }
        while index < end {
            let text = page[index..<end].prefix { $0 != UInt8(ascii: "<") }
            if !text.isEmpty { open[open.count - 1].children.append(.text(Self.decoded(text))) }
            index = text.endIndex + 1
            guard index < end else { break }
            if page[index...].starts(with: "!--".utf8) {
                index = page[index..<end].firstRange(of: Array("-->".utf8))?.upperBound ?? end
                continue
            }
            let tag = tag()
            if tag.isEnd {
                guard let place = open.lastIndex(where: { $0.name == tag.name }), place > 0 else { continue }
                while open.count > place { close() }
            } else if Self.void.contains(tag.name) {
                open[open.count - 1].children.append(.element(Element(name: tag.name, attributes: tag.attributes)))
            } else if Self.raw.contains(tag.name) {
                index = page[index..<end].firstRange(of: Array("</\(tag.name)".utf8))?.lowerBound ?? end
            } else {
                open.append(Element(name: tag.name, attributes: tag.attributes))
                if tag.isSelfClosed { close() }
            }
        }
        while open.count > 1 { close() }
        return open[0].children
    }

    private mutating func tag() -> (name: String, attributes: ArraySlice<UInt8>, isEnd: Bool, isSelfClosed: Bool) {
        let isEnd = page[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        let name = page[index..<end].prefix { !Self.isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        var stop = name.endIndex
        var isQuoted = false
        while stop < end, isQuoted || page[stop] != UInt8(ascii: ">") {
            if page[stop] == UInt8(ascii: "\"") { isQuoted.toggle() }
            stop += 1
        }
        let attributes = page[name.endIndex..<stop]
        index = min(stop + 1, end)
        return (String(decoding: name, as: UTF8.self).lowercased(), attributes, isEnd, attributes.last == UInt8(ascii: "/"))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    private static let named: [String: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"]

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var text = ""
        var rest = bytes
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += String(decoding: rest[..<mark], as: UTF8.self)
            let name = rest[(mark + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
            if name.endIndex < rest.endIndex, rest[name.endIndex] == UInt8(ascii: ";"), let character = character(String(decoding: name, as: UTF8.self)) {
                text += character
                rest = rest[(name.endIndex + 1)...]
            } else {
                text += "&"
                rest = rest[(mark + 1)...]
            }
        }
        return text + String(decoding: rest, as: UTF8.self)
    }

    private static func character(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return named[name] }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { String($0) }
    }
}
