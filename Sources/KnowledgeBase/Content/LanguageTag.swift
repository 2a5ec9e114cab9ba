/// The form of a language tag, as BCP 47 (RFC 5646) has it: `en`, `pt-BR`, `zh-Hant-TW`, `de-1996`, `de-x-clinic`.
///
/// Whether there is such a language is not looked up. Languages of four letters or more are only foreseen there: `english` is a mistake.
enum LanguageTag {
    static func isWellFormed(_ tag: String) -> Bool {
        var parts = tag.split(separator: "-", omittingEmptySubsequences: false)[...]
        guard parts.allSatisfy({ (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isLetterOrDigit) }) else { return false }
        guard let language = parts.popFirst(), (2...3).contains(language.utf8.count), isLetters(language) else { return false }
        for _ in 0..<3 where isLetters(parts.first, 3) { parts.removeFirst() }
        if isLetters(parts.first, 4) { parts.removeFirst() }
        if let region = parts.first, isLetters(region, 2) || (region.utf8.count == 3 && region.utf8.allSatisfy(isDigit)) { parts.removeFirst() }
        var seen = Set<String>()
        while let variant = parts.first, variant.utf8.count >= 5 || (variant.utf8.count == 4 && variant.utf8.first.map(isDigit) == true) {
            guard seen.insert(variant.lowercased()).inserted else { return false }
            parts.removeFirst()
        }
        // What is added, behind one letter or digit; behind `x` everything is somebody's own.
        while let letter = parts.popFirst() {
            guard letter.utf8.count == 1, seen.insert(letter.lowercased()).inserted else { return false }
            if letter.lowercased() == "x" { return !parts.isEmpty }
            let added = parts.prefix { $0.utf8.count >= 2 }
            guard !added.isEmpty else { return false }
            parts = parts.dropFirst(added.count)
        }
        return true
    }

    private static func isLetters(_ part: Substring?, _ count: Int? = nil) -> Bool {
        guard let part, count.map({ $0 == part.utf8.count }) ?? true else { return false }
        return part.utf8.allSatisfy { ($0 | 0x20) &- 97 < 26 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 97 < 26 }
}
