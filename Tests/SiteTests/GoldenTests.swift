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
    @Test func pagesAreWhatWasApproved() throws {
        let site = build(Repository.fixture)
        #expect(site.diagnostics.isEmpty)
        // Single files carry all styles and scripts inside and say nothing more than the frames do.
        let pages = site.files().filter { $0.path.hasSuffix(".html") && !$0.path.hasPrefix("single/") }
        if ProcessInfo.processInfo.environment["MATERIA_RECORD_GOLDEN"] != nil {
            try record(pages)
            return
        }
        let approved = try FileManager.default.subpathsOfDirectory(atPath: Repository.golden.path).filter { $0.hasSuffix(".html") }
        #expect(pages.map(\.path) == approved.sorted())
        for page in pages {
            let expected = try String(contentsOf: Repository.golden.appendingPathComponent(page.path), encoding: .utf8)
            let found = stable(page.text)
            guard expected != found else { continue }
            let pairs = zip(
                expected.split(separator: "\n", omittingEmptySubsequences: false),
                found.split(separator: "\n", omittingEmptySubsequences: false))
            let line = pairs.enumerated().first { $1.0 != $1.1 }
            Issue.record("\(page.path):\((line?.offset ?? 0) + 1)\nexpected: \(line?.element.0 ?? "")\nfound:    \(line?.element.1 ?? "")")
        }
    }

    @Test func threadsDoNotShow() {
        let files = build(Repository.fixture, threads: 1).files()
        #expect(files.count > 40)
        #expect(files.map(\.text) == build(Repository.fixture, threads: 8).files().map(\.text))
    }

    private func record(_ pages: [OutputFile]) throws {
        let before = try FileManager.default.subpathsOfDirectory(atPath: Repository.golden.path).filter { $0.hasSuffix(".html") }.sorted()
        var said = before.filter { path in !pages.contains { $0.path == path } }.map { "removed: \($0)" }
        try FileManager.default.removeItem(at: Repository.golden)
        for page in pages {
            let url = Repository.golden.appendingPathComponent(page.path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(stable(page.text).utf8).write(to: url)
            said.append("written: \(page.path)")
        }
        Issue.record("recorded, not tested\n\(said.joined(separator: "\n"))")
    }

    /// Without what changes with every change of a script or sheet: the names of assets, and the version of the core, which starts every
    /// encoded record.
    private func stable(_ text: String) -> String {
        text.replacing(/(assets\/[\w-]+)\.[0-9a-f]{8}\./, with: { "\($0.output.1)." }).replacing(EncodedNumbers.text([CoreVersion.number]), with: "CORE").replacing(
            CoreVersion.text, with: "CORE")
    }
}
