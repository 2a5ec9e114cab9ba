import ClinicalLogic
import Diagnostics
import SourceData

/// `dose: { amount, per }` with `division`, `interval` or `schedule`, as regimens were written before; what it means in the present form.
struct OlderForm {
    private let reader: RecordReader
    private let dose: Fields

    init(_ reader: RecordReader, _ dose: Fields) {
        self.reader = reader
        self.dose = dose
    }

    private var fields: Fields { reader.fields }
    private var log: DiagnosticLog { reader.log }

    private enum Basis: String, CaseIterable { case course, day, dose }

    /// From the course before to each course, how many, and where it has them an amount and days of its own.
    private struct Phase {
        let every: Interval
        let courses: Int?
        let amount: WrittenAmount?
        let division: DoseTerms.Division?
        let position: SourcePosition
    }

    func steps() -> [Regimen.Step]? {
        let amount = dose.required("amount") { dose.string("amount") }.flatMap { reader.amount($0, name: "'amount'") }
        let per = dose.requiredChoice("per", Basis.self)
        dose.finish()
        if let amount { reader.addFact("dose", "Dose", .quantity(amount.quantity), at: amount.position) }
        let division = self.division()
        let phases = self.phases(isConsecutive: division?.isConsecutive ?? false)
        guard let amount, let per else { return nil }
        if amount.most != nil {
            log.report(.inconsistentRecord, at: amount.position, "'amount' cannot be a range", suggestion: "write it in the present form, such as `dose: { each: … }`")
            return nil
        }
        guard !phases.isEmpty else { return [step("", "", at: self.dose.position, terms(per, amount.amount, division, nil))] }
        for (index, phase) in phases.enumerated() {
            check(phase, per, amount.quantity, phase.division ?? division, isLast: index == phases.count - 1)
        }
        return phases.enumerated().map { index, phase in
            let name = phases.count > 1 ? "\(index + 1)" : ""
            return step(
                name, phases.count > 1 ? "Phase \(index + 1)" : "", at: phase.position,
                terms(per, phase.amount?.amount ?? amount.amount, phase.division ?? division, phase))
        }
    }

    private func step(_ id: String, _ label: String, at position: SourcePosition, _ dose: DoseTerms) -> Regimen.Step {
        Regimen.Step(id: id, label: label, rows: [.init(condition: .always, outcome: .dose(dose), position: position)], caps: [])
    }

    private func terms(_ per: Basis, _ amount: Amount, _ division: DoseTerms.Division?, _ phase: Phase?) -> DoseTerms {
        let key: DoseTerms.Key =
            switch per {
            case .course: .course
            case .day: .perDay
            case .dose: .each
            }
        return DoseTerms(key, amount, every: phase?.every, times: phase?.courses, division: division, isDivisionOpen: per == .dose)
    }

    private func division() -> DoseTerms.Division? {
        guard let division = fields.mapping("division", owner: "'division'") else { return nil }
        let days = division.requiredString("days")
        let isConsecutive = division.bool("consecutive") ?? false
        division.finish()
        reader.addAnchor("division", at: division.position)
        guard let days, let range = DoseReader.days(days, log) else { return nil }
        reader.addFact("days", "Days", .range(range.lowerBound, range.upperBound, unit: "day"), at: days.position)
        return DoseTerms.Division(fewest: range.lowerBound, most: range.upperBound, isConsecutive: isConsecutive)
    }

    private func phases(isConsecutive: Bool) -> [Phase] {
        if let text = fields.string("interval") {
            guard let every = reader.interval(text, name: "'interval'") else { return [] }
            reader.addFact("interval", "Interval", .quantity(Quantity(every.value, Unit(every.unit))), at: text.position)
            if let schedule = fields.value("schedule") {
                log.report(
                    .inconsistentRecord, at: schedule.position, "a regimen has 'interval' or 'schedule', not both",
                    suggestion: "put the interval into the schedule as its last phase")
            }
            return [Phase(every: every, courses: nil, amount: nil, division: nil, position: text.position)]
        }
        var number = 0
        return fields.list("schedule") { value, log in
            number += 1
            guard let phase = Fields(value, owner: "a phase of the schedule", log: log) else { return nil }
            let text = phase.requiredString("every")
            let every = text.flatMap { reader.interval($0, name: "'every'") }
            let courses = phase.integer("courses", in: 1...1000)?.value
            let amount = phase.string("amount").flatMap { reader.amount($0, name: "'amount'") }
            let days = phase.string("days").flatMap { DoseReader.days($0, log) }
            phase.finish()
            guard let text, let every else { return nil }
            reader.addFact("schedule.\(number)", "Schedule, phase \(number): every", .quantity(Quantity(every.value, Unit(every.unit))), at: text.position)
            if let amount {
                reader.addFact("schedule.\(number).dose", "Schedule, phase \(number): dose", .quantity(amount.quantity), at: amount.position)
            }
            return Phase(
                every: every, courses: courses, amount: amount,
                division: days.flatMap { DoseTerms.Division(fewest: $0.lowerBound, most: $0.upperBound, isConsecutive: isConsecutive) },
                position: text.position)
        }
    }

    // MARK: What has no single meaning

    private func check(_ phase: Phase, _ per: Basis, _ amount: Quantity, _ division: DoseTerms.Division?, isLast: Bool) {
        let every = Quantity(phase.every.value, Unit(phase.every.unit)).formatted()
        guard phase.every.isUnderADay else {
            if let days = division?.most, let interval = phase.every.shortestDays, Double(days) > interval {
                report(at: phase.position, "\(days) days do not fit into \(every), which counts from start to start", "give fewer days, or a longer interval")
            }
            return
        }
        switch per {
        case .course:
            report(at: phase.position, "a course cannot be given every \(every)", "give the amount of one dose, with `each`")
        case .day:
            let amount = phase.amount?.quantity ?? amount
            let doses = phase.every.dosesPerDay
            report(
                at: phase.position, "an amount per day cannot be given every \(every): \(amount.formatted()) would be read as one dose",
                "write `dose: { per-day: \(amount.formatted()), doses: \(doses) }`")
        case .dose:
            if division.map({ $0.most > 1 }) ?? false {
                report(
                    at: phase.position, "a dose every \(every) cannot be divided over days",
                    "remove the days; how long the treatment lasts is said by `courses`, the number of doses, or by `duration`")
            }
        }
    }

    private func report(at position: SourcePosition, _ summary: String, _ suggestion: String) {
        log.report(.inconsistentRecord, at: position, summary, suggestion: suggestion)
    }
}
