import MarkdownCorpus
import SeededNumbers
/// Markdown put together at random, from pieces that mean something to cmark. None of it means anything to Materia
/// alone: no `[!`, `[@` or `{#`.
struct RandomMarkdown {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let tokens = [
        "*", "**", "_", "__", "~", "~~", "`", "``", "[", "]", "(", ")", "](", "](u)", "](<u v> \"t\")", "![", "[^1]",
        "\n\n[r]: /u 't'\n\n", "[r]", "<", ">", "<b>", "</b>", "<!-- ", " -->", "<http://a.b>", "&amp;", "&", "\\", "\"", "'",
        "|", "|-|-|", "\n|a|b|\n|-|:-:|\n|", "www.a.org", "http://a.b/c", "a@b.co", ":", "x", "word", " ", " ", "  ", "\t",
        "\n", "\n", "\n", "  \n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n  ", "\n    ", "\n# ", "\n---\n", "\n===\n", "\n```\n",
        "- [x] ", "- [ ] ", "é", "🩺", "\r\n", "0", "\n* ", "\n2) ", "<div>\n", "{", "}", "#",
    ]

    private static let pieces = (BlockCorpus.all + InlineCorpus.all + GFMCorpus.all).filter { !$0.contains("[^2]") }
    private static let containers = [("> ", "> "), ("- ", "  "), ("1. ", "   "), ("", "    "), ("", "")]

    /// Tokens in any order: mostly broken markup, sometimes with a footnote at its end.
    mutating func soup() -> String {
        var out = ""
        for _ in 0..<Int.random(in: 1...40, using: &generator) { out += pick(Self.tokens) }
        if Bool.random(using: &generator) { out += "\n[^1]: note" }
        return clean(out)
    }

    /// Whole pieces of the corpus one after another, some of them inside quotations and lists.
    mutating func document() -> String {
        var out = ""
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            var lines = pick(Self.pieces).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let (first, rest) = pick(Self.containers)
                lines = lines.enumerated().map { ($0.offset == 0 ? first : rest) + $0.element }
            }
            out += lines.joined(separator: "\n") + pick(["", "\n", "\n\n"])
        }
        return clean(out)
    }

    private mutating func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &generator)! }

    private func clean(_ text: String) -> String {
        var text = text
        for (mark, harmless) in [("[!", "[ !"), ("{#", "{ #"), ("[@", "[ ")] {
            text = text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: harmless)
        }
        return text
    }
}
