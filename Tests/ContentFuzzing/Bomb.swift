import Foundation
import TestFolders

/// Content of a stated size that is hard for whoever reads it more than once.
package struct Bomb: Sendable {
    package let name: String
    private let files: @Sendable (Int) -> [String: String]

    /// In the article `index.md`.
    private init(text name: String, _ text: @escaping @Sendable (Int) -> String) {
        self.name = name
        files = { ["index.md": "---\ntitle: Page\nsummary: A test.\n---\n\n\(text($0))\n"] }
    }

    private init(_ name: String, _ files: @escaping @Sendable (Int) -> [String: String]) {
        self.name = name
        self.files = files
    }

    /// One mark again and again, behind a word.
    private init(repeating mark: String) {
        let name = mark.replacing("\n", with: "\\n").replacing("\t", with: "\\t")
        self.init(text: "text \(name)") { "x" + String(repeating: mark, count: $0 / mark.utf8.count) }
    }

    /// The same, each at the start of a paragraph.
    private init(paragraphs text: String) {
        self.init(text: "paragraphs \(text.replacing("\n", with: "\\n"))") { String(repeating: text + "\n\n", count: $0 / (text.utf8.count + 2)) }
    }

    package func outcome(size: Int) throws -> CaseRun.Outcome {
        let folder = try TemporaryFolder()
        var all = ["site.yml": "title: Test\n", "index.md": "---\ntitle: Page\nsummary: A test.\n---\n"]
        all.merge(files(size)) { $1 }
        for (path, text) in all { try folder.write(text, to: "content/\(path)") }
        return CaseRun.outcome(of: "\(folder.path)/content", into: "\(folder.path)/site", seed: 3)
    }

    private static func numbered(_ size: Int, _ line: (Int) -> String) -> String {
        let count = max(1, size / (line(100_000).utf8.count))
        return (0..<count).map(line).joined()
    }

    private static func evidence(_ number: Int) -> String { "title: Evidence \(number)\nquestion: Does it work?\nindication: fever\n" }

    package static let all: [Bomb] = {
        var bombs = [
            "[", "]", "![", "](", "[a", "[a](", "[a](b", "*a", "*a ", "**a ", "a* ", "_a ", "a_b", "~~a ", "~a ", "*", "_", "~", "`", "`a``", "<", "<a ", "<!--", "<?",
            "<!A ", "<![CDATA[", "&", "&amp;", "&#1;",
            "\\", "[^1]", "[^a", "[@a", "[@a] ", "[@a; @b] ", "{#a}", "|", "|a", "www.", "www.a) ", "http://a) ", "a@b.c ", ":", "- ", "> ", "# ", "#", "a\n", "- a\n",
            "1. a\n", "> a\n", "    a\n", "```\n",
            "[a]: b\n", "[^a]: b\n", "|a|b|\n|-|-|\n", "\t", "\u{301}", "é", "\u{200D}", "1 mg ", "1,000 mg ", "0.5 mg/kg ", "20 % ", "n = 5 ", "1*2 ", "5 of 6 ",
            "[[a]] ", "[a] (b) ", "e.g. ", ". ", "A. ", "mg ", "-", "=\n",
            "\"", "'", "(", ")", "<b>", "<!-- a -->", "[x](y.md) ", "![x](y.png) ", "[1 mg](a.yml#b) ", "  \n", "\\\n", "ABC ", "(ABC) ", "and ", "1", "12.", "1-",
            "half ", "one ", "mL/min ",
        ].map { Bomb(repeating: $0) }
        bombs += [
            "[^a]", "[^a]: b", "[@a]", "[@a]: b", "## a", "##a", "> [!NOTE]\n> a", "> [!RECOMMENDATION]\n> Do it.", "- a\n  - b", "|a|\n|-|\n|b|", "```\na\n```",
            "```calculator x\n```", "```timeline\na\n```", "[a]: b", "~a~",
            "Give 1 mg of it.", "[a](b.md#c)", "<!-- a -->", "a [x", "*a*", "1. a", "![](a.png)",
        ].map { Bomb(paragraphs: $0) }
        bombs += [
            Bomb(text: "backticks of every length") { size in (1...Int(Double(size * 2).squareRoot())).map { "e" + String(repeating: "`", count: $0) }.joined() },
            Bomb(text: "quotations in one another, then lines") { String(repeating: ">", count: $0 / 2) + "a\n" + String(repeating: "a\n", count: $0 / 4) },
            Bomb(text: "lists in one another, then empty lines") { String(repeating: "- ", count: 1000) + "a\n" + String(repeating: "\n", count: $0 - 2000) },
            Bomb(text: "lists a hundred deep, then empty lines") { String(repeating: "- ", count: 90) + "a\n" + String(repeating: "\n", count: $0 - 200) },
            Bomb(text: "stairs of lists") { size in (0..<Int(Double(size).squareRoot())).map { String(repeating: " ", count: 2 * $0) + "- x\n" }.joined() },
            Bomb(text: "a long address for many links") { "[x]: " + String(repeating: "a", count: $0 / 2) + "\n\n" + String(repeating: "[x] ", count: $0 / 8) },
            Bomb(text: "a long title for many links") { "[x]: b \"" + String(repeating: "a\n", count: $0 / 4) + "\"\n\n" + String(repeating: "[x] ", count: $0 / 8) },
            Bomb(text: "many definitions that are used") { size in numbered(size / 2) { "[\($0)]: index.md\n" } + "\n" + numbered(size / 2) { "[\($0)] " } },
            Bomb(text: "many definitions with open titles") { size in numbered(size) { "[\($0)]: u \"\n" } },
            Bomb(text: "footnotes that are used") { size in numbered(size / 2) { "[^\($0)]: x\n\n" } + numbered(size / 2) { "[^\($0)] " } },
            Bomb(text: "footnotes that are not defined") { size in numbered(size) { "[^\($0)] " } },
            Bomb(text: "footnotes that are not defined, in paragraphs") { size in numbered(size) { "[^\($0)]\n\n" } },
            Bomb(text: "a footnote that is used often") { "[^a]: x\n\n" + String(repeating: "[^a] ", count: $0 / 5) },
            Bomb(text: "footnotes in footnotes") { size in numbered(size) { "[^\($0)]: [^\($0 + 1)]\n\n" } + "[^0]" },
            Bomb(text: "wide table") {
                String(repeating: "|a", count: $0 / 6) + "\n" + String(repeating: "|-", count: $0 / 6) + "\n" + String(repeating: "|b", count: $0 / 6)
            },
            Bomb(text: "long table") { "|a|b|\n|-|-|\n" + String(repeating: "|c|d|\n", count: min(49_000, $0 / 6)) },
            Bomb(text: "rows that are too long") { "|a|\n|-|\n" + String(repeating: String(repeating: "|b", count: 4000) + "\n", count: $0 / 8001) },
            Bomb(text: "a paragraph above a table") { String(repeating: "a\n", count: $0 / 2) + "|a|\n|-|\n" },
            Bomb(text: "an address of parentheses") { "http://a" + String(repeating: ")", count: $0) },
            Bomb(text: "emphasis in emphasis") { String(repeating: "*a **a ", count: $0 / 14) + "b" + String(repeating: " a** a*", count: $0 / 14) },
            Bomb(text: "links in links") { String(repeating: "[", count: $0 / 6) + "a" + String(repeating: "](b)", count: $0 / 6) },
            Bomb(text: "images in images") { String(repeating: "![", count: $0 / 6) + "a" + String(repeating: "](b)", count: $0 / 6) },
            Bomb(text: "headings with one text") { size in String(repeating: "## a\n\n", count: size / 6) },
            Bomb(text: "headings with many texts") { size in numbered(size) { "## Heading \($0)\n\n" } },
            Bomb(text: "headings with one anchor") { size in String(repeating: "## a {#a}\n\n", count: size / 11) },
            Bomb(text: "links to anchors that are not there") { size in numbered(size / 2) { "## Heading \($0)\n\n" } + numbered(size / 2) { "[x](#headin-\($0)) " } },
            Bomb(text: "links to files that are not there") { size in numbered(size) { "[x](page-\($0).md) " } },
            Bomb(text: "citations of nothing") { size in numbered(size) { "A [@key\($0)]. " } },
            Bomb(text: "one line of words") { String(repeating: "word ", count: $0 / 5) },
            Bomb(text: "one word") { String(repeating: "a", count: $0) },
            Bomb(text: "sentences with doses") { String(repeating: "Give 5 mg/kg daily. ", count: $0 / 20) },
            Bomb(text: "one sentence of doses") { String(repeating: "5 mg/kg and ", count: $0 / 12) },
            Bomb(text: "code that nothing closes") { "```\n" + String(repeating: "a\n", count: $0 / 2) },
            Bomb(text: "a comment that nothing closes") { "x <!--" + String(repeating: "-- a ", count: $0 / 5) },
            Bomb("front matter of keys") { size in ["index.md": "---\ntitle: a\nsummary: b\n" + numbered(size) { "key\($0): a\n" } + "---\n"] },
            Bomb("front matter that nothing closes") { size in ["index.md": "---\ntitle: a\n" + String(repeating: "a: b\n", count: size / 5)] },
            Bomb("a long title") { size in ["index.md": "---\ntitle: " + String(repeating: "a ", count: size / 2) + "\nsummary: b\n---\n"] },
            Bomb("a long summary with markup") { size in ["index.md": "---\ntitle: a\nsummary: '" + String(repeating: "*a* ", count: size / 4) + "'\n---\n"] },
            Bomb("aliases of an article") { size in ["index.md": "---\ntitle: a\nsummary: b\naliases:\n" + numbered(size) { "  - old/page-\($0)\n" } + "---\n"] },
            Bomb("aliases inside one another") { size in ["index.md": "---\ntitle: a\nsummary: b\naliases: [" + String(repeating: "a/", count: size / 2) + "]\n---\n"] },
            Bomb("tags of an article") { size in ["index.md": "---\ntitle: a\nsummary: b\ntags: [" + numbered(size) { "tag-\($0), " } + "a]\n---\n"] },
            Bomb("YAML anchors") { size in ["evidence/a.yml": numbered(size) { "a\($0): &a\($0) x\n" }] },
            Bomb("YAML aliases") { size in ["evidence/a.yml": "a: &a x\nb: [" + String(repeating: "*a, ", count: size / 4) + "]\n"] },
            Bomb("YAML aliases of aliases") { size in ["evidence/a.yml": "a0: &a0 x\n" + numbered(size) { "a\($0 + 1): &a\($0 + 1) [*a\($0), *a\($0)]\n" }] },
            Bomb("YAML aliases as keys") { size in ["evidence/a.yml": "a: &a x\n" + String(repeating: "? *a\n: b\n", count: size / 9)] },
            Bomb("YAML keys") { size in ["evidence/a.yml": numbered(size) { "key\($0): a\n" }] },
            Bomb("one YAML key") { size in ["evidence/a.yml": String(repeating: "key: a\n", count: size / 7)] },
            Bomb("YAML lists in lists") { size in ["evidence/a.yml": String(repeating: "[", count: size)] },
            Bomb("YAML mappings in mappings") { size in ["evidence/a.yml": String(repeating: "{a: ", count: size / 4)] },
            Bomb("a YAML list of mappings") { size in ["evidence/a.yml": "title: a\nsummary: b\noutcomes:\n" + String(repeating: "  - {a: b}\n", count: size / 11)] },
            Bomb("a YAML list of nothing") { size in ["criteria/a.yml": "title: a\nitems: [" + String(repeating: ",", count: size) + "]\n"] },
            Bomb("YAML comments") { size in ["evidence/a.yml": "title: a\n" + String(repeating: "a: b # c\n", count: size / 9)] },
            Bomb("a YAML text over lines, with comments") { size in ["evidence/a.yml": "title: a\nsummary:" + String(repeating: " a\n ", count: size / 4) + " # b\n"] },
            Bomb("a YAML text in quotes over lines") { size in ["evidence/a.yml": "title: \"a" + String(repeating: "\n\n a", count: size / 4) + "\"\n"] },
            Bomb("YAML blocks") { size in ["evidence/a.yml": "title: |\n" + String(repeating: "  a\n\n", count: size / 5)] },
            Bomb("items of a set of criteria") { size in
                ["criteria/a.yml": "title: a\nkind: checklist\nitems:\n" + numbered(size) { "  - { id: item-\($0), text: Item \($0) }\n" }]
            },
            Bomb("rules of a set of criteria") { size in
                [
                    "criteria/a.yml": "title: a\nkind: checklist\nitems:\n  - { id: a, text: A }\noutcomes:\n"
                        + numbered(size) { "  - { id: o\($0), label: O \($0), when: a }\n" }
                ]
            },
            Bomb("a rule of names that nothing has") { size in
                [
                    "criteria/a.yml": "title: a\nsummary: b\nkind: classification\nsources: [c]\nitems:\n  - { id: a, label: A }\noutcomes:\n"
                        + "  - { id: o, label: O, rule: { any: [" + numbered(size) { "name-\($0), " } + "a] } }\n"
                ]
            },
            Bomb("rules of names that are defined wrongly") { size in
                [
                    "criteria/a.yml": "title: a\nsummary: b\nkind: classification\nsources: [c]\nitems:\n" + numbered(size / 2) { "  - { id: i\($0), label: [] }\n" }
                        + "outcomes:\n  - { id: o, label: O, rule: { any: [" + numbered(size / 2) { "i\($0), " } + "a] } }\n"
                ]
            },
            Bomb("items without what they need") { size in
                ["criteria/a.yml": "title: a\nsummary: b\nkind: classification\nsources: [c]\nitems:\n" + numbered(size) { "  - { id: i\($0) }\n" }]
            },
            Bomb("files that nothing uses, beside one that cannot be read") { size in
                var files = ["criteria/a.yml": "title: a\nkind: b\nnotes: " + String(repeating: "file ", count: size / 5) + "\n"]
                for number in 0..<min(2000, size / 20) { files["files/unused-\(number).txt"] = "a\n" }
                return files
            },
            Bomb("a rule in rules") { size in
                [
                    "criteria/a.yml": "title: a\nkind: checklist\nitems:\n  - { id: a, text: A }\noutcomes:\n  - id: o\n    label: O\n    when: "
                        + String(repeating: "{ not: ", count: 90) + "a" + String(repeating: " }", count: 90) + "\n"
                ]
            },
            Bomb("rows of a dose table") { size in
                [
                    "regimens/a.yml": "title: a\ndrug: a\nroute: oral\npopulation: { text: Adults }\ndose:\n"
                        + numbered(size) { "  - { when: { weight: { at-least: \($0) kg, under: \($0 + 1) kg } }, each: 1 mg, every: 12 h }\n" }
                ]
            },
            Bomb("steps of a regimen") { size in
                [
                    "regimens/a.yml": "title: a\ndrug: a\nroute: oral\npopulation: { text: Adults }\nsteps:\n"
                        + numbered(size) { "  - { id: s\($0), dose: { each: 1 mg, every: 12 h, for: 1 day } }\n" }
                ]
            },
            Bomb("questions of the site") { size in ["questions.yml": numbered(size) { "- { id: q\($0), label: Question \($0), answer: yes-no }\n" }] },
            Bomb("terms of the glossary") { size in
                [
                    "glossary.yml": numbered(size) { "- { term: Term \($0), abbreviation: T\($0) }\n" },
                    "index.md": "---\ntitle: a\nsummary: b\n---\n\n" + numbered(size / 10) { "T\($0) is a term. " },
                ]
            },
            Bomb("terms of one name") { size in ["glossary.yml": String(repeating: "- { term: Term, abbreviation: T }\n", count: size / 34)] },
            Bomb("huge numbers in a record") { size in
                ["evidence/a.yml": "title: a\nn: " + String(repeating: "9", count: size / 2) + "\nm: 1e" + String(repeating: "9", count: size / 2 - 100) + "\n"]
            },
            Bomb("a huge quantity") { size in ["products/a.yml": "title: a\ndrug: b\nstrength: " + String(repeating: "9", count: size) + " mg\n"] },
            Bomb("a JSON list of lists") { size in ["references/a.json": String(repeating: "[", count: size)] },
            Bomb("JSON keys") { size in ["references/a.json": "[{" + numbered(size) { "\"key\($0)\": 1," } + "\"id\": \"a\"}]"] },
            Bomb("one JSON key") { size in ["references/a.json": "[{" + String(repeating: "\"key\": 1,", count: size / 9) + "\"id\": \"a\"}]"] },
            Bomb("one JSON reference again and again") { size in
                [
                    "references/a.json": "[" + String(repeating: "{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\"},\n", count: size / 46)
                        + "{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\"}]"
                ]
            },
            Bomb("references that are cited") { size in
                [
                    "references/a.json": "[" + numbered(size) { "{\"id\": \"key\($0)\", \"type\": \"book\", \"title\": \"A\"},\n" }
                        + "{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\"}]",
                    "index.md": "---\ntitle: a\nsummary: b\n---\n\n" + numbered(size / 8) { "A [@key\($0)]. " },
                ]
            },
            Bomb("citations that are nearly right") { size in
                [
                    "references/a.json": "[" + numbered(size) { "{\"id\": \"key\($0)\", \"type\": \"book\", \"title\": \"A\"},\n" }
                        + "{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\"}]",
                    "index.md": "---\ntitle: a\nsummary: b\n---\n\n" + numbered(size / 4) { "A [@kex\($0)]. " },
                ]
            },
            Bomb("authors of a reference") { size in
                [
                    "references/a.json": "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"A\", \"author\": ["
                        + numbered(size) { "{\"family\": \"F\($0)\", \"given\": \"G\"}," } + "{\"family\": \"F\"}]}]",
                    "index.md": "---\ntitle: a\nsummary: b\n---\n\nA [@a].\n",
                ]
            },
            Bomb("a JSON text of escapes") { size in ["references/a.json": "[{\"id\": \"" + String(repeating: "\\u0041", count: size / 6) + "\"}]"] },
            Bomb("articles of one name") { size in
                var files: [String: String] = [:]
                for number in 0..<(size / 500) { files["dosing/\(number)/page.md"] = "---\ntitle: Page\nsummary: A test.\n---\n\n## One\n\nText [x](../../index.md).\n" }
                return files
            },
            Bomb("links among articles that are nearly right") { size in
                var files: [String: String] = [:]
                let count = size / 500
                for number in 0..<count {
                    files["dosing/page-\(number).md"] =
                        "---\ntitle: Page \(number)\nsummary: A test.\n---\n\n" + (0..<8).map { "[x](pagf-\((number + $0) % count).md) " }.joined() + "\n"
                }
                return files
            },
            Bomb("records of a kind") { size in
                var files: [String: String] = [:]
                for number in 0..<(size / 500) { files["protocols/p-\(number).yml"] = "title: Protocol \(number)\n" }
                return files
            },
            Bomb("records of one id") { size in
                var files: [String: String] = [:]
                for number in 0..<(size / 500) { files["protocols/\(number)/p.yml"] = "title: Protocol\n" }
                return files
            },
            Bomb("folders in folders") { size in [String(repeating: "a/", count: min(900, size / 2)) + "x.png": "x"] },
            Bomb("a drawing of elements") { size in
                [
                    "index.md": "---\ntitle: a\nsummary: b\n---\n\n![A](a.svg)\n",
                    "a.svg": "<svg xmlns='http://www.w3.org/2000/svg'>" + String(repeating: "<g/>", count: size / 4) + "</svg>",
                ]
            },
            Bomb("a drawing of attributes") { size in
                [
                    "index.md": "---\ntitle: a\nsummary: b\n---\n\n![A](a.svg)\n",
                    "a.svg": "<svg xmlns='http://www.w3.org/2000/svg' " + numbered(size) { "data-a\($0)='b' " } + "/>",
                ]
            },
            Bomb("a drawing in drawings") { size in
                ["index.md": "---\ntitle: a\nsummary: b\n---\n\n![A](a.svg)\n", "a.svg": String(repeating: "<svg xmlns='http://www.w3.org/2000/svg'>", count: size / 41)]
            },
        ]
        return bombs
    }()
}
