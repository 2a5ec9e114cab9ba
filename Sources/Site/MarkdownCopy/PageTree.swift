import Diagnostics

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

        var hasAttributes: Bool { !attributes.isEmpty }

        /// The value of an attribute; empty for one without a value, nil where there is none.
        subscript(name: String) -> String? {
            guard !attributes.isEmpty else { return nil }
            return attributes.withUnsafeBufferPointer { bytes in
                var index = 0
                while index < bytes.count {
                    if PageTree.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
                        index += 1
                        continue
                    }
                    let start = index
                    while index < bytes.count, !PageTree.isSpace(bytes[index]), bytes[index] != UInt8(ascii: "="), bytes[index] != UInt8(ascii: "/") { index += 1 }
                    let own = start..<index
                    var value = index..<index
                    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "="), bytes[index + 1] == UInt8(ascii: "\"") {
                        index += 2
                        let first = index
                        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
                        value = first..<index
                        index += 1
                    } else if own.isEmpty {
                        index += 1
                    }
                    if own.count == name.utf8.count, zip(own, name.utf8).allSatisfy({ bytes[$0] == $1 }) {
                        return PageTree.decoded(UnsafeBufferPointer(rebasing: bytes[value]))
                    }
                }
                return nil
            }
        }

        func has(class name: String) -> Bool { self["class"]?.utf8.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(name.utf8) } ?? false }
    }

    private let page: [UInt8]
    private var index: Int
    private let end: Int

    /// Nil where the page has no main part.
    static func main(of page: [UInt8]) -> Element? {
        let place = page.withUnsafeBufferPointer { page in
            page.firstPlace(of: "<main").flatMap { start in page.firstPlace(of: "</main>", from: start).map { (start, $0 + "</main>".utf8.count) } }
        }
        guard let (start, end) = place else { return nil }
        var tree = PageTree(page: page, index: start, end: end)
        return tree.read().compactMap { if case .element(let element) = $0 { element } else { nil } }.first
    }

    private init(page: [UInt8], index: Int, end: Int) {
        self.page = page
        self.index = index
        self.end = end
    }

    private static let void: Set<String> = ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]

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
                index = place(of: "-->").map { $0 + 3 } ?? end
                continue
            }
            let tag = tag()
            if tag.isEnd {
                guard let place = open.lastIndex(where: { $0.name == tag.name }), place > 0 else { continue }
                while open.count > place { close() }
            } else if Self.void.contains(tag.name) {
                open[open.count - 1].children.append(.element(Element(name: tag.name, attributes: tag.attributes)))
            } else if tag.name == "script" || tag.name == "style" {
                // What they hold is no markup.
                index = place(of: tag.name == "script" ? "</script" : "</style") ?? end
            } else {
                open.append(Element(name: tag.name, attributes: tag.attributes))
                if tag.isSelfClosed { close() }
            }
        }
        while open.count > 1 { close() }
        return open[0].children
    }

    /// Where `mark` stands next in the main part.
    private func place(of mark: StaticString) -> Int? {
        page.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[..<end]).firstPlace(of: mark, from: index) }
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

    private static func decoded(_ bytes: some Collection<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var text = ""
        var rest = bytes[...]
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += String(decoding: rest[..<mark], as: UTF8.self)
            rest = rest[mark...].dropFirst()
            let name = rest.prefix(10).prefix { $0 != UInt8(ascii: ";") }
            if name.endIndex < rest.endIndex, rest[name.endIndex] == UInt8(ascii: ";"), let character = character(String(decoding: name, as: UTF8.self)) {
                text += character
                rest = rest[name.endIndex...].dropFirst()
            } else {
                text += "&"
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
