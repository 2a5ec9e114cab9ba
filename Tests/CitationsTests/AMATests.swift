import Citations
import Testing

struct AMATests {
    @Test(arguments: goldenReferences)
    func printsTheLibrary(golden: GoldenReference) throws {
        let (references, report) = load("[\(golden.item)]")
        #expect(report == "")
        #expect(AMA.format(try #require(references.first)).plainText == golden.ama)
    }

    @Test func setsJournalsInItalicsAndLinksIdentifiers() {
        let article = reference(.journalArticle, "Is it so?") {
            $0.authors = people(2)
            $0.containerTitle = "Annals of the Rheumatic Diseases"
            $0.containerTitleShort = "Ann. Rheum. Dis."
            $0.issued = date(2017, 2)
            $0.volume = "76"
            $0.issue = "2"
            $0.page = "329–340"
            $0.doi = "10.1016/0002-9343(91)90010-U<\"#%>é"
            $0.pmid = "1"
            $0.pmcid = "PMC2"
        }
        #expect(
            AMA.format(article) == [
                .text("Author1 A, Author2 A. Is it so? "), .italic("Ann Rheum Dis"), .text(". 2017;76(2):329-340. "),
                .link(
                    "doi:10.1016/0002-9343(91)90010-U<\"#%>é",
                    url: "https://doi.org/10.1016/0002-9343(91)90010-U%3C%22%23%25%3E%C3%A9"),
                .text(" "), .link("PMID 1", url: "https://pubmed.ncbi.nlm.nih.gov/1/"),
            ])
    }

    @Test func linksPubMedCentralWithoutPubMed() {
        #expect(
            AMA.format(reference(.journalArticle) { $0.pmcid = "PMC2" }) == [
                .text("Title. "), .link("PMCID PMC2", url: "https://pmc.ncbi.nlm.nih.gov/articles/PMC2/"),
            ])
    }

    private static let namesUpToSixAuthorsCases: [([Name], String)] = [
        (people(1), "Author1 A. Title."),
        (people(6), "Author1 A, Author2 A, Author3 A, Author4 A, Author5 A, Author6 A. Title."),
        (people(7), "Author1 A, Author2 A, Author3 A, et al. Title."),
        ([.group("Group")], "Group. Title."),
        ([.group("One"), .group("Two")], "One; Two. Title."),
        (people(1) + [.group("Laser ROP Study Group")], "Author1 A; Laser ROP Study Group. Title."),
        (people(6) + [.group("G")], "Author1 A, Author2 A, Author3 A, Author4 A, Author5 A, Author6 A; G. Title."),
        (people(7) + [.group("G")], "Author1 A, Author2 A, Author3 A, et al; G. Title."),
        ([.group("G")] + people(7), "G; Author1 A, Author2 A, Author3 A, et al. Title."),
        ([.group("G Inc.")], "G Inc. Title."),
        ([person("Roe", "J P", suffix: "Jr."), person("Coe", "R T")], "Roe JP Jr, Coe RT. Title."),
        ([], "Title."),
    ]

    @Test(arguments: namesUpToSixAuthorsCases)
    func namesUpToSixAuthors(authors: [Name], expected: String) {
        #expect(AMA.format(reference(.journalArticle) { $0.authors = authors }).plainText == expected)
    }

    private static let admitsAnIncompleteAuthorListCases: [([Name], String)] = [
        ([], "Title."),
        (people(1), "Author1 A, et al. Title."),
        (people(3), "Author1 A, Author2 A, Author3 A, et al. Title."),
        (people(4), "Author1 A, Author2 A, Author3 A, et al. Title."),
        (people(9), "Author1 A, Author2 A, Author3 A, et al. Title."),
        (people(2) + [.group("G")], "Author1 A, Author2 A, et al; G. Title."),
        ([.group("G")], "G, et al. Title."),
    ]

    @Test(arguments: admitsAnIncompleteAuthorListCases)
    func admitsAnIncompleteAuthorList(authors: [Name], expected: String) {
        let reference = reference(.journalArticle) {
            $0.authors = authors
            $0.authorListIsIncomplete = true
        }
        #expect(AMA.format(reference).plainText == expected)
    }

    private static let closesTitlesOnceCases: [(String, String)] = [
        ("What now?", "What now? J."), ("Stop!", "Stop! J."), ("An end.", "An end. J."), ("Plain", "Plain. J."),
        ("Did they say “no?”", "Did they say “no?” J."), ("Sure (really?)", "Sure (really?). J."),
    ]

    @Test(arguments: closesTitlesOnceCases)
    func closesTitlesOnce(title: String, expected: String) {
        #expect(AMA.format(reference(.journalArticle, title) { $0.containerTitle = "J" }).plainText == expected)
    }

    private static let missingPartsLeaveNoPunctuationCases: [(String?, String?, String?, String?, String)] = [
        (nil, nil, nil, nil, ""), ("2023", nil, nil, nil, " 2023."), ("2023", "5", nil, nil, " 2023;5."),
        ("2023", "5", "2", nil, " 2023;5(2)."), ("2023", nil, "2", "7-9", " 2023;(2):7-9."),
        ("2023", "5", nil, "7", " 2023;5:7."), ("2023", nil, nil, "7", " 2023:7."), (nil, "5", "2", "7", " 5(2):7."),
        (nil, nil, nil, "7", " 7."), ("2023", "5", "Suppl 1", "S7-9", " 2023;5(suppl 1):S7-9."),
    ]

    @Test(arguments: missingPartsLeaveNoPunctuationCases)
    func missingPartsLeaveNoPunctuation(year: String?, volume: String?, issue: String?, page: String?, expected: String) {
        let article = reference(.journalArticle) {
            $0.containerTitle = "J"
            $0.issued = year.flatMap(Int.init).flatMap { date($0, 10) }
            $0.volume = volume
            $0.issue = issue
            $0.page = page
        }
        #expect(AMA.format(article).plainText == "Title. J." + expected)
    }

    private static let writesPagesInFullCases: [(String, String)] = [
        ("329–340", "329-340"), ("329 - 340", "329-340"), ("329--340", "329-340"), ("162-8", "162-168"),
        ("1264—78", "1264-1278"), ("S93-S99", "S93-S99"), ("e123", "e123"), ("12-14,20", "12-14, 20"), ("12-", "12-"),
        ("-", "-"), ("99-8", "99-8"),
    ]

    @Test(arguments: writesPagesInFullCases)
    func writesPagesInFull(page: String, expected: String) {
        #expect(AMA.format(reference(.journalArticle) { $0.page = page }).plainText == "Title. \(expected).")
    }

    @Test func anArticleNumberStandsForPages() {
        let article = reference(.journalArticle) {
            $0.containerTitle = "BMJ Open"
            $0.issued = date(2023)
            $0.volume = "13"
            $0.number = "e0123"
        }
        #expect(AMA.format(article).plainText == "Title. BMJ Open. 2023;13:e0123.")
    }

    @Test func aJournalArticleWithoutDOIHasItsAddress() {
        let article = reference(.journalArticle) {
            $0.issued = .text("In press")
            $0.url = "https://a.org/b"
            $0.accessed = date(2026, 1, 5)
        }
        #expect(AMA.format(article).plainText == "Title. In press. Accessed January 5, 2026. https://a.org/b")
    }

    @Test func preprints() {
        let preprint = reference(.preprint) {
            $0.authors = people(1)
            $0.publisher = "medRxiv"
            $0.issued = date(2020, 6, 16)
            $0.doi = "10.1101/2020.06.12.20126391"
        }
        #expect(
            AMA.format(preprint).plainText
                == "Author1 A. Title. medRxiv. Preprint posted online June 16, 2020. doi:10.1101/2020.06.12.20126391")
    }

    @Test func newspapers() {
        let article = reference(.newspaperArticle) {
            $0.containerTitle = "New York Times"
            $0.issued = date(2015, 12, 8)
            $0.page = "A24"
        }
        #expect(AMA.format(article).plainText == "Title. New York Times. December 8, 2015:A24.")
    }

    @Test func books() {
        let book = reference(.book, "Middleton’s Allergy") {
            $0.editors = people(2)
            $0.edition = "8"
            $0.publisher = "Saunders"
            $0.publisherPlace = "Philadelphia, PA"
            $0.issued = date(2014, 3)
        }
        #expect(
            AMA.format(book) == [
                .text("Author1 A, Author2 A, eds. "), .italic("Middleton’s Allergy"), .text(". 8th ed. Saunders; 2014."),
            ])
        var authored = book
        authored.authors = [person("Sacks", "Oliver")]
        authored.editors = people(1)
        #expect(
            AMA.format(authored).plainText == "Sacks O. Middleton’s Allergy. 8th ed. Author1 A, ed. Saunders; 2014.")
    }

    private static let editionsCases: [(String, String)] = [
        ("1", ""), ("1st", ""), ("First", ""), ("2", " 2nd ed."), ("3", " 3rd ed."), ("11", " 11th ed."), ("21", " 21st ed."),
        ("112", " 112th ed."), ("4th", " 4th ed."), ("4th ed.", " 4th ed."), ("4th edition", " 4th ed."),
        ("Revised", " Revised ed."), ("ed.", ""),
    ]

    @Test(arguments: editionsCases)
    func editions(edition: String, expected: String) {
        #expect(AMA.format(reference(.book) { $0.edition = edition }).plainText == "Title." + expected)
    }

    @Test func chapters() {
        let chapter = reference(.chapter, "Antimycobacterial agents") {
            $0.authors = people(2)
            $0.editors = people(7)
            $0.containerTitle = "Harrison’s Principles"
            $0.volume = "1"
            $0.edition = "16"
            $0.publisher = "McGraw-Hill"
            $0.issued = date(2005)
            $0.page = "946-950"
        }
        #expect(
            AMA.format(chapter) == [
                .text(
                    "Author1 A, Author2 A. Antimycobacterial agents. In: Author1 A, Author2 A, Author3 A, et al, eds. "),
                .italic("Harrison’s Principles"), .text(". Vol 1. 16th ed. McGraw-Hill; 2005:946-950."),
            ])
        var unedited = chapter
        unedited.editors = []
        #expect(
            AMA.format(unedited).plainText
                == "Author1 A, Author2 A. Antimycobacterial agents. In: Harrison’s Principles. Vol 1. 16th ed. McGraw-Hill; 2005:946-950."
        )
    }

    @Test func theses() {
        let thesis = reference(.thesis) {
            $0.authors = [person("Fenster", "S D")]
            $0.genre = "Dissertation"
            $0.publisher = "University of Alabama"
            $0.issued = date(2000)
        }
        #expect(AMA.format(thesis).plainText == "Fenster SD. Title. Dissertation. University of Alabama; 2000.")
    }

    @Test func law() {
        let act = reference(.legislation, "Health Insurance Portability and Accountability Act of 1996") {
            $0.number = "Pub L No. 104-191"
            $0.volume = "110"
            $0.containerTitle = "Stat"
            $0.page = "1936"
            $0.issued = date(1996, 8, 21)
        }
        #expect(
            AMA.format(act) == [
                .text("Health Insurance Portability and Accountability Act of 1996, Pub L No. 104-191, 110 Stat 1936 (1996).")
            ])
        #expect(AMA.format(reference(.regulation, "Rule")).plainText == "Rule.")
    }

    @Test func data() {
        let software = reference(.software, "Epi Info") {
            $0.version = "7.1.1"
            $0.publisher = "Centers for Disease Control and Prevention"
            $0.issued = date(2013)
        }
        #expect(
            AMA.format(software).plainText == "Epi Info. Version 7.1.1. Centers for Disease Control and Prevention; 2013.")
    }

    @Test func webPages() {
        let page = reference(.webpage) {
            $0.authors = [.group("World Health Organization")]
            $0.containerTitle = "Site"
            $0.issued = date(2024, 5)
            $0.accessed = date(2026, 1, 5)
            $0.url = "https://a.org/?a=1&b=2"
        }
        #expect(
            AMA.format(page) == [
                .text(
                    "World Health Organization. Title. Site. Published May 2024. Accessed January 5, 2026. "),
                .link("https://a.org/?a=1&b=2", url: "https://a.org/?a=1&b=2"),
            ])
        var updated = page
        updated.issued = .text("Updated spring 2024")
        updated.url = nil
        #expect(AMA.format(updated).plainText == "World Health Organization. Title. Site. Updated spring 2024.")
    }

    @Test func reportsCarryTheirNumber() {
        let report = reference(.report) {
            $0.genre = "Technical report"
            $0.number = "12"
            $0.publisher = "Agency"
            $0.issued = date(2010, 4)
        }
        #expect(
            AMA.format(report) == [.italic("Title"), .text(". Agency; April 2010. Technical report 12.")])
    }

    @Test(arguments: ReferenceType.allCases)
    func aTitleAloneIsASentence(type: ReferenceType) {
        let bare = type == .thesis ? "Title. Thesis." : type == .preprint ? "Title. Preprint posted online." : "Title."
        #expect(AMA.format(reference(type)).plainText == bare)
    }
}
