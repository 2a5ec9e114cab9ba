import Diagnostics
import SourceData
import Testing

@testable import Citations

/// Files as the programs write them, shortened to the fields that matter.
@Suite(.timeLimit(.minutes(10)))
struct ImportTests {
    private func read(_ text: String, library: [Reference] = []) throws -> ReferenceImport { try ReferenceImport(text, path: "file", library: library) }

    /// Each work as the library has it: key, authors, year, container, volume, pages and identifiers.
    private func lines(_ text: String) throws -> [String] {
        let found = try read(text)
        #expect(found.problems.map(\.message) == [])
        return found.added.map { added in
            let work = added.work
            var names: [String] = []
            if case .array(let people)? = work["author"] {
                names = people.map { person in
                    ["family", "given", "literal", "suffix"].compactMap { key in if case .string(let text)? = person[key] { text } else { nil } }.joined(separator: ", ")
                }
            }
            return [
                added.key, work.text("type"), work.text("title"), names.joined(separator: "; "), work["issued"]?["date-parts"].map { flat($0) },
                work.text("container-title"), work.text("container-title-short"), work.text("volume"), work.text("issue"), work.text("page"), work.text("DOI"),
                work.text("PMID"), work.text("PMCID"), work.text("URL"),
            ].compactMap { $0 }.joined(separator: " | ")
        }
    }

    private func flat(_ value: JSONValue) -> String {
        String(value.formatted().filter { $0.isNumber || $0 == "," || $0 == "-" }).replacing(",", with: "-")
    }

    // MARK: PubMed

