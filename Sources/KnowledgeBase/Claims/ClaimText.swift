import Diagnostics
import Markdown

/// Inline Markdown as one run of characters that know where they stand, with citations as marks among them.
struct ClaimText {
    struct Mark {
        let scalar: Unicode.Scalar
        let line: Int
        let column: Int
        /// True inside a link to a record's value: the build holds the text to it.
        let isHeld: Bool
    }

    /// Stands where a citation does.
    static let citation: Unicode.Scalar = "\u{E000}"
    /// Stands where something does that is no text: code, an image.
    static let other: Unicode.Scalar = "\u{FFFC}"

    private(set) var marks: [Mark] = []

    /// `isFact` says which links lead to a record's value, `citedNotes` which footnotes carry a citation.
    init(_ nodes: [Node], citedNotes: Set<Int> = [], isFact: (String) -> Bool) {
        append(nodes, isHeld: false, citedNotes, isFact)
    }

    var hasCitation: Bool { marks.contains { $0.scalar == Self.citation } }

    private mutating func append(_ nodes: [Node], isHeld: Bool, _ citedNotes: Set<Int>, _ isFact: (String) -> Bool) {
        for node in nodes {
            switch node.kind {
            case .text(let text):
                for (offset, scalar) in text.unicodeScalars.enumerated() {
                    let plain = scalar == Self.citation ? Self.other : scalar
                    marks.append(Mark(scalar: plain, line: node.position.line, column: node.position.column + offset, isHeld: isHeld))
                }
            case .softBreak, .lineBreak: append(" ", node)
            case .citation: append(Self.citation, node)
            case .footnoteReference(let number, _): if citedNotes.contains(number) { append(Self.citation, node) }
            case .code, .image: append(Self.other, node)
            case .htmlInline: break
            case .link(let destination, _): append(node.children, isHeld: isHeld || isFact(destination), citedNotes, isFact)
            default: append(node.children, isHeld: isHeld, citedNotes, isFact)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, _ node: Node) {
        marks.append(Mark(scalar: scalar, line: node.position.line, column: node.position.column, isHeld: false))
    }
}

extension ArraySlice<ClaimText.Mark> {
    /// On one line, with plain spaces.
    var text: String {
        var text = ""
        for mark in self { text.unicodeScalars.append(mark.scalar.isSpace ? " " : mark.scalar) }
        return text
    }
}

extension Unicode.Scalar {
    var isSpace: Bool { isASCII ? value == 0x20 || value &- 9 < 5 : properties.isWhitespace }
    /// In any script: `५` is a five.
    var isDigit: Bool { isASCII ? ("0"..."9").contains(self) : properties.numericType == .decimal }
    /// An accent or the like that belongs to the letter before it.
    var isMark: Bool { !isASCII && [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory) }
    var isLetter: Bool { isASCII ? (value | 0x20) &- 0x61 < 26 : properties.isAlphabetic }
}
