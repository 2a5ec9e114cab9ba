import Diagnostics
import Testing

@testable import Publishing

/// Escaping goes by the kind of a value, whatever the template writes.
struct TemplateValueTests {
    private func render(_ template: String, _ values: TemplateValue) throws -> String {
        let folder = try TemporaryFolder()
        for name in Theme.required { try folder.write("", to: "t/templates/\(name).mustache") }
        try folder.write("title: T\n", to: "t/theme.yml")
        try folder.write(template, to: "t/templates/article.mustache")
        let log = DiagnosticLog()
        let loader = ThemeLoader(themesFolder: folder.path, log: log)
        let theme = try #require(loader.load(Located("t", at: .init(file: "site.yml"))), "\(log.diagnostics)")
        return theme.render("article", values)
    }

    @Test func textIsEscapedAndMarkupIsNot() throws {
        let values: TemplateValue = ["a": .text("<b> & \"q\""), "b": .html("<i>x</i>")]
        #expect(try render("{{a}}|{{{a}}}|{{b}}|{{{b}}}", values) == "&lt;b&gt; &amp; &quot;q&quot;|&lt;b&gt; &amp; &quot;q&quot;|<i>x</i>|<i>x</i>")
    }

    @Test func emptyCountsAsAbsent() throws {
        let values: TemplateValue = ["a": "", "b": .html(""), "c": [], "d": false, "e": "x"]
        #expect(try render("{{#a}}a{{/a}}{{#b}}b{{/b}}{{#c}}c{{/c}}{{#d}}d{{/d}}{{#e}}e{{/e}}{{^a}}no a{{/a}}", values) == "eno a")
    }

    @Test func anEmptyValueDoesNotFallThroughToTheOuterOne() throws {
        let values: TemplateValue = ["id": "outer", "items": [["id": "", "name": "n"], ["id": "inner", "name": "m"]]]
        #expect(try render("{{#items}}{{name}}{{#id}} {{id}}{{/id}};{{/items}}", values) == "n;m inner;")
    }

    @Test func partialsAndBlocksEscapeAlike() throws {
        let folder = try TemporaryFolder()
        for name in Theme.required { try folder.write("", to: "t/templates/\(name).mustache") }
        try folder.write("title: T\n", to: "t/theme.yml")
        try folder.write("<{{$main}}{{/main}}>", to: "t/templates/layout.mustache")
        try folder.write("({{a}})", to: "t/templates/partials/p.mustache")
        try folder.write("{{<layout}}{{$main}}{{a}}{{> partials/p}}{{/main}}{{/layout}}", to: "t/templates/article.mustache")
        let theme = try #require(ThemeLoader(themesFolder: folder.path, log: DiagnosticLog()).load(Located("t", at: .init(file: ""))))
        #expect(theme.render("article", ["a": "<&>"]) == "<&lt;&amp;&gt;(&lt;&amp;&gt;)>")
    }
}
