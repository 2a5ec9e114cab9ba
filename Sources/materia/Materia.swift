import ArgumentParser

@main
struct Materia: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "materia",
        abstract: "Build a clinical evidence knowledge base into a site.",
        discussion: """
            Exit codes: 0 all is well; 1 the content has errors and nothing was written; \
            2 the site could not be written; 64 the command line is wrong; 74 the answer could not be written.
            """,
        version: Version.current,
        subcommands: [
            New.self, Build.self, Check.self, Serve.self, LanguageServerCommand.self, Dose.self, Assess.self, Explain.self, Import.self, List.self,
            RenameCommand.self, Review.self, Packet.self, Diff.self, OverlayCommand.self, SchemaCommand.self,
            Help.self,
        ])

    static func main() async {
        Memory.prepare()
        Terminal.prepare()
        await main(nil)
        end(0)
    }
}
