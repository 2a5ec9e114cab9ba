import Diagnostics
import Testing

@testable import KnowledgeBase

/// What one place says of another, and no longer fits: the nearly wrong, besides the fixtures.
struct DriftTests {
    private func counts(_ body: String) -> [String] { load(["index.md": page(body)]).diagnostics.map { "\($0.position.column): \($0.summary)" } }

    @Test(arguments: [
        ("17 of 22 (77 %)", []),
        ("17 of 22 (77%)", []),
        ("17 of 22 (77.27 %)", []),
        ("17 of 22 (77.0 %)", ["11: '17 of 22' is 77.3 %, and the text says '77.0 %'"]),
        ("17\u{A0}of\u{A0}22 (79\u{A0}%)", ["11: '17 of 22' is 77 %, and the text says '79 %'"]),
        ("**17 of 22** (*79* %).", ["16: '17 of 22' is 77 %, and the text says '79 %'"]),
        ("17 of 22 women here (79 %)", ["22: '17 of 22' is 77 %, and the text says '79 %'"]),
        ("17 of 22 women, all (79 %)", []),
        ("17 of 22 women seen here (79 %)", []),
        ("17 of 22 (by 79 %)", []),
        ("17 of 22 (79 % of the women)", []),
        ("17 of 22 (79 % CI 1 to 2)", []),
        ("17 of 22 (79 %, 95 % CI 1 to 2)", ["11: '17 of 22' is 77 %, and the text says '79 %'"]),
        ("about 17 of 22 (79 %)", []),
        ("2.17 of 22 (79 %)", []),
        ("week 3/17/22 (79 %)", []),
        ("0 of 22 (0 %) and 22 of 22 (100 %)", []),
        ("22 of 17 (79 %)", []),
        ("17 of 0 (79 %)", []),
        ("1,2 of 22 (79 %)", []),
        ("in 79 % (17/22)", ["4: '17/22' is 77 %, and the text says '79 %'"]),
        ("in 79 % (17 of 22, more)", ["4: '17 of 22' is 77 %, and the text says '79 %'"]),
        ("at least 79 % (17/22)", []),
        ("1.79 % (17/22)", ["1: '17/22' is 77.27 %, and the text says '1.79 %'"]),
        ("79 % (17 of 22 who came back)", []),
        ("79 % (17 offers)", []),
        ("79 % (17", []),
        ("17 of 22 (79", []),
        ("(79 %)", []),
        ("%(", []),
    ])
    func aPercentageIsThatOfTheCountBesideIt(_ text: String, _ expected: [String]) { #expect(counts(text) == expected) }

    @Test(.timeLimit(.minutes(20))) func longProseIsReadOnce() {
        for text in ["17 of 22 (79 ", "(((% ", "1/", "1,", "% (1 of ", "a-a (1%", "1 of 1 a a a (1 % ", "    ("] {
            #expect(counts(String(repeating: text, count: 1 << 14)).isEmpty)
        }
    }

    // MARK: Labels

    private func label(_ use: String, _ dose: String, population: String = "{ text: All }") -> [String] {
        load([
            "indications/fever.md": page(""),
            "regimens/r.yml":
                "title: R\ndrug: d\nindication: fever\npopulation: \(population)\n\(dose)\nexamples: [{ patient: { weight: 70 kg, age: 50 years }, expect: { dose: 1 } }]\nsources: []\n",
            "products/p.yml":
                "title: P\ngeneric-name: d\nvials: [1 g]\nlabel: { region: US, date: 2026-01-01 }\nindications: [{ indication: fever, status: on-label, regimens: [r], \(use) }]\nsources: []\n",
        ]).diagnostics.filter { $0.rule == .beyondLabel }.map(\.summary)
    }

    @Test(arguments: [
        ("caps: { per-dose: 1 g }", "dose: { each: 1,000 mg, times: 1 }".replacing("1,000", with: "1000"), nil),
        ("caps: { per-dose: 1 g }", "dose: { each: 1001 mg, times: 1 }", "it allows at most 1 g per dose, and the regimen gives up to 1,001 mg per dose"),
        ("caps: { per-dose: 2 g }", "dose: { each: 1 to 3 g, times: 1 }", "it allows at most 2 g per dose, and the regimen gives up to 3 g per dose"),
        ("caps: { per-dose: 1 g }", "dose: { each: 2 g, times: 1, caps: { per-dose: 1 g } }", nil),
        (
            "caps: { per-dose: 1 g }", "dose: { each: 10 mg/kg, times: 1, caps: { per-dose: 2 g } }",
            "it allows at most 1 g per dose, and the regimen gives up to 2 g per dose"
        ),
        ("caps: { per-dose: 10 mg/kg }", "dose: { each: 700 mg, times: 1 }", nil),
        ("caps: { per-dose: 10 mL }", "dose: { each: 700 mg, times: 1 }", nil),
        ("caps: { per-day: 2 g }", "dose: { each: 1 g, every: 12 h }", nil),
        ("caps: { per-day: 2 g }", "dose: { each: 1 g, every: 8 h }", "it allows at most 2 g per day, and the regimen gives up to 3 g per day"),
        ("caps: { per-course: 2 g/kg }", "dose: { course: 2 g/kg, days: 2, every: 4 weeks }", nil),
        ("caps: { per-course: 2 g/kg }", "dose: { course: 3 g/kg, days: 2 }", "it allows at most 2 g/kg per course, and the regimen gives up to 3 g/kg per course"),
        ("every: 4 weeks", "dose: { course: 2 g/kg, days: 2, every: 28 days }", nil),
        ("every: 4 weeks", "dose: { course: 2 g/kg, days: 2, every: 1 month }", nil),
        ("every: 4 weeks", "dose: { course: 2 g/kg, days: 2, every: 27 days }", "it leaves at least 4 weeks between doses, and the regimen 27 days"),
        ("every: 6 h", "dose: { each: 1 g, every: 4 to 6 h }", "it leaves at least 6 h between doses, and the regimen 4 to 6 h"),
    ])
    func aRegimenStaysWithinTheLabelThatIsSaidToStateIt(_ use: String, _ dose: String, _ expected: String?) {
        #expect(label(use, dose) == (expected.map { ["the label is said to state 'r', but \($0)"] } ?? []))
    }

    @Test func agesAreHeldAgainstTheLabels() {
        let dose = "dose: { each: 1 g, times: 1 }"
        #expect(label("minimum-age: 216 months", dose, population: "{ text: Adults, minimum-age: 18 years }") == [])
        #expect(
            label("minimum-age: 18 years", dose) == ["the label is said to state 'r', but it is for patients from 18 years, and the regimen has no minimum age"])
        #expect(
            label("maximum-age: 90 days", dose, population: "{ text: All, maximum-age: 1 year }")
                == ["the label is said to state 'r', but it is for patients up to 90 days, and the regimen up to 1 year"])
    }
}
