import Diagnostics
import Testing

struct ConsoleFormatTests {
    private static let rule = Rule("some-rule", .error, why: "Because it matters.")
    private static let here = SourcePosition(file: "a/b.md", line: 3, column: 7)

    @Test("one line, then notes and help")
    func plain() {
        let diagnostic = Diagnostic(
            Self.rule, at: Self.here, "something is wrong",
            notes: [.init("first here", at: SourcePosition(file: "c.md", line: 1, column: 2)), .init("for your information")],
            suggestion: "mend it")
        #expect(
            ConsoleFormat().format(diagnostic) == """
                a/b.md:3:7: error: something is wrong [some-rule]
                    note: c.md:1:2: first here
                    note: for your information
                    help: mend it

                """)
        #expect(ConsoleFormat().format(Diagnostic(Self.rule, at: Self.here, "x")) == "a/b.md:3:7: error: x [some-rule]\n")
    }

    @Test("the prefix stands before every path")
    func prefix() {
        let diagnostic = Diagnostic(Self.rule, at: Self.here, "x", notes: [.init("y", at: Self.here)])
        #expect(
            ConsoleFormat(pathPrefix: "content/").format(diagnostic)
                == "content/a/b.md:3:7: error: x [some-rule]\n    note: content/a/b.md:3:7: y\n")
    }

    @Test("colours", arguments: [(Severity.error, "1;31"), (.warning, "1;33"), (.note, "1;36")])
    func colour(_ severity: Severity, code: String) {
        var diagnostic = Diagnostic(Self.rule, at: Self.here, "x")
        diagnostic.severity = severity
        #expect(
            ConsoleFormat(color: true).format(diagnostic)
                == "a/b.md:3:7: \u{1B}[\(code)m\(severity.rawValue)\u{1B}[0m: x [some-rule]\n")
        #expect(ConsoleFormat().format(diagnostic) == "a/b.md:3:7: \(severity.rawValue): x [some-rule]\n")
    }

    @Test("each rule is explained once")
    func explanations() {
        let other = Rule("other-rule", .warning, why: "For another reason.")
        let diagnostics = [
            Diagnostic(Self.rule, at: Self.here, "x", suggestion: "z"), Diagnostic(Self.rule, at: Self.here, "y"),
            Diagnostic(other, at: Self.here, "z"),
        ]
        #expect(
            ConsoleFormat(explains: true).format(diagnostics) == """
                a/b.md:3:7: error: x [some-rule]
                    help: z
                    why: Because it matters.
                a/b.md:3:7: error: y [some-rule]
                a/b.md:3:7: warning: z [other-rule]
                    why: For another reason.

                """)
        #expect(ConsoleFormat(explains: true).format([]) == "")
    }

    @Test(
        "control characters are shown, never obeyed",
        arguments: [
            ("\u{1B}[31m", "\\u{1b}[31m"), ("\n", "\\u{a}"), ("\r", "\\u{d}"), ("\t", "\\u{9}"), ("\0", "\\u{0}"), ("\u{7F}", "\\u{7f}"),
            ("\u{9B}31m", "\\u{9b}31m"), ("\u{7}\u{8}", "\\u{7}\\u{8}"), ("\r\n", "\\u{d}\\u{a}"),
        ])
    func control(_ character: String, shown: String) {
        let diagnostic = Diagnostic(
            Self.rule, at: SourcePosition(file: "a\(character).md"), "é\(character)🩺",
            notes: [.init("n\(character)", at: SourcePosition(file: "b\(character)"))], suggestion: "h\(character)")
        #expect(
            ConsoleFormat(pathPrefix: "p\(character)/", color: false).format(diagnostic) == """
                p\(shown)/a\(shown).md:1:1: error: é\(shown)🩺 [some-rule]
                    note: p\(shown)/b\(shown):1:1: n\(shown)
                    help: h\(shown)

                """)
    }

    @Test func ofVeryManyTheErrorsArePrinted() {
        let rule = Rule("mistake", .error, why: "Why.")
        let many = (1...1500).map { number in
            var diagnostic = Diagnostic(rule, at: SourcePosition(file: "a.md", line: number), "mistake \(number)")
            if number.isMultiple(of: 2) { diagnostic.severity = .warning }
            return diagnostic
        }
        let lines = ConsoleFormat().format(many).split(separator: "\n")
        #expect(lines.count == 1001)
        #expect(lines.last == "and 500 more, which are not printed: mend these first, and the rest will be told")
        #expect(lines.dropLast().count { $0.contains(": error: ") } == 750)
        #expect(
            lines[0] == "a.md:1:1: error: mistake 1 [mistake]" && lines[1] == "a.md:2:1: warning: mistake 2 [mistake]"
                && lines[999] == "a.md:1499:1: error: mistake 1499 [mistake]")
        #expect(!ConsoleFormat().format(Array(many.prefix(1000))).contains("more"))
    }

    @Test func whatIsQuotedHasAnEnd() {
        let rule = Rule("mistake", .error, why: "Why.")
        let long = String(repeating: "é", count: 5000)
        let diagnostic = Diagnostic(rule, at: SourcePosition(file: "a.md"), "'\(long)' is wrong", suggestion: "not '\(long)'")
        #expect(diagnostic.summary == "'\(String(repeating: "é", count: 299)) … \(String(repeating: "é", count: 95))' is wrong")
        #expect(diagnostic.suggestion?.hasPrefix("not 'é") == true)
        let short = String(repeating: "a", count: 1000)
        #expect(Diagnostic(rule, at: SourcePosition(file: "a.md"), short).summary == short)
    }
}
