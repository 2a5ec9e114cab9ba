import Diagnostics
import Foundation
import Markdown
import MarkdownCorpus
import SeededNumbers
import Synchronization

// Eight threads get what one gets. cmark-gfm keeps the special characters of its extensions in process globals; see `Markdown.parse`. Built for
// the thread sanitizer, which ends the process with a status of its own, and by itself, because the modules it needs are few.

/// What comes of a text.
struct Outcome: Equatable, Sendable {
    let document: Node
    let diagnostics: [Diagnostic]
    let html: String

    init(_ text: String) {
        let log = DiagnosticLog()
        document = Markdown.parse(text, path: "a.md", lineOffset: 0, log: log)
        diagnostics = log.diagnostics
        html = HTMLRenderer.render([document])
    }
}

let documents =
    [
        String(repeating: "~~a~~ www.a.org `~~b~~` ~c~ https://x.org/y_z a@b.co\n\n", count: 20),
        (1...20).map { "a[^\($0)] ~~b~~\n\n[^\($0)]: note www.x.org\n\n" }.joined(),
        "|a|b|\n|-|:-:|\n" + String(repeating: "|~~c~~ [@k]|http://a.b \\| d|\n", count: 20),
        String(repeating: "- [x] *a* ~~b~~\n  - [ ] www.c.org\n\n> [!NOTE]\n> [@d, p. 1]\n\n", count: 10),
        "plain",
    ] + GFMCorpus.all
let expected = documents.map(Outcome.init)
let wrong = Mutex<Set<Int>>([])
let (threads, texts) = (8, 500)
let group = DispatchGroup()
for number in 0..<threads {
    group.enter()
    Thread.detachNewThread {
        var random = SeededGenerator(seed: UInt64(number))
        for _ in 0..<texts {
            let index = Int.random(in: documents.indices, using: &random)
            // Nothing else is shared: the sanitizer does not know this lock, and would take it for a race.
            if Outcome(documents[index]) != expected[index] { _ = wrong.withLock { $0.insert(index) } }
        }
        group.leave()
    }
}
group.wait()
let found = wrong.withLock { $0 }.sorted()
for index in found { print("another thread changes what comes of: \(documents[index])") }
print("\(threads * texts) texts parsed by \(threads) threads, \(found.count) of \(documents.count) in another way than by one")
exit(found.isEmpty ? 0 : 1)
