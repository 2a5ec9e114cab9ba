import Diagnostics
import SeededNumbers
import Testing

@testable import KnowledgeBase

/// Files that were cut off, or in which bytes changed, load without a crash, and alike on any number of threads.
@Suite(.timeLimit(.minutes(20)))
struct HostileInputTests {
    enum Damage: CaseIterable, Sendable {
        case cutOff, bitFlips, lostPart, doubledPart, marks
    }

    @Test(arguments: Damage.allCases, 0..<4)
    func damagedFilesLoad(_ damage: Damage, _ round: Int) {
        for number in 0..<12 {
            let seed = round * 12 + number
            var random = SeededGenerator(seed: UInt64(seed))
            var files = ValidSite.files
            for _ in 0...Int.random(in: 0...2, using: &random) {
                let index = files.indices.randomElement(using: &random)!
                files[index] = ContentFile(path: files[index].path, bytes: damaged(files[index].bytes, damage, &random))
            }
            let one = Snapshot(KnowledgeBase.load(files, threads: 1))
            let eight = Snapshot(KnowledgeBase.load(files, threads: 8))
            #expect(one == eight, "\(damage), seed \(seed)")
        }
    }

    private func damaged(_ bytes: [UInt8], _ damage: Damage, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0...40, using: &random))
        switch damage {
        case .cutOff: bytes.removeSubrange(start...)
        case .bitFlips:
            for _ in 0..<8 {
                guard let index = bytes.indices.randomElement(using: &random) else { break }
                bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        case .lostPart: bytes.removeSubrange(start..<end)
        case .doubledPart: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case .marks:
            // Characters that mean something to YAML, JSON or Markdown, put where nobody expects them.
            let marks = [
                "[", "]", "{", "}", "\"", "'", "`", "```", ":", "#", "&a", "*a", "|", "\n", "\r\n", "\t", "\0", "@",
                "[^1]", "<", "\u{301}", "---\n",
            ]
            for _ in 0..<6 {
                bytes.insert(
                    contentsOf: marks.randomElement(using: &random)!.utf8,
                    at: Int.random(in: 0...bytes.count, using: &random))
            }
        }
        return bytes
    }

    @Test func endlessNestingIsRefused() {
        let deep = String(repeating: "[", count: 20_000)
        for (path, text) in [
            ("index.md", page(String(repeating: "> ", count: 20_000) + String(repeating: "*a **b ", count: 200))),
            ("index.md", "---\ntitle: \(deep)\n---\n"), ("protocols/p.yml", String(repeating: "- ", count: 20_000)),
            ("references/r.json", deep),
        ] {
            #expect(load([path: text]).diagnostics.hasErrors, "\(path)")
        }
        #expect(load(["index.md": page(deep)]).diagnostics.isEmpty)
    }

    /// Twelve lines of YAML that would stand for a million million values.
    @Test(arguments: [true, false])
    func aliasesDoNotMultiply(withNewNames: Bool) {
        var text = "a0: &a0 [x, x]\n"
        for number in 1...12 {
            let name = withNewNames ? "a\(number)" : "a0"
            let previous = withNewNames ? "a\(number - 1)" : "a0"
            text += "a\(number): &\(name) [\((0..<10).map { _ in "*\(previous)" }.joined(separator: ", "))]\n"
        }
        #expect(load(["protocols/p.yml": text]).diagnostics.contains { $0.rule.id == "yaml-anchor" })
    }
}
