import ArgumentParser
import Authoring
import Diagnostics
import KnowledgeBase

struct ShowChanges: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes", abstract: "Show what has changed in the file of an override since the two were compared.",
        discussion: "Exit codes: 0 nothing, or it is shown; 1 nobody kept the version that it was compared with.")

    @Argument(help: "The override: overrides/some-drug.yml.")
    var file: String

    @Option(help: "The content folder.")
    var content = "content"

    func run() throws {
        let overlay = try OverlayFiles(content)
        let override = try overlay.override(file)
        let target = try overlay.file(override.target.value)
        let version = override.version.value
        if target.version == version {
            print("\(target.path) is as it was compared, version \(version)")
            return
        }
        guard let old = ComparedFiles(content).text(of: version) else {
            Terminal.say("version \(version) of \(target.path) was not kept: `materia overlay accept` keeps what it accepts; compare with the copy that you had\n")
            throw ExitCode(1)
        }
        print("\(target.path), version \(version) to \(target.version)")
        for line in LineDifference(from: old, to: String(decoding: target.bytes, as: UTF8.self)).lines { print(line) }
    }
}
