/// A course, or one dose, from the calculated amount to what is given on each day.
public struct CourseDose: Hashable, Sendable {
    /// The regimen's amount, and what it is for.
    public let amount: Amount
    public let per: RegimenTerms.Per
    /// Unit of every amount here.
    public let unit: BaseUnit
    /// Amount times weight, surface or 1, before caps and rounding; for an amount per day, that of one day.
    public let calculated: Double
    /// The same for the whole course.
    public let calculatedCourse: Double
    /// The course after caps and before rounding.
    public let capped: Double
    /// The course to give, rounded as the protocol asks.
    public let course: Double
    /// The limits that made it smaller.
    public let caps: [RegimenTerms.Cap]
    /// What is given on each day; their sum is the course.
    public let days: [Double]
    /// The vials of each day, where the protocol rounds to vials.
    public let dayVials: [VialSelection]
    public let isConsecutive: Bool
    public let rounding: ProtocolTerms.Rounding
    /// True when rounding as the protocol asks would have passed a limit.
    public let isRoundingHeld: Bool
    /// Days asked for, or the fewest, where the limit for a day made them more.
    public let daysBeforeLimit: Int?
    public let isDivisionStated: Bool
    /// Doses in one day, for intervals shorter than a day; the figures here are those of one dose.
    public let dosesPerDay: Int
    /// False where the phase ends within a day: what the next one adds to that day is not counted here.
    public let isDayComplete: Bool

    public var isRounded: Bool { rounding != .none }

    public var largestDay: Double { days.reduce(0) { max($0, $1) } }

    public var isEqualDays: Bool { days.allSatisfy { $0 == days[0] } }

    /// Change by rounding, in percent of the course after caps.
    public var change: Double { (course - capped) / capped * 100 }
}
