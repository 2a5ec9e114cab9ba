import ClinicalLogic
import Diagnostics
import SourceData

/// Reads `when:` of alerts and weight triggers.
extension RecordReader {
    /// Risk flags a reader can tick; alerts and rate caps refer to them.
    static let flags = RiskFlag.allCases.map(\.identifier)

    func condition(_ value: DataValue) -> Condition? {
        if case .scalar(let text, _, let position) = value {
            if text == "always" { return .always }
            log.report(
                .unknownValue, at: position, "'\(text)' is not a condition",
                suggestion: "write `always`, or a mapping such as { age: { under: 18 years } }")
            return nil
        }
        guard let fields = Fields(value, owner: "a condition", log: log) else { return nil }
        let problems = log.diagnostics.count
        var found: [Condition] = []
        for measure in Condition.Measure.allCases where measure != .coursePerKilogram && measure != .dayDosePerKilogram {
            guard let limits = fields.mapping(measure.rawValue, owner: "the limit of '\(measure.rawValue)'") else { continue }
            if let condition = self.limit(of: measure, in: limits) { found.append(condition) }
            limits.finish()
        }
        if let flag = fields.string("flag"), checkFlag(flag) { found.append(.flag(flag.value)) }
        let all = fields.list("all") { value, _ in self.condition(value) }
        if !all.isEmpty { found.append(.all(all)) }
        let any = fields.list("any") { value, _ in self.condition(value) }
        if !any.isEmpty { found.append(.any(any)) }
        if let not = fields.value("not"), let part = condition(not) { found.append(.not(part)) }
        fields.finish()
        guard let first = found.first else {
            if log.diagnostics.count == problems {
                log.report(.missingField, at: value.position, "this condition says nothing",
                    suggestion: "write `always`, or a mapping such as { age: { under: 18 years } }")
            }
            return nil
        }
        return found.count == 1 ? first : .all(found)
    }

    func checkFlag(_ flag: Located<String>) -> Bool {
        if Self.flags.contains(flag.value) { return true }
        log.report(
            .unknownValue, at: flag.position, "there is no risk flag '\(flag.value)'",
            suggestion: suggestion(for: flag.value, among: Self.flags))
        return false
    }

    private func limit(of measure: Condition.Measure, in fields: Fields) -> Condition? {
        guard let (comparison, text) = bound(in: fields) else {
            log.report(
                .missingField, at: fields.position, "\(fields.owner) needs one of: at-least, over, at-most, under",
                suggestion: "write it like { under: \(measure.unit.map { Quantity(10, $0).formatted() } ?? "10") }")
            return nil
        }
        guard let unit = measure.unit else {
            guard let number = Decimal.parse(text.value) else {
                log.report(.wrongType, at: text.position, "the limit of '\(measure.rawValue)' must be a plain number, not '\(text.value)'",
                    suggestion: DecimalComma(in: text.value)?.suggestion)
                return nil
            }
            return .measure(measure, comparison, number)
        }
        if let perKilogram = measure.perKilogram, let perUnit = perKilogram.unit,
            let limit = Quantity(parsing: text.value)?.converted(to: perUnit), limit.value >= 0
        {
            return .measure(perKilogram, comparison, limit.value)
        }
        let example = Quantity(10, unit).formatted()
        guard let limit = quantity(text, name: "the limit of '\(measure.rawValue)'", like: [example]),
            let converted = limit.value.converted(to: unit)
        else { return nil }
        return .measure(measure, comparison, converted.value)
    }
}
