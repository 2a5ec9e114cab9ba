import Diagnostics
import Markdown
import Testing

/// What the parser would take minutes over is refused before it, and what people write is not.
@Suite(.timeLimit(.minutes(20)))
struct ParserCostTests {
    private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test func levelsOfManyLines() {
        let text = repeated("- ", 1000) + "a\n" + repeated("\n", 60_000)
        #expect(
            Parsed(text).console
                == "a.md:33334:1: error: lists and quotations are nested too deeply for a text of so many lines [too-hard-to-parse]\n    help: flatten the list or quotation\n"
        )
        // A paragraph that begins at the margin ends them all.
        #expect(Parsed("- a\n  - b\n\n" + repeated("A line of text.\n\n    code\n\n", 5000)).diagnostics == [])
    }

    @Test func cellsOfALine() {
        let row = repeated("|b", 4000) + "\n"
        #expect(
            Parsed("|a|\n|-|\n" + repeated(row, 40)).console.hasPrefix(
                "a.md:27:1: error: a line has too many cells [too-hard-to-parse]\n    help: split the table over pages; write \\| for a | that is text\n"))
        #expect(Parsed("|a|b|\n|-|-|\n" + repeated("|c|d|\n", 2000)).diagnostics == [])
    }

    @Test func paragraphsAboveTables() {
        #expect(
            Parsed(repeated("a\n", 60_000) + "|a|\n|-|\n").console
                == "a.md:60002:1: error: the paragraph above this table is too long [too-hard-to-parse]\n    help: leave a line empty before the table\n")
        #expect(Parsed(repeated("a\n", 6000) + "|a|\n|-|\n").diagnostics == [])
    }

    @Test(arguments: ["<!A ", "<?a", "<![CDATA["])
    func openMarkup(_ mark: String) {
        #expect(
            Parsed("x" + repeated(mark, 50_000)).console
                == "a.md:1:1: error: this paragraph opens too much HTML that it does not close [too-hard-to-parse]\n    help: a < that is text is written \\<\n")
        #expect(!Parsed(repeated("x" + repeated(mark, 20) + "\n\n", 100)).diagnostics.contains { $0.rule.id == "too-hard-to-parse" })
    }

    @Test func addressesOfParentheses() {
        #expect(
            Parsed("http://a" + repeated(")", 50_000)).console
                == "a.md:1:1: error: an address on this line has too many closing parentheses [too-hard-to-parse]\n    help: write it as [text](address), with %29 for each )\n"
        )
        #expect(Parsed(repeated("(see http://a.org/b_(c)) ", 2000)).diagnostics == [])
    }

    @Test func mailAddresses() {
        #expect(
            Parsed(repeated("a@b.c\n\n", 50_001)).console
                == "a.md:100001:1: error: the file has more than 50,000 mail addresses [too-hard-to-parse]\n    help: split it into several files\n")
        #expect(Parsed(repeated("a@b.c ", 2000) + repeated("@ ", 60_000)).diagnostics == [])
    }

    @Test func definitionsThatAreRepeated() {
        let message =
            "error: the links that use this definition, and others, repeat more than 10 MB of it [too-hard-to-parse]\n    help: write a shorter address or title\n"
        let uses = repeated("[x] ", 4000)
        #expect(Parsed("[x]: \(repeated("a", 3000))\n\n\(uses)").console == "a.md:1:1: " + message)
        #expect(Parsed("[x]: a\n  \"\(repeated("a\n", 1500))\"\n\n\(uses)").console == "a.md:1:1: " + message)
        #expect(Parsed("[X  É]: \(repeated("a", 3000))\n\n\(repeated("[x é] ", 4000))").console == "a.md:1:1: " + message)
        // Long, and used a few times; many, and short.
        #expect(Parsed("[x]: \(repeated("a", 3000))\n\n[x] \(repeated("[y] ", 4000))\n").diagnostics.allSatisfy { $0.rule.id != "too-hard-to-parse" })
        #expect(Parsed("[x]: a 'b'\n\n\(uses)").diagnostics == [])
    }
}
