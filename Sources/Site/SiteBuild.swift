import Comparison
public import Diagnostics
import Foundation
public import KnowledgeBase
import SourceData
import Synchronization
import Templates

/// A content folder read and checked, with everything that was found on the way, ready to be published.
public struct SiteBuild: Sendable {
    public let diagnostics: [Diagnostic]
    public let articleCount: Int
    public let recordCount: Int
    public let referenceCount: Int
    /// Nil when there are errors: nothing is half published.
    public let generator: Generator?

    /// Reads and checks. `isStrict` turns on the claim rules; `step` is told what is going on, for progress.
    public static func run(
        content: String, themes: String, options: Generator.Options, isStrict: Bool = false, timings: Timings = Timings(),
        step: @escaping @Sendable (String) -> Void = { _ in }
    ) -> SiteBuild {
        step("reading \(content)")
        let inputs = timings.measure("read") { Inputs(content: content, themes: themes, options: options, isStrict: isStrict) }
        var memory = LoadMemory()
        return run(inputs, memory: &memory, timings: timings, step: step)
    }

    /// Checks what was read. `memory` has what came of an earlier state of the same folder.
    static func run(_ inputs: Inputs, memory: inout LoadMemory, timings: Timings, step: @escaping @Sendable (String) -> Void) -> SiteBuild {
        step("checking \(inputs.files.count) files")
        let log = DiagnosticLog()
        log.add(inputs.diagnostics)
        var theme = ThemeMemory()
        return run(
            inputs.files, log, themes: inputs.themes, options: inputs.options, isStrict: inputs.isStrict, renames: inputs.renames, memory: &memory,
            theme: &theme, timings: timings)
    }

    /// The files of a site's content as they are now, and what else it is made of.
    struct Inputs {
        let files: [ContentFile]
        let diagnostics: [Diagnostic]
        let themes: String
        let options: Generator.Options
        let isStrict: Bool
        /// Earlier names of files, the newest first.
        let renames: [Rename]

        init(content: String, themes: String, options: Generator.Options, isStrict: Bool) {
            let log = DiagnosticLog()
            let history = options.asksGit ? RenameHistory(of: content) : nil
            let revision = options.asksGit ? RevisionHistories(of: content) : nil
            files = ContentFolder.read(content, readAgain: true, log: log)
            renames = history?.renames() ?? []
            diagnostics = log.diagnostics
            self.themes = themes
            var options = options
            options.version = options.version ?? revision?.version(of: files, threads: options.threads)
            self.options = options
            self.isStrict = isStrict
        }

        /// Of everything a site is made of; nil when something could not be read.
        var stamp: Stamp? {
            let log = DiagnosticLog()
            // Without a folder of themes there is the one inside the program.
            let theme = FileManager.default.fileExists(atPath: themes) ? ContentFolder.read(themes, log: log) : []
            guard diagnostics.isEmpty, log.diagnostics.isEmpty else { return nil }
            return Stamp { archive in
                archive.write(isStrict)
                archive.write(options.date?.description)
                archive.write(options.today?.description)
                archive.write(options.version?.words)
                archive.write(options.earlier?.name)
                if let earlier = options.earlier { archive.write(earlier.stamp) }
                archive.write(renames.flatMap { [$0.old, $0.new] })
                for part in [files, theme] {
                    archive.write(part.count)
                    for file in part {
                        archive.write(file.upstream)
                        archive.write(file.path)
                        archive.write(file.stamp)
                    }
                }
            }
        }
    }

    /// What is remembered of a content folder and its theme that are read again and again.
    public struct Memory: Sendable {
        private var folder = FolderMemory()
        private var load = LoadMemory()
        fileprivate var theme = ThemeMemory()
        private var themeStamp: Int?
        /// What `check` found beside what is wrong with the content.
        private var foundBeside: [Diagnostic] = []
        private var found: [Diagnostic] = []

        public init() {}

        /// Starts with what the last process to use `cache` remembered.
        public init(_ cache: BuildCache) { load = cache.load().memory().load }

        public func save(to cache: BuildCache) {
            var memory = BuildCache.Memory()
            memory.load = load
            cache.save(nil, memory)
        }