    /// As PubMed saves it, with its indented lines.
    @Test func pubMed() throws {
        let text = """

            PMID- 28754806
            OWN - NLM
            STAT- MEDLINE
            IS  - 1759-8486 (Electronic)
            VI  - 10
            IP  - 4
            DP  - 2018 Apr
            TI  - Impact of balloon guide catheter on technical and clinical outcomes: a systematic
                  review and meta-analysis.
            PG  - 335-339
            LID - 10.1136/neurintsurg-2017-013179 [doi]
            AB  - BACKGROUND AND PURPOSE: Flow arrest with balloon guide catheters is becoming
                  increasingly recognized.
            FAU - Brinjikji, Waleed
            AU  - Brinjikji W
            AD  - Department of Radiology, Mayo Clinic, Rochester, Minnesota, USA.
            FAU - Pereira, Vitor M
            AU  - Pereira VM
            CN  - Some Study Group
            LA  - eng
            PT  - Journal Article
            PT  - Meta-Analysis
            TA  - J Neurointerv Surg
            JT  - Journal of neurointerventional surgery
            PMC - PMC1234567
            AID - neurintsurg-2017-013179 [pii]
            AID - 10.1136/neurintsurg-2017-013179 [doi]
            SO  - J Neurointerv Surg. 2018 Apr;10(4):335-339.

            PMID- 32598326
            DP  - 2020 Sep 25
            TI  - [Impact of pesticide exposure in childhood].
            PG  - 221-227
            AU  - Pascale A
            TA  - Rev Environ Health

            """
        #expect(
            try lines(text) == [
                "brinjikji2018 | article-journal | Impact of balloon guide catheter on technical and clinical outcomes: a systematic review and meta-analysis"
                    + " | Brinjikji, Waleed; Pereira, Vitor M; Some Study Group | 2018-4 | Journal of neurointerventional surgery | J Neurointerv Surg | 10 | 4"
                    + " | 335-339 | 10.1136/neurintsurg-2017-013179 | 28754806 | PMC1234567",
                "pascale2020 | article-journal | Impact of pesticide exposure in childhood | Pascale, A | 2020-9-25 | Rev Environ Health | 221-227 | 32598326",
            ])
    }

    // MARK: RIS

    /// As a publisher and as an index of works write it: other tags, a DOI as an address, `ER` without a space behind it, lines of Windows.
    @Test func ris() throws {
        let text = """
            TY  - JOUR
            AU  - Trentini, Filippo
            AU  - Poletti, Piero
            PY  - 2019
            DA  - 2019/05/17
            TI  - The introduction of \u{2018}No jab, No school\u{2019} policy
            JO  - BMC Medicine
            SP  - 86
            VL  - 17
            IS  - 1
            AB  - In recent years,
            we witnessed a resurgence of measles.
            SN  - 1741-7015
            UR  - https://doi.org/10.1186/s12916-019-1318-5
            DO  - 10.1186/s12916-019-1318-5
            ID  - Trentini2019
            ER  -

            TY  - JOUR
            AU  - John R. Kitchin
            PY  - 2015
            TI  - Examples of Effective Data Sharing in Scientific Publishing
            JO  - ACS Catalysis
            VL  - 5
            IS  - 6
            SP  - 3894
            EP  - 3899
            DO  - https://doi.org/10.1021/acscatal.5b00538
            ER  -
            """.replacing("\n", with: "\r\n")
        #expect(
            try lines(text) == [
                "Trentini2019 | article-journal | The introduction of \u{2018}No jab, No school\u{2019} policy | Trentini, Filippo; Poletti, Piero | 2019-5-17"
                    + " | BMC Medicine | 17 | 1 | 86 | 10.1186/s12916-019-1318-5",
                "johnrkitchin2015 | article-journal | Examples of Effective Data Sharing in Scientific Publishing | John R. Kitchin | 2015 | ACS Catalysis | 5 | 6"
                    + " | 3894-3899 | 10.1021/acscatal.5b00538",
            ])
    }

    // MARK: BibTeX

    /// As Better BibTeX, publishers and hand-kept files have it.
    @Test func bibTeX() throws {
        let text = #"""
            % Encoding: UTF-8
            @string{bmj = "{BMJ}"}
            @comment{jabref-meta: databaseType:bibtex;}

            @article{duBois_2016,
              author = {du Bois, Ren{\'e} and M{\"u}ller, Jr., Hans and {The {EXAMPLE} Group} and Ludwig van Beethoven},
              title = {Effects of {IgG} in \textit{Streptococcus} --- a {{{2~g/kg}}} trial},
              journal = bmj # { Open},
              year = 2016, month = mar,
              volume = {12}, number = 3, pages = {123--130},
              doi = {https://doi.org/10.1000/abc.1},
              eprint = {28754806}, eprinttype = {pmid},
              url = {https://example.org/a\_b}
            }
            @online{who, author={{World Health Organization}}, title="Fact sheet", date={2020-05-01}, url={https://example.org/who},}
            """#
        #expect(
            try lines(text) == [
                "duBois_2016 | article-journal | Effects of IgG in <i>Streptococcus</i> \u{2014} a 2 g/kg trial"
                    + " | du Bois, Ren\u{E9}; M\u{FC}ller, Hans, Jr.; The EXAMPLE Group; van Beethoven, Ludwig | 2016-3 | BMJ Open | 12 | 3 | 123-130 | 10.1000/abc.1"
                    + " | 28754806 | https://example.org/a_b",
                "who | webpage | Fact sheet | World Health Organization | 2020-5-1 | https://example.org/who",
            ])
    }

    // MARK: JSON

    /// Crossref's answer to a DOI, an item of Zotero's interface, Better BibTeX's own JSON, and CSL-JSON with Zotero's numbers for ids.
    @Test func json() throws {
        let crossref = #"""
            {"status":"ok","message-type":"work","message":{"publisher":"eLife Sciences Publications, Ltd","DOI":"10.7554\/elife.01567","type":"journal-article",
            "page":"e01567","title":["Automated quantitative histology &amp; hypocotyl growth"],"volume":"3","author":[{"given":"Martial","family":"Sankar","sequence":"first"},
            {"name":"A Group","sequence":"additional"}],"container-title":["eLife"],"issued":{"date-parts":[[2014,2,11]]},"URL":"http:\/\/dx.doi.org\/10.7554\/elife.01567"}}
            """#
        #expect(
            try lines(crossref) == [
                "sankar2014 | article-journal | Automated quantitative histology & hypocotyl growth | Sankar, Martial; A Group | 2014-2-11 | eLife | 3 | e01567 | 10.7554/elife.01567"
            ])
        let zotero = #"""
            [{"key":"ABCD2345","data":{"itemType":"journalArticle","title":"A trial","creators":[{"creatorType":"author","firstName":"Jane","lastName":"Doe"}],
            "publicationTitle":"Journal","date":"May 17, 2019","pages":"1-2","DOI":"10.1000/x","extra":"PMID: 123456\nCitation Key: doeTrial2019"}},
            {"key":"X","data":{"itemType":"attachment","title":"Full text"}}]
            """#
        #expect(try lines(zotero) == ["doeTrial2019 | article-journal | A trial | Doe, Jane | 2019-5-17 | Journal | 1-2 | 10.1000/x | 123456"])
        let csl = #"""
            [{"id":"http://zotero.org/users/1/items/AB","type":"article-journal","title":"A trial","abstract":"Long.","note":"PMID: 77","container-title":"J",
            "author":[{"family":"Doe","given":"J"}],"issued":{"date-parts":[["2019",5]]}}]
            """#
        #expect(try read(csl).added.map { $0.work.text("PMID") } == ["77"])
        #expect(try read(csl).added.first?.item["abstract"] == nil)
    }

    // MARK: The library

    private func library(_ text: String) -> [Reference] {
        ReferenceLibrary.load(SourceText(path: "references/references.json", bytes: Array(text.utf8), log: DiagnosticLog())!, log: DiagnosticLog())
    }

    @Test func whatTheLibraryHasIsNotTakenAgain() throws {
        let old = #"[{"id": "doe2019", "type": "article-journal", "title": "A trial", "container-title": "J", "DOI": "10.1000/X", "issued": {"date-parts": [[2019]]}}]"#
        let ris = """
            TY  - JOUR
            TI  - A Trial.
            AU  - Doe, Jane
            PY  - 2019
            JO  - J
            DO  - 10.1000/x
            DB  - PubMed
            AN  - 123
            ER  -
            TY  - JOUR
            TI  - Another
            AU  - Doe, Jane
            PY  - 2019
            JO  - J
            DO  - 10.1000/y
            ER  -
            TY  - JOUR
            TI  - Another, twice in the file
            JO  - J
            DO  - 10.1000/Y
            ER  -
            """
        let found = try read(ris, library: library(old))
        #expect(found.added.map(\.key) == ["doe2019b"])
        #expect(found.known.map(\.key) == ["doe2019", "doe2019b"])
        #expect(found.known[0].differences == ["the library has no PMID, and the file has '123'"])
        #expect(found.known[1].differences == ["title: 'Another' in the library, 'Another, twice in the file' in the file"])
        let new = try #require(ReferenceImport.appending(found.added, to: old))
        #expect(new.hasPrefix(String(old.dropLast())))
        #expect(library(new).map(\.id) == ["doe2019", "doe2019b"])
        // A second import changes nothing.
        #expect(try read(ris, library: library(new)).added.isEmpty)
        #expect(ReferenceImport.appending([], to: old) == old)
        #expect(library(try #require(ReferenceImport.appending(found.added, to: "[]\n"))).map(\.id) == ["doe2019b"])
        #expect(ReferenceImport.appending(found.added, to: "{}") == nil)
    }

    // MARK: What is wrong

    @Test(arguments: [
        ("", 1, "this is no file of references: RIS, PubMed (.nbib), BibTeX, CSL-JSON, Crossref's JSON or Zotero's JSON"),
        ("Dear all,", 1, "this is no file of references: RIS, PubMed (.nbib), BibTeX, CSL-JSON, Crossref's JSON or Zotero's JSON"),
        ("TY  - JOUR\nTI  - A", 1, "the work that begins here has no end, 'ER  - '; is the file cut off?"),
        ("TY  - JOUR\nTI  - A\nTY  - JOUR\nER  - ", 3, "a work begins before the one above has ended with 'ER  - '"),
        ("@article{a,\n title = {Open\n}", 3, "the file ends within the entry '@article' of line 1"),
        ("@article{a,\n title = {Open", 2, "the brace that opens here is not closed"),
        ("@article{a,\n title = {A}\n year = 2019}", 3, "a comma or '}' is missing here, in the entry '@article' of line 1"),
        ("@article{a,\n journal = nejm,\n}", 2, "there is no '@string' for 'nejm'; write its text in braces"),
        ("[{]", 1, "not valid JSON: a key in double quotes should stand here"),
    ])
    func aFileThatCannotBeRead(text: String, line: Int, message: String) {
        let problem = #expect(throws: ImportProblem.self) { _ = try ReferenceImport(text, path: "file", library: []) }
        #expect(problem?.line == line)
        #expect(problem?.message == message)
    }

    @Test(arguments: [
        ("TY  - MUSIC\nTI  - A\nER  - ", 1, "the type 'MUSIC' has no counterpart in a list of references; change it to one such as JOUR, BOOK or RPRT"),
        (#"@article{a, title = {A \foo{b}}}"#, 1, #"'a' has LaTeX that is not understood: '\foo'; write the character itself"#),
        ("@song{a, title = {A}}", 1, "'@song' has no counterpart in a list of references; change it to one such as @article, @book or @report"),
        ("TY  - JOUR\nJO  - J\nER  - ", 1, "reference 'work' has no 'title'"),
    ])
    func aWorkThatIsLeftOut(text: String, line: Int, message: String) throws {
        let found = try read(text)
        #expect(found.added.isEmpty)
        #expect(found.problems.map(\.line) == [line])
        #expect(found.problems.map(\.message) == [message])
    }

    /// Whatever is cut off or mixed up, nothing breaks, and what is added can be read.
    @Test func brokenFiles() throws {
        let files = [
            "TY  - JOUR\nTI  - A\nAU  - Doe, J\nJO  - J\nER  - \n", "PMID- 1\nTI  - A\n      more\nFAU - Doe, J\nJT  - J\n",
            #"@article{k, title={A \"{o} {b}}, author="Doe, J and {X}", journal={J}, year=2019}"#,
            #"{"message":{"items":[{"title":["A"],"type":"journal-article","author":[{"family":"D"}],"container-title":["J"]}]}}"#,
        ]
        for file in files {
            let characters = Array(file)
            for index in characters.indices {
                for broken in [
                    String(characters[..<index]), String(characters[..<index] + characters[(index + 1)...]),
                    String(characters[..<index]) + "{" + String(characters[index...]),
                ] {
                    guard let found = try? read(broken) else { continue }
                    if let text = ReferenceImport.appending(found.added, to: "[]") { #expect(library(text).count == found.added.count) }
                }
            }
        }
    }
}
