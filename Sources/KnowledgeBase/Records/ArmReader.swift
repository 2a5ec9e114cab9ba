import ClinicalLogic
import Diagnostics
import SourceData

/// Reads one arm of a study, with the values that text can be held to.
struct ArmReader {
    let study: String
    let reader: RecordReader
    private var log: DiagnosticLog { reader.log }

    init(study: String, reader: RecordReader) {
        self.study = study
        self.reader = reader
    }

    func arm(_ value: DataValue) -> EvidenceRecord.Arm? {
        guard let fields = Fields(value, owner: "an arm", log: log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        let isComparator = fields.bool("comparator") ?? false
        let n = fields.integer("n")
        // Where `n` cannot be read, that is all there is to say.
        let lacksN = n == nil && fields.value("n") != nil
        let results = ["events", "percent", "change", "before-after"].filter { fields.value($0) != nil }
        if results.count > 1 {
            log.report(
                .inconsistentRecord, at: fields.position, "an arm has one result, not \(results.joined(separator: " and "))",
                suggestion: "keep one; put the others into `facts`, or into an arm of their own")
        }
        if let n, n.value <= 0, results.first != "events" {
            log.report(.inconsistentRecord, at: n.position, "'n' must be above zero", suggestion: "give the number of people in the arm")
        }
        let name = Name(id: "\(study).\(id?.value ?? "")", label: label?.value ?? "")
        let result = result(fields, n, name, isEmpty: results.isEmpty, lacksN: lacksN)
        fields.finish()
        guard let id, let label, let result else { return nil }
        if case .size = result { reader.addAnchor(name.id, at: id.position) }
        if let n {
            reader.addFact("\(name.id).n", "\(name.label), number of people", .number(Double(n.value), unit: nil), at: n.position)
        }
        return EvidenceRecord.Arm(id: id.value, label: label.value, isComparator: isComparator, result: result)
    }

    private struct Name {
        let id: String
        let label: String
    }

    private func result(_ fields: Fields, _ n: Located<Int>?, _ name: Name, isEmpty: Bool, lacksN: Bool) -> EvidenceRecord.Result? {
        // Each is asked for, so that its key is known.
        let events = fields.integer("events")
        let percent = fields.string("percent")
        let change = fields.mapping("change", owner: "'change'")
        let beforeAfter = fields.mapping("before-after", owner: "'before-after'")
        if let events { return lacksN ? nil : self.events(events, n, name) }
        if let percent { return self.percent(percent, n, name) }
        if let change { return self.change(change, n, name) }
        if let beforeAfter { return self.beforeAfter(beforeAfter, n, name) }
        if let n { return .size(n.value) }
        if isEmpty, fields.value("n") == nil {
            log.report(
                .missingField, at: fields.position, "an arm needs a result",
                suggestion: "give 'events' with 'n', 'percent', 'change' or 'before-after'; or 'n' alone")
        }
        return nil
    }

    private func events(_ events: Located<Int>, _ n: Located<Int>?, _ name: Name) -> EvidenceRecord.Result? {
        guard let n, n.value > 0, let proportion = Proportion(events.value, of: n.value) else {
            log.report(
                .inconsistentRecord, at: events.position, "'events' must be between 0 and 'n'",
                suggestion: "give n, the number of people in the arm")
            return nil
        }
        let percent = proportion.display
        reader.addFact(name.id, name.label, .proportion(events: events.value, of: n.value), at: events.position)
        reader.addFact("\(name.id).percent", "\(name.label), percentage", .estimate(proportion.value * 100, percent), at: events.position)
        let interval = proportion.interval
        reader.addFact(
            "\(name.id).interval", "\(name.label), 95 % confidence interval", .interval(interval.low * 100, interval.high * 100, percent),
            at: events.position)
        return .events(events.value, of: n.value)
    }

    private func percent(_ percent: Located<String>, _ n: Located<Int>?, _ name: Name) -> EvidenceRecord.Result? {
        guard let (number, rest) = Decimal.read(percent.value[...]), ["%", " %"].contains(rest), (0...100).contains(number) else {
            log.report(
                .wrongType, at: percent.position, "'percent' must be a percentage, not '\(percent.value)'",
                suggestion: DecimalComma(in: percent.value)?.suggestion ?? "write it like '79 %'")
            return nil
        }
        reader.addFact(name.id, name.label, .number(number, unit: "%"), at: percent.position)
        return .percent(number, of: n?.value)
    }

    private func change(_ fields: Fields, _ n: Located<Int>?, _ name: Name) -> EvidenceRecord.Result? {
        let value = fields.required("value") { fields.number("value") }
        let unit = fields.requiredString("unit")
        let hasInterval = ["from", "to"].contains { key in fields.keys.contains { $0.value == key } }
        let reported = hasInterval ? reader.reported(fields) : nil
        fields.finish()
        guard let value, let unit else { return nil }
        reader.addFact(name.id, name.label, .number(value.value, unit: nil), at: value.position)
        if let reported {
            reader.addFact(
                "\(name.id).interval", "\(name.label), the source's interval",
                .interval(reported.low, reported.high, FactDisplay(exact: nil)), at: value.position)
        }
        return .change(value.value, unit: unit.value, n: n?.value, reported: reported)
    }

    private func beforeAfter(_ fields: Fields, _ n: Located<Int>?, _ name: Name) -> EvidenceRecord.Result? {
        let before = fields.required("before") { fields.number("before") }
        let after = fields.required("after") { fields.number("after") }
        let unit = fields.requiredString("unit")
        fields.finish()
        guard let before, let after, let unit else { return nil }
        reader.addFact("\(name.id).before", "\(name.label), before", .number(before.value, unit: nil), at: before.position)
        reader.addFact("\(name.id).after", "\(name.label), after", .number(after.value, unit: nil), at: after.position)
        return .beforeAfter(before: before.value, after: after.value, unit: unit.value, n: n?.value)
    }
}

extension RecordReader {
    /// An estimate with the interval its source gives: `value`, `from`, `to` and `level`, 95 % when left out.
    func reported(_ fields: Fields) -> EvidenceRecord.Reported? {
        let value = fields.required("value") { fields.number("value") }
        let low = fields.required("from") { fields.number("from") }
        let high = fields.required("to") { fields.number("to") }
        var level = 95.0
        if let text = fields.string("level") {
            guard let (number, rest) = Decimal.read(text.value[...]), ["%", " %"].contains(rest), number > 0, number < 100 else {
                log.report(
                    .wrongType, at: text.position, "'level' must be a percentage below 100, not '\(text.value)'",
                    suggestion: DecimalComma(in: text.value)?.suggestion ?? "write it like '95 %'")
                return nil
            }
            level = number
        }
        guard let value, let low, let high else { return nil }
        guard low.value <= value.value, value.value <= high.value else {
            log.report(
                .inconsistentRecord, at: value.position, "the value lies outside its interval",
                suggestion: "check 'value', 'from' and 'to' against the source")
            return nil
        }
        return EvidenceRecord.Reported(value: value.value, low: low.value, high: high.value, level: level)
    }
}
