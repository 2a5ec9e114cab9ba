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
    private let fewest: [Int]
    /// Index of the first vial to take for it.
    private let first: [Int]

    private static var none: Int { 1_000_000 }
    /// Sums that are searched at most.
    static var limit: Int { 20_000 }

    /// Sizes in the unit of the dose. Nil when there are none, or too many sums to search.
    init?(sizes: [Double], upTo amount: Double) {
        // In thousandths of the unit, as whole numbers that a Double holds exactly.
        var thousandths: [Double] = []
        for size in sizes {
            let scaled = Rounding.halfAwayFromZero(size * 1000)
            guard scaled >= 1, scaled < 1e12, abs(scaled - size * 1000) < 1e-6 * scaled else { return nil }
            var place = 0
            while place < thousandths.count, thousandths[place] > scaled { place += 1 }
            if place == thousandths.count || thousandths[place] != scaled { thousandths.insert(scaled, at: place) }
        }
        guard !thousandths.isEmpty else { return nil }
        var divisor = thousandths[0]
        for size in thousandths { divisor = Self.commonDivisor(divisor, size) }
        let step = divisor / 1000
        let steps = Rounding.up(amount / step) + thousandths[0] / divisor
        guard steps < Double(Self.limit) else { return nil }

        var counts: [Int] = []
        for size in thousandths { counts.append(Rounding.integer(size / divisor)) }
        var fewest = [Int](repeating: Self.none, count: Rounding.integer(steps) + 1)
        var first = [Int](repeating: 0, count: fewest.count)
        fewest[0] = 0
        for sum in 1..<fewest.count {
            for index in 0..<counts.count where counts[index] <= sum {
                // Sizes come largest first, so of two ways with as many vials the one with the largest vial stands.
                let vials = fewest[sum - counts[index]] + 1
                if vials < fewest[sum] {
                    fewest[sum] = vials
                    first[sum] = index
                }
            }
        }
        var descending: [Double] = []
        for size in thousandths { descending.append(size / 1000) }
        self.sizes = descending
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
        for sum in Rounding.integer(steps)..<fewest.count where fewest[sum] < Self.none { return sum }
        return nil
    }

    private func greatestSum(upTo steps: Double) -> Int? {
        guard steps >= 0 else { return nil }
        var sum = Rounding.integer(min(steps, Double(fewest.count - 1)))
        while fewest[sum] >= Self.none { sum -= 1 }
        return sum
    }

    private func selection(_ steps: Int) -> VialSelection {
        var numbers = [Int](repeating: 0, count: sizes.count)
        var rest = steps
        while rest > 0 {
            let index = first[rest]
            numbers[index] += 1
            rest -= counts[index]
        }
        return VialSelection(sizes: sizes, numbers: numbers, amount: Double(steps) * step)
    }

    /// Of whole numbers.
    private static func commonDivisor(_ a: Double, _ b: Double) -> Double {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a - (a / b).rounded(.down) * b) }
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
