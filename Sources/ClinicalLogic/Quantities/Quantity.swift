/// A number with its unit. Quantities of different dimensions cannot be compared or converted.
public struct Quantity: Hashable, Sendable {
    public var value: Double
    public var unit: Unit

    public init(_ value: Double, _ unit: Unit) {
        self.value = value
        self.unit = unit
    }

    /// Reads `2 g/kg`, `1,400 mL`, `18 years` in UTF-8. The space may be missing or a no-break space.
    init?(utf8 text: ArraySlice<UInt8>) {
        guard let (value, length) = Decimal.read(utf8: text) else { return nil }
        guard let unit = Unit(utf8: Spacing.skipLeading(text.dropFirst(length))) else { return nil }
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
}
