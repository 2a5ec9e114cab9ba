/// An infusion rate: mass or volume per time, with or without kilograms of body weight.
public struct Rate: Hashable, Sendable {
    public let value: Double
    /// A unit of mass or volume.
    public let unit: BaseUnit
    public let isPerKilogram: Bool
    /// A unit of time.
    public let time: BaseUnit

    public init?(_ value: Double, _ unit: BaseUnit, isPerKilogram: Bool, per time: BaseUnit) {
        guard value.isFinite, value > 0, unit.dimension == .mass || unit.dimension == .volume, time.dimension == .time
        else { return nil }
        self.value = value
        self.unit = unit
        self.isPerKilogram = isPerKilogram
        self.time = time
    }

    /// Nil unless the quantity is like `0.01 mL/kg/min`, `1 mg/kg/min`, `100 mL/h` or `100 mg/h`.
    public init?(_ quantity: Quantity) {
        let parts = quantity.unit.denominators
        guard let time = parts.last, parts.count == 1 || (parts.count == 2 && parts[0] == .kilogram) else { return nil }
        self.init(quantity.value, quantity.unit.numerator, isPerKilogram: parts.count == 2, per: time)
    }

    /// mL/h, for a weight in kg and a concentration in mg/mL.
    func millilitresPerHour(kilograms: Double, concentration: Double) -> Double {
        let perHour = value * unit.scale * (BaseUnit.hour.scale / time.scale)
        let volume = unit.dimension == .mass ? perHour / concentration : perHour
        return isPerKilogram ? volume * kilograms : volume
    }

    public func encode(into numbers: inout [Double]) {
        numbers.append(value)
        numbers.append(unit.rawValue)
        numbers.append(isPerKilogram)
        numbers.append(time.rawValue)
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        let value = try reader.finite()
        let unit: BaseUnit = try reader.choice()
        let isPerKilogram = try reader.bool()
        let time: BaseUnit = try reader.choice()
        guard let rate = Rate(value, unit, isPerKilogram: isPerKilogram, per: time) else { throw MalformedNumbers() }
        self = rate
    }

    /// `0.01 mL/kg/min`
    func write(to text: inout ClinicalText) {
        text.write(value, unit)
        if isPerKilogram { text.write("/kg") }
        text.write("/")
        text.write(time.name)
    }
}
