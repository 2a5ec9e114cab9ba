import Diagnostics
import SeededNumbers
import Testing

struct NearMissTests {
    private static let words = ["title", "summary", "dose", "interval", "references", "id", "NOTE"]

    @Test(
        "one mistake in a short word, more in a longer one",
        arguments: [
            ("titel", "title"), ("titl", "title"), ("titles", "title"), ("ttile", "title"), ("tutle", "title"),
            ("TITLE", "title"), ("note", "NOTE"), ("dosis", nil), ("does", "dose"), ("intreval", "interval"), ("intervall", "interval"),
            ("refrences", "references"), ("referencia", "references"), ("rfrncs", nil), ("rferensec", "references"), ("ids", "id"),
            ("", nil), ("completely different", nil), ("summarisation", nil), ("title", nil),
        ])
    func nearest(_ word: String, expected: String?) {
        #expect(nearMiss(word, in: Self.words.filter { $0 != "id" || word == "ids" }) == expected)
    }

    @Test("the nearest wins, and among equals the first in the alphabet")
    func best() {
        #expect(nearMiss("grade", in: ["trade", "grad", "grades", "grade-x"]) == "grad")
        #expect(nearMiss("abcdefg", in: ["abcdeXX", "abcdefX"]) == "abcdefX")
        #expect(nearMiss("abcdefg", in: ["abcdefX", "abcdeXX"]) == "abcdefX")
        #expect(nearMiss("a", in: []) == nil)
    }

    @Test("never more than three mistakes, however long the word")
    func limit() {
        let word = String(repeating: "a", count: 30)
        #expect(nearMiss(word, in: [word.dropLast(3) + "bbb"]) != nil)
        #expect(nearMiss(word, in: [word.dropLast(4) + "bbbb"]) == nil)
        #expect(nearMiss(word, in: [word + "aaa"]) != nil)
        #expect(nearMiss(word, in: [word + "aaaa"]) == nil)
    }

    @Test("the same as by the whole table", arguments: 0..<20)
    func wholeTable(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func word() -> String { String((0..<Int.random(in: 1...12, using: &random)).map { _ in "aabcB1-é".randomElement(using: &random)! }) }
        for _ in 0..<100 {
            let (wanted, candidates) = (word(), (0..<8).map { _ in word() })
            let limit = min(3, max(1, wanted.unicodeScalars.count / 3))
            let expected = Set(candidates).subtracting([wanted]).map { (distance: distance(wanted, $0), word: $0) }.filter { $0.distance <= limit }.min { $0 < $1 }
            #expect(nearMiss(wanted, in: candidates) == expected?.word, "\(wanted) among \(candidates)")
        }
    }

    /// Insertions, deletions, replacements and swaps of neighbours, case ignored.
    private func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.lowercased().unicodeScalars), Array(b.lowercased().unicodeScalars))
        var rows = (0...a.count).map { row in (0...b.count).map { row == 0 ? $0 : $0 == 0 ? row : 0 } }
        for i in 1...a.count {
            for j in 1...b.count {
                rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1) }
            }
        }
        return rows[a.count][b.count]
    }

    @Test("letters count as readers see them")
    func unicode() {
        #expect(nearMiss("dosé", in: ["dose"]) == "dose")
        #expect(nearMiss("ÜBER", in: ["über"]) == "über")
    }

    @Test("a near miss, or the choices when they are few")
    func suggestions() {
        #expect(suggestion(for: "titel", among: Self.words) == "did you mean 'title'?")
        #expect(suggestion(for: "xxxxxx", among: ["b", "a"]) == "use one of: a, b")
        #expect(suggestion(for: "xxxxxx", among: [String]()) == nil)
        let many = (10..<34).map { "choice-\($0)" }
        #expect(suggestion(for: "xxxxxx", among: many) == "use one of: \(many.joined(separator: ", "))")
        #expect(suggestion(for: "xxxxxx", among: many + ["more"]) == nil)
    }
}
