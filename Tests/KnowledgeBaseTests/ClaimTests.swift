import Diagnostics
import Testing

@testable import KnowledgeBase

/// What counts as a figure that needs a source, and what a citation covers.
@Suite(.timeLimit(.minutes(20)))
struct ClaimTests {
    /// The figures reported for the body of an article, in order.
    private func reported(_ body: String) -> [String] {
        let loaded = load([
            "site.yml": "title: Test\nlint: { uncited-claim: error }\n", "index.md": page(body),
            "references/r.json": #"[{ "id": "doe2020", "type": "book", "title": "A book" }]"#,
            "products/octagam.yml": """
            title: Octagam 10 %
            generic-name: g
            concentration: 100 mg/mL
            label: { region: US, date: 2024-01-26 }
            sources: [doe2020]
            """,
        ])
        // How a figure is written is asked elsewhere.
        let ofWriting: Set<Rule> = [.missingSpace, .errorProneUnit, .errorProneAbbreviation, .misreadSlash]
        #expect(loaded.diagnostics.filter { $0.rule != .uncitedClaim && !ofWriting.contains($0.rule) } == [])
        return loaded.diagnostics.filter { $0.rule == .uncitedClaim }.flatMap { diagnostic in
            diagnostic.summary.split(separator: "'", omittingEmptySubsequences: false).enumerated()
                .compactMap { $0.offset.isMultiple(of: 2) ? nil : String($0.element) }
        }
    }

    @Test(arguments: [
        ("Give 2 g/kg.", "2 g/kg"), ("Give 2g/kg.", "2g/kg"), ("Give 1,400 mL.", "1,400 mL"),
        ("Up to 0.04 mL/kg/min.", "0.04 mL/kg/min"), ("Give 5 mcg or less.", "5 mcg"), ("Give 5 µg.", "5 µg"),
        ("It was 79 %.", "79 %"), ("It was 79%.", "79%"), ("It was 79 per cent.", "79 per cent"), ("It was 79 percent.", "79 percent"),
        ("By 35 percentage points.", "35 percentage points"), ("Give 2 to 5 g.", "2 to 5 g"), ("Give 2-5 g.", "2-5 g"),
        ("Give 2–5 g.", "2–5 g"), ("Give 5,000 units.", "5,000 units"), ("A 5-mg tablet.", "5-mg"), ("Give 2 g per kg per day.", "2 g per kg per day"),
        ("Give 1 g/m² once.", "1 g/m²"), ("Give **2** g.", "2 g"), ("Give 2\ng/kg.", "2 g/kg"), ("Give (2 g/kg) of it.", "2 g/kg"),
        ("[2 g/kg](https://example.org)", "2 g/kg"), ("Twice 100 mg/mL", "100 mg/mL"), ("Half of 10 % of them.", "10 %"),
        ("In 12 % CI 3 to 20.", "12 %"), ("Give 500 milligrams.", "500 milligrams"), ("Give 2&nbsp;g.", "2 g"),
        ("Give _5 mg.", "5 mg"), ("Give 5 mg_.", "5 mg"), ("The variable _x is 5 mg.", "5 mg"), ("Give ५ mg.", "५ mg"), ("Give ５０ mg.", "５０ mg"),
    ])
    func figures(_ text: String, _ expected: String) {
        #expect(reported(text) == [expected])
    }

    /// Still a figure without a source, and one that is misread besides.
    @Test func aPointWithNothingBeforeItIsReportedAsWell() {
        let loaded = load(["site.yml": "title: Test\nlint: { uncited-claim: error }\n", "index.md": page("Give .5 mg.")])
        #expect(loaded.diagnostics.map(\.rule) == [.misreadNumber, .uncitedClaim])
        #expect(loaded.diagnostics.last?.summary.contains("'5 mg'") == true)
    }

