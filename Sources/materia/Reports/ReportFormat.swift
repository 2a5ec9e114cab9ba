import ArgumentParser
import Diagnostics
import Foundation
import KnowledgeBase

/// How diagnostics are told: to people, or to a program.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, sarif, github

    /// True for what another program reads from the standard output, which then has nothing else.
    var isForPrograms: Bool { self != .text }
}

/// Diagnostics of a content folder on their way out.
struct Report {
    let format: ReportFormat
    /// The content folder as the user named it, with a slash.
    let prefix: String
    let explains: Bool

    /// Text to the standard error stream, anything for programs to the standard output.
    func write(_ diagnostics: [Diagnostic]) throws {
        switch format {
        case .text:
            let sources = SourceLines(prefix: prefix)
            let text = ConsoleFormat(
                pathPrefix: prefix, color: Terminal.standardErrorHasColor, explains: explains, source: { sources.text(of: $0) }
            ).format(diagnostics)
            Terminal.say(text)
        case .json: try print(JSONReport(diagnostics, path: path))
        case .sarif: try print(SARIFReport(diagnostics, path: path))
        case .github: for diagnostic in diagnostics { Swift.print(GitHubReport.line(diagnostic, path: path(diagnostic.position))) }
        }
    }

    private func path(_ position: SourcePosition) -> String { ConsoleFormat(pathPrefix: prefix).path(of: position) }

    private func print(_ report: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}

/// The files that diagnostics speak of, each read once, when it is asked for.
private final class SourceLines: @unchecked Sendable {
    private let prefix: String
    private var texts: [String: SourceText?] = [:]

    init(prefix: String) { self.prefix = prefix }

    func text(of file: String) -> SourceText? {
        if let text = texts[file] { return text }
        let path = ConsoleFormat(pathPrefix: prefix).path(of: SourcePosition(file: file))
        // Only an ordinary file: a pipe would never end.
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        let data = type == .typeRegular ? FileManager.default.contents(atPath: path) : nil
        let text = data.flatMap { SourceText(path: file, bytes: Array($0), log: DiagnosticLog()) }
        texts[file] = text
        return text
    }
}
