import Diagnostics
import Testing

@testable import KnowledgeBase

/// How doses are written in texts, by the list of error-prone abbreviations, symbols and dose designations of ISMP.
@Suite(.timeLimit(.minutes(20)))
struct WordingTests {
    /// What is said of the body of an article, as `rule: words`.
    private func found(_ body: String, glossary: String? = nil) -> [String] {
        var files = ["index.md": page(body)]
        files["glossary.yml"] = glossary
        return load(files).diagnostics.map { "\($0.rule.id): \($0.summary)" }
    }

    /// The body after all corrections that need no second look.
    private func corrected(_ body: String) -> String {
        let file = page(body)
        var lines = file.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        let corrections = load(["index.md": file]).diagnostics.compactMap(\.correction).sorted { $0.position > $1.position }
        for correction in corrections {
            let (line, start) = (correction.position.line - 1, correction.position.column - 1)
            let old = Array(correction.old.unicodeScalars)
            #expect(lines[line][start...].starts(with: old), "\(correction)")
            lines[line].replaceSubrange(start..<(start + old.count), with: Array(correction.new.unicodeScalars))
        }
        return lines[5...].map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n").trimmed.replacing("\n", with: "")
    }

    @Test(arguments: [
        ("Give 5 IU of it.", "error-prone-unit: 'IU' in '5 IU' is misread"), ("Give 5 U.", "error-prone-unit: 'U' in '5 U' is misread"),
        ("Give 5 u.", "error-prone-unit: 'u' in '5 u' is misread"), ("Give 5 I.U. of it.", "error-prone-unit: 'I.U.' is misread"),
        ("Give 5 µg.", "error-prone-unit: 'µg' in '5 µg' is misread"), ("Give 5 μg/kg.", "error-prone-unit: 'μg' in '5 μg' is misread"),
        ("Give 5 cc.", "error-prone-unit: 'cc' in '5 cc' is misread"), ("Give **5** U.", "error-prone-unit: 'U' in '5 U' is misread"),
        ("Give 5 MM units.", "error-prone-unit: 'MM' for million is misread"), ("| a |\n|---|\n| 5 IU |", "error-prone-unit: 'IU' in '5 IU' is misread"),
        ("> [!NOTE]\n> Give 5 IU.", "error-prone-unit: 'IU' in '5 IU' is misread"), ("## At 5 IU", "error-prone-unit: 'IU' in '5 IU' is misread"),
        ("Take 10 mg QD.", "error-prone-frequency: 'QD' is read as 'four times a day'"),
        ("It is taken q.d. for a week.", "error-prone-frequency: 'q.d.' is read as 'four times a day'"),
        ("Take 10 mg/kg od.", "error-prone-frequency: 'od' is read as 'right eye'"),
        ("Take 1 tablet PO HS.", "error-prone-frequency: 'HS' is read as 'half-strength' and as 'at bedtime'"),
        ("Take 2 drops OD.", "error-prone-abbreviation: 'OD' is read as 'right ear' or 'daily'"),
        ("Inject 5 mg SQ.", "error-prone-abbreviation: 'SQ' is read as 'sublingually' or '5 every'"),
        ("Inject it sub q weekly.", "error-prone-abbreviation: 'sub q' is read as 'every'"),
        ("Take 5 mg per os.", "error-prone-abbreviation: 'per os' is read as 'left eye'"),
        ("Take 5 ml.", "error-prone-abbreviation: 'ml' is read as another unit or as a figure"),
        ("Take 5 mg. of it.", "error-prone-abbreviation: the point behind 'mg' is read as a 1"),
        ("Give 10mg.", "missing-space: '10mg' has no space before its unit"), ("Give [10mg](a.md) of it.", "missing-space: '10mg' has no space before its unit"),
        ("Inderal40 mg daily.", "missing-space: 'Inderal40' runs a name and its dose together"),
        ("Give 100000 units.", "missing-comma: '100000' in a dose has no comma"), ("Give 1000.5 mg.", "missing-comma: '1000' in a dose has no comma"),
        ("Give 100 000 units.", "missing-comma: '100 000' has a space where a comma belongs"),
        ("Give 1\u{A0}250 mg.", "missing-comma: '1 250' has a space where a comma belongs"),
        ("Give 25 units/10 units.", "misread-slash: the slash in '25 units/10 units' is read as a 1"),
        ("Take 1/2 tablet.", "misread-slash: '1/2 tablet' is read as 1 or 2 tablets"),
        ("Give >10 mg.", "misread-sign: '>' before '10 mg' is misread"), ("Run it @ 5 mL/h.", "misread-sign: '@' before '5 mL' is misread"),
        ("Give AZA 50 mg.", "drug-abbreviation: 'AZA' before '50 mg' is explained nowhere"),
        ("Give MgSO4 2 g.", "drug-abbreviation: 'MgSO4' before '2 g' is explained nowhere"),
    ])
    func isReported(_ text: String, _ expected: String) {
        #expect(found(text).filter { !$0.hasPrefix("broken-link") } == [expected])
    }

