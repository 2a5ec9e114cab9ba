import Diagnostics
import SourceData
import Testing

@Suite(.timeLimit(.minutes(20)))
struct YAMLMistakeTests {
    @Test("each thing that libyaml cannot read is said in plain words, where the slip is", arguments: mistakes)
    func malformed(_ text: String, place: String, problem: String, help: String) {
        let reading = Reading.yaml(text)
        #expect(reading.outline == "nothing")
        #expect(reading.console == "a.yml:\(place): error: \(problem) [invalid-yaml]\n    help: \(help)\n")
    }

    @Test("nothing is left in libyaml's words, and nothing without words of its own", arguments: mistakes.map(\.0))
    func plain(_ text: String) {
        let console = Reading.yaml(text).console
        #expect(
            !["did not find", "could not find", "scalar", "token", "mapping", "collection", "cannot be read as YAML"].contains { console.contains($0) }, "\(console)")
    }

    private static let mistakes: [(String, String, String, String)] = [
        ("a: b: c", "1:5", "a second colon stands in this value", "put a value that has a colon and a space in it between quotation marks"),
        ("title: Dose: high\n", "1:12", "a second colon stands in this value", "put a value that has a colon and a space in it between quotation marks"),
        ("é: x\na: [1, 2\nb: 3", "2:4", "the '[' that opens here is not closed", "close it with ']'"),
        ("when: { age: { at-least: 18 y }\nthen: x\n", "1:7", "the '{' that opens here is not closed", "close it with '}'"),
        ("a: {b: c", "1:4", "the '{' that opens here is not closed", "close it with '}'"),
        ("a: [b, c: \"]\"\nd: [e]", "1:4", "the '[' that opens here is not closed", "close it with ']'"),
        ("a: \"b\n", "1:4", "the quotation mark that opens here is not closed", "close it, or leave out both quotation marks"),
        ("a: 'é", "1:4", "the quotation mark that opens here is not closed", "close it, or leave out both quotation marks"),
        ("a: \"b\n---\nc: d\"", "1:4", "the quotation mark that opens here is not closed", "close it, or leave out both quotation marks"),
        (
            "a: \"b\nc: \"d\"\ne: f", "1:4", "the quotation mark that opens here is not closed: the text would run on to line 2",
            "close it; inside double quotation marks write \\\" for one that is text, inside single ones ''"
        ),
        (
            "k:\n  s: 'b\n  c: d\n  e: 'f'\n", "2:6", "the quotation mark that opens here is not closed: the text would run on to line 4",
            "close it; inside double quotation marks write \\\" for one that is text, inside single ones ''"
        ),
        (
            "a: 'don't do it'\nb: c", "1:9", "behind the closing quotation mark stands more text",
            "write '' for an apostrophe inside single quotation marks, or put the whole between double ones"
        ),
        (
            "a: \"x\" y\nb: c", "1:7", "behind the closing quotation mark stands more text",
            "write \\\" for a quotation mark that is text, or put the whole between single ones"
        ),
        (
            "a: [\"x\" \"y\"]", "1:8", "behind the closing quotation mark stands more text",
            "write \\\" for a quotation mark that is text, or put the whole between single ones"
        ),
        ("\ta: b", "1:1", "the line is indented with a tab", "indent with spaces"),
        ("a:\n\tb: c", "2:1", "the line is indented with a tab", "indent with spaces"),
        ("a: |\n\tx\n", "2:1", "the line is indented with a tab", "indent with spaces"),
        ("é: @b", "1:4", "a value cannot begin with '@'", "put the value between quotation marks"),
        ("a: %b", "1:4", "a value cannot begin with '%'", "put the value between quotation marks"),
        ("a: `x`", "1:4", "a value cannot begin with '`'", "put the value between quotation marks"),
        (
            "- a\nb: c", "2:1", "this line does not begin with '- ', as the list it stands in does",
            "write '- ' before it, or begin it where the line that the list belongs to begins"
        ),
        (
            "a:\n  - b\n  c: d", "3:3", "this line does not begin with '- ', as the list it stands in does",
            "write '- ' before it, or begin it where the line that the list belongs to begins"
        ),
        (
            "a: b\n c: d", "2:2", "this line is indented as if it belonged to line 1, which has a value already",
            "begin it where the line above begins, or leave the value of the line above empty"
        ),
        (
            "a:\n  b: c\n d: e", "3:2", "this line begins in column 2, where no line above that it could belong to begins",
            "indent it with as many spaces as the lines it belongs to"
        ),
        (
            "a:\n- b\n- c\n d: e", "4:2", "this line is indented as if it belonged to line 3, which has a value already",
            "begin it where the line above begins, or leave the value of the line above empty"
        ),
        (
            "a\nb: c", "1:1", "this line has no key and no colon: 'a'",
            "write it as 'key: value' with a space behind the colon; a line that goes on with the text above is indented further than its key"
        ),
        (
            "a: b\ntext without colon\nc: d", "2:1", "this line has no key and no colon: 'text without colon'",
            "write it as 'key: value' with a space behind the colon; a line that goes on with the text above is indented further than its key"
        ),
        ("a: b\n- c", "2:1", "a list begins here, where a key should stand", "indent the list below the key it belongs to"),
        (
            "a: - b", "1:4", "a list cannot begin behind its key",
            "put '- ' on a line of its own below the key, or a value that begins with a hyphen between quotation marks"
        ),
        ("a: ? b\n", "1:4", "a question mark and a space cannot stand here", "put a value that begins with ? between quotation marks"),
        ("a: [b, , c]", "1:8", "a value is missing before this comma", "write it, or take out the comma; put a value that begins with a comma between quotation marks"),
        ("a: ]", "1:4", "']' closes what is not open here", "take it out, or put a value that begins with a bracket between quotation marks"),
        ("a: [b] c", "1:8", "this does not belong to the value before it", "put a value with quotation marks, brackets or commas in it between quotation marks"),
        (
            "a: {b: c d: e}", "1:11", "between '{' and '}' a comma is missing here",
            "write a comma, or put a value with a comma, colon or bracket in it between quotation marks"
        ),
        (
            "a: \"\\z\"", "1:5", "behind a backslash stands 'z', which means nothing there",
            "put the text between single quotation marks, where a backslash is a backslash; or write two of them"
        ),
        (
            "a: \"\\xZZ\"", "1:7", "behind \\x, \\u or \\U in double quotation marks stands no number of a character",
            "put the text between single quotation marks, where a backslash is a backslash; or write two of them"
        ),
        (
            "a: \"\\ud800\"", "1:7", "behind \\x, \\u or \\U in double quotation marks stands no number of a character",
            "put the text between single quotation marks, where a backslash is a backslash; or write two of them"
        ),
        (
            "a: |abc\n  x", "1:5", "behind | or > the rest of the line stays empty",
            "write the text on the lines below, indented; or put a value that begins with | or > between quotation marks"
        ),
        (
            "a: |0\n x", "1:5", "behind | or > the rest of the line stays empty",
            "write the text on the lines below, indented; or put a value that begins with | or > between quotation marks"
        ),
        ("a: &\n", "1:5", "a value cannot begin with '&'", "put the value between quotation marks"),
        ("a: *b", "1:4", "a value cannot begin with '*'", "put the value between quotation marks"),
        ("a: !<x\n", "1:4", "a value cannot begin with '!'", "put the value between quotation marks"),
        ("a: !e!b c", "1:4", "a value cannot begin with '!'", "put the value between quotation marks"),
        ("a: !%zz b", "1:4", "a value cannot begin with '!'", "put the value between quotation marks"),
        ("a: !%ff b", "1:4", "a value cannot begin with '!'", "put the value between quotation marks"),
        ("a: !%c3%28 b", "1:4", "a value cannot begin with '!'", "put the value between quotation marks"),
        ("%\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        ("%FOO bar\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        ("%YAML x\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        ("%YAML 1\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        ("%YAML 1.1x\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        (
            "%YAML 99999999999.1\n---\na: b", "1:1", "a line cannot begin with '%'",
            "put the value between quotation marks, or indent the line if it belongs to the text above"
        ),
        ("%YAML 9.9\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        (
            "%YAML 1.1\n%YAML 1.1\n---\na: b", "2:1", "a line cannot begin with '%'",
            "put the value between quotation marks, or indent the line if it belongs to the text above"
        ),
        (
            "%TAG ! tag:x\n%TAG ! tag:x\n---\na: b", "2:1", "a line cannot begin with '%'",
            "put the value between quotation marks, or indent the line if it belongs to the text above"
        ),
        ("%TAG x\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        ("%TAG !x\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        ("%F(\n---\na: b", "1:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        ("a: b\n%x: c\n", "2:1", "a line cannot begin with '%'", "put the value between quotation marks, or indent the line if it belongs to the text above"),
        ("{a: b}\nc: d", "2:1", "this stands behind the end of the record", "take it out, or begin it as the lines above begin"),
        ("a: b\n---\nc: d", "2:1", "a second document starts here", "remove the line ---: a file holds one record"),
        ("a: b\n...\nc: d", "3:1", "this stands behind the end of the record", "take it out, or begin it as the lines above begin"),
        ("a: \u{1}", "1:4", "an invisible control character stands here", "delete it, and type what should stand there"),
        ("a: b\n\0c: d", "2:1", "an invisible control character stands here", "delete it, and type what should stand there"),
        ("e\u{301}: x\r\nb: c\r\nd: \u{7}", "3:4", "an invisible control character stands here", "delete it, and type what should stand there"),
    ]

    @Test(
        "a key that stands twice is reported where it stands again",
        arguments: [
            ("a: 1\nb: 2\na: 3", "a", "3:1", "1:1"), ("{a: 1, 'a': 2}", "a", "1:8", "1:2"), ("- b: {c: 1}\n  d: [{c: 2}, {c: 3}]\n  b: x", "b", "3:3", "1:3"),
            ("1: a\n\"1\": b\n", "1", "2:1", "1:1"),
        ])
    func duplicates(_ text: String, _ key: String, place: String, first: String) {
        let reading = Reading.yaml(text)
        #expect(reading.outline == "nothing")
        #expect(
            reading.console == """
                a.yml:\(place): error: the key '\(key)' stands twice [invalid-yaml]
                    note: a.yml:\(first): here it is the first time
                    help: remove one of the two, or join what they say

                """)
    }

    @Test("several of one mapping are one slip")
    func severalTwice() {
        #expect(
            Reading.yaml("- id: a\n  label: b\n  id: c\n  label: d\n- id: e\n  id: f\n").console == """
                a.yml:3:3: error: the key 'id' stands twice [invalid-yaml]
                    note: a.yml:1:3: here it is the first time
                    note: a.yml:4:3: 'label' stands twice as well
                    help: begin another entry of the list with '- ' if they are of another; otherwise remove one of each
                a.yml:6:3: error: the key 'id' stands twice [invalid-yaml]
                    note: a.yml:5:3: here it is the first time
                    help: remove one of the two, or join what they say

                """)
    }

    @Test("the same key in other mappings is no second one")
    func sameKeyElsewhere() {
        #expect(Reading.yaml("a: {b: 1}\nc: {b: 1}\nd: [{b: 1}, {b: 1}, b, b]").console == "")
    }

    @Test("a key that is not text is refused, with all others of the file, before anything is read")
    func keys() {
        let reading = Reading.yaml("a: b\n[c]: d\n? {e: f}\n: g\nh: {[i, {j: k}]: l, m: [{n: o}]}\n")
        #expect(reading.outline == "nothing")
        #expect(
            reading.console
                == ["2:1", "3:3", "5:5"].map {
                    "a.yml:\($0): error: a key must be plain text [invalid-yaml]\n    help: put a key that begins with [ or { between quotation marks\n"
                }.joined())
    }

    @Test("aliases of aliases as keys are refused before anybody walks them")
    func keyBomb() {
        var text = "x: &x0 [1]\n"
        for level in 1...60 { text += "x\(level): &x\(level) [*x\(level - 1), *x\(level - 1)]\n" }
        let reading = Reading.yaml(text + "? *x60\n: b\n*x59 : c\n")
        #expect(reading.outline == "nothing")
        #expect(reading.diagnostics.map(\.rule.id) == ["yaml-anchor", "yaml-anchor"])
        #expect(reading.diagnostics.map(\.position.line) == [62, 64])
    }

    @Test("nesting that is too deep", arguments: ["[", "- ", "{a: ", "? "])
    func depth(_ opening: String) {
        for count in [70, 999, 100_000] {
            let closing = opening == "[" ? "]" : opening == "{a: " ? "}" : ""
            let reading = Reading.yaml(String(repeating: opening, count: count) + "x" + String(repeating: closing, count: count))
            #expect(!reading.diagnostics.isEmpty)
            #expect(Set(reading.diagnostics.map(\.rule.id)) == ["invalid-yaml"])
            if opening != "? " { #expect(reading.diagnostics.map(\.summary) == ["nested deeper than 64 levels"]) }
        }
    }

    @Test("the limit is 64 levels")
    func limit() {
        func nested(_ count: Int) -> String { String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        #expect(Reading.yaml(nested(64)).console == "")
        #expect(Reading.yaml(nested(65)).diagnostics.map(\.position.short) == ["@1:65"])
    }
}
