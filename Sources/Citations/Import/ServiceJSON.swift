import Diagnostics
import SourceData

/// Reads JSON as reference managers and services write it: CSL-JSON, Crossref's works, and Zotero's own items.
enum ServiceJSON {
    private static let crossrefTypes = [
        "journal-article": "article-journal", "book-chapter": "chapter", "book": "book", "monograph": "book", "edited-book": "book", "reference-book": "book",
        "proceedings-article": "paper-conference", "posted-content": "article", "report": "report", "report-component": "report", "dissertation": "thesis",
        "dataset": "dataset", "standard": "standard", "reference-entry": "entry-encyclopedia", "journal-issue": "article-journal", "other": "document",
    ]
    private static let zoteroTypes = [
        "journalArticle": "article-journal", "magazineArticle": "article-magazine", "newspaperArticle": "article-newspaper", "book": "book",
        "bookSection": "chapter", "conferencePaper": "paper-conference", "thesis": "thesis", "report": "report", "document": "document", "preprint": "article",
        "webpage": "webpage", "blogPost": "post-weblog", "statute": "legislation", "dataset": "dataset", "computerProgram": "software", "standard": "standard",
        "encyclopediaArticle": "entry-encyclopedia", "dictionaryEntry": "entry-dictionary",
    ]

    static func works(_ text: String, path: String) throws(ImportProblem) -> [Result<ImportedWork, ImportProblem>] {
        let log = DiagnosticLog()
        guard let root = JSON.parse(text, path: path, log: log) else {
            let first = log.diagnostics.first
            throw ImportProblem(line: first?.position.line ?? 1, message: first?.summary ?? "not valid JSON")
        }
        return items(root).compactMap(work)
    }

    /// Items of a list, of Crossref's answer, or of Better BibTeX's export.
    private static func items(_ root: DataValue) -> [DataValue] {
        if case .sequence(let items, _) = root { return items }
        if let message = root["message"] { return items(message) }
        if let list = root["items"] { return items(list) }
        return [root]
    }

    private static func work(_ given: DataValue) -> Result<ImportedWork, ImportProblem>? {
        let item = given["data"]?["itemType"] != nil ? given["data"]! : given
        guard case .mapping = item else { return .failure(ImportProblem(line: given.position.line, message: "this is no reference: \(given.kindName)")) }
        if let kind = text(item["itemType"]) { return zotero(item, kind) }
        if case .sequence? = item["title"] { return crossref(item) }
        return csl(item)
    }

    private static func text(_ value: DataValue?) -> String? {
        guard case .scalar(let text, _, _)? = value, value?.isNull == false, !text.trimmed.isEmpty else { return nil }
        return text.trimmed
    }

    private static func first(_ value: DataValue?) -> String? {
        if case .sequence(let values, _)? = value { return text(values.first) }
        return text(value)
    }

    // MARK: CSL

    /// What is not printed is left behind: abstracts, notes and files are not the library's.
    private static let left: Set<String> = ["id", "citation-key", "abstract", "note", "annote", "keyword", "categories", "call-number", "source", "archive"]

    private static func csl(_ item: DataValue) -> Result<ImportedWork, ImportProblem>? {
        guard case .mapping(let entries, let position) = item else { return nil }
        guard text(item["type"]) != nil else { return .failure(ImportProblem(line: position.line, message: "this reference has no 'type'")) }
        var work = ImportedWork(line: position.line)
        work.key = text(item["citation-key"]) ?? text(item["id"])
        for entry in entries where !left.contains(entry.key) && CSLVocabulary.itemKeys.contains(entry.key) && !entry.value.isNull {
            work[entry.key] = json(entry.value)
        }
        addExtra(text(item["note"]), to: &work)
        return .success(work)
    }

    private static func json(_ value: DataValue) -> JSONValue {
        switch value {
        case .scalar(let text, .plain, _):
            text == "true" || text == "false" ? .bool(text == "true") : text == "null" ? .null : .literal(text)
        case .scalar(let text, _, _): .string(text)
        case .sequence(let values, _): .array(values.map(json))
        case .mapping(let entries, _): .members(entries.map { .init($0.key, json($0.value)) })
        }
    }

    // MARK: Crossref

