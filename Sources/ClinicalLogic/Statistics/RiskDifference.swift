/// The difference of two proportions from separate groups of people.
public struct RiskDifference: Hashable, Sendable {
    public let first: Proportion
    public let second: Proportion

    public init(_ first: Proportion, minus second: Proportion) {
        self.first = first
        self.second = second
    }

    /// From -1 to 1.
    public var value: Double { first.value - second.value }

    /// The hybrid score interval, from the two proportions' own intervals.
    ///
    /// Newcombe RG. Stat Med 1998;17:873-890, method 10.
    public var interval: Interval95 {
        let (a, b) = (first.interval, second.interval)
        func root(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
        return Interval95(
            low: value - root(first.value - a.low, b.high - second.value),
            high: value + root(a.high - first.value, second.value - b.low))
    }
}
