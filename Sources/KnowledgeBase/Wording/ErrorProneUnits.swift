public import Diagnostics

extension Rule {
    public static let errorProneUnit = Rule(
        "error-prone-unit", .error, .adjustable,
        means: "`U`, `IU`, `µg` or `cc` behind a number, or `K` and `M` for a thousand and a million.",
        why: "U, IU, µg and cc are read as figures or as other units, and the dose as ten or a thousand times as much (ISMP).",
        mend: "`units`, `mcg`, `mL`, `thousand`")
}

/// A unit that a text writes behind a number, and what is wrong with the way it is written.
struct WrittenUnit {
    enum Fault {
        case none
        /// Read as another unit or as a figure: what to write instead.
        case misread(String)
        /// Another form of a unit is the one that all read alike.
        case spelling(String)
    }

    let symbol: String
    let fault: Fault
    /// True for what is written as a word: a full stop behind it ends a sentence and no abbreviation.
    let isWord: Bool

    /// Nil for what is no unit of dose.
    init?(_ symbol: String) {
        guard let (fault, isWord) = Self.known[symbol] else { return nil }
        self.symbol = symbol
        self.fault = fault
        self.isWord = isWord
    }

    /// The same unit under another of its names.
    func isSame(as other: WrittenUnit) -> Bool { Self.root(symbol) == Self.root(other.symbol) }

    private static func root(_ symbol: String) -> String {
        switch symbol {
        case "ml", "cc": "mL"
        case "l": "L"
        case "U", "u", "IU", "iu", "unit", "units": "unit"
        case "µg", "μg", "ug": "mcg"
        case "gm", "gram", "grams": "g"
        default: symbol.hasSuffix("s") ? String(symbol.dropLast()) : symbol
        }
    }

    private static let known: [String: (Fault, Bool)] = {
        var known: [String: (Fault, Bool)] = [:]
        for symbol in ["mg", "mcg", "g", "mL", "L", "mmol", "mEq"] { known[symbol] = (.none, false) }
        for word in [
            "unit", "units", "gram", "grams", "milligram", "milligrams", "microgram", "micrograms", "millilitre", "millilitres", "milliliter", "milliliters",
            "tablet", "tablets", "capsule", "capsules", "puff", "puffs", "drop", "drops",
        ] { known[word] = (.none, true) }
        for symbol in ["U", "u", "IU", "iu"] { known[symbol] = (.misread("units"), false) }
        for symbol in ["µg", "μg", "ug"] { known[symbol] = (.misread("mcg"), false) }
        // One letter apart, and a thousand million times.
        known["MU"] = (.misread("million units"), false)
        known["mU"] = (.misread("milliunits"), false)
        known["cc"] = (.misread("mL"), false)
        known["ng"] = (.spelling("nanograms"), false)
        known["ml"] = (.spelling("mL"), false)
        known["l"] = (.spelling("L"), false)
        known["gm"] = (.spelling("g"), false)
        known["mgm"] = (.spelling("mg"), false)
        return known
    }()
}
