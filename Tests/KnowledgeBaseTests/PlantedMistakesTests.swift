import Diagnostics
import Foundation
import Testing

@testable import KnowledgeBase

/// Many mistakes in one site are found in one run: each once, with its rule and its place, and nothing else.
///
/// The site is the valid one. `⟦` stands where the message is to point, and is taken out.
@Suite(.timeLimit(.minutes(20)))
struct PlantedMistakesTests {
    /// Lines that are added to an article, each a paragraph.
    private static let prose: [(rule: String, text: String)] = [
        ("broken-link", "See [the older notes](⟦nowhere.md)."),
        ("broken-anchor", "See [how doses are rounded](⟦../dosing/rounding.md#nope)."),
        ("unknown-citation", "Nobody ever saw it. [⟦@nobody1999]"),
        ("malformed-citation", "Two wrote so. ⟦[@doe2020, @roe2021]"),
        ("fact-mismatch", "The dose is [16 mg/kg](⟦../regimens/examplicin-adults.yml#dose)."),
        ("raw-html", "A ⟦<b>bold word."),
        ("decimal-comma", "A dose of ⟦0,5 mg is small. [@doe2020]"),
        ("misread-number", "A dose of ⟦1.0 mg is small. [@doe2020]"),
        ("misread-number", "A dose of ⟦.5 mg is small. [@doe2020]"),
        ("error-prone-unit", "A dose of 5 ⟦IU is small. [@doe2020]"),
        ("missing-space", "A dose of ⟦10mg is small. [@doe2020]"),
        ("missing-comma", "A dose of ⟦100000 units is large. [@doe2020]"),
        ("joined-figures", "Give 2*⟦3 mg, then* some more. [@doe2020]"),
        ("unread-markup", "From ⟦~one day to~ two."),
        ("unread-markup", "See ⟦[the notes] (rounding.md)."),
        ("unread-markup", "See ⟦[[rounding]]."),
        ("unread-markup", "At most [150 mg/kg](⟦../regimens/examplicin-adults.yml#dose a day."),
        ("unread-markup", "At most (150 mg/kg)[⟦../regimens/examplicin-adults.yml#dose]."),
        ("unread-markup", "At most [150 mg/kg]{⟦../regimens/examplicin-adults.yml#dose}."),
        ("unread-markup", "At most 150 mg/kg](⟦../regimens/examplicin-adults.yml#dose)."),
        ("malformed-citation", "It was proven (⟦@doe2020)."),
        ("unread-markup", "⟦##Heading"),
        ("extra-cell", "| Sign | Points |\n|---|---|\n| Ears | 2 | ⟦not in renal failure |"),
        ("duplicate-definition", "A note.[^two]\n\n[^two]: Once.\n\n⟦[^two]: Twice."),
        ("unused-footnote", "⟦[^alone]: Nobody asks."),
        ("unused-definition", "⟦[alone]: ../dosing/rounding.md"),
        ("citation-as-definition", "⟦[@handbook]: says-so"),
        ("undefined-footnote", "A note that is not there.⟦[^none]"),
        ("wrong-heading", "⟦# A title"),
        ("duplicate-anchor", "⟦## Another section of signs {#signs}"),
        ("unknown-alert", "> ⟦[!WARNIN]\n> Beware."),
        ("malformed-alert", "> ⟦[!NOTE] Beware."),
        ("alert-attribute", "⟦> [!NOTE strength=strong]\n> Beware."),
        ("uncited-recommendation", "⟦> [!RECOMMENDATION]\n> Do so."),
        ("unknown-component", "⟦```regimn\nid: examplicin-adults\n```"),
        ("unknown-record", "```regimen\nid: ⟦examplicin-adult\n```"),
        ("missing-alt-text", "![](⟦../images/curve.png)"),
        ("remote-image", "![A curve](⟦https://example.org/curve.png)"),
        ("dangerous-url", "See [the script](⟦javascript:alert)."),
        ("unknown-scheme", "See [the files](⟦ftp://example.org/a)."),
        ("vague-link", "The dose is told [here](⟦../dosing/rounding.md)."),
        ("empty-link", "The dose is told in [](⟦../dosing/rounding.md)."),
        ("list-number", "1. One\n2. Two\n⟦4. Four"),
        ("count-mismatch", "In one trial 9 of 12 (⟦57 %) were cured. [@doe2020]"),
        ("emphasised-heading", "⟦**What to look at**\n\nThis and that."),
    ]

