import Testing

@testable import Authoring

/// What is written into overrides, and how two versions of a file are shown.
struct OverrideTests {
    @Test("The version alone is another, whatever stands around it")
    func version() {
        #expect(VersionLine.writing("b2", into: "# a\nfile: x\nversion: a1\nwhy: y\n") == "# a\nfile: x\nversion: b2\nwhy: y\n")
        #expect(VersionLine.writing("b2", into: "version: 'a1'  # of May\r\nwhy: y\r\n") == "version: b2 # of May\r\nwhy: y\r\n")
        #expect(VersionLine.writing("b2", into: "version:\n  a1\n") == nil)
        #expect(VersionLine.writing("b2", into: "{ version: a1 }\n") == nil)
        #expect(VersionLine.writing("b2", into: "version: a1\nversion: a1\n") == nil)
    }

    @Test("Lines that differ stand with those around them")
    func difference() {
        let old = (1...12).map { "line \($0)" }
        var new = old
        new[1] = "another"
        new.remove(at: 8)
        let lines = LineDifference(from: old.joined(separator: "\n"), to: new.joined(separator: "\n")).lines
        #expect(
            lines == ["  line 1", "- line 2", "+ another", "  line 3", "  line 4", "...", "  line 7", "  line 8", "- line 9", "  line 10", "  line 11"])
        #expect(LineDifference(from: "a\n", to: "a\n").lines.isEmpty)
    }
}
