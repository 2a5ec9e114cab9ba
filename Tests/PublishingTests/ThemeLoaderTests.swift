import Diagnostics
import Testing

@testable import Publishing

/// What a theme writer can get wrong, and is told.
struct ThemeLoaderTests {
    private func messages(_ files: [String: String], theme: String = "mine") throws -> String {
        let folder = try TemporaryFolder()
        for (path, text) in files { try folder.write(text, to: path) }
        let log = DiagnosticLog()
        _ = ThemeLoader(themesFolder: folder.path, log: log).load(Located(theme, at: .init(file: "site.yml", line: 3, column: 8)))
        return ConsoleFormat().format(log.diagnostics.ordered()).replacing(folder.path, with: "THEMES")
    }

    private func complete(_ name: String) -> [String: String] {
        var files = ["\(name)/theme.yml": "title: Base\n"]
        for template in Theme.required { files["\(name)/templates/\(template).mustache"] = "{{title}}" }
        return files
    }

    @Test func unknownTheme() throws {
        #expect(
            try messages([:]) == """
                site.yml:3:8: error: there is no theme 'mine' [unusable-theme]
                    help: a theme is a folder inside THEMES with a theme.yml

                """)
    }

    @Test func nameThatLeavesTheFolder() throws {
        #expect(try messages([:], theme: "../etc").hasPrefix("site.yml:3:8: error: '../etc' is not the name of a theme [unusable-theme]"))
    }

    @Test func circle() throws {
        #expect(
            try messages(["mine/theme.yml": "title: A\nextends: other\n", "other/theme.yml": "title: B\nextends: mine\n"]) == """
                THEMES/other/theme.yml:2:10: error: the themes extend each other in a circle: mine, other, mine [unusable-theme]
                    help: remove one `extends:` line

                """)
    }

    @Test func missingTemplate() throws {
        var files = complete("mine")
        files["mine/templates/regimen.mustache"] = nil
        #expect(
            try messages(files) == """
                THEMES/mine/templates/regimen.mustache:1:1: error: the theme has no template 'regimen' [invalid-template]
                    help: add it, or extend a theme that has it

                """)
    }

    @Test func unclosedSection() throws {
        var files = complete("base")
        files["mine/theme.yml"] = "title: Mine\nextends: base\n"
        files["mine/templates/article.mustache"] = "<p>\n{{#a}}\n</p>\n"
        let text = try messages(files)
        #expect(text.hasPrefix("THEMES/mine/templates/article.mustache:"))
        #expect(text.contains("error: the template cannot be read"))
    }

    @Test func unknownKey() throws {
        var files = complete("mine")
        files["mine/theme.yml"] = "title: A\nextend: base\n"
        #expect(
            try messages(files) == """
                THEMES/mine/theme.yml:2:1: error: a theme has no field 'extend' [unknown-key]
                    help: did you mean 'extends'?

                """)
    }
}
