public import Diagnostics
import Markdown

extension Rule {
    public static let avoidedName = Rule(
        "avoided-name", .warning, .adjustable,
        means: "A name that the glossary lists under `avoid`.",
        why: "The glossary says not to write this name, because readers take it for something else.",
        mend: "The term of that entry")
    public static let drugAbbreviation = Rule(
        "drug-abbreviation", .warning, .adjustable,
        means: "Capitals that neither the glossary nor the page explains, right before a dose.",
        why: "An abbreviated drug name is read as another drug (ISMP). Only one that the glossary or the page explains has one meaning.",
        mend: "The full name; or an entry in the [glossary](records.md#glossary); or the name once with the abbreviation in brackets behind it.")
}

/// Names that the glossary says not to write, and the terms to write for them.
struct AvoidedNames: Sendable {
    struct Name: Sendable {
        let name: String
        let scalars: [Unicode.Scalar]
        let term: String
    }

    private let byFirst: [UInt8: [Name]]

    static let none = AvoidedNames(Glossary.empty)

    init(_ glossary: Glossary) {
        let names = glossary.entries.flatMap { entry in entry.avoided.filter { !$0.isEmpty }.map { Name(name: $0, scalars: Array($0.unicodeScalars), term: entry.term) } }
        // The longest first.
        byFirst = Dictionary(grouping: names, by: { $0.name.utf8.first! }).mapValues { $0.sorted { ($1.scalars.count, $0.name) < ($0.scalars.count, $1.name) } }
    }

    var isEmpty: Bool { byFirst.isEmpty }

    /// True where one may stand in `text`, as a whole word.
    func stand(in text: String) -> Bool {
        text.withBytes { bytes in
            var isInWord = false
            for index in bytes.indices {
                if !isInWord, let names = byFirst[bytes[index]],
                    names.contains(where: { name in
                        let end = index + name.name.utf8.count
                        return end <= bytes.count && zip(bytes[index..<end], name.name.utf8).allSatisfy { $0 == $1 } && (end == bytes.count || !Self.isWord(bytes[end]))
                    })
                {
                    return true
                }
                isInWord = Self.isWord(bytes[index])
            }
            return false
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- 48 < 10 || byte >= 0x80 }

    /// Reports those that stand in `marks`.
    func check(_ marks: [ClaimText.Mark], in source: String, log: DiagnosticLog) {
        if isEmpty { return }
        func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar.isLetter || scalar.isDigit || scalar.isMark }
        marks.scan { start in
            if start > 0, isWord(marks[start - 1].scalar) { return nil }
            guard let first = UTF8.encode(marks[start].scalar)?.first, let names = byFirst[first] else { return nil }
            let found = names.first { name in
                let end = start + name.scalars.count
                return end <= marks.count && zip(marks[start..<end], name.scalars).allSatisfy { $0.scalar == $1 } && (end == marks.count || !isWord(marks[end].scalar))
            }
            guard let found else { return nil }
            let place = SourcePosition(file: source, line: marks[start].line, column: marks[start].column)
            log.report(
                .avoidedName, at: place, "'\(found.name)' is a name that the glossary says not to write", suggestion: "write '\(found.term)'")
            return start + found.scalars.count
        }
    }
}
