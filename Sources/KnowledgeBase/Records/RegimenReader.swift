import ClinicalLogic
import Diagnostics
import SourceData

extension Regimen {
    init?(_ reader: RecordReader) {
        let fields = reader.fields
        let drug = fields.requiredString("drug")
        let indication = fields.requiredString("indication")
        let population = Self.population(reader)
        let dose = Self.dose(reader)
        division = Self.division(reader)
        let phases = Self.phases(reader, isConsecutive: division?.isConsecutive ?? false)
        self.phases = phases.map(\.value)
        duration = reader.richText("duration", in: fields)
        if duration != nil { reader.addAnchor("duration", at: fields.position) }
        caps = Self.caps(reader)
        products = fields.strings("products")
        protocols = fields.strings("protocols")
        alerts = Self.alerts(reader)
        if let dose {
            RegimenTiming(dose: dose, division: division, caps: caps, alerts: alerts, log: reader.log).check(phases)
        }
        guard let head = reader.head(), let drug, let indication, let population, let dose else { return nil }
        self.head = head
        self.drug = drug.value
        self.indication = indication
        self.population = population
        self.dose = dose
    }

    private static func population(_ reader: RecordReader) -> Population? {
        guard let fields = reader.fields.required("population", { reader.fields.mapping("population", owner: "'population'") })
        else { return nil }
        let text = fields.requiredString("text")
        let minimum = reader.quantity("minimum-age", in: fields, like: "18 years", "90 days")
        let maximum = reader.quantity("maximum-age", in: fields, like: "18 years", "90 days")
        fields.finish()
        reader.addAnchor("population", at: fields.position)
        if let minimum { reader.addFact("minimum-age", "Minimum age", .quantity(minimum.value), at: minimum.position) }
        if let maximum { reader.addFact("maximum-age", "Maximum age", .quantity(maximum.value), at: maximum.position) }
        if let minimum, let maximum, let most = maximum.value.converted(to: minimum.value.unit), most.value < minimum.value.value {
            reader.log.report(
                .inconsistentRecord, at: maximum.position, "'maximum-age' is below 'minimum-age'", suggestion: "change one of the two")
        }
        return text.map { Population(text: $0.value, minimumAge: minimum?.value, maximumAge: maximum?.value) }
    }

    private static func dose(_ reader: RecordReader) -> Dose? {
        guard let fields = reader.fields.required("dose", { reader.fields.mapping("dose", owner: "'dose'") }) else { return nil }
        let amount = fields.required("amount") {
            reader.quantity("amount", in: fields, like: "2 g/kg", "375 mg/m2", "1,000 mg", "10 mL/kg", "5 mL")
        }
        let per = fields.requiredChoice("per", Dose.Basis.self)
        fields.finish()
        guard let amount else { return nil }
        reader.addFact("dose", "Dose", .quantity(amount.value), at: amount.position)
        guard let per else { return nil }
        return Dose(amount: amount.value, per: per)
    }

    private static func division(_ reader: RecordReader) -> Division? {
        guard let fields = reader.fields.mapping("division", owner: "'division'") else { return nil }
        let days = fields.requiredString("days")
        let isConsecutive = fields.bool("consecutive") ?? false
        fields.finish()
        reader.addAnchor("division", at: fields.position)
        guard let days, let range = Self.days(days, reader.log) else { return nil }
        reader.addFact("days", "Days", .range(range.lowerBound, range.upperBound, unit: "day"), at: days.position)
        return Division(days: range, isConsecutive: isConsecutive)
    }

    /// `2`, or `2 to 5`.
    private static func days(_ days: Located<String>, _ log: DiagnosticLog) -> ClosedRange<Int>? {
        let ends = days.value.split(separator: " ").filter { $0 != "to" }.map { Int($0) }
        guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low >= 1, low <= high, high <= 31
        else {
            log.report(
                .wrongType, at: days.position, "'days' must be a number of days, not '\(days.value)'",
                suggestion: "write `days: 2` or `days: 2 to 5`")
            return nil
        }
        return low...high
    }

    /// Each at the place of its interval.
    private static func phases(_ reader: RecordReader, isConsecutive: Bool) -> [Located<Phase>] {
        let fields = reader.fields
        if let every = reader.quantity("interval", in: fields, like: "4 weeks", "1 month") {
            reader.addFact("interval", "Interval", .quantity(every.value), at: every.position)
            if let schedule = fields.value("schedule") {
                reader.log.report(
                    .inconsistentRecord, at: schedule.position, "a regimen has 'interval' or 'schedule', not both",
                    suggestion: "put the interval into the schedule as its last phase")
            }
            return [Located(Phase(every: every.value, courses: nil, amount: nil, division: nil), at: every.position)]
        }
        var number = 0
        return fields.list("schedule") { value, log in
            number += 1
            guard let phase = Fields(value, owner: "a phase of the schedule", log: log) else { return nil }
            let every = phase.required("every") { reader.quantity("every", in: phase, like: "4 weeks", "1 month") }
            let courses = phase.integer("courses", in: 1...1000)
            let amount = reader.quantity("amount", in: phase, like: "2 g/kg", "375 mg/m2", "1,000 mg")
            let days = phase.string("days")
            phase.finish()
            guard let every else { return nil }
            reader.addFact("schedule.\(number)", "Schedule, phase \(number): every", .quantity(every.value), at: every.position)
            if let amount {
                reader.addFact("schedule.\(number).dose", "Schedule, phase \(number): dose", .quantity(amount.value), at: amount.position)
            }
            let division = days.flatMap { Self.days($0, log) }.map { Division(days: $0, isConsecutive: isConsecutive) }
            return Located(
                Phase(every: every.value, courses: courses?.value, amount: amount?.value, division: division), at: every.position)
        }
    }

    private static func caps(_ reader: RecordReader) -> Caps {
        guard let fields = reader.fields.mapping("caps", owner: "'caps'") else {
            return Caps(perCourse: nil, perDay: nil, perDose: nil)
        }
        func cap(_ key: String, _ id: String, _ label: String) -> Quantity? {
            guard let cap = reader.quantity(key, in: fields, like: "70 g", "1 g/kg", "50 mg/m2", "10 mL") else { return nil }
            reader.addFact(id, label, .quantity(cap.value), at: cap.position)
            return cap.value
        }
        let caps = Caps(
            perCourse: cap("per-course", "max-per-course", "Maximum per course"),
            perDay: cap("per-day", "max-per-day", "Maximum per day"),
            perDose: cap("per-dose", "max-per-dose", "Maximum per dose"))
        fields.finish()
        return caps
    }

    private static func alerts(_ reader: RecordReader) -> [Alert] {
        let alerts: [Alert] = reader.fields.list("alerts") { value, log in
            guard let fields = Fields(value, owner: "an alert", log: log) else { return nil }
            let id = fields.requiredString("id")
            let level = fields.requiredChoice("level", Alert.Level.self)
            let condition = fields.required("when") { fields.value("when") }.flatMap { reader.condition($0) }
            let text = fields.required("text") { reader.richText("text", in: fields) }
            let risks = fields.strings("at-risk").filter(reader.checkFlag).map(\.value)
            fields.finish()
            guard let id, let level, let condition, let text else { return nil }
            reader.addAnchor("alert.\(id.value)", at: id.position)
            return Alert(id: id.value, level: level, condition: condition, risks: risks, text: text)
        }
        if !alerts.isEmpty { reader.addAnchor("alerts", at: reader.fields.position) }
        return alerts
    }
}
