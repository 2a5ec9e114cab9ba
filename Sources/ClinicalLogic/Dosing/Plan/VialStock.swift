/// A product's vial sizes, as many of each as wanted: which amounts whole vials make, and the fewest vials for each.
///
/// Exact: every sum of vials up to the largest amount asked for is known, in steps of the sizes' common divisor.
struct VialStock {
    /// Sizes in the unit of the dose, largest first, each once.
    let sizes: [Double]
    /// Common divisor of the sizes.
    private let step: Double
    /// Sizes in steps.
    private let counts: [Int]
    /// Fewest vials for each number of steps; `none` where no vials make it.
    private let fewest: [UInt16]
    /// Index of the first vial to take for it.
    private let first: [UInt8]

    private static var none: UInt16 { .max }
    /// Sums that are searched at most.
    static var limit: Int { 20_000 }

    /// Sizes in the unit of the dose. Nil when there are none, or too many sums to search.
    init?(sizes: [Double], upTo amount: Double) {
        var thousandths: [Int64] = []
        for size in sizes {
            let scaled = Rounding.halfAwayFromZero(size * 1000)
            guard scaled >= 1, scaled < 1e12, abs(scaled - size * 1000) < 1e-6 * scaled else { return nil }
            if !thousandths.contains(Int64(scaled)) { thousandths.append(Int64(scaled)) }
        }
        guard !thousandths.isEmpty, thousandths.count <= 64 else { return nil }
        thousandths.sort { $0 > $1 }
        var divisor = thousandths[0]
        for size in thousandths { divisor = Self.commonDivisor(divisor, size) }
        let step = Double(divisor) / 1000
        let steps = Rounding.up(amount / step) + Double(thousandths[0] / divisor)
        guard steps < Double(Self.limit) else { return nil }

        let counts = thousandths.map { Int($0 / divisor) }
        var fewest = [UInt16](repeating: Self.none, count: Int(steps) + 1)
        var first = [UInt8](repeating: 0, count: Int(steps) + 1)
        fewest[0] = 0
        for sum in 1..<fewest.count {
            for (index, count) in counts.enumerated() where count <= sum && fewest[sum - count] != Self.none {
                // Sizes come largest first, so of two ways with as many vials the one with the largest vial stands.
                if fewest[sum - count] + 1 < fewest[sum] {
                    fewest[sum] = fewest[sum - count] + 1
                    first[sum] = UInt8(index)
                }
            }
        }
        self.sizes = thousandths.map { Double($0) / 1000 }
        self.step = step
        self.counts = counts
        self.fewest = fewest
        self.first = first
    }

    /// The vials that hold `amount` with the least waste, and of those ways the one with the fewest vials.
    func covering(_ amount: Double) -> VialSelection? {
        leastSum(from: Rounding.up(amount / step)).map { selection($0) }
    }

    /// `amount` rounded to what whole vials make, and never above `limit`. Nil when nothing is left.
    func rounded(
        _ amount: Double, _ direction: ProtocolTerms.Direction, limit: Double
    ) -> (selection: VialSelection, isHeld: Bool)? {
        let below = greatestSum(upTo: Rounding.down(amount / step))
        let above = leastSum(from: Rounding.up(amount / step))
        let wanted: Int?
        switch direction {
        case .down: wanted = below
        case .up: wanted = above
        case .nearest:
            if let above, let below {
                wanted = amount - Double(below) * step < Double(above) * step - amount ? below : above
            } else {
                wanted = above ?? below
            }
        }
        guard let wanted else { return nil }
        if !Rounding.exceeds(Double(wanted) * step, limit) {
            return wanted > 0 ? (selection(wanted), false) : nil
        }
        guard let held = greatestSum(upTo: Rounding.down(limit / step)), held > 0 else { return nil }
        return (selection(held), true)
    }

    private func leastSum(from steps: Double) -> Int? {
        guard steps >= 0, steps < Double(fewest.count) else { return nil }
        for sum in Int(steps)..<fewest.count where fewest[sum] != Self.none { return sum }
        return nil
    }

    private func greatestSum(upTo steps: Double) -> Int? {
        guard steps >= 0 else { return nil }
        var sum = Int(min(steps, Double(fewest.count - 1)))
        while fewest[sum] == Self.none { sum -= 1 }
        return sum
    }

    private func selection(_ steps: Int) -> VialSelection {
        var numbers = [Int](repeating: 0, count: sizes.count)
        var rest = steps
        while rest > 0 {
            let index = Int(first[rest])
            numbers[index] += 1
            rest -= counts[index]
        }
        return VialSelection(sizes: sizes, numbers: numbers, amount: Double(steps) * step)
    }

    private static func commonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}

/// Whole vials: how many of each size, largest first.
public struct VialSelection: Hashable, Sendable {
    /// In the unit of the dose.
    public let sizes: [Double]
    public let numbers: [Int]
    /// What they hold together, in the unit of the dose.
    public let amount: Double

    public var count: Int { numbers.reduce(0, +) }

    static func + (a: VialSelection, b: VialSelection) -> VialSelection {
        var numbers = a.numbers
        for index in numbers.indices { numbers[index] += b.numbers[index] }
        return VialSelection(sizes: a.sizes, numbers: numbers, amount: a.amount + b.amount)
    }

    /// `2 × 30 g + 1 × 10 g`
    func write(_ unit: BaseUnit, to text: inout ClinicalText) {
        var isFirst = true
        for (size, number) in zip(sizes, numbers) where number > 0 {
            if !isFirst { text.write(" + ") }
            isFirst = false
            text.write(Double(number))
            text.write(" × ")
            text.write(size, unit)
        }
    }
}
