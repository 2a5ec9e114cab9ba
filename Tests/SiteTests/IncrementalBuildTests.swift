import Diagnostics
import Foundation
import KnowledgeBase
import SeededNumbers
import SourceData
import TestFolders
import Testing

@testable import Site

/// A build that remembers earlier ones writes what a build from nothing writes.
@Suite(.timeLimit(.minutes(20)))
struct IncrementalBuildTests {
    @Test("After any edit, byte for byte", arguments: [1, 2] as [UInt64])
    func sameAsFromNothing(_ seed: UInt64) throws {
        let place = try Place()
        var random = SeededGenerator(seed: seed)
        var published = 0
        var kinds = Set<Int>()
        var isBroken = false
        for step in 0..<32 {
            // The first is the site as it is; what is broken is mended; each kind of edit comes at least once.
            let next = kinds.count < Place.editCount - 1 ? kinds.count : Int(random.next() % UInt64(Place.editCount))
            let kind = step == 0 ? nil : isBroken ? Place.editCount - 1 : next
            if let kind {
                try place.edit(kind, step, &random)
                kinds.insert(kind)
            }
            let fresh = place.fresh()
            let kept = try place.build()
            // Only a folder that held a site can miss addresses of it.
            #expect(kept.diagnostics.filter { $0.rule != .lostAddress } == fresh.diagnostics, "step \(step), kind \(String(describing: kind))")
            isBroken = fresh.diagnostics.hasErrors
            if isBroken { continue }
            published += 1
            let wanted = Dictionary(uniqueKeysWithValues: fresh.files().map { ($0.path, $0.bytes) })
            let found = try place.site()
            #expect(Set(found.keys) == Set(wanted.keys), "step \(step), kind \(String(describing: kind))")
            for (path, bytes) in wanted where found[path] != bytes { Issue.record("\(path) differs after step \(step), kind \(String(describing: kind))") }
        }
        #expect(kinds.count == Place.editCount && published > 13)
    }

    @Test("Only what changed is worked out again")
    func shares() throws {
        let place = try Place()
        var result = try place.shares()
        #expect(result["parse"]?.done == 4 && result["check"]?.done == 4 && result["pages"]?.done == result["pages"]?.all)
        result = try place.shares()
        #expect(result["parse"]?.done == 0 && result["check"]?.done == 0 && result["pages"]?.done == 0)
        // Words of one article: its page.
        try place.change("index.md") { $0 + "\nMore words.\n" }
        result = try place.shares()
        #expect(result["parse"]?.done == 1 && result["check"]?.done == 1 && result["pages"]?.done == 1)
        // A group is a page in a site as small as this.
        #expect(result["search"]?.done == 1 && result["search"]!.all > 10)
        // A product: the articles that link to it, and the pages that show it or dose with it.
        let pages = try #require(result["pages"]).all
        try place.change("products/exampliject.yml") { $0.replacing("\nsummary: ", with: "\nsummary: Other ") }
        result = try place.shares()
        #expect(result["parse"]?.done == 0 && result["check"]?.done == 1)
        #expect(try (4..<pages / 2).contains(#require(result["pages"]).done), "\(result)")
        // A heading, which others could link to: not every page looks at what others see of this article.
        try place.change("dosing/rounding.md") { $0 + "\n## Another {#another}\n\nWords. [@doe2020]\n" }
        result = try place.shares()
        #expect(result["parse"]?.done == 1)
        #expect(try (1..<pages / 2).contains(#require(result["pages"]).done), "\(result)")
        // A page that somebody wrote over is made again.
        try Data("gone".utf8).write(to: URL(fileURLWithPath: place.output + "/dosing/rounding/index.html"))
        #expect(try place.shares()["pages"]?.done == 1)
        #expect(try place.shares()["pages"]?.done == 0)
    }

