import Diagnostics
import KnowledgeBase
import TestFolders
import Testing

@testable import Templates

/// What a theme writer can get wrong, and is told.
@Suite(.timeLimit(.minutes(20)))
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
                    help: a theme is a folder inside THEMES with a theme.yml; the theme 'clinic' needs none

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

    @Test func nestingWithoutEnd() throws {
        var files = complete("mine")
        files["mine/templates/regimen.mustache"] = String(repeating: "{{#title}}", count: 50_000)
        #expect(try messages(files) == "THEMES/mine/templates/regimen.mustache:1:991: error: nested deeper than 100 levels [invalid-template]\n")
        files["mine/templates/regimen.mustache"] = "{{" + String(repeating: "count(", count: 50_000) + "}}"
        #expect(try messages(files) == "THEMES/mine/templates/regimen.mustache:1:1: error: the name in this tag is longer than 200 bytes [invalid-template]\n")
    }

    @Test func unclosedSection() throws {
        var files = complete("base")
        files["mine/theme.yml"] = "title: Mine\nextends: base\n"
        files["mine/templates/article.mustache"] = "<p>\n{{#body}}\n</p>\n"
        #expect(
            try messages(files) == """
                THEMES/mine/templates/article.mustache:2:1: error: 'body' is not closed [invalid-template]
                    help: add {{/body}}

                """)
    }

    @Test(arguments: [
        ("ä {{tittle}}", "1:3: error: pages have no value 'tittle' [invalid-template]\n    help: did you mean 'title'?"),
        ("\n{{#review.buy}}x{{/review.buy}}", "2:1: error: pages have no value 'buy' [invalid-template]\n    help: did you mean 'by'?"),
        ("{{#title}}x{{/titel}}", "1:12: error: '{{/titel}}' closes what 'title' opened in line 1 [invalid-template]\n    help: write {{/title}}"),
        ("x{{/title}}", "1:2: error: nothing is open that '{{/title}}' could close [invalid-template]"),
        ("{{title", "1:1: error: this tag is not closed, or has no name [invalid-template]\n    help: write {{name}}"),
        ("{{}}", "1:1: error: this tag is not closed, or has no name [invalid-template]\n    help: write {{name}}"),
        ("{{! a note", "1:1: error: this comment is not closed [invalid-template]\n    help: end it with }}"),
        (
            "{{#third()}}x{{/third()}}",
            "1:1: error: there is no function 'third()' [invalid-template]\n    help: there are first(), last(), even(), odd() and index() in a list, and count(…), empty(…) and reversed(…) of one"
        ),
        ("{{=<% %>=}}", "1:1: error: the delimiters of tags cannot be changed [invalid-template]"),
    ])
    func templatesThatCannotBeRead(_ template: String, _ message: String) throws {
        var files = complete("mine")
        files["mine/theme.yml"] = "title: A\n"
        files["mine/templates/article.mustache"] = template
        #expect(try messages(files) == "THEMES/mine/templates/article.mustache:\(message)\n")
    }

    @Test func templatesThatIncludeEachOther() throws {
        var files = complete("mine")
        files["mine/theme.yml"] = "title: A\n"
        files["mine/templates/article.mustache"] = "{{> partials/a}}"
        files["mine/templates/partials/a.mustache"] = "{{> partials/b}}"
        files["mine/templates/partials/b.mustache"] = "\n{{#title}}{{> partials/a}}{{/title}}{{> partials/c}}"
        #expect(
            try messages(files) == """
                THEMES/mine/templates/partials/b.mustache:2:11: error: the templates include each other in a circle: partials/a, partials/b, partials/a [invalid-template]
                    help: take one of the includes out
                THEMES/mine/templates/partials/b.mustache:2:37: error: there is no template 'partials/c' to include [invalid-template]
                    help: did you mean 'partials/a'?

                """)
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

    @Test func assetsThatAreNotThere() throws {
        var files = complete("mine")
        files["mine/theme.yml"] = "title: A\npublic: [embd.js]\n"
        files["mine/assets/embed.js"] = "f();"
        files["mine/assets/base.css"] = "a { background: url(icons/dot.svg); src: url('#x') url(data:x) }"
        files["mine/templates/article.mustache"] = "<p>\n<link href=\"{{root}}assets/bsae.css\"> {{root}}assets/{{name}}.css\n"
        #expect(
            try messages(files) == """
                THEMES/mine/assets/base.css:1:1: error: the theme has no 'assets/icons/dot.svg', which this sheet loads [invalid-template]
                    help: use one of: assets/base.css, assets/embed.js
                THEMES/mine/templates/article.mustache:2:13: error: the theme has no 'assets/bsae.css' [invalid-template]
                    help: did you mean 'assets/base.css'?
                THEMES/mine/templates/article.mustache:2:39: error: the theme has no 'assets/{{name}}.css' [invalid-template]
                    help: write the name of the file out
                THEMES/mine/theme.yml:2:10: error: the theme has no asset 'embd.js' [invalid-template]
                    help: did you mean 'embed.js'?

                """)
    }

    @Test func aCoreOfAnotherVersion() throws {
        var files = complete("mine")
        files["mine/assets/dose-core.js"] = "var MateriaCore = { version: \"0123456789ab\" };"
        #expect(try messages(files).hasPrefix("THEMES/mine/assets/dose-core.js:1:1: error: this script is of another version of Materia than"))
        #expect(try messages(files).contains("[stale-core]\n    help: use the theme that came with this materia"))
    }

    /// What a page loads has its bytes in its name, through sheets that load others; what other sites name keeps its name.
    @Test func fingerprints() throws {
        func assets(_ dot: String) throws -> (published: [String], sheet: String) {
            let folder = try TemporaryFolder()
            for (path, text) in complete("base") { try folder.write(text, to: path) }
            try folder.write("title: Mine\nextends: base\npublic: [embed.js]\n", to: "mine/theme.yml")
            try folder.write(dot, to: "mine/assets/icons/dot.svg")
            try folder.write("@import \"more.css\";a{b:url(icons/dot.svg#x);c:url( 'icons/dot.svg2' )}", to: "mine/assets/base.css")
            try folder.write("another", to: "mine/assets/icons/dot.svg2")
            try folder.write("a{b:url(\"../assets/icons/dot.svg\")}", to: "mine/assets/more.css")
            try folder.write("f();\n", to: "mine/assets/embed.js")
            let log = DiagnosticLog()
            let theme = try #require(ThemeLoader(themesFolder: folder.path, log: log).load(Located("mine", at: .init(file: "site.yml"))))
            return (theme.assets.published.map(\.path), theme.assets.text("base.css"))
        }
        let first = try assets("<svg/>")
        #expect(first.published.count == 6)
        #expect(first.published.filter { $0.contains(/\.[0-9a-f]{8}\./) }.count == 5)
        #expect(first.published.contains("assets/embed.js"))
        let dot = try #require(first.published.first { $0.hasPrefix("assets/icons/") && $0.hasSuffix(".svg") })
        let more = try #require(first.published.first { $0.hasPrefix("assets/more.") })
        #expect(first.sheet.contains("url(\(dot.dropFirst("assets/".count))#x)"))
        let other = try #require(first.published.first { $0.hasSuffix(".svg2") })
        #expect(first.sheet.contains("url( '\(other.dropFirst("assets/".count))' )"))
        #expect(first.sheet.contains("@import \"\(more.dropFirst("assets/".count))\""))
        // One changed file changes the names of all that load it, and of nothing else.
        let second = try assets("<svg>.</svg>")
        let changed = Set(first.published).subtracting(second.published)
        #expect(changed.count == 3)
        #expect(!changed.contains { $0.contains("embed") })
    }
}
