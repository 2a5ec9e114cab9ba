/// The time from one course or dose to the next.
public struct Interval: Hashable, Sendable {
    public let value: Double
    /// A unit of time, months and years included.
    public let unit: BaseUnit

    public init?(_ value: Double, _ unit: BaseUnit) {
        guard value.isFinite, value > 0, unit.dimension == .time || unit.dimension == .calendar else { return nil }
        self.value = value
        self.unit = unit
    }

    public init?(_ quantity: Quantity) {
        guard quantity.unit.denominators.isEmpty else { return nil }
        self.init(quantity.value, quantity.unit.numerator)
    }

    /// How dates move on: weeks and days as days, months and years by the calendar. Nil for anything that is not whole, or is
    /// over ten years.
    public enum Step: Hashable, Sendable {
        case days(Int)
        case months(Int)
    }

    public var step: Step? {
        let isCalendar = unit.dimension == .calendar
        let count = isCalendar ? value * unit.scale : value * unit.scale / BaseUnit.day.scale
        guard count >= 1, count <= (isCalendar ? 120 : 3660), count == count.rounded(.down) else { return nil }
        return isCalendar ? .months(Rounding.integer(count)) : .days(Rounding.integer(count))
    }

    public var isUnderADay: Bool { unit.dimension == .time && value * unit.scale < BaseUnit.day.scale }

    /// Doses in a day; 1 for intervals of a day or longer. A part of a dose counts as a whole one.
    public var dosesPerDay: Int {
        guard isUnderADay else { return 1 }
        let minutes = value * unit.scale
        return Rounding.integer(Rounding.up(min(1440, BaseUnit.day.scale / minutes)))
    }

    public func encode(into numbers: inout [Double]) {
        numbers.append(value)
        numbers.append(unit.rawValue)
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        let value = try reader.finite()
        let unit: BaseUnit = try reader.choice()
        guard let interval = Interval(value, unit) else { throw MalformedNumbers() }
        self = interval
    }
}
