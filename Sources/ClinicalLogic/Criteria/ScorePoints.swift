/// Points are added up as whole millionths, so that a sum of decimals is exact: 3.1 + 2.1 is 5.2 and not nearly so.
public enum ScorePoints {
    /// Nil for points beyond a million, or with more than six decimals.
    public static func millionths(_ points: Double) -> Double? {
        guard points >= -1e6, points <= 1e6 else { return nil }
        let scaled = points * 1e6
        let whole = (scaled + 0.5).rounded(.down)
        // The product of a number of six decimals is off by its rounding alone.
        let error = scaled - whole
        return error < 1e-3 && error > -1e-3 ? whole : nil
    }

    /// The points, as close as a number can be.
    public static func points(_ millionths: Double) -> Double { millionths / 1e6 }
}

/// A probability from a score: 1/(1 + exp(-(intercept + slope × score))).
public struct Logistic: Hashable, Sendable {
    public var intercept: Double
    public var slope: Double

    public init(intercept: Double, slope: Double) {
        self.intercept = intercept
        self.slope = slope
    }

    /// From 0 to 1. `Power.exponential` is within 2 units in the last place; the result is within 4 where it is not tiny.
    public func probability(score: Double) -> Double {
        let exponent = intercept + slope * score
        // Beyond, the answer is 0 or 1 to every digit that is shown; it also keeps the powers of two finite.
        if exponent > 700 { return 1 }
        if exponent < -700 { return 0 }
        return 1 / (1 + Power.exponential(-exponent))
    }
}