    /// Nearly so, and rightly written.
    @Test(arguments: [
        "Give 5 units or 5 mcg of it.", "CK of 150 U/L, 40 IU/L and ferritin of 300 µg/L.", "An overdose, the ODs and 10 mg of it.",
        "Dr H. S. Roe gave 10 mg; HS Roe gave 5 mg.",
        "Quinine, Iraq and the QT time.", "In 2020 units were closed.", "PMID 12345678 and NCT01234567.", "Within 12 months.", "IL6, CD20 and B12.",
        "A 5-mg tablet.", "It takes 30min and 12h.", "100 mg/5 mL and 5 mg/day.", "At 10/12 and 1/2 of them.", "A dose of 5 mg. Then wait.", "A dose of 5 mg.",
        "Under 50 kg, < 50 kg and > 18 years.",
        "Give 10 mg in the right eye.", "Give 10 mg as needed.", "Give 10 mg it says.", "Give 5,000 units, 1,250 mg and 999 mg.", "Give 0.125 mg.",
        "On day 5 100 mg were given.",
        "Code `10mg QD 5 IU`.", "```text\nGive 10mg QD.\n```", "See [the site](https://example.org/10mg/5IU/QD).", "Give IV 5 mg, PO 10 mg and SC 5 mg.",
        "Mycophenolate mofetil (MMF) is taken; MMF 1 g.", "TAKE ONLY 5 mg.", "The FDA 5 mg limit.", "Levels of 100 ng/mL.", "Give 10 mg by mouth once daily.",
        "A 2 g/L solution.",
        "Set A/C and C/D.", "Antiwear and biweekly.", "Give q6h or q12h.", "x_5mg", "20G needles, 3D and 2nd.", "Give 10 mg -> 20 mg.", "Phase III 5 mg.",
    ])
    func isNot(_ text: String) {
        #expect(found(text) == [])
    }

    @Test(arguments: [
        ("Give 10IU, 1 IU and 5 cc.", "Give 10 units, 1 unit and 5 mL."), ("Give 10mg and 2g/kg of 5ml.", "Give 10 mg and 2 g/kg of 5 mL."),
        ("Give 100000 units or 1000 to 2500 mg.", "Give 100,000 units or 1,000 to 2,500 mg."), ("Give 1 000 000 units.", "Give 1,000,000 units."),
        ("Take 10 mg QD, q.o.d. or TIW.", "Take 10 mg daily, every other day or 3 times weekly."), ("Take 5 mg. of it, 1/2 tablet.", "Take 5 mg of it, half a tablet."),
        // The last point of an abbreviation may be that of the sentence.
        ("Take 10 mg q.d. Then stop.", "Take 10 mg daily. Then stop."), ("Take 10 mg q.d. for a week, then q.d.", "Take 10 mg daily for a week, then daily."),
        ("Give 25K units.", "Give 25 thousand units."), ("Take it q6PM.", "Take it daily at 6 PM."),
        // What only the author knows is left: a thousand or a million, which route, eye or ear, how often.
        (
            "Give 5 M units, 10 mg OS, 5 mg OD, 10 mg IN, 5 mg AS, 2 drops OD or 5 mg BIW.",
            "Give 5 M units, 10 mg OS, 5 mg OD, 10 mg IN, 5 mg AS, 2 drops OD or 5 mg BIW."
        ),
        ("Inderal40 mg, 25 units/10 units, > 5 mg, 1 tablet HS.", "Inderal40 mg, 25 units/10 units, > 5 mg, 1 tablet HS."),
    ])
    func corrections(_ text: String, _ expected: String) {
        #expect(corrected(text) == expected)
    }

