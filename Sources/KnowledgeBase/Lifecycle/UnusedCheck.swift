import Citations
public import Diagnostics

extension Rule {
    public static let orphanPage = Rule(
        "orphan-page", .note, .quiet,
        means: "No page links to an article; only the list of its folder leads there.",
        why: "Readers follow links from what they are reading. To this page none leads, only the list of its folder.",
        mend: "Link to it.")
    public static let unusedRecord = Rule(
        "unused-record", .note, .quiet,
        means: "No page and no other record mentions a record. Products of a drug that has a regimen are in its calculators.",
        why: "Nothing is said about the record on any page, so nobody reads it and nobody notices when it is wrong.",
        mend: "Link to it, or show it.")
    public static let unusedReference = Rule(
        "unused-reference", .note, .quiet,
        means: "Nothing cites a reference.",
        why: "Only references that something cites are printed. This one stands on no page.",
        mend: "Cite it, or take it out.")
}

/// Finds pages, records and references that nothing leads to.
struct UnusedCheck {
    let links: LinkIndex
    let log: DiagnosticLog

    /// Pages at the root stand in the navigation of every page.
    func check(_ articles: [Article]) {
        for article in articles where article.type != .page && article.status != .superseded && links.mentions[article.path] == nil {
            log.report(
                .orphanPage, at: SourcePosition(file: article.path), "no page links to '\(article.title)', only the list of '\(article.type.rawValue)/'",
                suggestion: "link to it where readers need it")
        }
    }

    func check(_ records: [Record]) {
        var drugs = Set<String>()
        for record in records { if case .regimen(let regimen) = record { drugs.insert(regimen.drug.lowercased()) } }
        for record in records where links.mentions[record.head.path] == nil && record.head.status == .current {
            // The calculators of its drug offer every product of it.
            if case .product(let product) = record, drugs.contains(product.drug.lowercased()) { continue }
            log.report(
                .unusedRecord, at: record.head.position, "no page and no other record mentions the \(record.head.kind.singular) '\(record.head.title)'",
                suggestion: "link to it or show it where it is spoken of")
        }
    }

    func check(_ references: [Reference]) {
        for reference in references where links.citations[reference.id] == nil {
            log.report(
                .unusedReference, at: reference.position, "nothing cites '\(reference.id)'", suggestion: "cite it, or take it out")
        }
    }
}
