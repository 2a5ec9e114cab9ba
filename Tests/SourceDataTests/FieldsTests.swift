import Diagnostics
import SourceData
import Testing

struct FieldsTests {
    @Test("fields of every kind")
    func kinds() throws {
        let (fields, log) = try read(
            "text: a\nother: 'o'\nblock: |\n  b\nlist: [c, 'd']\nnumber: -1.5\nwhole: 12\nyes: true\nno: false\ndate: 2024-02-29\nword: low\nsub:\n  x: y\n")
        #expect(fields.string("text") == Located("a", at: place(1, 7)))
        #expect(fields.string("other")?.value == "o")
        #expect(fields.string("block")?.value == "b\n")
        #expect(fields.strings("list") == [Located("c", at: place(5, 8)), Located("d", at: place(5, 11))])
        #expect(fields.number("number") == Located(-1.5, at: place(6, 9)))
        #expect(fields.integer("whole") == Located(12, at: place(7, 8)))
        #expect(fields.bool("yes") == true && fields.bool("no") == false)
        #expect(fields.date("date")?.value == CalendarDate("2024-02-29"))
        #expect(fields.choice("word", Level.self) == .low)
        #expect(fields.mapping("sub", owner: "a sub")?.requiredString("x")?.value == "y")
        #expect(fields.keys.map(\.value) == ["text", "other", "block", "list", "number", "whole", "yes", "no", "date", "word", "sub"])
        #expect(fields.keys.last?.position == place(12, 1))
        fields.finish()
        #expect(log.diagnostics == [])
    }

    @Test("a key with nothing behind it was begun and is told of, but where it is missing already", arguments: ["a:", "a: ~", "a: null"])
    func empty(_ text: String) throws {
        let (fields, log) = try read(text)
        #expect(fields.number("a") == nil)
        fields.finish()
        #expect(log.diagnostics.map(\.summary) == ["'a' is empty"])
        let (needed, missing) = try read(text)
        #expect(needed.requiredString("a") == nil)
        needed.finish()
        #expect(missing.diagnostics.map(\.summary) == ["a thing needs the field 'a'"])
    }

    @Test("a field that is absent is not there")
    func absent() throws {
        let (fields, log) = try read("{}")
        #expect(fields.string("a") == nil)
        #expect(fields.strings("a") == [])
        #expect(fields.number("a") == nil)
        #expect(fields.bool("a") == nil)
        #expect(fields.date("a") == nil)
        #expect(fields.choice("a", Level.self) == nil)
        #expect(fields.mapping("a", owner: "b") == nil)
        fields.finish()
        #expect(log.diagnostics == [])
        #expect(fields.requiredString("a") == nil)
        #expect(fields.requiredChoice("a", Level.self) == nil)
        #expect(
            log.diagnostics.map(\.summary) == ["a thing needs the field 'a'", "a thing needs the field 'a'"])
    }

    @Test("a field that is missing and one that is misspelt are one slip")
    func missingIsMisspelt() throws {
        let (fields, log) = try read("titel: x")
        #expect(fields.requiredString("title") == nil)
        fields.finish()
        #expect(fields.isMisspelt("title"))
        #expect(
            ConsoleFormat().format(log.diagnostics) == """
                a.yml:1:1: error: a thing has no field 'titel' [unknown-key]
                    help: did you mean 'title'?

                """)
    }

    @Test("a field that is missing beside another that nobody asked for is two slips")
    func missingAndUnknown() throws {
        let (fields, log) = try read("doses: x\nweight: y")
        #expect(fields.requiredString("dose") == nil)
        _ = fields.string("doses")
        fields.finish()
        #expect(!fields.isMisspelt("dose"))
        #expect(
            ConsoleFormat().format(log.diagnostics) == """
                a.yml:1:1: error: a thing needs the field 'dose' [missing-field]
                a.yml:2:1: error: a thing has no field 'weight' [unknown-key]
                    help: use one of: dose, doses

                """)
    }

    @Test("where the value of a key could not be read, none is missing")
    func unread() throws {
        let (fields, log) = try read("a: !!int 5\nb: c")
        #expect(fields.requiredString("a") == nil)
        #expect(log.diagnostics.map(\.rule.id) == ["yaml-anchor"])
    }

    @Test("keys that are nearly none are told together, and twenty are named")
    func many() throws {
        let (fields, log) = try read((0..<5000).map { "k\($0): x\n" }.joined())
        fields.finish()
        #expect(log.diagnostics.map(\.summary) == ["a thing has no field 'k0'"])
        #expect(log.diagnostics.first?.notes.count == 21)
        #expect(log.diagnostics.first?.notes.first == .init("and no field 'k1'", at: SourcePosition(file: "a.yml", line: 2)))
        #expect(log.diagnostics.first?.notes.last == .init("and 4979 more that it cannot have"))
    }

    @Test("keys nobody asked for")
    func unknown() throws {
        let (fields, log) = try read("name: x\nnaem: y\nsomething: z")
        _ = fields.string("name")
        _ = fields.string("date")
        fields.finish()
        #expect(
            ConsoleFormat().format(log.diagnostics) == """
                a.yml:2:1: error: a thing has no field 'naem' [unknown-key]
                    help: did you mean 'name'?
                a.yml:3:1: error: a thing has no field 'something' [unknown-key]
                    help: use one of: date, name

                """)
    }

    private func place(_ line: Int, _ column: Int) -> SourcePosition { SourcePosition(file: "a.yml", line: line, column: column) }
}

enum Level: String, CaseIterable { case low, moderate, high }

/// The fields of a YAML mapping that is called "a thing".
func read(_ text: String) throws -> (Fields, DiagnosticLog) {
    let log = DiagnosticLog()
    let value = try #require(YAML.parse(text, path: "a.yml", log: log))
    return (try #require(Fields(value, owner: "a thing", log: log)), log)
}
