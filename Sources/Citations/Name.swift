/// An author or editor.
public enum Name: Hashable, Sendable {
    case person(PersonName)
    /// An organisation or study group, printed as given.
    case group(String)
}

/// The parts of a person's name, as CSL divides them.
public struct PersonName: Hashable, Sendable {
    public var family: String
    public var given: String?
    /// `Jr`, `III`.
    public var suffix: String?
    /// `van der` in "van der Kooi": always printed before the family name.
    public var nonDroppingParticle: String?
    /// `von` in "Ludwig von Beethoven": CSL styles may drop it; medical styles keep it.
    public var droppingParticle: String?

    public init(
        family: String, given: String? = nil, suffix: String? = nil,
        nonDroppingParticle: String? = nil, droppingParticle: String? = nil
    ) {
        self.family = family
        self.given = given
        self.suffix = suffix
        self.nonDroppingParticle = nonDroppingParticle
        self.droppingParticle = droppingParticle
    }

    /// Initials of the given names without full stops: `Brian M` is `BM`, `Jean-Paul` is `JP`.
    public var initials: String {
        (given ?? "").split { $0.isWhitespace || "-‐‑.·".contains($0) }
            .map(Self.initial)
            .joined()
    }

    /// The name as reference lists invert it: `de Visser M`, `Adkinson NF Jr`.
    public var inverted: String {
        var surname = family
        for particle in [nonDroppingParticle, droppingParticle].compactMap(\.self) {
            let isElided = particle.last.map { "'’-".contains($0) } ?? true
            surname = particle + (isElided ? "" : " ") + surname
        }
        let suffix = (suffix ?? "").filter { $0 != "." }
        if let given, Self.isUncased(family + given) {
            // Initials are of scripts with capitals. East Asian names stand in one word, as their readers write them.
            return [surname + (Self.isEastAsian(family + given) ? "" : " ") + given, suffix].filter { !$0.isEmpty }.joined(separator: " ")
        }
        return [surname, initials, suffix].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Reference managers keep a suffix behind a comma, and a particle in small letters at the end, in the field of given names:
    /// `Thomas H., Jr.`, `Ludwig van`.
    mutating func takeApartGiven() {
        guard var given else { return }
        if suffix == nil, let comma = given.firstIndex(of: ",") {
            let rest = given[given.index(after: comma)...].drop { $0 == "!" || $0.isWhitespace }
            if !rest.isEmpty { suffix = String(rest) }
            given = String(given[..<comma])
        }
        var words = given.split(separator: " ")
        var particles: [Substring] = []
        while words.count > 1, let last = words.last, last.count > 1, last.first?.isLowercase == true, !last.contains(where: \.isUppercase) {
            particles.insert(words.removeLast(), at: 0)
        }
        if droppingParticle == nil, !particles.isEmpty {
            droppingParticle = particles.joined(separator: " ")
            given = words.joined(separator: " ")
        }
        self.given = given.isEmpty ? nil : given
    }

    /// True for letters of a script that has no capitals, and no others.
    private static func isUncased(_ text: String) -> Bool {
        var hasLetters = false
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            if scalar.properties.isCased { return false }
            hasLetters = true
        }
        return hasLetters
    }

    private static func isEastAsian(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            [0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF].contains { $0.contains(scalar.value) }
        }
    }

    /// PubMed writes given names as `BM`; such a word is initials already, not a name of one initial.
    /// A nickname in brackets or quotes has no initial.
    private static func initial(of word: Substring) -> String {
        guard let first = word.first, first.isLetter else { return "" }
        if word.count <= 3, word.allSatisfy({ $0.isLetter && $0.isUppercase }) { return String(word) }
        return first.uppercased()
    }
}
