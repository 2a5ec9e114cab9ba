import SourceData

/// Reads BibTeX and BibLaTeX, as reference managers and publishers write them.
struct BibTeX {
    private static let types = [
        "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
        "inproceedings": "paper-conference", "conference": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
        "techreport": "report", "report": "report", "misc": "document", "manual": "document", "online": "webpage", "electronic": "webpage", "www": "webpage",
        "dataset": "dataset", "software": "software", "unpublished": "article", "inreference": "entry-encyclopedia", "legislation": "legislation",
        "standard": "standard",
    ]

    private let scalars: [Character]
    private var place = 0
    private var line = 1
    private var words: [String: String] = [:]

    private init(_ text: String) { scalars = Array(text) }

    static func works(_ text: String) throws(ImportProblem) -> [Result<ImportedWork, ImportProblem>] {
        var parser = BibTeX(text)
        return try parser.works()
    }

    // MARK: Entries

    private mutating func works() throws(ImportProblem) -> [Result<ImportedWork, ImportProblem>] {
        var works: [Result<ImportedWork, ImportProblem>] = []
        while skip(to: "@") {
            let start = line
            advance()
            let kind = name().lowercased()
            if kind == "comment" { continue }
            skipSpace()
            guard let open = next, open == "{" || open == "(" else { throw problem("'@\(kind)' has no opening brace") }
            advance()
            let close: Character = open == "{" ? "}" : ")"
            if kind == "preamble" {
                _ = try value()
                try expect(close, kind, start)
                continue
            }
            if kind == "string" {
                let (key, text) = try field()
                words[key] = text
                try expect(close, kind, start)
                continue
            }
            skipSpace()
            let key = take { $0 != "," && $0 != close && !$0.isWhitespace }
            var fields: [String: String] = [:]
            while true {
                skipSpace()
                guard next == "," else { break }
                advance()
                skipSpace()
                if next == close { break }
                let (name, text) = try field()
                if fields[name] == nil { fields[name] = text }
            }
            try expect(close, kind, start)
            works.append(work(kind, key, fields, start))
        }
        return works
    }

    private mutating func field() throws(ImportProblem) -> (String, String) {
        skipSpace()
        let name = name().lowercased()
        skipSpace()
        guard !name.isEmpty, next == "=" else { throw problem(name.isEmpty ? "a field is missing here" : "the field '\(name)' has no '='") }
        advance()
        return (name, try value())
    }

    private mutating func value() throws(ImportProblem) -> String {
        var text = ""
        while true {
            skipSpace()
            switch next {
            case "{": text += try braced()
            case "\"": text += try quoted()
            case let character? where character.isNumber: text += take(\.isNumber)
            default:
                let word = name()
                guard !word.isEmpty else { throw problem("a value is missing here") }
                guard let meant = words[word.lowercased()] ?? (ImportDates.month(word) != nil && word.count == 3 ? word : nil) else {
                    throw problem("there is no '@string' for '\(word)'; write its text in braces")
                }
                text += meant
            }
            skipSpace()
            guard next == "#" else { return text }
            advance()
        }
    }

    private mutating func braced() throws(ImportProblem) -> String {
        let start = line
        advance()
        var depth = 1
        var text = ""
        while let character = next {
            advance()
            if character == "\\", let escaped = next {
                text += "\\\(escaped)"
                advance()
                continue
            }
            if character == "{" { depth += 1 }
            if character == "}" {
                depth -= 1
                if depth == 0 { return text }
            }
            text.append(character)
        }
        throw ImportProblem(line: start, message: "the brace that opens here is not closed")
    }

    private mutating func quoted() throws(ImportProblem) -> String {
        let start = line
        advance()
        var depth = 0
        var text = ""
        while let character = next {
            advance()
            if character == "\"", depth == 0 { return text }
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            text.append(character)
        }
        throw ImportProblem(line: start, message: "the quotation mark that opens here is not closed")
    }

    private mutating func expect(_ close: Character, _ kind: String, _ start: Int) throws(ImportProblem) {
        skipSpace()
        guard next == close else {
            throw problem(
                next == nil
                    ? "the file ends within the entry '@\(kind)' of line \(start)" : "a comma or '\(close)' is missing here, in the entry '@\(kind)' of line \(start)")
        }
        advance()
    }

    // MARK: Characters

    private var next: Character? { place < scalars.count ? scalars[place] : nil }

    private mutating func advance() {
        if scalars[place].isNewline { line += 1 }
        place += 1
    }

    private mutating func skip(to wanted: Character) -> Bool {
        while let character = next, character != wanted { advance() }
        return next != nil
    }

