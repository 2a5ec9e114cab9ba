import ArgumentParser
import Diagnostics
import Foundation
import KnowledgeBase
import Parallelism
import Site
import SourceData

/// Options that every command on a content folder takes.
struct ContentOptions: ParsableArguments {
    @Argument(help: "The content folder, the one that holds site.yml.")
    var content = "content"

    @Option(help: "The folder that holds the themes. Default: 'themes' beside the content folder, in the current one, or those that came with the program.")
    var themes: String?

    @Option(help: "Threads to use. The result does not depend on it.")
    var threads = Parallel.defaultThreadCount

    @Flag(help: "Fail on warnings, and on doses, percentages and findings that are neither checked facts nor cited.")
    var strict = false

    @Option(help: "The day that dates of reviews are held against, as 2026-11-20. Default: the day of SOURCE_DATE_EPOCH, else today in UTC.", transform: day)
    var today: CalendarDate?

    @Flag(help: "Say why each kind of problem matters.")
    var explain = false

    mutating func validate() throws {
        guard (1...256).contains(threads) else { throw ValidationError("--threads takes a number from 1 to 256") }
    }

    var themesFolder: String { Self.themesFolder(of: content, named: themes) }

    /// The folder of themes of a content folder, where none is named.
    static func themesFolder(of content: String, named: String?) -> String {
        if let named { return named }
        var parts = content.split(separator: "/", omittingEmptySubsequences: false)
        while parts.count > 1, parts.last == "" { parts.removeLast() }
        let beside = (parts.dropLast() + ["themes"]).joined(separator: "/")
        let places = [beside, "themes"] + (installedThemes.map { [$0] } ?? [])
        return places.first { FileManager.default.fileExists(atPath: $0) } ?? "themes"
    }

    /// Those that came with the program: `/usr/share/materia/themes` for `/usr/bin/materia`.
    private static var installedThemes: String? {
        Bundle.main.executablePath.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent() }
            .map { $0.appendingPathComponent("share/materia/themes").path }
    }

    func run(_ progress: Progress) throws -> SiteBuild {
        defer { progress.end() }
        return SiteBuild.run(content: content, themes: themesFolder, options: try options(), isStrict: strict) { progress.step($0) }
    }

    func options() throws -> Generator.Options {
        let date = try Self.sourceDate()
        return Generator.Options(threads: threads, date: date, today: try today ?? Self.dayOfReading(), asksGit: true)
    }

    static func day(_ text: String) throws -> CalendarDate {
        guard let day = CalendarDate(text) else { throw ValidationError("--today takes a day such as 2026-11-20, not '\(text)'") }
        return day
    }

    /// The day of `SOURCE_DATE_EPOCH`, by which reproducible builds agree on a date.
    static func sourceDate() throws -> CalendarDate? {
        guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return nil }
        guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
            throw ValidationError("SOURCE_DATE_EPOCH must be a number of seconds since 1970, not '\(text)'")
        }
        return CalendarDate(unixTime: seconds)
    }

    /// The day of `SOURCE_DATE_EPOCH`, else today in UTC: what dates of reviews are held against.
    static func dayOfReading() throws -> CalendarDate { try sourceDate() ?? CalendarDate(unixTime: Int(Date().timeIntervalSince1970)) }

    /// The content folder as the beginning of a path.
    var prefix: String { Self.prefix(of: content) }
    static func prefix(of folder: String) -> String { folder.hasSuffix("/") ? folder : folder + "/" }

    /// For people.
    func print(_ diagnostics: [Diagnostic]) { try? report(diagnostics, .text) }

    func report(_ diagnostics: [Diagnostic], _ format: ReportFormat) throws {
        try Report(format: format, prefix: prefix, explains: explain).write(diagnostics)
    }

    func fails(_ diagnostics: [Diagnostic]) -> Bool {
        diagnostics.contains { $0.severity == .error || (strict && $0.severity == .warning) }
    }
}