    @Test("Another version is written into the pages that are there, and none is made again for it")
    func version() throws {
        let place = try Place()
        place.version = ContentVersion(named: "2026.1")
        _ = try place.build()
        let first = try place.site()
        try place.change("index.md") { $0 + "\nMore words.\n" }
        place.version = ContentVersion(named: "2026.2 (May)")
        #expect(try place.shares()["pages"]?.done == 1)
        let second = try place.site()
        #expect(Dictionary(uniqueKeysWithValues: place.fresh().files().map { ($0.path, $0.bytes) }) == second)
        let changed = Set(second.filter { first[$0.key] != $0.value }.keys)
        #expect(changed.isSuperset(of: ["version.js", "dosing/rounding/index.html", "404.html", "embed/examplicin-adults/index.html", "single/examplicin-adults.html"]))
        for (path, bytes) in second where path.hasSuffix(".html") { #expect(!String(decoding: bytes, as: UTF8.self).contains("2026.1"), "\(path)") }
        // None at all is another kind of page.
        place.version = nil
        _ = try place.build()
        #expect(try place.site()["version.js"] == nil)
        #expect(try Dictionary(uniqueKeysWithValues: place.fresh().files().map { ($0.path, $0.bytes) }) == place.site())
    }

    @Test("A version of one day's work has no sign for pages that are kept: it names no one state")
    func inexact() throws {
        let place = try Place()
        place.version = ContentVersion(revision: "1a2b3c4d5e", on: CalendarDate("2026-05-01")!, isChanged: true)
        let files = Dictionary(uniqueKeysWithValues: place.fresh().files().map { ($0.path, $0.text) })
        #expect(files["version.js"] == nil)
        #expect(files["index.html"]?.contains("1a2b3c4d5e of 1 May 2026, with changes not committed") == true)
    }

    @Test("The preview's look at the saved file alone shows what a look at everything shows", arguments: [1, 2] as [UInt64])
    func revised(_ seed: UInt64) throws {
        let place = try Place()
        var random = SeededGenerator(seed: seed)
        var memory = SiteBuild.Memory()
        var shown = try #require(place.look(&memory)?.generator)
        var counts = [true: 0, false: 0]
        for step in 0..<40 {
            // Words of articles most of the time: they are what can be taken over at once.
            let before = try place.stamps()
            try place.edit(step % 4 == 3 ? Int(random.next() % 10) : 0, step, &random)
            let changed = try place.stamps().filter { before[$0.key] != $0.value }.map(\.key)
            if changed.isEmpty { continue }
            let isRevised = memory.revise(changed, content: place.content, in: shown)
            counts[isRevised, default: 0] += 1
            let build = place.look(&memory)
            #expect((build == nil) == isRevised, "step \(step)")
            if let generator = build?.generator { shown = generator }
            let fresh = place.fresh()
            if fresh.diagnostics.hasErrors {
                #expect(!isRevised)
                try place.edit(Place.editCount - 1, step, &random)
                shown = try #require(place.look(&memory)?.generator)
                continue
            }
            for file in fresh.files() where shown.file(at: file.path)?.bytes != file.bytes { Issue.record("\(file.path) differs after step \(step)") }
        }
        #expect(counts[true]! > 5 && counts[false]! > 5)
    }

    @Test("A memory that is damaged, or another version's, is passed over")
    func damaged() throws {
        let place = try Place()
        _ = try place.build()
        let file = try #require(FileManager.default.contentsOfDirectory(atPath: place.cacheFolder).first.map { "\(place.cacheFolder)/\($0)" })
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        var random = SeededGenerator(seed: 3)
        for number in 0..<40 {
            var bytes = [UInt8](whole)
            switch number % 4 {
            case 0: bytes.removeLast(1 + Int(random.next() % UInt64(bytes.count - 1)))
            case 1: bytes[Int(random.next() % UInt64(bytes.count))] ^= UInt8(1 + random.next() % 255)
            case 2: bytes.append(0)
            default: bytes = []
            }
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            #expect(place.isForgotten)
        }
        try whole.write(to: URL(fileURLWithPath: file))
        #expect(!place.isForgotten)
        #expect(place.cache(identity: Stamp([UInt8](arrayLiteral: 2))).load().finished == nil)
        // Bytes that say something else than was written: refused or read, never a crash. The stamp in front keeps them away.
        for _ in 0..<400 {
            var bytes = [UInt8](whole.dropFirst(32))
            for _ in 0...(random.next() % 4) { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
            var archive = ArchiveReader(bytes)
            _ = try? archive.optional(FinishedBuild.self)
            archive = ArchiveReader(archive.rest())
            _ = try? archive.value(LoadMemory.self)
        }
    }
}

/// A site, its theme and its memory in a folder of their own.
private final class Place {
    let folder: TemporaryFolder
    private let lost: [String: Data]

    var content: String { folder.path + "/content" }
    var themes: String { folder.path + "/themes" }
    var output: String { folder.path + "/site" }
    var cacheFolder: String { folder.path + "/cache" }

    init() throws {
        folder = try TemporaryFolder()
        let files = FileManager.default
        try files.copyItem(atPath: Repository.fixture, toPath: folder.path + "/content")
        try files.copyItem(atPath: Repository.themes, toPath: folder.path + "/themes")
        // The compiled cores are large and the same all the time; only their versions are looked at.
        for core in ["dose-core.js", "criteria-core.js"] {
            let path = folder.path + "/themes/clinic/assets/\(core)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let version = try #require(text.firstMatch(of: /version:"[0-9a-f]+"/)).output
            try Data("var MateriaCore={\(version)}\n".utf8).write(to: URL(fileURLWithPath: path))
        }
        var all: [String: Data] = [:]
        for path in try files.subpathsOfDirectory(atPath: folder.path + "/content") {
            all[path] = files.contents(atPath: folder.path + "/content/" + path)
        }
        lost = all
    }

    func cache(identity: Stamp = Stamp([UInt8](arrayLiteral: 1))) -> BuildCache { BuildCache(folder: cacheFolder, identity: identity, site: [content]) }

    var isForgotten: Bool {
        let recalled = cache().load()
        return recalled.finished == nil && recalled.memory().pages.entries.isEmpty
    }

    var version: ContentVersion?
    private var options: Generator.Options { .init(threads: 2, version: version) }

    func fresh() -> SiteBuild { SiteBuild.run(content: content, themes: themes, options: options) }

    /// As the command does.
    func build(_ timings: Timings = Timings()) throws -> SiteBuild {
        try SiteBuild.build(
            content: content, themes: themes, options: options, isStrict: false, into: OutputFolder(output, inputs: [content, themes]), cache: cache(),
            timings: timings, accepts: { !$0.diagnostics.hasErrors }
        ).build
    }

    /// As the preview does.
    func look(_ memory: inout SiteBuild.Memory) -> SiteBuild? {
        memory.build(content: content, themes: themes, themeStamp: 1, options: options, isStrict: false)
    }

    func stamps() throws -> [String: Stamp] {
        var stamps: [String: Stamp] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: content) {
            if let data = FileManager.default.contents(atPath: "\(content)/\(path)") { stamps[path] = Stamp([UInt8](data)) }
        }
        return stamps
    }

    func shares() throws -> [String: Timings.Share] {
        let timings = Timings()
        _ = try build(timings)
        return timings.shares
    }

    func site() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: output) where path != OutputFolder.manifestName {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: "\(output)/\(path)", isDirectory: &isFolder), isFolder.boolValue { continue }
            found[path] = FileManager.default.contents(atPath: "\(output)/\(path)").map { [UInt8]($0) }
        }
        return found
    }

    func change(_ path: String, in root: String? = nil, _ edit: (String) -> String) throws {
        let full = "\(root ?? content)/\(path)"
        try Data(edit(String(contentsOfFile: full, encoding: .utf8)).utf8).write(to: URL(fileURLWithPath: full))
    }

    static let editCount = 14

    func edit(_ kind: Int, _ step: Int, _ random: inout SeededGenerator) throws {
        let all = try FileManager.default.subpathsOfDirectory(atPath: content).sorted()
        func pick(_ suffix: String) throws -> String {
            let paths = all.filter { $0.hasSuffix(suffix) }
            return paths[Int(random.next() % UInt64(paths.count))]
        }
        switch kind {
        case 0: try change(pick(".md")) { $0 + "\nMore words, number \(step).\n" }
        case 1: try change(pick(".md")) { $0.replacing("\n## ", with: "\nMoved down.\n\n## ", maxReplacements: 1) }
        case 2: try change(pick(".md")) { $0.replacing("\ntitle: ", with: "\ntitle: Other ", maxReplacements: 1) }
        case 3: try change(pick(".md")) { $0 + "\n## Section \(step)\n\nWhat was seen. [@doe2020]\n" }
        // A value that articles state, and one that they are filled in from.
        case 4: try change(pick(".yml")) { $0 + "\n# \(step)\n" }
        case 5: try change("regimens/examplicin-adults.yml") { $0.replacing("15 mg/kg", with: "\(16 + step) mg/kg") }
        case 6: try change("products/exampliject.yml") { $0.replacing("\ntitle: ", with: "\ntitle: Other ", maxReplacements: 1) }
        case 7: try change("references/library.json") { $0.replacing("A score for", with: "Another score for", maxReplacements: 1) }
        case 8: try change("glossary.yml") { $0 + "\n- term: Word \(step)\n  abbreviation: W\(step)\n" }
        case 9: try change("site.yml") { $0.replacing("title: ", with: "title: Other ", maxReplacements: 1) }
        case 10: try change("clinic/templates/article.mustache", in: themes) { $0 + "<!-- \(step) -->\n" }
        case 11:
            try folder.write(
                "---\ntitle: New \(step)\nsummary: A page.\ntags: [adult]\n---\n\n> [!PITFALL]\n> Not this. [@doe2020]\n", to: "content/therapies/new-\(step).md")
        case 12:
            let path = try pick(".md")
            if path != "index.md" { try FileManager.default.moveItem(atPath: "\(content)/\(path)", toPath: "\(content)/\(path.dropLast(3))-moved.md") }
        default:
            // Everything as it was, but for what was added: a removal, too, of what was moved.
            for (path, data) in lost { try data.write(to: URL(fileURLWithPath: "\(content)/\(path)")) }
            for path in all where path.hasSuffix("-moved.md") { try FileManager.default.removeItem(atPath: "\(content)/\(path)") }
        }
    }
}
