import ArgumentParser
import Foundation
import KnowledgeBase
import Site

struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the content and publish it as a site.",
        discussion: """
            Nothing is written unless everything is free of errors. The new site replaces the old one in one step; \
            files Materia did not write stay where they are.
            """)

    @OptionGroup var content: ContentOptions

    @Option(name: .shortAndLong, help: "The folder to publish into.")
    var output = "site"

    @OptionGroup var memory: CacheOptions

    @Flag(help: "Write compressed forms (.gz, and .br where Brotli's library is there) beside text files, for web servers that send them.")
    var compress = false

    @Option(help: "An earlier state, a content folder or a revision: the site then says what has changed since.")
    var since: String?

    @Flag(help: "Say how long each step took.")
    var timings = false

    func run() throws {
        let clock = Stopwatch()
        let progress = Progress()
        let folder: OutputFolder
        do {
            folder = try OutputFolder(output, inputs: [content.content, content.themesFolder] + (UpstreamFolder(of: content.content).map { [$0.path] } ?? []))
        } catch {
            throw failure(error.description)
        }
        let measured = Timings()
        let cache = memory.cache(of: [content.content, content.themesFolder, output])
        var options = try content.options()
        options.earlier = try since.map { try ContentSource($0, content: content.content).edition(threads: content.threads) }
        let compression = compress ? Compression() : nil
        do throws(OutputFolder.Failure) {
            let (build, result) = try SiteBuild.build(
                content: content.content, themes: content.themesFolder, options: options, isStrict: content.strict, into: folder, compression: compression,
                cache: cache, timings: measured,
                accepts: { build in
                    progress.end()
                    content.print(build.diagnostics)
                    return !content.fails(build.diagnostics)
                }, step: { progress.step($0) })
            progress.end()
            guard let result else {
                print(Summary.line(build, "nothing written:", clock: clock))
                end(1)
            }
            let changes = "\(result.written) written, \(result.unchanged) unchanged, \(result.removed) removed"
            print(Summary.line(build, "built \(Summary.count(result.fileCount, "file")) (\(changes)) from", clock: clock))
            if let compression { print(Summary.line(compression)) }
            if timings {
                for (step, seconds) in measured.steps {
                    let share = measured.shares[step].map { "   \($0.done) of \($0.all)" } ?? ""
                    print(step.padding(toLength: 8, withPad: " ", startingAt: 0) + String(format: "%8.3f s", seconds) + share)
                }
            }
            end(0)
        } catch {
            progress.end()
            guard !error.diagnostics.isEmpty else { throw failure(error.description) }
            content.print(error.diagnostics)
            print("nothing written: \(error.description)")
            end(1)
        }
    }

    /// Says why the site could not be written and ends with code 2.
    private func failure(_ reason: String) -> ExitCode {
        Terminal.say("error: \(reason)\n")
        return ExitCode(2)
    }
}
