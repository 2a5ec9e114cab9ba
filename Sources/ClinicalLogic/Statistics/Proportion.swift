/// So many of so many.
public struct Proportion: Hashable, Sendable {
    public let events: Int
    public let total: Int

    /// Nil unless `total` is above zero and `events` lies from zero to it.
    public init?(_ events: Int, of total: Int) {
        guard total > 0, events >= 0, events <= total else { return nil }
        self.events = events
        self.total = total
    }

    /// From 0 to 1.
    public var value: Double { Double(events) / Double(total) }

    /// The score interval, from 0 to 1. It needs no correction at 0 and 1 and fits small numbers.
    ///
    /// Wilson EB. J Am Stat Assoc 1927;22:209-212.
    public var interval: Interval95 {
        let n = Double(total)
        let square = Interval95.z * Interval95.z
        let centre = value + square / (2 * n)
        let half = Interval95.z * (value * (1 - value) / n + square / (4 * n * n)).squareRoot()
        let scale = 1 + square / n
        // Exact at the ends, where rounding would leave a trace.
        return Interval95(low: events == 0 ? 0 : (centre - half) / scale, high: events == total ? 1 : (centre + half) / scale)
    }
}
