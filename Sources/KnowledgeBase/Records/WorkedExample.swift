public import Diagnostics
public import Markdown
import SourceData

/// A patient and the dose somebody else worked out for them: `check` works it out anew.
public struct WorkedExample: Sendable {
    public struct Entry: Sendable {
        public let name: String
        public let value: String
        public let position: SourcePosition
    }

    /// What is entered, in the order of the record.
    public let patient: [Entry]
    public let dosingProtocol: Located<String>?
    /// Nil for the regimen's first; `none` for none.
    public let product: Located<String>?
    /// What is expected of each step; the step is empty for the only one, or the first.
    public let expected: [(step: String, results: [Entry])]
    /// Percent by which a result may differ, for rounding in a source.
    public let tolerance: Double?
    public let source: CitationItem?
    public let note: String?
    public let position: SourcePosition
}

extension WorkedExample {
    /// Results that say when something is given, and not how much.
    private static let withoutAmount: Set<String> = ["every", "times", "days", "doses-per-day", "over", "duration"]

    static func list(_ reader: RecordReader) -> [WorkedExample] {
        let examples: [WorkedExample] = reader.fields.list("examples") { value, log in
            guard let fields = Fields(value, owner: "an example", log: log) else { return nil }
            let patient = fields.required("patient") { fields.mapping("patient", owner: "'patient'") }
            let expect = fields.required("expect") { fields.mapping("expect", owner: "'expect'") }
            let dosingProtocol = fields.string("protocol")
            let product = fields.string("product")
            let within = fields.string("within")
            let source = reader.citation("source", in: fields)
            let note = fields.string("note")?.value
            fields.finish()
            guard let patient, let expect else { return nil }
            if expect.keys.isEmpty {
                log.report(.missingField, at: expect.position, "the example expects nothing", suggestion: "say what the source gives, such as `expect: { each: 80 mg }`")
            }
            let expected = expected(expect, log)
            if !expect.keys.isEmpty, expected.allSatisfy({ $0.results.allSatisfy { withoutAmount.contains($0.name) } }) {
                log.report(
                    .missingField, at: expect.position, "the example expects no amount, and would agree with any",
                    suggestion: "say what dose the source gives, such as `expect: { each: 80 mg }`; or `stop: true`")
            }
            var tolerance: Double?
            if let within {
                guard within.value.hasSuffix("%"), let percent = Double(String(within.value.dropLast()).trimmed), percent > 0, percent <= 5 else {
                    log.report(
                        .wrongType, at: within.position, "'within' is not a part of a hundred: '\(within.value)'", suggestion: "write it like `within: 1 %`, up to 5 %")
                    return nil
                }
                tolerance = percent
            }
            return WorkedExample(
                patient: entries(patient), dosingProtocol: dosingProtocol, product: product, expected: expected, tolerance: tolerance,
                source: source, note: note, position: fields.position)
        }
        if !examples.isEmpty { reader.addAnchor("examples", at: reader.fields.position) }
        return examples
    }

    private static func entries(_ fields: Fields) -> [Entry] { fields.keys.compactMap { entry($0, of: fields) } }

    /// A scalar, or a list of them with commas.
    private static func entry(_ key: Located<String>, of fields: Fields) -> Entry? {
        guard let value = fields.value(key.value) else {
            fields.log.report(.wrongType, at: key.position, "'\(key.value)' has no value", suggestion: Fields.quoting(key.value) ?? "write it as `\(key.value): …`")
            return nil
        }
        if case .sequence = value {
            let texts = fields.strings(key.value)
            return Entry(name: key.value, value: texts.map(\.value).joined(separator: "; "), position: value.position)
        }
        return fields.text(value, "'\(key.value)'").map { Entry(name: key.value, value: $0.value, position: value.position) }
    }

    private static func expected(_ fields: Fields, _ log: DiagnosticLog) -> [(step: String, results: [Entry])] {
        var steps: [(step: String, results: [Entry])] = []
        var plain: [Entry] = []
        for key in fields.keys {
            if let value = fields.value(key.value), case .mapping = value {
                if let step = Fields(value, owner: "'\(key.value)'", log: log) { steps.append((key.value, entries(step))) }
            } else if let entry = entry(key, of: fields) {
                plain.append(entry)
            }
        }
        return (plain.isEmpty ? [] : [("", plain)]) + steps
    }
}