    @Test(arguments: [
        "A person of 70 kg and 175 cm.", "For 4 weeks, from 18 years.", "CK of 150 units/L.", "Haemoglobin of 8 g/dL or 80 g/L.",
        "Points: 5.5.", "IgG2 and CD20.", "Code M33.12 and J1568.", "A 10 % product and a 5 % solution.", "Octagam 10 % is one.",
        "OCTAGAM 10% is one.", "With 95 % confidence intervals, and a 95 % CI.", "Use `2 g/kg` as the text.", "In 2022, 95 adults.",
        "```text\nGive 2 g/kg.\n```", "Give [100 mg/mL](products/octagam.yml#concentration).", "At 12 months.",
        "<!-- 2 g/kg -->", "The variable _x stays.", "_", "__", "a__b_", "x_5 mg", "_x_5 mg_", "Cafe\u{301}5 mg", "½ or ² mg",
    ])
    func noFigures(_ text: String) {
        #expect(reported(text) == [])
    }

    /// A part of a dose or of people, and a dose in words, are claims as much as figures are.
    @Test(arguments: [
        ("Three grams.", "Three grams"), ("Give two grams per kilogram.", "two grams per kilogram"), ("Twenty-five milligrams of it.", "Twenty-five milligrams"),
        ("One hundred and fifty mg.", "One hundred and fifty mg"), ("Two to five grams.", "Two to five grams"), ("It was fifty per cent.", "fifty per cent"),
        ("Ten units of it.", "Ten units of"), ("Give half the usual dose.", "half the usual dose"), ("Give half-dose.", "half-dose"),
        ("Twice the dose.", "Twice the dose"),
        ("Double the dose.", "Double the dose"), ("Three times the recommended dose.", "Three times the recommended dose"), ("3 times the dose.", "3 times the dose"),
        ("One third of patients.", "One third of patients"), ("Two thirds of all treated patients.", "Two thirds of all treated patients"),
        ("A third of the dose.", "third of the dose"), ("Half of them.", "Half of them"), ("9 of 12 improved.", "9 of 12"), ("7 of 10 patients.", "7 of 10 patients"),
        ("7 out of 10 patients.", "7 out of 10 patients"), ("7/10 patients.", "7/10 patients"), ("Nine of twelve children.", "Nine of twelve children"),
        ("One in five people.", "One in five people"), ("1 in 10 adults.", "1 in 10 adults"), ("Eighteen of 154 people.", "Eighteen of 154 people"),
    ])
    func inWords(_ text: String, _ expected: String) {
        #expect(reported(text) == [expected])
    }

    /// Nearly so, and said of something else.
    @Test(arguments: [
        "Half an hour, and half of the year.", "Twice daily doses.", "Twice a day.", "Three times a day.", "The third dose, and the fifth.", "One of the patients.",
        "It is one of the four needed.", "At least 2 of 4 criteria.", "Table 3 of 4.", "Two units in the hospital.", "Two weeks.",
        "A man of seventy kilograms.", "Aged sixty to seventy years.", "A two-year-old of 12 kg.", "One hundred people.", "In 2020 in 5 patients.",
        "12 patients of 9 centres.",
        "Grade 3 in 4 weeks.", "The double dosing.", "A quarter to nine.",
    ])
    func notInWords(_ text: String) {
        #expect(reported(text) == [])
    }