    @Test("What the glossary explains is the author's choice; what it says to avoid is told with the term, and left: the name may mean another drug there")
    func glossary() {
        #expect(found("Give MMF 1 g.", glossary: "- { term: mycophenolate mofetil, abbreviation: MMF }\n") == [])
        #expect(found("Take 10 mg OD.", glossary: "- { term: once daily, abbreviation: OD }\n") == [])
        let avoid = "- { term: methotrexate, avoid: [MTX, mtx] }\n"
        #expect(found("Weekly MTX helps.", glossary: avoid) == ["avoided-name: 'MTX' is a name that the glossary says not to write"])
        #expect(found("AMTX, MTX2, `MTX` and MTXs.", glossary: avoid) == [])
        let loaded = load(["glossary.yml": avoid, "index.md": "---\ntitle: Of MTX\nsummary: A test of mtx.\n---\n"])
        #expect(loaded.diagnostics.map { "\($0.position.line):\($0.position.column) \($0.suggestion ?? "")" } == ["2:11 write 'methotrexate'"])
        #expect(loaded.diagnostics.compactMap(\.correction) == [])
    }

    @Test("Titles, summaries, changes, settings and the labels of records are read as well, each in its place")
    func plainTexts() {
        let loaded = load([
            "site.yml": "title: Test\ndisclaimer: >-\n  Not for\n  5 IU.\n",
            "index.md": "---\ntitle: Of 10mg\nsummary: \"Of 5 µg\"\nchanges:\n  - { date: 2024-01-01, text: Now 5 cc. }\n---\n",
            "protocols/p.yml":
                "title: P 10mg\nsummary: At 5 IU.\nweight: { basis: actual }\nnotes: Says 5 U.\nfacts: [{ id: a, label: At 10mg, value: 5 mg }]\nsources: []\n",
        ])
        #expect(
            loaded.diagnostics.map { "\($0.position.file):\($0.position.line):\($0.position.column) \($0.rule.id)" } == [
                "index.md:2:11 missing-space", "index.md:3:16 error-prone-unit", "index.md:5:37 error-prone-unit", "protocols/p.yml:1:10 missing-space",
                "protocols/p.yml:2:15 error-prone-unit", "protocols/p.yml:4:15 error-prone-unit", "protocols/p.yml:5:28 missing-space", "site.yml:4:5 error-prone-unit",
            ])
    }

    @Test func levelsAreTheSites() {
        let files = ["site.yml": "title: Test\nlint: { error-prone-unit: off, missing-space: note }\n", "index.md": page("Give 5 IU or 10mg.")]
        #expect(load(files).diagnostics.map { "\($0.severity) \($0.rule.id)" } == ["note missing-space"])
    }

    @Test("Words of a template are read, and not its tags, scripts and styles")
    func templates() {
        let log = DiagnosticLog()
        let text = "<p title=\"10mg\">Give 10mg {{text}}mg</p>\n<style>a { width: 10mg }</style><script>5 IU</script>\n<!-- 5 IU --> 5 IU {{! 5 IU }}"
        MarkupWords(SourceText(path: "t.mustache", text: text), log: log).check()
        #expect(log.diagnostics.map { "\($0.position.line):\($0.position.column) \($0.rule.id)" } == ["1:22 missing-space", "3:17 error-prone-unit"])
    }
}
