import SeededNumbers
/// Documents put together at random, in which `‸` stands where links, citations and raw HTML should be found.
struct RandomPlaces {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let inlines = [
        "[a](‸b)", "[a](‸b)", "[é](‸é \"](b) @k\")", "[a](<‸b> 't')", "[a *b*](‸c)", "![a](‸b)", "[![a](‸b)](‸c)", "‸<i>", "‸<i>", "‸<br />",
        "[‸@k]", "[‸@k]", "[‸@k, p. 1; ‸@l]", "<‸http://x.org>", "‸http://x.org", "‸[r][r]", "‸[r]", "`[a](b) @k <i>`", "\\[a](b)",
        "\\[@k]", "é", "🩺", "&eacute;", "&amp;", "&lt;i>", "\\*", "*a*", "**b**", "~~c~~", "word", "a (b)", "x", "_", "[a] (b)", "5 * 3",
    ]
    private static let containers = [("> ", "> "), ("- ", "  "), ("1. ", "   "), ("- [ ] ", "  "), ("", "")]

    mutating func document() -> String {
        var blocks: [String] = []
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            var lines = pick([paragraph, paragraph, heading, table, paragraphAndTable])(&self)
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                let (first, rest) = pick(Self.containers)
                lines = lines.enumerated().map { ($0.offset == 0 ? first : rest) + $0.element }
            }
            blocks.append(lines.joined(separator: "\n"))
        }
        return blocks.joined(separator: "\n\n‸<!-- -->\n\n") + "\n\n[r]: u\n"
    }

    private func paragraph(_ random: inout Self) -> [String] {
        (0..<Int.random(in: 1...4, using: &random.generator)).map { _ in random.line(separators: [" ", " ", ", ", "  "]) }
    }

    private func heading(_ random: inout Self) -> [String] { ["## " + random.line(separators: [" "])] }

    private func table(_ random: inout Self) -> [String] {
        var rows = (0..<Int.random(in: 1...4, using: &random.generator)).map { _ in
            "| \(random.line(separators: [" "])) | \(random.line(separators: [" ", " \\| "])) |"
        }
        rows.insert("|---|:-:|", at: 1)
        return rows
    }

    private func paragraphAndTable(_ random: inout Self) -> [String] { paragraph(&random) + table(&random) }

    private mutating func line(separators: [String]) -> String {
        var line = "w"
        for _ in 0..<Int.random(in: 0...5, using: &generator) { line += pick(separators) + pick(Self.inlines) }
        return line
    }

    private mutating func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &generator)! }
}
