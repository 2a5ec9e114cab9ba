public import Diagnostics
import KnowledgeBase
import SourceData

/// A whole run from the content folder to files in memory, with everything that was found on the way.
public struct SiteBuild: Sendable {
    /// Empty when there are errors: nothing is half published.
    public let files: [OutputFile]
    public let diagnostics: [Diagnostic]
    public let articleCount: Int
    public let recordCount: Int
    public let referenceCount: Int

    /// Reads, checks and renders. `isStrict` turns on the claim rules; `step` is told what is going on, for progress.
    public static func run(
        content: String, themes: String, options: Generator.Options, isStrict: Bool = false, step: @escaping @Sendable (String) -> Void = { _ in }
    ) -> SiteBuild {
        let log = DiagnosticLog()
        step("reading \(content)")
        let files = ContentFolder.read(content, log: log)
        guard !files.isEmpty || log.diagnostics.isEmpty else { return SiteBuild(failedWith: log.diagnostics) }
        step("checking \(files.count) files")
        let loaded = KnowledgeBase.load(files, threads: options.threads, isStrict: isStrict)
        log.add(loaded.diagnostics)
        guard let knowledgeBase = loaded.knowledgeBase else { return SiteBuild(failedWith: log.diagnostics) }
        let themeLog = DiagnosticLog()
        let theme = ThemeLoader(themesFolder: themes, log: themeLog).load(knowledgeBase.site.theme)
        log.add(themeLog.diagnostics)
        if let theme { ThemeConflicts(knowledgeBase: knowledgeBase, theme: theme, log: log).check() }
        var output: [OutputFile] = []
        if let theme, !log.diagnostics.hasErrors {
            output = Generator(knowledgeBase, theme: theme, options: options).files { done, total in
                // A line for each page would cost more than the page.
                if done % 50 == 0 || done == total { step("rendering \(done) of \(total) pages") }
            }
        }
        return SiteBuild(
            files: output, diagnostics: log.diagnostics.ordered(), articleCount: knowledgeBase.articles.count,
            recordCount: knowledgeBase.records.count, referenceCount: knowledgeBase.references.count)
    }

    private init(files: [OutputFile], diagnostics: [Diagnostic], articleCount: Int, recordCount: Int, referenceCount: Int) {
        self.files = files
        self.diagnostics = diagnostics
        self.articleCount = articleCount
        self.recordCount = recordCount
        self.referenceCount = referenceCount
    }

    private init(failedWith diagnostics: [Diagnostic]) {
        self.init(files: [], diagnostics: diagnostics.ordered(), articleCount: 0, recordCount: 0, referenceCount: 0)
    }
}
