import Diagnostics
import Foundation
import TestFolders
import Testing

@testable import Templates

/// What is written goes by the kind of a value, and lines go as Mustache has it.
struct TemplateTests {
    private func render(_ template: String, _ values: TemplateValue, including others: [String: String] = [:]) throws -> String {
        var templates: [String: Template] = [:]
        for (name, text) in others.merging(["page": template], uniquingKeysWith: { first, _ in first }) {
            let log = DiagnosticLog()
            var parser = TemplateParser(text, of: SourceText(path: "\(name).mustache", text: text), log: log)
            templates[name] = parser.template()
            #expect(templates[name] != nil, "\(log.diagnostics)")
        }
        var renderer = TemplateRenderer(templates)
        renderer.render("page", values)
        return String(decoding: renderer.out, as: UTF8.self)
    }

    @Test func textIsEscapedAndMarkupIsNot() throws {
        let values: TemplateValue = [.title: .text("<b> & \"q\""), .body: .html("<i>x</i>")]
        #expect(
            try render("{{title}}|{{{title}}}|{{& title}}|{{body}}|{{{ body }}}", values)
                == "&lt;b&gt; &amp; &quot;q&quot;|&lt;b&gt; &amp; &quot;q&quot;|&lt;b&gt; &amp; &quot;q&quot;|<i>x</i>|<i>x</i>")
    }

    @Test(.timeLimit(.minutes(20))) func whatIsPutIntoABlockEnds() throws {
        #expect(try render("{{<base}}{{$name}}a{{$name}}b{{/name}}{{/name}}{{/base}}", [:], including: ["base": "[{{$name}}{{/name}}]"]) == "[ab]")
        #expect(
            try render(
                "{{<base}}{{$name}}1{{$title}}{{/title}}{{/name}}{{$title}}2{{$name}}3{{/name}}{{/title}}{{/base}}", [:], including: ["base": "{{$name}}{{/name}}"])
                == "123")
    }

    @Test func emptyCountsAsAbsent() throws {
        let values: TemplateValue = [.title: "", .body: .html(""), .items: [], .isHome: false, .name: "x"]
        #expect(
            try render(
                "{{#title}}a{{/title}}{{#body}}b{{/body}}{{#items}}c{{/items}}{{#isHome}}d{{/isHome}}{{#name}}e{{/name}}{{^title}}no a{{/title}}{{^items}} none{{/items}}{{^key}} no key{{/key}}",
                values) == "eno a none no key")
    }

    @Test func anEmptyValueDoesNotFallThroughToTheOuterOne() throws {
        let values: TemplateValue = [.id: "outer", .items: [[.id: "", .name: "n"], [.id: "inner", .name: "m"], [.name: "o"]]]
        #expect(try render("{{#items}}{{name}}{{#id}} {{id}}{{/id}};{{/items}}", values) == "n;m inner;o outer;")
        #expect(try render("{{#items}}{{name}}{{#.id}} {{id}}{{/.id}};{{/items}}", values) == "n;m inner;o;")
    }

    @Test func listsKnowTheirPlaces() throws {
        let values: TemplateValue = [.items: ["a", "b", "c"], .tags: []]
        #expect(
            try render(
                "{{#items}}{{#first()}}[{{/first()}}{{^first()}}, {{/first()}}{{index()}}{{.}}{{#odd()}}!{{/odd()}}{{#even()}}?{{/even()}}{{#last()}}]{{/last()}}{{/items}}",
                values) == "[0a?, 1b!, 2c?]")
        #expect(
            try render(
                "{{count(items)}} {{count(tags)}}{{#empty(tags)}} none{{/empty(tags)}}{{^empty(items)}} some{{/empty(items)}} {{#reversed(items)}}{{.}}{{/reversed(items)}}",
                values) == "3 0 none some cba")
        #expect(try render("{{#first()}}x{{/first()}}{{^first()}}outside{{/first()}}", values) == "outside")
    }

    @Test func aTagAloneOnItsLineTakesTheLine() throws {
        let values: TemplateValue = [.items: ["a", "b"], .name: "n"]
        #expect(try render("{{#items}}\n- {{.}}\n{{/items}}\nend\n", values) == "- a\n- b\nend\n")
        #expect(try render("x\n  {{#name}}\n  {{.}}\r\n  {{/name}}\r\n  {{! a note }}\ny {{! another }}\n", values) == "x\n  n\r\ny \n")
        #expect(try render("x {{#name}}\n{{.}}\n{{/name}} y", values) == "x \nn\n y")
    }

    @Test func includedLinesAreIndented() throws {
        let values: TemplateValue = [.items: ["a", "b"], .name: "n"]
        let others = ["list": "<ul>\n{{#items}}\n<li>{{.}}</li>\n{{/items}}\n</ul>\n{{> inner}}", "inner": "<p>\n{{name}}\n</p>\n"]
        #expect(
            try render("<div>\n  {{> list}}\n</div>\n", values, including: others) == "<div>\n  <ul>\n  <li>a</li>\n  <li>b</li>\n  </ul>\n  <p>\n  n\n  </p>\n</div>\n")
        #expect(try render("<b>{{> inner}}</b>", values, including: others) == "<b><p>\nn\n</p>\n</b>")
    }

    @Test func layoutsAreFilled() throws {
        let layout = ["layout": "<{{$main}}nothing{{/main}}|{{$side}}no side{{/side}}>", "middle": "{{<layout}}{{$side}}middle{{/side}}{{/layout}}"]
        let values: TemplateValue = [.title: "<&>"]
        #expect(try render("{{<layout}}{{$main}}{{title}}{{/main}}{{/layout}}", values, including: layout) == "<&lt;&amp;&gt;|no side>")
        #expect(try render("{{<layout}}\n{{$main}}\n{{title}}\n{{/main}}\n{{/layout}}", values, including: layout) == "<&lt;&amp;&gt;\n|no side>")
        // What a page puts into a block stands, also through a layout between.
        #expect(try render("{{<middle}}{{$main}}m{{/main}}{{/middle}}", values, including: layout) == "<m|middle>")
    }

    /// A name that no template reads, and that the guide does not offer, is one that nobody needs.
    @Test func everyNameIsReadOrInTheGuide() throws {
        var read = try String(contentsOf: Repository.root.appendingPathComponent("docs/themes.md"), encoding: .utf8)
        let templates = URL(fileURLWithPath: Repository.themes).appendingPathComponent("clinic/templates")
        for case let path as String in FileManager.default.enumerator(atPath: templates.path)! where path.hasSuffix(".mustache") {
            read += try String(contentsOf: templates.appendingPathComponent(path), encoding: .utf8)
        }
        let words = Set(read.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        #expect(TemplateKey.allCases.map(\.rawValue).filter { !words.contains($0) } == [])
    }
}
