public import Comparison
import Diagnostics
public import KnowledgeBase
public import Parallelism
import Search
import SitePaths
public import SourceData
import Synchronization
import Templates
import Views

/// Turns a knowledge base into the files of a site. A pure function of content, theme and options.
public struct Generator: Sendable {
    public struct Options: Sendable {
        public var threads: Int
        /// The day to print as the site's date, from `SOURCE_DATE_EPOCH`.
        public var date: CalendarDate?
        /// The day that dates are held against: what is found depends on it, and no page does. Nil holds them against none.
        public var today: CalendarDate?
        /// Whether git is asked how files were called before, and which revision they are of.
        public var asksGit: Bool
        /// Which state of the content this is, for pages to say. What `site.yml` says goes before.
        public var version: ContentVersion?
        /// An earlier state of the content, which the site says what has changed since.
        public var earlier: ContentState?

        public init(
            threads: Int = Parallel.defaultThreadCount, date: CalendarDate? = nil, today: CalendarDate? = nil, asksGit: Bool = false,
            version: ContentVersion? = nil
        ) {
            self.threads = threads
            self.date = date
            self.today = today
            self.asksGit = asksGit
            self.version = version
        }
    }

    private let theme: Theme
    let options: Options
    let knowledgeBase: KnowledgeBase
    /// Of what every page is made of.
    private let basis: Stamp
    /// By path.
    private let pages: [PagePlan]
    private let files: [ContentFile]
    private let byPath: [String: Place]
    private let frame: SiteFrame
    private let version: ContentVersion?
    private let keptSearch = KeptSearch()

    private enum Place { case page(Int), file(Int), copy(Int) }

    /// `comparison` is with the earlier state of the options.
    init(_ knowledgeBase: KnowledgeBase, theme: Theme, options: Options = Options(), comparison: Comparison? = nil) {
        self.theme = theme
        self.options = options
        self.knowledgeBase = knowledgeBase
        let version = knowledgeBase.site.version ?? options.version
        self.version = version
        let frame = SiteFrame(knowledgeBase, date: options.date, hasVersion: version != nil, comparison: comparison)
        self.frame = frame
        basis = Stamp([frame.stamp, theme.stamp])
        let data = knowledgeBase.site.hasData ? DataPlans(knowledgeBase, frame, theme) : nil
        var pages = knowledgeBase.articles.flatMap { article in
            let next = frame.next.steps(from: article)
            let given = Stamp([knowledgeBase.stamp(.article(article.path)), next.stamp])
            let page = PagePlan(output: OutputPath.article(article.path), source: article.path, given: given, search: SearchSources.page(of: article)) {
                ArticlePage.page(article, next, frame, theme)
            }
            // One behind the other, so that what the article says is in memory no longer than it has to be.
            var plans = [page] + [data?.plan(of: article)].compactMap { $0 }
            plans[plans.count - 1].endsArticle = article.path
            return plans
        }
        pages += knowledgeBase.records.map { record in
            let next = frame.next.steps(from: record)
            let given = Stamp([knowledgeBase.stamp(.record(record.head.path)), next.stamp])
            return PagePlan(
                output: OutputPath.record(record.head.path), source: record.head.path, given: given, search: SearchSources.page(of: record, knowledgeBase)
            ) { RecordPage.page(record, next, frame, theme) }
        }
        pages += IndexPages(frame: frame, theme: theme).all()
        pages += EmbedPages(frame: frame, theme: theme).all()
        pages += SafetyPages(frame: frame, theme: theme).all()
        pages.append(ChangesPage(frame: frame, theme: theme).plan)
        if let data { pages += data.all }
        if let feed = DataPlans.feed(knowledgeBase, comparison, options.date) { pages.append(feed) }
        self.pages = pages
        // Old addresses, frames and what search engines are not to show are left out.
        let sitemap = knowledgeBase.site.baseURL.map { base in Sitemap.files(pages.filter(\.isListed).map(\.output), at: base) } ?? []
        let signs = version.flatMap { version in version.isExact ? ContentFile(path: OutputPath.version, text: VersionSign.script(version.words)) : nil }
        let files = theme.assets.published + knowledgeBase.assets + sitemap.map { ContentFile(path: $0.path, text: $0.text) } + [signs].compactMap { $0 }
        self.files = files
        var places = pages.enumerated().map { ($1.output, Place.page($0)) } + files.enumerated().map { ($1.path, Place.file($0)) }
        if knowledgeBase.site.hasData {
            for (number, plan) in pages.enumerated() where plan.isListed { places.append((OutputPath.markdown(of: plan.output), .copy(number))) }
        }
        byPath = Dictionary(places, uniquingKeysWith: { first, _ in first })
    }

