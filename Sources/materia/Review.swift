import ArgumentParser
import Authoring
import Foundation
import KnowledgeBase
import SourceData

struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a clinical review that took place into an article or a record.",
        discussion: """
            The page, its calculators and every plan then say who reviewed it and when, until the file is changed: its version is written too. Never \
            write a review that did not take place. Everything else in the file stays as it is, byte for byte.
            """)

    @Argument(help: "The file in the content folder, such as regimens/some-drug.yml.")
    var file: String

    @Option(help: "Who reviewed it.")
    var by: String

    @Option(help: "The day of the review, as 2026-11-20.")
    var on: String

    @Option(help: "Months until the next review. Default: what the file says, else site.yml.")
    var interval: Int?

    @Option(help: "The version that was reviewed, as the packet and the page say it. Default: as the file is now.")
    var version: String?

    @Option(help: "The content folder.")
    var content = "content"

    func run() throws {
        let who = by.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !who.isEmpty else { throw ValidationError("--by needs the name of who reviewed it") }
        guard let day = CalendarDate(on) else { throw ValidationError("--on takes a day such as 2026-11-20, not '\(on)'") }
        // East of Greenwich it is tomorrow already.
        guard day.days(after: CalendarDate(unixTime: Int(Date().timeIntervalSince1970))) <= 1 else {
            throw ValidationError("--on is after today: write the day on which the review took place")
        }
        if let interval, !(1...120).contains(interval) { throw ValidationError("--interval takes months from 1 to 120") }
        let path = try path()
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self) else {
            throw ValidationError("'\(path)' cannot be read as text")
        }
        let now = ContentFile(path: path, bytes: Array(data)).version
        if let version, version != now {
            Terminal.say("\(path): it is version \(now) now, and \(version) was reviewed; `materia diff` shows what has changed since then\n")
            throw ExitCode(1)
        }
        let written: String
        do throws(ReviewBlock.Refusal) {
            written = try ReviewBlock(by: who, on: day, interval: interval).writing(into: text, isArticle: path.hasSuffix(".md"))
        } catch {
            Terminal.say("\(path): \(error.message)\n")
            throw ExitCode(1)
        }
        do {
            try Data(written.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            Terminal.say("error: \(path) cannot be written: \(error.localizedDescription)\n")
            throw ExitCode(2)
        }
        print("\(path): reviewed by \(who) on \(day.spelledOut)")
    }

    /// The file by its path from here or from the content folder, with its ending or without.
    private func path() throws -> String {
        let name = file.hasPrefix("\(content)/") ? file : "\(content)/\(file)"
        for path in [name, "\(name).yml", "\(name).md"] where path.hasSuffix(".yml") || path.hasSuffix(".md") {
            if FileManager.default.fileExists(atPath: path) { return path }
        }
        if let upstream = UpstreamFolder(of: content),
            [file, "\(file).yml", "\(file).md"].contains(where: { FileManager.default.fileExists(atPath: "\(upstream.path)/\($0)") })
        {
            throw ValidationError(
                "'\(file)' is a file of '\(upstream.name)', which is reviewed there; a review of what is changed here goes into the override: `materia review overrides/NAME.yml`"
            )
        }
        throw ValidationError("there is no article or record '\(name)'; give its path in the content folder, such as regimens/some-drug.yml")
    }
}