    private mutating func skipSpace() {
        while let character = next {
            if character == "%" {
                while let character = next, !character.isNewline { advance() }
            } else if character.isWhitespace {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func take(_ isWanted: (Character) -> Bool) -> String {
        var text = ""
        while let character = next, isWanted(character) {
            text.append(character)
            advance()
        }
        return text
    }

    private mutating func name() -> String { take { $0.isLetter || $0.isNumber || "_-:.+".contains($0) } }

    private func problem(_ message: String) -> ImportProblem { ImportProblem(line: line, message: message) }

    // MARK: Works

    private func work(_ kind: String, _ key: String, _ fields: [String: String], _ start: Int) -> Result<ImportedWork, ImportProblem> {
        guard let type = Self.types[kind] else {
            return .failure(
                ImportProblem(line: start, message: "'@\(kind)' has no counterpart in a list of references; change it to one such as @article, @book or @report"))
        }
        var work = ImportedWork(line: start)
        work.key = key.isEmpty ? nil : key
        do throws(LaTeX.Unknown) {
            func text(_ names: String...) throws(LaTeX.Unknown) -> String? {
                for name in names { if let value = fields[name], !value.trimmed.isEmpty { return try LaTeX.plain(value) } }
                return nil
            }
            work["type"] = .string(type)
            var title = try text("title")
            if let subtitle = try text("subtitle") { title = title.map { "\($0): \(subtitle)" } }
            work.set("title", title)
            work.set("author", names: try Self.names(fields["author"]))
            work.set("editor", names: try Self.names(fields["editor"]))
            work.set("container-title", try text("journal", "journaltitle", "booktitle"))
            let short = try text("shortjournal")
            if short != work.text("container-title") { work.set("container-title-short", short) }
            if let date = fields["date"] {
                work.set("issued", date: ImportDates.parts(date))
            } else if let year = try text("year") {
                var parts = ImportDates.parts(year)
                let month = try text("month")
                if parts.count == 1, let month = month.flatMap({ ImportDates.month($0) }) {
                    parts.append(month)
                    let day = try text("day")
                    if let day = day.flatMap({ Int($0) }) { parts.append(day) }
                }
                work.set("issued", date: parts)
            }
            work.set("volume", try text("volume"))
            work.set("issue", try text("number", "issue"))
            if ["report", "standard", "thesis"].contains(type), let number = work.text("issue") {
                work["issue"] = nil
                work.set("number", number)
            }
            var pages = try text("pages", "eid", "article-number")?.replacing("\u{2013}", with: "-")
            while let double = pages?.firstRange(of: "--") { pages?.replaceSubrange(double, with: "-") }
            work.set("page", pages)
            work.set("publisher", try text("publisher", "institution", "school", "organization"))
            work.set("publisher-place", try text("address", "location"))
            work.set("edition", try text("edition"))
            work.set(doi: try text("doi"))
            let isPubMed = fields["eprinttype"]?.lowercased() == "pmid" || fields["eprinttype"]?.lowercased() == "pubmed"
            work.set("PMID", try text("pmid"))
            if isPubMed { work.set("PMID", try text("eprint")) }
            let central = try text("pmcid", "pmc")
            work.set("PMCID", central.map { $0.hasPrefix("PMC") ? $0 : "PMC\($0)" })
            // Within an address every character stands for itself.
            let url = fields["url"]?.replacing("\\", with: "").replacing("{", with: "").replacing("}", with: "")
            if let url, work.text("DOI") == nil || Identifiers.withoutResolver(url) == nil { work.set("URL", url) }
        } catch {
            return .failure(ImportProblem(line: start, message: "'\(key)' has LaTeX that is not understood: '\(error.command)'; write the character itself"))
        }
        return .success(work)
    }

    private static func names(_ field: String?) throws(LaTeX.Unknown) -> [JSONValue] {
        guard let field else { return [] }
        var names: [JSONValue] = []
        for part in split(field) {
            let name = part.trimmed
            if name.isEmpty || name == "others" { continue }
            if isWhole(name) {
                names.append(ImportNames.literal(try LaTeX.plain(name)))
            } else if name.contains(",") {
                let parts = try LaTeX.plain(name).split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
                // With three parts the middle one is `Jr.`
                names.append(ImportNames.person(family: parts[0], given: parts.last, suffix: parts.count > 2 ? parts[1] : nil))
            } else {
                let words = try LaTeX.plain(name).split(separator: " ").map(String.init)
                guard words.count > 1 else {
                    names.append(ImportNames.literal(words.first ?? name))
                    continue
                }
                let particle = words.dropLast().firstIndex { $0.first?.isLowercase == true } ?? words.count - 1
                names.append(ImportNames.person(family: words[particle...].joined(separator: " "), given: words[..<particle].joined(separator: " ")))
            }
        }
        return names
    }

    /// True where one pair of braces is around all of it: the name of a group.
    private static func isWhole(_ name: String) -> Bool {
        var depth = 0
        for (index, character) in name.enumerated() {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if depth == 0 { return index == name.count - 1 && name.hasPrefix("{") }
        }
        return false
    }

    /// At every `and` that stands in no braces.
    private static func split(_ field: String) -> [String] {
        var parts = [""]
        var depth = 0
        for word in field.split(whereSeparator: \.isWhitespace) {
            if depth == 0, word.lowercased() == "and" {
                parts.append("")
                continue
            }
            depth += word.filter { $0 == "{" }.count - word.filter { $0 == "}" }.count
            parts[parts.count - 1] += parts[parts.count - 1].isEmpty ? String(word) : " \(word)"
        }
        return parts
    }
}
