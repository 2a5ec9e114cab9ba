import Diagnostics
import SitePaths
import SourceData

extension KnowledgeBase {
    /// Every page's place in the output, including old addresses, compared without letter case.
    static func checkOutputs(_ articles: [Article], _ records: [Record], _ assets: [ContentFile], _ log: DiagnosticLog) {
        var owners: [String: SourcePosition] = [:]
        func claim(_ output: String, _ position: SourcePosition, _ rule: Rule, _ what: String) {
            let key = output.lowercased()
            if let first = owners[key] ?? (isForPrograms(key) ? SourcePosition(file: "") : nil) {
                log.report(
                    rule, at: position, "\(what) '\(output)' is already taken",
                    notes: first.file.isEmpty ? [.init("Materia writes a \(isForPrograms(key) ? "file" : "page") of its own there")] : [.init("taken here", at: first)],
                    suggestion: rule == .duplicateAlias ? "remove the alias" : "rename the file")
            } else {
                owners[key] = position
            }
        }
        for output in OutputPath.generated(articles, records) { owners[output.lowercased()] = SourcePosition(file: "") }
        for article in articles { claim(OutputPath.article(article.path), SourcePosition(file: article.path), .duplicateOutput, "the output file") }
        for record in records { claim(OutputPath.record(record.head.path), record.head.position, .duplicateOutput, "the output file") }
        for asset in assets { claim(asset.path, SourcePosition(file: asset.path), .duplicateOutput, "the output file") }
        checkNames(articles, records, assets, log)
        for aliases in articles.map(\.aliases) + records.map(\.head.aliases) {
            for alias in aliases {
                guard let output = OutputPath.alias(alias.value) else {
                    log.report(
                        .malformedAlias, at: alias.position, "'\(alias.value)' cannot be an alias",
                        suggestion: "write the old path without a leading slash, like 'old/page' or 'old/page.html'")
                    continue
                }
                if let (part, reason) = PublishedName.problem(in: output) {
                    log.report(
                        .malformedAlias, at: alias.position, "'\(alias.value)' cannot be an alias: of '\(part)' nothing can be made, because \(reason)",
                        suggestion: "an old address that was no file on some computers is best given up")
                    continue
                }
                claim(output, alias.position, .duplicateAlias, "the address")
            }
        }
        checkFolders(owners, log)
    }
}

extension KnowledgeBase {
    /// True for what may be the name of a resource of FHIR or of a schema, of which nothing is known here.
    private static func isForPrograms(_ output: String) -> Bool {
        output.hasSuffix(".json") && (output.hasPrefix("fhir/") || output.hasPrefix("data/schema/"))
    }

    /// Every name that becomes a part of an address. A folder is told of once.
    private static func checkNames(_ articles: [Article], _ records: [Record], _ assets: [ContentFile], _ log: DiagnosticLog) {
        let outputs =
            articles.map { (OutputPath.article($0.path), $0.path) } + records.map { (OutputPath.record($0.head.path), $0.head.path) }
            + assets.map { ($0.path, $0.path) }
        var reported = Set<Substring>()
        for (output, path) in outputs {
            guard let (part, reason) = PublishedName.problem(in: output) else { continue }
            let isFolder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)].split(separator: "/").contains(part)
            if isFolder, !reported.insert(path[..<part.endIndex]).inserted { continue }
            log.report(
                .unusableName, at: SourcePosition(file: path), "the name '\(part)' cannot be a part of an address: \(reason)",
                suggestion: "rename the \(isFolder ? "folder" : "file"); letters, digits, hyphens and underscores can stand everywhere")
        }
    }

    /// No file can stand where others need a folder.
    private static func checkFolders(_ owners: [String: SourcePosition], _ log: DiagnosticLog) {
        var reported = Set<String>()
        for (output, position) in owners.sorted(by: { $0.key < $1.key }) {
            for folder in OutputPath.folders(of: output) {
                guard let owner = owners[folder], reported.insert(folder).inserted else { continue }
                log.report(
                    .duplicateOutput, at: owner.file.isEmpty ? position : owner,
                    "the output file '\(folder)' would stand where a folder of this name has to be",
                    notes: position.file.isEmpty ? [.init("Materia writes '\(output)'")] : [.init("'\(output)' comes from here", at: position)],
                    suggestion: "rename the file or the alias")
            }
        }
    }
}

extension OutputPath {
    /// Pages Materia makes by itself, or would make as soon as there is something to put on them.
    fileprivate static func generated(_ articles: [Article], _ records: [Record]) -> [String] {
        var outputs = [
            notFound, bibliography, glossary, tags, recommendations, topics, calculators, reference, search, "search/start.js", sitemap, robots,
            feed, languageModels, dataIndex, fhirBundle, version, safety, safetyFile,
        ]
        var types = Set(articles.map(\.type)).subtracting([.page])
        if records.contains(where: \.isCoverage) { types.insert(.coverage) }
        outputs += types.map { index(ofFolder: $0.rawValue) }
        outputs += Set(records.map(\.head.kind)).map { index(ofFolder: $0.rawValue) }
        outputs += records.filter { $0.head.kind == .regimens }.flatMap { [embed($0.head.id), single($0.head.id)] }
        outputs += records.filter { $0.head.kind == .criteria }.flatMap { [embed(criteria: $0.head.id), single(criteria: $0.head.id)] }
        outputs += articles.map { data(of: $0.path) } + records.map { data(of: $0.head.path) }
        outputs += records.filter { [.regimens, .criteria].contains($0.head.kind) }.map { safety(of: $0.head.path) }
        outputs += Set(articles.flatMap(\.tags) + records.flatMap(\.head.tags)).map(tag)
        return outputs
    }
}
