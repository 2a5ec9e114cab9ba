import ArgumentParser
import Foundation
import LanguageServer
import Parallelism
import SourceData

struct LanguageServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp",
        abstract: "Answer an editor while articles and records are written: a language server.",
        discussion: """
            Editors start it themselves, and speak to it over the standard input and output: `materia help editors` has their settings. It serves the \
            folders with a site.yml that are open in the editor, and writes nothing.
            """)

    @Flag(help: "Doses, percentages and findings that are neither checked facts nor cited are errors.")
    var strict = false

    @Option(help: "The folder that holds the themes. Default: as for `materia check`.")
    var themes: String?

    @Option(help: "Threads to use. The result does not depend on it.")
    var threads = Parallel.defaultThreadCount

    @Option(help: "The day that dates of reviews are held against, as 2026-11-20. Default: as for `materia check`.", transform: ContentOptions.day)
    var today: CalendarDate?

    @OptionGroup var memory: CacheOptions

    @Flag(help: .hidden)
    var stdio = false

    mutating func validate() throws {
        guard (1...256).contains(threads) else { throw ValidationError("--threads takes a number from 1 to 256") }
    }

    func run() throws {
        let (named, day) = (themes.map { URL(fileURLWithPath: $0).standardizedFileURL.path }, try today ?? ContentOptions.sourceDate())
        let options = LanguageServer.Options(
            isStrict: strict, threads: threads, today: { day ?? CalendarDate(unixTime: Int(Date().timeIntervalSince1970)) },
            themes: { content in URL(fileURLWithPath: ContentOptions.themesFolder(of: content, named: named)).standardizedFileURL.path },
            cache: { [memory] content in memory.cache(of: [content]) })
        end(LanguageServer(options, version: Version.current).run())
    }
}
