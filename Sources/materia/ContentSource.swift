import ArgumentParser
import Comparison
import Diagnostics
import Foundation
import KnowledgeBase
import Site

/// A state of the content as the command line names it: a folder, or a revision of the repository around the content folder.
struct ContentSource {
    let name: String
    private let files: [ContentFile]
    private let isRevision: Bool

    /// A folder with a `site.yml` goes before a revision of the same name.
    init(_ name: String, content: String) throws {
        self.name = name
        isRevision = !FileManager.default.fileExists(atPath: ContentOptions.prefix(of: name) + Site.path)
        if isRevision {
            do {
                files = try ContentRevision.read(name, of: content)
            } catch {
                Terminal.say("error: \(error)\n")
                throw ExitCode(2)
            }
        } else {
            let log = DiagnosticLog()
            files = ContentFolder.read(name, log: log)
            try Self.refuse(log.diagnostics.filter { $0.severity == .error }, prefix: ContentOptions.prefix(of: name))
        }
    }

    /// Prints the errors and ends with code 2 where there are any: of a state that is not understood nothing can be said.
    func state(threads: Int) throws -> ContentState {
        do {
            return try ContentState(name, files, threads: threads)
        } catch {
            try Self.refuse(error.errors, prefix: isRevision ? "\(name):" : ContentOptions.prefix(of: name), help: help)
            throw ExitCode(2)
        }
    }

    /// The state as a site calls it: by the version in its settings, else by its revision. The name of a folder says nothing to readers.
    func edition(threads: Int) throws -> ContentState {
        let state = try state(threads: threads)
        return state.named(state.version.map { "version \($0)" } ?? (isRevision ? name : "the edition before"))
    }

    private var help: String {
        let what = "error: '\(name)' has errors by this version of Materia, so nothing is compared"
        return isRevision
            ? "\(what)\n  help: mend it in a copy, and give the copy's content folder in the place of '\(name)': git worktree add ../earlier \(name)\n" : "\(what)\n"
    }

    /// How many errors are told of: `check` has all.
    private static let most = 10

    private static func refuse(_ errors: [Diagnostic], prefix: String, help: String = "") throws {
        if errors.isEmpty { return }
        let rest = errors.count > most ? "and \(errors.count - most) more errors\n" : ""
        Terminal.say(ConsoleFormat(pathPrefix: prefix, color: Terminal.standardErrorHasColor).format(Array(errors.prefix(most))) + rest + help)
        throw ExitCode(2)
    }
}
