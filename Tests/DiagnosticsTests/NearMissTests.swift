import Diagnostics
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
