import Foundation
import TestFolders
import Testing

@testable import Site
@testable import Views

/// The safety file says what the records say, and claims nothing of Materia that no test shows.
struct SafetyFileTests {
    private static let site = Dictionary(uniqueKeysWithValues: build(Repository.fixture).files().map { ($0.path, $0.text) })

    @Test("Each hazard of Materia names tests that there are")
    func testsOfHazards() throws {
        let tests = URL(fileURLWithPath: Repository.fixture).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        var names = Set<Substring>()
        for path in try FileManager.default.subpathsOfDirectory(atPath: tests.path) {
            let isPython = path.hasPrefix("Site/test_") && path.hasSuffix(".py")
            guard isPython || path.hasSuffix("Tests.swift") else { continue }
            let text = try String(contentsOf: tests.appendingPathComponent(path), encoding: .utf8)
            if isPython {
                for match in text.matches(of: /(?m)^def (test_\w+)\(/) { names.insert(match.output.1) }
            } else {
                // A function that carries @Test, on its line or the lines above.
                for match in text.matches(of: /@Test(?:[^@{}]|\{[^{}]*\})*?func (\w+)\(/) { names.insert(match.output.1) }
            }
        }
        #expect(names.count > 400)
        for entry in MateriaHazards.all {
            #expect(!entry.tests.isEmpty, "\(entry.hazard)")
            for test in entry.tests { #expect(names.contains(test[...]), "\(test) of “\(entry.hazard)”") }
        }
    }

    @Test("There is one for each calculator and checklist, and one file of all that needs no other")
    func pages() throws {
        let expected = Self.site.keys.filter {
            $0.wholeMatch(of: /(?:regimens|criteria)\/.+\/index\.html/) != nil && $0 != "criteria/index.html" && $0 != "regimens/index.html"
        }
        #expect(expected.count == 5)
        for page in expected { #expect(Self.site["safety/" + page] != nil, "\(page)") }
        let file = try #require(Self.site["safety/safety-file.html"])
        // Nothing is loaded, and no link leads out of the file but to the web.
        #expect(!file.contains("<link") && !file.contains("<script") && !file.contains("src=\""))
        for match in file.matches(of: /href="([^"]*)"/) { #expect(match.output.1.hasPrefix("#") || match.output.1.hasPrefix("http"), "\(match.output.1)") }
        let ids = file.matches(of: /\sid="([^"]*)"/).map(\.output.1)
        #expect(Set(ids).count == ids.count)
        for match in file.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(match.output.1), "\(match.output.1)") }
    }

    @Test(
        "Every section that an approval asks for is there, in this order",
        arguments: [
            "safety/regimens/examplicin-adults/index.html", "safety/criteria/ef-score/index.html",
        ])
    func sections(_ page: String) throws {
        let text = try #require(Self.site[page])
        let titles = text.matches(of: /<h2>([^<]*)<\/h2>/).map { String($0.output.1) }
        let wanted = [
            "What it is", "Intended use and users", "Inputs and their limits", "The logic in words", "Examples and their results", "Known limits",
            "Hazards and what is done about them", "Change history",
        ]
        #expect(titles.filter(wanted.contains) == wanted)
        #expect(text.contains("No clinician has reviewed this record.") && text.contains("Materia; shown by <code>"))
    }

    @Test("A site with nothing to work out has none")
    func nothing() throws {
        let folder = try TemporaryFolder()
        try Data("title: Test\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/site.yml"))
        try Data("---\ntitle: Home\nsummary: A test.\nstatus: current\n---\n\nWords.\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/index.md"))
        #expect(!build(folder.path).files().contains { $0.path.hasPrefix("safety/") || $0.text.contains("Safety file") && $0.path.hasSuffix(".html") })
    }
}
