import Testing

@testable import ClinicalLogic

@Suite("Vials", .timeLimit(.minutes(20)))
struct VialTests {
    /// Every way to fill `amount` with vials, tried one by one: least waste, then fewest.
    private func bruteForce(_ sizes: [Int], _ amount: Int) -> (sum: Int, count: Int) {
        var best = (sum: Int.max, count: Int.max)
        func fill(_ index: Int, _ sum: Int, _ count: Int) {
            if sum >= amount {
                if (sum, count) < best { best = (sum, count) }
                return
            }
            guard index < sizes.count else { return }
            for number in 0...((amount - sum) / sizes[index] + 1) { fill(index + 1, sum + number * sizes[index], count + number) }
        }
        fill(0, 0, 0)
        return best
    }

    @Test("Least waste, then fewest vials, against trying every way", arguments: [[2, 5, 10, 20, 30], [5, 10, 20, 40], [3, 7], [12, 50], [6, 9, 20]])
    func covering(_ sizes: [Int]) throws {
        let stock = try #require(VialStock(sizes: sizes.map { Double($0) }, upTo: 90))
        for amount in 1...90 {
            let best = bruteForce(sizes, amount)
            let found = try #require(stock.covering(Double(amount)))
            #expect(found.amount == Double(best.sum))
            #expect(found.count == best.count)
            #expect(zip(found.sizes, found.numbers).reduce(0) { $0 + $1.0 * Double($1.1) } == found.amount)
        }
    }

    @Test("Of two ways with as many vials, the one with the largest")
    func ties() throws {
        let stock = try #require(VialStock(sizes: [10, 30, 20], upTo: 60))
        #expect(stock.covering(40)?.numbers == [1, 0, 1])
        #expect(stock.covering(60)?.numbers == [2, 0, 0])
    }

    @Test("A dose between two sums, and sizes that are no whole numbers")
    func fractions() throws {
        let stock = try #require(VialStock(sizes: [1, 2.5, 5, 10, 20, 40], upTo: 100))
        #expect(stock.covering(72.5)?.amount == 72.5)
        #expect(stock.covering(72.6)?.amount == 73)
        // An error of computing does not open another vial.
        #expect(stock.covering(70.000_000_000_001)?.amount == 70)
        #expect(stock.covering(0.1)?.amount == 1)
    }

    @Test("Rounding to vials, and never above a limit")
    func rounding() throws {
        let stock = try #require(VialStock(sizes: [5, 10], upTo: 100))
        #expect(stock.rounded(72.5, .nearest, limit: .infinity)?.selection.amount == 75)
        #expect(stock.rounded(72.4, .nearest, limit: .infinity)?.selection.amount == 70)
        #expect(stock.rounded(74, .down, limit: .infinity)?.selection.amount == 70)
        #expect(stock.rounded(71, .up, limit: .infinity)?.selection.amount == 75)
        let held = try #require(stock.rounded(72.5, .up, limit: 72.5))
        #expect(held.selection.amount == 70)
        #expect(held.isHeld)
        #expect(stock.rounded(3, .down, limit: .infinity) == nil)
        #expect(stock.rounded(4, .up, limit: 4) == nil)
    }

    @Test("The unit of the dose changes neither what is searched nor which way half goes")
    func otherUnits() throws {
        let milligrams = try #require(VialStock(sizes: [2.5, 10], upTo: 100))
        let grams = try #require(VialStock(sizes: [0.0025, 0.01], upTo: 0.1))
        for amount in stride(from: 1.25, through: 90, by: 1.25) {
            let one = try #require(milligrams.rounded(amount, .nearest, limit: .infinity))
            let other = try #require(grams.rounded(amount / 1000, .nearest, limit: .infinity))
            #expect(one.selection.numbers == other.selection.numbers, "\(amount)")
        }
        let hundreds = try #require(VialStock(sizes: [0.1, 0.5], upTo: 10))
        #expect(hundreds.rounded(0.25, .nearest, limit: .infinity)?.selection.numbers == [0, 3])
    }

    @Test("What cannot be searched is refused")
    func refused() {
        #expect(VialStock(sizes: [], upTo: 10) == nil)
        #expect(VialStock(sizes: [0.0001], upTo: 10) == nil)
        #expect(VialStock(sizes: [0.001, 1], upTo: 1000) == nil)
    }

    @Test("Days of whole vials make up for one another")
    func days() {
        // 145 g over 2 days in vials of 5 g: 75 g and 70 g without a limit for a day, twice 70 g with one.
        var free = ContentTerms.adult
        free.caps = []
        free.alerts = []
        let rounded = PlanCase(free, ContentTerms.vialsUp, ContentTerms.privigen, weight: 72.5).text
        #expect(rounded["day-1"] == "75 g")
        #expect(rounded["day-2"] == "70 g")
        #expect(rounded["course"] == "145 g")
        let held = PlanCase(ContentTerms.adult, ContentTerms.vialsUp, ContentTerms.privigen, weight: 72.5).text
        #expect(held["day-1"] == "70 g")
        #expect(held["day-2"] == "70 g")
        #expect(held["course"] == "140 g")
        #expect(held["change"] == "−3.4 %")
    }
}
