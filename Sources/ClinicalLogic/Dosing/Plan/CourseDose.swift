/// A course, or one dose, from the calculated amount to what is given on each day.
public final class CourseDose: Sendable {
    /// The record's amount, and what it is of.
    public let amount: Amount
    public let key: DoseTerms.Key
    /// Unit of every amount here.
    public let unit: BaseUnit
    /// The formula the dose goes by in place of an amount, with its numbers.
    public let calvert: CalvertDose?
    /// Amount times weight, surface or 1, or the formula's dose, before caps and rounding; for an amount per day, that of one day.
    public let calculated: Double
    /// The same for the whole course; for several doses a day, for one of them.
    public let calculatedCourse: Double
    /// The course after caps and before rounding.
    public let capped: Double
    /// The course to give, rounded as the protocol asks; one dose where the amount is given by the dose.
    public let course: Double
    /// The limits that made it smaller.
    public let caps: [RegimenTerms.Cap]
    /// What is given on each day; their sum is the course.
    public let days: [Double]
    /// The vials of each day, where the protocol rounds to them.
    public let dayVials: [VialSelection]
    public let isConsecutive: Bool
    public let rounding: ProtocolTerms.Rounding
    /// True when rounding as the protocol asks would have passed a limit.
    public let isRoundingHeld: Bool
    /// Days asked for, or the fewest, where the limit for a day made them more.
    public let daysBeforeLimit: Int?
    public let isDivisionStated: Bool
    /// Doses in one day, for what is given several times a day; the figures here are those of one dose.
    public let dosesPerDay: Int
    /// False where a step ends within a day: what the next one adds to that day is not counted here.
    public let isDayComplete: Bool
    /// True for a course over days, and not a dose that is given again and again.
    public let isCourse: Bool

    init(
        amount: Amount, key: DoseTerms.Key, unit: BaseUnit, calvert: CalvertDose?, calculated: Double, calculatedCourse: Double, capped: Double, course: Double,
        caps: [RegimenTerms.Cap], days: [Double], dayVials: [VialSelection], isConsecutive: Bool, rounding: ProtocolTerms.Rounding,
        isRoundingHeld: Bool, daysBeforeLimit: Int?, isDivisionStated: Bool, dosesPerDay: Int, isDayComplete: Bool, isCourse: Bool
    ) {
        self.amount = amount
        self.key = key
        self.unit = unit
        self.calvert = calvert
        self.calculated = calculated
        self.calculatedCourse = calculatedCourse
        self.capped = capped
        self.course = course
        self.caps = caps
        self.days = days
        self.dayVials = dayVials
        self.isConsecutive = isConsecutive
        self.rounding = rounding
        self.isRoundingHeld = isRoundingHeld
        self.daysBeforeLimit = daysBeforeLimit
        self.isDivisionStated = isDivisionStated
        self.dosesPerDay = dosesPerDay
        self.isDayComplete = isDayComplete
        self.isCourse = isCourse
    }

    public var isRounded: Bool {
        if case .none = rounding { return false }
        return true
    }

    public var largestDay: Double { days.reduce(0) { max($0, $1) } }

    public var isEqualDays: Bool { days.allSatisfy { $0 == days[0] } }

    /// What is given in a day at most.
    public var dayTotal: Double { largestDay * Double(dosesPerDay) }

    /// Change by rounding, in percent of the course after caps.
    public var change: Double { (course - capped) / capped * 100 }
}

/// A running dose.
public final class RunningRate: Sendable {
    public let amount: Amount
    /// Unit of the rate, per `time`.
    public let unit: BaseUnit
    public let time: BaseUnit
    public let calculated: Double
    /// After its limits.
    public let value: Double
    public let caps: [RegimenTerms.Cap]
    /// mL/h a pump can be set to, rounded down; nil without a product that says its concentration.
    public let pumpRate: Double?
    /// All that is given, where the record says how long it runs.
    public let total: Double?

    init(
        amount: Amount, unit: BaseUnit, time: BaseUnit, calculated: Double, value: Double, caps: [RegimenTerms.Cap], pumpRate: Double?,
        total: Double?
    ) {
        self.amount = amount
        self.unit = unit
        self.time = time
        self.calculated = calculated
        self.value = value
        self.caps = caps
        self.pumpRate = pumpRate
        self.total = total
    }
}
