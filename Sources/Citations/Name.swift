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
        return [surname, initials, suffix].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// PubMed writes given names as `BM`; such a word is initials already, not a name of one initial.
    /// A nickname in brackets or quotes has no initial.
    private static func initial(of word: Substring) -> String {
        guard let first = word.first, first.isLetter else { return "" }
        if word.count <= 3, word.allSatisfy({ $0.isLetter && $0.isUppercase }) { return String(word) }
        return first.uppercased()
    }
}
