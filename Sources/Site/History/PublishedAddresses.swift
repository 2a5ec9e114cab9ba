import Diagnostics
import KnowledgeBase
import SitePaths

/// Addresses of the site that was published before, held against those of the one that takes its place.
enum PublishedAddresses {
    /// How many are named.
    private static let most = 5

    /// What is said of pages in `former`, the files of the site as it stands, that the new site lacks. Those of `renames` are told of already.
    static func check(_ former: Set<String>, against site: Generator, renames: [Rename], isStrict: Bool) -> [Diagnostic] {
        if former.isEmpty { return [] }
        let answered = Set(
            site.paths.map { $0.lowercased() } + renames.map { ($0.old.hasSuffix(".md") ? OutputPath.article($0.old) : OutputPath.record($0.old)).lowercased() })
        // Tags come and go with what has them.
        let lost = former.filter { $0.hasSuffix(".html") && !$0.hasPrefix("tags/") && !answered.contains($0.lowercased()) }.sorted()
        guard !lost.isEmpty else { return [] }
        var named = lost.prefix(most).map { "'\($0.hasSuffix("/index.html") ? String($0.dropLast("index.html".utf8.count)) : $0)'" }
        if lost.count > most { named.append("\(lost.count - most) more") }
        let listed = named.count == 1 ? named[0] : "\(named.dropLast().joined(separator: ", ")) and \(named.last!)"
        let diagnostic = Diagnostic(
            .lostAddress, at: SourcePosition(file: Site.path),
            "the site that was published before has \(lost.count == 1 ? "an address" : "\(lost.count) addresses") that this one has not: \(listed)",
            suggestion: "where another page has taken the place of one, add the old address to its `aliases`")
        return site.knowledgeBase.site.adjust([diagnostic], isStrict: isStrict)
    }
}

extension SiteBuild {
    /// The same build, with more to say of it.
    func saying(_ more: [Diagnostic]) -> SiteBuild {
        more.isEmpty
            ? self
            : SiteBuild(
                generator: generator, diagnostics: (diagnostics + more).ordered(), articleCount: articleCount, recordCount: recordCount,
                referenceCount: referenceCount)
    }
}
