public import KnowledgeBase
public import SourceData

/// Turns a knowledge base into the files of a site. A pure function of content, theme and options.
public struct Generator: Sendable {
    public static let version = "0.1.0"

    public struct Options: Sendable {
        public var threads: Int
        /// The day to print as the site's date, from `SOURCE_DATE_EPOCH`.
        public var date: CalendarDate?

        public init(threads: Int = Parallel.defaultThreadCount, date: CalendarDate? = nil) {
            self.threads = threads
            self.date = date
        }
    }

    private let theme: Theme
    private let options: Options
    /// By path.
    private let pages: [PagePlan]
    private let files: [ContentFile]
    private let byPath: [String: Place]

    private enum Place { case page(Int), file(Int) }

    init(_ knowledgeBase: KnowledgeBase, theme: Theme, options: Options = Options()) {
        self.theme = theme
        self.options = options
        let frame = SiteFrame(knowledgeBase, date: options.date)
        var pages = knowledgeBase.articles.map { article in
            PagePlan(output: OutputPath.article(article.path), source: article.path) { ArticlePage.page(article, frame, theme) }
        }
        pages += knowledgeBase.records.map { record in
            PagePlan(output: OutputPath.record(record.head.path), source: record.head.path) { RecordPage.page(record, frame, theme) }
        }
        pages += IndexPages(frame: frame, theme: theme).all()
        pages += EmbedPages(frame: frame, theme: theme).all()
        self.pages = pages
        let files = theme.assets.published + knowledgeBase.assets
        self.files = files
        let places = pages.enumerated().map { ($1.output, Place.page($0)) } + files.enumerated().map { ($1.path, Place.file($0)) }
        byPath = Dictionary(places, uniquingKeysWith: { first, _ in first })
    }

    /// One file of the site, made now; nil where the site has none at `path`.
    public func file(at path: String) -> OutputFile? {
        switch byPath[path] {
        case .page(let index): file(pages[index])
        case .file(let index): OutputFile(path: path, bytes: files[index].bytes)
        case nil: nil
        }
    }

    /// True for a file whose name says what its bytes are: another would have another name.
    public func hasFingerprint(_ path: String) -> Bool { theme.assets.isFingerprinted(path) }

    /// Content path of the article or record that the page at `path` is of.
    public func source(of path: String) -> String? {
        if case .page(let index) = byPath[path] { pages[index].source } else { nil }
    }

    /// Where the files of the site go.
    var paths: [String] { pages.map(\.output) + files.map(\.path) }

    /// Makes every file of the site and gives it away, from any of the threads and in any order. `progress` is told how many pages of
    /// how many are done.
    func each(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }, _ take: @escaping @Sendable (OutputFile) -> Void) {
        let total = pages.count
        Parallel.forEach(pages, threads: options.threads, progress: { progress($0, total) }) { take(file($0)) }
        for file in files { take(OutputFile(path: file.path, bytes: file.bytes)) }
    }

    private func file(_ plan: PagePlan) -> OutputFile {
        let page = plan.page()
        return OutputFile(path: page.output, bytes: theme.bytes(page.template, .object(page.values)))
    }
}
