/// How one day's dose is infused: the rate at each step until the volume runs out.
///
/// Rates per kg are worked out from the lower of dosing weight and actual weight, which is the slower and safer of the
/// two, and are rounded down to what a pump can be set to.
public final class InfusionSchedule: Sendable {
    public final class Step: Sendable {
        /// mL/h
        public let rate: Double
        /// From the start of the infusion.
        public let startMinute: Double
        public let minutes: Double
        /// mL
        public let volume: Double
        /// The label lists no steps below this rate; it is reached in steps of the label or the local procedure.
        public let isUpTo: Bool

        init(rate: Double, startMinute: Double, minutes: Double, volume: Double, isUpTo: Bool) {
            self.rate = rate
            self.startMinute = startMinute
            self.minutes = minutes
            self.volume = volume
            self.isUpTo = isUpTo
        }
    }

    /// Of the rates and volumes here, per hour: mL, or what the drug is measured in where it is diluted to what the record does not say.
    public let unit: BaseUnit
    public let start: Double
    public let maximum: Double
    /// The label's maximum before any risk is taken into account.
    public let labelMaximum: Double
    /// kg the rates were worked out from; nil when none of them is per kg.
    public let weight: Double?
    /// The code of the risk that lowers the rate most.
    public let limitedBy: Int?
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

    /// Nil when a rate would be too low for any pump. `least` is the minutes the regimen asks for, besides the product's own.
    init?(
        _ infusion: ProductTerms.Infusion, caps: [ProductTerms.RateCap], ticked: [Int], implied: [Int], kilograms: Double,
        concentration: ProductTerms.Concentration?, unit: BaseUnit, volume: Double, least: Double?
    ) {
        func pumpRate(_ rate: Rate) -> Double {
            Self.settable(Self.perHour(rate, in: unit, kilograms: kilograms, concentration))
        }
        // Not a number where nothing is asked for.
        let leastTime = (infusion.leastTime ?? 0) > (least ?? 0) ? infusion.leastTime ?? .nan : least ?? .nan
        // No faster than the least time lets the volume run.
        let slowest = leastTime.isNaN ? .infinity : Self.settable(volume / leastTime * 60)
        let labelMaximum = min(pumpRate(infusion.maximum), slowest)
        var maximum = labelMaximum
        var limitedBy: Int?
        for cap in caps where ticked.contains(cap.question) || implied.contains(cap.question) {
            let limit = pumpRate(cap.maximum)
            if limit < maximum {
                maximum = limit
                limitedBy = cap.question
            }
        }
        let start = min(pumpRate(infusion.start), maximum)
        guard start > 0, volume > 0 else { return nil }
        var rates = [start]
        for rate in infusion.steps + [infusion.maximum] {
            let next = min(pumpRate(rate), maximum)
            if next > rates[rates.count - 1] { rates.add(next) }
        }
        let hasUnlistedSteps = infusion.steps.isEmpty && rates.count > 1

        var steps: [Step] = []
        let every = infusion.every ?? 0
        if every > 0 || (rates.count == 1 && !leastTime.isNaN) {
            var rest = volume
            var minute = 0.0
            for (index, rate) in rates.enumerated() where rest > 0 {
                var minutes = rest / rate * 60
                var part = rest
                if index < rates.count - 1, every < minutes {
                    minutes = every
                    part = rate * every / 60
                }
                steps.add(
                    Step(rate: rate, startMinute: minute, minutes: minutes, volume: part, isUpTo: hasUnlistedSteps && index > 0))
                rest = part < rest ? rest - part : 0
                minute += minutes
            }
            minutes = minute
        } else {
            minutes = leastTime.known
        }
        self.unit = unit
        self.start = start
        self.maximum = rates[rates.count - 1]
        self.labelMaximum = labelMaximum
        weight = infusion.isPerKilogram ? kilograms : nil
        self.limitedBy = limitedBy
        isLimitImplied = limitedBy.map { !ticked.contains($0) } ?? false
        self.leastTime = leastTime.known
        self.steps = steps
        isAtLeast = steps.isEmpty || steps.contains { $0.isUpTo }
    }

    /// Rounded down to 0.1 mL/h, or below 1 mL/h to 0.01 mL/h.
    static func settable(_ rate: Double) -> Double {
        rate >= 1 ? Rounding.down(rate * 10) / 10 : Rounding.down(rate * 100) / 100
    }

    /// For a weight in kg; 0 for a rate that cannot be said in this unit, which then never runs.
    static func perHour(_ rate: Rate, in unit: BaseUnit, kilograms: Double, _ concentration: ProductTerms.Concentration?) -> Double {
        let perHour = rate.amount.value * rate.amount.unit.scale * (BaseUnit.hour.scale / rate.time.scale)
        let amount = rate.isPerKilogram ? perHour * kilograms : perHour
        if rate.amount.unit.dimension == unit.dimension { return amount / unit.scale }
        guard let concentration, unit.dimension == .volume, concentration.unit.dimension == rate.amount.unit.dimension else { return 0 }
        return amount / concentration.scaled / unit.scale
    }
}
