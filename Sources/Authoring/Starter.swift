public import Diagnostics
import EmbeddedFiles
public import KnowledgeBase

/// What `materia new` makes.
public enum StarterKind: String, CaseIterable, Sendable {
    case site, article, criteria, regimen, `protocol`, product, evidence

    /// The kind of record; nil for a site and an article.
    var record: RecordKind? {
        switch self {
        case .site, .article: nil
        case .criteria: .criteria
        case .regimen: .regimens
        case .protocol: .protocols
        case .product: .products
        case .evidence: .evidence
        }
    }
}

/// A file to be written, with what it says.
public struct StartedFile: Sendable {
    /// From the folder it is started in.
    public let path: String
    public let text: String
}

/// The files that a site, an article or a record starts from, with their name put in.
public enum Starter {
    /// A name that no file can have; what to write instead.
    public struct BadName: Error {
        public let message: String
    }

    /// The name of the reference that made-up records rest on.
    static let source = "made-up-source"
    private static let sourcePath = "references/made-up-source.json"

    /// A whole site, in a folder of its own.
    public static func site(title: String) -> [StartedFile] {
        var files = EmbeddedFile.files(below: "starters/site").map { path, file in
            StartedFile(path: path == "gitignore" ? ".gitignore" : path, text: filled(file, title: title))
        }
        for (name, record, title) in [
            ("protocol", "protocols/examplicin-weight.yml", "Adjusted weight from a BMI of 30 (made up)"),
            ("product", "products/examplicin-vial.yml", "Examplicin 100 mg vial (made up)"),
            ("criteria", "criteria/example-fever-findings.yml", "Findings of example fever (made up)"),
            ("evidence", "evidence/examplicin-trial.yml", "Examplicin against placebo (made up)"),
        ] {
            // The site has the disease and the regimen that the product's file has as an example.
            let text = text(name, title: title).replacing("# indications:\n#   - { indication: some-disease, ", with: "indications:\n  - { indication: example-fever, ")
            files.append(StartedFile(path: "content/\(record)", text: text.replacing("regimens: [some-drug-adults]", with: "regimens: [examplicin-adults]")))
        }
        files.append(StartedFile(path: "content/\(sourcePath)", text: filled(file("made-up-source.json"), title: "")))
        files = files.map { file in
            guard file.path.hasPrefix("content/"), let name = schema(of: String(file.path.dropFirst("content/".count))) else { return file }
            return StartedFile(path: file.path, text: Schema.editorLine(name, for: String(file.path.dropFirst("content/".count))) + file.text)
        }
        return files.sorted { $0.path < $1.path } + schemas.map { StartedFile(path: "content/\($0.path)", text: $0.text) }
    }

    /// One article or record for a content folder, and the made-up reference it names where that is not among `keys`.
    ///
    /// `name` may have the folder before it: `pitfalls/some-page`.
    public static func file(_ kind: StarterKind, named name: String, knowing keys: Set<String>) throws(BadName) -> [StartedFile] {
        var parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let ending = kind == .article ? "md" : "yml"
        if let last = parts.last, last.hasSuffix(".\(ending)") { parts[parts.count - 1] = String(last.dropLast(ending.count + 1)) }
        if let folder = kind.record?.rawValue {
            if parts.first == folder { parts.removeFirst() }
            guard parts.count == 1 else { throw BadName(message: "a \(kind.record!.singular) stands directly in \(folder)/: give a name without a folder") }
            parts.insert(folder, at: 0)
        } else if parts.count > 1, !ArticleType.folders.contains(where: { $0.rawValue == parts[0] }) {
            let folders = ArticleType.folders.map { "\($0.rawValue)/" }
            let help = nearMiss("\(parts[0])/", in: folders).map { "did you mean '\($0)'?" } ?? "they stand in \(folders.joined(separator: ", ")) or at the root"
            throw BadName(message: "no articles stand in '\(parts[0])/'; \(help)")
        }
        for part in parts where !isName(part) {
            let plain = plainName(part)
            throw BadName(
                message: "'\(part)' cannot be the name of a file here: use lower-case letters, digits and hyphens"
                    + (isName(plain) ? ", such as '\(plain)'" : ""))
        }
        let path = parts.joined(separator: "/") + ".\(ending)"
        let title = title(of: parts[parts.count - 1])
        let line = schema(of: path).map { Schema.editorLine($0, for: path) } ?? ""
        let started = StartedFile(path: path, text: line + text(kind == .article ? "article" : kind.rawValue, title: title))
        let lacksSource = kind.record != nil && !keys.contains(source)
        return [started] + (lacksSource ? [StartedFile(path: sourcePath, text: filled(file("made-up-source.json"), title: ""))] : [])
    }

    /// The schemas that the files of a content folder name. They are Materia's own, and written anew each time.
    public static let schemas: [StartedFile] = FileShape.all.map { StartedFile(path: Schema.path(of: $0.name), text: Schema($0).text) }

    /// The kind of file that stands at `path` in a content folder, where editors read its schema from a line of it.
    private static func schema(of path: String) -> String? {
        guard path.hasSuffix(".yml") else { return nil }
        if path == Site.path { return "site" }
        return StarterKind.allCases.first { kind in kind.record.map { path.hasPrefix("\($0.rawValue)/") } ?? false }?.rawValue
    }

    private static func text(_ name: String, title: String) -> String { filled(file(name == "article" ? "article.md" : "\(name).yml"), title: title) }

    private static func file(_ name: String) -> EmbeddedFile {
        guard let found = EmbeddedFile.files(below: "starters").first(where: { $0.path == name }) else { fatalError("there is no starter '\(name)'") }
        return found.file
    }

    /// Titles stand within double quotation marks, or in Markdown.
    private static func filled(_ file: EmbeddedFile, title: String) -> String {
        var text = String(decoding: file.bytes, as: UTF8.self)
        while let place = text.firstRange(of: "{{title}}") { text.replaceSubrange(place, with: title) }
        return text
    }

    /// `some-drug-adults` as `Some drug adults`.
    static func title(of name: String) -> String {
        let words = name.split(whereSeparator: { $0 == "-" || $0 == "_" }).joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func isName(_ text: String) -> Bool {
        text.first.map { $0.isASCII && ($0.isLowercase || $0.isNumber) } ?? false
            && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    }

    /// `Some Drug` as `some-drug`.
    static func plainName(_ text: String) -> String {
        var name = ""
        for character in text.lowercased() {
            if character.isASCII, character.isLetter || character.isNumber { name.append(character) } else if !name.isEmpty, name.last != "-" { name.append("-") }
        }
        if name.last == "-" { name.removeLast() }
        return name
    }

    /// The title of a site from what its folder is called; nil where a title cannot be made of it.
    public static func siteTitle(ofFolder path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let title = title(of: name)
        let isPlain = !title.isEmpty && title.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " || $0 == "." }
        return isPlain && title.contains(where: \.isLetter) ? title : nil
    }
}
