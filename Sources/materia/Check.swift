import ArgumentParser
import Diagnostics
import KnowledgeBase
import Publishing

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find every mistake in the content. Writes nothing.",
        discussion: "Runs all the checks of `build`, those of the theme and of every page included.")

    @OptionGroup var content: ContentOptions

    mutating func run() throws {
        let clock = Stopwatch()
        let outcome = content.prepare(progress: Progress())
        content.print(outcome.diagnostics)
        Summary.print(outcome, what: "checked", clock: clock)
        if content.fails(outcome.diagnostics) { throw ExitCode(1) }
    }
}
