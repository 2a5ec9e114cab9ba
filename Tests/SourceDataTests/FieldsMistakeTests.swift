import Diagnostics
import SourceData
import Testing

struct FieldsMistakeTests {
    @Test("not a mapping", arguments: [("- a", "a list"), ("a", "text"), ("''", "nothing"), ("~", "nothing")])
    func notAMapping(_ text: String, kind: String) {
        let log = DiagnosticLog()
        let value = YAML.parse(text, path: "a.yml", log: log)
        #expect(value.flatMap { Fields($0, owner: "a thing", log: log) } == nil)
        #expect(
            ConsoleFormat().format(log.diagnostics)
                == "a.yml:1:1: error: a thing must be a mapping of keys to values, not \(kind) [wrong-type]\n" + Self.mappingHelp)
    }

    private static let mappingHelp = "    help: write it as `key: value` lines, or as { key: value, key: value }\n"

    @Test("text", arguments: [("[b]", "a list"), ("{b: c}", "a mapping")])
    func text(_ value: String, kind: String) throws {
        try expect("a: \(value)", "1:4", "'a' must be text, not \(kind)") { $0.string("a") == nil }
        try expect("a: \(value)", "1:4", "'a' must be text, not \(kind)") { $0.requiredString("a") == nil }
    }

    @Test("lists")
    func lists() throws {
        let help = "    help: write `a: [...]`, or one `- ` line for each entry\n"
        try expect("a: b", "1:4", "'a' must be a list, not text", help: help) { $0.strings("a") == [] }
        try expect("a: {b: c}", "1:4", "'a' must be a list, not a mapping", help: help) { $0.strings("a") == [] }
        try expect("a: [b, [c], d]", "1:8", "an entry of 'a' must be text, not a list") { $0.strings("a").map(\.value) == ["b", "d"] }
        for nothing in ["", "~", "null"] {
            try expect("a:\n- b\n- \(nothing)\n", "3:\(nothing.isEmpty ? 2 : 3)", "an entry of 'a' must be text, not nothing") {
                $0.strings("a").map(\.value) == ["b"]
            }
        }
    }

    @Test("mappings")
    func mappings() throws {
        try expect("a: b", "1:4", "a part must be a mapping of keys to values, not text", help: Self.mappingHelp) { $0.mapping("a", owner: "a part") == nil }
    }

    @Test("numbers", arguments: ["b", "1,5", "inf", "-inf", "nan", "infinity", "1e999", "1_000", "'1 '", "''", "5 mg", "0x1F", "-0x1p4"])
    func numbers(_ text: String) throws {
        let value = text.replacing("'", with: "")
        try expect("a: \(text)", "1:4", "'a' must be a number, not '\(value)'", help: text == "1,5" ? "    help: write a point for decimals: '1.5'\n" : "") {
            $0.number("a") == nil
        }
    }

    @Test(
        "numbers that are read as others",
        arguments: [
            (".5", "has nothing before its point", "write a zero before the point: '0.5'"),
            ("05", "begins with a zero and has no point", "write '5', or '0.5' where a point was lost"),
            ("1.500", "ends in a zero after its point", "write it without a zero at its end: '1.5', or '1,500' where a thousand is meant"),
        ])
    func misread(_ text: String, _ fault: String, _ help: String) throws {
        try expect("a: \(text)", "1:4", "'\(text)' \(fault)", help: "    help: \(help)\n") { $0.number("a") == nil }
    }

    @Test("numbers in other forms", arguments: [("5", 5), ("'5'", 5), ("+5", 5), ("1e3", 1000), ("-0.25", -0.25), ("1.10", 1.1), ("0.050", 0.05)])
    func otherNumbers(_ text: String, _ number: Double) throws {
        let (fields, log) = try read("a: \(text)")
        #expect(fields.number("a")?.value == number)
        #expect(log.diagnostics == [])
    }

    @Test("whole numbers", arguments: ["b", "1.0", "1e3", "0x10", "''"])
    func integers(_ text: String) throws {
        let value = text.replacing("'", with: "")
        try expect("a: \(text)", "1:4", "'a' must be a whole number, not '\(value)'") { $0.integer("a") == nil }
    }

    @Test("whole numbers that nothing can be counted up to", arguments: ["1000000001", "9223372036854775807", "9223372036854775808", "-99999999999999999999"])
    func huge(_ text: String) throws {
        try expect("a: \(text)", "1:4", "'a' cannot be \(text)", help: "    help: counts go up to 1,000,000,000\n") { $0.integer("a") == nil }
    }

    @Test("whole numbers outside what a field takes", arguments: ["0", "-1", "121", "99999999999999999999"])
    func range(_ text: String) throws {
        try expect("a: \(text)", "1:4", "'a' cannot be \(text)", help: "    help: use a number from 1 to 120\n") { $0.integer("a", in: 1...120) == nil }
    }

    @Test("true and false", arguments: ["yes", "True", "1", "off"])
    func bools(_ text: String) throws {
        try expect("a: \(text)", "1:4", "'a' must be true or false, not '\(text)'") { $0.bool("a") == nil }
    }

    @Test("dates", arguments: ["2024-13-01", "2023-02-29", "2024-1-1", "1 Jan 2024", "2024-01-01T00:00:00Z"])
    func dates(_ text: String) throws {
        try expect("a: \(text)", "1:4", "'a' must be a date, not '\(text)'", help: "    help: write the date as YYYY-MM-DD\n") {
            $0.date("a") == nil
        }
    }

    @Test(
        "choices",
        arguments: [
            ("hihg", "did you mean 'high'?"), ("Low", "did you mean 'low'?"), ("unclear", "use one of: high, low, moderate"),
        ])
    func choices(_ text: String, help: String) throws {
        try expect("a: \(text)", "1:4", "'a' cannot be '\(text)'", rule: "unknown-value", help: "    help: \(help)\n") {
            $0.choice("a", Level.self) == nil
        }
        try expect("a: \(text)", "1:4", "'a' cannot be '\(text)'", rule: "unknown-value", help: "    help: \(help)\n") {
            $0.requiredChoice("a", Level.self) == nil
        }
    }

    /// Exactly one diagnostic, and nothing more from `finish()`.
    private func expect(
        _ text: String, _ place: String, _ summary: String, rule: String = "wrong-type", help: String = "", _ check: (Fields) -> Bool
    ) throws {
        let (fields, log) = try read(text)
        #expect(check(fields))
        fields.finish()
        #expect(ConsoleFormat().format(log.diagnostics) == "a.yml:\(place): error: \(summary) [\(rule)]\n" + help)
    }
}
