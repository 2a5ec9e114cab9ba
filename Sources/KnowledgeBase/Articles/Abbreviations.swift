import Markdown

/// Marks each glossary abbreviation at its first use in every section, so that a reader who lands there is told.
struct Abbreviations {
    private let expansions: [String: String]
    /// Abbreviations by first letter, longest first: `EULAR/ACR` before `EULAR`.
    private let byFirst: [Character: [String]]

    init(_ glossary: Glossary) {
        var expansions: [String: String] = [:]
        for entry in glossary.entries { if let short = entry.abbreviation { expansions[short] = entry.term } }
        self.expansions = expansions
        byFirst = Dictionary(grouping: expansions.keys, by: { $0.first! })
            .mapValues { $0.sorted { ($1.count, $0) < ($0.count, $1) } }
    }

    func mark(in document: Node) -> Node {
        guard !expansions.isEmpty else { return document }
        var document = document
        var seen = Set<String>()
        document.children = document.children.map { block in
            if case .heading = block.kind {
                seen = []
                return block
            }
            return mark(block, &seen)
        }
        return document
    }

    private func mark(_ node: Node, _ seen: inout Set<String>) -> Node {
        switch node.kind {
        // Links keep their text; code is code.
        case .heading, .link, .image, .code, .codeBlock: return node
        default: break
        }
        var copy = node
        copy.children = []
        for child in node.children {
            if case .text(let text) = child.kind {
                copy.children += split(text, child, &seen)
            } else {
                copy.children.append(mark(child, &seen))
            }
        }
        return copy
    }

    private func split(_ text: String, _ node: Node, _ seen: inout Set<String>) -> [Node] {
        var out: [Node] = []
        var plainStart = text.startIndex
        var previous: Character = " "
        text.scan { index in
            let character = text[index]
            guard !Self.isWord(previous), let candidates = byFirst[character],
                let short = candidates.first(where: { stands($0, at: index, in: text) }), !seen.contains(short)
            else {
                previous = character
                return nil
            }
            seen.insert(short)
            if plainStart < index {
                out.append(Node(.text(String(text[plainStart..<index])), position: node.position))
            }
            out.append(
                Node(
                    .abbreviation(expansion: expansions[short]!),
                    children: [Node(.text(short), position: node.position)], position: node.position))
            plainStart = text.index(index, offsetBy: short.count)
            previous = short.last!
            return plainStart
        }
        if plainStart == text.startIndex { return [node] }
        if plainStart < text.endIndex { out.append(Node(.text(String(text[plainStart...])), position: node.position)) }
        return out
    }

    private func stands(_ short: String, at index: String.Index, in text: String) -> Bool {
        guard text[index...].hasPrefix(short) else { return false }
        let end = text.index(index, offsetBy: short.count)
        return end == text.endIndex || !Self.isWord(text[end])
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "_"
    }
}
