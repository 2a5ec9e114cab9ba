import Diagnostics
import Foundation
import KnowledgeBase
import SourceData
import TestFolders
import Testing

@testable import Site

/// The site of an overlay: what its pages say, and builds that remember earlier ones while either folder is edited.
@Suite(.timeLimit(.minutes(20)))
struct OverlayBuildTests {
    @Test("Every page that is the site's own says so, and so does what programs read")
    func pages() throws {
        let place = try OverlayPlace()
        let build = place.fresh()
        #expect(build.diagnostics.filter { $0.severity == .error }.isEmpty, "\(ConsoleFormat().format(build.diagnostics))")
        let files = Dictionary(uniqueKeysWithValues: build.files().map { ($0.path, $0.text) })
        let regimen = try #require(files["regimens/examplicin-adults/index.html"])
        #expect(regimen.contains("<code>facts/colour/value</code>: <ins>dull green</ins> (there <del>bright green</del>)"))
        #expect(regimen.contains("The committee, 20 November 2026: It is so here."))
        for path in ["embed/examplicin-adults/index.html", "single/examplicin-adults.html", "safety/regimens/examplicin-adults/index.html"] {
            #expect(files[path]?.contains("facts/colour/value dull green instead of bright green") == true, "\(path)")
        }
        #expect(files["coverage/ours/index.html"]?.contains("<span class=\"badge badge-local\">Local</span>") == true)
        #expect(files["dosing/rounding/index.html"]?.contains("<span class=\"badge badge-local\">Replaced locally</span>") == true)
        // A page of the other knowledge base that rests on a record that is another here.
        #expect(files["indications/example-fever/index.html"]?.contains("Examplicin for adults</a>, changed locally") == true)
        #expect(files["protocols/index.html"]?.contains("badge-local\">Local<") == true)
        #expect(files["therapies/examplicin/index.html"]?.contains("<del>") == false && files["products/index.html"]?.contains("badge-local") == false)
        #expect(files["data/records/regimens/examplicin-adults.json"]?.contains("\"state\": \"changed\"") == true)
        #expect(files["fhir/bundle.json"]?.contains("Changed locally from that of") == true)
    }

    @Test("After any edit of either folder, byte for byte, and the other folder is as it was")
    func sameAsFromNothing() throws {
        let place = try OverlayPlace()
        var memory = SiteBuild.Memory()
        let edits = place.edits
        for step in edits.indices {
            try edits[step % edits.count](place, step)
            let before = try place.upstream()
            let fresh = place.fresh()
            let kept = try place.build()
            #expect(kept.diagnostics.filter { $0.rule != .lostAddress } == fresh.diagnostics, "step \(step)")
            let looked = place.look(&memory)
            #expect(looked.map { $0.diagnostics == fresh.diagnostics } ?? true, "step \(step)")
            #expect(try place.upstream() == before)
            if fresh.diagnostics.hasErrors { continue }
            for file in fresh.files() {
                if place.bytes(of: file.path) != file.bytes { Issue.record("\(file.path) differs after step \(step)") }
                if step == edits.count - 1, let looked, looked.generator?.file(at: file.path)?.bytes != file.bytes {
                    Issue.record("\(file.path) differs in the preview after step \(step)")
                }
            }
        }
    }
}

/// The valid fixture as a shared knowledge base, and a site beside it.
private final class OverlayPlace {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Repository.fixture, toPath: folder.path + "/shared")
        try folder.write("title: Ours\nextends: ../shared\n", to: "ours/site.yml")
        try folder.write(
            "---\ntitle: Our payer\nsummary: A page.\n---\n\nSee [the fever](../indications/example-fever.md) and [our protocol](../protocols/ours.yml). [@doe2020]\n",
            to: "ours/coverage/ours.md")
        try folder.write("title: Our protocol\nweight: { basis: actual }\nrounding: { to: 1 g, direction: nearest }\nsources: [doe2020]\n", to: "ours/protocols/ours.yml")
        try folder.write("---\ntitle: Rounding here\nsummary: A page.\n---\n\n## Step\n\nOurs. [@doe2020]\n", to: "ours/dosing/rounding.md")
        try accept()
    }

    /// Overrides of the versions that are there now.
    func accept() throws {
        for (name, file, rest) in [
            ("rounding", "dosing/rounding.md", "replaced: true"),
            ("adults", "regimens/examplicin-adults.yml", "changes:\n  - { at: facts/colour/value, was: bright green, now: dull green }"),
        ] {
            let version = ContentFile(path: file, text: folder.read("shared/\(file)") ?? "").version
            try folder.write("file: \(file)\nversion: '\(version)'\nwhy: It is so here.\nby: The committee\non: 2026-11-20\n\(rest)\n", to: "ours/overrides/\(name).yml")
        }
    }

    typealias Edit = (OverlayPlace, Int) throws -> Void

    var edits: [Edit] {
        [
            { _, _ in },
            { place, step in try place.change("shared/therapies/examplicin.md") { $0 + "\nMore words, number \(step).\n" } },
            { place, step in try place.change("ours/coverage/ours.md") { $0 + "\nMore words, number \(step).\n" } },
            // Beneath an override: an error, until it is accepted.
            { place, step in try place.change("shared/regimens/examplicin-adults.yml") { $0 + "\n# \(step)\n" } },
            { place, _ in try place.accept() },
            { place, step in try place.change("ours/overrides/adults.yml") { $0.replacing(/why: .*/, with: "why: Reason \(step).") } },
            { place, step in try place.change("shared/site.yml") { $0.replacing("title: ", with: "title: Other ") } },
            { place, step in
                try place.folder.write(
                    "---\ntitle: New \(step)\nsummary: A page.\n---\n\nWords. [@doe2020]\n", to: "\(step % 2 == 0 ? "shared" : "ours")/therapies/new-\(step).md")
            },
            { place, step in try place.change("ours/protocols/ours.yml") { $0.replacing(/title: .*/, with: "title: Our protocol \(step)") } },
        ]
    }

    private func change(_ path: String, _ edit: (String) -> String) throws { try folder.write(edit(folder.read(path) ?? ""), to: path) }

    private var options: Generator.Options { .init(threads: 2) }
    private var content: String { folder.path + "/ours" }

    func fresh() -> SiteBuild { SiteBuild.run(content: content, themes: Repository.themes, options: options) }

    func build() throws -> SiteBuild {
        try SiteBuild.build(
            content: content, themes: Repository.themes, options: options, isStrict: false,
            into: OutputFolder(folder.path + "/site", inputs: [content, Repository.themes]),
            cache: BuildCache(folder: folder.path + "/cache", identity: Stamp([UInt8](arrayLiteral: 1)), site: [content]), timings: Timings(),
            accepts: { !$0.diagnostics.hasErrors }
        ).build
    }

    func look(_ memory: inout SiteBuild.Memory) -> SiteBuild? {
        memory.build(content: content, themes: Repository.themes, themeStamp: 1, options: options, isStrict: false)
    }

    func bytes(of path: String) -> [UInt8]? { FileManager.default.contents(atPath: "\(folder.path)/site/\(path)").map { [UInt8]($0) } }

    func upstream() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/shared") {
            files[path] = FileManager.default.contents(atPath: "\(folder.path)/shared/\(path)")
        }
        return files
    }
}
