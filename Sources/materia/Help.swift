import ArgumentParser
import Authoring
import Diagnostics

struct Help: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Show what a command does, or a page of the guide.",
        discussion: "Without a name: the commands, and the pages of the guide.")

    @Argument(help: "A command, or a page of the guide, such as writing.")
    var topic: String?

    @Flag(help: "Print the manual page, for `man`.")
    var manual = false

    func run() throws {
        if manual {
            Terminal.print(ManualPage.text(of: Materia.configuration.subcommands))
            return
        }
        guard let topic else {
            print(Materia.helpMessage())
            let width = Guide.pages.map(\.name.count).max() ?? 0
            print("\nPAGES OF THE GUIDE (materia help PAGE; begin with tutorial-start):")
            for page in Guide.pages { print("  " + page.name + String(repeating: " ", count: width + 2 - page.name.count) + page.title) }
            return
        }
        let commands = Materia.configuration.subcommands
        let page = Guide.pages.first { $0.name == topic }
        if let command = commands.first(where: { Self.name($0) == topic }) {
            print(Materia.helpMessage(for: command))
            if let page { print("\n\(page.text)") }
        } else if let page {
            print(page.text)
        } else {
            let names = commands.map(Self.name) + Guide.pages.map(\.name)
            let longer = names.filter { $0.hasPrefix(topic + "-") }
            if !longer.isEmpty {
                throw ValidationError("there is no command or page of the guide '\(topic)'; there is \(longer.map { "'\($0)'" }.joined(separator: " and "))")
            }
            throw ValidationError(
                "there is no command or page of the guide '\(topic)'; \(nearMiss(topic, in: names).map { "did you mean '\($0)'?" } ?? "`materia help` lists them")")
        }
    }

    static func name(_ command: any ParsableCommand.Type) -> String { command.configuration.commandName ?? String(describing: command).lowercased() }
}
