import ArgumentParser
import Diagnostics
import Foundation
import KnowledgeBase
import Preview
import Site

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the site in a browser while it is written.",
        discussion: """
            Pages follow the content, the theme and site.yml as files are saved, and keep their place. What is wrong is shown on the page it \
            concerns and in a list of all; until it is mended, pages stay as they were. Answers this machine only, and writes nothing. \
            Ctrl-C stops it.
            """)

    @OptionGroup var content: ContentOptions

    @OptionGroup var memory: CacheOptions

    @Option(help: "The port. Default: any that is free.")
    var port: UInt16 = 0

    @Flag(help: "Open the site in the browser.")
    var open = false

    func run() async throws {
        // The pages have no date, and git is not asked again at every change.
        var options = try content.options()
        (options.date, options.asksGit) = (nil, false)
        let (folder, themes) = (content.content, content.themesFolder)
        let site = PreviewSite(.init(content: folder, themes: themes, options: options, isStrict: content.strict, cache: memory.cache(of: [folder])))
        let server = PreviewServer(site, watching: [folder, themes] + (UpstreamFolder(of: folder).map { [$0.path] } ?? []))
        do {
            try await server.run(port: port) { address in
                say("showing \(folder) at \(address)")
                if open { Self.openBrowser(address) }
            } changed: { state in
                content.print(state.diagnostics)
                say(Self.summary(state.diagnostics))
            }
        } catch {
            Terminal.say("error: port \(port) cannot be used: \(error.localizedDescription)\n")
            throw ExitCode(2)
        }
    }

    private static func summary(_ diagnostics: [Diagnostic]) -> String {
        let (errors, warnings) = (diagnostics.count(of: .error), diagnostics.count(of: .warning))
        var (now, parts) = (Foundation.time(nil), tm())
        localtime_r(&now, &parts)
        let time = String(format: "%02d:%02d:%02d", parts.tm_hour, parts.tm_min, parts.tm_sec)
        let found =
            errors + warnings == 0
            ? "nothing is wrong" : [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { Summary.count($0.0, $0.1) }.joined(separator: ", ")
        return "\(time) \(found)"
    }

    private static func openBrowser(_ address: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        #if os(macOS)
            process.arguments = ["open", address]
        #else
            process.arguments = ["xdg-open", address]
        #endif
        process.standardError = FileHandle.nullDevice
        try? process.run()
    }
}

/// A line at once, also where output goes to a file.
private func say(_ line: String) { Terminal.print(line + "\n") }
