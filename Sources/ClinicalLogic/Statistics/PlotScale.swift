/// Where a value stands on an axis, and which values the axis names.
public struct PlotScale: Hashable, Sendable {
    public let low: Double
    public let high: Double
    /// In rising order, from `low` to `high`.
    public let ticks: [Double]
    let isLogarithmic: Bool

    /// From 0 to 1, for values inside the axis; those beyond it stand at its end.
    public func position(_ value: Double) -> Double {
        let clamped = min(max(value, low), high)
        guard isLogarithmic else { return (clamped - low) / (high - low) }
        return (Power.naturalLogarithm(clamped) - Power.naturalLogarithm(low))
            / (Power.naturalLogarithm(high) - Power.naturalLogarithm(low))
    }

    /// An axis that holds all `values` and both sides of `reference`, with about five round steps of 1, 2, 2.5 or 5.
    public static func linear(_ values: [Double], reference: Double? = nil) -> PlotScale {
        let all = (values + (reference.map { [$0] } ?? [])).filter { $0.isFinite }
        let least = all.min() ?? 0
        let greatest = all.max() ?? 1
        // Far from zero, numbers that differ by less than this are one number.
        let most = max(greatest, least + max(1e-9, abs(least) * 1e-6))
        guard (most - least).isFinite else { return PlotScale(low: -5e307, high: 5e307, ticks: [0], isLogarithmic: false) }
        let step = roundStep((most - least) / 4)
        var first = (least / step).rounded(.down)
        var last = (most / step).rounded(.up)
        // Both sides of the reference are seen.
        if let reference {
            if first * step >= reference { first -= 1 }
            if last * step <= reference { last += 1 }
        }
        var ticks: [Double] = []
        for count in 0...min(12, max(1, Int(last - first))) {
            // A product, so that steps do not add up their errors.
            ticks.append((first + Double(count)) * step)
        }
        return PlotScale(low: first * step, high: last * step, ticks: ticks, isLogarithmic: false)
    }

    /// 0 to 100 %, for proportions from 0 to 1.
    public static var percent: PlotScale {
        PlotScale(low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1], isLogarithmic: false)
    }

    /// A logarithmic axis around 1 that holds all finite `values` above zero, from 0.01 to 100 at most. Its steps are 1, 2,
    /// 5 of each power of ten, or the powers alone where those would be many.
    public static func ratio(_ values: [Double]) -> PlotScale {
        let finite = values.filter { $0.isFinite && $0 > 0 }
        let steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
        let least = min(finite.min() ?? 0.5, 0.5)
        let most = max(finite.max() ?? 2, 2)
        let low = steps.last { $0 <= least } ?? 0.01
        let high = steps.first { $0 >= most } ?? 100
        var ticks = steps.filter { $0 >= low && $0 <= high }
        if ticks.count > 8 { ticks = ticks.filter { [0.01, 0.1, 1, 10, 100].contains($0) || $0 == low || $0 == high } }
        return PlotScale(low: low, high: high, ticks: ticks, isLogarithmic: true)
    }

    /// The first of 1, 2, 2.5, 5 and 10 times a power of ten that is not below `least`.
    private static func roundStep(_ least: Double) -> Double {
        var power = 1.0
        while power > least { power /= 10 }
        while power * 10 <= least { power *= 10 }
        return [1, 2, 2.5, 5].lazy.map { $0 * power }.first { $0 >= least } ?? 10 * power
    }
}
