public import ArgumentParser
import Authoring
import Diagnostics
import Foundation
import KnowledgeBase

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a site, an article or a record: a file that says in comments what each field is.",
        discussion: """
            What is made passes `materia check` at once. Its drug, examplicin, does not exist: put your own and its source in its place. \
            Nothing is overwritten.
              materia new site my-hospital           a folder with a small site and its calculator
              materia new article pitfalls/mixing-up a page; without a folder it stands at the root
              materia new regimen some-drug-adults   regimens/some-drug-adults.yml
            """)

    @Argument(help: "site, article, criteria, regimen, protocol, product or evidence.")
    var kind: StarterKind

    @Argument(help: "The name of the folder or the file: lower-case letters, digits and hyphens.")
    var name: String

    @Option(help: "The content folder.")
    var content = "content"

    func run() throws {
        if kind == .site { try startSite() } else { try startFile() }
    }

    private func startSite() throws {
        guard let title = Starter.siteTitle(ofFolder: name) else {
            throw ValidationError("'\(name)' cannot be the name of a site; use letters, digits and hyphens, such as my-hospital")
        }
        if let entries = try? FileManager.default.contentsOfDirectory(atPath: name), !entries.isEmpty {
            throw ValidationError("the folder '\(name)' is not empty; choose another name, or start single files in it with `materia new article` and the like")
        }
        let files = Starter.site(title: title)
        try write(files, into: name)
        Terminal.print(
            """
            made \(name)/ with \(Summary.count(files.count, "file"))
            next:
              cd \(quoted(name))
              materia serve            shows the site while you change it
              materia check --strict   finds mistakes
              materia build            publishes into site/

            """)
    }

    private func startFile() throws {
        guard FileManager.default.fileExists(atPath: "\(content)/site.yml") else {
            throw ValidationError(
                "there is no site in '\(content)': it has no site.yml; name the content folder with --content, or start a site with `materia new site NAME`")
        }
        let files: [StartedFile]
        do {
            files = try Starter.file(kind, named: name, knowing: ReferenceKeys.of(ContentFolder.read(content, log: DiagnosticLog())))
        } catch {
            throw ValidationError(error.message)
        }
        try write(files, into: content)
        try writeSchemas()
        for file in files { print("made \(content)/\(file.path)") }
        let link = files[0].path
        switch kind {
        case .article: print("next: write its title and text, and link to it from another page: [\(Starter.siteTitle(ofFolder: name) ?? name)](\(link))")
        default: print("next: put your own values and sources in place of the made-up ones, then run `materia check\(content == "content" ? "" : " \(quoted(content))")`")
        }
    }

    /// Either all files or none: nothing that is there is touched.
    private func write(_ files: [StartedFile], into folder: String) throws {
        for file in files where FileManager.default.fileExists(atPath: "\(folder)/\(file.path)") {
            throw ValidationError("'\(folder)/\(file.path)' is there already, and nothing was written; choose another name")
        }
        do {
            for file in files {
                let url = URL(fileURLWithPath: "\(folder)/\(file.path)")
                try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: url, options: .withoutOverwriting)
            }
        } catch {
            Terminal.say("error: \(folder) cannot be written: \(error.localizedDescription)\n")
            throw ExitCode(2)
        }
    }

    /// Those of an older program are replaced: they are Materia's own.
    private func writeSchemas() throws {
        for file in Starter.schemas where FileManager.default.contents(atPath: "\(content)/\(file.path)") != Data(file.text.utf8) {
            let url = URL(fileURLWithPath: "\(content)/\(file.path)")
            do {
                try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: url, options: .atomic)
            } catch {
                Terminal.say("error: \(url.path) cannot be written: \(error.localizedDescription)\n")
                throw ExitCode(2)
            }
        }
    }

    private func quoted(_ path: String) -> String {
        path.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) } ? path : "'\(path.replacing("'", with: "'\\''"))'"
    }
}

extension StarterKind: ExpressibleByArgument {}
