import Diagnostics
import Markdown
import SeededNumbers
import Testing

@testable import KnowledgeBase

@Suite(.timeLimit(.minutes(20)))
struct HeadingAnchorsTests {
    private func anchors(_ markdown: String) -> [String] {
        let log = DiagnosticLog()
        let (_, sections) = HeadingAnchors(log: log).assign(in: Markdown.parse(markdown, path: "a.md", log: log))
        return sections.map(\.id)
    }

    @Test(arguments: [
        ("Dose & interval", "dose-interval"), ("Größe", "größe"), ("Café au lait", "café-au-lait"), ("Cafe\u{301} ﬁne", "caf\u{E9}-fine"), ("がん", "がん"),
        ("설치 전 할 일", "설치-전-할-일"), ("الأطفال", "الأطفال"), ("مقدار دارو", "مقدار-دارو"), ("हिन्दी", "हिन्दी"), ("  A  B ", "a-b"),
        ("A/B-C", "a-b-c"), ("2 g/kg", "2-g-kg"), ("???", "section"), ("Page 1", "section-page-1"),
        ("IgA (µg)", "iga-μg"),
    ])
    func makesAnchorsOfTitles(_ title: String, _ anchor: String) {
        // Strings are equal however they are composed; addresses are not.
        #expect(Array(HeadingAnchors.slug(title).utf8) == Array(anchor.utf8))
    }

    @Test func theAuthorsAnchorStands() {
        #expect(anchors("## Dose {#amount}\n\n## Amount\n\n## Dose") == ["amount", "amount-2", "dose"])
    }

    @Test func equalTitlesTakeTheirSectionInFront() {
        #expect(
            anchors("## Adults\n\n### Dose\n\n## Children\n\n### Dose\n\n#### Dose")
                == ["adults", "adults-dose", "children", "children-dose", "children-dose-dose"])
    }

    @Test func countsOnlyWhereNothingElseTellsThemApart() {
        #expect(anchors("## A\n\n## A\n\n### B\n\n### B") == ["a", "a-2", "a-2-b", "a-2-b-2"])
    }

    @Test(arguments: 0..<100)
    func everyAnchorIsUnique(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let found = anchors(Self.sections(using: &random).joined())
        #expect(Set(found).count == found.count, "\(found)")
    }

    /// A section with a title of its own, put between any two others, changes no other anchor.
    @Test(arguments: 0..<100)
    func aNewSectionChangesNoOtherAnchor(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var sections = Self.sections(using: &random)
        let before = anchors(sections.joined())
        sections.insert(
            "## Something new\n\n### And below it\n\n", at: Int.random(in: 0...sections.count, using: &random))
        let after = anchors(sections.joined())
        #expect(after.filter { $0 != "something-new" && $0 != "and-below-it" } == before)
        #expect(after.count == before.count + 2)
    }

    /// Sections of the second level with headings below them, whose titles often meet.
    private static func sections(using random: inout SeededGenerator) -> [String] {
        let titles = ["Dose", "Adults", "Adults dose", "Dose 2", "Children", "Dose {#dose-2}", "*Dose*", "?"]
        var used = Set<String>()
        return (0..<Int.random(in: 1...6, using: &random)).map { _ in
            (0...Int.random(in: 0...4, using: &random)).map { index in
                // An anchor of the author's own stands on a page once.
                var title = titles.randomElement(using: &random)!
                if title.contains("{"), !used.insert(title).inserted { title = "Dose" }
                let level = index == 0 ? 2 : Int.random(in: 3...4, using: &random)
                return String(repeating: "#", count: level) + " \(title)\n\n"
            }.joined()
        }
    }
}
