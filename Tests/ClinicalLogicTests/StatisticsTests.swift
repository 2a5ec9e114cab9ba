import ClinicalLogic
import Foundation
import Testing

/// Against vectors from statsmodels and scipy, which `Tests/Site/test_statistics.py` makes and checks.
@Suite("Statistics")
struct StatisticsTests {
    struct Vector {
        let first: Proportion
        let second: Proportion
        /// Wilson of the first, Newcombe, Miettinen and Nurminen.
        let limits: [Double]
    }

    static func vectors() throws -> [Vector] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/two-groups.csv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let numbers = line.split(separator: ",").map { Double($0)! }
            return Vector(
                first: Proportion(Int(numbers[0]), of: Int(numbers[1]))!, second: Proportion(Int(numbers[2]), of: Int(numbers[3]))!,
                limits: Array(numbers[4...]))
        }
    }

    private func expect(_ found: Double, _ wanted: Double, _ tolerance: Double, _ vector: Vector) {
        if wanted.isInfinite { return #expect(found == wanted, "\(vector)") }
        #expect(abs(found - wanted) <= tolerance * max(abs(wanted), 1e-3), "\(found) for \(vector)")
    }

    @Test func agreesWithIndependentPrograms() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count > 300)
        for vector in vectors {
            let wilson = vector.first.interval
            let difference = RiskDifference(vector.first, minus: vector.second).interval
            let ratio = RiskRatio(vector.first, over: vector.second).interval
            for (found, wanted) in zip([wilson.low, wilson.high, difference.low, difference.high], vector.limits) {
                expect(found, wanted, 1e-8, vector)
            }
            for (found, wanted) in zip([ratio.low, ratio.high], vector.limits[4...]) { expect(found, wanted, 1e-8, vector) }
        }
    }

    @Test func takesOnlyWhatCanBe() {
        #expect(Proportion(3, of: 2) == nil)
        #expect(Proportion(-1, of: 2) == nil)
        #expect(Proportion(0, of: 0) == nil)
        #expect(Proportion(0, of: 1) != nil)
    }

    /// Turning the groups or what is counted around turns the limits around.
    @Test func isSymmetric() throws {
        for vector in try Self.vectors() {
            let (a, b) = (vector.first, vector.second)
            let difference = RiskDifference(a, minus: b).interval
            let back = RiskDifference(b, minus: a).interval
            #expect(abs(difference.low + back.high) < 1e-12 && abs(difference.high + back.low) < 1e-12)
            let ratio = RiskRatio(a, over: b).interval
            let over = RiskRatio(b, over: a).interval
            if ratio.low > 0 { #expect(abs(ratio.low * over.high - 1) < 1e-9, "\(vector)") } else { #expect(over.high == .infinity) }
            let wilson = a.interval
            let other = Proportion(a.total - a.events, of: a.total)!.interval
            #expect(abs(wilson.low + other.high - 1) < 1e-12)
        }
    }

    @Test func holdsItsEstimate() throws {
        for vector in try Self.vectors() {
            let (a, b) = (vector.first, vector.second)
            #expect(a.interval.low <= a.value && a.value <= a.interval.high)
            #expect(0 <= a.interval.low && a.interval.high <= 1)
            let difference = RiskDifference(a, minus: b)
            #expect(difference.interval.low <= difference.value && difference.value <= difference.interval.high)
            #expect(-1 <= difference.interval.low && difference.interval.high <= 1)
            let ratio = RiskRatio(a, over: b)
            if let value = ratio.value { #expect(ratio.interval.low <= value && value <= ratio.interval.high) }
        }
    }

    @Test func largeNumbersStayFinite() {
        let many = Proportion(999_999_999, of: 1_000_000_000)!
        let few = Proportion(1, of: 1_000_000_000)!
        #expect(RiskRatio(few, over: many).interval.low > 0)
        #expect(RiskRatio(few, over: many).interval.high < 1e-7)
        #expect(RiskRatio(many, over: many).interval.low > 0.999)
        #expect(RiskRatio(few, over: few).interval.high.isFinite)
    }

    @Test func anEmptyGroupHasNoRatio() {
        let none = Proportion(0, of: 5)!
        #expect(RiskRatio(none, over: none).value == nil)
        #expect(RiskRatio(Proportion(1, of: 5)!, over: none).value == .infinity)
        #expect(RiskRatio(none, over: Proportion(1, of: 5)!).value == 0)
    }

    @Test func linearAxesHaveRoundSteps() {
        #expect(PlotScale.linear([-9.36, -12.52, -6.19, 0.99], reference: 0).ticks == [-15, -10, -5, 0, 5])
        #expect(PlotScale.linear([0.15, 0.51, 0.35], reference: 0).ticks.map { ($0 * 100).rounded() } == [-20, 0, 20, 40, 60])
        #expect(PlotScale.linear([3], reference: 3).ticks.count >= 2)
        let scale = PlotScale.linear([-5, 15], reference: 0)
        #expect(scale.position(scale.low) == 0)
        #expect(scale.position(scale.high) == 1)
        #expect(scale.position(scale.high + 1) == 1)
    }

    /// Whatever numbers an author writes, an axis has an end.
    @Test(arguments: [[5e9, 5e9, 5e9], [-1e308, 1e308], [1e300], [0], [], [1e-300, 2e-300], [.infinity, .nan], [123_456_789.5, 123_456_789.6]])
    func anyNumbersMakeAnAxis(_ values: [Double]) {
        for scale in [PlotScale.linear(values, reference: 0), PlotScale.linear(values), PlotScale.ratio(values)] {
            #expect(scale.low < scale.high)
            #expect((1...13).contains(scale.ticks.count))
            for value in values where value.isFinite { #expect((0...1).contains(scale.position(value))) }
        }
    }

    @Test func ratioAxesAreLogarithmic() {
        let scale = PlotScale.ratio([1.29, 2.63])
        #expect(scale.ticks == [0.5, 1, 2, 5])
        #expect(abs(scale.position(1) - 0.30103) < 1e-5)
        let wide = PlotScale.ratio([0.013, 80, .infinity, 0])
        #expect(wide.ticks == [0.01, 0.1, 1, 10, 100])
        #expect(wide.position(1) == 0.5)
        #expect(wide.position(.infinity) == 1)
        #expect(wide.position(0) == 0)
    }
}
