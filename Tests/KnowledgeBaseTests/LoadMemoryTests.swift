import Diagnostics
import SeededNumbers
import Testing

@testable import KnowledgeBase

/// What is loaded with a memory of earlier states is what is loaded without: over many edits of all kinds, some of them mistakes.
@Suite(.timeLimit(.minutes(20)))
struct LoadMemoryTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func anEditLoadsAsAFreshStart(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var files = Dictionary(uniqueKeysWithValues: ValidSite.files.map { ($0.path, $0.bytes) })
        files["site.yml"] = Array(String(decoding: files["site.yml"]!, as: UTF8.self).replacing(", draft-linked: off", with: "").utf8)
        let today = Fixture.today
        var memory = LoadMemory()
        var kinds = Set<Int>()
        var (changed, whole) = (0, 0)
        for step in 0..<60 {
            let kind = Int(random.next() % 11)
            kinds.insert(kind)
            let before = files
            edit(kind, &files, &random, step)
            if files != before { changed += 1 }
            let state = files.map { ContentFile(path: $0.key, bytes: $0.value) }
            let isStrict = random.next() % 2 == 0
            let loaded = KnowledgeBase.load(state, threads: 2, isStrict: isStrict, today: today, memory: &memory)
            if loaded.knowledgeBase != nil { whole += 1 }
            let kept = Snapshot(loaded)
            #expect(kept == Snapshot(KnowledgeBase.load(state, threads: 1, isStrict: isStrict, today: today)), "step \(step), kind \(kind)")
        }
        #expect(kinds.count == 11)
        #expect(changed > 30 && whole > 30)
    }

    /// Looking at one article says what loading says, where the article uses the same; and nothing where others see another.
    @Test(arguments: [
        ("EF is no disease.", "EF is no malady.", true, false), ("EF is no disease.", "EF is 0,5 mg and 10 µg.", true, false),
        ("(../images/curve.png)", "(../images/curv.png)", true, false),
        ("[@doe2020, table 2; @roe2021]", "[@doe2020; @row2021]", true, false), ("## Treatment", "#### Treatment", false, false),
        ("[15 mg/kg]", "[16 mg/kg]", true, false),
        ("EF is no disease.", "<b>EF</b>", true, false), ("status: current", "status: finished", false, false), ("title: Example fever", "title: Other", false, false),
        ("## Prevention", "## Avoiding it", false, false), ("EF is no disease.", "EF is no malady.", false, true),
    ])
    func anArticleIsLookedAtByItself(_ old: String, _ new: String, _ isKnown: Bool, _ isReviewed: Bool) throws {
        let path = "indications/example-fever.md"
        // Any word more and a reviewed article is one that has changed since: that is seen by others once.
        let reviewed = String(decoding: ValidSite.files.first { $0.path == path }!.bytes, as: UTF8.self)
        let text = isReviewed ? reviewed : reviewed.replacing(/review:.*\n/, with: "")
        let files = ValidSite.files.map { $0.path == path ? ContentFile(path: path, text: text) : $0 }
        var memory = LoadMemory()
        let before = try #require(KnowledgeBase.load(files, threads: 1, isStrict: true, today: Fixture.today, memory: &memory).knowledgeBase)
        let file = ContentFile(path: path, text: text.replacingOccurrences(old, with: new, first: true))
        let found = before.look(at: [file], memory, isStrict: true) { path in files.first { $0.path == path }?.bytes }
        #expect((found != nil) == isKnown)
        guard let found else { return }
        let after = files.map { $0.path == path ? file : $0 }
        // The picture is then unused, which the next load says.
        let loaded = KnowledgeBase.load(after, threads: 1, isStrict: true, today: Fixture.today).diagnostics.filter { $0.rule != .unusedFile }
        #expect(found.map(\.summary) == loaded.map(\.summary) && found.map(\.position) == loaded.map(\.position))
    }

    private func edit(_ kind: Int, _ files: inout [String: [UInt8]], _ random: inout SeededGenerator, _ step: Int) {
        func pick(_ suffix: String) -> String? {
            let paths = files.keys.filter { $0.hasSuffix(suffix) }.sorted()
            return paths.isEmpty ? nil : paths[Int(random.next() % UInt64(paths.count))]
        }
        func change(_ path: String?, _ edit: (String) -> String) {
            guard let path, let bytes = files[path] else { return }
            files[path] = Array(edit(String(decoding: bytes, as: UTF8.self)).utf8)
        }
        switch kind {
        // Words, and words in front of which everything moves.
        case 0: change(pick(".md")) { $0 + "\nSome words more, number \(step).\n" }
        case 1: change(pick(".md")) { $0.replacingOccurrences("\n## ", with: "\nMoved down by this.\n\n## ", first: true) }
        // Anchors and titles that others link to.
        case 2: change(pick(".md")) { $0.replacingOccurrences("\n## ", with: "\n## New ", first: true) }
        case 3: change(pick(".md")) { $0.replacingOccurrences("title: ", with: "title: Other ", first: true) }
        // Values, references, terms.
        case 4: change(pick(".yml")) { $0.replacingOccurrences("15 mg/kg", with: "\(16 + step) mg/kg", first: true) + "\n# \(step)\n" }
        case 5: change(pick(".json")) { $0.replacingOccurrences("doe2020", with: step % 2 == 0 ? "doe2021" : "doe2020", first: true) }
        case 6:
            files["therapies/new-\(step % 3).md"] = Array(
                "---\ntitle: New \(step)\nsummary: A page.\n---\n\n## One {#one}\n\nSee [it](examplicin.md#how-it-works), [@doe2020].\n".utf8)
        case 7:
            if let path = pick(".md"), path != "index.md" { files[path.replacingOccurrences(".md", with: "-moved.md", first: true)] = files.removeValue(forKey: path) }
        // What others are told of it: a draft, a review that was due.
        case 8:
            change(pick(".md")) { text in
                text.contains("status: current")
                    ? text.replacingOccurrences("status: current", with: "review: { by: A, on: 2020-01-01 }", first: true)
                    : text.replacingOccurrences("\nsummary: ", with: "\nstatus: current\nsummary: ", first: true)
            }
        // An abbreviation, the same as elsewhere or not.
        case 9:
            change(pick(".md")) { text in
                text.contains("(PP)")
                    ? text.replacingOccurrences("Partial", with: "Pulse", first: true) : text + "\n\(step % 2 == 0 ? "Partial" : "Pulse") pressure (PP) and more.\n"
            }
        // Something taken away comes back.
        default:
            if let lost = ValidSite.files.first(where: { files[$0.path] == nil }) {
                files[lost.path] = lost.bytes
            } else if let path = pick(step % 2 == 0 ? ".yml" : ".md") {
                files[path] = nil
            }
        }
    }
}

extension String {
    fileprivate func replacingOccurrences(_ old: String, with new: String, first: Bool) -> String {
        replacing(old, with: new, maxReplacements: first ? 1 : .max)
    }
}
