import ArgumentParser
import Authoring
import Comparison
import Diagnostics
import KnowledgeBase

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a kind of file, for editors and other programs.",
        discussion: """
            Without a kind: the kinds there are. `materia new` writes them into the folder .materia of the content, and each file it makes names its own.
            """)

    @Argument(help: "article, site, glossary, questions, criteria, regimen, protocol, product or evidence; diff for what that command prints.")
    var kind: String?

    /// No kind of file: what a command prints.
    private static let comparison = "diff"

    func run() throws {
        guard let kind else {
            let width = FileShape.all.map(\.name.count).max() ?? 0
            for shape in FileShape.all { print(shape.name + String(repeating: " ", count: width + 2 - shape.name.count) + shape.title) }
            print(Self.comparison + String(repeating: " ", count: width + 2 - Self.comparison.count) + "What materia diff --format json prints")
            return
        }
        if kind == Self.comparison {
            Terminal.print(Comparison.schema)
            return
        }
        guard let shape = FileShape.all.first(where: { $0.name == kind }) else {
            let names = FileShape.all.map(\.name) + [Self.comparison]
            throw ValidationError("there is no schema '\(kind)'; \(suggestion(for: kind, among: names) ?? "write one of: \(names.joined(separator: ", "))")")
        }
        Terminal.print(Schema(shape).text)
    }
}
