/// An amount of drug: fixed, per kilogram of dosing weight, or per square metre of body surface.
public struct Amount: Hashable, Sendable {
    public enum Basis: UInt8, Sendable, CaseIterable {
        case fixed = 0
        case perKilogram
        case perSquareMetre
    }

    public let value: Double
    /// A unit of mass or volume.
    public let unit: BaseUnit
    public let basis: Basis

    public init?(_ value: Double, _ unit: BaseUnit, _ basis: Basis = .fixed) {
        guard value.isFinite, value >= 0, unit.dimension == .mass || unit.dimension == .volume else { return nil }
        self.value = value
        self.unit = unit
        self.basis = basis
    }

    /// Nil unless the quantity is a mass or volume, alone, per kg or per m2.
    public init?(_ quantity: Quantity) {
        switch quantity.unit.denominators {
        case []: self.init(quantity.value, quantity.unit.numerator)
        case [.kilogram]: self.init(quantity.value, quantity.unit.numerator, .perKilogram)
        case [.squareMetre]: self.init(quantity.value, quantity.unit.numerator, .perSquareMetre)
        default: return nil
        }
    }

    public func encode(into numbers: inout [Double]) {
        numbers.append(value)
        numbers.append(unit.rawValue)
        numbers.append(basis.rawValue)
    }

    @inline(never)
    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        let value = try reader.finite()
        let unit: BaseUnit = try reader.choice()
        let basis: Basis = try reader.choice()
        guard let amount = Amount(value, unit, basis) else { throw MalformedNumbers() }
        self = amount
    }

    static func encode(_ amount: Amount?, into numbers: inout [Double]) {
        numbers.append(amount != nil)
        amount?.encode(into: &numbers)
    }

    @inline(never)
    static func decodeOptional(_ reader: inout NumberReader) throws(MalformedNumbers) -> Amount? {
        try reader.bool() ? try Amount(decoding: &reader) : nil
    }

    /// `2 g/kg`
    @inline(never)
    func write(to text: inout ClinicalText) {
        text.write(value, unit)
        switch basis {
        case .fixed: break
        case .perKilogram: text.write("/kg")
        case .perSquareMetre: text.write("/m2")
        }
    }
}
