/// The words of a text, one after the other, as they are looked for.
///
/// Figures and codes stay whole, `0.04`, `M33.13`, and 1,000 is 1000. Of what is joined by hyphens each part is a word, and all of them
/// without the hyphens are one more: MMT-8 is found as MMT8. So do the parts of units joined by strokes, `g/kg`, which are one more
/// as they stand. Signs of languages without spaces are words each.
package struct Words {
    /// Longer ones are addresses and the like, which nobody types.
    static let longest = 60

    /// Gives every word of `text` away, with false for those that are said a second time in another form.
    @inline(__always)
    static func each(in text: UnsafeBufferPointer<UInt8>, _ take: (UnsafeBufferPointer<UInt8>, _ isOwn: Bool) -> Void) {
        var index = 0
        let count = text.count
        while index < count {
            let byte = text[index]
            if byte < 0x80, kind(ofASCII: byte) == 0 {
                index += 1
                continue
            }
            if byte >= 0x80 {
                let (kind, length) = kind(of: text, at: index)
                if kind == .other || kind == .hyphen || kind == .apostrophe {
                    index += length
                    continue
                }
                if kind == .sign {
                    take(UnsafeBufferPointer(rebasing: text[index..<index + length]), true)
                    index += length
                    continue
                }
            }
            index = run(from: index, in: text, take)
        }
    }

    /// The words of `text`, for texts that are short.
    package static func list(_ text: String) -> [(word: String, isOwn: Bool)] {
        var found: [(String, Bool)] = []
        var text = text
        text.withUTF8 { bytes in each(in: bytes) { found.append((String(decoding: $0, as: UTF8.self), $1)) } }
        return found
    }

    /// The words that make a name, folded.
    package static func folded(_ text: String) -> [String] { list(text).filter(\.isOwn).map { Folding.folded($0.word) } }

    // MARK: Characters

    enum Kind { case word, hyphen, apostrophe, sign, other }

    /// 1 for letters, 2 for digits.
    @inline(__always)
    private static func kind(ofASCII byte: UInt8) -> UInt8 { (byte | 0x20) &- 0x61 < 26 ? 1 : byte &- 0x30 < 10 ? 2 : 0 }

    private static func kind(of text: UnsafeBufferPointer<UInt8>, at index: Int) -> (Kind, length: Int) {
        let first = text[index]
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, index + length <= text.count else { return (.other, 1) }
        var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        switch value {
        case 0x2010, 0x2011: return (.hyphen, length)
        case 0x2019: return (.apostrophe, length)
        case 0x2000...0x206F, 0xA0...0xA9, 0xD7, 0xF7: return (.other, length)
        case 0x2E80...0x2FDF, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: return (.sign, length)
        case 0xC0...0x24F, 0x386...0x3FF, 0x400...0x481: return (.word, length)
        default: break
        }
        guard let scalar = Unicode.Scalar(value) else { return (.other, length) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark,
            .decimalNumber, .letterNumber, .otherNumber:
            return (.word, length)
        default: return (.other, length)
        }
    }

    // MARK: What is joined

    private enum Joiner { case none, hyphen, stroke }

    /// Takes what is joined from `start` on. Returns where it ends.
    private static func run(
        from start: Int, in text: UnsafeBufferPointer<UInt8>, _ take: (UnsafeBufferPointer<UInt8>, Bool) -> Void
    ) -> Int {
        var index = start
        let count = text.count
        // The usual word: letters, and then none of what could join.
        while index < count, text[index] < 0x80, kind(ofASCII: text[index]) != 0 { index += 1 }
        let next = index < count ? text[index] : 0x20
        if next < 0x80, next != UInt8(ascii: "-"), next != UInt8(ascii: "/"), next != UInt8(ascii: "'"), next != UInt8(ascii: "."), next != UInt8(ascii: ",") {
            give(text[start..<index], true, take)
            return index
        }
        return joined(from: start, in: text, take)
    }

    private static func joined(
        from start: Int, in text: UnsafeBufferPointer<UInt8>, _ take: (UnsafeBufferPointer<UInt8>, Bool) -> Void
    ) -> Int {
        let count = text.count
        var index = start
        var parts: [[UInt8]] = []
        var part: [UInt8] = []
        var joiners: Set<UInt8> = []
        func isWord(_ at: Int) -> Bool {
            guard at < count else { return false }
            return text[at] < 0x80 ? kind(ofASCII: text[at]) != 0 : kind(of: text, at: at).0 == .word
        }
        func isDigit(_ at: Int) -> Bool { at < count && at >= 0 && text[at] &- 0x30 < 10 }
        scan: while index < count {
            let byte = text[index]
            if byte < 0x80, kind(ofASCII: byte) != 0 {
                part.append(byte)
                index += 1
                continue
            }
            var (kind, length) = byte < 0x80 ? (Kind.other, 1) : kind(of: text, at: index)
            if byte == UInt8(ascii: "-") { kind = .hyphen }
            if byte == UInt8(ascii: "'") { kind = .apostrophe }
            switch kind {
            case .word:
                part += text[index..<index + length]
                index += length
            case .apostrophe where index + length < count && text[index + length] | 0x20 == UInt8(ascii: "s") && !isWord(index + length + 1):
                // Gottron's papules
                index += length + 1
                break scan
            case .hyphen, .apostrophe:
                guard isWord(index + length) else { break scan }
                parts.append(part)
                part = []
                joiners.insert(UInt8(ascii: "-"))
                index += length
            case .sign: break scan
            case .other:
                if byte == UInt8(ascii: "."), isDigit(index - 1), isDigit(index + 1) {
                    part.append(byte)
                    index += 1
                } else if byte == UInt8(ascii: ","), isDigit(index - 1), isDigit(index + 1), isDigit(index + 2), isDigit(index + 3), !isWord(index + 4) {
                    index += 1
                } else if byte == UInt8(ascii: "/"), isWord(index + 1) {
                    parts.append(part)
                    part = []
                    joiners.insert(byte)
                    index += 1
                } else {
                    break scan
                }
            }
        }
        parts.append(part)
        for part in parts { part.withUnsafeBufferPointer { give($0[...], true, take) } }
        if parts.count > 1 {
            var whole: [UInt8]?
            if joiners == [UInt8(ascii: "-")], !parts.joined().allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") }) { whole = Array(parts.joined()) }
            if joiners == [UInt8(ascii: "/")], parts.allSatisfy({ $0.count <= 4 }) { whole = Array(parts.joined(separator: "/".utf8)) }
            whole?.withUnsafeBufferPointer { give($0[...], false, take) }
        }
        return index
    }

    @inline(__always)
    private static func give(_ word: UnsafeBufferPointer<UInt8>.SubSequence, _ isOwn: Bool, _ take: (UnsafeBufferPointer<UInt8>, Bool) -> Void) {
        if !word.isEmpty, word.count <= longest { take(UnsafeBufferPointer(rebasing: word), isOwn) }
    }
}
