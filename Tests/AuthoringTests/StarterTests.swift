import Authoring
import Diagnostics
import KnowledgeBase
import Testing

/// What `materia new` makes, without the disk.
@Suite(.timeLimit(.minutes(10)))
struct StarterTests {
    private static var site: [ContentFile] { content(Starter.site(title: "My hospital").filter { $0.path.hasPrefix("content/") && !$0.path.contains("/.") }) }

    private static func content(_ files: [StartedFile]) -> [ContentFile] {
        files.map { ContentFile(path: $0.path.hasPrefix("content/") ? String($0.path.dropFirst("content/".count)) : $0.path, text: $0.text) }
    }

    private static func messages(_ files: [ContentFile]) -> String {
        let found = KnowledgeBase.load(files, isStrict: true)
        return ConsoleFormat().format(found.diagnostics.filter { $0.severity != .note }.ordered())
    }

    @Test func aNewSiteHasNothingToMend() throws {
        #expect(Self.messages(Self.site) == "")
        let knowledgeBase = try #require(KnowledgeBase.load(Self.site).knowledgeBase)
        #expect(Set(knowledgeBase.records.map(\.head.kind)) == Set(RecordKind.allCases))
        #expect(knowledgeBase.records.allSatisfy { $0.head.status == .illustrative && $0.head.review == nil })
        #expect(knowledgeBase.site.title == "My hospital")
    }

    @Test(arguments: StarterKind.allCases.filter { $0 != .site })
    func aNewFileHasNothingToMend(kind: StarterKind) throws {
        // Where the library has the source already, and where it does not.
        #expect(Self.messages(Self.site + Self.content(try Starter.file(kind, named: "some-name", knowing: ["made-up-source"]))) == "")
        let bare = [
            ContentFile(path: "site.yml", text: "title: Bare\n"),
            ContentFile(path: "index.md", text: "---\ntitle: Bare\nsummary: Nothing.\n---\n\nNothing yet.\n"),
        ]
        #expect(Self.messages(bare + Self.content(try Starter.file(kind, named: "some-name", knowing: []))) == "")
    }

    @Test(arguments: [
        (StarterKind.article, "some-page", "some-page.md"), (.article, "pitfalls/eu/some-page.md", "pitfalls/eu/some-page.md"),
        (.regimen, "some-drug", "regimens/some-drug.yml"), (.regimen, "regimens/some-drug.yml", "regimens/some-drug.yml"),
    ])
    func aFileGoesIntoItsFolder(kind: StarterKind, name: String, path: String) throws {
        #expect(try Starter.file(kind, named: name, knowing: ["made-up-source"]).map(\.path) == [path])
    }

    @Test(arguments: [
        (StarterKind.article, "Some Page", "'Some Page' cannot be the name of a file here: use lower-case letters, digits and hyphens, such as 'some-page'"),
        (.article, "../some-page", "no articles stand in '../'; they stand in indications/, therapies/, dosing/, pitfalls/, coverage/ or at the root"),
        (.article, "pitfals/x", "no articles stand in 'pitfals/'; did you mean 'pitfalls/'?"),
        (.article, "pitfalls/../x", "'..' cannot be the name of a file here: use lower-case letters, digits and hyphens"),
        (.product, "regimens/x", "a product stands directly in products/: give a name without a folder"),
        (.regimen, "", "'' cannot be the name of a file here: use lower-case letters, digits and hyphens"),
        (.regimen, "\u{fc}bung", "'\u{fc}bung' cannot be the name of a file here: use lower-case letters, digits and hyphens, such as 'bung'"),
    ])
    func aNameThatCannotBe(kind: StarterKind, name: String, message: String) {
        let thrown = #expect(throws: Starter.BadName.self) { _ = try Starter.file(kind, named: name, knowing: []) }
        #expect(thrown?.message == message)
    }

    @Test func aSiteIsCalledAsItsFolder() {
        #expect(Starter.siteTitle(ofFolder: "sites/my-hospital/") == "My hospital")
        #expect(Starter.siteTitle(ofFolder: "..") == nil)
        #expect(Starter.siteTitle(ofFolder: "a\"b") == nil)
    }
}
