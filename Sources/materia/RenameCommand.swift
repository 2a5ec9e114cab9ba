import ArgumentParser
import Authoring
import Diagnostics
import Foundation
import KnowledgeBase

struct RenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give a file, a folder, a place, a key or a tag another name, and let every use follow.",
        discussion: """
            The names are those of the content folder:
              materia rename dosing/old.md dosing/new.md    an article, a record or another file; the ending may be left out
              materia rename images pictures                a folder with what is in it
              materia rename dosing/some.md#old new         the anchor of a heading
              materia rename criteria/some.yml#rash redness a part of a record, and the facts that are called by it
              materia rename @old2020 @new2020              the key of a reference
              materia rename tags/old tags/new              a tag
            The content is loaded with the changes before a byte of it is written: where it would say anything else than before under another \
            name, nothing is done and the reason is said. All files are written or none. Pages answer at their old addresses, by `aliases`. Files are moved \
            as they are, without git, which finds moves by itself.
            Exit codes: 0 it has the new name; 1 it cannot have it, and nothing was changed; 2 the files could not be written; 64 the command line is wrong.
            """)

    @Argument(help: "What has the name.")
    var old: String

    @Argument(help: "The new name.")
    var new: String

    @Option(help: "The content folder.")
    var content = "content"

    @Flag(help: "Say every change, and make none.")
    var dryRun = false

    @Flag(help: "Leave no old addresses behind, for pages that nobody has seen yet.")
    var noAliases = false

    func run() throws {
        guard FileManager.default.fileExists(atPath: "\(content)/site.yml") else {
            throw ValidationError("there is no site in '\(content)': it has no site.yml; name the content folder with --content")
        }
        let log = DiagnosticLog()
        let files = ContentFolder.read(content, log: log)
        guard !log.diagnostics.hasErrors, let knowledgeBase = KnowledgeBase.load(files).knowledgeBase else {
            throw refused("the content cannot be read; `materia check` says why")
        }
        let plan: RenamePlan
        do throws(RenameRefusal) {
            plan = try Names(knowledgeBase, files: files).renaming(inside(old), to: inside(new), keepsAddresses: !noAliases)
        } catch {
            throw refused(error.message)
        }
        if dryRun {
            for file in plan.files { say(plan, files.first { $0.path == file }) }
        } else {
            do throws(FolderChange.Failure) {
                try FolderChange(of: files, by: plan, in: content).make()
            } catch {
                Terminal.say("error: \(error.message)\n")
                throw ExitCode(2)
            }
        }
        let (places, moved) = (plan.edits.values.reduce(0) { $0 + $1.count }, plan.moves.count)
        let parts = ["\(Summary.count(places, "place")) in \(Summary.count(plan.edits.count, "file"))"] + (moved == 0 ? [] : ["\(Summary.count(moved, "file")) moved"])
        print("\(old) \(dryRun ? "would become" : "is now") \(new): \(parts.joined(separator: ", "))")
    }

    /// Names may be given from here too: `content/dosing/some.md`.
    private func inside(_ name: String) -> String {
        let prefix = ContentOptions.prefix(of: content)
        return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    }

    private func refused(_ message: String) -> ExitCode {
        Terminal.say("error: \(message)\nnothing was changed\n")
        return ExitCode(1)
    }

    private func say(_ plan: RenamePlan, _ file: ContentFile?) {
        guard let file else { return }
        for edit in plan.edits[file.path] ?? [] {
            let line = file.bytes[..<edit.span.range.lowerBound].count { $0 == 0x0A } + 1
            let (old, new) = (Self.shown(edit.old), Self.shown(edit.new))
            let change = edit.old.isEmpty ? "add '\(new)'" : edit.new.isEmpty ? "remove '\(old)'" : "'\(old)' becomes '\(new)'"
            print("\(file.path):\(line): \(change)")
        }
        let path = plan.path(of: file.path)
        if path != file.path { print("\(file.path) moves to \(path)") }
    }

    private static func shown(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { String($0) }.joined(separator: " ").trimmingCharacters(in: .whitespaces)
    }
}
