import ArgumentParser
import Comparison
import Diagnostics
import Foundation
import KnowledgeBase
import Parallelism
import Site
import SourceData

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what changed between two states of the content, doses first.",
        discussion: """
            Each state is a content folder, or a revision of the git repository that the content folder is in. A revision is read without touching \
            the working folder. Worked examples are worked out with both states.
            """)

    @Argument(help: "The older state: a content folder or a revision.")
    var old: String

    @Argument(help: "The newer state. Default: the content folder as it is.")
    var new: String?

    @Option(help: "The content folder that revisions are of.")
    var content = "content"

    @Option(help: "text, markdown or json.")
    var format = Format.text

    @Flag(help: "End with code 1 where anything has changed.")
    var exitCode = false

    @Option(help: "Threads to use. The result does not depend on it.")
    var threads = Parallel.defaultThreadCount

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

    mutating func validate() throws {
        guard (1...256).contains(threads) else { throw ValidationError("--threads takes a number from 1 to 256") }
    }

    func run() throws {
        let older = try ContentSource(old, content: content).state(threads: threads)
        let newer = try ContentSource(new ?? content, content: content).state(threads: threads)
        let comparison = Comparison(older, newer)
        switch format {
        case .text: print(comparison.text, terminator: "")
        case .markdown: print(comparison.markdown, terminator: "")
        case .json: print(String(decoding: comparison.data.bytes, as: UTF8.self), terminator: "")
        }
        end(exitCode && !comparison.changes.isEmpty ? 1 : 0)
    }
}
