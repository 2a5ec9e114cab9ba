/// Numbers and parts that a text writes in words: `two grams per kilogram`, `half the dose`, `one third of patients`.
enum NumberWord {
    /// Counts something: one, twelve, hundred.
    case number
    /// A part of something: half, third, quarters.
    case part
    /// So many times something: twice, double.
    case multiple

    /// By its letters, packed into one number: this is asked of every word.
    static func of(_ letters: UInt64) -> NumberWord? { known[letters] }

    /// Five bits for each letter, at most twelve of them; nil for what is longer or has other signs than Latin letters.
    static func packed(_ marks: ArraySlice<ClaimText.Mark>) -> UInt64? {
        guard marks.count <= 12 else { return nil }
        var packed: UInt64 = 0
        for mark in marks {
            let letter = (mark.scalar.value | 0x20) &- 0x60
            guard mark.scalar.isASCII, letter >= 1, letter <= 26 else { return nil }
            packed = packed << 5 | UInt64(letter)
        }
        return packed
    }

    static func packed(_ word: String) -> UInt64 { word.unicodeScalars.reduce(0) { $0 << 5 | UInt64(($1.value | 0x20) &- 0x60) } }

    private static let known: [UInt64: NumberWord] = {
        var known: [UInt64: NumberWord] = [:]
        for word in [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million",
        ] { known[packed(word)] = .number }
        for word in ["half", "halves", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths"] { known[packed(word)] = .part }
        for word in ["twice", "double", "triple", "treble"] { known[packed(word)] = .multiple }
        return known
    }()
}

/// Words that a claim is told by, packed as `NumberWord` packs them.
struct ClaimWords {
    private let packed: Set<UInt64>

    init(_ words: [String]) { packed = Set(words.map { NumberWord.packed($0) }) }

    func contains(_ letters: UInt64) -> Bool { packed.contains(letters) }

    /// Whom a fraction is of.
    static let people = ClaimWords([
        "patient", "patients", "people", "persons", "adults", "children", "infants", "neonates", "newborns", "babies", "women", "men", "girls", "boys", "adolescents",
        "participants",
        "subjects", "cases", "recipients", "individuals", "volunteers", "residents", "those", "them",
    ])
    static let doses = ClaimWords(["dose", "doses", "dosage"])
    /// What stands before those: the usual dose, all treated patients.
    static let before = ClaimWords([
        "the", "a", "an", "that", "this", "these", "its", "his", "her", "their", "our", "all", "usual", "recommended", "standard", "starting", "initial", "normal",
        "adult", "maximum",
        "maintenance", "daily", "weekly", "monthly", "loading", "labelled", "labeled", "previous", "first", "full", "current", "single", "total", "same", "treated",
        "untreated", "adult",
        "older", "younger", "elderly", "affected", "enrolled", "evaluable", "eligible", "randomised", "randomized", "such", "other", "remaining",
    ])
    static let determiners = ClaimWords(["the", "that", "this", "its", "his", "her", "their", "what"])
    /// What becomes of people: `9 of 12 improved`.
    static let outcomes = ClaimWords([
        "improved", "responded", "relapsed", "died", "survived", "recovered", "worsened", "stopped", "developed", "achieved", "had", "showed",
        "completed", "tolerated", "discontinued", "reported", "experienced", "remitted", "were", "was",
    ])
}
