import Diagnostics
import Markdown
import Testing

@Suite(.timeLimit(.minutes(20)))
struct UnclosedFenceTests {
    @Test("A fence that nothing closes is reported where it opens")
    func message() {
        #expect(
            Parsed("Text.\n\n  ```swift\nlet a\n\n# Heading\n").console == """
                a.md:3:3: error: the block of code that '```' opens here is not closed [unclosed-fence]
                    help: end it with ``` alone on a line, as far in as the line that opens it

                """)
    }

    @Test(
        "open",
        arguments: [
            ("```", 1), ("```\n", 1), ("a\n\n~~~\nb", 3), ("````\n```\n", 1), ("```\n~~~", 1), ("```\n``` a", 1), ("```\n    ```", 1), ("> ```\n> a\n\nb", 1),
            ("> ```\n> a\n> b\nc", 1), ("- ```\n  a\n\nb", 1), ("- a\n\n  ```\n  b\n- c", 3), ("1. ~~~~\n   ~~~\n\nb", 1), ("```\r\na\r\n", 1), ("```\n\n\n", 1),
            ("- ```\ncode\n```\nmore", 1), ("> ```\n> a\n```\nb\n```", 1),
        ])
    func open(_ text: String, _ line: Int) {
        let diagnostics = Parsed(text).diagnostics.filter { $0.rule == .unclosedFence }
        #expect(diagnostics.map(\.position.line) == [line])
    }

    @Test(
        "closed, or none",
        arguments: [
            "```\n```", "```\na\n```", "```\na\n````  ", "~~~\n```\n~~~", "```\na\n   ```", "> ```\n> a\n> ```", "> ```\n> a\n> ```\nb", "- ```\n  a\n  ```",
            "- ```\n  a\n  ```\n- b",
            "> - ~~~\n>   a\n>   ~~~\n> b", "```\r\na\r\n```\r\n", "    ```\n    a\n", "    ```\n\nb", "``` a ```", "a ``` b", "```\na\n```\n\n```\nb\n```", "\\```\na",
            "```\n\n\n```",
        ])
    func closed(_ text: String) {
        #expect(Parsed(text).diagnostics.map(\.rule.id) == [])
    }

    @Test("Two that are open in their quotations are two slips")
    func two() {
        #expect(Parsed("> ```\n> a\n\nb\n\n> ```\n> c\n\nd").diagnostics.map(\.position.line) == [1, 6])
    }
}
