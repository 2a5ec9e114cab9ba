import ArgumentParser
import Authoring
import Diagnostics
import Foundation
import KnowledgeBase
import SourceData

struct OverlayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overlay",
        abstract: "Look after what a site changes of the knowledge base that it extends.",
        subcommands: [ListOverrides.self, ListValues.self, AcceptVersion.self], defaultSubcommand: ListOverrides.self)

    struct ListOverrides: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List every override, with what it is about and whether that has changed since.",
            discussion: "Exit codes: 0 none is stale; 1 one is.")

        @Option(help: "The content folder.")
        var content = "content"

        func run() throws {
            let overlay = try OverlayFiles(content)
            var isStale = false
            for override in overlay.overrides {
                let now = overlay.theirs[override.target.value]?.version
                let state = now == nil ? "no such file" : now == override.version.value ? "as compared" : "changed: \(override.version.value), now \(now!)"
                if now != override.version.value { isStale = true }
                print("\(override.path)  \(override.target.value)  \(override.action.words)  \(state)")
                print("    \(override.words)")
                if case .change(let changes) = override.action { for change in changes { print("    \(change.words)") } }
            }
            print(Summary.count(overlay.overrides.count, "override"))
            if isStale { throw ExitCode(1) }
        }
    }

    struct ListValues: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "values", abstract: "List the values of a record of the knowledge base that is extended, each with what an override calls it, and the version.")

        @Argument(help: "The file, by its path there: regimens/some-drug.yml.")
        var file: String

        @Option(help: "The content folder.")
        var content = "content"

        func run() throws {
            let overlay = try OverlayFiles(content)
            let found = try overlay.file(file)
            print("version: \(found.version)")
            guard ["yml", "yaml"].contains(found.fileExtension), let data = found.yaml(DiagnosticLog())?.data else { return }
            for (place, value) in ValueChanges.places(in: data) { print("\(place): \(value)") }
        }
    }

    struct AcceptVersion: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept", abstract: "Write into an override that it was compared with its file as that is now.",
            discussion: """
                Compare the two first: the file may say something else now beside what the override changes. Values that are no more what the override \
                says they were stay an error, until `was` says what they are. Everything else in the override stays as it is, byte for byte.
                """)

        @Argument(help: "The override: overrides/some-drug.yml.")
        var file: String

        @Option(help: "The content folder.")
        var content = "content"

        func run() throws {
            let overlay = try OverlayFiles(content)
            let name = file.hasPrefix("\(content)/") ? String(file.dropFirst(content.count + 1)) : file
            guard let override = overlay.overrides.first(where: { $0.path == name }) else {
                let help = suggestion(for: name, among: overlay.overrides.map(\.path)).map { "; \($0)" } ?? ""
                throw ValidationError("there is no override '\(name)' in '\(content)' that can be read\(help)")
            }
            let target = try overlay.file(override.target.value)
            if target.version == override.version.value {
                print("\(content)/\(name): is of version \(target.version) already")
                return
            }
            let path = "\(content)/\(name)"
            guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self),
                let written = VersionLine.writing(target.version, into: text)
            else {
                Terminal.say("\(path): has no line of its own for `version`; write `version: \(target.version)` into it yourself\n")
                throw ExitCode(1)
            }
            do {
                try Data(written.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            } catch {
                Terminal.say("error: \(path) cannot be written: \(error.localizedDescription)\n")
                throw ExitCode(2)
            }
            print("\(path): compared with version \(target.version) of \(override.target.value), and no more with \(override.version.value)")
        }
    }
}

/// The overrides of a content folder, and the files that they are about.
private struct OverlayFiles {
    let overrides: [Override]
    /// Of the knowledge base that is extended, by path.
    let theirs: [String: ContentFile]
    private let folder: String

    init(_ content: String) throws {
        let log = DiagnosticLog()
        let files = ContentFolder.read(content, log: log)
        guard let overlay = Overlay(of: files) else {
            let errors = log.diagnostics.ordered()
            Terminal.say(ConsoleFormat(pathPrefix: ContentOptions.prefix(of: content), color: Terminal.standardErrorHasColor).format(errors))
            throw ValidationError("'\(content)' extends no other knowledge base\(errors.isEmpty ? ": its site.yml has no `extends`" : " that can be read")")
        }
        overrides = overlay.overrides
        folder = overlay.folder
        theirs = Dictionary(files.filter { $0.upstream != nil }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func file(_ path: String) throws -> ContentFile {
        if let file = theirs[path] { return file }
        let help = nearMiss(path, in: theirs.keys).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError("'\(folder)' has no file '\(path)'\(help)")
    }
}

extension Override.Action {
    fileprivate var words: String {
        switch self {
        case .change(let changes): Summary.count(changes.count, "change")
        case .replace: "replaced"
        case .leaveOut: "left out"
        }
    }
}
