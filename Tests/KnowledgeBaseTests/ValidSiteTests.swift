import Citations
import Diagnostics
import Testing

@testable import KnowledgeBase

struct ValidSiteTests {
    private let site = ValidSite.knowledgeBase.site

    @Test func loadsWithoutADiagnostic() {
        let (knowledgeBase, diagnostics) = Fixture.load("valid")
        #expect(ConsoleFormat().format(diagnostics) == "")
        #expect(knowledgeBase != nil)
    }

    @Test func readsTheSettings() {
        #expect(site.title == "Example fever knowledge base")
        #expect(site.summary == "Everything here is made up, to test Materia.")
        #expect(site.language == "en")
        #expect(site.baseURL == "https://kb.example.org/")
        #expect(site.theme.value == "clinic")
        #expect(site.audience == "People who test software")
        #expect(site.disclaimer == "No word of this is medicine.")
        #expect(site.reviewInterval == 12)
        #expect(site.lint == ["not-current": .error, "draft-linked": nil])
    }

    @Test func sortsArticlesByPathAndRecordsByKindAndTitle() {
        let knowledgeBase = ValidSite.knowledgeBase
        #expect(
            knowledgeBase.articles.map(\.path) == [
                "dosing/rounding.md", "index.md", "indications/example-fever.md", "therapies/examplicin.md",
            ])
        #expect(
            knowledgeBase.records.map(\.head.path) == [
                "criteria/ef-response.yml", "criteria/ef-score.yml", "criteria/payers/sample-payer.yaml",
                "regimens/examplicin-adults.yml", "regimens/examplicin-children.yml", "protocols/sample-hospital.yml",
                "products/exampliject.yml", "evidence/examplicin-placebo.yml",
            ])
        #expect(knowledgeBase.references.map(\.id) == ["doe2020", "roe2021", "handbook", "policy"])
    }

    @Test func findsThingsByPathIDAndKey() {
        let knowledgeBase = ValidSite.knowledgeBase
        #expect(knowledgeBase.article("index.md")?.title == "Example fever")
        #expect(knowledgeBase.indication("example-fever")?.path == "indications/example-fever.md")
        #expect(knowledgeBase.indication("examplicin") == nil)
        #expect(knowledgeBase.record("sample-payer", .criteria)?.head.title == "Sample payer policy")
        #expect(knowledgeBase.record("sample-payer", .regimens) == nil)
        #expect(knowledgeBase.records(.regimens).count == 2)
        #expect(knowledgeBase.articles(.therapies).map(\.id) == ["examplicin"])
        #expect(knowledgeBase.reference("handbook")?.type == .book)
        #expect(knowledgeBase.reference("policy")?.type == .webpage)
        #expect(knowledgeBase.reference("doe2020")?.type == .journalArticle)
        #expect(knowledgeBase.title(of: "products/exampliject.yml") == "Exampliject 50 mg/mL")
    }

    @Test func readsTheGlossaryInAlphabeticalOrder() {
        let entries = ValidSite.knowledgeBase.glossary.entries
        #expect(entries.map(\.term) == ["body mass index", "example fever", "Exemplin"])
        #expect(entries.map(\.id) == ["bmi", "ef", "exemplin"])
        #expect(entries.map(\.abbreviation) == ["BMI", "EF", nil])
        #expect(entries[1].synonyms == ["the made-up fever"])
        #expect(entries[1].definition?.plainText == "A fever in this article only.")
        #expect(entries[0].definition == nil)
    }

    @Test func publishesOnlyTheFilesThatAreUsed() {
        let loaded = KnowledgeBase.load(ValidSite.files + [ContentFile(path: "images/spare.png", text: "")])
        #expect(loaded.knowledgeBase?.assets.map(\.path) == ["images/curve.png"])
        #expect(loaded.diagnostics.map(\.rule) == [.unusedFile])
        #expect(loaded.diagnostics.map(\.position.file) == ["images/spare.png"])
    }

    /// The order in which files come, and the number of threads, must not show.
    @Test func loadsTheSameInAnyOrder() {
        let snapshot = Snapshot(KnowledgeBase.load(ValidSite.files, threads: 1))
        #expect(Snapshot(KnowledgeBase.load(ValidSite.files.reversed(), threads: 8)) == snapshot)
    }
}
