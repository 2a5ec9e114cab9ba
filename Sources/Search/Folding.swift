import Foundation

/// A word as it is compared: without case and accents, and with one spelling for what is spelt in two ways.
///
/// The rules are made for prefixes: what is typed so far of a word folds to the beginning of the folded word, but for the ends of
/// words that are spelt in two ways. The script of a theme that searches has the same rules.
package enum Folding {
    /// Of one word as it stands in a text, in UTF-8.
    package static func folded(_ word: [UInt8]) -> [UInt8] {
        if word.allSatisfy({ $0 < 0x80 }) { return spelling(word.map(lower)) }
        let text = String(decoding: word, as: UTF8.self).decomposedStringWithCompatibilityMapping.lowercased()
        var plain = ""
        for scalar in text.unicodeScalars where !isMark(scalar) {
            if let letters = letters[scalar] { plain += letters } else { plain.unicodeScalars.append(scalar) }
        }
        if plain.unicodeScalars.count == 1, let name = greek[plain.unicodeScalars.first!] { plain = name }
        return spelling(Array(plain.utf8))
    }

    package static func folded(_ word: String) -> String { String(decoding: folded(Array(word.utf8)), as: UTF8.self) }

    /// Letters that no decomposition takes apart.
    private static let letters: [Unicode.Scalar: String] = ["æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"]

    /// Letters that stand alone in names of cells and proteins and are often written out.
    private static let greek: [Unicode.Scalar: String] = ["α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda"]

    static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    // MARK: Spelling

    /// Haem- and hem-, -ise and -ize, -our and -or, -re and -er, -lled and -led. Codes and figures are left alone.
    private static func spelling(_ word: [UInt8]) -> [UInt8] {
        if word.contains(where: { $0 &- 0x30 < 10 }) { return word }
        var out: [UInt8] = []
        out.reserveCapacity(word.count)
        var index = 0
        while index < word.count {
            let byte = word[index]
            let next = index + 1 < word.count ? word[index + 1] : 0
            if byte == ascii("a") || byte == ascii("o"), next == ascii("e") {
                out.append(ascii("e"))
                index += 2
            } else {
                out.append(byte == ascii("z") ? ascii("s") : byte)
                index += 1
            }
        }
        if out.starts(with: "leuco".utf8) { out[3] = ascii("k") }
        for rule in rules where rule.old.last == out.last && rule.apply(to: &out) { return out }
        return out
    }

    /// An end of a word that is spelt in two ways.
    private struct Rule {
        let old: [UInt8]
        let new: [UInt8]
        /// Letters that stand before it.
        let least: Int

        init(_ old: String, _ new: String, before ending: String, after least: Int) {
            self.old = Array((old + ending).utf8)
            self.new = Array((new + ending).utf8)
            self.least = least
        }

        /// False where the word does not end so.
        func apply(to word: inout [UInt8]) -> Bool {
            let start = word.count - old.count
            guard start >= least, word[start...].elementsEqual(old), word[..<start].allSatisfy({ $0 &- 0x61 < 26 }) else { return false }
            word.replaceSubrange(start..., with: new)
            return true
        }
    }

    /// The first that applies is all.
    private static let rules =
        ["", "s", "ed", "ing", "al", "able", "ally", "ful", "less", "ite", "ites"].map { Rule("our", "or", before: $0, after: 2) }
        + [("bre", "ber"), ("tre", "ter"), ("ogue", "og"), ("mme", "m")].flatMap { old, new in ["", "s"].map { Rule(old, new, before: $0, after: 2) } }
        + ["ed", "ing", "er", "ers"].map { Rule("ll", "l", before: $0, after: 1) }

    private static func ascii(_ character: Unicode.Scalar) -> UInt8 { UInt8(ascii: character) }
}