        /// Takes over those of the files at `paths`, relative to the folder, of which only the words of an article have changed, into `site`.
        /// True when there were any. Costs what was changed; the next `build` looks at everything.
        public mutating func revise(_ paths: [String], content: String, in site: Generator) -> Bool {
            var revised = false
            for path in paths {
                guard let file = folder.changed(path, in: content), let revision = load.revise(file) else { continue }
                folder.take(file, in: content)
                site.knowledgeBase.revise(revision)
                site.forgetSearch()
                revised = true
            }
            return revised
        }

        /// The folder as it is now; nil where nothing is another than at the last call. `themeStamp` differs when a file of the themes does.
        public mutating func build(content: String, themes: String, themeStamp: Int, options: Generator.Options, isStrict: Bool) -> SiteBuild? {
            let log = DiagnosticLog()
            let files = folder.read(content, log: log)
            if self.themeStamp == themeStamp, !folder.hasChanged, log.diagnostics == found { return nil }
            if self.themeStamp != themeStamp { theme = ThemeMemory() }
            self.themeStamp = themeStamp
            found = log.diagnostics
            return SiteBuild.run(files, log, themes: themes, options: options, isStrict: isStrict, memory: &load, keepsTexts: false, theme: &theme)
        }

        /// What is wrong with `files` and their theme, without anything being made of them, and what is known of them where anything is. `found` was
        /// found when they were read; of `options` those count that a check has.
        public mutating func check(
            _ files: [ContentFile], found: [Diagnostic], renames: [Rename], themes: String, themeStamp: Int, options: Generator.Options, isStrict: Bool
        ) -> (knowledgeBase: KnowledgeBase?, diagnostics: [Diagnostic]) {
            if self.themeStamp != themeStamp { theme = ThemeMemory() }
            self.themeStamp = themeStamp
            let log = DiagnosticLog()
            log.add(found)
            let loaded = KnowledgeBase.load(
                files, threads: options.threads, isStrict: isStrict, today: options.today, renames: renames, memory: &load, keepsTexts: false)
            if let knowledgeBase = loaded.knowledgeBase, let theme = theme.load(knowledgeBase.site, from: themes, log, isStrict: isStrict) {
                ThemeConflicts(knowledgeBase: knowledgeBase, theme: theme, log: log).check()
            }
            foundBeside = log.diagnostics
            return (loaded.knowledgeBase, (loaded.diagnostics + foundBeside).ordered())
        }

        /// The same at once, where a few articles are all that has changed since; but for what that means for the whole, which the next `check` says. Nil
        /// where only that can tell. `bytes` are those of the other files.
        public func look(at files: [ContentFile], in knowledgeBase: KnowledgeBase, isStrict: Bool, bytes: (String) -> [UInt8]?) -> [Diagnostic]? {
            knowledgeBase.look(at: files, load, isStrict: isStrict, bytes: bytes).map { ($0 + foundBeside).ordered() }
        }
    }

    /// A theme as it was loaded, for as long as its files stay.
    fileprivate struct ThemeMemory: Sendable {
        private var loaded: (name: Located<String>, theme: Theme?, diagnostics: [Diagnostic])?

        /// The levels of rules are those of `site`.
        mutating func load(_ site: Site, from folder: String, _ log: DiagnosticLog, isStrict: Bool) -> Theme? {
            let name = site.theme
            if loaded?.name != name {
                let log = DiagnosticLog()
                loaded = (name, ThemeLoader(themesFolder: folder, log: log).load(name), log.diagnostics)
            }
            log.add(site.adjust(loaded?.diagnostics ?? [], isStrict: isStrict))
            return loaded?.theme
        }
    }

