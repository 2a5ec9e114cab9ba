import Diagnostics
import Markdown

/// What the bytes of a run of text show of it, read once: which rules have anything to look at. Most paragraphs have nothing for any of
/// them, and this is quicker than reading them.
struct TextSigns {
    /// A digit stands behind a point or a comma.
    private(set) var hasDecimals = false
    /// Behind a number stands what may be a unit of dose.
    private(set) var hasAmount = false
    /// Something may be an abbreviation of a frequency or a route.
    private(set) var hasAbbreviation = false
    /// A name stands there that the glossary says not to write.
    private(set) var hasAvoidedName = false

    /// Something may be a figure that the claim rules look at. Asked by them alone.
    private(set) var mayClaim = false
    private let isForClaims: Bool
    /// The word that is read, as `NumberWord` packs it.
    private var word: UInt64 = 0

    private enum State { case none, number, unit(UInt8) }
    private var state = State.none
    private var last: UInt8 = 0x20
    private var beforeLast: UInt8 = 0x20

    var areEmpty: Bool { !hasDecimals && !hasAmount && !hasAbbreviation && !hasAvoidedName }

    init(_ nodes: [Node], avoiding names: AvoidedNames = .none) {
        isForClaims = false
        read(nodes, names)
        // What ends the text ends a word.
        step(0x20)
    }

    /// What the claim rules ask of a text before they read it.
    init(ofClaimsIn nodes: [Node]) {
        isForClaims = true
        read(nodes, .none)
        step(0x20)
        if hasAmount { mayClaim = true }
    }

    init(_ text: String, avoiding names: AvoidedNames = .none) {
        isForClaims = false
        read(text, names)
        step(0x20)
    }

    private mutating func read(_ nodes: [Node], _ names: AvoidedNames) {
        for node in nodes {
            switch node.kind {
            case .text(let text): read(text, names)
            case .softBreak, .lineBreak: step(0x20)
            default:
                if !node.children.isEmpty { read(node.children, names) }
                if node.isBlock { step(0x20) }
            }
        }
    }

    private mutating func read(_ text: String, _ names: AvoidedNames) {
        text.withBytes { bytes in for byte in bytes { step(byte) } }
        if !hasAvoidedName, !names.isEmpty, names.stand(in: text) { hasAvoidedName = true }
    }

    @inline(__always)
    private mutating func step(_ byte: UInt8) {
        if isForClaims { stepForClaims(byte) }
        if byte &- 48 < 10 {
            if last == UInt8(ascii: ".") || last == UInt8(ascii: ",") { hasDecimals = true }
            state = .number
        } else {
            switch state {
            case .none: break
            case .number: goOn(byte)
            case .unit(let first):
                if Self.isUnit(first, byte) { hasAmount = true }
                state = .none
            }
            let small = byte | 0x20
            if last | 0x20 == UInt8(ascii: "q"), small != UInt8(ascii: "u") { hasAbbreviation = true }
            if small == UInt8(ascii: "w"), last | 0x20 == UInt8(ascii: "i"), beforeLast | 0x20 == UInt8(ascii: "t") || beforeLast | 0x20 == UInt8(ascii: "b") {
                hasAbbreviation = true
            }
            if small == UInt8(ascii: "c"), last == UInt8(ascii: "/"), beforeLast | 0x20 == UInt8(ascii: "d") { hasAbbreviation = true }
        }
        // Behind a `q` a digit is one as well: q6h is fine and q6PM is not.
        if byte &- 48 < 10, last | 0x20 == UInt8(ascii: "q") { hasAbbreviation = true }
        beforeLast = last
        last = byte
    }

    /// Words for numbers, percent signs, digits of other scripts, and `of`, `in`, `times` and `per cent` behind a number.
    @inline(__always)
    private mutating func stepForClaims(_ byte: UInt8) {
        let letter = (byte | 0x20) &- 0x60
        if letter >= 1, letter <= 26, byte >= 0x41 {
            word = word << 5 | UInt64(letter)
            if case .number = state, letter == 15 || letter == 9 || letter == 16 || letter == 20 { mayClaim = true }
        } else {
            if word != 0, NumberWord.of(word) != nil { mayClaim = true }
            word = 0
            if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "/") && last &- 48 < 10 || byte >= 0xD9 && byte != 0xE2 { mayClaim = true }
        }
    }

    private mutating func goOn(_ byte: UInt8) {
        switch byte {
        // Spaces, no-break and narrow ones, hyphens and dashes, the slash of a fraction.
        case 0x20, UInt8(ascii: "-"), UInt8(ascii: "/"), 0xC2, 0xA0, 0xE2, 0x80, 0x89, 0xAF, 0x90...0x94: break
        // The sign for micro, and the Greek letter.
        case 0xB5, 0xCE: hasAmount = true
        default:
            let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
            state = isLetter ? .unit(byte) : .none
        }
    }

    /// By its first two bytes.
    private static func isUnit(_ first: UInt8, _ second: UInt8) -> Bool {
        let isEnd = (second | 0x20) &- UInt8(ascii: "a") >= 26
        return switch first {
        case UInt8(ascii: "m"): "gcLlmEi".utf8.contains(second)
        case UInt8(ascii: "g"): isEnd || second == UInt8(ascii: "m") || second == UInt8(ascii: "r")
        case UInt8(ascii: "u"): isEnd || second == UInt8(ascii: "n") || second == UInt8(ascii: "g")
        case UInt8(ascii: "U"): isEnd || second == UInt8(ascii: "n")
        case UInt8(ascii: "I"): isEnd || second == UInt8(ascii: "U")
        case UInt8(ascii: "i"): second == UInt8(ascii: "u")
        case UInt8(ascii: "c"): second == UInt8(ascii: "c") || second == UInt8(ascii: "a")
        case UInt8(ascii: "l"), UInt8(ascii: "L"): isEnd
        case UInt8(ascii: "M"), UInt8(ascii: "K"): isEnd || second == first
        case UInt8(ascii: "n"): second == UInt8(ascii: "g")
        case UInt8(ascii: "t"): second == UInt8(ascii: "a")
        case UInt8(ascii: "d"): second == UInt8(ascii: "r")
        case UInt8(ascii: "p"): second == UInt8(ascii: "u")
        default: false
        }
    }
}
