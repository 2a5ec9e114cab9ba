import Diagnostics
import SeededNumbers
import Testing

@testable import KnowledgeBase

/// Wherever a broken link stands in an article, it is reported there. Every link is written with its line in its name.
@Suite(.timeLimit(.minutes(20)))
struct LinkPlaceTests {
    @Test(arguments: 0..<60)
    func everyBrokenLinkIsReportedWhereItStands(seed: Int) {
        var writer = Writer(seed: seed)
        for _ in 0..<6 { writer.writeBlock(first: "", next: "", depth: 0) }
        let loaded = load(["index.md": page(writer.lines.joined(separator: "\n"))])
        let reported = loaded.diagnostics.filter { $0.rule == .brokenLink }
        #expect(reported.count == writer.links.count)
        for diagnostic in reported {
            let name = String(diagnostic.summary.split(separator: "'")[1])
            #expect(writer.links[name] == diagnostic.position, "\(name), seed \(seed)")
        }
    }

    /// Writes random blocks, nested in each other, and remembers where it put links.
    private struct Writer {
        private(set) var lines: [String] = []
        private(set) var links: [String: SourcePosition] = [:]
        private var random: SeededGenerator

        init(seed: Int) { random = SeededGenerator(seed: UInt64(seed)) }

        mutating func writeBlock(first: String, next: String, depth: Int) {
            switch Int.random(in: depth < 3 ? 0...6 : 3...6, using: &random) {
            case 0:
                writeBlock(first: first + "- ", next: next + "  ", depth: depth + 1)
                writeBlock(first: next + "  ", next: next + "  ", depth: depth + 1)
                writeBlock(first: next + "- ", next: next + "  ", depth: depth + 1)
            case 1: writeBlock(first: first + "10. ", next: next + "    ", depth: depth + 1)
            case 2:
                writeBlock(first: first + "> ", next: next + "> ", depth: depth + 1)
                writeBlock(first: next + "> ", next: next + "> ", depth: depth + 1)
            case 3:
                writeParagraph(first: first, next: next)
                writeTable(first: next, next: next)
            case 4: writeTable(first: first, next: next)
            default: writeParagraph(first: first, next: next)
            }
            lines.append(next)
        }

        private mutating func writeParagraph(first: String, next: String) {
            for number in 0...Int.random(in: 0...2, using: &random) {
                lines.append(number == 0 ? first : next)
                writeLink()
                write(" and ")
                writeLink()
            }
        }

        private mutating func writeTable(first: String, next: String) {
            for number in 0...Int.random(in: 1...3, using: &random) {
                lines.append((number == 0 ? first : next) + "| ")
                for _ in 0..<2 {
                    writeLink()
                    write(" | ")
                }
                if number == 0 { lines.append(next + "|---|:-:|") }
            }
        }

        private mutating func writeLink() {
            let before = ["w [a](", "ü [é](", "**b** [a](<", "![a](", "`x](L` [a](", "&amp; *[a]("].randomElement(
                using: &random)!
            write(before)
            let position = SourcePosition(
                file: "index.md", line: lines.count + 5, column: lines[lines.count - 1].unicodeScalars.count + 1)
            let name = "L\(links.count).md"
            links[name] = position
            write(name + (before.hasSuffix("<") ? ">)" : before.contains("*[") ? ")*" : ")"))
        }

        private mutating func write(_ text: String) { lines[lines.count - 1] += text }
    }
}