    @Test(arguments: [
        "The eGFR is below 60 mL/min/1.73 m2.", "From 30 to 60 mL/min/1.73m².", "Below 60 mL/min per 1.73 m^2.", "Below 60 ml/min/1.73 m².", "Clearance under 45 mL/min.",
        "CrCl 30 mL/min or less.", "CLcr of 30 to 50 ml per minute.", "Clearance of 45 mL·min⁻¹.", "Clearance of 45 mL min-1.", "With renal function below 30 mL/min.",
        "By creatinine clearance:\n\n- 30 to 60 mL/min\n- under 30 mL/min", "| CrCl | Row |\n|---|---|\n| 30 to 60 mL/min | 2 |",
        "| GFR | 45 mL/min |\n|---|---|\n| Clearance | 45 mL/min |",
        "Creatinine of 1.5 mg/dL or 133 µmol/L.", "An albumin-creatinine ratio of 30 mg/g or 3 mg/mmol.", "Proteinuria of 3 g/day or 2 g/24 h.", "A trough of 10 mcg/mL.",
        "Troponin of 14 ng/mL.", "Ferritin of 300 µg/L.", "Urine output of 0.5 mL/kg/h.", "HbA1c of 7 %.", "An oxygen saturation below 92 %.", "CK of 40 U/L.",
    ])
    func laboratoryValues(_ text: String) {
        #expect(reported(text) == [])
    }

    /// The same units where something is given.
    @Test(arguments: [
        ("Infuse at 45 mL/min.", "45 mL/min"), ("Give 10 mcg/mL.", "10 mcg/mL"), ("A cream of 30 mg/g.", "30 mg/g"), ("Give 3 g/day.", "3 g/day"),
        ("In kidney disease 2 mL/kg/min.", "2 mL/kg/min"), ("| CrCl | Rate |\n|---|---|\n| low | 4 mL/min |", "4 mL/min"), ("7 % improved.", "7 %"),
        ("By clearance.\n\n- 30 mL/min", "30 mL/min"),
    ])
    func noLaboratoryValues(_ text: String, _ expected: String) {
        #expect(reported(text) == [expected])
    }

    @Test("Alternative texts say what an image shows, and are not prose")
    func images() {
        let loaded = load([
            "site.yml": "title: Test\nlint: { uncited-claim: error }\n", "index.md": page("![A syringe with 5 mL](a.pdf)"), "a.pdf": "%PDF-1.7",
        ])
        #expect(loaded.diagnostics == [])
    }

    @Test(arguments: [
        ("Give 2 g. [@doe2020]", []), ("Give 2 g [@doe2020].", []), ("Give 2 g.[@doe2020] Give 3 g.", ["3 g"]),
        ("Give 3 g. Give 2 g. [@doe2020]", ["3 g"]), ("Give 3 g.[^1]\n\n[^1]: Says [@doe2020].", []), ("Give 3 g.[^1]\n\n[^1]: Says so.", ["3 g"]),
        ("Doe et al. gave 2 g, e.g. Mondays, vs. 3 g by J. Roe. [@doe2020]", []),
        ("It took 5 L. Then 2 g. [@doe2020]", ["5 L"]),
        ("Give 2 g (see no. 5). [@doe2020]", []), ("He said \"give 2 g.\" [@doe2020] So 3 g!", ["3 g"]), ("Is it 2 g? [@doe2020]", []),
        ("Give 2 g\n\n[@doe2020]", ["2 g"]), ("At most 0.5 g of it. [@doe2020]", []),
        ("| a | b |\n|---|---|\n| 2 g | [@doe2020] |\n| 3 g | 4 g |", ["3 g", "4 g"]),
        ("| a | b [@doe2020] |\n|---|---|\n| 2 g | 3 g |", ["2 g"]), ("| 1 g |\n|---|\n| a |", ["1 g"]),
        ("So: [@doe2020]\n\n| a |\n|---|\n| 2 g |", []), ("So. [@doe2020]\n\n| a |\n|---|\n| 2 g |", ["2 g"]),
        ("So: [@doe2020]\n\n- 2 g\n  - 3 g\n\nText.\n\n- 4 g", ["4 g"]),
        ("- 2 g. And 3 g. [@doe2020]\n- 4 g", ["4 g"]), ("- So: [@doe2020]\n  - 2 g\n- 3 g", ["3 g"]), ("- So. [@doe2020]\n  - 2 g", ["2 g"]),
        ("> 2 g. [@doe2020]\n>\n> 3 g.", ["3 g"]), ("## At 2 g {#a}", ["2 g"]), ("## At 2 g [@doe2020] {#a}", []), ("2 g, 2 g and 3 g", ["2 g", "3 g"]),
    ])
    func covers(_ text: String, _ expected: [String]) {
        #expect(reported(text) == expected)
    }

