import SourceData

/// Reads RIS, as reference managers and publishers export it.
enum RIS {
    private static let types = [
        "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "article-journal", "ABST": "article-journal", "INPR": "article-journal",
        "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
        "CONF": "paper-conference", "CPAPER": "paper-conference", "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "STAND": "standard",
        "STAT": "legislation", "LEGAL": "legislation", "DATA": "dataset", "COMP": "software", "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog",
        "UNPB": "article", "GEN": "document", "PAMP": "pamphlet", "DICT": "entry-dictionary", "ENCYC": "entry-encyclopedia",
    ]

    static func works(_ text: String) throws(ImportProblem) -> [Result<ImportedWork, ImportProblem>] {
        try TaggedFile.works(text, starts: "TY", ends: "ER").map(work)
    }

    private static func work(_ fields: [TaggedFile.Field]) -> Result<ImportedWork, ImportProblem> {
        let kind = fields[0].value
        guard let type = types[kind] else {
            return .failure(
                ImportProblem(line: fields[0].line, message: "the type '\(kind)' has no counterpart in a list of references; change it to one such as JOUR, BOOK or RPRT")
            )
        }
        func all(_ tags: String...) -> [String] { fields.filter { tags.contains($0.tag) && !$0.value.isEmpty }.map(\.value) }
        func first(_ tags: String...) -> String? { tags.lazy.compactMap { tag in fields.first { $0.tag == tag && !$0.value.isEmpty }?.value }.first }
        var work = ImportedWork(line: fields[0].line)
        work.key = first("ID").flatMap { $0.contains(where: \.isLetter) ? $0 : nil }
        work["type"] = .string(type)
        work.set("title", first("TI", "T1", "CT"))
        work.set("author", names: all("AU", "A1").map(ImportNames.inverted))
        work.set("editor", names: all("ED", type == "chapter" ? "A2" : "ED").map(ImportNames.inverted))
        let isPart = ["article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"].contains(type)
        if isPart {
            work.set("container-title", first("JF", "T2", "JO", "BT", "JA", "J2"))
            let short = first("J2", "JA")
            if short != work.text("container-title") { work.set("container-title-short", short) }
        }
        work.set("issued", date: ImportDates.parts(first("PY", "Y1") ?? ""))
        if let exact = first("DA").map(ImportDates.parts), exact.count > 1, exact[0] == work.year.flatMap({ Int($0) }) ?? exact[0] {
            work["issued"] = nil
            work.set("issued", date: exact)
        }
        work.set("volume", first("VL"))
        work.set("issue", first("IS"))
        work.set("page", pages(first("SP"), first("EP")))
        work.set("publisher", first("PB"))
        work.set("publisher-place", first("CY"))
        work.set("edition", first("ET"))
        work.set(doi: first("DO") ?? first("M3").flatMap { $0.hasPrefix("10.") ? $0 : nil })
        if ["pubmed", "medline", "nlm"].contains(first("DB", "DP")?.lowercased() ?? ""), let number = first("AN"), number.allSatisfy(\.isNumber) {
            work.set("PMID", number)
        }
        work.set("PMCID", first("C2").flatMap { $0.hasPrefix("PMC") ? $0 : nil })
        // An address that is the DOI again says nothing.
        if let url = first("UR", "L2"), url.hasPrefix("http"), work.text("DOI") == nil || Identifiers.withoutResolver(url) == nil { work.set("URL", url) }
        return .success(work)
    }

    private static func pages(_ start: String?, _ end: String?) -> String? {
        guard let start else { return nil }
        guard let end, end != start, !start.contains("-") else { return start.replacing("\u{2013}", with: "-") }
        return "\(start)-\(end)"
    }
}
