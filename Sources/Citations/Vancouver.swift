/// Reference lists after the ICMJE recommendations and the National Library of Medicine's
/// *Citing Medicine*, 2nd edition.
///
/// Up to six authors are named, of more the first six. The last page is shortened to the digits that
/// change (`329-40`), as in ICMJE's samples; NLM itself also takes full ranges. Nothing is italic.
public enum Vancouver {
    public static func format(_ reference: Reference) -> [Run] {
        var entry = Entry()
        let writer = VancouverWriter(reference: reference)
        switch reference.type.layout {
        case .journal, .news: writer.journalArticle(&entry)
        case .preprint: writer.preprint(&entry)
        case .chapter: writer.chapter(&entry)
        case .law: writer.law(&entry)
        case .book, .thesis, .document, .data, .web: writer.monograph(&entry)
        }
        writer.locators(&entry)
        return entry.runs
    }
}

private struct VancouverWriter {
    let reference: Reference

    private static let limit = NameList.Limit(most: 6, first: 6, etAl: "et al.")

    func journalArticle(_ entry: inout Entry) {
        authors(&entry)
        entry.group(reference.title)
        entry.group(reference.journal)
        let pages = pages ?? reference.number
        entry.group(reference.journalPlace(date: reference.issued?.nlm, issue: reference.issue, pages: pages))
    }

    func preprint(_ entry: inout Entry) {
        authors(&entry)
        entry.group(reference.title)
        let server = reference.containerTitle ?? reference.publisher
        entry.group([server, "[Preprint]"].compactMap(\.self).joined(separator: " "))
        entry.group(reference.issued?.nlm)
    }

    func chapter(_ entry: inout Entry) {
        authors(&entry)
        entry.group(reference.title)
        if let book = reference.containerTitle {
            if let editors {
                entry.group("In: \(editors)")
                entry.group(book + medium)
            } else {
                entry.group("In: \(book)\(medium)")
            }
        }
        volumeAndEdition(&entry)
        entry.group(imprint(reference.issued?.years))
        entry.group(pages.map { "p. \($0)" })
    }

    func law(_ entry: inout Entry) {
        authors(&entry)
        let date = reference.issued.map { "(\($0.nlm))" } ?? ""
        entry.group([reference.lawText, date].filter { !$0.isEmpty }.joined(separator: " "))
    }

    func monograph(_ entry: inout Entry) {
        contributors(&entry)
        entry.group(title)
        volumeAndEdition(&entry)
        if !reference.authors.isEmpty { entry.group(editors) }
        entry.group(imprint(reference.type == .book ? reference.issued?.years : reference.issued?.nlm))
        if reference.type.layout == .document { entry.group(reference.numberText) }
        entry.group(pages.map { "p. \($0)" })
    }

    func locators(_ entry: inout Entry) {
        if let doi = reference.doi, let url = reference.doiURL {
            entry.group(.text("doi: "), .link(doi, url: url))
        }
        var numbers: [Run] = []
        if let pmid = reference.pmid, let url = reference.pubMedURL {
            numbers += [.text("PMID: "), .link(pmid, url: url)]
        }
        if let pmcid = reference.pmcid, let url = reference.pmcURL {
            numbers += [.text(numbers.isEmpty ? "PMCID: " : "; PMCID: "), .link(pmcid, url: url)]
        }
        entry.group(numbers)
        if reference.doi == nil, let url = reference.url {
            entry.locator(.text("Available from: "), .link(url, url: url))
        }
    }

    private func contributors(_ entry: inout Entry) {
        if reference.authors.isEmpty { entry.group(editors) } else { authors(&entry) }
    }

    private func authors(_ entry: inout Entry) {
        entry.group(reference.authorText(Self.limit))
    }

    private var editors: String? {
        reference.editorText(Self.limit, one: "editor", several: "editors").nonEmpty
    }

    private var title: String {
        let kind = reference.type.layout == .thesis ? " [\(reference.genre ?? "thesis")]" : medium
        return reference.title.isEmpty ? "" : reference.title + kind
    }

    private var medium: String { reference.url == nil ? "" : " [Internet]" }

    private func volumeAndEdition(_ entry: inout Entry) {
        entry.group(reference.volume.map { "Vol. \($0)" })
        entry.group(reference.editionText)
        entry.group(reference.version.map { "Version \($0)" })
    }

    /// `Place: Publisher; 2024 Jan 26 [cited 2026 Jan 5]`.
    private func imprint(_ date: String?) -> String {
        let publisher = [reference.publisherPlace, reference.publisher ?? reference.containerTitle]
            .compactMap(\.self).joined(separator: ": ")
        let cited = reference.url == nil ? nil : reference.accessed.map { "[cited \($0.nlm)]" }
        let dates = [date, cited].compactMap(\.self).joined(separator: " ")
        return [publisher, dates].filter { !$0.isEmpty }.joined(separator: "; ")
    }

    private var pages: String? { reference.page.map { PageRange($0).short } }
}
