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
let parsed = Mutex(0)
let group = DispatchGroup()
for number in 0..<8 {
    group.enter()
    Thread.detachNewThread {
        var random = SeededGenerator(seed: UInt64(number))
        for _ in 0..<500 {
            let index = Int.random(in: documents.indices, using: &random)
            if Outcome(documents[index]) != expected[index] { _ = wrong.withLock { $0.insert(index) } }
            parsed.withLock { $0 += 1 }
        }
        group.leave()
    }
}
group.wait()
let found = wrong.withLock { $0 }.sorted()
for index in found { print("another thread changes what comes of: \(documents[index])") }
print("\(parsed.withLock { $0 }) texts parsed by 8 threads, \(found.count) of \(documents.count) in another way than by one")
exit(found.isEmpty ? 0 : 1)
