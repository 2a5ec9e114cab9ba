import Citations
import Testing

struct VancouverTests {
    @Test func articles() {
        let article = reference(.journalArticle) {
            $0.authors = people(7)
            $0.containerTitleShort = "Ann Rheum Dis"
            $0.issued = date(2017, 2)
            $0.volume = "76"
            $0.issue = "2"
            $0.page = "329-340"
            $0.doi = "10.1/x"
            $0.pmid = "1"
            $0.pmcid = "PMC2"
        }
        #expect(
            Vancouver.format(article) == [
                .text(
                    "Author1 A, Author2 A, Author3 A, Author4 A, Author5 A, Author6 A, et al. Title. Ann Rheum Dis. 2017 Feb;76(2):329-40. doi: "
                ),
                .link("10.1/x", url: "https://doi.org/10.1/x"), .text(". PMID: "),
                .link("1", url: "https://pubmed.ncbi.nlm.nih.gov/1/"), .text("; PMCID: "),
                .link("PMC2", url: "https://pmc.ncbi.nlm.nih.gov/articles/PMC2/"), .text("."),
            ])
    }

    private static let shortensPagesCases: [(String, String)] = [
        ("329-340", "329-40"), ("1264-78", "1264-78"), ("1993-2000", "1993-2000"), ("2495-2502", "2495-502"), ("8-11", "8-11"),
        ("7-7", "7-7"), ("S1-S46", "S1-S46"),
    ]

    @Test(arguments: shortensPagesCases)
    func shortensPages(page: String, expected: String) {
        #expect(Vancouver.format(reference(.journalArticle) { $0.page = page }).plainText == "Title. \(expected).")
    }

    @Test func incompleteListsSaySo() {
        let article = reference(.journalArticle) {
            $0.authors = people(2) + [.group("G")]
            $0.authorListIsIncomplete = true
        }
        #expect(Vancouver.format(article).plainText == "Author1 A, Author2 A, et al.; G. Title.")
    }

    @Test func booksAndChapters() {
        let chapter = reference(.chapter) {
            $0.authors = people(1)
            $0.editors = people(2)
            $0.containerTitle = "The genetic basis of human cancer"
            $0.edition = "2"
            $0.publisherPlace = "New York"
            $0.publisher = "McGraw-Hill"
            $0.issued = date(2002)
            $0.page = "93-113"
        }
        #expect(
            Vancouver.format(chapter).plainText
                == "Author1 A. Title. In: Author1 A, Author2 A, editors. The genetic basis of human cancer. 2nd ed. New York: McGraw-Hill; 2002. p. 93-113."
        )
        var book = chapter
        book.type = .book
        book.authors = []
        book.page = nil
        #expect(
            Vancouver.format(book).plainText == "Author1 A, Author2 A, editors. Title. 2nd ed. New York: McGraw-Hill; 2002.")
    }

    @Test func webPages() {
        let page = reference(.webpage) {
            $0.publisherPlace = "Geneva"
            $0.publisher = "WHO"
            $0.issued = date(2024, 5)
            $0.accessed = date(2026, 1, 5)
            $0.url = "https://a.org/"
        }
        #expect(
            Vancouver.format(page).plainText
                == "Title [Internet]. Geneva: WHO; 2024 May [cited 2026 Jan 5]. Available from: https://a.org/")
    }

    @Test(arguments: ReferenceType.allCases)
    func aTitleAloneIsASentence(type: ReferenceType) {
        let bare = type == .thesis ? "Title [thesis]." : type == .preprint ? "Title. [Preprint]." : "Title."
        #expect(Vancouver.format(reference(type)).plainText == bare)
    }
}
