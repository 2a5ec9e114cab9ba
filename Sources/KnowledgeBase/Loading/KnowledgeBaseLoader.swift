import Citations
public import Diagnostics
import Markdown
public import Parallelism
public import SourceData

extension KnowledgeBase {
    /// What came of loading a content folder.
    public struct Loaded: Sendable {
        /// Nil only when there is no usable site.yml.
        public let knowledgeBase: KnowledgeBase?
        /// Everything that was found, sorted by place.
        public let diagnostics: [Diagnostic]
    }

    /// Loads and checks `files`. Every problem is reported, not only the first. `isStrict` turns on the claim rules. Without `today` nothing is
    /// said of dates; `renames` has the earlier names of files, the newest first.
    public static func load(
        _ files: [ContentFile], threads: Int = Parallel.defaultThreadCount, isStrict: Bool = false, today: CalendarDate? = nil, renames: [Rename] = []
    ) -> Loaded {
        var memory = LoadMemory()
        return load(files, threads: threads, isStrict: isStrict, today: today, renames: renames, memory: &memory)
    }

    /// The same, where `memory` has what came of an earlier state of the same folder: only what has changed, and what that changes for
    /// others, is worked out again. `keepsTexts` holds what articles say in memory, for as long as the knowledge base is there.
    ///
    /// Files are parsed each by itself, then linked all together, then articles are checked each by itself against what all
    /// files together have names for.
    public static func load(
        _ files: [ContentFile], threads: Int, isStrict: Bool, today: CalendarDate? = nil, renames: [Rename] = [], memory: inout LoadMemory,
        keepsTexts: Bool = true, timings: Timings = Timings()
    ) -> Loaded {
        let composition = Overlay.composing(files)
        let (knowledgeBase, found) = loadUnadjusted(
            composition, threads: threads, isStrict: isStrict, today: today, renames: renames, memory: &memory, keepsTexts: keepsTexts, timings: timings)
        guard let site = knowledgeBase?.site, let overlay = composition.overlay else {
            let adjusted = knowledgeBase.map { $0.site.adjust(found, isStrict: isStrict) } ?? found.filter { $0.rule.level == .fixed }
            return Loaded(knowledgeBase: knowledgeBase, diagnostics: composition.overlay?.placed(adjusted).ordered() ?? adjusted.ordered())
        }
        // Most say nothing of the other knowledge base, and it need not be looked at by itself.
        let upstream =
            found.contains { overlay.isTheirs(overlay.placed($0).position) }
            ? memory.upstream(composition.theirs, threads: threads, today: today) : UpstreamFindings([], nil)
        return Loaded(knowledgeBase: knowledgeBase, diagnostics: upstream.settled(found, of: overlay, site, isStrict: isStrict).ordered())
    }

    /// What the files say, and everything that was found, with the levels that rules have by themselves and the places of the files as they are read.
    static func loadUnadjusted(
        _ composition: Overlay.Composition, threads: Int, isStrict: Bool, today: CalendarDate?, renames: [Rename], memory: inout LoadMemory,
        keepsTexts: Bool, timings: Timings
    ) -> (knowledgeBase: KnowledgeBase?, found: [Diagnostic]) {
        let sorted = composition.files.sorted { $0.path < $1.path }
        var (parts, texts) = timings.measure("parse") { memory.parse(sorted, threads: threads, keepsTexts: keepsTexts) }
        let linked = timings.measure("link") { memory.link(sorted, parts, isStrict: isStrict) }

        var articles: [Article] = []
        var read: [ContentFile] = []
        var said: [PackedText?] = []
        for (index, part) in parts.enumerated() {
            guard case .article(let article) = part.content else { continue }
            articles.append(article)
            read.append(sorted[index])
            said.append(texts[index])
        }
        timings.count("parse", said.count { $0 != nil }, of: articles.count)
        // What was read of an article goes when it has been checked.
        texts = []
        let handover = Handover(said)
        said = []
        let stamps = Stamps(sorted, parts)
        let checked = timings.measure("check") { memory.check(read, handover, linked, stamps, threads: threads, keepsTexts: keepsTexts) }
        timings.count("check", checked.count { $0.isNew }, of: checked.count)
        let whole = timings.measure("gather") { memory.gather(articles, checked.map(\.value.uses), linked) }

        let log = DiagnosticLog()
        log.add(composition.diagnostics)
        for part in parts { log.add(part.diagnostics) }
        log.add(linked.diagnostics)
        for part in checked { log.add(part.value.diagnostics) }
        log.add(whole.diagnostics)
        log.add(memory.compareExpansions(checked.lazy.map(\.value)))
        timings.measure("gather") { checkLifecycle(articles, linked, whole, today: today, renames: renames, log) }
        defer { memory.found = log.diagnostics }
        let byPath = Dictionary(sorted.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        func told(_ diagnostics: [Diagnostic]) -> [Diagnostic] { FollowUps.removed(from: diagnostics) { byPath[$0]?.bytes } }
        // Without settings nobody knows the levels of the rules that have them.
        guard let site = linked.site else { return (nil, told(log.diagnostics.filter { $0.rule.level == .fixed })) }
        var kept: [String: PackedText] = [:]
        if keepsTexts { for (article, part) in zip(articles, checked) { if let text = part.text { kept[article.path] = text } } }
        let knowledgeBase = KnowledgeBase(
            articles, linked, site, composition.overlay, whole, Texts(byPath, linked, kept: kept),
            SiteStamps(
                stamps, ground: linked.ground, articles, checked.map(\.value), whole.links,
                linked.records.compactMap { if case .product(let product) = $0 { product } else { nil } }))
        // A plan of a record that is wrong would only say so once more.
        if !log.diagnostics.contains(where: { $0.rule.severity == .error }) { log.add(memory.checkExamples(linked, stamps)) }
        return (knowledgeBase, told(log.diagnostics))
    }

    /// What is wrong with a folder in which these articles have changed since this was loaded, by `memory`: at once, and but for what the changes mean
    /// for the whole. Nil where others see another article than before, or where there is much to say. `bytes` are those of the other files.
    package func look(at files: [ContentFile], _ memory: LoadMemory, isStrict: Bool, bytes: (String) -> [UInt8]?) -> [Diagnostic]? {
        guard memory.found.count < 2000 else { return nil }
        var gone = Set<Diagnostic>()
        var new: [Diagnostic] = []
        for file in files {
            guard let looked = memory.look(at: file) else { return nil }
            gone.formUnion(looked.old)
            new += looked.new
        }
        let found = memory.found.filter { !gone.contains($0) } + new
        let told = FollowUps.removed(from: found) { path in files.first { $0.path == path }?.bytes ?? bytes(path) }
        return site.adjust(told, isStrict: isStrict).ordered()
    }
}
