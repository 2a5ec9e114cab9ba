import Diagnostics
import Markdown
import SourceData
import Testing

@testable import KnowledgeBase

struct ArticleTests {
    private let fever = ValidSite.fever
    private let feverText = ValidSite.feverText
    private let examplicin = ValidSite.knowledgeBase.article("therapies/examplicin.md")!
    private let examplicinText = ValidSite.text("therapies/examplicin.md")

    @Test func readsTheFrontMatter() {
        #expect(fever.type == .indications)
        #expect(fever.id == "example-fever")
        #expect(fever.title == "Example fever")
        #expect(fever.summary == "A made-up fever that exists only to test Materia.")
        #expect(fever.status == .current)
        #expect(feverText.codes.map { [$0.system, $0.code, $0.title] } == [["ICD-10-CM", "Z99.99", "Not a real code"]])
        #expect(feverText.authors == ["A. Tester", "B. Tester"])
        #expect(fever.review?.by == "C. Nobody")
        #expect(fever.review?.on == CalendarDate("2026-10-01"))
        #expect(fever.review?.interval == 6)
        #expect(feverText.changes.map(\.text) == ["First version.", "Dose added."])
        #expect(feverText.changes.map(\.date) == [CalendarDate("2026-09-01"), CalendarDate("2026-10-01")])
        #expect(fever.aliases.map(\.value) == ["fevers/example", "old/example-fever.html"])
        #expect(fever.tags == ["fever", "adult"])
    }

    @Test func whatIsNotWrittenStaysOpen() {
        let rounding = ValidSite.knowledgeBase.article("dosing/rounding.md")!
        let roundingText = ValidSite.text("dosing/rounding.md")
        #expect(rounding.status == .draft)
        #expect(rounding.review == nil)
        #expect(roundingText.authors.isEmpty && roundingText.codes.isEmpty && roundingText.changes.isEmpty && rounding.tags.isEmpty)
    }

    @Test func listsSectionsWithAnchorsUniqueOnThePage() {
        #expect(
            feverText.sections.map(\.title) == [
                "Recognising it", "Treatment", "Dose", "Evidence", "Prevention", "Dose", "Coverage",
            ])
        #expect(
            feverText.sections.map(\.id) == [
                "signs", "treatment", "treatment-dose", "evidence", "prevention", "prevention-dose", "coverage",
            ])
        #expect(feverText.sections.map(\.level) == [2, 2, 3, 3, 2, 3, 2])
        let ids = feverText.body.all.compactMap { node in
            if case .heading(_, let id) = node.kind { id } else { nil }
        }
        #expect(ids == feverText.sections.map(\.id))
    }

    @Test func fillsInFactsWithoutTextAndLeavesTheOthers() {
        #expect(feverText.body.linkTexts(to: "../regimens/examplicin-adults.yml#days") == ["2 to 5 days"])
        #expect(feverText.body.linkTexts(to: "../regimens/examplicin-adults.yml#dose") == ["15 mg/kg"])
        #expect(feverText.body.linkTexts(to: "../evidence/examplicin-placebo.yml#doe2020.active") == ["9 of 12", "75 %"])
        #expect(examplicinText.body.linkTexts(to: "../evidence/examplicin-placebo.yml#doe2020.placebo") == ["3 of 11"])
        let rounding = ValidSite.knowledgeBase.article("dosing/rounding.md")!
        let roundingText = ValidSite.text("dosing/rounding.md")
        #expect(roundingText.body.linkTexts(to: "../protocols/sample-hospital.yml#rounding") == ["250 mg"])
    }

    @Test func takesEveryComponentByItsRecord() {
        let components = feverText.components.sorted { $0.key < $1.key }.map(\.value)
        #expect(components.map(\.kind) == [.checklist, .score, .regimen, .evidence, .coverage])
        #expect(
            components.compactMap { if case .record(_, let id) = $0 { id.value } else { nil } } == [
                "ef-score", "ef-score", "examplicin-adults", "examplicin-placebo", "sample-payer",
            ])
        let blocks = feverText.body.all.filter { if case .codeBlock = $0.kind { true } else { false } }
        #expect(Set(blocks.map(\.position)) == Set(feverText.components.keys))
    }

    @Test func tablesATimelineAsAnOrdinaryPartOfTheArticle() throws {
        let (place, component) = try #require(examplicinText.components.first)
        guard case .timeline(let timeline) = component else { return #expect(Bool(false), "no timeline") }
        #expect(timeline.title == "When the story ends" && timeline.origin == "Time from the first page")
        #expect(timeline.events.map(\.usual) == [0...360, 7200...14_400])
        #expect(timeline.events.map(\.reported) == [nil, 720...7200])
        #expect(timeline.events.map(\.words) == ["within hours", "5 to 10 days; also 12 h to 5 days"])
        let blocks = examplicinText.body.children
        let index = try #require(blocks.firstIndex { $0.position == place })
        guard case .table = blocks[index + 1].kind else { return #expect(Bool(false), "no table") }
        let rows = blocks[index + 1].children.map { $0.children.map(\.plainText) }
        #expect(rows[0] == ["Ending", "When", "Signs"])
        #expect(rows[2].prefix(2) == ["A sad one", "5 to 10 days; also 12 h to 5 days"])
        #expect(examplicinText.body.linkTexts(to: "../products/exampliject.yml#concentration") == ["50 mg/mL", "50 mg/mL"])
    }

    @Test func knowsEveryAlert() throws {
        let alerts = examplicinText.body.all.compactMap { node in
            if case .alert(let alert) = node.kind { alert } else { nil }
        }
        #expect(alerts.map(\.kind) == Alert.Kind.allCases)
        let last = try #require(alerts.last)
        #expect(last["strength"] == "conditional")
        #expect(last["certainty"] == "very-low")
        #expect(last["grade"] == "2C, or so")
    }

    @Test func keepsTaskListsFootnotesTablesAndCitations() {
        let kinds = feverText.body.all.map(\.kind)
        #expect(kinds.contains(.item(.checked)) && kinds.contains(.item(.unchecked)))
        #expect(kinds.contains(.footnoteReference(number: 1, occurrence: 1)))
        #expect(kinds.contains(.footnoteDefinition(number: 1)))
        #expect(kinds.contains(.table([.none, .right])))
        #expect(kinds.contains(.strikethrough))
        let cited = kinds.compactMap { kind -> [String]? in
            if case .citation(let items) = kind { items.map { "\($0.key) \($0.locator ?? "-")" } } else { nil }
        }
        #expect(cited == [["doe2020 -"], ["doe2020 table 2", "roe2021 -"]])
    }
}
