/// A day counted from 1 January 1970 in the Gregorian calendar, and its year, month and day.
public struct CalendarDay: Hashable, Sendable {
    public let number: Int

    public init(number: Int) {
        self.number = number
    }

    /// Nil for a date there is not, or one outside `years`.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else { return nil }
        number = Self.number(year, month, day)
    }

    /// Reads `2026-11-20` in UTF-8.
    init?(utf8 text: ArraySlice<UInt8>) {
        guard text.count == 10 else { return nil }
        var parts = (year: 0, month: 0, day: 0)
        for (index, byte) in text.enumerated() {
            if index == 4 || index == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard byte >= 48, byte <= 57 else { return nil }
            let digit = Int(byte) - 48
            if index < 4 {
                parts.year = parts.year &* 10 &+ digit
            } else if index < 7 {
                parts.month = parts.month &* 10 &+ digit
            } else {
                parts.day = parts.day &* 10 &+ digit
            }
        }
        self.init(year: parts.year, month: parts.month, day: parts.day)
    }

    public static var years: ClosedRange<Int> { 1970...2199 }
    /// Last day that is planned from: 31 December 2199.
    static var last: Int { number(2199, 12, 31) }

    // The year is taken to start in March, so that the leap day is its last; after Hinnant, "chrono-Compatible Low-Level
    // Date Algorithms". Years are few, and unchecked products spare the browser's core 64-bit ones.
    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 &* monthFromMarch + 2) / 5 + day - 1
        return marchYear &* 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
    }

    @inline(never)
    public var date: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 &* yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 &* dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era &* 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 &* monthFromMarch + 2) / 5 + 1)
    }

    /// So many months on; the last day of the month where it has no such day.
    @inline(never)
    func adding(months: Int) -> CalendarDay {
        let (year, month, day) = date
        let total = year &* 12 + month - 1 + months
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        return CalendarDay(number: Self.number(newYear, newMonth, min(day, Self.days(in: newMonth, of: newYear))))
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// `2026-11-20`
    func write(to text: inout ClinicalText) {
        let (year, month, day) = date
        var digits: [UInt8] = []
        var rest = year
        for _ in 0..<4 {
            digits.insert(UInt8(48 + rest % 10), at: 0)
            rest /= 10
        }
        for digit in digits { text.write(byte: digit) }
        for part in [month, day] {
            text.write("-")
            text.write(byte: UInt8(48 + part / 10))
            text.write(byte: UInt8(48 + part % 10))
        }
    }
}
