import Foundation
import KnowledgeBase
import TestFolders
import Testing

@testable import Site

struct ChangedWhileBuiltTests {
    @Test("a page is not made of words that were not checked")
    func refused() throws {
        let content = try TemporaryFolder(copying: Repository.fixture)
        let output = try TemporaryFolder()
        let build = SiteBuild.run(content: content.path, themes: Repository.themes, options: Generator.Options(threads: 1))
        #expect(build.generator != nil)
        // It has a recommendation, which a page that gathers asks for when its own page is made and its text was let go.
        try content.write(content.read("dosing/rounding.md")! + "\nMore words.\n", to: "dosing/rounding.md")
        var memory = PageMemory()
        let site = "\(output.path)/site"
        let folder = try OutputFolder(site, inputs: [content.path])
        let failure = #expect(throws: OutputFolder.Failure.self) { _ = try build.publish(into: folder, memory: &memory) }
        #expect(failure?.description == "'dosing/rounding.md' was changed while the site was made; build it again")
        #expect(!FileManager.default.fileExists(atPath: site))
    }
}
