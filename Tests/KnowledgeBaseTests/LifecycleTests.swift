import Diagnostics
import SourceData
import Testing

@testable import KnowledgeBase

/// What goes out of date, and what nothing leads to. The fixtures hold the messages; here are the days, the names and the nearly wrong.
struct LifecycleTests {
    private func messages(
        _ files: [String: String], today: String? = nil, renames: [Rename] = [], isStrict: Bool = false, site: String = "title: Test\n"
    ) -> [String] {
        var all = ["site.yml": site, "index.md": page("")]
        all.merge(files) { $1 }
        let loaded = KnowledgeBase.load(
            all.map { ContentFile(path: $0.key, text: $0.value) }, isStrict: isStrict, today: today.flatMap { CalendarDate($0) }, renames: renames)
        return loaded.diagnostics.map { "\($0.position.file): \($0.severity): \($0.summary)" }
    }

    private func reviewed(_ review: String, status: String = "current") -> String {
        func page(_ review: String) -> String { "---\ntitle: Page\nsummary: A test.\nstatus: \(status)\n\(review)---\n" }
        return page("review: \(review.dropLast(2)), version: '\(ContentFile(path: "a.md", text: page("")).version)' }\n")
    }

    // MARK: Reviews

    @Test(arguments: [
        ("2026-02-28", []),
        ("2026-10-29", []),
        ("2026-10-30", ["a.md: note: the next review is due on 29 November 2026, in 30 days"]),
        ("2026-11-28", ["a.md: note: the next review is due on 29 November 2026, in 1 day"]),
        ("2026-11-29", ["a.md: note: the next review is due today"]),
        ("2026-11-30", ["a.md: warning: the next review was due on 29 November 2026"]),
        ("2025-11-28", []),
        ("2025-11-27", ["a.md: error: the review is dated 29 November 2025, which is after today, 27 November 2025"]),
    ])
    func aReviewIsHeldAgainstTheDay(_ today: String, _ expected: [String]) {
        #expect(messages(["a.md": reviewed("{ by: J. Doe, on: 2025-11-29, interval: 12 }")], today: today) == expected)
    }