    /// Where the Markdown of a page goes; nil where it has none.
    private func copy(of plan: PagePlan) -> String? { plan.isListed && knowledgeBase.site.hasData ? OutputPath.markdown(of: plan.output) : nil }

    private func copy(of file: OutputFile) -> OutputFile {
        OutputFile(path: OutputPath.markdown(of: file.path), bytes: MarkdownCopy.bytes(of: file.bytes, at: file.path) ?? [])
    }

    /// One file of the site, made now; nil where the site has none at `path`.
    public func file(at path: String) -> OutputFile? {
        switch byPath[path] {
        case .page(let index): make(pages[index]).file
        case .file(let index): OutputFile(path: path, bytes: files[index].bytes)
        case .copy(let index): copy(of: make(pages[index]).file)
        case nil:
            IndexFile.isIndex(path) && hasSearch
                ? keptSearch.file(at: path) { searchFiles() }.map { OutputFile(path: path, bytes: $0) } : nil
        }
    }

    /// What a reviewer gets of an article or a record, in one file that is no part of the site; nil where there is none at `path`.
    public func packet(of path: String) -> [UInt8]? {
        PacketPage(of: path, frame: frame, theme: theme).map { packet in
            let page = packet.page()
            return filled(page.output, KeptFigures.adding(to: theme.bytes(page.template, .object(page.values)))).bytes
        }
    }

    /// True for a file whose name says what its bytes are: another would have another name.
    public func hasFingerprint(_ path: String) -> Bool { theme.assets.isFingerprinted(path) || IndexFile.isFingerprinted(path) }

    /// What a reader meets together with the file at `path`, which may be a compressed form of one.
    func part(of path: String) -> SitePart {
        let path = Compression.original(of: path)
        if hasFingerprint(path) { return .addressed }
        if path == IndexFile.start { return .index }
        switch byPath[path] {
        case .page(let index), .copy(let index):
            guard let source = pages[index].source, knowledgeBase.isArticle(source) else { return .file(path) }
            return .article(source)
        case .file, nil: return .file(path)
        }
    }

    /// Content path of the article or record that the page at `path` is of.
    public func source(of path: String) -> String? {
        if case .page(let index) = byPath[path] { pages[index].source } else { nil }
    }

    /// The files that the article or record of the page at `path` comes from, as diagnostics call them.
    public func sources(of path: String) -> [String] {
        source(of: path).map { source in knowledgeBase.overlay?.sources(of: source) ?? [source] } ?? []
    }

    var pageCount: Int { pages.count(where: \.isPage) }
    /// How many pages are made where the `kept` are left as they are, and others get another version and nothing else.
    func madeCount(but kept: Set<String>, _ memory: PageMemory) -> Int {
        pages.count { $0.isPage && !kept.contains($0.output) && (memory.version == version?.words || present($0, memory) == nil) }
    }

    /// Where the files of the site go, but for those of the index whose names are known when they are made.
    var paths: [String] { pages.map(\.output) + pages.compactMap(copy) + files.map(\.path) + (hasSearch ? [IndexFile.start] : []) }

    /// What is known of the files without making them, by path: the stamps of those that are there already, and of pages that would come
    /// out as `memory` has them.
    func known(_ memory: PageMemory) -> [String: Stamp] {
        let entries = Parallel.map(pages, threads: options.threads) { plan in present(plan, memory) }
        var known: [String: Stamp] = [:]
        known.reserveCapacity(pages.count * 2 + files.count)
        for (plan, entry) in zip(pages, entries) where memory.version == version?.words || !plan.isPage {
            known[plan.output] = entry?.bytes
            if let copy = copy(of: plan) { known[copy] = entry?.copy }
        }
        for file in files { known[file.path] = file.stamp }
        let searched = zip(pages, entries).filter { $0.0.search != nil }.map { $0.1?.made }
        guard hasSearch, let search = memory.search else { return known }
        if !searched.contains(nil), search.basis == searchBasis(searched.compactMap { $0 }) {
            known.merge(search.files) { page, _ in page }
            return known
        }
        let made = Dictionary(zip(pages, entries).compactMap { plan, entry in entry.map { (plan.output, $0.made) } }, uniquingKeysWith: { first, _ in first })
        for group in SearchGroups.groups(of: pages) {
            for path in search.group(of: group, { made[$0.output] })?.words.texts ?? [] { known[path] = search.files[path] }
        }
        return known
    }

    /// The stamps of all files, of which `memory` has all pages.
    func stamps(_ memory: PageMemory) -> [String: Stamp] {
        var stamps = memory.entries.mapValues(\.bytes)
        for (page, entry) in memory.entries { if let copy = entry.copy { stamps[OutputPath.markdown(of: page)] = copy } }
        for file in files { stamps[file.path] = file.stamp }
        if let search = memory.search { stamps.merge(search.files) { page, _ in page } }
        return stamps
    }

