/// An amount of drug: fixed, per kilogram of dosing weight, or per square metre of body surface.
public final class Amount: Sendable {
    public enum Basis: UInt8, Sendable, CaseIterable {
        case fixed = 0
        case perKilogram
        case perSquareMetre
    }

    public let value: Double
    /// A unit a dose can be measured in: mass, activity, substance, equivalents, volume, or countable forms.
    public let unit: BaseUnit
    public let basis: Basis

    /// Negative only for a change of a rate.
    public init?(_ value: Double, _ unit: BaseUnit, _ basis: Basis = .fixed) {
        guard abs(value) < .infinity, unit.dimension.isDose else { return nil }
        self.value = value
        self.unit = unit
        self.basis = basis
    }

    /// Nil unless the quantity is what a dose is measured in, alone, per kg or per m2.
    public convenience init?(_ quantity: Quantity) {
        self.init(quantity.value, quantity.unit.numerator, denominators: quantity.unit.denominators)
    }

    convenience init?(_ value: Double, _ unit: BaseUnit, denominators: [BaseUnit]) {
        switch denominators {
        case []: self.init(value, unit)
        case [.kilogram]: self.init(value, unit, .perKilogram)
        case [.squareMetre]: self.init(value, unit, .perSquareMetre)
        default: return nil
        }
    }

    func encode(into numbers: inout [Double]) {
        numbers.append(value)
        numbers.append(unit.rawValue)
        numbers.append(basis.rawValue)
    }

    @inline(never)
    init(reading reader: inout NumberReader) {
        value = reader.readFinite()
        unit = reader.readChoice(else: .milligram)
        basis = reader.readChoice(else: .fixed)
        reader.expect(unit.dimension.isDose)
    }

    static func encode(_ amount: Amount?, into numbers: inout [Double]) {
        numbers.append(amount != nil)
        amount?.encode(into: &numbers)
    }

    @inline(never)
    static func readOptional(_ reader: inout NumberReader) -> Amount? {
        reader.readBool() ? Amount(reading: &reader) : nil
    }

    /// `2 g/kg`
    func write(to text: inout ClinicalText) {
        text.write(value, unit)
        writeBasis(to: &text)
    }

    /// `25 to 30 mg/kg`; the amount alone where there is no other end.
    func write(upTo most: Amount?, to text: inout ClinicalText) {
        guard let most else { return write(to: &text) }
        text.write(value)
        text.write(" to ")
        most.write(to: &text)
    }

    @inline(never)
    func writeBasis(to text: inout ClinicalText) {
        switch basis {
        case .fixed: break
        case .perKilogram: text.write("/kg")
        case .perSquareMetre: text.write("/m2")
        }
    }
}
