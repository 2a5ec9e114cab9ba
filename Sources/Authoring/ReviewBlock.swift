public import Diagnostics
import KnowledgeBase
public import SourceData

/// Writes the clinical review that took place into an article or a record, with the version of the file that it is of, and leaves every other
/// byte of the file as it is.
public struct ReviewBlock {
    let by: String
    let on: CalendarDate
    /// Months until the next; nil keeps what the file says.
    let interval: Int?

    /// By whom and when, and the months until the next.
    public init(by: String, on: CalendarDate, interval: Int?) {
        self.by = by
        self.on = on
        self.interval = interval
    }

    /// Why a file is left as it is.
    public struct Refusal: Error {
        public let message: String
    }

    /// `text` with this review in the place of the one it has, or at the end of its fields.
    public func writing(into text: String, isArticle: Bool) throws(Refusal) -> String {
        let newline = text.contains("\r\n") ? "\r\n" : "\n"
        let text = text.replacing("\r\n", with: "\n")
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let range = try Self.fields(of: lines, isArticle: isArticle)
        let before = try Self.entries(lines[range])
        var months = interval
        let start: Int
        if let old = ReviewLines.range(in: Array(text.utf8), isArticle: isArticle) {
            let bytes = Array(text.utf8)
            start = bytes[..<old.lowerBound].count { $0 == UInt8(ascii: "\n") }
            let end = start + String(decoding: bytes[old], as: UTF8.self).split(separator: "\n").count
            guard !lines[start..<end].contains(where: { $0.contains("#") }) else {
                throw Refusal(message: "line \(start + 1): the review has a comment, which would be lost; change 'by' and 'on' there yourself")
            }
            months = months ?? before.first { $0.key == "review" }.flatMap { $0.value["interval"] }.flatMap { Self.text($0) }.flatMap { Int($0) }
            lines.removeSubrange(start..<end)
        } else {
            // Behind the last line that says something.
            var end = range.upperBound
            while end > range.lowerBound, lines[end - 1].allSatisfy(\.isWhitespace) { end -= 1 }
            start = end
            if end == lines.count { lines.append("") }
        }
        // What stands there without a review is what was reviewed.
        let version = Self.version(of: lines.joined(separator: "\n"), isArticle: isArticle)
        lines.insert(line(interval: months, version: version), at: start)
        let written = lines.joined(separator: "\n")
        guard try isSafe(written, before, isArticle: isArticle), Self.version(of: written, isArticle: isArticle) == version else {
            throw Refusal(
                message: "the file is laid out in a way that cannot be changed safely; write `\(line(interval: months, version: version))` into it yourself")
        }
        return written.replacing("\n", with: newline)
    }

    private func line(interval: Int?, version: String) -> String {
        "review: { by: \(Self.quoted(by)), on: \(on)\(interval.map { ", interval: \($0)" } ?? ""), version: '\(version)' }"
    }

    private static func version(of text: String, isArticle: Bool) -> String {
        ContentFile(path: isArticle ? "article.md" : "record.yml", text: text).version
    }

    private static func quoted(_ name: String) -> String {
        let isPlain = name.first?.isLetter == true && name.last?.isWhitespace == false && name.allSatisfy { $0.isLetter || $0 == " " || $0 == "-" || $0 == "." }
        return isPlain ? name : "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// The lines that hold fields: those of the front matter, or all of a record.
    private static func fields(of lines: [String], isArticle: Bool) throws(Refusal) -> Range<Int> {
        guard isArticle else { return 0..<lines.count }
        func isFence(_ line: String) -> Bool { line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " } }
        guard let first = lines.first, isFence(first), let end = lines.indices.dropFirst().first(where: { isFence(lines[$0]) }) else {
            throw Refusal(message: "the article has no front matter; start it with ---, title: and summary: lines, and --- again")
        }
        return 1..<end
    }

    private static func entries(_ lines: ArraySlice<String>) throws(Refusal) -> [DataValue.Entry] {
        let log = DiagnosticLog()
        guard case .mapping(let entries, _)? = YAML.parse(lines.joined(separator: "\n"), path: "", log: log), !log.diagnostics.hasErrors else {
            throw Refusal(message: "the file has mistakes; run `materia check` and mend them first")
        }
        return entries
    }

    private static func text(_ value: DataValue) -> String? { if case .scalar(let text, _, _) = value { text } else { nil } }

    /// Every other field says what it said, and the review what it is to say.
    private func isSafe(_ written: String, _ before: [DataValue.Entry], isArticle: Bool) throws(Refusal) -> Bool {
        let lines = written.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let after = try Self.entries(lines[Self.fields(of: lines, isArticle: isArticle)])
        func others(_ entries: [DataValue.Entry]) -> [String] { entries.filter { $0.key != "review" }.map { "\($0.key): \(Self.plain($0.value))" } }
        let review = after.first { $0.key == "review" }?.value
        return others(before) == others(after) && review?["by"].flatMap(Self.text) == by && review?["on"].flatMap(Self.text) == on.description
    }

    /// Without places.
    private static func plain(_ value: DataValue) -> String {
        switch value {
        case .scalar(let text, _, _): "\"\(text)\""
        case .sequence(let values, _): "[\(values.map(plain).joined(separator: ","))]"
        case .mapping(let entries, _): "{\(entries.map { "\($0.key):\(plain($0.value))" }.joined(separator: ","))}"
        }
    }
}
