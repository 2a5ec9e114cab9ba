import ArgumentParser
import Diagnostics
import Foundation
import Site

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find every mistake in the content. Writes nothing, but with --fix.",
        discussion: "Runs everything `build` does, up to the writing.")

    @OptionGroup var content: ContentOptions

    @Option(help: "text: for people; json, sarif, github: for programs, on the standard output.")
    var format = ReportFormat.text

    @Flag(help: "Write the corrections that need no second look into the content, say which, and check again.")
    var fix = false

    func run() throws {
        let clock = Stopwatch()
        var build = try content.run(Progress()).holdingSamples()
        if fix, try applyCorrections(of: build.diagnostics) { build = try content.run(Progress()).holdingSamples() }
        try content.report(build.diagnostics, format)
        say(Summary.line(build, "checked", clock: clock))
        end(content.fails(build.diagnostics) ? 1 : 0)
    }

    /// True when anything was written.
    private func applyCorrections(of diagnostics: [Diagnostic]) throws -> Bool {
        let applied: [CorrectedFiles.Applied]
        do {
            applied = try CorrectedFiles.write(diagnostics, in: content.content)
        } catch {
            Terminal.say("error: a correction could not be written: \(error.localizedDescription)\n")
            throw ExitCode(2)
        }
        for item in applied {
            let place = item.correction.position
            say(
                "corrected \(content.prefix)\(place.file):\(place.line):\(place.column): '\(item.correction.old)' to '\(item.correction.new)' [\(item.diagnostic.rule.id)]"
            )
        }
        say(applied.isEmpty ? "nothing to correct" : "corrected \(Summary.count(applied.count, "place"))")
        return !applied.isEmpty
    }

    /// A program that reads the standard output finds nothing else there.
    private func say(_ line: String) {
        if format.isForPrograms { Terminal.say(line + "\n") } else { print(line) }
    }
}
