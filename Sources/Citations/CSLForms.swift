import Diagnostics
import SourceData

/// Forms that look like CSL-JSON and are something else, and what Crossref adds to it.
enum CSLForms {
    /// What a file is instead of a list of references, with what to do.
    static func ofFile(_ root: DataValue) -> (summary: String, help: String)? {
        guard case .mapping = root else { return nil }
        if let message = root["message"], root["message-type"] != nil || root["message-version"] != nil || isCrossref(message) || message["items"] != nil {
            return crossref
        }
        if isCrossref(root) { return crossref }
        if let items = root["items"], case .sequence = items, root["config"] != nil || root["collections"] != nil { return betterBibTeX }
        return nil
    }

    /// The same for one reference of a list.
    static func ofItem(_ item: DataValue) -> (summary: String, help: String)? {
        if isCrossref(item) { return crossref }
        guard case .mapping = item else { return nil }
        if item["itemType"] != nil || item["data"]?["itemType"] != nil { return zotero }
        return nil
    }

    private static let crossref = (
        "this is what Crossref's own interface answers, and no CSL-JSON",
        "ask for it as CSL-JSON: the address https://doi.org/ and the DOI, with the header 'Accept: application/vnd.citationstyles.csl+json'; or export it from a reference manager"
    )
    private static let betterBibTeX = ("this is the form in which Better BibTeX keeps a library, and no CSL-JSON", "export it as 'Better CSL JSON'")
    private static let zotero = ("this is Zotero's own form, and no CSL-JSON", "export it as 'CSL JSON' or 'Better CSL JSON'")

    /// Crossref's own form has lists where CSL has text.
    private static func isCrossref(_ item: DataValue) -> Bool {
        guard case .mapping = item else { return false }
        for key in ["title", "container-title"] { if case .sequence? = item[key] { return true } }
        return false
    }

    /// Crossref's names of types that CSL calls otherwise, which its CSL-JSON has as well.
    static let types: [String: ReferenceType] = [
        "journal-article": .journalArticle, "book-chapter": .chapter, "book-section": .chapter, "book-part": .chapter, "monograph": .book, "edited-book": .book,
        "reference-book": .book, "reference-entry": .entry, "proceedings-article": .conferencePaper, "posted-content": .preprint, "dissertation": .thesis,
        "peer-review": .review, "other": .document,
    ]

    /// What Crossref's CSL-JSON has beside the fields of CSL, and what other services add. None of it is printed, but for `subtitle`.
    static let otherKeys: Set<String> = [
        "abstract-plain", "accepted", "alternative-id", "approved", "archive-id", "article-number", "aliases", "assertion", "clinical-trial-number",
        "container-title-long",
        "content-created", "content-domain", "content-updated", "copyright", "created", "degree", "deposited", "edition-number", "epub-date", "free-to-read", "funder",
        "group-title", "indexed", "institution", "is-referenced-by-count", "isbn-type", "issn-type", "journal-issue", "license", "link", "member", "original-title",
        "posted", "prefix", "proceedings-subject", "published", "published-online", "published-other", "published-print", "publisher-location", "reference",
        "reference-count", "references-count", "relation", "resource", "review", "score", "short-container-title", "short-title", "standards-body", "subject", "subtitle",
        "subtype", "update-policy", "update-to", "updated-by", "_graph",
    ]

    /// True for an item that such a service has written. In one written by hand these keys would be slips.
    static func isOfService(_ item: DataValue) -> Bool {
        ["reference-count", "references-count", "is-referenced-by-count", "member", "indexed", "deposited", "epub-date", "_graph"].contains { item[$0] != nil }
    }
}
