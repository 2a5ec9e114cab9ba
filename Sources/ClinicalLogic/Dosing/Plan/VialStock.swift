/// A product's vial sizes, as many of each as wanted: which amounts whole vials make, and the fewest vials for each.
///
/// Exact: every sum of vials up to the largest amount asked for is known, in steps of the sizes' common divisor.
final class VialStock {
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
        // As whole numbers that a Double holds exactly: in thousandths of the unit, and where that is too coarse, as for tablets of
        // 2.5 mg and a dose in g, in millionths or less.
        var parts = 1000.0
        while parts < 1e12, !Self.areWhole(sizes, in: parts) { parts *= 1000 }
        var scaledSizes: [Double] = []
        for size in sizes {
            let scaled = Rounding.halfAwayFromZero(size * parts)
            guard scaled >= 1, scaled < 1e12, abs(scaled - size * parts) < 1e-6 * scaled else { return nil }
            if scaledSizes.contains(scaled) { continue }
            var place = scaledSizes.count
            scaledSizes.add(scaled)
            while place > 0, scaledSizes[place - 1] < scaled {
                scaledSizes.swapAt(place, place - 1)
                place -= 1
            }
        }
        guard !scaledSizes.isEmpty else { return nil }
        var divisor = scaledSizes[0]
        for size in scaledSizes { divisor = Self.commonDivisor(divisor, size) }
        let step = divisor / parts
        let steps = Rounding.up(amount / step) + scaledSizes[0] / divisor
        guard steps < Double(Self.limit) else { return nil }

        var counts: [Int] = []
        for size in scaledSizes { counts.add(Rounding.integer(size / divisor)) }
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
        for size in scaledSizes { descending.add(size / parts) }
        self.sizes = descending
        self.step = step
        self.counts = counts
        self.fewest = fewest
        self.first = first
    }

    private static func areWhole(_ sizes: [Double], in parts: Double) -> Bool {
        for size in sizes where abs(Rounding.halfAwayFromZero(size * parts) - size * parts) >= 1e-6 * size * parts { return false }
        return true
    }

    /// The vials that hold `amount` with the least waste, and of those ways the one with the fewest vials.
    func covering(_ amount: Double) -> VialSelection? {
        leastSum(from: Rounding.up(amount / step)).map { selection($0) }
    }

    /// The fewest that make exactly `amount`; nil where none do.
    func making(_ amount: Double) -> VialSelection? {
        let steps = Rounding.nearest(amount / step)
        guard Rounding.isSame(steps * step, amount), steps >= 0, steps < Double(fewest.count) else { return nil }
        let sum = Rounding.integer(steps)
        return fewest[sum] < Self.none ? selection(sum) : nil
    }

    /// What an amount was rounded to.
    final class Rounded {
        let selection: VialSelection
        /// True where a limit made it less.
        let isHeld: Bool

        init(_ selection: VialSelection, isHeld: Bool) {
            self.selection = selection
            self.isHeld = isHeld
        }
    }

    /// `amount` rounded to what whole vials make, and never above `limit`. Nil when nothing is left.
    func rounded(
        _ amount: Double, _ direction: ProtocolTerms.Direction, limit: Double
    ) -> Rounded? {
        let below = greatestSum(upTo: Rounding.down(amount / step))
        let above = leastSum(from: Rounding.up(amount / step))
        let wanted: Int?
        switch direction {
        case .down: wanted = below
        case .up: wanted = above
        case .nearest:
            if let above, let below {
                // Half way goes up, whatever the error of computing it.
                wanted = Rounding.exceeds(Double(above) * step - amount, amount - Double(below) * step) ? below : above
            } else {
                wanted = above ?? below
            }
        }
        guard let wanted else { return nil }
        if !Rounding.exceeds(Double(wanted) * step, limit) {
            return wanted > 0 ? Rounded(selection(wanted), isHeld: false) : nil
        }
        guard let held = greatestSum(upTo: Rounding.down(limit / step)), held > 0 else { return nil }
        return Rounded(selection(held), isHeld: true)
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
public final class VialSelection: Sendable {
    /// In the unit of the dose.
    public let sizes: [Double]
    public let numbers: [Int]
    /// What they hold together, in the unit of the dose.
    public let amount: Double

    init(sizes: [Double], numbers: [Int], amount: Double) {
        self.sizes = sizes
        self.numbers = numbers
        self.amount = amount
    }

    public var count: Int { numbers.reduce(0, +) }

    static func + (a: VialSelection, b: VialSelection) -> VialSelection {
        // A list of its own: adding in place changed the first day's vials too where the core is compiled for browsers.
        let numbers = a.numbers.indices.map { a.numbers[$0] + b.numbers[$0] }
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

    /// In the product's own words: `1 × 80 mg/0.8 mL syringe`, `1.5 × 5 mg tablet`. Plain vials as their sizes alone.
    func write(_ unit: BaseUnit, _ product: ProductTerms, _ scale: DoseScale, to text: inout ClinicalText) {
        var isFirst = true
        // Largest first, as they are taken.
        let containers = product.containers.sorted { $0.value * $0.unit.scale > $1.value * $1.unit.scale }
        for container in containers {
            guard let size = try? scale.convert(container.value, from: container.unit, to: unit) else { continue }
            var number = 0.0
            for (other, count) in zip(sizes, numbers) where count > 0 {
                if Rounding.isSame(other, size) { number += Double(count) }
                if product.isScored, container.form == .tablet, Rounding.isSame(other, size / 2), !isOwnSize(other, unit, product, scale) {
                    number += Double(count) / 2
                }
            }
            if number == 0 { continue }
            if !isFirst { text.write(" + ") }
            isFirst = false
            text.write(number)
            text.write(" × ")
            text.write(container.value, container.unit)
            if let volume = container.volume {
                text.write("/")
                text.write(volume, .millilitre)
            }
            if container.form != .vial || container.volume != nil {
                text.write(" ")
                text.write(container.form.name)
            }
        }
    }

    /// True for a size that some form has whole.
    private func isOwnSize(_ size: Double, _ unit: BaseUnit, _ product: ProductTerms, _ scale: DoseScale) -> Bool {
        for container in product.containers {
            if let own = try? scale.convert(container.value, from: container.unit, to: unit), Rounding.isSame(own, size) { return true }
        }
        return false
    }
}
