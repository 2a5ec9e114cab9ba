import Citations
import SeededNumbers
import Testing

struct InTextLabelTests {
    private func label(_ items: (Int, String?)...) -> String {
        InTextLabel(items.map { (number: $0.0, locator: $0.1) }).text
    }

    private func label(_ numbers: [Int]) -> String {
        InTextLabel(numbers.map { (number: $0, locator: nil) }).text
    }

    private static let joinsRowsOfThreeCases: [([Int], String)] = [
        ([], ""), ([3], "3"), ([1, 2], "1,2"), ([1, 2, 3], "1-3"), ([3, 1, 2, 1], "1-3"),
        ([19, 1, 3, 4, 5, 6, 7, 8], "1,3-8,19"), ([1, 2, 4, 5], "1,2,4,5"), ([1, 2, 3, 5, 6, 7], "1-3,5-7"),
    ]

    @Test(arguments: joinsRowsOfThreeCases)
    func joinsRowsOfThree(numbers: [Int], expected: String) {
        #expect(label(numbers) == expected)
    }

    private static let setsLocatorsCloseCases: [(String, String)] = [
        ("p. 1270", "3(p1270)"), ("p1270", "3(p1270)"), ("p 1270", "3(p1270)"), ("pp. 12-14", "3(pp12-14)"),
        ("pp. 12–14, 20", "3(pp12-14,20)"), ("p. S12", "3(pS12)"), ("pp. iv-vi", "3(ppiv-vi)"), ("Table 2", "3(Table 2)"),
        ("p value section", "3(p value section)"), ("para. 4", "3(para. 4)"), ("plate 3", "3(plate 3)"), ("p.", "3(p.)"),
        ("  ", "3"), ("", "3"), ("§ 1.2", "3(§ 1.2)"), ("ppp 3", "3(ppp 3)"),
    ]

    @Test(arguments: setsLocatorsCloseCases)
    func setsLocatorsClose(locator: String, expected: String) {
        #expect(label((3, locator)) == expected)
    }

    @Test func rowsNeverSwallowLocators() {
        #expect(label((1, nil), (2, nil), (3, "p. 4"), (4, nil), (5, nil), (6, nil)) == "1,2,3(p4),4-6")
        #expect(label((1, "p. 2"), (2, nil), (3, nil)) == "1(p2),2,3")
        #expect(label((5, "pp. 3"), (9, nil)) == "5(pp3),9")
    }

    @Test func aNumberHasAllItsLocators() {
        #expect(label((5, "p. 3"), (5, "p. 5"), (9, nil)) == "5(pp3,5),9")
        #expect(label((5, "p. 3"), (5, nil), (5, "p. 3")) == "5(p3)")
        #expect(label((5, "p. 3"), (5, "Table 2")) == "5(p3,Table 2)")
    }

    @Test func segmentsSayWhatTheyCover() {
        typealias Segment = InTextLabel.Segment
        let segments = InTextLabel([(number: 1, locator: nil), (2, nil), (3, nil), (4, nil), (6, "p. 9")]).segments
        #expect(segments.map(\.text) == ["1", "-", "4", ",", "6(p9)"])
        #expect(segments.map(\.numbers) == [[1], [2, 3], [4], [], [6]])
    }

    @Test(arguments: UInt64(0)..<300)
    func labelsSayWhatWasCited(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let span = Int.random(in: 1...30, using: &generator)
        let items = (0..<Int.random(in: 0...15, using: &generator)).map { _ in
            let locator = Int.random(in: 0..<5, using: &generator) == 0 ? "p. \(Int.random(in: 1...99, using: &generator))" : nil
            return (number: Int.random(in: 1...span, using: &generator), locator: locator)
        }
        let label = InTextLabel(items)
        let cited = Set(items.map(\.number)).sorted()

        #expect(label.segments.flatMap(\.numbers) == cited, "each number once, ascending")
        #expect(label.text == label.segments.map(\.text).joined())
        #expect(!label.text.contains(" "))
        #expect(InTextLabel(items.shuffled(using: &generator).map { ($0.number, nil) }).segments.flatMap(\.numbers) == cited)

        // Read back, a label names exactly what was cited, and locators stand with their number.
        var read: [Int] = []
        for part in label.text.split(separator: ",").filter({ $0.first?.isNumber == true }) where !part.contains("(") {
            guard !isInsideLocator(part, of: label.text) else { continue }
            let ends = part.split(separator: "-").compactMap { Int($0) }
            read += Array(try #require(ends.first)...(try #require(ends.last)))
            if ends.count == 2 { #expect(ends[1] - ends[0] >= 2, "no row of two") }
        }
        let located = Set(items.filter { $0.locator != nil }.map(\.number))
        #expect(read == cited.filter { !located.contains($0) })
        for number in located { #expect(label.segments.contains { $0.numbers == [number] && $0.text.hasPrefix("\(number)(p") }) }
    }

    /// `5(pp3,5)` has a comma of its own.
    private func isInsideLocator(_ part: Substring, of text: String) -> Bool {
        let before = text[..<part.startIndex]
        return before.count { $0 == "(" } > before.count { $0 == ")" }
    }
}
