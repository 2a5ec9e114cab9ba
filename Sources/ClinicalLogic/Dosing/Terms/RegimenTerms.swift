/// A regimen as the dose engine needs it: amounts, division, schedule, caps and the conditions of its alerts.
///
/// Records other than this one are known by numbers that the caller gives them, the same in every record of one site;
/// 0 stands for none.
public struct RegimenTerms: Hashable, Sendable {
    /// What the amount is for.
    public enum Per: UInt8, Sendable, CaseIterable {
        case course = 1
        case day
        case dose
    }

    /// The days a course may be divided over.
    public struct Division: Hashable, Sendable {
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

    /// A stretch of the schedule. A phase with an amount of its own is a loading or maintenance dose.
    public struct Phase: Hashable, Sendable {
        /// From the course before to each course of this phase.
        public var every: Interval
        /// Nil means until further notice.
        public var courses: Int?
        public var amount: Amount?
        public var division: Division?

        public init(every: Interval, courses: Int? = nil, amount: Amount? = nil, division: Division? = nil) {
            self.every = every
            self.courses = courses
            self.amount = amount
            self.division = division
        }
    }

    /// An upper limit for a course, for all that is given in a day, or for one dose.
    public struct Cap: Hashable, Sendable {
        public var per: Per
        public var amount: Amount

        public init(_ per: Per, _ amount: Amount) {
            self.per = per
            self.amount = amount
        }
    }

    public struct Alert: Hashable, Sendable {
        public var isStop: Bool
        public var condition: PlanCondition
        /// Risks of everybody it applies to; they lower rates as ticked ones do.
        public var risks: RiskFlags

        public init(isStop: Bool, condition: PlanCondition, risks: RiskFlags = []) {
            self.isStop = isStop
            self.condition = condition
            self.risks = risks
        }
    }

    /// The regimen's own number among the site's records.
    public var code: Int
    public var indication: Int
    /// Products and protocols the regimen names; empty means any.
    public var products: [Int]
    public var protocols: [Int]
    /// Years; the population the regimen is for.
    public var minimumAge: Double?
    public var maximumAge: Double?
    public var amount: Amount
    public var per: Per
    public var division: Division?
    public var phases: [Phase]
    public var caps: [Cap]
    public var alerts: [Alert]

    public init(
        code: Int = 0, indication: Int = 0, products: [Int] = [], protocols: [Int] = [], minimumAge: Double? = nil,
        maximumAge: Double? = nil, amount: Amount, per: Per, division: Division? = nil, phases: [Phase] = [], caps: [Cap] = [], alerts: [Alert] = []
    ) {
        self.code = code
        self.indication = indication
        self.products = products
        self.protocols = protocols
        self.minimumAge = minimumAge
        self.maximumAge = maximumAge
        self.amount = amount
        self.per = per
        self.division = division
        self.phases = phases
        self.caps = caps
        self.alerts = alerts
    }

    public func encode(into numbers: inout [Double]) {
        numbers.append(CoreVersion.number)
        numbers.append(code)
        numbers.append(indication)
        numbers.append(counts: products)
        numbers.append(counts: protocols)
        numbers.append(optional: minimumAge)
        numbers.append(optional: maximumAge)
        amount.encode(into: &numbers)
        numbers.append(per.rawValue)
        Division.encode(division, into: &numbers)
        numbers.append(phases.count)
        for phase in phases { phase.encode(into: &numbers) }
        numbers.append(caps.count)
        for cap in caps {
            numbers.append(cap.per.rawValue)
            cap.amount.encode(into: &numbers)
        }
        numbers.append(alerts.count)
        for alert in alerts {
            numbers.append(alert.isStop)
            alert.condition.encode(into: &numbers)
            numbers.append(Double(alert.risks.rawValue))
        }
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        try reader.version()
        code = try reader.count()
        indication = try reader.count()
        products = try reader.counts()
        protocols = try reader.counts()
        minimumAge = try reader.optional()
        maximumAge = try reader.optional()
        amount = try Amount(decoding: &reader)
        per = try reader.choice()
        division = try Division.decodeOptional(&reader)
        phases = []
        for _ in 0..<(try reader.count(upTo: 1000)) { phases.append(try Phase(decoding: &reader)) }
        caps = []
        for _ in 0..<(try reader.count(upTo: 100)) {
            let per: Per = try reader.choice()
            caps.append(Cap(per, try Amount(decoding: &reader)))
        }
        alerts = []
        for _ in 0..<(try reader.count(upTo: 10_000)) {
            let isStop = try reader.bool()
            let condition = try PlanCondition(decoding: &reader)
            alerts.append(Alert(isStop: isStop, condition: condition, risks: try RiskFlags(decoding: &reader)))
        }
    }
}

extension RegimenTerms.Division {
    static func encode(_ division: Self?, into numbers: inout [Double]) {
        numbers.append(division != nil)
        guard let division else { return }
        numbers.append(division.fewest)
        numbers.append(division.most)
        numbers.append(division.isConsecutive)
    }

    @inline(never)
    static func decodeOptional(_ reader: inout NumberReader) throws(MalformedNumbers) -> Self? {
        guard try reader.bool() else { return nil }
        let fewest = try reader.count()
        let most = try reader.count()
        let isConsecutive = try reader.bool()
        guard let division = Self(fewest: fewest, most: most, isConsecutive: isConsecutive) else { throw MalformedNumbers() }
        return division
    }
}

extension RegimenTerms.Phase {
    func encode(into numbers: inout [Double]) {
        every.encode(into: &numbers)
        numbers.append(optional: courses)
        Amount.encode(amount, into: &numbers)
        RegimenTerms.Division.encode(division, into: &numbers)
    }

    init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        every = try Interval(decoding: &reader)
        courses = try reader.optionalCount()
        amount = try Amount.decodeOptional(&reader)
        division = try RegimenTerms.Division.decodeOptional(&reader)
    }
}
