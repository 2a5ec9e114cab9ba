public import Diagnostics
import SourceData

extension Rule {
    public static let invalidRetractions = Rule(
        "invalid-retractions", .error,
        means: "The list of retractions lacks a column.",
        why: "A list of retractions that cannot be read finds none, and its silence would look like good news.",
        mend: "The file as it is published, with its head")
}

/// A list of retractions, corrections and expressions of concern, in the layout of the Retraction Watch database.
struct Retractions: Sendable {
    /// Where a site keeps it. It is never published.
    static let path = "references/retractions.csv"

    enum Nature: Hashable, Sendable {
        case retraction, concern, correction, reinstatement
        /// A word that the layout does not have.
        case other(String)

        init(_ text: String) {
            self =
                switch text.lowercased() {
                case "retraction": .retraction
                case "expression of concern": .concern
                case "correction": .correction
                case "reinstatement": .reinstatement
                default: .other(text)
                }
        }
    }

    /// One row.
    struct Notice: Sendable {
        let nature: Nature
        let date: CalendarDate?
        let reason: String
        let line: Int
    }

    private let notices: [Notice]
    /// Notices of a work by the key of its identifiers.
    private let byWork: [String: [Int]]

    private static let columns = ["OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDate"]

    /// Nil, with a diagnostic, when it has not the columns it needs. Bytes that are no UTF-8 are nothing to worry about: the public list has some.
    init?(_ file: ContentFile, log: DiagnosticLog) {
        var rows = CommaSeparatedRows(file.bytes)
        let head = (rows.next()?.fields ?? []).map { String(decoding: $0, as: UTF8.self) }
        let missing = Self.columns.filter { !head.contains($0) }
        guard missing.isEmpty else {
            log.report(
                .invalidRetractions, at: SourcePosition(file: file.path),
                "the list of retractions has no column \(missing.map { "'\($0)'" }.joined(separator: " and no column "))",
                suggestion: "give the file as Crossref publishes the Retraction Watch database, with its head")
            return nil
        }
        let place = Dictionary(head.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var notices: [Notice] = []
        var byWork: [String: [Int]] = [:]
        while let row = rows.next() {
            func field(_ name: String) -> String {
                guard let index = place[name], index < row.fields.count else { return "" }
                return String(decoding: row.fields[index], as: UTF8.self).trimmed
            }
            let (doi, pmid) = (field("OriginalPaperDOI"), field("OriginalPaperPubMedID"))
            var keys: [String] = []
            // Where there is none, the list says 'unavailable' or 0.
            if let start = doi.firstRange(of: "10.") { keys.append(WorkIdentifier.doi(String(doi[start.lowerBound...])).key) }
            if pmid.utf8.allSatisfy({ (48...57).contains($0) }), pmid.contains(where: { $0 != "0" }) { keys.append(WorkIdentifier.pmid(pmid).key) }
            guard !keys.isEmpty else { continue }
            for key in keys { byWork[key, default: []].append(notices.count) }
            notices.append(
                Notice(nature: Nature(field("RetractionNature")), date: Self.date(field("RetractionDate")), reason: Self.reason(field("Reason")), line: row.line))
        }
        self.notices = notices
        self.byWork = byWork
    }

    /// Every row about any of these names of one work, in the order of the list.
    func notices(of identifiers: [WorkIdentifier]) -> [Notice] {
        Set(identifiers.flatMap { byWork[$0.key] ?? [] }).sorted().map { notices[$0] }
    }

    /// `5/21/2025 0:00`, as the list has it, or `2025-05-21`.
    private static func date(_ text: String) -> CalendarDate? {
        let day = text.prefix { $0 != " " && $0 != "T" }
        let parts = day.split(separator: "/").map(String.init)
        guard parts.count == 3 else { return CalendarDate(String(day)) }
        func padded(_ text: String, _ width: Int) -> String { String(repeating: "0", count: max(0, width - text.utf8.count)) + text }
        return CalendarDate("\(padded(parts[2], 4))-\(padded(parts[0], 2))-\(padded(parts[1], 2))")
    }

    /// The list puts a plus sign before each reason and a semicolon behind it.
    private static func reason(_ text: String) -> String {
        text.split(separator: ";").map { String($0.drop { $0 == " " || $0 == "+" }).trimmed }.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

/// The rows of a file of comma-separated values (RFC 4180), each with the line it begins on.
private struct CommaSeparatedRows {
    private let bytes: [UInt8]
    private var index: Int
    private var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func next() -> (fields: [[UInt8]], line: Int)? {
        guard index < bytes.count else { return nil }
        let first = line
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        var isQuoted = false
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && index < bytes.count && bytes[index] == byte:
                field.append(byte)
                index += 1
            case UInt8(ascii: "\"") where isQuoted: isQuoted = false
            case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
            case _ where isQuoted: field.append(byte)
            case UInt8(ascii: ","):
                fields.append(field)
                field.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\n"):
                return (fields + [field], first)
            case UInt8(ascii: "\r"): break
            default: field.append(byte)
            }
        }
        return (fields + [field], first)
    }
}
