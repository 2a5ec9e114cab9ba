/// A unit, or one unit per others: `g/kg`, `mL/kg/h`.
public struct Unit: Hashable, Sendable {
    public var numerator: BaseUnit
    public var denominators: [BaseUnit]

    public init(_ numerator: BaseUnit, per denominators: BaseUnit...) {
        self.init(numerator, per: denominators)
    }

    public init(_ numerator: BaseUnit, per denominators: [BaseUnit]) {
        self.numerator = numerator
        self.denominators = denominators
    }

    /// Reads `g`, `g/kg`, `mL/kg/h` in UTF-8; nil for anything else.
    init?(utf8 symbol: ArraySlice<UInt8>) {
        var parts: [BaseUnit] = []
        for part in symbol.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let unit = BaseUnit(utf8: part) else { return nil }
            parts.append(unit)
        }
        guard let first = parts.first, parts.count <= 3 else { return nil }
        numerator = first
        denominators = Array(parts.dropFirst())
    }

    /// True when the two measure the same thing, so that quantities in them convert.
    public func isCompatible(with other: Unit) -> Bool {
        guard numerator.dimension == other.numerator.dimension, denominators.count == other.denominators.count
        else { return false }
        for (a, b) in zip(denominators, other.denominators) where a.dimension != b.dimension { return false }
        return true
    }

    /// Size in reference units.
    var scale: Double {
        var scale = numerator.scale
        for unit in denominators { scale /= unit.scale }
        return scale
    }

    /// True for amounts per kilogram of body weight.
    public var isPerBodyWeight: Bool { denominators.first == .kilogram }
    /// True for amounts per square metre of body surface.
    public var isPerBodySurface: Bool { denominators.first == .squareMetre }
}
