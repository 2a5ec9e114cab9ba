import ClinicalLogic

/// How two values compare, in a few words.
enum Ratio {
    /// `10 times` from `0.4 g/kg` to `4 g/kg`; nil where that says nothing.
    static func words(_ old: String, _ new: String) -> String? {
        guard let (old, new) = numbers(old, new) else { return nil }
        if old == new { return "the same amount" }
        guard old > 0, new > 0 else { return nil }
        let ratio = new / old
        if ratio > 1 { return "\(short(ratio)) times" }
        // A fraction in figures could be read as a dose.
        let parts = [2: "half", 3: "a third", 4: "a quarter"]
        if let part = parts.first(where: { abs(ratio * Double($0.key) - 1) < 1e-9 }) { return part.value }
        return "\(short(ratio)) times"
    }

    /// Both in one unit.
    private static func numbers(_ old: String, _ new: String) -> (Double, Double)? {
        if let a = Quantity(parsing: old), let b = Quantity(parsing: new) {
            return a.isSameAmount(as: b) ? (1, 1) : b.converted(to: a.unit).map { (a.value, $0.value) }
        }
        guard let (a, restOfOld) = Decimal.read(old[...]), let (b, restOfNew) = Decimal.read(new[...]), restOfOld == restOfNew,
            !restOfOld.contains(where: \.isNumber)
        else { return nil }
        return (a, b)
    }

    /// Three digits, or the whole number.
    private static func short(_ value: Double) -> String { Decimal.format(value, decimals: value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4) }
}
