import ArgumentParser
import Authoring
import Diagnostics
import Foundation
import KnowledgeBase

struct AcceptVersion: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Write into an override that it was compared with its file as that is now.",
        discussion: """
            Compare the two first: beside what the override changes the file may say something else now. Values that are no more what the override \
            says they were stay an error, until `was` says what they are. Everything else in the override stays as it is, byte for byte; a copy of the \
            file is kept in .materia/compared, by which `materia overlay changes` shows what is another the next time.
            """)

    @Argument(help: "The override: overrides/some-drug.yml.")
    var file: String

    @Option(help: "The content folder.")
    var content = "content"

    func run() throws {
        let overlay = try OverlayFiles(content)
        let override = try overlay.override(file)
        let target = try overlay.file(override.target.value)
        let path = "\(content)/\(override.path)"
        let isNew = target.version != override.version.value
        do {
            if isNew { try write(target.version, to: path) }
            let others = overlay.overrides.filter { $0.path != override.path }.map(\.version.value)
            try ComparedFiles(content).keep(target, used: Set(others))
        } catch let error as CocoaError {
            Terminal.say("error: \(content) cannot be written: \(error.localizedDescription)\n")
            throw ExitCode(2)
        }
        print("\(path): compared with version \(target.version) of \(target.path)\(isNew ? ", and no more with \(override.version.value)" : "")")
    }

    private func write(_ version: String, to path: String) throws {
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self),
            let written = VersionLine.writing(version, into: text)
        else {
            Terminal.say("\(path): `version` has no line of its own; write `version: \(version)` yourself\n")
            throw ExitCode(1)
        }
        try Data(written.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
