import Markdown

/// The sentences of a paragraph as nodes, each with the citations behind its full stop.
///
/// Where it is doubtful whether a sentence ends, it does not: a reviewer would rather tick two together than half of one.
enum SentenceSplit {
    static func sentences(of inlines: [Node]) -> [[Node]] {
        var sentences: [[Node]] = []
        var current: [Node] = []
        // The last words could end a sentence; what follows decides.
        var isPending = false
        func close() {
            if current.contains(where: { !Self.isSpace($0) }) { sentences.append(current) }
            current = []
            isPending = false
        }
        for (index, node) in inlines.enumerated() {
            switch node.kind {
            case .citation, .footnoteReference: current.append(node)
            case .softBreak, .lineBreak: current.append(node)
            case .text(let text):
                if isPending, let first = text.first(where: { !$0.isWhitespace }), !first.isLowercase, !".,;:)".contains(first) { close() }
                isPending = false
                for (piece, ends) in pieces(of: text, hasMore: index + 1 < inlines.count) {
                    current.append(Node(.text(piece), position: node.position))
                    if ends == .surely { close() } else { isPending = ends == .perhaps }
                }
            default:
                if isPending { close() }
                current.append(node)
            }
        }
        close()
        return sentences
    }

    private enum End { case surely, perhaps, no }

    private static func isSpace(_ node: Node) -> Bool {
        switch node.kind {
        case .softBreak, .lineBreak: true
        case .text(let text): text.allSatisfy(\.isWhitespace)
        default: false
        }
    }

    /// The parts of a text that are of different sentences.
    private static func pieces(of text: String, hasMore: Bool) -> [(String, End)] {
        var pieces: [(String, End)] = []
        var piece = ""
        var rest = text[...]
        while let character = rest.first {
            piece.append(character)
            rest = rest.dropFirst()
            guard ".!?".contains(character), !isAbbreviation(piece) else { continue }
            while let closing = rest.first, "\"'”’)]".contains(closing) {
                piece.append(closing)
                rest = rest.dropFirst()
            }
            let after = rest.drop(while: \.isWhitespace)
            if after.isEmpty {
                piece += rest
                return pieces + [(piece, .perhaps)]
            }
            guard rest.first?.isWhitespace == true, after.first?.isLowercase == false else { continue }
            pieces.append((piece, .surely))
            piece = ""
            rest = after
        }
        return piece.isEmpty ? pieces : pieces + [(piece, .no)]
    }

    private static let abbreviations: Set<Substring> = [
        "al", "vs", "eg", "ie", "e.g", "i.e", "cf", "ca", "approx", "dr", "prof", "st", "no", "nos", "fig", "figs", "p", "pp", "vol", "ref", "refs",
    ]

    private static func isAbbreviation(_ text: String) -> Bool {
        guard text.last == "." else { return false }
        let word = text.dropLast().lowercased().suffix(while: { !$0.isWhitespace && $0 != "(" })
        return abbreviations.contains(word)
    }
}

extension String {
    fileprivate func suffix(while isPart: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex, isPart(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