    private static func run(
        _ files: [ContentFile], _ log: DiagnosticLog, themes: String, options: Generator.Options, isStrict: Bool, renames: [Rename] = [],
        memory: inout LoadMemory, keepsTexts: Bool = true, theme themeMemory: inout ThemeMemory, timings: Timings = Timings()
    ) -> SiteBuild {
        guard !files.isEmpty || log.diagnostics.isEmpty else { return SiteBuild(failedWith: log.diagnostics) }
        let loaded = KnowledgeBase.load(
            files, threads: options.threads, isStrict: isStrict, today: options.today, renames: renames, memory: &memory, keepsTexts: keepsTexts, timings: timings)
        log.add(loaded.diagnostics)
        guard let knowledgeBase = loaded.knowledgeBase else { return SiteBuild(failedWith: log.diagnostics) }
        let theme = timings.measure("theme") { themeMemory.load(knowledgeBase.site, from: themes, log, isStrict: isStrict) }
        if let theme { ThemeConflicts(knowledgeBase: knowledgeBase, theme: theme, log: log).check() }
        let generator = timings.measure("plan") {
            guard !log.diagnostics.hasErrors, let theme else { return Generator?.none }
            let comparison = options.earlier.map { Comparison($0, ContentState("now", files, knowledgeBase, loaded.diagnostics)) }
            return Generator(knowledgeBase, theme: theme, options: options, comparison: comparison)
        }
        return SiteBuild(
            generator: generator, diagnostics: log.diagnostics.ordered(), articleCount: knowledgeBase.articles.count,
            recordCount: knowledgeBase.records.count, referenceCount: knowledgeBase.references.count)
    }

    /// Earlier names of the files of a content folder, the newest first, as git has them. May take seconds.
    public static func renames(of content: String) -> [Rename] { RenameHistory(of: content)?.renames() ?? [] }

    /// The same build with what some of its pages would leave out, for those who do not make them all.
    public func holdingSamples() -> SiteBuild {
        guard let lost = generator?.lostBySamples(), !lost.isEmpty else { return self }
        return SiteBuild(
            generator: nil, diagnostics: (diagnostics + lost).ordered(), articleCount: articleCount, recordCount: recordCount, referenceCount: referenceCount)
    }

    /// Every file of the site in memory, sorted by path; none where there are errors.
    public func files() -> [OutputFile] {
        let files = Mutex<[OutputFile]>([])
        generator?.each { file in files.withLock { $0.append(file) } }
        return files.withLock { $0 }.sorted { $0.path < $1.path }
    }

    /// Writes the site. Throws before anything visible has changed. Pages that would come out as `memory` has them are left as they are
    /// where the folder has them so.
    func publish(
        into folder: OutputFolder, compression: Compression? = nil, memory: inout PageMemory, timings: Timings = Timings(),
        step: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(OutputFolder.Failure) -> OutputFolder.Result {
        guard let generator else { preconditionFailure("a site with errors is not published") }
        var next = memory
        timings.count("pages", 0, of: generator.pageCount)
        let known = generator.known(memory)
        let paths = Set(generator.paths).union(known.keys)
        let packing = compression.map { Packing($0, memory.packing) }
        let forms = packing?.known(known) ?? [:]
        let result = try folder.publish(
            paths.union(forms.keys).sorted(), known: known.merging(forms) { file, _ in file }, isOpen: packing?.isOpen(paths, known: known) ?? false,
            threads: generator.options.threads, part: generator.part
        ) { publication, kept in
            timings.count("pages", generator.madeCount(but: kept, memory), of: generator.pageCount)
            let lost = Mutex<[Diagnostic]>([])
            next = generator.each(but: kept, memory, timings: timings) { done, total in
                // A line for each page would cost more than the page.
                if done % 50 == 0 || done == total { step("writing \(done) of \(total) pages") }
            } lose: { missing in
                lost.withLock { $0 += missing }
            } read: {
                folder.bytes(of: $0)
            } _: {
                publication.add($0)
                packing?.add($0, to: publication)
            }
            if let changed = generator.knowledgeBase.changedFiles.first {
                publication.fail(OutputFolder.Failure(description: "'\(changed)' was changed while the site was made; build it again"))
            }
            packing?.complete(kept, known: known, of: folder, to: publication, threads: generator.options.threads)
            next.packing = packing?.memory
            let missing = lost.withLock { $0 }.ordered()
            if !missing.isEmpty { publication.fail(OutputFolder.Failure(description: "pages do not say all that their sources do", diagnostics: missing)) }
        }
        memory = next
        return result
    }

    init(generator: Generator?, diagnostics: [Diagnostic], articleCount: Int, recordCount: Int, referenceCount: Int) {
        self.generator = generator
        self.diagnostics = diagnostics
        self.articleCount = articleCount
        self.recordCount = recordCount
        self.referenceCount = referenceCount
    }

    private init(failedWith diagnostics: [Diagnostic]) {
        self.init(generator: nil, diagnostics: diagnostics.ordered(), articleCount: 0, recordCount: 0, referenceCount: 0)
    }
}