    /// Makes every file of the site but the `kept` and gives it away, from any of the threads and in any order. `progress` is told how many
    /// pages of how many are done, `lose` what an article or a record says and its page does not, `read` gives the bytes of a page that is
    /// kept. Returns what is remembered of all pages.
    @discardableResult
    func each(
        but kept: Set<String> = [], _ memory: PageMemory = PageMemory(), timings: Timings = Timings(),
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }, lose: @escaping @Sendable ([Diagnostic]) -> Void = { _ in },
        read: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }, _ take: @escaping @Sendable (OutputFile) -> Void
    ) -> PageMemory {
        let isSearchKept = hasSearch && kept.contains(IndexFile.start) && memory.search?.files.keys.allSatisfy(kept.contains) ?? false
        let isIndexed = hasSearch && !isSearchKept
        @Sendable func isDue(_ plan: PagePlan) -> Bool { !kept.contains(plan.output) || copy(of: plan).map { !kept.contains($0) } ?? false }
        let count = pages.count { $0.isPage && !kept.contains($0.output) }
        let done = Mutex(0)
        let writer = SearchWriter(but: kept, take)
        let made = Parallel.map(isIndexed ? SearchGroups.groups(of: pages) : pages.filter(isDue).batches(of: 1), threads: options.threads) { plans -> MadeGroup in
            let known = isIndexed ? memory.search?.group(of: plans) { present($0, memory)?.made }.flatMap { $0.words.texts.allSatisfy(kept.contains) ? $0 : nil } : nil
            let index = known?.words.index
            var indexer = isIndexed && index == nil && plans.contains { $0.search != nil } ? PageIndexer() : nil
            var stamps: [String: Stamp] = [:]
            let entries = plans.filter { isDue($0) || indexer != nil && $0.search != nil }.map { plan -> (page: String, entry: PageMemory.Entry?) in
                defer { if let article = plan.endsArticle { knowledgeBase.release(article) } }
                let isKept = kept.contains(plan.output)
                var (file, entry) = isKept || memory.version != version?.words ? keptFile(plan, memory, read) : make(plan)
                if let page = plan.search { indexer?.add(page, bytes: file.bytes).forEach(writer.add) }
                stamps[plan.output] = entry.made
                entry.copy = memory.entries[plan.output]?.copy
                if let path = copy(of: plan), !kept.contains(path) {
                    let copy = copy(of: file)
                    entry.copy = Stamp(copy.bytes)
                    take(copy)
                }
                if isKept { return (plan.output, nil) }
                if let source = plan.source {
                    let missing = PageWords(knowledgeBase: knowledgeBase).missing(from: file.bytes, of: source)
                    if !missing.isEmpty { lose(knowledgeBase.overlay?.placed(missing) ?? missing) }
                }
                take(file)
                if plan.isPage {
                    progress(
                        done.withLock {
                            $0 += 1; return $0
                        }, count)
                }
                return (plan.output, entry)
            }
            if let index, let known {
                for path in known.words.texts { if let stamp = memory.search?.files[path] { writer.keep(path, stamp) } }
                return MadeGroup(entries: entries, indexed: IndexedGroup(pages: known.pages, index: index, group: known.words), newlyIndexed: 0)
            }
            let indexed = indexer.map { $0.finish() }.map { index in
                IndexedGroup(pages: SearchGroups.stamp(of: plans) { stamps[$0.output] }, index: index, group: SearchMemory.Group(index))
            }
            return MadeGroup(entries: entries, indexed: indexed, newlyIndexed: indexed == nil ? 0 : plans.count { $0.search != nil })
        }
        for file in files where !kept.contains(file.path) { take(OutputFile(path: file.path, bytes: file.bytes)) }
        var entries = memory.entries.filter { kept.contains($0.key) }
        for (page, entry) in made.flatMap(\.entries) { if let entry { entries[page] = entry } }
        guard isIndexed else { return PageMemory(entries, version: version?.words, search: isSearchKept ? memory.search : nil) }
        let indexed = made.compactMap(\.indexed)
        timings.count("search", made.reduce(0) { $0 + $1.newlyIndexed }, of: pages.count { $0.search != nil })
        timings.measure("search") { write(indexed.map(\.index), to: writer) }
        let searched = pages.compactMap { $0.search == nil ? nil : entries[$0.output]?.made }
        return PageMemory(entries, version: version?.words, search: writer.memory(searchBasis(searched), IndexedGroup.byPages(indexed)))
    }

    // MARK: Search

    private var hasSearch: Bool { knowledgeBase.site.hasSearch }

    /// Of an index of pages with these stamps, in their order.
    private func searchBasis(_ pages: [Stamp]) -> Stamp {
        Stamp([basis] + [RecordKind.regimens, .products, .protocols].map { knowledgeBase.stamp(.records($0)) } + pages)
    }

    /// What came of a group of pages.
    private struct MadeGroup: Sendable {
        /// By the paths of the pages; nil for those that were kept.
        let entries: [(page: String, entry: PageMemory.Entry?)]
        let indexed: IndexedGroup?
        /// How many pages were read for that.
        let newlyIndexed: Int
    }

    /// A group whose words are known now.
    private struct IndexedGroup: Sendable {
        let pages: Stamp?
        let index: PartialIndex
        let group: SearchMemory.Group

        static func byPages(_ all: [IndexedGroup]) -> [Stamp: SearchMemory.Group] {
            Dictionary(all.compactMap { one in one.pages.map { ($0, one.group) } }, uniquingKeysWith: { first, _ in first })
        }
    }

    private func write(_ parts: [PartialIndex], to writer: SearchWriter) {
        SearchIndex.write(
            parts, synonyms: SearchSources.synonyms(knowledgeBase), offers: SearchSources.offers(frame, theme),
            spread: { count, work in Parallel.map(Array(0..<count), threads: options.threads, work) }, to: writer.add)
    }

    /// A page that the folder has already, with the version of now; made again where the folder has it no more.
    private func keptFile(_ plan: PagePlan, _ memory: PageMemory, _ read: (String) -> [UInt8]?) -> (file: OutputFile, entry: PageMemory.Entry) {
        guard let entry = present(plan, memory), let bytes = read(plan.output), Stamp(bytes) == entry.bytes else { return make(plan) }
        if memory.version == version?.words || !plan.isPage { return (OutputFile(path: plan.output, bytes: bytes), entry) }
        let file = filled(plan.output, bytes)
        return (file, PageMemory.Entry(reads: entry.reads, basis: entry.basis, made: entry.made, bytes: Stamp(file.bytes)))
    }

    /// What `memory` has of a page that would come out the same, but for the version.
    private func present(_ plan: PagePlan, _ memory: PageMemory) -> PageMemory.Entry? {
        memory.entries[plan.output].flatMap { $0.basis == basis(of: plan, $0.reads) ? $0 : nil }
    }

    private func filled(_ output: String, _ bytes: [UInt8]) -> OutputFile {
        OutputFile(path: output, bytes: version.map { VersionSlot.filled(bytes, with: $0.words) } ?? bytes)
    }

    /// The index alone, for the preview.
    private func searchFiles() -> [OutputFile] {
        let found = Mutex<[OutputFile]>([])
        let writer = SearchWriter(but: []) { file in found.withLock { $0.append(file) } }
        let plans = pages.filter { $0.search != nil }
        let parts = Parallel.map(plans.batches(of: max(1, plans.count / (options.threads * 6))), threads: options.threads) { plans in
            var indexer = PageIndexer()
            for plan in plans { if let page = plan.search { indexer.add(page, bytes: make(plan).file.bytes).forEach(writer.add) } }
            return indexer.finish()
        }
        write(parts, to: writer)
        return found.withLock { $0 }
    }

    /// After words of a page have changed.
    func forgetSearch() { keptSearch.forget() }

    /// What the first article, the first record of each kind and the glossary say and their pages do not: a theme that drops a part of
    /// one page drops it of all.
    func lostBySamples() -> [Diagnostic] {
        var kinds = Set<String>()
        return pages.flatMap { plan -> [Diagnostic] in
            guard let source = plan.source, kinds.insert(knowledgeBase.record(source)?.head.kind.rawValue ?? (source.hasSuffix(".md") ? "article" : source)).inserted
            else { return [] }
            let missing = PageWords(knowledgeBase: knowledgeBase).missing(from: make(plan).file.bytes, of: source)
            return knowledgeBase.overlay?.placed(missing) ?? missing
        }
    }

    private func make(_ plan: PagePlan) -> (file: OutputFile, entry: PageMemory.Entry) {
        switch plan.content {
        case .page(let make):
            let (page, reads) = ReadLog.of { make() }
            let bytes = KeptFigures.adding(to: FormerPlaces.adding(page.formerAnchors, to: theme.bytes(page.template, .object(page.values))))
            let file = filled(page.output, bytes)
            let made = Stamp(bytes)
            return (file, PageMemory.Entry(reads: reads, basis: basis(of: plan, reads), made: made, bytes: version == nil ? made : Stamp(file.bytes)))
        case .file(let make):
            // No version of the content stands in it.
            let (bytes, reads) = ReadLog.of { make() }
            let made = Stamp(bytes)
            return (OutputFile(path: plan.output, bytes: bytes), PageMemory.Entry(reads: reads, basis: basis(of: plan, reads), made: made, bytes: made))
        }
    }

    private func basis(of plan: PagePlan, _ reads: [Read]) -> Stamp { Stamp([basis, plan.given] + reads.map(knowledgeBase.stamp)) }
}
