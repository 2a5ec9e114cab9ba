import Diagnostics
public import KnowledgeBase
import SourceData

extension SiteBuild {
    /// Builds a site into a folder with what the last build of it remembered, and remembers for the next.
    ///
    /// `accepts` is given the build before anything is written, and says whether it is published; `result` is nil where it is not.
    public static func build(
        content: String, themes: String, options: Generator.Options, isStrict: Bool, into folder: OutputFolder, compression: Compression? = nil,
        cache: BuildCache?, timings: Timings, accepts: (SiteBuild) -> Bool, step: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(OutputFolder.Failure) -> (build: SiteBuild, result: OutputFolder.Result?) {
        step("reading \(content)")
        let recalled = timings.measure("recall") { cache?.load() ?? BuildCache.Recalled() }
        let (inputs, stamp) = timings.measure("read") {
            let inputs = Inputs(content: content, themes: themes, options: options, isStrict: isStrict)
            return (inputs, cache == nil ? nil : inputs.stamp.map { Stamp([$0, Stamp(compression?.identity ?? "")]) })
        }
        if let finished = recalled.finished, finished.inputs == stamp {
            let build = SiteBuild(
                generator: nil, diagnostics: finished.diagnostics, articleCount: finished.articleCount, recordCount: finished.recordCount,
                referenceCount: finished.referenceCount)
            let result = try timings.measure("pages") { () throws(OutputFolder.Failure) in try folder.confirm(finished.files, threads: options.threads) }
            if let result, accepts(build) {
                for step in ["parse", "check"] { timings.count(step, 0, of: finished.articleCount) }
                timings.count("pages", 0, of: finished.pageCount)
                return (build, result)
            }
        }
        var memory = timings.measure("recall") { recalled.memory() }
        let build = run(inputs, memory: &memory.load, timings: timings, step: step)
        // Said once: when the new site stands there, its own files are listed.
        let lost = build.generator.map { PublishedAddresses.check(folder.manifest(), against: $0, renames: inputs.renames, isStrict: isStrict) } ?? []
        let told = build.saying(lost)
        guard accepts(told), let generator = build.generator else {
            // What was worked out counts for the next try as well.
            cache?.save(nil, memory)
            return (told, nil)
        }
        let result = try timings.measure("pages") { () throws(OutputFolder.Failure) in
            try build.publish(into: folder, compression: compression, memory: &memory.pages, timings: timings, step: step)
        }
        timings.measure("keep") {
            guard let cache else { return }
            let finished = stamp.map { stamp in
                FinishedBuild(
                    inputs: stamp, diagnostics: build.diagnostics, articleCount: build.articleCount, recordCount: build.recordCount,
                    referenceCount: build.referenceCount, pageCount: generator.pageCount,
                    files: generator.stamps(memory.pages).merging(memory.pages.packing?.stamps ?? [:]) { file, _ in file })
            }
            cache.save(finished, memory)
        }
        return (told, result)
    }
}
