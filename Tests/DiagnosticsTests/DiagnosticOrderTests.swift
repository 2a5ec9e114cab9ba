import Diagnostics
import Testing

struct DiagnosticOrderTests {
    private static let a = Rule("a", .warning, why: "")
    private static let b = Rule("b", .error, why: "")

    private static func at(_ file: String, _ line: Int, _ column: Int) -> SourcePosition {
        SourcePosition(file: file, line: line, column: column)
    }

    /// In the order they should be reported in.
    private static let ordered = [
        Diagnostic(b, at: at("a.md", 1, 1), "z"),
        Diagnostic(b, at: at("a.md", 1, 2), "a"),
        Diagnostic(a, at: at("a.md", 2, 1), "y"),
        Diagnostic(b, at: at("a.md", 2, 1), "x"),
        Diagnostic(b, at: at("a.md", 2, 1), "y"),
        Diagnostic(a, at: at("a.md", 10, 1), "a"),
        Diagnostic(a, at: at("a/b.md", 1, 1), "a"),
        Diagnostic(a, at: at("b.md", 1, 1), "a"),
    ]

    @Test("by place, then by rule, then by text, whatever the order of reporting")
    func order() {
        for shift in Self.ordered.indices {
            let shifted = Array(Self.ordered[shift...] + Self.ordered[..<shift])
            #expect(shifted.ordered() == Self.ordered)
            #expect(shifted.reversed().ordered() == Self.ordered)
        }
    }

    @Test("repeats are reported once, different notes twice")
    func repeats() {
        let plain = Diagnostic(Self.a, at: Self.at("a.md", 1, 1), "x")
        let withNote = Diagnostic(Self.a, at: Self.at("a.md", 1, 1), "x", notes: [.init("n")])
        #expect([plain, plain, withNote, plain, withNote].ordered().count == 2)
    }

    @Test("counting")
    func counting() {
        #expect(Self.ordered.count(of: .error) == 4)
        #expect(Self.ordered.count(of: .warning) == 4)
        #expect(Self.ordered.count(of: .note) == 0)
        #expect(Self.ordered.hasErrors)
        #expect(!Self.ordered.filter { $0.severity == .warning }.hasErrors)
        #expect(![Diagnostic]().hasErrors)
    }

    @Test("severities are ordered")
    func severities() {
        #expect(Severity.allCases.shuffled().sorted() == [.note, .warning, .error])
    }

    @Test("a log keeps what it is told, in order, with the severity of the rule")
    func log() {
        let log = DiagnosticLog()
        log.report(Self.b, at: Self.at("a.md", 2, 1), "second", suggestion: "s")
        log.add([Diagnostic(Self.a, at: Self.at("a.md", 1, 1), "first")])
        #expect(log.diagnostics.map(\.summary) == ["second", "first"])
        #expect(log.diagnostics.map(\.severity) == [.error, .warning])
        #expect(log.diagnostics.first?.suggestion == "s")
    }
}
