/// The limits between which a 95 % confidence interval lies.
public struct Interval95: Hashable, Sendable {
    public let low: Double
    /// Infinite where the data set no upper limit.
    public let high: Double

    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The two-sided 97.5 % point of the standard normal distribution.
    static var z: Double { 1.959963984540054 }
}
