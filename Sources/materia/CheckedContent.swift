import ArgumentParser
import Diagnostics
import Foundation
import KnowledgeBase
import Site

/// Content to work something out from: never content that has errors.
struct CheckedContent {
    let knowledgeBase: KnowledgeBase
    /// As the pages of the site say it.
    let version: ContentVersion?

    /// What is said of it below a plan or a result.
    var lines: [String] { version.map { ["Version of the content: \($0.words)."] } ?? [] }

    /// Prints the errors and ends with code 1 where there are any.
    init(_ folder: String) throws {
        let revision = RevisionHistories(of: folder)
        let log = DiagnosticLog()
        let files = ContentFolder.read(folder, log: log)
        let loaded = KnowledgeBase.load(files)
        // Without any file it was said why.
        if !files.isEmpty || log.diagnostics.isEmpty { log.add(loaded.diagnostics) }
        let errors = log.diagnostics.ordered().filter { $0.severity == .error }
        guard errors.isEmpty, let knowledgeBase = loaded.knowledgeBase else {
            let format = ConsoleFormat(
                pathPrefix: ContentOptions.prefix(of: folder), color: Terminal.standardErrorHasColor)
            Terminal.say(format.format(errors))
            throw ExitCode(1)
        }
        self.knowledgeBase = knowledgeBase
        version = knowledgeBase.site.version ?? revision.version(of: files, threads: 1)
    }
}
