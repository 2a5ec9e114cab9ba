import Diagnostics
import SourceData

/// Reads the dates of a CSL-JSON item: `date-parts`, else `edtf`, `raw` or `literal`, or EDTF text alone.
struct CSLDateReader {
    let log: DiagnosticLog

    func date(_ key: String, of item: Fields) -> ReferenceDate? {
        guard let value = item.value(key) else { return nil }
        return date(value, item.label(key))
    }

    /// `owner` names the date in messages.
    func date(_ value: DataValue, _ owner: String) -> ReferenceDate? {
        if case .scalar(let text, .quoted, _) = value { return words(text) }
        guard case .mapping = value else {
            report(
                at: value.position, "\(owner) must be an object with 'date-parts', not \(value.jsonKind)",
                suggestion: Self.howToWrite)
            return nil
        }
        guard let fields = Fields(value, owner: owner, log: log, allowsEmpty: true) else { return nil }
        let parts = fields.value("date-parts")
        let text = ["edtf", "raw", "literal"].compactMap { fields.cslText($0) }.first
        let season = season(of: fields)
        let isCirca = fields.value("circa").flatMap(\.anyText).map { !["", "0", "false"].contains($0) } ?? false
        CSLVocabulary.dateHints.forEach { fields.know($0, isSuggested: false) }
        fields.finish()
        let date: ReferenceDate?
        if let parts {
            date = self.date(parts: parts, owner: fields.owner)
        } else if let text {
            date = words(text.value)
        } else {
            if ["date-parts", "raw", "literal", "edtf"].contains(where: fields.isMisspelt) { return nil }
            report(
                at: value.position, "\(fields.owner) has none of 'date-parts', 'raw' and 'literal'",
                suggestion: Self.howToWrite)
            return nil
        }
        guard let date else { return nil }
        return about(withSeason(date, season, of: fields), isCirca)
    }

    /// 1 to 4, or a word.
    private func season(of date: Fields) -> Located<Season>? {
        guard let value = date.value("season") else { return nil }
        if let text = value.cslText, let season = Season(text) { return Located(season, at: value.position) }
        report(
            at: value.position, "'season' of \(date.owner) cannot be \(value.cslText.map { "'\($0)'" } ?? value.jsonKind)",
            suggestion: "write 1 for spring, 2 for summer, 3 for autumn, 4 for winter; or the date in words: \"literal\": \"Winter 1998\"")
        return nil
    }

    private func withSeason(_ date: ReferenceDate, _ season: Located<Season>?, of fields: Fields) -> ReferenceDate {
        guard let season else { return date }
        if case .date(let date) = date, date.month == nil { return .season(season.value, year: date.year) }
        if case .season(season.value, _) = date { return date }
        report(
            at: season.position, "\(fields.owner) has 'season' beside a month, a range or words", suggestion: "leave one of the two out")
        return date
    }

    /// Words say for themselves how sure they are.
    private func about(_ date: ReferenceDate, _ isCirca: Bool) -> ReferenceDate {
        guard isCirca else { return date }
        switch date {
        case .date(let date): return .circa(date)
        case .range, .season: return .text("c \(date.american)")
        case .circa, .text: return date
        }
    }

    private static let howToWrite = "write `{\"date-parts\": [[2024, 1, 26]]}`; month and day may be left out"

    private func words(_ text: String) -> ReferenceDate? {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if text.isEmpty { return nil }
        return Self.edtf(text) ?? .text(text)
    }

    /// `2024-01`, `1950~` and `1950?` for about, `2024-22` for a season, `2018/2019` for a range.
    private static func edtf(_ text: String) -> ReferenceDate? {
        if let date = PartialDate(iso: text) { return .date(date) }
        let ends = text.split(separator: "/", omittingEmptySubsequences: false)
        if ends.count == 2, let start = PartialDate(iso: String(ends[0])), let end = PartialDate(iso: String(ends[1])) { return .range(start, end) }
        if let last = text.last, "~?%".contains(last), let date = PartialDate(iso: String(text.dropLast())) { return .circa(date) }
        if text.utf8.count == 7, let date = PartialDate(iso: String(text.prefix(4))), text.dropFirst(4).first == "-", let season = Season(edtf: text.suffix(2)) {
            return .season(season, year: date.year)
        }
        return nil
    }

    private func date(parts value: DataValue, owner: String) -> ReferenceDate? {
        guard case .sequence(let ends, _) = value, (1...2).contains(ends.count) else {
            report(
                at: value.position, "'date-parts' of \(owner) must be a list of one date, or of two for a range",
                suggestion: Self.howToWrite)
            return nil
        }
        if ends.count == 1, case .sequence(let parts, _) = ends[0], parts.count == 2, let year = parts[0].cslText, let month = parts[1].cslText,
            let date = PartialDate(year: Int(year) ?? 0), let season = Season(edtf: month[...])
        {
            return .season(season, year: date.year)
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
