/// The ratio of two proportions from separate groups of people.
public struct RiskRatio: Hashable, Sendable {
    public let first: Proportion
    public let second: Proportion

    public init(_ first: Proportion, over second: Proportion) {
        self.first = first
        self.second = second
    }

    /// Infinite when only the second group had no events; nil when neither had any.
    public var value: Double? {
        if second.events == 0 { return first.events == 0 ? nil : .infinity }
        return first.value / second.value
    }

    /// The score interval by iteration; it needs no logarithm and no correction for groups without events.
    ///
    /// Miettinen O, Nurminen M. Stat Med 1985;4:213-226.
    public var interval: Interval95 {
        guard let value else { return Interval95(low: 0, high: .infinity) }
        let low = first.events == 0 ? 0 : limit(below: value)
        let high = second.events == 0 ? Double.infinity : limit(above: value)
        return Interval95(low: low, high: high)
    }

    /// How many standard errors the data lie from a true ratio `ratio`; falls as `ratio` rises.
    private func score(_ ratio: Double) -> Double {
        let (x1, n1) = (Double(first.events), Double(first.total))
        let (x2, n2) = (Double(second.events), Double(second.total))
        // The likeliest second proportion under this ratio: the smaller root of a p^2 - b p + c = 0.
        let a = (n1 + n2) * ratio
        let b = n1 * ratio + x1 + n2 + x2 * ratio
        let c = x1 + x2
        let p2 = min(1, 2 * c / (b + max(0, b * b - 4 * a * c).squareRoot()))
        let p1 = min(1, ratio * p2)
        let total = n1 + n2
        let variance = (p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2) * total / (total - 1)
        let distance = x1 / n1 - ratio * x2 / n2
        if variance <= 0 { return distance == 0 ? 0 : (distance > 0 ? .infinity : -.infinity) }
        return distance / variance.squareRoot()
    }

    private func limit(below value: Double) -> Double {
        var outside = value.isFinite ? value : 1
        while score(outside) < Interval95.z, outside > 1e-12 { outside *= 0.5 }
        var inside = outside
        while score(inside) > Interval95.z, inside < 1e12 { inside *= 2 }
        return bisect(outside: outside, inside: inside) { $0 > Interval95.z }
    }

    private func limit(above value: Double) -> Double {
        var outside = value > 0 ? value : 1
        while score(outside) > -Interval95.z, outside < 1e12 { outside *= 2 }
        var inside = outside
        while score(inside) < -Interval95.z, inside > 1e-12 { inside *= 0.5 }
        return bisect(outside: outside, inside: inside) { $0 < -Interval95.z }
    }

    /// Halves the way between the two by their geometric mean until they are as near as numbers get.
    private func bisect(outside: Double, inside: Double, _ isOutside: (Double) -> Bool) -> Double {
        var (outside, inside) = (outside, inside)
        for _ in 0..<200 {
            let middle = (outside * inside).squareRoot()
            if middle == outside || middle == inside { break }
            if isOutside(score(middle)) { outside = middle } else { inside = middle }
        }
        return (outside * inside).squareRoot()
    }
}
