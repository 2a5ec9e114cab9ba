import Foundation
import Markdown
import SeededNumbers
import Synchronization
import Testing

/// cmark-gfm keeps the special characters of its extensions in process globals; see `Markdown.parse`.
@Suite(.timeLimit(.minutes(20)))
struct ConcurrencyTests {
    private static let documents =
        [
            String(repeating: "~~a~~ www.a.org `~~b~~` ~c~ https://x.org/y_z a@b.co\n\n", count: 20),
            (1...20).map { "a[^\($0)] ~~b~~\n\n[^\($0)]: note www.x.org\n\n" }.joined(),
            "|a|b|\n|-|:-:|\n" + String(repeating: "|~~c~~ [@k]|http://a.b \\| d|\n", count: 20),
            String(repeating: "- [x] *a* ~~b~~\n  - [ ] www.c.org\n\n> [!NOTE]\n> [@d, p. 1]\n\n", count: 10),
            "plain",
        ] + GFMCorpus.all

    @Test("eight threads get what one gets")
    func threads() {
        let expected = Self.documents.map { Parsed($0) }
        let wrong = Mutex<[String]>([])
        let group = DispatchGroup()
        for number in 0..<8 {
            group.enter()
            Thread.detachNewThread {
                var random = SeededGenerator(seed: UInt64(number))
                for _ in 0..<500 {
                    let index = Int.random(in: Self.documents.indices, using: &random)
                    let parsed = Parsed(Self.documents[index])
                    if parsed != expected[index] || parsed.html != expected[index].html {
                        wrong.withLock { $0.append(Self.documents[index]) }
                    }
                }
                group.leave()
            }
        }
        group.wait()
        #expect(wrong.withLock { $0 } == [])
    }
}