    @Test func isOffUntilTurnedOn() {
        let files = [ContentFile(path: "site.yml", text: "title: Test\nlint: { uncited-claim: off }\n"), ContentFile(path: "index.md", text: page("2 g/kg"))]
        #expect(KnowledgeBase.load(files).diagnostics == [])
        #expect(KnowledgeBase.load(files, isStrict: true).diagnostics.map(\.severity) == [.error])
    }

    /// Long enough that a rule which looks back or ahead over the text from every place in it does not come to its end in time; and the
    /// last figure is reported only by rules that have read all before it.
    @Test(
        "Long text is read once through",
        arguments: [
            ("", "1-", [:]), ("", "1 to ", [:]), ("", "a.b ", [:]), ("", "X. ", [:]), ("", "_", [:]), ("", "[^", [:]), ("", ". [@doe2020] ", [:]),
            ("1 g", "/kg", ["uncited-claim": 1]), ("", "5 % ", ["uncited-claim": 1]), ("", "5 mg ", ["uncited-claim": 1]), ("", "5 mL/min ", ["uncited-claim": 1]),
            ("- ", "5 mg ", ["uncited-claim": 1]), ("## ", "5 mg ", ["uncited-claim": 1]), ("| a |\n|---|\n| ", "5 mg ", ["uncited-claim": 1]),
            ("", "2 g/kg. ", ["uncited-claim": 40_000]), ("", "0,5 mg ", ["uncited-claim": 1, "decimal-comma": 45_714]),
            ("", "1.0 mg ", ["uncited-claim": 1, "misread-number": 45_714]), ("", "one ", [:]), ("", "half of the ", [:]), ("", "1 of ", [:]), ("", "times ", [:]),
            ("", "A1 ", [:]), ("", "q.", [:]), ("", "1/", [:]), ("", "5 U ", ["uncited-claim": 1, "error-prone-unit": 80_000]),
            ("", "AB 1 mg ", ["uncited-claim": 1, "drug-abbreviation": 40_000]),
        ] as [(String, String, [String: Int])])
    func longText(_ start: String, _ piece: String, _ reported: [String: Int]) {
        let text = start + String(repeating: piece, count: 320_000 / piece.unicodeScalars.count)
        let loaded = load([
            "site.yml": "title: Test\nlint: { uncited-claim: error }\n", "index.md": page("\(text)\n\nGive 7 g."),
            "references/r.json": #"[{ "id": "doe2020", "type": "book", "title": "A book" }]"#,
        ])
        let counts = Dictionary(grouping: loaded.diagnostics, by: \.rule.id).mapValues(\.count)
        #expect(counts == reported.merging(["uncited-claim": 1], uniquingKeysWith: +))
        #expect(loaded.diagnostics.contains { $0.summary == "'7 g' is neither a checked fact nor cited" })
    }

    /// A place in a record is exact wherever YAML folds, quotes or indents the text.
    @Test(arguments: ["notes: Says 2 g.", "notes: \"Says 2 g.\"", "notes: >-\n  Says\n  so,\n    2 g.", "notes: |\n  Says *so*\n  2 g.", "notes: 'It''s 2 g.'"])
    func places(_ field: String) throws {
        let record = "title: P\nweight: { basis: actual }\nsources: [a, b]\n" + field + "\n"
        let loaded = load(["site.yml": "title: Test\nlint: { uncited-claim: error }\n", "protocols/p.yml": record])
        let found = try #require(loaded.diagnostics.first { $0.rule == .uncitedClaim }).position
        let line = record.split(separator: "\n", omittingEmptySubsequences: false)[found.line - 1]
        #expect(line.dropFirst(found.column - 1).hasPrefix("2 g"))
    }
}
