import ArgumentParser
import Diagnostics
import Foundation
import KnowledgeBase
import Site

struct Packet: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make what a clinical reviewer needs of an article or a record: one file to print.",
        discussion: """
            Every sentence with a citation or a checked value is numbered beside its source and has a box to tick. Behind them stand the records it uses, \
            as their pages say them, and every plan of their worked examples. The file loads nothing.
              materia packet indications/some-disease
              materia packet regimens/some-drug --output review.html
            Exit codes: 0 the file is written; 1 the content has errors; 2 it could not be written; 64 the command line is wrong.
            """)

    @Argument(help: "The article or record, such as regimens/some-drug.yml; the ending may be left out.")
    var what: String

    @Option(help: "The file. Default: packet-NAME.html in the current folder; - for the terminal.")
    var output: String?

    @Option(help: "The content folder.")
    var content = "content"

    @Option(help: "The folder that holds the themes. Default: as for `materia build`.")
    var themes: String?

    func run() throws {
        var options = try ContentOptions.parse([content] + (themes.map { ["--themes", $0] } ?? []))
        try options.validate()
        let build = SiteBuild.run(content: content, themes: options.themesFolder, options: try options.options())
        guard let site = build.generator else {
            options.print(build.diagnostics.filter { $0.severity == .error })
            throw ExitCode(1)
        }
        let prefix = ContentOptions.prefix(of: content)
        let name = what.hasPrefix(prefix) ? String(what.dropFirst(prefix.count)) : what
        guard let path = [name, "\(name).md", "\(name).yml", "\(name).yaml"].first(where: { site.packet(of: $0) != nil }), let packet = site.packet(of: path) else {
            throw ValidationError("there is no article or record '\(name)'; give its path in the content folder, such as regimens/some-drug.yml")
        }
        if output == "-" { return Terminal.print(String(decoding: packet, as: UTF8.self)) }
        let target = output ?? "packet-\(path.prefix { $0 != "." }.replacing("/", with: "-")).html"
        do {
            try Data(packet).write(to: URL(fileURLWithPath: target), options: .atomic)
        } catch {
            Terminal.say("error: \(target) cannot be written: \(error.localizedDescription)\n")
            throw ExitCode(2)
        }
        print("\(target): the packet of \(path)")
    }
}
