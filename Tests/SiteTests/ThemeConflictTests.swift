import Diagnostics
import KnowledgeBase
import TestFolders
import Testing

@testable import Site

/// Content that would stand where the theme's files do.
struct ThemeConflictTests {
    @Test("A file or an old address in the place of a theme's file is an error, in whatever letter case")
    func conflicts() throws {
        let folder = try TemporaryFolder()
        try folder.write("title: T\n", to: "site.yml")
        try folder.write(
            """
            ---
            title: Home
            summary: S.
            aliases: [assets/base.css/old]
            ---

            [A](assets/dose-core.js), [B](assets/Calculator.JS), [C](assets/own.js)
            """, to: "index.md")
        for name in ["dose-core.js", "Calculator.JS", "own.js"] { try folder.write("var x;", to: "assets/\(name)") }
        let site = build(folder.path)
        #expect(site.files().isEmpty)
        #expect(
            site.diagnostics.filter { $0.rule == .duplicateOutput }.map(\.summary) == [
                "the output file 'assets/Calculator.JS' is already taken", "the output file 'assets/dose-core.js' is already taken",
                "the output file 'assets/base.css/old/index.html' is already taken",
            ])
        #expect(site.diagnostics.first { $0.rule == .duplicateOutput }?.notes.map(\.text) == ["the theme has 'assets/calculator.js'"])
    }
}
