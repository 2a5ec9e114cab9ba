import ClinicalLogic
import Foundation
import TestFolders
import Testing

@testable import Site
@testable import Views

/// The valid fixture site, page by page, against what was looked at and approved.
///
/// After a change that is meant, run `MATERIA_RECORD_GOLDEN=1 swift test --filter GoldenTests`, read the diff, and run the tests without it:
/// a run that records fails, so that none can pass by approving what it found.
struct GoldenTests {
    /// Kept whole, one for each kind of surroundings: an article, an index, the home page, the page for what is not found, pages with a
    /// checklist, a letter and a calculator, frames of both kinds, an old address, the search, the safety file, and what changed. Of any other page its file says whose surroundings it
    /// has, and keeps what is its own.
    private static let whole = [
        "dosing/rounding/index.html", "dosing/index.html", "index.html", "404.html", "criteria/ef-score/index.html",
        "criteria/payers/sample-payer/index.html", "regimens/examplicin-children/index.html", "embed/criteria/ef-score/index.html",
        "embed/examplicin-children/index.html", "old/example-fever.html", "search/index.html",
        "safety/index.html", "changes/index.html",
    ]

    @Test(.timeLimit(.minutes(20)))
    func pagesAreWhatWasApproved() throws {
        let pages = try Self.pages()
        if ProcessInfo.processInfo.environment["MATERIA_RECORD_GOLDEN"] != nil { return try Self.record(pages) }
        let approved = try FileManager.default.subpathsOfDirectory(atPath: Repository.golden.path).filter { $0.hasSuffix(".html") }.sorted()
        #expect(pages.map(\.path) == approved)
        for page in pages where approved.contains(page.path) {
            let expected = try Self.approved(page.path)
            if expected == page.text { continue }
            let lines = [expected, page.text].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            let number = (0...).first { index in lines[0].dropFirst(index).first != lines[1].dropFirst(index).first } ?? 0
            let (wanted, found) = (lines[0].dropFirst(number).first ?? "the end", lines[1].dropFirst(number).first ?? "the end")
            Issue.record("\(page.path), line \(number + 1) of the page\nexpected: \(wanted)\nfound:    \(found)")
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func threadsDoNotShow() {
        let files = build(Repository.fixture, threads: 1).files()
        #expect(files.count > 40)
        #expect(files.map(\.text) == build(Repository.fixture, threads: 8).files().map(\.text))
    }

    /// A single file is its frame with everything inside: but for links, which lead nowhere from a file that is moved, it says the same.
    @Test func singleFilesSayWhatFramesDo() throws {
        let files = Dictionary(uniqueKeysWithValues: build(Repository.fixture).files().map { ($0.path, $0.text) })
        let singles = files.keys.filter { $0.hasPrefix("single/") }
        #expect(singles.count == 5)
        for single in singles {
            let frame = try #require(files["embed/" + single.dropFirst("single/".count).replacing(".html", with: "/index.html")], "\(single)")
            let saysSame = try Self.words(of: #require(files[single])) == Self.words(of: frame).replacing(" The full record", with: "")
            #expect(saysSame, "\(single)")
        }
    }

    // MARK: Pages and files

    private struct Page {
        let path: String
        let text: String
    }

    private static func pages() throws -> [Page] {
        let site = build(Repository.fixture)
        #expect(site.diagnostics.isEmpty)
        return site.files().filter { $0.path.hasSuffix(".html") && !$0.path.hasPrefix("single/") && $0.path != "safety/safety-file.html" }.map {
            Page(path: $0.path, text: stable($0.text))
        }
    }

    private static func file(_ path: String) throws -> String {
        try String(contentsOf: Repository.golden.appendingPathComponent(path), encoding: .utf8)
    }

    /// The whole page that was approved: as it stands in its file, or as its file makes it of another one.
    private static func approved(_ path: String) throws -> String {
        let text = try file(path)
        if whole.contains(path) { return text }
        let parts = try #require(text.wholeMatch(of: /Surroundings: (.*)\n((?s).*)/), "\(path) does not say whose surroundings it has")
        let other = String(parts.output.1)
        try #require(whole.contains(other), "\(path): '\(other)' is not kept whole")
        return try PageSurroundings(of: file(other), at: other).page(String(parts.output.2), at: path)
    }

    private static func record(_ pages: [Page]) throws {
        var files: [(path: String, text: String)] = []
        for page in pages {
            let own = PageSurroundings.own(page.text)
            let like = try whole.first { path in
                guard let other = pages.first(where: { $0.path == path }) else { return false }
                return try PageSurroundings(of: other.text, at: path).page(own, at: page.path) == page.text
            }
            if let like, !whole.contains(page.path) {
                files.append((page.path, "Surroundings: \(like)\n\(own)"))
            } else {
                files.append((page.path, page.text))
                if !whole.contains(page.path) { Issue.record("\(page.path) has surroundings of its own: name it among those that are kept whole") }
            }
        }
        let before = try FileManager.default.subpathsOfDirectory(atPath: Repository.golden.path).filter { $0.hasSuffix(".html") }.sorted()
        let gone = before.filter { path in !files.contains { $0.path == path } }
        for path in gone { try FileManager.default.removeItem(at: Repository.golden.appendingPathComponent(path)) }
        let changed = try files.filter { entry in try !before.contains(entry.path) || file(entry.path) != entry.text }
        for (path, text) in changed {
            let url = Repository.golden.appendingPathComponent(path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let said = changed.map { "written: \($0.path)" } + gone.map { "removed: \($0)" }
        Issue.record("recorded, not tested\n\(said.isEmpty ? "nothing has changed" : said.joined(separator: "\n"))")
    }

    /// Without what changes with every change of a script or sheet: the names of assets, and the version of the core, which starts every
    /// encoded record.
    private static func stable(_ text: String) -> String {
        text.replacing(/(assets\/[\w-]+)\.[0-9a-f]{8}\./, with: { "\($0.output.1)." }).replacing(EncodedNumbers.text([CoreVersion.number]), with: "CORE").replacing(
            CoreVersion.text, with: "CORE")
    }

    /// What stands between the tags of the main part, with its white space made even.
    private static func words(of page: String) throws -> String {
        let main = try #require(page.firstMatch(of: PageSurroundings.main)).output
        // Where a host forbids its styles, a single file says so.
        return main.replacing(/<p class="single-blocked">[^<]*<\/p>/, with: "").replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
    }
}