    @Test func withoutADayOrAnIntervalNothingIsDue() {
        let files = ["a.md": reviewed("{ by: J. Doe, on: 2001-01-01 }")]
        #expect(messages(files, today: "2026-11-28") == [])
        #expect(messages(["a.md": reviewed("{ by: J. Doe, on: 2001-01-01, interval: 6 }")]) == [])
        #expect(
            messages(files, today: "2026-11-28", site: "title: Test\nreview: { interval: 24 }\n") == ["a.md: warning: the next review was due on 1 January 2003"])
    }

    @Test func theLevelsAreTheSites() {
        let site = "title: Test\nlint: { review-overdue: error, review-due-soon: off, review-in-future: warning }\n"
        let files = [
            "a.md": reviewed("{ by: J. Doe, on: 2020-01-01, interval: 1 }"), "b.md": reviewed("{ by: J. Doe, on: 2025-12-01, interval: 12 }"),
            "c.md": reviewed("{ by: J. Doe, on: 2027-01-01 }"),
        ]
        #expect(
            messages(files, today: "2026-11-28", site: site) == [
                "a.md: error: the next review was due on 1 February 2020",
                "c.md: warning: the review is dated 1 January 2027, which is after today, 28 November 2026",
            ])
    }

    // MARK: Names that were

    private func rename(_ old: String, _ new: String) -> Rename { Rename(from: old, to: new) }
    private func article(_ aliases: String = "[]") -> String { "---\ntitle: Page\nsummary: A test.\naliases: \(aliases)\n---\n" }

    @Test func anArticleAnswersAtTheAddressesItHad() {
        let renames = [rename("indications/b.md", "indications/c.md"), rename("indications/a.md", "indications/b.md")]
        let message = "indications/c.md: warning: this article was 'indications/%' once, and its address 'indications/$/' leads nowhere now"
        func told(_ name: String) -> String { message.replacing("%", with: "\(name).md").replacing("$", with: name) }
        #expect(messages(["indications/c.md": article()], renames: renames) == [told("a"), told("b")])
        #expect(messages(["indications/c.md": article("[indications/a]")], renames: renames) == [told("b")])
        #expect(messages(["indications/c.md": article("[indications/A/, indications/b]")], renames: renames) == [])
    }

    @Test func whatIsAnsweredOrGoneIsNotMissed() {
        // Another article took the name, or the article is gone, or it went back, or its name was no address.
        #expect(messages(["indications/a.md": article(), "indications/b.md": article()], renames: [rename("indications/a.md", "indications/b.md")]) == [])
        #expect(messages([:], renames: [rename("indications/a.md", "indications/b.md")]) == [])
        #expect(
            messages(["indications/a.md": article()], renames: [rename("indications/b.md", "indications/a.md"), rename("indications/a.md", "indications/b.md")])
                == ["indications/a.md: warning: this article was 'indications/b.md' once, and its address 'indications/b/' leads nowhere now"])
        #expect(messages(["indications/a.md": article()], renames: [rename("indications/a b.md", "indications/a.md"), rename("x.png", "y.png")]) == [])
        #expect(messages(["indications/a.md": article()], renames: [rename("index.md", "indications/a.md")]) == [])
        #expect(messages(["indications/a.md": article()], renames: [rename("indications.md", "indications/a.md")]) == [])
    }

    @Test func aNameThatWentTwoWaysLeadsToTheLastThatHadIt() {
        // a became b; then c was called a, and became d.
        let renames = [
            rename("indications/a.md", "indications/d.md"), rename("indications/c.md", "indications/a.md"), rename("indications/a.md", "indications/b.md"),
        ]
        #expect(
            messages(["indications/b.md": article(), "indications/d.md": article()], renames: renames) == [
                "indications/d.md: warning: this article was 'indications/a.md' once, and its address 'indications/a/' leads nowhere now",
                "indications/d.md: warning: this article was 'indications/c.md' once, and its address 'indications/c/' leads nowhere now",
            ])
    }

    @Test func aRecordHasNoAliasesSoItsOldAddressIsANote() {
        let record = "title: P\nsummary: A test.\nweight: { basis: actual }\nrounding: { to: 1 g }\nsources: []\n"
        #expect(
            messages(["protocols/new.yml": record], renames: [rename("protocols/old.yml", "protocols/new.yml")])
                == ["protocols/new.yml: warning: this record was 'protocols/old.yml' once, and its address 'protocols/old/' leads nowhere now"])
        #expect(
            messages(["protocols/new.yml": record, "a.md": article("[protocols/old]")], renames: [rename("protocols/old.yml", "protocols/new.yml")]) == [])
    }

    // MARK: What nothing leads to

    @Test func whatNobodyUsesIsSaidWhereSomebodyAsks() {
        let files = ["references/r.json": #"[{ "id": "doe", "type": "book", "title": "T" }]"#]
        #expect(messages(files) == [])
        #expect(messages(files, isStrict: true) == ["references/r.json: note: nothing cites 'doe'"])
        #expect(messages(files, site: "title: Test\nlint: { unused-reference: error }\n") == ["references/r.json: error: nothing cites 'doe'"])
        #expect(messages(files, isStrict: true, site: "title: Test\nlint: { unused-reference: off }\n") == [])
    }

    // MARK: Retractions

    private func retracted(_ rows: String, _ reference: String = #""DOI": "10.1000/a""#) -> [String] {
        messages([
            "references/r.json": #"[{ "id": "doe", "type": "book", "title": "T", \#(reference) }]"#,
            "references/retractions.csv": "OriginalPaperPubMedID,RetractionDate,Reason,RetractionNature,OriginalPaperDOI\n" + rows,
        ])
    }

    @Test func theListIsReadByTheNamesOfItsColumns() {
        #expect(retracted("0,3/4/2020 0:00,,Retraction,10.1000/A") == ["references/r.json: error: 'doe' was retracted on 4 March 2020, and nothing cites it"])
        #expect(retracted("0,soon,,RETRACTION,\"10.1000/a\"\r\n") == ["references/r.json: error: 'doe' was retracted, and nothing cites it"])
        #expect(retracted("0,3/4/2020,,Retraction,10.1000/ab") == [])
        #expect(retracted("0,3/4/2020,,Retraction,unavailable", #""PMID": "1""#) == [])
        #expect(retracted("10,3/4/2020,,Retraction,", #""PMID": "1""#) == [])
        #expect(retracted("\"1", #""PMID": "1""#) == ["references/r.json: warning: 'doe' is in the list of retractions as '', and nothing cites it"])
        #expect(retracted("") == [])
    }

    @Test func aCorrectionThatReadersAreToldOfIsNotSaidAgain() {
        let row = "0,3/4/2020,,Correction,10.1000/a"
        #expect(retracted(row) == ["references/r.json: warning: 'doe' was corrected on 4 March 2020, and nothing cites it"])
        #expect(retracted(row, #""DOI": "10.1000/a", "custom": { "materia": { "status": "corrected in 2020" } }"#) == [])
        // A correction is no retraction.
        #expect(
            retracted("0,3/4/2020,,Retraction,10.1000/a", #""DOI": "10.1000/a", "custom": { "materia": { "status": "corrected in 2020" } }"#).count == 1)
    }

    @Test(.timeLimit(.minutes(20))) func aLongListIsReadOnce() {
        let rows = (0..<100_000).map { "\($0 + 1),1/1/2020 0:00,\"+A;\n+B\",Retraction,10.1000/x\($0)" }.joined(separator: "\n")
        #expect(retracted(rows, #""PMID": "99999""#) == ["references/r.json: error: 'doe' was retracted on 1 January 2020, and nothing cites it"])
        #expect(retracted(String(repeating: "\"", count: 1 << 20)) == [])
    }

    // MARK: Abbreviations

    private func expansions(_ body: String) -> [String] {
        messages(["index.md": page(body), "glossary.yml": "- { term: creatine kinase, abbreviation: CK, synonyms: [phosphokinase] }\n"])
            .map { String($0.dropFirst("index.md: warning: ".utf8.count)) }
    }

    @Test(arguments: [
        ("Raised creatine kinase (CK).", []),
        ("Creatine kinases (CKs), creatine-kinase (CK), creatin kinase (CK), kinase of creatine (CK).", []),
        ("The chemokine (CK).", ["'CK' is 'chemokine' here, and 'creatine kinase' in the glossary"]),
        ("Cyclic kinetin (CK).", ["'CK' is 'Cyclic kinetin' here, and 'creatine kinase' in the glossary"]),
        ("In the *cytokine* (CK), in `cyclic kinetin (CK)`.", []),
        ("Partial pressure (PP) and *pulse* pressure (PP).", []),
        ("Partial pressure (PP) and pulse pressure (PP).", ["'PP' is 'pulse pressure' here, and 'Partial pressure' above"]),
        ("It was seen (US), twice (ABC), (AB), and it (IT).", []),
    ])
    func oneAbbreviationHasOneName(_ body: String, _ expected: [String]) { #expect(expansions(body) == expected) }

    @Test func articlesAreHeldAgainstEachOther() {
        let files = [
            "indications/a.md": page("Multiple myeloma (MM)."), "indications/b.md": page("Medical microbiology (MM), multiple myelomas (MM)."),
            "indications/c.md": page("Myeloma, multiple. Multiple-myeloma (MM)."), "indications/d.md": page("Medical microbiology (MM)."),
        ]
        #expect(
            messages(files) == [
                "indications/b.md: warning: 'MM' is 'Medical microbiology' here, and 'Multiple myeloma' in 'indications/a.md'",
                "indications/b.md: warning: 'MM' is 'multiple myelomas' here, and 'Medical microbiology' above",
                "indications/d.md: warning: 'MM' is 'Medical microbiology' here, and 'Multiple myeloma' in 'indications/a.md'",
            ])
        // What the glossary has is held against that alone.
        #expect(
            messages(files.merging(["glossary.yml": "- { term: multiple myeloma, abbreviation: MM, synonyms: [medical microbiology] }\n"]) { $1 }) == [])
    }

    @Test(.timeLimit(.minutes(20))) func longProseIsReadOnce() {
        for text in ["a (AB", "(AB)", String(repeating: "a", count: 1000) + " (AB) ", "\u{e9}( A"] {
            #expect(expansions(String(repeating: text, count: min(1 << 14, 900_000 / text.utf8.count))).allSatisfy { $0.hasPrefix("'AB' is") })
        }
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let many = (0..<17_576).map { number -> String in
            let short = [letters[number / 676], letters[number / 26 % 26], letters[number % 26]]
            return short.map { "\($0)xy" }.joined(separator: " ") + " (\(String(short)))"
        }
        // BIW, TIW and QOD among them are misread for another reason.
        #expect(expansions(many.joined(separator: ", ")).filter { !$0.contains("is read as") } == [])
    }
}
