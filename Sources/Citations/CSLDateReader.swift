import Diagnostics
import SourceData

/// Reads the dates of a CSL-JSON item: `date-parts`, else `edtf`, `raw` or `literal`, or EDTF text alone.
struct CSLDateReader {
    let log: DiagnosticLog

    func date(_ key: String, of item: Fields) -> ReferenceDate? {
        guard let value = item.value(key) else { return nil }
        if case .scalar(let text, .quoted, _) = value { return words(text) }
        guard case .mapping = value else {
            report(
                at: value.position, "\(item.label(key)) must be an object with 'date-parts', not \(value.jsonKind)",
                suggestion: Self.howToWrite)
            return nil
        }
        guard let fields = Fields(value, owner: item.label(key), log: log) else { return nil }
        let parts = fields.value("date-parts")
        let text = ["edtf", "raw", "literal"].compactMap { fields.cslText($0) }.first
        for key in ["season", "circa"] {
            guard let value = fields.value(key) else { continue }
            report(
                at: value.position, "\(fields.owner) has '\(key)', which Materia does not print",
                suggestion: "write the date in words: \"literal\": \"Winter 1998\", \"literal\": \"c 1950\"")
        }
        fields.finish()
        if let parts { return date(parts: parts, owner: fields.owner) }
        if let text { return words(text.value) }
        report(
            at: value.position, "\(fields.owner) has none of 'date-parts', 'raw' and 'literal'",
            suggestion: Self.howToWrite)
        return nil
    }

    private static let howToWrite = "write `{\"date-parts\": [[2024, 1, 26]]}`; month and day may be left out"

    private func words(_ text: String) -> ReferenceDate? {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if text.isEmpty { return nil }
        return PartialDate(iso: text).map { .date($0) } ?? .text(text)
    }

    private func date(parts value: DataValue, owner: String) -> ReferenceDate? {
        guard case .sequence(let ends, _) = value, (1...2).contains(ends.count) else {
            report(
                at: value.position, "'date-parts' of \(owner) must be a list of one date, or of two for a range",
                suggestion: Self.howToWrite)
            return nil
        }
        let dates = ends.compactMap { partialDate($0, owner: owner) }
        guard dates.count == ends.count else { return nil }
        return dates.count == 2 ? .range(dates[0], dates[1]) : .date(dates[0])
    }

    private func partialDate(_ value: DataValue, owner: String) -> PartialDate? {
        guard case .sequence(let parts, _) = value, (1...3).contains(parts.count) else {
            report(
                at: value.position, "a date in 'date-parts' of \(owner) must be a list of year, month and day",
                suggestion: Self.howToWrite)
            return nil
        }
        var numbers: [Int] = []
        for part in parts {
            guard let number = part.cslText.flatMap({ Int($0) }) else {
                let shown = part.cslText.map { "'\($0)'" } ?? part.jsonKind
                report(
                    at: part.position, "'date-parts' of \(owner) must hold whole numbers, not \(shown)",
                    suggestion: Self.howToWrite)
                continue
            }
            numbers.append(number)
        }
        guard numbers.count == parts.count else { return nil }
        if let date = PartialDate(
            year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
        {
            return date
        }
        let shown = numbers.map(String.init).joined(separator: "-")
        report(
            at: value.position, "'date-parts' of \(owner) hold \(shown), which is not a date of the calendar",
            suggestion: "the order is year, month, day")
        return nil
    }

    private func report(at position: SourcePosition, _ summary: String, suggestion: String) {
        log.report(Rule.invalidCSL, at: position, summary, suggestion: suggestion)
    }
}
