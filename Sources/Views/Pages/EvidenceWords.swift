import ClinicalLogic
import KnowledgeBase

/// Findings in words and figures, for tables and plots alike.
enum EvidenceWords {
    /// With a minus sign where a hyphen stands for one.
    static func minus(_ text: String) -> String { text.replacing("-", with: "−") }

    /// `37 of 47 · 79 % (65 to 88 %)`
    static func proportion(_ proportion: Proportion) -> String {
        let count = FactValue.proportion(events: proportion.events, of: proportion.total).text
        func percent(_ share: Double) -> String { Decimal.format(share * 100, decimals: proportion.display.decimals) }
        let interval = proportion.interval
        return "\(count) · \(percent(proportion.value)) % (\(percent(interval.low)) to \(percent(interval.high)) %)"
    }

    /// `35 points (15 to 51)`; `1.80 (1.29 to 2.63)`
    static func estimate(_ value: Double, _ interval: Interval95, _ measure: EvidenceRecord.Measure) -> String {
        let decimals = measure.display(interval).decimals
        func number(_ value: Double) -> String { minus(Decimal.format(value, decimals: decimals)) }
        guard value.isFinite else { return "\(number(interval.low)) and above" }
        return "\(number(value)) (\(number(interval.low)) to \(number(interval.high)))"
    }

    /// `−9.36 (−12.52 to −6.19)`
    static func change(_ value: Double, _ reported: EvidenceRecord.Reported) -> String {
        minus("\(Decimal.format(value)) (\(Decimal.format(reported.low)) to \(Decimal.format(reported.high)))")
    }

    static func pooled(_ pooled: EvidenceRecord.Pooled) -> String {
        let unit = pooled.measure == .proportion ? " %" : ""
        return minus("\(Decimal.format(pooled.estimate.value))\(unit) (\(Decimal.format(pooled.estimate.low)) to \(Decimal.format(pooled.estimate.high))\(unit))")
    }
}
