import Diagnostics
import KnowledgeBase
import SourceData
import Testing

@testable import Comparison

/// Two states of one small site, and what is said of them.
@Suite struct ComparisonTests {
    @Test func nothingIsSaidOfTheSame() throws {
        let comparison = try compare { $0 }
        #expect(comparison.changes.isEmpty)
        #expect(comparison.text == "Nothing has changed from before to now.\n")
    }

    @Test func aDoseIsToldWithItsRatioItsFactAndItsPlaces() throws {
        let comparison = try compare(regimen: {
            $0.replacing("each: 5 mg/kg", with: "each: 50 mg/kg").replacing("protocols:", with: "# of May\nprotocols:").replacing("each: 350 mg", with: "each: 3500 mg")
        })
        #expect(
            lines(comparison) == [
                "doses Dose: each dose | 5 mg/kg -> 50 mg/kg (10 times) | dose | 6 6",
                "plans Example, weight 70 kg, age 40 years, expected: each dose | 350 mg -> 3500 mg (10 times) | - | 16 17",
                "plans Plan for weight 70 kg, age 40 years, by Actual weight | dose: 350 mg -> 3,500 mg (10 times); in a day: 700 mg -> 7,000 mg (10 times) | - | - 17",
            ])
    }

    @Test func stepsThatChangeAlikeAreBothTold() throws {
        let steps = { (amount: String) in "steps: [{ id: first, each: \(amount) mg/kg, every: 12 h, for: 2 days }, { id: then, each: \(amount) mg/kg, every: 12 h }]" }
        func regimen(_ amount: String, _ dose: String) -> ([ContentFile]) {
            Sample.files.map { file in
                ContentFile(
                    path: file.path,
                    text: String(decoding: file.bytes, as: UTF8.self).replacing("dose: { each: 5 mg/kg, every: 12 h }", with: steps(amount)).replacing(
                        "each: 350 mg", with: "each: \(dose)"))
            }
        }
        let comparison = Comparison(
            try ContentState("before", regimen("5", "350 mg"), threads: 1), try ContentState("now", regimen("10", "700 mg"), threads: 1))
        let plan = comparison.changes.first { $0.what.hasPrefix("Plan for") }
        #expect(plan?.values.filter { $0.name.hasSuffix(": dose") }.map(\.new) == ["700 mg", "700 mg"])
        #expect(
            lines(comparison).filter { $0.hasPrefix("doses") } == [
                "doses Step, first: each dose | 5 mg/kg -> 10 mg/kg (2 times) | first.dose | 6 6",
                "doses Step, then: each dose | 5 mg/kg -> 10 mg/kg (2 times) | then.dose | 6 6",
            ])
    }

    /// A site that extends another is compared as it is read: with what it changes there.
    @Test func whatAnOverlayChangesIsToldAsTheValueThatItIs() throws {
        let shared = [
            "site.yml": "title: Shared\n", "index.md": "---\ntitle: Start\nsummary: It.\nstatus: draft\n---\n\nText.\n",
            "protocols/a.yml":
                "title: Protocol A\nweight: { basis: actual }\nrounding: { to: 5 g, direction: nearest }\nsources: [doe2020]\n",
            "references/library.json": #"[{ "id": "doe2020", "type": "webpage", "title": "A source", "URL": "https://example.org/" }]"#,
        ].map { ContentFile(path: $0.key, bytes: Array($0.value.utf8), upstream: "../shared") }
        let own = [ContentFile(path: "site.yml", text: "title: Ours\nextends: ../shared\n")]
        let version = try #require(shared.first { $0.path == "protocols/a.yml" }).version
        let override = ContentFile(
            path: "overrides/a.yml",
            text: """
                file: protocols/a.yml
                version: '\(version)'
                why: The vials that are there.
                by: The committee
                on: 2026-11-20
                changes:
                  - { at: rounding/to, was: 5 g, now: 50 g }

                """)
        let before = try ContentState("before", own + shared, threads: 1)
        let comparison = Comparison(before, try ContentState("now", own + [override] + shared, threads: 1))
        #expect(lines(comparison).first == "doses Rounding: rounding step | 5 g -> 50 g (10 times) | rounding | 3 7")
        #expect(comparison.changes.first?.newPlace?.file == "overrides/a.yml")
        #expect(Comparison(before, before).changes.isEmpty)
    }

    @Test func theWordsOfAnIdAreThoseOfItsPage() throws {
        let comparison = try compare(regimen: { $0.replacing("protocols: [a, b]", with: "protocols: [b, a]") })
        #expect(lines(comparison) == ["doses Protocols: order | Actual weight; Rounded -> Rounded; Actual weight | - | 7 7"])
    }

    @Test func commentsLayoutAndTheOrderOfKeysAreNothing() throws {
        let comparison = try compare(
            regimen: {
                """
                # Another order, another layout.
                sources: [ 'source' ]
                population: {
                  minimum-age: "18 years", text: Adults, maximum-weight: 150 kg }
                drug: examplicin
                summary: >-
                  Five milligrams a kilogram,
                  twice a day.
                """ + "\n" + $0.split(separator: "\n").filter { !["sources", "population", "drug", "summary"].contains($0.prefix { $0 != ":" }) }.joined(separator: "\n")
            },
            article: { $0.replacing("Adults get 5 mg/kg.", with: "<!-- seen in May -->\n\nAdults\nget 5 mg/kg.") })
        #expect(comparison.changes == [])
    }

    @Test func theSameAmountInAnotherUnitIsSaidToBeTheSame() throws {
        let comparison = try compare(regimen: { $0.replacing("per-dose: 4 g", with: "per-dose: 4000 mg") })
        #expect(lines(comparison) == ["doses Limits: maximum per dose | 4 g -> 4000 mg (the same amount) | max-per-dose | 9 9"])
    }

    @Test func anAlertAReviewAndAStatusStandInGroupsOfTheirOwn() throws {
        let comparison = try compare(
            regimen: {
                $0.replacing("level: caution", with: "level: stop").replacing("age: { over: 65 years }", with: "age: { over: 60 years }")
                    + "review: { by: Jane Doe, on: 2026-11-20 }\nstatus: illustrative\n"
            })
        #expect(
            lines(comparison) == [
                "alerts Alert, older: level | caution -> stop | - | 12 12",
                "alerts Alert, older: condition | age over 65 years -> age over 60 years | - | 13 13",
                "reviews Review | added: reviewed by Jane Doe, reviewed on 2026-11-20 | - | - 18",
                "reviews Status | added: illustrative | - | - 19",
            ])
    }

    @Test func anExampleThatCannotBeWorkedOutAnyMoreSaysSo() throws {
        let comparison = try compare(
            regimen: { $0.replacing("protocol: a, ", with: "").replacing("protocols: [a, b]", with: "protocols: [b]") }, without: "protocols/a.yml")
        let plans = comparison.changes.filter { $0.group == .plans && $0.values.count == 1 }
        #expect(plans.contains { $0.values[0].new?.hasPrefix("cannot be worked out any more: there is no protocol 'a'") ?? false })
        #expect(lines(comparison).contains("pages Protocol | removed: there | - | 1 -"))
    }

    @Test func figuresAlertsAndCitationsOfTheTextAreToldWithTheirSection() throws {
        let comparison = try compare(article: {
            $0.replacing("Adults get 5 mg/kg.", with: "Adults get 6 mg/kg.").replacing("Never twice.", with: "Never thrice.").replacing("[@source]", with: "[@other]")
        })
        #expect(
            lines(comparison) == [
                "alerts Section “Dose”: warning | Never twice. -> Never thrice. | - | 11 11",
                "figures Section “Dose” | Adults get 5 mg/kg. Nothing else is known. -> Adults get 6 mg/kg. Nothing else is known. | - | 9 9",
                "references Section “Dose”: cited | removed: source | - | 9 -",
                "references Section “Dose”: cited | added: other | - | - 9",
                "prose Section “Dose” |  | - | 7 7",
            ])
    }

    @Test func aCellOfADoseTableAndAFactThatIsFilledInChangeWithTheirRecord() throws {
        let table = "\n```dose-table\nid: examplicin\npatient: { age: 40 years }\nrows: { weight: [50 kg] }\ncolumns: [{ head: Each, show: each }]\n```\n"
        let article = { (text: String) in text + "\nAdults get [](regimens/examplicin.yml#dose). [@source]\n" + table }
        func state(_ name: String, _ regimen: (String) -> String) throws -> ContentState {
            try ContentState(
                name,
                Sample.files.map { file in
                    let text = String(decoding: file.bytes, as: UTF8.self)
                    return ContentFile(path: file.path, text: file.path == "index.md" ? article(text) : file.path.hasPrefix("regimens/") ? regimen(text) : text)
                }, threads: 1)
        }
        let comparison = try Comparison(
            state("before") { $0 }, state("now") { $0.replacing("each: 5 mg/kg", with: "each: 10 mg/kg").replacing("350 mg", with: "700 mg") })
        let found = lines(comparison)
        #expect(found.contains("plans Dose table: Examplicin | Body weight 50 kg, Each: 250 mg -> 500 mg (2 times) | - | 16 16"))
        #expect(found.contains("figures Section “Dose” | Adults get 5 mg/kg. -> Adults get 10 mg/kg. | - | 14 14"))
    }

    @Test func aPageThatMovedIsComparedWithWhatItWas() throws {
        let comparison = try compare(
            regimen: { $0.replacing("each: 5 mg/kg", with: "each: 6 mg/kg").replacing("350 mg", with: "420 mg") },
            renamed: ("regimens/examplicin.yml", "regimens/examplicin-adults.yml"))
        #expect(
            lines(comparison).filter { !$0.hasPrefix("plans") } == [
                "doses Dose: each dose | 5 mg/kg -> 6 mg/kg (1.2 times) | dose | 6 6",
                "pages Regimen, moved | regimens/examplicin.yml -> regimens/examplicin-adults.yml | - | 1 1",
            ])
    }

    @Test func aRecordThatIsNewTellsItsDoses() throws {
        let site = Sample.files
        let comparison = Comparison(
            try ContentState("before", site.filter { $0.path != "regimens/examplicin.yml" }, threads: 1), try ContentState("now", site, threads: 1))
        #expect(
            lines(comparison) == [
                "doses Dose | added: 5 mg/kg | dose | - 6", "doses Maximum per day | added: 8 g | max-per-day | - 9",
                "doses Maximum per dose | added: 4 g | max-per-dose | - 9", "pages Regimen | added | - | - 1",
            ])
    }

    @Test func referencesAreToldByTheirKeysAndIdentifiers() throws {
        let comparison = try compare(references: {
            $0.replacing(#""DOI": "10.1000/one""#, with: #""DOI": "10.1000/two""#).replacing(#""title": "Other""#, with: #""title": "Retracted: Other""#)
        })
        #expect(
            lines(comparison) == [
                "references Title | Other -> Retracted: Other | - | 3 3", "references DOI | 10.1000/one -> 10.1000/two | - | 2 2",
            ])
    }

    @Test func aStateWithErrorsIsRefused() throws {
        #expect(throws: ContentState.Refusal.self) { try compare(regimen: { $0.replacing("5 mg/kg", with: "5 mgs") }) }
    }

    @Test func dataAndMarkdownSayTheSame() throws {
        let comparison = try compare(regimen: { $0.replacing("minimum-age: 18 years", with: "minimum-age: 16 years") })
        #expect(
            comparison.markdown == """
                # What changed from before to now

                1 change: 1 under Doses and limits.

                ## Doses and limits

                ### Examplicin

                - **Population: minimum age**: was 18 years, now **16 years** (0.89 times) (`regimens/examplicin.yml:5`, fact `minimum-age`)

                """)
        let data = String(decoding: comparison.data.bytes, as: UTF8.self)
        for part in [#""version": 1"#, #""group": "doses""#, #""fact": "minimum-age""#, #""old": "18 years""#, #""line": 5"#] { #expect(data.contains(part)) }
    }

    // MARK: Reading

    private func compare(
        regimen: (String) -> String = { $0 }, article: (String) -> String = { $0 }, references: (String) -> String = { $0 }, without: String? = nil,
        renamed: (String, String)? = nil, _ every: (String) -> String = { $0 }
    ) throws -> Comparison {
        let before = Sample.files
        let after = before.filter { $0.path != without }.map { file -> ContentFile in
            let text = String(decoding: file.bytes, as: UTF8.self)
            let path = file.path == renamed?.0 ? renamed!.1 : file.path
            switch file.path {
            case "regimens/examplicin.yml": return ContentFile(path: path, text: regimen(text))
            case "index.md": return ContentFile(path: path, text: article(text))
            case "references/library.json": return ContentFile(path: path, text: references(text))
            default: return ContentFile(path: path, text: every(text))
            }
        }
        return Comparison(try ContentState("before", before, threads: 1), try ContentState("now", after, threads: 1))
    }

    /// `group what | values | fact | lines before and now`.
    private func lines(_ comparison: Comparison) -> [String] {
        comparison.changes.map { change in
            let values = change.values.map { ($0.name.isEmpty ? "" : "\($0.name): ") + ($0.old == "there" ? "removed: there" : $0.words) }.joined(separator: "; ")
            let places = [change.oldPlace, change.newPlace].map { $0.map { String($0.line) } ?? "-" }.joined(separator: " ")
            return "\(change.group.rawValue) \(change.what) | \(values) | \(change.fact ?? "-") | \(places)"
        }
    }
}
