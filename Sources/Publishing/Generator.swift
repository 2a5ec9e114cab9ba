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

    init(_ knowledgeBase: KnowledgeBase, theme: Theme, options: Options = Options()) {
        self.theme = theme
        self.options = options
        let frame = SiteFrame(knowledgeBase, date: options.date)
        var pages = knowledgeBase.articles.map { article in
            PagePlan(output: OutputPath.article(article.path)) { ArticlePage.page(article, frame, theme) }
        }
        pages += knowledgeBase.records.map { record in
            PagePlan(output: OutputPath.record(record.head.path)) { RecordPage.page(record, frame, theme) }
        }
        pages += IndexPages(frame: frame, theme: theme).all()
        pages += EmbedPages(frame: frame, theme: theme).all()
        self.pages = pages
        files = theme.assets.published + knowledgeBase.assets
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
