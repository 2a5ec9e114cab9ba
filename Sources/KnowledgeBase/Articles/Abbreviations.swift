import Markdown

/// Marks each glossary abbreviation at its first use in every section, so that a reader who lands there is told.
struct Abbreviations {
    private let expansions: [String: String]
    /// Abbreviations by their first three bytes, longest first: `EULAR/ACR` before `EULAR`. Of a glossary of thousands a few begin alike.
    private let byStart: [Start: [String]]
    private let firstBytes: Set<UInt8>

    /// The first bytes of a text, three at most.
    private struct Start: Hashable {
        private var bytes: UInt32 = 0

        init(_ text: some Collection<UInt8>) { for byte in text.prefix(3) { add(byte) } }

        mutating func add(_ byte: UInt8) { bytes = bytes << 8 | UInt32(byte) }
    }

    init(_ glossary: Glossary) {
        var expansions: [String: String] = [:]
        for entry in glossary.entries { if let short = entry.abbreviation, !short.isEmpty { expansions[short] = entry.term } }
        self.expansions = expansions
        firstBytes = Set(expansions.keys.map { $0.utf8.first! })
        byStart = Dictionary(grouping: expansions.keys, by: { Start($0.utf8) })
            .mapValues { $0.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) } }
    }

    func mark(in document: inout Node) {
        guard !expansions.isEmpty else { return }
        var seen = Set<String>()
        for index in document.children.indices {
            if case .heading = document.children[index].kind { seen = [] } else { mark(&document.children[index], &seen) }
        }
    }

    private func mark(_ node: inout Node, _ seen: inout Set<String>) {
        switch node.kind {
        // Links keep their text; code is code.
        case .heading, .link, .image, .code, .codeBlock: return
        default: break
        }
        var index = 0
        while index < node.children.count {
            if case .text(let text) = node.children[index].kind {
                if let pieces = split(text, node.children[index], &seen) {
                    node.children.replaceSubrange(index...index, with: pieces)
                    index += pieces.count
                    continue
                }
            } else if !node.children[index].children.isEmpty {
                mark(&node.children[index], &seen)
            }
            index += 1
        }
    }

    /// Nil where there is nothing to mark.
    private func split(_ text: String, _ node: Node, _ seen: inout Set<String>) -> [Node]? {
        let bytes = text.utf8
        var out: [Node] = []
        var plainStart = bytes.startIndex
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard firstBytes.contains(bytes[index]), !isWord(before: index, in: text), let short = longest(at: index, in: text), seen.insert(short).inserted
            else {
                bytes.formIndex(after: &index)
                continue
            }
            if plainStart < index { out.append(Node(.text(String(text[plainStart..<index])), position: node.position)) }
            out.append(
                Node(
                    .abbreviation(expansion: expansions[short]!),
                    children: [Node(.text(short), position: node.position)], position: node.position))
            index = bytes.index(index, offsetBy: short.utf8.count)
            plainStart = index
        }
        if out.isEmpty { return nil }
        if plainStart < bytes.endIndex { out.append(Node(.text(String(text[plainStart...])), position: node.position)) }
        return out
    }

    /// The longest abbreviation that stands here.
    private func longest(at index: String.Index, in text: String) -> String? {
        var found: String?
        var start = Start(EmptyCollection())
        var end = index
        // One of one or two bytes has a start of its own.
        for _ in 0..<3 where end < text.utf8.endIndex {
            start.add(text.utf8[end])
            text.utf8.formIndex(after: &end)
            if let short = byStart[start]?.first(where: { stands($0, at: index, in: text) }) { found = short }
        }
        return found
    }

    private func stands(_ short: String, at index: String.Index, in text: String) -> Bool {
        let rest = text.utf8[index...]
        guard rest.starts(with: short.utf8) else { return false }
        let end = text.utf8.index(index, offsetBy: short.utf8.count)
        return end == text.endIndex || !Self.isWord(text.unicodeScalars[end])
    }

    private func isWord(before index: String.Index, in text: String) -> Bool {
        guard index > text.startIndex else { return false }
        return Self.isWord(text.unicodeScalars[text.unicodeScalars.index(before: index)])
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (scalar.value | 32) &- 97 < 26 || scalar.value &- 48 < 10 || scalar == "-" || scalar == "_" }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.isMark
    }
}
