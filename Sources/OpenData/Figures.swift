package import ClinicalLogic
import KnowledgeBase
package import SourceData

/// Figures of records as JSON: the number as it is written, its unit, the same unit by UCUM, and the words.
///
/// A range has `low` and `high` and no `value`, so that nobody takes one of its ends for the dose.
package enum Figures {
    package static func quantity(_ quantity: Quantity) -> JSONValue {
        .object([
            "value": .number(quantity.value), "unit": .string(symbol(quantity.unit)), "ucum": .string(UCUM.code(quantity.unit)), "text": .string(quantity.formatted()),
        ])
    }

    /// An amount, or a range of them.
    static func amount(_ amount: Amount, to most: Amount? = nil, per time: BaseUnit? = nil) -> JSONValue {
        let unit = amount.unit(per: time)
        guard let most else { return quantity(Quantity(amount.value, unit)) }
        return .object([
            "low": .number(amount.value), "high": .number(most.value), "unit": .string(symbol(unit)), "ucum": .string(UCUM.code(unit)),
            "text": .string("\(Decimal.format(amount.value)) to \(Quantity(most.value, unit).formatted())"),
        ])
    }

    static func rate(_ rate: Rate) -> JSONValue { amount(rate.amount, per: rate.time) }

    static func interval(_ interval: Interval) -> JSONValue {
        let unit = Unit(interval.unit)
        guard let most = interval.most else { return quantity(Quantity(interval.value, unit)) }
        return .object([
            "low": .number(interval.value), "high": .number(most), "unit": .string(symbol(unit)), "ucum": .string(UCUM.code(unit)),
            "text": .string("\(Decimal.format(interval.value)) to \(Quantity(most, unit).formatted())"),
        ])
    }

    /// A time that is kept in minutes, as it is written: seconds where these alone are whole, hours from two on.
    static func minutes(_ minutes: Double) -> JSONValue { quantity(time(minutes)) }

    package static func time(_ minutes: Double) -> Quantity {
        let seconds = (minutes * 60).rounded()
        if minutes != minutes.rounded(), abs(minutes * 60 - seconds) < 1e-9 { return Quantity(seconds, Unit(.second)) }
        if minutes >= 120, minutes.truncatingRemainder(dividingBy: 60) == 0 { return Quantity(minutes / 60, Unit(.hour)) }
        return Quantity(minutes, Unit(.minute))
    }

    /// A number with a unit in words, or none: of a laboratory, or of a scale.
    package static func number(_ value: Double, _ unit: String?) -> JSONValue {
        .object([
            "value": .number(value), "unit": .text(unit), "ucum": unit.flatMap(UCUM.code(ofText:)).map { .string($0) },
            "text": .string(FactValue.number(value, unit: unit).text),
        ])
    }

    /// What is written as `30 mL/min`, `1.5 mg/dL`, `30`.
    static func written(_ text: String) -> JSONValue {
        guard let (value, rest) = Decimal.read(text[...]) else { return .object(["text": .string(text)]) }
        let unit = String(rest.drop { $0 == " " || $0 == "\u{A0}" })
        return .object([
            "value": .number(value), "unit": .text(Unit(symbol: unit).map(symbol) ?? unit), "ucum": UCUM.code(ofText: unit).map { .string($0) }, "text": .string(text),
        ])
    }

    /// A share of one as a percentage: without what a division by a hundred leaves behind.
    static func percent(_ share: Double) -> Double { (share * 100 * 1e9).rounded() / 1e9 }

    /// As records write it for more than one: `units`, `tablets`, `days`, `mg/kg`.
    package static func symbol(_ unit: Unit) -> String {
        ([plural(unit.numerator)] + unit.denominators.map(\.symbol)).joined(separator: "/")
    }

    private static func plural(_ unit: BaseUnit) -> String {
        let two = Quantity(2, Unit(unit)).formatted()
        return String(two.dropFirst(2))
    }
}

extension Amount {
    /// With what it is for, and for a rate the time it is per: `units/kg/h`.
    package func unit(per time: BaseUnit? = nil) -> Unit {
        let denominators: [BaseUnit] =
            switch basis {
            case .fixed: []
            case .perKilogram: [.kilogram]
            case .perSquareMetre: [.squareMetre]
            }
        return Unit(unit, per: denominators + (time.map { [$0] } ?? []))
    }
}
