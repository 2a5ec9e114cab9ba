import ClinicalLogic
import Diagnostics
import SourceData

/// An amount as a record writes it: `1 mg/kg`, `25 to 30 mg/kg`.
struct WrittenAmount {
    let amount: Amount
    let most: Amount?
    let quantity: Quantity
    let position: SourcePosition
}

extension RecordReader {
    static let amountHelp = "write it like '1 mg/kg', '375 mg/m2', '1 g', '5,000 units' or '25 to 30 mg/kg'"

    /// An amount or a range of it.
    func amount(_ text: Located<String>, name: String) -> WrittenAmount? {
        guard let (low, high) = range(text, name: name, help: Self.amountHelp) else { return nil }
        guard let amount = Amount(low), low.value >= 0 else {
            log.report(
                .invalidQuantity, at: text.position,
                low.value < 0 ? "\(name) is below zero: '\(text.value)'" : "\(name) cannot be given in \(low.unit.symbol): '\(text.value)'",
                suggestion: Self.amountHelp)
            return nil
        }
        return WrittenAmount(amount: amount, most: high.flatMap { Amount($0) }, quantity: low, position: text.position)
    }

    /// An amount in a time, or a range of it.
    func rate(_ text: Located<String>, name: String, allowsNegative: Bool = false) -> (low: Rate, high: Rate?, quantity: Quantity)? {
        let help = "write it like '18 units/kg/h', '5 mcg/kg/min' or '1 g/h'"
        guard let (low, high) = range(text, name: name, help: help) else { return nil }
        guard let rate = Rate(low), low.value > 0 || allowsNegative else {
            log.report(
                .invalidQuantity, at: text.position, low.value <= 0 ? "\(name) is not above zero: '\(text.value)'" : "\(name) is not a rate: '\(text.value)'",
                suggestion: help)
            return nil
        }
        return (rate, high.flatMap { Rate($0) }, low)
    }

    /// `12 h`, or a range such as `4 to 6 h`.
    func interval(_ text: Located<String>, name: String) -> Interval? {
        let help = "write it like '12 h', '4 to 6 h', '4 weeks' or '1 month'"
        guard let (low, high) = range(text, name: name, help: help) else { return nil }
        guard low.unit.denominators.isEmpty, let interval = Interval(low.value, to: high?.value, low.unit.numerator) else {
            log.report(.invalidQuantity, at: text.position, "\(name) is not a time above zero: '\(text.value)'", suggestion: help)
            return nil
        }
        return interval
    }

    func interval(_ key: String, in fields: Fields) -> Interval? {
        fields.string(key).flatMap { interval($0, name: "'\(key)'") }
    }

    /// A stretch of time in minutes.
    func minutes(_ key: String, in fields: Fields) -> Located<Double>? {
        guard let time = quantity(key, in: fields, like: "60 min", "2 h") else { return nil }
        return time.value.converted(to: Unit(.minute)).map { Located($0.value, at: time.position) }
    }

    /// One quantity, or two ends in the unit of the second.
    private func range(_ text: Located<String>, name: String, help: String) -> (low: Quantity, high: Quantity?)? {
        let parts = text.value.split(separator: " ", omittingEmptySubsequences: true)
        guard let place = parts.firstIndex(of: "to") else {
            return plainQuantity(text, name: name, help: help).map { ($0, nil) }
        }
        let end = Located(parts[(place + 1)...].joined(separator: " "), at: text.position)
        guard let high = plainQuantity(end, name: name, help: help) else { return nil }
        let start = parts[..<place].joined(separator: " ")
        if let number = WrittenNumber(in: start) {
            log.report(.invalidQuantity, at: text.position, "'\(number.number)' is read as another number: '\(text.value)'", suggestion: number.suggestion)
            return nil
        }
        guard let low = Decimal.parse(start) ?? Quantity(parsing: start).flatMap({ $0.unit == high.unit ? $0.value : nil }), low < high.value else {
            log.report(.invalidQuantity, at: text.position, "\(name) is not a range: '\(text.value)'", suggestion: "write the lower end first, and the unit once")
            return nil
        }
        return (Quantity(low, high.unit), high)
    }
}
