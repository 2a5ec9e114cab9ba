import KnowledgeBase
import SitePaths
import SourceData
import Templates

/// What reference managers and search engines for scholars read of a page: the tags of Highwire Press, as Google Scholar and Zotero know them.
enum CitationTags {
    /// `authors` and `dates` as the page states them: nothing is put in their place.
    static func values(_ title: String, authors: [String] = [], dates: [CalendarDate] = [], at output: String, _ site: Site) -> TemplateValue {
        var tags = [("citation_title", title)]
        tags += authors.map { ("citation_author", $0) }
        if let first = dates.min() { tags.append(("citation_publication_date", slashed(first))) }
        if let last = dates.max() { tags.append(("citation_online_date", slashed(last))) }
        tags.append(("citation_language", site.language))
        if let base = site.baseURL { tags.append(("citation_public_url", PublicAddress.of(output, at: base))) }
        return .list(tags.map { [.name: .text($0.0), .text: .text($0.1)] })
    }

    /// `2026/11/20`
    private static func slashed(_ date: CalendarDate) -> String { date.description.replacing("-", with: "/") }
}
