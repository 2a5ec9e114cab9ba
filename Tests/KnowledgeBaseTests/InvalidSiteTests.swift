import Diagnostics
import Foundation
import Testing

@testable import KnowledgeBase

/// Every folder of `Fixtures/invalid` is a site with a mistake, and `expected.txt` is what the author is told.
struct InvalidSiteTests {
    @Test(arguments: Fixture.invalidNames)
    func saysExactlyWhatIsExpected(_ name: String) throws {
        let file = Fixture.folder.appendingPathComponent("invalid/\(name)/expected.txt")
        let expected = try String(contentsOf: file, encoding: .utf8)
        let diagnostics = Fixture.load("invalid/\(name)").diagnostics
        #expect(ConsoleFormat(explains: false).format(diagnostics) == expected)
    }

    @Test func everyRuleHasAFixture() throws {
        var expected = ""
        for name in Fixture.invalidNames {
            expected += try String(
                contentsOf: Fixture.folder.appendingPathComponent("invalid/\(name)/expected.txt"), encoding: .utf8)
        }
        // Git keeps no file that cannot be read, and needs none of a megabyte; ContentFolderTests and ContentFileTests make them. Earlier names
        // of files are not in the files.
        let rules = try ruleIDs().subtracting(["unreadable-file", "too-large-file", "missing-alias", "lost-address"])
        #expect(rules.count > 40)
        #expect(rules.filter { !expected.contains("[\($0)]\n") } == [])
    }

    @Test func theListsOfRulesHaveEachRuleOnce() throws {
        let listed = Rule.ofContent.map(\.id)
        #expect(Set(listed) == (try ruleIDs()))
        #expect(Set(listed).count == listed.count)
    }

    /// The rules of the modules that read content, from their source: a list by hand would forget the next one.
    private func ruleIDs() throws -> Set<String> {
        let sources = Fixture.folder.appendingPathComponent("../../../Sources").standardizedFileURL
        var ids = Set<String>()
        for module in ["Diagnostics", "SourceData", "Markdown", "Citations", "KnowledgeBase"] {
            let folder = sources.appendingPathComponent(module)
            for case let path as String in FileManager.default.enumerator(atPath: folder.path)!
            where path.hasSuffix(".swift") {
                let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
                for match in text.matches(of: /= Rule\(\s*"([a-z0-9-]+)"/) { ids.insert(String(match.output.1)) }
            }
        }
        return ids
    }

    @Test func manyMistakesAreReportedTogetherInOrder() throws {
        let diagnostics = Fixture.load("invalid/many").diagnostics
        #expect(Set(diagnostics.map(\.position.file)).count == 7)
        #expect(Set(diagnostics.map(\.rule.id)).count >= 12)
        #expect(diagnostics.map(\.position) == diagnostics.map(\.position).sorted())
    }

    @Test func aSiteWithMistakesStillLoads() {
        #expect(Fixture.load("invalid/many").knowledgeBase?.articles.count == 2)
        #expect(Fixture.load("invalid/missing-file").knowledgeBase == nil)
    }
}
