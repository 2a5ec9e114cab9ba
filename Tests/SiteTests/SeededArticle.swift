import SeededNumbers

/// An article in every form that Materia knows, put together at random; each of its words stands in it once.
struct SeededArticle {
    private(set) var source = ""
    /// What a reader must find on its page.
    private(set) var words: [String] = []
    private var generator: SeededGenerator
    private var notes: [String] = []
    private var anchors = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        source = """
            ---
            title: \(text(3))
            summary: "\(text(4))"
            status: current
            authors: [\(text(2)), "\(text(1))"]
            codes:
              - { system: ICD-10-CM, code: \(word()), title: \(text(2)) }
            changes:
              - { date: 2026-09-01, text: "\(text(3))" }
            ---

            """
        for _ in 0..<Int.random(in: 4...14, using: &generator) { source += block(depth: 0) + "\n\n" }
        source += notes.joined(separator: "\n\n") + "\n"
    }

    private mutating func word() -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyzäöüßéμ日本")
        let word = "q" + String((0..<7).map { _ in letters.randomElement(using: &generator)! }) + "x"
        words.append(word)
        return word
    }

    private mutating func text(_ count: Int) -> String { (0..<count).map { _ in word() }.joined(separator: " ") }

    private mutating func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &generator)! }

    private mutating func inline() -> String {
        switch Int.random(in: 0..<16, using: &generator) {
        case 0: "*\(text(2))*"
        case 1: "**\(text(1))**"
        case 2: "~~\(text(2))~~"
        case 3: "`\(word())`"
        case 4: "[\(text(2))](../indications/example-fever.md#signs)"
        case 5: "[](../regimens/examplicin-adults.yml#dose)"
        case 6: "\(word()).[@doe2020, p. \(word()); @roe2021]"
        case 7: note()
        case 8: "\(word()) \\* \(word()) &ge; \(word()) &amp; \(word())"
        case 9: "![\(text(3))](../images/curve.png)"
        case 10: "<https://example.org/\(Int.random(in: 1000...9999, using: &generator))>"
        case 11: "***\(word())* \(word())**"
        case 12: "\(word())<!-- not to be seen -->"
        case 13: "[\(word())][\(link(word: "l\(anchors)"))]"
        case 14: "EF \(word())\\\n\(word())"
        default: text(3)
        }
    }

    /// A link whose address stands at the end of the article.
    private mutating func link(word label: String) -> String {
        anchors += 1
        notes.append("[\(label)]: ../dosing/rounding.md \"\(text(2))\"")
        return label
    }

    private mutating func note() -> String {
        anchors += 1
        notes.append("[^n\(anchors)]: \(text(3))")
        return "\(word())[^n\(anchors)]"
    }

    private mutating func line() -> String { (0..<Int.random(in: 1...5, using: &generator)).map { _ in inline() }.joined(separator: pick([" ", ", ", "\n"])) }

    /// In alerts nothing may be struck out.
    private mutating func unstruckLine() -> String { line().replacing("~~", with: "**") }

    private mutating func block(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 2 ? 3 : 12), using: &generator) {
        case 0: return "    \(text(2))"
        case 1: return "```text\n\(text(3))\n```"
        case 2, 3: return line()
        case 4 where depth == 0:
            anchors += 1
            return "## \(text(2)) {#s\(anchors)}"
        case 5: return quoted("> ", block(depth: depth + 1))
        case 6:
            return quoted("> ", "[!\(pick(["NOTE", "WARNING", "PITFALL", "TIP"]))]\n" + unstruckLine())
        case 7: return quoted("> ", "[!RECOMMENDATION strength=strong certainty=low]\n\(unstruckLine())[@doe2020]")
        case 8: return "- " + quoted("  ", block(depth: depth + 1)).dropFirst(2) + "\n- [x] \(text(1))"
        case 9: return "1. " + quoted("   ", line()).dropFirst(3) + "\n1. \(word())"
        case 10: return "| \(word()) | \(word()) |\n|---|:-:|\n| \(text(2)) | *\(word())* \\| \(word()) |\n| \(word()) | |"
        default: return "```regimen\nid: examplicin-adults\n```"
        }
    }

    private func quoted(_ mark: String, _ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { mark + $0 }.joined(separator: "\n")
    }
}
