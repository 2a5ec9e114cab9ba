import Diagnostics
import KnowledgeBase
import TestFolders
import Testing

@testable import Site

/// Addresses of places keep leading there under their old names.
struct FormerPlacesTests {
    private func page(_ path: String, _ file: String, _ text: String) throws -> String {
        let folder = try TemporaryFolder(copying: Repository.fixture)
        let old = try #require(folder.read(file))
        let line = old.hasPrefix("---\n") ? "---\n\(text)\n" + old.dropFirst(4) : old + text + "\n"
        try folder.write(line, to: file)
        let site = build(folder.path)
        #expect(site.diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
        return String(decoding: try #require(site.generator?.file(at: path)).bytes, as: UTF8.self)
    }

    @Test("Of a heading the old name stands in it")
    func heading() throws {
        let page = try page("indications/example-fever/index.html", "indications/example-fever.md", "former-anchors: { how-to-tell: signs }")
        #expect(page.contains("<h2 id=\"signs\"><span id=\"how-to-tell\"></span>Recognising it"))
    }

    @Test("Of a part of a record all that is called by it has an old name, where text can stand")
    func record() throws {
        let page = try page("criteria/ef-score/index.html", "criteria/ef-score.yml", "former-anchors: { old: ears, with-test: with-blood }")
        let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        #expect(["old", "old.plain", "old.with-blood", "with-test"].allSatisfy(ids.contains), "\(ids)")
        for id in ["old", "old.plain"] {
            let before = try #require(page.firstRange(of: "<span id=\"\(id)\"></span>"))
            #expect(page[..<before.lowerBound].hasSuffix(">"))
            let tag = page[..<before.lowerBound].split(separator: "<").last?.prefix { $0.isLetter } ?? ""
            #expect(["td", "th"].contains(String(tag)), "\(id) in \(tag)")
        }
    }

    @Test("An old name that is a name, or leads nowhere, is refused")
    func wrong() throws {
        let folder = try TemporaryFolder(copying: Repository.fixture)
        let score = try #require(folder.read("criteria/ef-score.yml"))
        try folder.write(score + "former-anchors: { mild: ears, old: none }\n", to: "criteria/ef-score.yml")
        #expect(
            build(folder.path).diagnostics.filter { $0.severity == .error }.map { "\($0.summary) [\($0.rule.id)]" } == [
                "'mild' is the name of a place already, and cannot be an old name of 'ears' [duplicate-anchor]", "this page has no place '#none' [broken-anchor]",
            ])
    }
}
