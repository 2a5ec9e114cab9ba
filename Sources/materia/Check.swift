import ArgumentParser
import Site

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find every mistake in the content. Writes nothing.",
        discussion: "Runs everything `build` does, up to the writing.")

    @OptionGroup var content: ContentOptions

    func run() throws {
        let clock = Stopwatch()
        let build = try content.run(Progress()).holdingSamples()
        content.print(build.diagnostics)
        print(Summary.line(build, "checked", clock: clock))
        end(content.fails(build.diagnostics) ? 1 : 0)
    }
}
