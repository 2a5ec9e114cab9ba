import Citations
public import Diagnostics
import Markdown
import SourceData

extension KnowledgeBase {
    /// What came of loading a content folder.
    public struct Loaded: Sendable {
        /// Nil only when there is no usable site.yml.
        public let knowledgeBase: KnowledgeBase?
        /// Everything that was found, sorted by place.
        public let diagnostics: [Diagnostic]
    }

    /// Loads and checks `files`. Every problem is reported, not only the first. `isStrict` turns on the claim rules.
    public static func load(
        _ files: [ContentFile], threads: Int = Parallel.defaultThreadCount, isStrict: Bool = false
    ) -> Loaded {
        var memory = LoadMemory()
        return load(files, threads: threads, isStrict: isStrict, memory: &memory)
    }

    /// The same, where `memory` has what came of an earlier state of the same folder: only what has changed, and what that changes for
    /// others, is worked out again.
    ///
    /// Files are parsed each by itself, then linked all together, then articles are checked each by itself against what all
    /// files together have names for.
    public static func load(
        _ files: [ContentFile], threads: Int, isStrict: Bool, memory: inout LoadMemory, timings: Timings = Timings()
    ) -> Loaded {
        let sorted = files.sorted { $0.path < $1.path }
        let parts = timings.measure("parse") { memory.parse(sorted, threads: threads) }
        let linked = timings.measure("link") { memory.link(sorted, parts, isStrict: isStrict) }

        var articles: [Article] = []
        for part in parts { if case .article(let article) = part.content { articles.append(article) } }
        let checked = timings.measure("check") { memory.check(articles, linked, threads: threads) }
        let whole = timings.measure("gather") { memory.gather(checked, linked) }

        let log = DiagnosticLog()
        for part in parts { log.add(part.diagnostics) }
        log.add(linked.diagnostics)
        for part in checked { log.add(part.diagnostics) }
        log.add(whole.diagnostics)
        articles = checked.map(\.article)
        guard let site = linked.site else { return Loaded(knowledgeBase: nil, diagnostics: log.diagnostics.ordered()) }
        let knowledgeBase = KnowledgeBase(
            site: site, articles: articles, records: linked.records, references: linked.references, glossary: linked.glossary,
            assets: whole.assets, answers: checked.flatMap(\.answers), links: whole.links, resolver: linked.resolver)
        // A plan of a record that is wrong would only say so once more.
        if !log.diagnostics.contains(where: { $0.rule.severity == .error }) { log.add(linked.examples.diagnostics(of: linked.resolver.catalog)) }
        return Loaded(knowledgeBase: knowledgeBase, diagnostics: site.adjust(log.diagnostics, isStrict: isStrict).ordered())
    }
}
