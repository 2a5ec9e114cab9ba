/// A dose of a step: the amount, what it is the amount of, and when it is given.
public final class DoseTerms: Sendable {
    /// What the amount is of.
    public enum Key: UInt8, Sendable, CaseIterable {
        case each = 1
        case perDay
        case course
        case rate
        case total
    }

    /// The days a course may be divided over.
    public final class Division: Sendable {
        public let fewest: Int
        public let most: Int
        public let isConsecutive: Bool

        public static var limit: Int { 31 }

        public init?(fewest: Int, most: Int, isConsecutive: Bool = false) {
            guard fewest >= 1, most >= fewest, most <= Self.limit else { return nil }
            self.fewest = fewest
            self.most = most
            self.isConsecutive = isConsecutive
        }
    }

    /// Target area under the curve × (filtration rate + 25), in mg for a target in mg/mL × min and a rate in mL/min.
    ///
    /// Calvert et al., J Clin Oncol 1989;7:1748-1756.
    public final class Calvert: Sendable {
        /// The code of the question for the target.
        public let target: Int
        public let filtration: PlanCondition.Subject
        /// mL/min; a higher rate counts as this.
        public let filtrationAtMost: Double?

        public init(target: Int, filtration: PlanCondition.Subject, filtrationAtMost: Double? = nil) {
            self.target = target
            self.filtration = filtration
            self.filtrationAtMost = filtrationAtMost
        }
    }

    /// Named occasions, counted in days or weeks from the start of treatment.
    public final class Occasions: Sendable {
        /// `day` or `week`.
        public let unit: BaseUnit
        /// As they are named: day 1 is the first one, and so is week 0.
        public let numbers: [Int]

        public init(_ unit: BaseUnit, _ numbers: [Int]) {
            self.unit = unit
            self.numbers = numbers
        }

        /// Days from the first occasion.
        var offsets: [Int] {
            let length = unit == .week ? 7 : 1
            let first = numbers.first ?? 0
            return numbers.map { ($0 - first) &* length }
        }
    }

    /// How long one dose takes. Times in minutes.
    public final class Infusion: Sendable {
        public let atLeast: Double?
        public let atMost: Double?
        /// True where the time is given, and not only a limit of it.
        public let isExact: Bool
        public let highestRate: Rate?

        public init(atLeast: Double? = nil, atMost: Double? = nil, isExact: Bool = false, highestRate: Rate? = nil) {
            self.atLeast = atLeast
            self.atMost = atMost
            self.isExact = isExact
            self.highestRate = highestRate
        }
    }

    /// A part of one administration.
    public final class Part: Sendable {
        /// From 0 to 1; nil for the rest.
        public let share: Double?
        /// Minutes it takes; nil where the record does not say.
        public let minutes: Double?

        public init(share: Double?, minutes: Double?) {
            self.share = share
            self.minutes = minutes
        }
    }

    public let key: Key
    /// The amount, or the lower end of a range.
    public let amount: Amount
    /// The upper end, in the same unit and basis.
    public let most: Amount?
    /// Instead of `amount`, whose value is then 1.
    public let calvert: Calvert?
    /// For a rate, the unit of time it is per.
    public let time: BaseUnit
    public let every: Interval?
    /// Doses or courses in all.
    public let times: Int?
    public let occasions: Occasions?
    /// Doses that divide an amount per day.
    public let dosesPerDay: Int?
    public let division: Division?
    /// How long it goes on.
    public let duration: Interval?
    /// From the last dose of the step before; nil for `every`.
    public let after: Interval?
    public let isAsNeeded: Bool
    /// The most doses, and the minutes they are counted in.
    public let mostDoses: Int?
    public let mostDosesIn: Double
    public let infusion: Infusion?
    public let parts: [Part]
    public let route: Route?
    /// Limits of this dose, besides the step's and the regimen's.
    public let caps: [RegimenTerms.Cap]
    /// Instead of the protocol's.
    public let rounding: ProtocolTerms.Rounding?
    /// True where the record's form leaves open over how many days a dose is given, and the plan is to say so.
    public let isDivisionOpen: Bool
    /// True where it is not drawn from the regimen's product, as a bolus beside a bag.
    public let isWithoutProduct: Bool

