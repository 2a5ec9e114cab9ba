import Citations
import SeededNumbers
import Testing

struct CitationNumberingTests {
    @Test func numbersByFirstCitation() {
        var numbering = CitationNumbering()
        #expect(["b", "a", "b", "c", "a"].map { numbering.number(for: $0) } == [1, 2, 1, 3, 2])
        #expect(numbering.order == ["b", "a", "c"])
    }

    @Test(arguments: UInt64(0)..<50)
    func numbersAreTheOrder(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var numbering = CitationNumbering()
        var seen: [String: Int] = [:]
        for _ in 0..<200 {
            let key = "k\(Int.random(in: 0..<40, using: &generator))"
            let number = numbering.number(for: key)
            #expect(seen[key] ?? number == number, "a key keeps its number")
            if seen[key] == nil { #expect(number == seen.count + 1, "no number is left out") }
            seen[key] = number
            #expect(numbering.order[number - 1] == key)
        }
        #expect(numbering.order.count == seen.count)
    }
}
