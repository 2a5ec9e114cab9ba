import SourceData

/// Reads PubMed's own format, as it saves it with "Send to: Citation manager" (`.nbib`) or "Save: PubMed".
enum PubMed {
    static func works(_ text: String) throws(ImportProblem) -> [Result<ImportedWork, ImportProblem>] {
        try TaggedFile.works(text, starts: "PMID").map { .success(work($0)) }
    }

    private static func work(_ fields: [TaggedFile.Field]) -> ImportedWork {
        func all(_ tag: String) -> [String] { fields.filter { $0.tag == tag && !$0.value.isEmpty }.map(\.value) }
        func first(_ tag: String) -> String? { all(tag).first }
        var work = ImportedWork(line: fields[0].line)
        let types = all("PT").map { $0.lowercased() }
        let isBook = first("BTI") != nil
        work["type"] = .string(
            types.contains("preprint") ? "article" : !isBook ? "article-journal" : first("TI") == nil || first("TI") == first("BTI") ? "book" : "chapter")
        work.set("title", (first("TI") ?? first("BTI")).map(title))
        let people = all("FAU").isEmpty ? all("AU").map(short) : all("FAU").map(ImportNames.inverted)
        work.set("author", names: people + all("CN").map { ImportNames.literal($0.trimmed) })
        if isBook {
            if work.text("type") == "chapter" { work.set("container-title", first("BTI").map(title)) }
            work.set("editor", names: all("FED").map(ImportNames.inverted))
            work.set("publisher", first("PB"))
            work.set("publisher-place", first("PL"))
        } else {
            work.set("container-title", first("JT") ?? first("TA"))
            if first("TA") != work.text("container-title") { work.set("container-title-short", first("TA")) }
        }
        work.set("issued", date: ImportDates.parts(first("DP") ?? first("DEP") ?? ""))
        work.set("volume", first("VI"))
        work.set("issue", first("IP"))
        work.set("page", first("PG"))
        let doi = (all("LID") + all("AID")).first { $0.hasSuffix("[doi]") }
        work.set(doi: doi.map { String($0.dropLast("[doi]".count)) })
        work.set("PMID", first("PMID"))
        work.set("PMCID", first("PMC"))
        return work
    }

    /// Without the full stop at its end, and without the brackets around what was translated.
    private static func title(_ text: String) -> String {
        var text = Substring(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        if text.hasSuffix("."), !text.hasSuffix("..") { text.removeLast() }
        if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return String(text)
    }

    /// `Doe JA`
    private static func short(_ name: String) -> JSONValue {
        let words = name.split(separator: " ")
        guard words.count > 1, let initials = words.last, initials.allSatisfy(\.isUppercase) else { return ImportNames.literal(name) }
        return ImportNames.person(family: words.dropLast().joined(separator: " "), given: String(initials))
    }
}