    private static func crossref(_ item: DataValue) -> Result<ImportedWork, ImportProblem> {
        let line = item.position.line
        guard let kind = text(item["type"]), let type = crossrefTypes[kind] else {
            return .failure(ImportProblem(line: line, message: "the type '\(text(item["type"]) ?? "")' has no counterpart in a list of references"))
        }
        var work = ImportedWork(line: line)
        work["type"] = .string(type)
        var title = first(item["title"]).map(decoded)
        if let subtitle = first(item["subtitle"]).map(decoded), title?.lowercased().contains(subtitle.lowercased()) == false {
            title = title.map { "\($0): \(subtitle)" }
        }
        work.set("title", title)
        for key in ["author", "editor"] {
            guard case .sequence(let people, _)? = item[key] else { continue }
            work.set(
                key,
                names: people.compactMap { person in
                    if let family = text(person["family"]) {
                        return ImportNames.person(family: decoded(family), given: text(person["given"]).map(decoded), suffix: text(person["suffix"]))
                    }
                    return text(person["name"]).map { ImportNames.literal(decoded($0)) }
                })
        }
        work.set("container-title", first(item["container-title"]).map(decoded))
        let short = first(item["short-container-title"]).map(decoded)
        if short != work.text("container-title") { work.set("container-title-short", short) }
        for key in ["published-print", "issued", "published", "published-online"] {
            guard case .sequence(let dates, _)? = item[key]?["date-parts"], case .sequence(let parts, _)? = dates.first else { continue }
            work.set("issued", date: parts.compactMap { text($0).flatMap { Int($0) } })
        }
        work.set("volume", text(item["volume"]))
        work.set("issue", text(item["issue"]))
        work.set("page", text(item["page"]) ?? text(item["article-number"]))
        if type != "article-journal" { work.set("publisher", text(item["publisher"]).map(decoded)) }
        work.set(doi: text(item["DOI"]))
        if work.text("DOI") == nil { work.set("URL", text(item["URL"])) }
        return .success(work)
    }

    private static func decoded(_ text: String) -> String {
        var text = text
        for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] { text = text.replacing(entity, with: sign) }
        return text
    }

    // MARK: Zotero

    private static func zotero(_ item: DataValue, _ kind: String) -> Result<ImportedWork, ImportProblem>? {
        // They belong to other items, and are no works.
        if ["attachment", "note", "annotation"].contains(kind) { return nil }
        let line = item.position.line
        guard let type = zoteroTypes[kind] else {
            return .failure(ImportProblem(line: line, message: "Zotero's type '\(kind)' has no counterpart in a list of references; change it there"))
        }
        var work = ImportedWork(line: line)
        work["type"] = .string(type)
        work.key = text(item["citationKey"]) ?? text(item["citekey"])
        work.set("title", text(item["title"]) ?? text(item["nameOfAct"]))
        if case .sequence(let creators, _)? = item["creators"] {
            func names(_ role: String) -> [JSONValue] {
                creators.filter { text($0["creatorType"]) == role }.compactMap { creator in
                    if let family = text(creator["lastName"]) { return ImportNames.person(family: family, given: text(creator["firstName"])) }
                    return text(creator["name"]).map(ImportNames.literal)
                }
            }
            work.set("author", names: names("author") + names("programmer"))
            work.set("editor", names: names("editor"))
        }
        work.set(
            "container-title",
            text(item["publicationTitle"]) ?? text(item["bookTitle"]) ?? text(item["proceedingsTitle"]) ?? text(item["encyclopediaTitle"]) ?? text(item["websiteTitle"]))
        let short = text(item["journalAbbreviation"])
        if short != work.text("container-title") { work.set("container-title-short", short) }
        work.set("issued", date: ImportDates.parts(text(item["date"]) ?? ""))
        for (own, name) in [
            ("volume", "volume"), ("issue", "issue"), ("pages", "page"), ("publisher", "publisher"), ("institution", "publisher"), ("university", "publisher"),
            ("place", "publisher-place"), ("edition", "edition"), ("reportNumber", "number"),
        ] {
            work.set(name, text(item[own]))
        }
        work.set(doi: text(item["DOI"]))
        work.set("PMID", text(item["PMID"]))
        work.set("PMCID", text(item["PMCID"]))
        if let url = text(item["url"]), work.text("DOI") == nil || Identifiers.withoutResolver(url) == nil { work.set("URL", url) }
        addExtra(text(item["extra"]), to: &work)
        return .success(work)
    }

    /// Lines such as `PMID: 31101012` in the field for everything else.
    private static func addExtra(_ text: String?, to work: inout ImportedWork) {
        for line in (text ?? "").split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1).map(\.trimmed)
            guard parts.count == 2 else { continue }
            switch parts[0].lowercased() {
            case "pmid": work.set("PMID", parts[1])
            case "pmcid": work.set("PMCID", parts[1])
            case "doi": work.set(doi: parts[1])
            case "citation key": if work.key == nil { work.key = parts[1] }
            default: continue
            }
        }
    }
}
