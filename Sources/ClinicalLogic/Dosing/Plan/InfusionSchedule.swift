/// How one day's dose is infused: the rate at each step until the volume runs out.
///
/// Rates per kg are worked out from the lower of dosing weight and actual weight, which is the slower and safer of the
/// two, and are rounded down to what a pump can be set to.
public struct InfusionSchedule: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        /// mL/h
        public let rate: Double
        /// From the start of the infusion.
        public let startMinute: Double
        public let minutes: Double
        /// mL
        public let volume: Double
        /// The label lists no steps below this rate; it is reached in steps of the label or the local procedure.
        public let isUpTo: Bool
    }

    /// mL/h
    public let start: Double
    public let maximum: Double
    /// The label's maximum before any risk is taken into account.
    public let labelMaximum: Double
    /// kg the rates were worked out from; nil when none of them is per kg.
    public let weight: Double?
    /// The risk that lowers the rate most.
    public let limitedBy: RiskFlag?
    /// True when nobody ticked that risk and an alert gives it.
    public let isLimitImplied: Bool
    /// Empty where the label as seen does not say how long a rate is held.
    public let steps: [Step]
    /// Minutes for the volume by the steps, and no less than the label asks for. Nil where the record gives neither steps with
    /// their times nor a least time: what the highest rate alone would take can be far too short.
    public let minutes: Double?
    /// Minutes the label asks for at least.
    public let leastTime: Double?
    /// True when it cannot be shorter but may be longer.
    public let isAtLeast: Bool

    /// Nil when a rate would be too low for any pump.
    init?(
        _ infusion: ProductTerms.Infusion, caps: [ProductTerms.RateCap], flags: RiskFlags, implied: RiskFlags, kilograms: Double,
        concentration: Double, volume: Double
    ) {
        func pumpRate(_ rate: Rate) -> Double {
            Self.settable(rate.millilitresPerHour(kilograms: kilograms, concentration: concentration))
        }
        // No faster than the least time lets the volume run.
        let slowest = infusion.leastTime.map { Self.settable(volume / $0 * 60) } ?? .infinity
        let labelMaximum = min(pumpRate(infusion.maximum), slowest)
        var maximum = labelMaximum
        var limitedBy: RiskFlag?
        for cap in caps where flags.contains(cap.flag) || implied.contains(cap.flag) {
            let limit = pumpRate(cap.maximum)
            if limit < maximum {
                maximum = limit
                limitedBy = cap.flag
            }
        }
        let start = min(pumpRate(infusion.start), maximum)
        guard start > 0, volume > 0 else { return nil }
        var rates = [start]
        for rate in infusion.steps + [infusion.maximum] {
            let next = min(pumpRate(rate), maximum)
            if next > rates[rates.count - 1] { rates.append(next) }
        }
        let hasUnlistedSteps = infusion.steps.isEmpty && rates.count > 1

        var steps: [Step] = []
        if (infusion.every ?? 0) > 0 || (rates.count == 1 && infusion.leastTime != nil) {
            var rest = volume
            var minute = 0.0
            for (index, rate) in rates.enumerated() where rest > 0 {
                var minutes = rest / rate * 60
                var part = rest
                if index < rates.count - 1, let every = infusion.every, every < minutes {
                    minutes = every
                    part = rate * every / 60
                }
                steps.append(
                    Step(rate: rate, startMinute: minute, minutes: minutes, volume: part, isUpTo: hasUnlistedSteps && index > 0))
                rest = part < rest ? rest - part : 0
                minute += minutes
            }
            minutes = minute
        } else {
            minutes = infusion.leastTime
        }
        self.start = start
        self.maximum = rates[rates.count - 1]
        self.labelMaximum = labelMaximum
        let isPerKilogram = infusion.start.isPerKilogram || infusion.maximum.isPerKilogram || infusion.steps.contains { $0.isPerKilogram }
        weight = isPerKilogram ? kilograms : nil
        self.limitedBy = limitedBy
        isLimitImplied = limitedBy.map { !flags.contains($0) } ?? false
        leastTime = infusion.leastTime
        self.steps = steps
        isAtLeast = steps.isEmpty || steps.contains { $0.isUpTo }
    }

    /// Rounded down to 0.1 mL/h, or below 1 mL/h to 0.01 mL/h.
    static func settable(_ rate: Double) -> Double {
        rate >= 1 ? Rounding.down(rate * 10) / 10 : Rounding.down(rate * 100) / 100
    }
}
