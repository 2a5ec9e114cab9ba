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

    let knowledgeBase: KnowledgeBase
    let theme: Theme
    let options: Options

    public init(_ knowledgeBase: KnowledgeBase, theme: Theme, options: Options = Options()) {
        self.knowledgeBase = knowledgeBase
        self.theme = theme
        self.options = options
    }

    /// Every file of the site, sorted by path. `progress` is told how many pages of how many are done.
    public func files(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) -> [OutputFile] {
        let frame = SiteFrame(knowledgeBase, date: options.date)
        enum Job: Sendable {
            case article(Article)
            case record(Record)
            case page(Page)
        }
        var jobs = knowledgeBase.articles.map(Job.article)
        jobs += knowledgeBase.records.map(Job.record)
        jobs += IndexPages(frame: frame, theme: theme).all().map(Job.page)
        jobs += EmbedPages(frame: frame, theme: theme).all().map(Job.page)
        let total = jobs.count
        var files = Parallel.map(jobs, threads: options.threads, progress: { progress($0, total) }) { job in
            let page =
                switch job {
                case .article(let article): ArticlePage.page(article, frame, theme)
                case .record(let record): RecordPage.page(record, frame, theme)
                case .page(let page): page
                }
            return OutputFile(path: page.output, bytes: theme.bytes(page.template, .object(page.values)))
        }
        files += theme.assets.published.map { OutputFile(path: $0.path, bytes: $0.bytes) }
        files += knowledgeBase.assets.map { OutputFile(path: $0.path, bytes: $0.bytes) }
        return files.sorted { $0.path < $1.path }
    }
}
