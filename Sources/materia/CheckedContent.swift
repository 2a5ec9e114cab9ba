import ArgumentParser
import Diagnostics
import Foundation
import KnowledgeBase

/// Content to work something out from: never content that has errors.
enum CheckedContent {
    /// Prints the errors and ends with code 1 where there are any.
    static func load(_ folder: String) throws -> KnowledgeBase {
        let log = DiagnosticLog()
        let files = ContentFolder.read(folder, log: log)
        let loaded = KnowledgeBase.load(files)
        log.add(loaded.diagnostics)
        let errors = log.diagnostics.ordered().filter { $0.severity == .error }
        guard errors.isEmpty, let knowledgeBase = loaded.knowledgeBase else {
            let format = ConsoleFormat(
                pathPrefix: ContentOptions.prefix(of: folder), color: Terminal.standardErrorHasColor)
            Terminal.say(format.format(errors))
            throw ExitCode(1)
        }
        return knowledgeBase
    }
}
