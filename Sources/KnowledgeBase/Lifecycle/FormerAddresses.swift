public import Diagnostics
import SitePaths

extension Rule {
    public static let missingAlias = Rule(
        "missing-alias", .warning, .adjustable,
        means: "An article or a record had another name once, and the site does not answer at the address it had then.",
        why: "Whoever kept the address of a page finds nothing after it was renamed, unless the page answers there too.",
        mend: "The old address in its [`aliases`](writing.md#aliases), as `materia rename` writes it")
    public static let lostAddress = Rule(
        "lost-address", .note, .adjustable,
        means: "The site that stands in the output folder has pages that the new one has not. `build` says so once.",
        why: "Somebody may have kept this address, or shown the calculator that stands there in a page of their own.",
        mend: "`aliases` of an article or a record that takes its place")
}

/// A file of the content folder that had another name before.
public struct Rename: Hashable, Sendable {
    public let old: String
    public let new: String

    public init(from old: String, to new: String) {
        self.old = old
        self.new = new
    }
}

/// Addresses at which the site answered once.
struct FormerAddresses {
    private let articles: Set<String>
    private let records: Set<String>
    /// Where the site answers now.
    private let answered: Set<String>

    init(_ articles: [Article], _ records: [Record], _ assets: [ContentFile]) {
        self.articles = Set(articles.map(\.path))
        self.records = Set(records.map(\.head.path))
        var answered = Set(articles.map { OutputPath.article($0.path).lowercased() })
        for record in records { answered.insert(OutputPath.record(record.head.path).lowercased()) }
        for asset in assets { answered.insert(asset.path.lowercased()) }
        for alias in articles.flatMap(\.aliases) + records.flatMap(\.head.aliases) {
            if let output = OutputPath.alias(alias.value) { answered.insert(output.lowercased()) }
        }
        // The list of a folder stands for its index.
        for path in self.articles.union(self.records) { if let slash = path.firstIndex(of: "/") { answered.insert(path[..<slash] + "/index.html") } }
        self.answered = answered
    }

    /// Reports the old names of files at which the site does not answer. `renames` has the newest first.
    func check(_ renames: [Rename], _ log: DiagnosticLog) {
        var leadsTo: [String: String] = [:]
        for rename in renames {
            guard let present = leadsTo[rename.new] ?? (articles.contains(rename.new) || records.contains(rename.new) ? rename.new : nil),
                leadsTo[rename.old] == nil, !articles.contains(rename.old), !records.contains(rename.old)
            else { continue }
            leadsTo[rename.old] = present
        }
        for (old, present) in leadsTo.sorted(by: { $0.key < $1.key }) { report(old, present, log) }
    }

    private func report(_ old: String, _ present: String, _ log: DiagnosticLog) {
        guard old.hasSuffix(".md") || old.hasSuffix(".yml") || old.hasSuffix(".yaml") else { return }
        let isArticle = articles.contains(present)
        let output = old.hasSuffix(".md") ? OutputPath.article(old) : OutputPath.record(old)
        let address = String(output.dropLast("/index.html".utf8.count))
        // What cannot be an alias was no address either, or not one that can be answered.
        guard output != OutputPath.home, !answered.contains(output.lowercased()), OutputPath.alias(address) == output else { return }
        log.report(
            .missingAlias, at: SourcePosition(file: present),
            "this \(isArticle ? "article" : "record") was '\(old)' once, and its address '\(address)/' leads nowhere now",
            suggestion: isArticle ? "add the old address to its front matter: `aliases: [\(address)]`" : "add the old address to it: `aliases: [\(address)]`")
    }
}
