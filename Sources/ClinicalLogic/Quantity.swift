/// A number with its unit. Quantities of different dimensions cannot be compared or converted.
public struct Quantity: Hashable, Sendable {
    public var value: Double
    public var unit: Unit

    public init(_ value: Double, _ unit: Unit) {
        self.value = value
        self.unit = unit
    }

    /// Reads `2 g/kg`, `1,400 mL`, `18 years`. The space may be missing or a no-break space.
    public init?(parsing text: String) {
        guard let (value, rest) = Decimal.read(text[...]) else { return nil }
        var symbol = rest
        while let first = symbol.unicodeScalars.first, first == " " || first == "\u{A0}" || first == "\u{202F}" {
            symbol.unicodeScalars.removeFirst()
        }
        guard let unit = Unit(symbol: symbol) else { return nil }
        self.init(value, unit)
    }

    /// The same quantity in another unit; nil when the units measure different things.
    public func converted(to other: Unit) -> Quantity? {
        if unit == other { return self }
        guard unit.isCompatible(with: other) else { return nil }
        return Quantity(value * unit.scale / other.scale, other)
    }

    /// True when both say the same amount, allowing for the rounding of a conversion.
    public func isSameAmount(as other: Quantity) -> Bool {
        guard let converted = other.converted(to: unit) else { return false }
        let larger = max(abs(value), abs(converted.value))
        return abs(value - converted.value) <= larger * 1e-12
    }

    /// ISMP style: a space before the unit, commas from 1,000, a leading zero, no trailing zeros; words in the plural.
    /// Shows up to `decimals` decimal places.
    public func formatted(decimals: Int = 6) -> String {
        let number = Decimal.format(value, decimals: decimals)
        let plural = unit.numerator.isWord && number != "1" ? "s" : ""
        guard !plural.isEmpty else { return number + " " + unit.symbol }
        var symbol = unit.numerator.symbol + plural
        for denominator in unit.denominators { symbol += "/" + denominator.symbol }
        return number + " " + symbol
    }
}
