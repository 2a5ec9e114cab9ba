import ArgumentParser
import Diagnostics
import KnowledgeBase

struct ListValues: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "values",
        abstract: "List the version and the values of a file of the knowledge base that is extended, each with what an override calls it.")

    @Argument(help: "The file, by its path there: regimens/some-drug.yml.")
    var file: String

    @Option(help: "The content folder.")
    var content = "content"

    func run() throws {
        let found = try OverlayFiles(content).file(file)
        print("version: \(found.version)")
        guard ["yml", "yaml"].contains(found.fileExtension), let data = found.yaml(DiagnosticLog())?.data else { return }
        for (place, value) in ValueChanges.places(in: data) { print("\(place): \(value)") }
    }
}
