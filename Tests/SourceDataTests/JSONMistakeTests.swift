import Diagnostics
import Testing

@Suite(.timeLimit(.minutes(20)))
struct JSONMistakeTests {
    @Test(
        "what is not JSON",
        arguments: [
            ("", "1:1", "it ends where a value should stand"),
            ("\n  ", "2:3", "it ends where a value should stand"),
            ("[1,", "1:4", "it ends where a value should stand"),
            ("[1,]", "1:4", "a value should stand here"),
            ("é", "1:1", "a value should stand here"),
            ("'a'", "1:1", "a value should stand here"),
            ("[nul]", "1:2", "a value should stand here"),
            ("[True]", "1:2", "a value should stand here"),
            ("truefalse", "1:1", "a value should stand here"),
            ("NaN", "1:1", "a value should stand here"),
            ("// a", "1:1", "a value should stand here"),
            ("[.5]", "1:2", "a value should stand here"),
            ("[+1]", "1:2", "a value should stand here"),
            ("[1 2]", "1:4", "a comma or ']' should stand here"),
            ("{\"a\":1;}", "1:7", "a comma or '}' should stand here"),
            ("{\"a\":1", "1:7", "a comma or '}' should stand here"),
            ("[1}", "1:3", "a comma or ']' should stand here"),
            ("{\"a\" 1}", "1:6", "a colon should stand here"),
            ("{a: 1}", "1:2", "a key in double quotes should stand here"),
            ("{\"a\": 1,}", "1:9", "a key in double quotes should stand here"),
            ("{,}", "1:2", "a key in double quotes should stand here"),
            ("{} {}", "1:4", "something stands after the end"),
            ("1]", "1:2", "something stands after the end"),
            ("[\"é\", \"b", "1:7", "this text is not closed with a double quote"),
            ("\"a\nb\"", "1:3", "a line break or control character inside text; write \\n"),
            ("\"a\tb\"", "1:3", "a line break or control character inside text; write \\n"),
            ("\"\0\"", "1:2", "a line break or control character inside text; write \\n"),
            ("\"\\", "1:3", "text ends after a backslash"),
            ("\"\\x\"", "1:3", "'\\x' is not an escape that JSON knows"),
            ("\"\\'\"", "1:3", "'\\'' is not an escape that JSON knows"),
            ("\"\\u12\"", "1:6", "four hexadecimal digits should follow \\u"),
            ("\"\\u12g4\"", "1:6", "four hexadecimal digits should follow \\u"),
            ("\"\\u１２３４\"", "1:4", "four hexadecimal digits should follow \\u"),
            ("\"\\ud800\"", "1:8", "half of a surrogate pair"),
            ("\"\\ud800x\"", "1:8", "half of a surrogate pair"),
            ("\"\\ud800\\n\"", "1:9", "half of a surrogate pair"),
            ("\"\\ud800\\u0041\"", "1:14", "half of a surrogate pair"),
            ("\"\\udc00\"", "1:8", "half of a surrogate pair"),
            ("{\"a\": 1, \"b\": 2,\n \"a\": 3}", "2:2", "the key 'a' stands twice in one object"),
            ("{\"a\": 1, \"\\u0061\": 3}", "1:10", "the key 'a' stands twice in one object"),
        ])
    func malformed(_ text: String, place: String, problem: String) {
        let reading = Reading.json(text)
        #expect(reading.outline == "nothing")
        #expect(reading.console == "a.json:\(place): error: not valid JSON: \(problem) [invalid-json]\n")
    }

    @Test("what is not a number", arguments: ["01", "-", "--1", "-01", "1.", "-1.e5", "1.E5", "1e", "1e+", "1.5.2", "1-2", "1e5e5", "-.5", "00", "1+1", "-e"])
    func numbers(_ number: String) {
        #expect(
            Reading.json("[ \(number)]").console == "a.json:1:3: error: not valid JSON: '\(number)' is not a number [invalid-json]\n")
    }

    @Test("nesting that is too deep", arguments: ["[", "{\"a\":"])
    func depth(_ opening: String) {
        let closing = opening == "[" ? "]" : "}"
        func nested(_ count: Int) -> String {
            String(repeating: opening, count: count) + "1" + String(repeating: closing, count: count)
        }
        #expect(Reading.json(nested(63)).console == "")
        for count in [64, 65, 100_000] {
            let reading = Reading.json(nested(count))
            #expect(reading.diagnostics.map(\.summary) == ["not valid JSON: nested deeper than 64 levels"])
            #expect(reading.diagnostics.map(\.position.column) == [64 * opening.count + 1])
        }
    }
}
