import ArgumentParser
import Foundation
import KnowledgeBase
import Publishing

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

    @Flag(help: "Say how long each step took.")
    var timings = false

    func run() throws {
        let clock = Stopwatch()
        let progress = Progress()
        let folder: OutputFolder
        do {
            folder = try OutputFolder(output, inputs: [content.content, content.themesFolder])
        } catch {
            throw failure(error.description)
        }
        let measured = Timings()
        let build = try content.run(progress, timings: measured)
        content.print(build.diagnostics)
        if content.fails(build.diagnostics) {
            print(Summary.line(build, "nothing written:", clock: clock))
            throw ExitCode(1)
        }
        do {
            let result = try measured.measure("pages") { () throws(OutputFolder.Failure) in try build.publish(into: folder) { progress.step($0) } }
            progress.end()
            let changes = "\(result.written) written, \(result.unchanged) unchanged, \(result.removed) removed"
            print(Summary.line(build, "built \(Summary.count(result.fileCount, "file")) (\(changes)) from", clock: clock))
            if timings {
                for (step, seconds) in measured.steps { print(step.padding(toLength: 8, withPad: " ", startingAt: 0) + String(format: "%8.3f s", seconds)) }
            }
            end(0)
        } catch {
            progress.end()
            throw failure(error.description)
        }
    }

    /// Says why the site could not be written and ends with code 2.
    private func failure(_ reason: String) -> ExitCode {
        FileHandle.standardError.write(Data("error: \(reason)\n".utf8))
        return ExitCode(2)
    }
}
