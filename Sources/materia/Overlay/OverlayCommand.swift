import ArgumentParser

struct OverlayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overlay", abstract: "Look after what a site changes of the knowledge base that it extends.",
        subcommands: [ListOverrides.self, ListValues.self, ShowChanges.self, AcceptVersion.self], defaultSubcommand: ListOverrides.self)
}
