/// Reference lists after the AMA Manual of Style, 11th edition, chapter 3.
///
/// Titles keep their capitals as given. Law is set in the general form of section 3.16, which sends
/// authors to *The Bluebook* for the rest. A PubMed link follows the DOI; PubMed Central stands in
/// when there is none.
public enum AMA {
    public static func format(_ reference: Reference) -> [Run] {
        var entry = Entry()
        let writer = AMAWriter(reference: reference)
        switch reference.type.layout {
        case .journal: writer.journalArticle(&entry)
        case .news: writer.newsArticle(&entry)
        case .preprint: writer.preprint(&entry)
        case .book: writer.book(&entry)
        case .chapter: writer.chapter(&entry)
        case .thesis: writer.thesis(&entry)
        case .document: writer.document(&entry)
        case .law: writer.law(&entry)
        case .data: writer.data(&entry)
        case .web: writer.webPage(&entry)
        }
        writer.locators(&entry)
        return entry.runs
    }
}

private struct AMAWriter {
    let reference: Reference

    private static let limit = NameList.Limit(most: 6, first: 3, etAl: "et al")

    func journalArticle(_ entry: inout Entry) {
        authors(&entry)
        entry.group(reference.title)
        entry.group(.italic(reference.journal ?? ""))
        entry.group(journalPlace)
    }

    func newsArticle(_ entry: inout Entry) {
        authors(&entry)
        entry.group(reference.title)
        entry.group(.italic(reference.containerTitle ?? reference.journal ?? ""))
        if reference.volume != nil {
            entry.group(journalPlace)
        } else {
            entry.group(join(reference.issued?.american, ":", pages))
        }
    }

    func preprint(_ entry: inout Entry) {
        authors(&entry)
        entry.group(reference.title)
        entry.group(.italic(reference.containerTitle ?? reference.publisher ?? ""))
        entry.group(join("Preprint posted online", " ", reference.issued?.american))
    }

    func book(_ entry: inout Entry) {
        contributors(&entry)
        bookTitle(reference.title, &entry)
        if !reference.authors.isEmpty { entry.group(editors) }
        entry.group(imprint(reference.issued?.years))
    }

    func chapter(_ entry: inout Entry) {
        authors(&entry)
        entry.group(reference.title)
        if let editors {
            entry.group("In: \(editors)")
            bookTitle(reference.containerTitle ?? "", &entry)
        } else if let book = reference.containerTitle {
            bookTitle(book, introduction: "In: ", &entry)
        }
        entry.group(imprint(reference.issued?.years))
    }

    func thesis(_ entry: inout Entry) {
        authors(&entry)
        entry.group(.italic(reference.title))
        entry.group(reference.genre ?? "Thesis")
        entry.group(imprint(reference.issued?.years))
    }

    func document(_ entry: inout Entry) {
        contributors(&entry)
        bookTitle(reference.title, &entry)
        entry.group(imprint(reference.issued?.american))
        entry.group(reference.numberText)
    }

    func law(_ entry: inout Entry) {
        authors(&entry)
        entry.group(join(reference.lawText, " ", reference.issued.map { "(\($0.years))" }))
    }

    func data(_ entry: inout Entry) {
        contributors(&entry)
        entry.group(reference.title)
        entry.group(reference.version.map { "Version \($0)" })
        entry.group(imprint(reference.issued?.american, publisher: reference.publisher ?? reference.containerTitle))
    }

    func webPage(_ entry: inout Entry) {
        contributors(&entry)
        entry.group(reference.title)
        entry.group(reference.containerTitle ?? reference.publisher)
        // Words in place of a date ("Updated May 2024") say for themselves what they are the date of.
        if case .text(let words) = reference.issued {
            entry.group(words)
        } else {
            entry.group(reference.issued.map { "Published \($0.american)" })
        }
    }

    /// A DOI does not change and needs no day of access; an address does.
    func locators(_ entry: inout Entry) {
        if let doi = reference.doi, let url = reference.doiURL {
            entry.locator(.link("doi:\(doi)", url: url))
        } else if let url = reference.url {
            entry.group(reference.accessed.map { "Accessed \($0.american)" })
            entry.locator(.link(url, url: url))
        }
        if let pmid = reference.pmid, let url = reference.pubMedURL {
            entry.locator(.link("PMID \(pmid)", url: url))
        } else if let pmcid = reference.pmcid, let url = reference.pmcURL {
            entry.locator(.link("PMCID \(pmcid)", url: url))
        }
    }

    /// Authors; of a work without authors its editors.
    private func contributors(_ entry: inout Entry) {
        if reference.authors.isEmpty { entry.group(editors) } else { authors(&entry) }
    }

    private func authors(_ entry: inout Entry) {
        entry.group(reference.authorText(Self.limit))
    }

    private var editors: String? {
        reference.editorText(Self.limit, one: "ed", several: "eds").nonEmpty
    }

    private func bookTitle(_ title: String, introduction: String = "", _ entry: inout Entry) {
        entry.group(.text(introduction), .italic(title))
        entry.group(reference.volume.map { "Vol \($0)" })
        entry.group(reference.editionText)
    }

    /// `Publisher; 2024:12-14`. The 11th edition names no place of publication.
    private func imprint(_ date: String?, publisher: String? = nil) -> String {
        join(join(publisher ?? reference.publisher, "; ", date), ":", pages)
    }

    private var journalPlace: String {
        let issue = reference.issue.map { $0.hasPrefix("Suppl") ? "s\($0.dropFirst())" : $0 }
        // An article on the web alone has a number where others have pages.
        return reference.journalPlace(date: reference.issued?.years, issue: issue, pages: pages ?? reference.number)
    }

    private var pages: String? { reference.page.map { PageRange($0).full } }

    private func join(_ a: String?, _ separator: String, _ b: String?) -> String {
        [a, b].compactMap { $0?.nonEmpty }.joined(separator: separator)
    }
}
