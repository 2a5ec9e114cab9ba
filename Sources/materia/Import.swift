import ArgumentParser
import Citations
import Diagnostics
import Foundation
import KnowledgeBase

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take references from another program's file into the library.",
        discussion: """
            Reads RIS, PubMed (.nbib), BibTeX and BibLaTeX, CSL-JSON, Crossref's JSON, and Zotero's and Better BibTeX's JSON. A work whose DOI or \
            PMID the library has is not taken a second time: what the two do not say alike is listed, and nothing that is there is changed. \
            Exit codes: 0 everything was taken or is there; 1 something was left out; 2 the library could not be written; 64 the command line is wrong.
            """)

    @Argument(help: "The file.")
    var file: String

    @Option(help: "The content folder.")
    var content = "content"

    @Option(help: "The file that new references are added to, in references/. Default: the only one there, else references.json.")
    var into: String?

    @Flag(help: "Say what would be done, and write nothing.")
    var dryRun = false

    func run() throws {
        guard FileManager.default.fileExists(atPath: "\(content)/site.yml") else {
            throw ValidationError("there is no site in '\(content)': it has no site.yml; name the content folder with --content")
        }
        guard let data = FileManager.default.contents(atPath: file) else { throw ValidationError("'\(file)' cannot be read; check its name") }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ValidationError("'\(file)' is not UTF-8 text; save it as UTF-8 in the program it comes from")
        }
        let files = ContentFolder.read(content, log: DiagnosticLog()).filter { $0.topFolder == "references" && $0.fileExtension == "json" }
        let own = files.filter { $0.upstream == nil }
        let library = try library(files)
        let found: ReferenceImport
        do throws(ImportProblem) {
            found = try ReferenceImport(text, path: file, library: library)
        } catch {
            Terminal.say("\(file):\(error.line): error: \(error.message)\nnothing was taken\n")
            throw ExitCode(1)
        }
        let path = try target(own)
        if !found.added.isEmpty, !dryRun { try add(found.added, to: path) }
        report(found, path)
        if !found.problems.isEmpty { throw ExitCode(1) }
    }

    /// The references there are. A library with mistakes is mended first: what cannot be read might be the very work.
    private func library(_ files: [ContentFile]) throws -> [Reference] {
        let log = DiagnosticLog()
        var references: [Reference] = []
        for file in files {
            guard let source = SourceText(path: file.path, bytes: file.bytes, log: log) else { continue }
            let (read, isComplete) = ReferenceLibrary.read(source, log: log)
            guard isComplete else {
                Terminal.say("error: \(content)/\(file.path) has mistakes; run `materia check` and mend them first\n")
                throw ExitCode(1)
            }
            references += read
        }
        return references
    }

    private func target(_ files: [ContentFile]) throws -> String {
        guard let into else { return files.count == 1 ? files[0].path : "references/references.json" }
        let name = into.hasPrefix("references/") ? String(into.dropFirst("references/".count)) : into
        guard name.hasSuffix(".json"), !name.contains("/"), !name.hasPrefix(".") else {
            throw ValidationError("--into takes the name of a JSON file in references/, such as references.json, not '\(into)'")
        }
        return "references/\(name)"
    }

    private func add(_ added: [ReferenceImport.Added], to path: String) throws {
        let url = URL(fileURLWithPath: "\(content)/\(path)")
        let old = (try? String(contentsOf: url, encoding: .utf8)) ?? "[]\n"
        guard let new = ReferenceImport.appending(added, to: old) else {
            Terminal.say("error: \(content)/\(path) is no list of references; name another file with --into\n")
            throw ExitCode(2)
        }
        do {
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(new.utf8).write(to: url, options: .atomic)
        } catch {
            Terminal.say("error: \(content)/\(path) cannot be written: \(error.localizedDescription)\n")
            throw ExitCode(2)
        }
    }

    private func report(_ found: ReferenceImport, _ path: String) {
        for added in found.added { print("added \(added.key): \(added.work.text("title") ?? "")") }
        for known in found.known {
            print("there already as \(known.key) (\(known.by)): \(known.work.text("title") ?? "")")
            for difference in known.differences { print("  \(difference)") }
        }
        for problem in found.problems { print("\(file):\(problem.line): left out: \(problem.message)") }
        let counts = [
            "\(Summary.count(found.added.count, "reference")) \(dryRun ? "to add" : "added")", "\(found.known.count) there already", "\(found.problems.count) left out",
        ]
        print("\(found.form.rawValue): \(counts.joined(separator: ", "))\(found.added.isEmpty ? "" : "; \(content)/\(path)")")
        if !found.added.isEmpty, !dryRun { print("next: cite them as [@\(found.added[0].key)], and hold each against the work itself: exports have mistakes") }
    }
}
