import Citations
import Diagnostics
import SourceData
import Testing

struct ReferenceLibraryTests {
    @Test func readsEveryField() throws {
        let (references, report) = load(
            #"""
            [{"id": "x:2024/a.b-c_d", "type": "report", "title": " A\n title ",
              "author": [{"family": "Visser", "given": "M", "suffix": "Jr", "non-dropping-particle": "de", "dropping-particle": "von"},
                         {"literal": "Study Group"}],
              "editor": [{"family": "Roe", "given": "J P", "static-ordering": true}],
              "container-title": "Journal of X", "container-title-short": "J X",
              "issued": {"date-parts": [["2024", 1, 26]]}, "accessed": {"date-parts": [[2026, 2]]},
              "volume": 12, "issue": "3", "page": 45, "number": 7, "edition": 2, "version": "1.0", "genre": "Technical report",
              "publisher": "P", "publisher-place": "Q", "DOI": "10.1234/x", "PMID": 123, "PMCID": "PMC9", "URL": "https://a.org/",
              "note": "n", "abstract": "ignored", "volume-title": null,
              "custom": {"seenAt": "anywhere", "unverified": ["issue", "page"],
                         "materia": {"et-al-unverified": true, "status": "retired by its society", "titleNote": "cut"}}}]
            """#)
        #expect(report == "")
        let reference = try #require(references.first)
        #expect(reference.id == "x:2024/a.b-c_d")
        #expect(reference.position == SourcePosition(file: "references.json", line: 1, column: 9))
        #expect(reference.type == .report)
        #expect(reference.title == "A title")
        #expect(
            reference.authors == [
                .person(
                    PersonName(family: "Visser", given: "M", suffix: "Jr", nonDroppingParticle: "de", droppingParticle: "von")),
                .group("Study Group"),
            ])
        #expect(reference.editors == [person("Roe", "J P")])
        #expect(reference.containerTitle == "Journal of X")
        #expect(reference.containerTitleShort == "J X")
        #expect(reference.issued == date(2024, 1, 26))
        #expect(reference.accessed == date(2026, 2))
        #expect([reference.volume, reference.issue, reference.page, reference.number] == ["12", "3", "45", "7"])
        #expect([reference.edition, reference.version, reference.genre] == ["2", "1.0", "Technical report"])
        #expect([reference.publisher, reference.publisherPlace, reference.note] == ["P", "Q", "n"])
        #expect([reference.doi, reference.pmid, reference.pmcid] == ["10.1234/x", "123", "PMC9"])
        #expect(reference.url == "https://a.org/")
        #expect(reference.authorListIsIncomplete)
        #expect(reference.status == "retired by its society")
        #expect(reference.titleNote == "cut")
        #expect(reference.unverifiedFields == ["issue", "page"])
    }

    private static let readsDatesCases: [(String, ReferenceDate?)] = [
        (#"{"date-parts": [[2024]]}"#, date(2024)),
        (#"{"date-parts": [[2024, "2"]], "literal": "Feb 2024"}"#, date(2024, 2)),
        (#"{"raw": "2024-02-03"}"#, date(2024, 2, 3)),
        (#"{"edtf": "2024-02"}"#, date(2024, 2)),
        (#""2024-02""#, date(2024, 2)),
        (#"{"raw": "spring 2024"}"#, .text("spring 2024")),
        (#"{"literal": "In  press"}"#, .text("In press")),
        (#"null"#, nil), (#""""#, nil),
    ]

    @Test(arguments: readsDatesCases)
    func readsDates(json: String, expected: ReferenceDate?) throws {
        let (references, report) = load(#"[{"id": "a", "type": "book", "title": "T", "issued": \#(json)}]"#)
        #expect(report == "")
        #expect(try #require(references.first).issued == expected)
    }

    @Test func readsRanges() throws {
        let (references, _) = load(
            #"[{"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[2018], [2019, 3]]}}]"#)
        let (start, end) = (try #require(PartialDate(year: 2018)), try #require(PartialDate(year: 2019, month: 3)))
        #expect(references.first?.issued == .range(start, end))
    }

    @Test func takesTheOlderKeyOfTheAbbreviation() {
        let item = #""id": "a", "type": "article-journal", "title": "T", "journalAbbreviation": "Old""#
        #expect(load("[{\(item)}]").references.first?.containerTitleShort == "Old")
        #expect(load("[{\(item), \"container-title-short\": \"New\"}]").references.first?.containerTitleShort == "New")
    }

    @Test func anEmptyListIsALibrary() {
        #expect(load("[]").report == "")
        #expect(load(" [ ] ").references.isEmpty)
    }

    @Test func fileMustBeAList() {
        #expect(
            load(#"{"items": []}"#).report == """
                references.json:1:1: error: a CSL-JSON file must be a list of references, not an object [invalid-csl]
                    help: put the references between '[' and ']'

                """)
    }

    @Test func itemsMustBeObjects() {
        #expect(
            load(#"["a", null, 3, true, []]"#).report == """
                references.json:1:2: error: a reference must be an object, not text [invalid-csl]
                references.json:1:7: error: a reference must be an object, not null [invalid-csl]
                references.json:1:13: error: a reference must be an object, not a number [invalid-csl]
                references.json:1:16: error: a reference must be an object, not true or false [invalid-csl]
                references.json:1:22: error: a reference must be an object, not a list [invalid-csl]

                """)
    }

    @Test func idTypeAndTitleAreNeeded() {
        let (references, report) = load(#"[{}, {"id": "b", "title": " "}]"#)
        #expect(
            report == """
                references.json:1:2: error: this reference has no 'id' [invalid-csl]
                    help: write `"id": "doe2024"`, or another key to cite it by
                references.json:1:2: error: this reference has no 'title' [invalid-csl]
                references.json:1:2: error: this reference has no 'type' [invalid-csl]
                references.json:1:6: error: reference 'b' has no 'title' [invalid-csl]
                references.json:1:6: error: reference 'b' has no 'type' [invalid-csl]

                """)
        #expect(references.map(\.id) == ["b"], "kept, so that its citations are not reported as well")
    }

    @Test func idsAreCitationKeys() {
        let (references, report) = load(
            #"[{"id": "müller 2020, ü", "type": "book", "title": "T"}, {"id": 7, "type": "book", "title": "T"}]"#)
        #expect(
            report == """
                references.json:1:9: error: the id 'müller 2020, ü' has characters a citation key cannot have: 'ü', ' ', ',' [invalid-csl]
                    help: use the letters a to z, digits and _ - : . /; for example 'muller2020u'

                """)
        #expect(references.map(\.id) == ["7"])
    }

    @Test func typesAreCSLTypes() {
        #expect(
            load(
                """
                [{"id": "a", "type": "artcle-journal", "title": "T"},
                 {"id": "b", "type": "song", "title": "T"},
                 {"id": "c", "type": "leaflet of paper", "title": "T"}]
                """
            ).report == """
                references.json:1:22: error: 'type' of reference 'a' cannot be 'artcle-journal' [unknown-value]
                    help: did you mean 'article-journal'?
                references.json:2:22: error: 'type' of reference 'b' is 'song', a CSL type Materia does not print [unknown-value]
                    help: use 'document', or another type that comes near
                references.json:3:22: error: 'type' of reference 'c' cannot be 'leaflet of paper' [unknown-value]
                    help: CSL types are, among others: article-journal, book, chapter, document, report, webpage

                """)
    }

    @Test func fieldsAreTextOrNumbers() {
        #expect(
            report(#""volume": [1], "issue": true, "page": {}"#) == """
                references.json:2:11: error: 'volume' of reference 'a' must be text or a number, not a list [invalid-csl]
                references.json:2:25: error: 'issue' of reference 'a' must be text or a number, not true or false [invalid-csl]
                references.json:2:39: error: 'page' of reference 'a' must be text or a number, not an object [invalid-csl]

                """)
    }

    @Test func markupWouldBePrinted() {
        #expect(
            report(#""note": "10<sup>3</sup>/µL", "genre": "P < .05 <span class='nocase'>X</span>""#) == """
                references.json:2:9: error: 'note' of reference 'a' has the markup '<sup>', which would be printed as it stands [invalid-csl]
                    help: write plain text; there are characters such as ₂ and ³ for what stands low or high
                references.json:2:39: error: 'genre' of reference 'a' has the markup '<span>', which would be printed as it stands [invalid-csl]
                    help: write plain text; there are characters such as ₂ and ³ for what stands low or high

                """)
    }

    @Test func namesArePeopleOrGroups() {
        #expect(
            report(
                #""author": [{"given": "Jo"}, "Jo Doe", {"family": "Doe", "literal": "Doe"}], "editor": {"family": "Roe"}"#
            ) == """
                references.json:2:12: error: author 1 of reference 'a' has neither 'family' nor 'literal' [invalid-csl]
                    help: write a person as 'family' and 'given', a group as 'literal'
                references.json:2:29: error: author 2 of reference 'a' must be an object, not text [invalid-csl]
                    help: write a person as 'family' and 'given', a group as 'literal'
                references.json:2:39: error: author 3 of reference 'a' has both 'family' and 'literal' [invalid-csl]
                    help: write a person as 'family' and 'given', a group as 'literal'
                references.json:2:87: error: 'editor' of reference 'a' must be a list, not an object [invalid-csl]

                """)
    }

    private static let datesAreDatesCases: [(String, Int, String, String)] = [
        (
            #"{"date-parts": [[2023, 2, 30]]}"#, 27,
            "'date-parts' of 'issued' of reference 'a' hold 2023-2-30, which is not a date of the calendar",
            "the order is year, month, day"
        ),
        (
            #"{"date-parts": [[26, 13]]}"#, 27,
            "'date-parts' of 'issued' of reference 'a' hold 26-13, which is not a date of the calendar",
            "the order is year, month, day"
        ),
        (
            #"{"date-parts": [["May"]]}"#, 28,
            "'date-parts' of 'issued' of reference 'a' must hold whole numbers, not 'May'", howToWriteDates
        ),
        (
            #"{"date-parts": [[2023.5]]}"#, 28,
            "'date-parts' of 'issued' of reference 'a' must hold whole numbers, not '2023.5'", howToWriteDates
        ),
        (
            #"{"date-parts": [[null]]}"#, 28,
            "'date-parts' of 'issued' of reference 'a' must hold whole numbers, not null", howToWriteDates
        ),
        (
            #"{"date-parts": [2023]}"#, 27,
            "a date in 'date-parts' of 'issued' of reference 'a' must be a list of year, month and day", howToWriteDates
        ),
        (
            #"{"date-parts": [[]]}"#, 27,
            "a date in 'date-parts' of 'issued' of reference 'a' must be a list of year, month and day", howToWriteDates
        ),
        (
            #"{"date-parts": []}"#, 26,
            "'date-parts' of 'issued' of reference 'a' must be a list of one date, or of two for a range", howToWriteDates
        ),
        (
            #"{"date-parts": "2023"}"#, 26,
            "'date-parts' of 'issued' of reference 'a' must be a list of one date, or of two for a range", howToWriteDates
        ),
        (#"2023"#, 11, "'issued' of reference 'a' must be an object with 'date-parts', not a number", howToWriteDates),
        (#"{}"#, 11, "'issued' of reference 'a' has none of 'date-parts', 'raw' and 'literal'", howToWriteDates),
        (
            #"{"raw": "1998", "season": 5}"#, 37, "'season' of 'issued' of reference 'a' cannot be '5'",
            #"write 1 for spring, 2 for summer, 3 for autumn, 4 for winter; or the date in words: "literal": "Winter 1998""#
        ),
        (
            #"{"raw": "1998-02", "season": 4}"#, 40, "'issued' of reference 'a' has 'season' beside a month, a range or words",
            "leave one of the two out"
        ),
    ]

    @Test(arguments: datesAreDatesCases)
    func datesAreDates(json: String, column: Int, summary: String, help: String) {
        #expect(
            report(#""issued": \#(json)"#) == """
                references.json:2:\(column): error: \(summary) [invalid-csl]
                    help: \(help)

                """)
    }

    private static let howToWriteDates = #"write `{"date-parts": [[2024, 1, 26]]}`; month and day may be left out"#

    private static let identifiersAreCheckedCases: [(String, String, String?)] = [
        (#""DOI": "https://doi.org/10.1/x""#, "'DOI' of reference 'a' must stand without 'https://doi.org/'", #"write "10.1/x""#),
        (#""DOI": "doi: 10.1/x""#, "'DOI' of reference 'a' must stand without 'doi: '", #"write "10.1/x""#),
        (#""DOI": "11.1/x""#, "'DOI' of reference 'a' must start with '10.', not '11.1/x'", nil),
        (#""DOI": "https://example.org/10.1/x""#, "'DOI' of reference 'a' must start with '10.', not 'https://exam'", nil),
        (#""DOI": "10.1234""#, "'DOI' of reference 'a' is not a DOI: '10.1234'", "a DOI reads like 10.1136/annrheumdis-2016-209247"),
        (#""DOI": "10.12/x""#, "'DOI' of reference 'a' is not a DOI: '10.12/x'", "a DOI reads like 10.1136/annrheumdis-2016-209247"),
        (#""DOI": "10.1234/x.""#, "'DOI' of reference 'a' is not a DOI: '10.1234/x.'", "a DOI reads like 10.1136/annrheumdis-2016-209247"),
        (#""DOI": "10.1234x/x""#, "'DOI' of reference 'a' is not a DOI: '10.1234x/x'", "a DOI reads like 10.1136/annrheumdis-2016-209247"),
        (#""PMID": "123456789""#, "'PMID' of reference 'a' must be one to eight digits, not '123456789'", nil),
        (#""PMID": "01234567""#, "'PMID' of reference 'a' must be one to eight digits, not '01234567'", nil),
        (#""PMID": "PMID 12""#, "'PMID' of reference 'a' must be one to eight digits, not 'PMID 12'", nil),
        (#""PMID": 1.5"#, "'PMID' of reference 'a' must be one to eight digits, not '1.5'", nil),
        (#""PMCID": "8023983""#, "'PMCID' of reference 'a' must be 'PMC' and digits, not '8023983'", #"write "PMC8023983""#),
        (#""PMCID": "PMC""#, "'PMCID' of reference 'a' must be 'PMC' and digits, not 'PMC'", nil),
        (#""URL": "www.a.org""#, "'URL' of reference 'a' must start with 'https://' or 'http://', not 'www.a.org'", nil),
        (#""URL": "javascript:alert(1)""#, "'URL' of reference 'a' must start with 'https://' or 'http://', not 'javascript:a'", nil),
        (#""URL": "https:///a""#, "'URL' of reference 'a' names no site: 'https:///a'", nil),
        (#""URL": "https://a.org/b c""#, "'URL' of reference 'a' has a character an address cannot have: ' '", nil),
    ]

    @Test(arguments: identifiersAreCheckedCases)
    func identifiersAreChecked(field: String, summary: String, help: String?) throws {
        let column = try #require(field.firstIndex(of: ":")).utf16Offset(in: field) + 3
        #expect(
            report(field) == "references.json:2:\(column): error: \(summary) [invalid-csl]\n"
                + (help.map { "    help: \($0)\n" } ?? ""))
    }

    @Test func aDOIWrittenAsAnAddressIsStillADOI() {
        let (references, _) = load(#"[{"id": "a", "type": "book", "title": "T", "DOI": "HTTPS://DX.DOI.ORG/10.1/X"}]"#)
        #expect(references.first?.doi == "10.1/X")
    }

    @Test func keysAreCSLKeys() {
        #expect(
            report(
                #""autor": [], "doi": "10.1/x", "zzzzzz": 1, "author": [{"family": "Doe", "givn": "J"}], "issued": {"date-parts": [[1]], "dat": 1}, "custom": {"mine": 1, "materia": {"statsu": "x"}}"#
            ) == """
                references.json:2:1: error: reference 'a' has no field 'autor' [unknown-key]
                    help: did you mean 'author'?
                references.json:2:14: error: reference 'a' has no field 'doi' [unknown-key]
                    help: did you mean 'DOI'?
                references.json:2:31: error: reference 'a' has no field 'zzzzzz' [unknown-key]
                references.json:2:73: error: author 1 of reference 'a' has no field 'givn' [unknown-key]
                    help: did you mean 'given'?
                references.json:2:120: error: 'issued' of reference 'a' has no field 'dat' [unknown-key]
                    help: use one of: circa, date-parts, edtf, literal, raw, season
                references.json:2:165: error: 'custom.materia' of reference 'a' has no field 'statsu' [unknown-key]
                    help: did you mean 'status'?

                """)
    }

    @Test func customFieldsOfMateriaAreChecked() {
        #expect(
            report(#""custom": {"unverified": ["isue", 3, []], "materia": {"et-al-unverified": "yes"}}"#) == """
                references.json:2:27: error: 'unverified' of 'custom' of reference 'a' must name CSL fields, not 'isue' [invalid-csl]
                    help: did you mean 'issue'?
                references.json:2:35: error: 'unverified' of 'custom' of reference 'a' must name CSL fields, not '3' [invalid-csl]
                references.json:2:38: error: 'unverified' of 'custom' of reference 'a' must name CSL fields, not a list [invalid-csl]
                references.json:2:75: error: 'et-al-unverified' of 'custom.materia' of reference 'a' must be true or false, not text [invalid-csl]

                """)
        #expect(
            report(#""custom": []"#)
                == "references.json:2:11: error: 'custom' of reference 'a' must be an object, not a list [invalid-csl]\n")
        #expect(
            report(#""custom": {"materia": 1}"#)
                == "references.json:2:23: error: 'materia' of 'custom' of reference 'a' must be an object, not a number [invalid-csl]\n"
        )
    }

    @Test func anIdIsTakenOnce() {
        let (references, report) = load(
            """
            [{"id": "a", "type": "book", "title": "First"},
             {"id": "b", "type": "book", "title": "Other"},
             {"id": "a", "type": "book", "title": "Second"}]
            """)
        #expect(
            report == """
                references.json:3:9: error: the id 'a' is already taken [duplicate-reference]
                    note: references.json:1:9: the first reference with this id is here
                    help: remove one of the two, or give it another id

                """)
        #expect(references.map(\.title) == ["First", "Other"])
    }

    @Test func anIdIsTakenOnceInAllFiles() {
        let one = load(#"[{"id": "a", "type": "book", "title": "First"}]"#, path: "one.json").references
        let two = load(#"[{"id": "b", "type": "book", "title": "B"}, {"id": "a", "type": "book", "title": "A"}]"#, path: "two.json").references
        let log = DiagnosticLog()
        let merged = ReferenceLibrary.merge([one, two], log: log)
        #expect(merged.map(\.title) == ["First", "B"])
        #expect(
            ConsoleFormat().format(log.diagnostics) == """
                two.json:1:52: error: the id 'a' is already taken [duplicate-reference]
                    note: one.json:1:9: the first reference with this id is here
                    help: remove one of the two, or give it another id

                """)
    }

    @Test func brokenJSONIsReported() {
        #expect(load("[{]").report.hasSuffix("[invalid-json]\n"))
    }
}
