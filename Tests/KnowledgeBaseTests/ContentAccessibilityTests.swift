import Diagnostics
import Testing

@testable import KnowledgeBase

/// Links, images, headings and tables that say what they are to readers who do not see the page.
struct ContentAccessibilityTests {
    private func found(_ body: String) -> [String] {
        load(["index.md": page(body), "a.png": "x", "flow-chart-2.png": "x"]).diagnostics.filter { $0.rule != .unusedFile && $0.rule != .unsafeFile }.map {
            "\($0.rule.id): \($0.summary)"
        }
    }

    @Test(arguments: [
        ("[here](index.md)", "vague-link: the text of this link, 'here', says nothing"),
        ("[Click **here**.](index.md)", "vague-link: the text of this link, 'Click here.', says nothing"),
        ("[(more)](index.md)", "vague-link: the text of this link, '(more)', says nothing"),
        ("<https://example.org/a>", "vague-link: the text of this link is an address"),
        ("[https://example.org](https://example.org)", "vague-link: the text of this link is an address"),
        ("![a.png](a.png)", "poor-alt-text: the text of this image, 'a.png', is the name of a file"),
        ("![flow-chart-2](flow-chart-2.png)", "poor-alt-text: the text of this image, 'flow-chart-2', is the name of a file"),
        ("![Image of a flow chart](a.png)", "poor-alt-text: the text of this image begins with 'Image of'"),
        ("![A screenshot of a table](a.png)", "poor-alt-text: the text of this image begins with 'A screenshot of'"),
        ("![\(String(repeating: "long ", count: 60))](a.png)", "poor-alt-text: the text of this image has 300 characters"),
        ("## {#a}\n\nText.", "empty-heading: this heading has no text"), ("##\n\nText.", "empty-heading: this heading has no text"),
        ("**Dosing**\n\nText.", "emphasised-heading: 'Dosing' looks like a heading and is none"),
        ("***Dosing in children***\n\n- Text.", "emphasised-heading: 'Dosing in children' looks like a heading and is none"),
        ("| | |\n|---|---|\n| a | b |", "empty-table-head: the head of this table is empty"),
        ("> | | |\n> |---|---|\n> | a | b |", "empty-table-head: the head of this table is empty"),
    ])
    func isReported(_ body: String, _ expected: String) {
        #expect(found(body) == [expected])
    }

    /// Nearly so, and as it should be.
    @Test(arguments: [
        "[Dosing here](index.md)", "[this page on dosing](index.md)", "[example.org](https://example.org)", "<mailto:a@example.org>", "[![Doses rise](a.png)](index.md)",
        "![Flow chart 2](flow-chart-2.png)", "![Images of mode and reality](a.png)", "![Photographic memory](a.png)", "![Chart](a.png)",
        "**A sentence in bold.**\n\nText.", "**Ask for:**\n\n- Text.", "**Last words**", "**Bold** text.\n\nText.", "- **Item**\n\n  Text.",
        "**Before a heading**\n\n## H",
        "*Doses by weight*\n\n| a |\n|---|\n| b |", "**Table 1. Doses**\n\n| a |\n|---|\n| b |", "| | Dose |\n|---|---|\n| a | b |", "| a | |\n|---|---|\n| a | b |",
    ])
    func isNot(_ body: String) {
        #expect(found(body) == [])
    }
}
