/// An amount in a time: an infusion rate, a running dose, or the limit of either.
public final class Rate: Sendable {
    public let amount: Amount
    /// A unit of time.
    public let time: BaseUnit

    public init?(_ amount: Amount, per time: BaseUnit) {
        guard time.dimension == .time else { return nil }
        self.amount = amount
        self.time = time
    }

    public convenience init?(_ value: Double, _ unit: BaseUnit, isPerKilogram: Bool, per time: BaseUnit) {
        guard value > 0, let amount = Amount(value, unit, isPerKilogram ? .perKilogram : .fixed) else { return nil }
        self.init(amount, per: time)
    }

    /// Nil unless the quantity is like `0.01 mL/kg/min`, `1 mg/kg/min`, `100 mL/h`, `18 units/kg/h` or `100 mg/m2/h`.
    public convenience init?(_ quantity: Quantity) {
        var parts = quantity.unit.denominators
        guard let time = parts.last else { return nil }
        parts.removeLast()
        guard let amount = Amount(quantity.value, quantity.unit.numerator, denominators: parts) else { return nil }
        self.init(amount, per: time)
    }

    public var isPerKilogram: Bool { amount.basis == .perKilogram }

    func encode(into numbers: inout [Double]) {
        amount.encode(into: &numbers)
        numbers.append(time.rawValue)
    }

    @inline(never)
    init(reading reader: inout NumberReader) {
        amount = Amount(reading: &reader)
        time = reader.readChoice(else: .hour)
        reader.expect(time.dimension == .time)
    }

    static func encode(_ rate: Rate?, into numbers: inout [Double]) {
        numbers.append(rate != nil)
        rate?.encode(into: &numbers)
    }

    static func readOptional(_ reader: inout NumberReader) -> Rate? {
        reader.readBool() ? Rate(reading: &reader) : nil
    }

    /// `0.01 mL/kg/min`
    func write(to text: inout ClinicalText) {
        amount.write(to: &text)
        text.write("/")
        text.write(time.name)
    }
}
