/// What is asked for besides the patient: days, first day, phase and risks.
public struct PlanRequest: Hashable, Sendable {
    /// Days to divide the course over; missing means as few as the regimen and its caps allow.
    public var days: Entry
    /// First day, counted from 1 January 1970; missing means no dates.
    public var start: Entry
    /// Which phase of the regimen to plan, from 0.
    public var phase: Int
    public var flags: RiskFlags
    /// True when the reader has confirmed a weight that is unusual for the age.
    public var isWeightConfirmed: Bool

    public init(
        days: Entry = .missing, start: Entry = .missing, phase: Int = 0, flags: RiskFlags = [], isWeightConfirmed: Bool = false
    ) {
        self.days = days
        self.start = start
        self.phase = phase
        self.flags = flags
        self.isWeightConfirmed = isWeightConfirmed
    }

    public func encode(into numbers: inout [Double]) {
        days.encode(into: &numbers)
        start.encode(into: &numbers)
        numbers.append(phase)
        numbers.append(Double(flags.rawValue))
        numbers.append(isWeightConfirmed)
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        days = try Entry(decoding: &reader)
        start = try Entry(decoding: &reader)
        phase = try reader.count(upTo: 1000)
        flags = try RiskFlags(decoding: &reader)
        isWeightConfirmed = try reader.bool()
    }
}
