/// The time from one course or dose to the next, or a stretch of time; with `most`, a range such as 4 to 6 h.
public final class Interval: Sendable {
    public let value: Double
    /// The upper end of a range, in the same unit.
    public let most: Double?
    /// A unit of time, months and years included.
    public let unit: BaseUnit

    public init?(_ value: Double, to most: Double? = nil, _ unit: BaseUnit) {
        guard Self.isSound(value, most, unit) else { return nil }
        self.value = value
        self.most = most
        self.unit = unit
    }

    private static func isSound(_ value: Double, _ most: Double?, _ unit: BaseUnit) -> Bool {
        guard value > 0, value < .infinity, unit.dimension == .time || unit.dimension == .calendar else { return false }
        guard let most else { return true }
        return most > value && most < .infinity
    }

    public convenience init?(_ quantity: Quantity) {
        guard quantity.unit.denominators.isEmpty else { return nil }
        self.init(quantity.value, quantity.unit.numerator)
    }

    /// How dates move on: weeks and days as days, months and years by the calendar. Nil for anything that is not whole, is a range, or is
    /// over ten years.
    public enum Step: Hashable, Sendable {
        case days(Int)
        case months(Int)
    }

    @inline(never)
    public var step: Step? {
        let isCalendar = unit.dimension == .calendar
        let count = isCalendar ? value * unit.scale : value * unit.scale / BaseUnit.day.scale
        guard most == nil, count >= 1, count <= (isCalendar ? 120 : 3660), count == count.rounded(.down) else { return nil }
        return isCalendar ? .months(Rounding.integer(count)) : .days(Rounding.integer(count))
    }

    /// Minutes; months as 30.4375 days.
    @inline(never)
    public var minutes: Double {
        unit.dimension == .calendar ? value * unit.scale * 43_830 : value * unit.scale
    }

    public var isUnderADay: Bool { unit.dimension == .time && value * unit.scale < BaseUnit.day.scale }

    /// Doses in a day; 1 for intervals of a day or longer. A part of a dose counts as a whole one.
    public var dosesPerDay: Int {
        guard isUnderADay else { return 1 }
        return Rounding.integer(Rounding.up(min(1440, BaseUnit.day.scale / (value * unit.scale))))
    }

    func encode(into numbers: inout [Double]) {
        numbers.append(value)
        numbers.append(optional: most)
        numbers.append(unit.rawValue)
    }

    private init(reading reader: inout NumberReader) {
        value = reader.readFinite()
        most = reader.readOptional()
        unit = reader.readChoice(else: .day)
        reader.expect(Self.isSound(value, most, unit))
    }

    static func encode(_ interval: Interval?, into numbers: inout [Double]) {
        numbers.append(interval != nil)
        interval?.encode(into: &numbers)
    }

    @inline(never)
    static func readOptional(_ reader: inout NumberReader) -> Interval? {
        reader.readBool() ? Interval(reading: &reader) : nil
    }

    /// `4 weeks`, `4 to 6 h`
    @inline(never)
    func writeTime(to text: inout ClinicalText) {
        if let most {
            text.write(value)
            text.write(" to ")
            text.write(most, unit)
        } else {
            text.write(value, unit)
        }
    }

    /// `every 4 weeks`, `every month`
    func write(to text: inout ClinicalText) {
        text.write("every ")
        if value == 1, most == nil, unit.isWord {
            text.write(unit.name)
        } else {
            writeTime(to: &text)
        }
    }
}
