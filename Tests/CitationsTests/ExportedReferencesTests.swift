import Citations
import Diagnostics
import Testing

/// References as reference managers and services write them. The items are made up; their shapes are those of exports.
struct ExportedReferencesTests {
    private func printed(_ item: String) throws -> String {
        let (references, report) = load("[\(item)]")
        #expect(report == "")
        return AMA.format(try #require(references.first)).plainText
    }

    // MARK: - Keys

    @Test(arguments: [
        #""id": "http://zotero.org/users/1234567/items/AAAA1111", "citation-key": "laan2019""#, #""id": 1234, "citation-key": "laan2019""#,
        #""id": "1234567/AAAA1111", "citation-key": "laan2019""#, #""citation-key": "laan2019""#, #""id": "laan2019", "citation-key": "laan2019""#, #""id": "laan2019""#,
        #""id": "http://zotero.org/groups/1/items/B", "note": "Citation Key: laan2019""#, #""id": 5, "citation-key": "laan2019", "note": "Citation Key: laan2019""#,
    ])
    func theKeyIsTheOneThatItsAuthorSees(_ keys: String) {
        let (references, report) = load("[{\(keys), \"type\": \"book\", \"title\": \"T\"}]")
        #expect(report == "")
        #expect(references.map(\.id) == ["laan2019"])
    }

    @Test func theIDThatAManagerKeepsForItselfIsRemembered() {
        #expect(load(#"[{"id": 12, "citation-key": "a", "type": "book", "title": "T"}]"#).references.first?.otherID == "12")
        #expect(load(#"[{"id": "a", "citation-key": "a", "type": "book", "title": "T"}]"#).references.first?.otherID == nil)
    }

    @Test func aKeyThatCannotBeCitedIsRefusedWithOneThatCan() {
        #expect(
            load(#"[{"id": 1, "citation-key": "Ñandú 2020", "type": "book", "title": "T"}, {"id": "山田", "type": "book", "title": "T"}]"#).report == """
                references.json:1:28: error: the citation-key 'Ñandú 2020' has characters a citation key cannot have: 'Ñ', 'ú', ' ' [invalid-csl]
                    help: use the letters a to z, digits and _ - : . /; for example 'Nandu2020'
                references.json:1:80: error: the id '山田' has characters a citation key cannot have: '山', '田' [invalid-csl]
                    help: use the letters a to z, digits and _ - : . /

                """)
    }

    @Test func whereAnItemCannotBeReadTheLibraryIsNotComplete() {
        func isComplete(_ json: String) -> Bool { ReferenceLibrary.read(SourceText(path: "r.json", text: json), log: DiagnosticLog()).isComplete }
        #expect(isComplete(#"[{"id": "a", "type": "book", "title": "T"}]"#))
        #expect(isComplete(#"[{"id": "a", "type": "song", "title": ""}]"#), "it can be cited, whatever else is wrong")
        #expect(!isComplete(#"[{"type": "book", "title": "T"}]"#))
        #expect(!isComplete("[{]"))
        #expect(!isComplete(#"[{"DOI": "10.1000/a", "title": ["T"]}]"#))
    }

    // MARK: - Fields in the note

    @Test func fieldsOfTheNoteAreUsed() throws {
        let (references, report) = load(
            #"""
            [{"id": "a", "type": "document", "title": "T",
              "note": "Bought in spring: a good one\nPMID: 31000001\nPMCID: PMC7000001\ntype: dataset\nDOI: https://doi.org/10.1000/x\nIssued: 2019-03\nAuthor: Doe || Jane\nauthor: Study Group\nVersion: 2\ntex.shelf: 3\nOCLC: 77"}]
            """#)
        #expect(
            report == """
                references.json:2:11: error: 'DOI' of reference 'a' must stand without 'https://doi.org/' [invalid-csl]
                    help: write "10.1000/x"

                """)
        let reference = try #require(references.first)
        #expect([reference.pmid, reference.pmcid, reference.doi, reference.version] == ["31000001", "PMC7000001", "10.1000/x", "2"])
        #expect(reference.type == .dataset)
        #expect(reference.issued == date(2019, 3))
        #expect(reference.authors == [person("Doe", "Jane"), .group("Study Group")])
    }

    @Test(arguments: [
        (#""PMID": "1", "note": "PMID: 1""#), (#""DOI": "10.1000/X", "note": "doi: 10.1000/x""#), (#""issued": {"date-parts": [[2019, 3]]}, "note": "Date: 2019-03""#),
        (#""journalAbbreviation": "J X", "note": "Journal Abbreviation: J X""#), (#""note": "Nothing to see: here\nColour: red""#),
        (#""note": "{:PMID: 12} {:PMCID: PMC3}""#),
        (#""PMID": "", "note": "PMID: 1""#), (#""note": "PMID:""#), (#""note": """#), (#""note": 5"#),
    ])
    func aNoteThatSaysTheSameOrNothingIsTaken(_ fields: String) {
        #expect(report(fields) == "")
    }

    private static let contradictions: [(String, Int, String, String?)] = [
        (
            #""PMID": "1", "note": "PMID: 2""#, 22, "'note' of reference 'a' has the line 'PMID: 2', and the field 'PMID' says '1'",
            "mend the field, or take the line out of 'note' (in Zotero: Extra)"
        ),
        (
            #""note": "Date: 2020", "issued": {"date-parts": [[2019]]}"#, 9,
            "'note' of reference 'a' has the line 'issued: 2020', and the field 'issued' says something else",
            "mend the field, or take the line out of 'note' (in Zotero: Extra)"
        ),
        (#""note": "PMID: 12; PMCID: PMC3""#, 9, "'PMID' of reference 'a' must be one to eight digits, not '12; PMCID: PMC3'", nil),
        (#""note": "PMCID: 3""#, 9, "'PMCID' of reference 'a' must be 'PMC' and digits, not '3'", #"write "PMC3""#),
        (#""note": "URL: example.org""#, 9, "'URL' of reference 'a' must start with 'https://' or 'http://', not 'example.org'", nil),
    ]

    @Test(arguments: contradictions)
    func aNoteThatContradictsOrCannotBeReadIsRefused(fields: String, column: Int, summary: String, help: String?) {
        #expect(report(fields) == "references.json:2:\(column): error: \(summary) [invalid-csl]\n" + (help.map { "    help: \($0)\n" } ?? ""))
    }

    // MARK: - Other forms

    private static let crossref = """
        error: this is what Crossref's own interface answers, and no CSL-JSON [invalid-csl]
            help: ask for it as CSL-JSON: the address https://doi.org/ and the DOI, with the header 'Accept: application/vnd.citationstyles.csl+json'; or export it from a reference manager

        """

    @Test(arguments: [
        #"{"status": "ok", "message-type": "work", "message": {"DOI": "10.1000/a", "title": ["T"], "container-title": ["J"], "author": [{"sequence": "first"}]}}"#,
        #"{"status": "ok", "message-type": "work-list", "message": {"items": [{"title": ["T"]}, {"title": ["U"]}]}}"#,
        #"{"DOI": "10.1000/a", "title": ["T"], "type": "journal-article"}"#,
    ])
    func crossrefsOwnFormIsOneMessage(_ text: String) {
        #expect(load(text).report == "references.json:1:1: " + Self.crossref)
    }

    @Test func aListInCrossrefsOwnFormIsOneMessage() {
        let work = #"{"DOI": "10.1000/a", "title": ["T"], "container-title": ["J"], "publisher-location": "P", "type": "journal-article"}"#
        let (references, report) = load("[{\"id\": \"a\", \"type\": \"book\", \"title\": \"T\"}, \(work), \(work), \(work)]")
        #expect(report == "references.json:1:45: " + Self.crossref)
        #expect(references.map(\.id) == ["a"])
    }

    @Test func zoterosOwnFormsAreOneMessage() {
        #expect(
            load(#"[{"key": "A", "data": {"itemType": "book", "title": "T"}}, {"itemType": "book"}]"#).report == """
                references.json:1:2: error: this is Zotero's own form, and no CSL-JSON [invalid-csl]
                    help: export it as 'CSL JSON' or 'Better CSL JSON'

                """)
        #expect(
            load(#"{"config": {}, "collections": {}, "items": [{"itemType": "book"}]}"#).report == """
                references.json:1:1: error: this is the form in which Better BibTeX keeps a library, and no CSL-JSON [invalid-csl]
                    help: export it as 'Better CSL JSON'

                """)
    }

    /// What `Accept: application/vnd.citationstyles.csl+json` gives.
    private static let negotiated = #"""
        "indexed": {"date-parts": [[2024, 1, 2]], "date-time": "2024-01-02T00:00:00Z", "timestamp": 1704153600000}, "reference-count": 2, "publisher": "Publisher BV", "issue": "3",
        "license": [{"URL": "https://example.org/l"}], "content-domain": {"domain": []}, "short-container-title": ["J X"], "published-print": {"date-parts": [[2020, 5]]},
        "DOI": "10.1000/abc", "type": "journal-article", "created": {"date-parts": [[2020, 1, 1]]}, "page": "101-109", "source": "Crossref", "is-referenced-by-count": 9,
        "title": "A trial", "subtitle": ["Randomised and blind"], "prefix": "10.1000", "volume": "12", "member": "78", "container-title": "Journal of X", "original-title": [],
        "author": [{"given": "Jane A.", "family": "Doe", "sequence": "first", "affiliation": [{"name": "U"}], "ORCID": "https://orcid.org/0000-0000-0000-0000", "authenticated-orcid": false},
                   {"name": "The X Group", "sequence": "additional", "affiliation": []}],
        "reference": [{"key": "r1", "doi-asserted-by": "publisher"}], "link": [], "deposited": {"timestamp": 1}, "score": 1, "resource": {"primary": {}}, "short-title": [],
        "issued": {"date-parts": [[2020, 5]]}, "references-count": 2, "journal-issue": {"issue": "3"}, "alternative-id": ["X"], "URL": "https://doi.org/10.1000/abc", "relation": {},
        "ISSN": ["1234-5678"], "subject": [], "container-title-short": "J X", "published": {"date-parts": [[2020, 5]]}, "assertion": [], "update-policy": "x"
        """#

    @Test func whatCrossrefGivesAsCSLIsPrinted() throws {
        #expect(
            try printed("{\"id\": \"doe2020\", \(Self.negotiated)}")
                == "Doe JA; The X Group. A trial: Randomised and blind. J X. 2020;12(3):101-109. doi:10.1000/abc")
    }

    @Test func withoutAnIDItIsOneMessage() {
        #expect(
            load("[{\(Self.negotiated)}]").report == """
                references.json:1:2: error: this reference has no 'id' [invalid-csl]
                    help: write `"id": "Doe2020"`, or another key to cite it by

                """)
    }

    @Test func keysOfCrossrefAreSlipsInWhatIsWrittenByHand() {
        #expect(report(#""prefix": "10.1""#) == "references.json:2:1: error: reference 'a' has no field 'prefix' [unknown-key]\n")
    }

    // MARK: - Markup of titles

    private static let titles: [(String, [Run])] = [
        ("In <i>Homo sapiens</i>", [.text("In "), .italic("Homo sapiens"), .text(".")]),
        ("CD4<sup>+</sup> and H<sub>2</sub>O", [.text("CD4"), .styled("+", .superscript), .text(" and H"), .styled("2", .subscript), .text("O.")]),
        ("<b>Bold</b> <i>and <b>both</b></i>", [.styled("Bold", .bold), .text(" "), .italic("and "), .styled("both", [.italic, .bold]), .text(".")]),
        (#"<span style=\"font-variant:small-caps;\">l</span>-dopa <span class=\"nocase\">mTOR</span>"#, [.styled("l", .smallCaps), .text("-dopa mTOR.")]),
        ("Is it <i>in vivo?</i>", [.text("Is it "), .italic("in vivo?")]),
        ("P < .05 & x<y, a>b", [.text("P < .05 & x<y, a>b.")]),
    ]

    @Test(arguments: titles)
    func markupOfTitlesIsPrinted(title: String, runs: [Run]) throws {
        let (references, report) = load("[{\"id\": \"a\", \"type\": \"webpage\", \"title\": \"\(title)\"}]")
        #expect(report == "")
        #expect(AMA.format(try #require(references.first)) == runs)
    }

    @Test func italicWithinItalicStandsUpright() throws {
        let (references, _) = load(#"[{"id": "a", "type": "book", "title": "The <i>E coli</i> book", "publisher": "P"}]"#)
        #expect(AMA.format(try #require(references.first)) == [.italic("The "), .text("E coli"), .italic(" book"), .text(". P.")])
    }

    private static let badTitles: [(String, String, String)] = [
        ("a <i>b", "opens '<i>' and does not close it", "write '</i>' where it ends"),
        ("a</i> b", "closes '</i>', which is not open", "write each '<i>' with its '</i>', one within the other"),
        ("<i>a <b>b</i></b>", "closes '</i>', which is not open", "write each '<i>' with its '</i>', one within the other"),
        ("a <em>b</em>", "has the markup '<em>', which would be printed as it stands", "write <i>, <b>, <sup> or <sub>, or plain text"),
        ("a<br/>b", "has the markup '<br>', which would be printed as it stands", "write <i>, <b>, <sup> or <sub>, or plain text"),
        ("<jats:italic>a</jats:italic>", "has the markup '<jats:italic>', which would be printed as it stands", "write <i>, <b>, <sup> or <sub>, or plain text"),
        ("<script>a", "has the markup '<script>', which would be printed as it stands", "write <i>, <b>, <sup> or <sub>, or plain text"),
        ("A &amp; B", "has '&amp;', which would be printed as it stands", "write &"), ("p &lt; .05", "has '&lt;', which would be printed as it stands", "write <"),
    ]

    @Test(arguments: badTitles)
    func otherMarkupIsRefused(title: String, problem: String, help: String) {
        #expect(
            load("[{\"id\": \"a\", \"type\": \"book\",\n\"title\": \"\(title)\"}]").report == """
                references.json:2:10: error: 'title' of reference 'a' \(problem) [invalid-csl]
                    help: \(help)

                """)
    }

    // MARK: - Dates

    private static let dates: [(String, String, String)] = [
        (#"{"date-parts": [[1998]], "season": 4}"#, "Winter 1998", "1998 Winter"), (#"{"date-parts": [["1998"]], "season": "Summer"}"#, "Summer 1998", "1998 Summer"),
        (#"{"date-parts": [[1998, 21]]}"#, "Spring 1998", "1998 Spring"), (#"{"raw": "1998-23"}"#, "Fall 1998", "1998 Fall"),
        (#"{"date-parts": [[1950]], "circa": true}"#, "c 1950", "[1950?]"), (#"{"date-parts": [[1950, 3]], "circa": 1}"#, "c March 1950", "[1950 Mar?]"),
        (#"{"edtf": "1950~"}"#, "c 1950", "[1950?]"), (#"{"date-parts": [[1950]], "circa": false}"#, "1950", "1950"),
        (#"{"date-parts": [[1950], [1952]], "circa": true}"#, "c 1950-1952", "c 1950-1952"),
        (#"{"raw": "2018-05/2019-06"}"#, "May 2018 to June 2019", "2018 May to 2019 Jun"), (#"{"date-parts": [["2020", "05", "09"]]}"#, "May 9, 2020", "2020 May 9"),
        (#"{"literal": "n.d."}"#, "n.d.", "n.d."), (#"{"raw": "May 2020"}"#, "May 2020", "May 2020"), (#"{"literal": "n.d.", "circa": true}"#, "n.d.", "n.d."),
    ]

    @Test(arguments: dates)
    func datesAreprinted(json: String, american: String, nlm: String) throws {
        let (references, report) = load("[{\"id\": \"a\", \"type\": \"dataset\", \"title\": \"T\", \"publisher\": \"P\", \"issued\": \(json)}]")
        #expect(report == "")
        let reference = try #require(references.first)
        #expect(AMA.format(reference).plainText.contains("P; \(american)"))
        #expect(Vancouver.format(reference).plainText.contains("P; \(nlm)"))
    }

    // MARK: - Names

    private static let names: [(String, String)] = [
        (#"{"family": "Laan", "given": "P. M.", "non-dropping-particle": "van der"}"#, "van der Laan PM"),
        (#"{"family": "Beethoven", "given": "Ludwig van"}"#, "van Beethoven L"),
        (#"{"family": "Torre", "given": "Ana de la"}"#, "de la Torre A"), (#"{"family": "de la Torre", "given": "Ana", "parse-names": true}"#, "de la Torre A"),
        (#"{"family": "Doe", "given": "John Q., Jr."}"#, "Doe JQ Jr"), (#"{"family": "Doe", "given": "John", "suffix": "III", "comma-suffix": true}"#, "Doe J III"),
        (#"{"family": "\"de Visser\"", "given": "M"}"#, "de Visser M"),
        (#"{"family": "World Health Organization", "isInstitution": "true"}"#, "World Health Organization"),
        (#"{"name": "Study Group", "sequence": "first", "affiliation": []}"#, "Study Group"), (#"{"family": "山田", "given": "太郎"}"#, "山田太郎"),
        (#"{"family": "김", "given": "철수"}"#, "김철수"), (#"{"family": "الخوارزمي", "given": "محمد"}"#, "الخوارزمي محمد"),
        (#"{"family": "Иванов", "given": "Иван Петрович"}"#, "Иванов ИП"),
        (#"{"family": "Παπαδόπουλος", "given": "Νίκος"}"#, "Παπαδόπουλος Ν"), (#"{"family": "boyd", "given": "danah"}"#, "boyd D"),
    ]

    @Test(arguments: names)
    func namesAreWrittenAsTheirReadersDo(json: String, name: String) throws {
        #expect(try printed("{\"id\": \"a\", \"type\": \"webpage\", \"title\": \"T\", \"author\": [\(json)]}") == "\(name). T.")
    }

    // MARK: - Size

    @Test(.timeLimit(.minutes(20))) func aMegabyteOfKeysIsReadAtOnce() {
        let repeated = "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"T\"" + String(repeating: ", \"k\": 1", count: 120_000) + "}]"
        #expect(load(repeated).report == "references.json:1:52: error: not valid JSON: the key 'k' stands twice in one object [invalid-json]\n")
        let many = "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"T\"" + (0..<60_000).map { ", \"k\($0)\": 1" }.joined() + "}]"
        let (references, report) = load(many)
        #expect(references.count == 1)
        #expect(report.split(separator: "\n").filter { $0.contains("[unknown-key]") }.count == 1)
        #expect(report.contains("note: and 59979 more that it cannot have"))
    }
}
