/// What was typed into a field, read exactly or not at all: a plain number with a point, and a unit of the figure behind it or none.
///
/// A comma is not taken: half of those who type one mean a point.
public struct EntryText: Sendable {
    /// A unit a figure may be typed in.
    final class Unit {
        let symbol: ClinicalText
        /// Another name of it.
        let singular: ClinicalText
        let factor: Double
        /// Decimals of the converted figure, which is what is shown and computed with; nil for all.
        let decimals: Int?

        convenience init(_ symbol: StaticString, singular: StaticString = "", _ factor: Double, decimals: Int? = nil) {
            self.init(ClinicalText(symbol), singular: ClinicalText(singular), factor, decimals: decimals)
        }

        init(_ symbol: ClinicalText, singular: ClinicalText = ClinicalText(), _ factor: Double, decimals: Int? = nil) {
            self.symbol = symbol
            self.singular = singular
            self.factor = factor
            self.decimals = decimals
        }

        func isNamed(_ name: ClinicalText) -> Bool { symbol.isSame(as: name) || (!singular.isEmpty && singular.isSame(as: name)) }
    }

    /// A number at the start of what was typed.
    final class Number {
        let value: Double
        /// Bytes it takes.
        let length: Int

        init(_ value: Double, length: Int) {
            self.value = value
            self.length = length
        }
    }

    /// In the first of the units.
    public let entry: Entry
    /// What was typed and what it is, `154 lb = 69.85 kg`; empty where nothing was converted.
    public private(set) var conversion = ClinicalText()

    /// By definition.
    static var kilogramsPerPound: Double { 0.45359237 }

    static func weight(_ text: ClinicalText, _ unit: ClinicalText) -> EntryText {
        EntryText(text, unit, [Unit("kg", 1), Unit("g", 0.001), Unit("lb", kilogramsPerPound, decimals: 2)])
    }

    static func height(_ text: ClinicalText, _ unit: ClinicalText) -> EntryText {
        EntryText(text, unit, [Unit("cm", 1), Unit("m", 100), Unit("in", 2.54, decimals: 2), Unit("ft", 30.48, decimals: 2)])
    }

    /// Months are twelfths of a year; weeks and days go by the mean year of 365.25 days.
    static func age(_ text: ClinicalText, _ unit: ClinicalText) -> EntryText {
        EntryText(
            text, unit,
            [
                Unit("years", singular: "year", 1), Unit("months", singular: "month", 1.0 / 12),
                Unit("weeks", singular: "week", 7 / 365.25), Unit("days", singular: "day", 1 / 365.25),
            ])
    }

    /// `unit` is the one that is chosen beside the field, where there is a choice; one that is typed goes before it.
    init(_ text: ClinicalText, _ unit: ClinicalText, _ units: [Unit]) {
        let text = Spacing.trimmed(text)
        if text.isEmpty {
            entry = .missing
            return
        }
        guard let number = Self.number(text) else {
            entry = .unreadable
            return
        }
        let first = number.value
        let typed = text.part(from: 0, to: number.length)
        let rest = Spacing.trimmed(text.dropping(number.length))
        let symbol = rest.isEmpty ? unit : rest
        // Feet and inches together: `5 ft 9 in`.
        if symbol.bytes.count > 2, symbol.part(from: 0, to: 2).isSame(as: "ft"), units.contains(where: { $0.symbol.isSame(as: "ft") }) {
            guard let inches = Self.inches(symbol.dropping(2)), first == first.rounded(.down) else {
                entry = .unreadable
                return
            }
            let value = Self.rounded((first * 12 + inches) * 2.54, 2)
            var words = typed
            words.write(" ft ")
            words.write(inches)
            words.write(" in = ")
            words.write(value, .centimetre)
            entry = .number(value)
            conversion = words
            return
        }
        if symbol.isEmpty {
            entry = .number(first)
            return
        }
        for candidate in units where candidate.isNamed(symbol) {
            let value = candidate.decimals.map { Self.rounded(first * candidate.factor, $0) } ?? first * candidate.factor
            entry = .number(value)
            if candidate.factor != 1, let main = units.first {
                var words = typed
                words.write(" ")
                words.write(symbol)
                words.write(" = ")
                words.writeComputed(value)
                words.write(" ")
                words.write(main.symbol)
                conversion = words
            }
            return
        }
        entry = .unknownUnit
    }

    /// A plain number at the start; a comma, three zeros behind the point and nothing but a point are refused.
    @inline(never)
    static func number(_ text: ClinicalText) -> Number? {
        let bytes = text.bytes
        guard let (value, length) = Decimal.read(utf8: bytes[...]) else { return nil }
        for index in 0..<min(length + 1, bytes.count) where bytes[index] == UInt8(ascii: ",") { return nil }
        if length < bytes.count, bytes[length] == UInt8(ascii: ".") { return nil }
        // `1.000` is a thousand to half of the world.
        if length > 4, text.part(from: length - 4, to: length).isSame(as: ".000") { return nil }
        return Number(value, length: length)
    }

    /// ` 9 in`, from 0 and under 12.
    private static func inches(_ text: ClinicalText) -> Double? {
        let rest = Spacing.trimmed(text)
        guard let number = number(rest), number.value >= 0, number.value < 12 else { return nil }
        let unit = Spacing.trimmed(rest.dropping(number.length))
        return unit.isEmpty || unit.isSame(as: "in") ? number.value : nil
    }

    private static func rounded(_ value: Double, _ decimals: Int) -> Double {
        var power = 1.0
        for _ in 0..<decimals { power *= 10 }
        // Half away from zero, for what may be below it only by mistake.
        return value < 0 ? value : Rounding.halfAwayFromZero(value * power) / power
    }

    /// A date that was typed, in UTF-8: `2026-11-20`, or nothing at all; the number is the day's.
    static func date(_ text: ClinicalText) -> Entry {
        let rest = Spacing.trimmed(text)
        if rest.isEmpty { return .missing }
        return CalendarDay(utf8: rest.bytes[...]).map { .number(Double($0.number)) } ?? .unreadable
    }

    /// A plain number, or nothing at all.
    static func plain(_ text: ClinicalText) -> Entry { EntryText(text, ClinicalText(), []).entry }
}
