import SourceData

/// A day, a month or a year: as much of a date as a publication gives.
public struct PartialDate: Hashable, Sendable {
    public let year: Int
    public let month: Int?
    public let day: Int?

    /// Nil when the day does not exist: years run from 1 to 9999, and a day needs its month.
    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year), month != nil || day == nil else { return nil }
        func pad(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        guard CalendarDate("\(pad(year, 4))-\(pad(month ?? 1, 2))-\(pad(day ?? 1, 2))") != nil else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2024`, `2024-01` and `2024-01-26`, the forms of ISO 8601 that EDTF shares.
    public init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        self.init(
            year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
    }

    /// As American journals write dates: `January 26, 2024`, `October 2013`, `1995`.
    public var american: String {
        guard let month else { return String(year) }
        let name = CalendarDate.monthNames[month - 1]
        return day.map { "\(name) \($0), \(year)" } ?? "\(name) \(year)"
    }

    /// As the National Library of Medicine writes dates: `2024 Jan 26`, `2013 Oct`, `1995`.
    public var nlm: String {
        guard let month else { return String(year) }
        let name = CalendarDate.monthNames[month - 1].prefix(3)
        return day.map { "\(year) \(name) \($0)" } ?? "\(year) \(name)"
    }
}

/// A quarter of a year, as periodicals name their issues.
public enum Season: Int, Hashable, Sendable {
    case spring = 1, summer, autumn, winter

    /// As CSL counts them, or a word.
    init?(_ text: String) {
        switch text.lowercased() {
        case "1", "01", "21", "spring": self = .spring
        case "2", "02", "22", "summer": self = .summer
        case "3", "03", "23", "autumn", "fall": self = .autumn
        case "4", "04", "24", "winter": self = .winter
        default: return nil
        }
    }

    /// As EDTF counts them, in the place of a month.
    init?(edtf text: Substring) {
        guard let number = Int(text), (21...24).contains(number) else { return nil }
        self.init(rawValue: number - 20)
    }

    var american: String {
        switch self {
        case .spring: "Spring"
        case .summer: "Summer"
        case .autumn: "Fall"
        case .winter: "Winter"
        }
    }
}

/// When a work was issued, or looked at.
public enum ReferenceDate: Hashable, Sendable {
    case date(PartialDate)
    /// About this date.
    case circa(PartialDate)
    case season(Season, year: Int)
    case range(PartialDate, PartialDate)
    /// Words that are not a calendar date: `In press`, `Updated spring 2024`. Printed as given.
    case text(String)

    /// The year or years only, for styles that give no more; text as given.
    package var years: String {
        switch self {
        case .date(let date): String(date.year)
        case .circa(let date): "c \(date.year)"
        case .season(_, let year): String(year)
        case .range(let start, let end):
            start.year == end.year ? String(start.year) : "\(start.year)-\(end.year)"
        case .text(let text): text
        }
    }

    var american: String {
        switch self {
        case .circa(let date): "c \(date.american)"
        case .season(let season, let year): "\(season.american) \(year)"
        default: spelled { $0.american }
        }
    }
    var nlm: String {
        switch self {
        case .circa(let date): "[\(date.nlm)?]"
        case .season(let season, let year): "\(year) \(season.american)"
        default: spelled { $0.nlm }
        }
    }

    private func spelled(_ style: (PartialDate) -> String) -> String {
        switch self {
        case .date(let date), .circa(let date): style(date)
        case .season: years
        case .range(let start, let end) where start.month == nil && end.month == nil: years
        case .range(let start, let end): "\(style(start)) to \(style(end))"
        case .text(let text): text
        }
    }
}