    /// Changes of other files.
    private static let edits: [(rule: String, file: String, old: String, new: String)] = [
        ("unknown-key", "site.yml", "language: en", "⟦langauge: en"),
        ("changed-since-review", "indications/example-fever.md", "on: 2026-10-01, interval", "on: ⟦2026-10-01, interval"),
        ("unread-markup", "site.yml", "disclaimer: No word", "disclaimer: ⟦No **word**"),
        ("duplicate-id", "glossary.yml", "- term: Exemplin\n", "- term: ⟦body mass index\n"),
        ("invalid-quantity", "products/exampliject.yml", "concentration: 50 mg/mL", "concentration: ⟦50 mg/ml"),
        ("comment-behind-text", "products/exampliject.yml", "manufacturer: Example Works", "manufacturer: Example ⟦# Works"),
        ("unknown-value", "criteria/ef-score.yml", "kind: classification", "kind: ⟦clasification"),
        ("unknown-citation", "protocols/sample-hospital.yml", "sources: [handbook]", "sources: [⟦handbok]"),
        ("unknown-record", "regimens/examplicin-adults.yml", "indication: example-fever", "indication: ⟦exampel-fever"),
        ("inconsistent-record", "evidence/examplicin-placebo.yml", "n: 11, events: 3", "n: 11, events: ⟦13"),
        ("invalid-csl", "references/library.json", "\"DOI\": \"10.5555/example.2020\"", "\"DOI\": ⟦\"example.2020\""),
        ("wrong-heading", "dosing/rounding.md", "## Step", "⟦#### Step"),
        ("unread-markup", "dosing/rounding.md", "summary: How doses", "summary: ⟦How **all** doses"),
    ]

    @Test func eachIsFoundOnceAndNothingElse() throws {
        var texts = Dictionary(uniqueKeysWithValues: ValidSite.files.map { ($0.path, $0.bytes) })
        var expected: [String] = []
        func edit(_ file: String, _ change: (String) -> String) { texts[file] = Array(change(String(decoding: texts[file]!, as: UTF8.self)).utf8) }
        for item in Self.edits {
            edit(item.file) { text in
                #expect(text.contains(item.old), "\(item.file): \(item.old)")
                return text.replacing(item.old, with: item.new, maxReplacements: 1)
            }
        }
        edit("indications/example-fever.md") { $0 + Self.prose.map { "\n" + $0.text + "\n" }.joined(separator: "\nWords between.\n") }
        texts["notes.yml"] = Array("a: b\n".utf8)
        texts["images/unused.png"] = texts["images/curve.png"]!
        expected += ["images/unused.png:1:1 unused-file", "notes.yml:1:1 misplaced-file"]

        // The marks name the places, in the order of each file.
        var rules = Dictionary(grouping: Self.edits, by: \.file).mapValues { Dictionary($0.map { ($0.new, $0.rule) }, uniquingKeysWith: { first, _ in first }) }
        rules["indications/example-fever.md", default: [:]].merge(Self.prose.map { ($0.text, $0.rule) }) { first, _ in first }
        for (file, planted) in rules {
            let text = String(decoding: texts[file]!, as: UTF8.self)
            for (marked, rule) in planted {
                let start = try #require(text.range(of: marked)).lowerBound
                let place = try #require(text[start...].firstIndex(of: "⟦"))
                let before = text[..<place]
                let line = before.count { $0 == "\n" } + 1
                let lineStart = before.lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
                // Marks before this one on its line are none of the text.
                let column = text[lineStart..<place].unicodeScalars.count { $0 != "⟦" } + 1
                expected.append("\(file):\(line):\(column) \(rule)")
            }
            edit(file) { $0.replacing("⟦", with: "") }
        }
        let found = KnowledgeBase.load(texts.map { ContentFile(path: $0.key, bytes: $0.value) }, today: Fixture.today).diagnostics
        let places = found.map { "\($0.position.file):\($0.position.line):\($0.position.column) \($0.rule.id)" }
        #expect(Set(places).subtracting(expected).sorted() == [], "nothing else")
        #expect(Set(expected).subtracting(places).sorted() == [], "all")
        #expect(places.count == Set(places).count, "none twice")
        #expect(expected.count > 50)
    }
}