    public init(
        _ key: Key, _ amount: Amount, to most: Amount? = nil, calvert: Calvert? = nil, per time: BaseUnit = .hour, every: Interval? = nil,
        times: Int? = nil, occasions: Occasions? = nil, dosesPerDay: Int? = nil, division: Division? = nil, duration: Interval? = nil,
        after: Interval? = nil, isAsNeeded: Bool = false, mostDoses: Int? = nil, mostDosesIn: Double = 1440, infusion: Infusion? = nil,
        parts: [Part] = [], route: Route? = nil, caps: [RegimenTerms.Cap] = [], rounding: ProtocolTerms.Rounding? = nil,
        isDivisionOpen: Bool = false, isWithoutProduct: Bool = false
    ) {
        self.key = key
        self.amount = amount
        self.most = most
        self.calvert = calvert
        self.time = time
        self.every = every
        self.times = times
        self.occasions = occasions
        self.dosesPerDay = dosesPerDay
        self.division = division
        self.duration = duration
        self.after = after
        self.isAsNeeded = isAsNeeded
        self.mostDoses = mostDoses
        self.mostDosesIn = mostDosesIn
        self.infusion = infusion
        self.parts = parts
        self.route = route
        self.caps = caps
        self.rounding = rounding
        self.isDivisionOpen = isDivisionOpen
        self.isWithoutProduct = isWithoutProduct
    }

    /// Doses or courses in all, also where only occasions say so.
    @inline(never)
    public var count: Int? {
        if let times { return times }
        if let occasions { return occasions.numbers.count }
        // All that begin while it goes on.
        guard key != .rate, let duration, duration.most == nil, let every, every.most == nil, duration.unit.dimension == every.unit.dimension else { return nil }
        var count = Rounding.up(duration.minutes / every.minutes)
        if let mostDoses { count = min(count, Double(mostDoses) * Rounding.up(duration.minutes / mostDosesIn)) }
        return count >= 1 && count < 10_000 ? Rounding.integer(count) : nil
    }

    /// Doses of one day: at most, where they are given as needed. 1 for what is given less often.
    public var dosesOfADay: Int {
        guard key == .each || key == .perDay else { return 1 }
        var count = dosesPerDay ?? every?.dosesPerDay ?? 1
        if let mostDoses {
            // Within a shorter time than a day they come again as soon as it is over.
            let rounds = mostDosesIn < BaseUnit.day.scale ? Rounding.integer(Rounding.up(BaseUnit.day.scale / mostDosesIn)) : 1
            count = min(count, mostDoses &* rounds)
        }
        if let times { count = min(count, max(1, times)) }
        return count
    }
}

/// How a drug is given.
public enum Route: UInt8, Sendable, CaseIterable {
    case oral = 1, sublingual, rectal, intravenous, intramuscular, subcutaneous, intradermal, intrathecal, epidural, inhaled, nasal, topical,
        transdermal, ocular, otic, vaginal, enteral

    /// As records write it, and for readers.
    var name: StaticString {
        switch self {
        case .oral: "oral"
        case .sublingual: "sublingual"
        case .rectal: "rectal"
        case .intravenous: "intravenous"
        case .intramuscular: "intramuscular"
        case .subcutaneous: "subcutaneous"
        case .intradermal: "intradermal"
        case .intrathecal: "intrathecal"
        case .epidural: "epidural"
        case .inhaled: "inhaled"
        case .nasal: "nasal"
        case .topical: "topical"
        case .transdermal: "transdermal"
        case .ocular: "ocular"
        case .otic: "otic"
        case .vaginal: "vaginal"
        case .enteral: "enteral"
        }
    }
}
