import Diagnostics
import Testing

@testable import KnowledgeBase

/// What a recommendation rests on, and what an empty link is filled with.
struct RestingOnTests {
    private func found(_ body: String, page path: String = "index.md", status: String = "current") -> [String] {
        let files = [
            "site.yml": "title: Test\nlint: { no-example: off }\n",
            path: "---\ntitle: Page\nsummary: A test.\nstatus: \(status)\n---\n\n\(body)\n",
            "references/r.json": """
            [{ "id": "old", "type": "book", "title": "Old", "custom": { "materia": { "status": "retired by the society" } } },
             { "id": "gone", "type": "article-journal", "title": "RETRACTED: A trial" },
             { "id": "new", "type": "book", "title": "Withdrawn drugs" }]
            """,
            "regimens/r.yml": """
            title: R
            drug: examplicin
            population: { text: Adults, minimum-age: 18 years, minimum-weight: 40 kg }
            dose: { course: 2 g/kg, every: 4 weeks }
            sources: [new]
            """,
            "regimens/s.yml": """
            title: S
            drug: examplicin
            population: { text: Adults }
            dose: { per-day: 500 mg }
            sources: [new]
            """,
        ]
        return load(files).diagnostics.map { "\($0.rule.id): \($0.summary)" }
    }

    @Test(arguments: [
        ("> [!RECOMMENDATION]\n> Give it. [@old]", "this recommendation rests on 'old' alone, which is retired"),
        ("> [!RECOMMENDATION]\n> Give it. [@gone, p. 3] Again. [@gone]", "this recommendation rests on 'gone' alone, which is retracted"),
        ("> [!RECOMMENDATION]\n> Give it. [@old; @gone]", "every source of this recommendation is retired, superseded or retracted"),
    ])
    func retired(_ body: String, _ expected: String) {
        #expect(found(body) == ["retired-source: \(expected)"])
    }

    @Test(arguments: [
        "> [!RECOMMENDATION]\n> Give it. [@old; @new]", "> [!RECOMMENDATION]\n> Give it. [@new]", "> [!NOTE]\n> It was once given. [@old]", "Given. [@gone]",
    ])
    func current(_ body: String) {
        #expect(found(body) == [])
    }

    @Test func aSupersededPageMayRestOnThem() {
        #expect(found("> [!RECOMMENDATION]\n> Give it. [@old]", status: "superseded") == [])
    }

    @Test(arguments: [
        ("Give [](regimens/r.yml#dose) grams.", "the link is filled with '2 g/kg', which has its unit 'g/kg', and the text goes on with 'grams'"),
        ("Give [](regimens/r.yml#dose) g/kg.", "the link is filled with '2 g/kg', which has its unit 'g/kg', and the text goes on with 'g/kg'"),
        ("Give [](regimens/r.yml#dose) per kilogram.", "the link is filled with '2 g/kg', and the text goes on with 'per kilogram'"),
        ("Give [](regimens/r.yml#dose) daily.", "the link is filled with '2 g/kg', and the text goes on with 'daily', but the record gives it per course"),
        ("Give [](regimens/s.yml#dose) per dose.", "the link is filled with '500 mg', and the text goes on with 'per dose', but the record gives it per day"),
        ("Give [](regimens/s.yml#dose) per kg.", "the link is filled with '500 mg', and the text goes on with 'per kg', but the record's dose is not by weight"),
        ("Give [](regimens/r.yml#interval) weeks apart.", "the link is filled with '4 weeks', which has its unit 'weeks', and the text goes on with 'weeks'"),
        ("Give up to [](regimens/r.yml#minimum-weight).", "the link is filled with '40 kg', which is no dose, behind 'give'"),
        ("A total dose of [](regimens/r.yml#interval).", "the link is filled with '4 weeks', which is no dose, behind 'dose'"),
        ("A man weighing [](regimens/s.yml#dose).", "the link is filled with '500 mg', which is no body weight, behind 'weighing'"),
        ("[2 g/kg](regimens/r.yml#dose) per day.", "the link says '2 g/kg', and the text goes on with 'per day', but the record gives it per course"),
        ("[2 g/kg](regimens/r.yml#dose) twice daily.", "the link says '2 g/kg', and the text goes on with 'twice daily', but the record gives it per course"),
        ("Twice [2 g/kg](regimens/r.yml#dose).", "the link says '2 g/kg', and 'twice' before it makes another dose of it"),
        ("Adults aged at least [](regimens/r.yml#minimum-weight).", "the link is filled with '40 kg', which is no age, behind 'aged'"),
    ])
    func surprises(_ body: String, _ expected: String) {
        #expect(found(body) == ["surprising-fact: \(expected)"])
    }

    @Test(arguments: [
        "Give [](regimens/r.yml#dose) every [](regimens/r.yml#interval).", "Give [](regimens/r.yml#dose) per course.", "Give [](regimens/s.yml#dose) daily.",
        "Give [](regimens/s.yml#dose) per day.", "For adults aged [](regimens/r.yml#minimum-age) or more, of [](regimens/r.yml#minimum-weight) or more.",
        "The least weight for this dose is [](regimens/r.yml#minimum-weight).", "Adults weighing at least [](regimens/r.yml#minimum-weight) in all.",
        "Give it for [](regimens/r.yml#interval).", "The dose is [](regimens/r.yml#dose), and in children less.", "[](regimens/r.yml#dose) a month apart.",
        "[2 g/kg](regimens/r.yml#dose) every month is what the text says.", "[2 g/kg](regimens/r.yml#dose), once in all.",
    ])
    func fits(_ body: String) {
        #expect(found(body) == [])
    }
}
