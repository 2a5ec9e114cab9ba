import ClinicalLogic
import Diagnostics
import SourceData

/// The timing of a dose held against its key: each key needs some of it and cannot have the rest, and what has no single meaning is
/// refused with the form that has one.
struct DoseTiming {
    let dose: DoseTerms
    let fields: Fields
    let log: DiagnosticLog

    /// Timing each key may have; what every key may have besides is `after`, `route`, `caps` and `rounding`.
    static let allowed: [DoseTerms.Key: Set<String>] = [
        .each: ["every", "times", "at", "doses", "for", "as-needed", "most", "over"],
        .perDay: ["every", "doses", "days", "consecutive", "for", "times", "as-needed", "over"],
        .course: ["every", "times", "days", "consecutive", "over"],
        .rate: ["for"],
        .total: ["every", "times", "at", "parts"],
    ]

    static let timing = ["every", "times", "at", "doses", "days", "consecutive", "for", "as-needed", "most", "over", "parts"]

    private var name: String { DoseReader.keys.first { $0.key == dose.key }?.name ?? "" }

    func check() {
        for key in fields.keys where Self.timing.contains(key.value) && !(Self.allowed[dose.key]?.contains(key.value) ?? false) {
            report(at: key.position, "'\(name)' cannot have '\(key.value)'", advice(on: key.value))
        }
        checkNeeds()
        checkDivision()
        checkMost()
        if dose.isCounted, dose.amount.basis != .fixed {
            report(at: fields.position, "a dose in \(Unit(dose.amount.unit).symbol) cannot go by weight or surface", "give the amount of drug, and the product its forms")
        }
    }

    private func advice(on key: String) -> String {
        switch (dose.key, key) {
        case (.each, "days"), (.each, "consecutive"):
            "how long it goes on is said by `for: 7 days` or `times`; an amount divided over days is a `course`"
        case (.course, "doses"): "say the dose of a day with `per-day`, or one dose with `each`"
        case (.rate, _): "a running rate goes on until it is stopped, or `for` a time"
        case (.total, "over"): "the parts say how long each takes"
        case (_, "parts"): "one administration in parts is a `total`"
        default: "see the table of keys in the guide"
        }
    }

    private func checkNeeds() {
        let hasTimes = dose.every != nil || dose.times == 1 || dose.occasions != nil || dose.dosesPerDay != nil
        switch dose.key {
        case .each:
            if !hasTimes {
                report(
                    at: fields.position, "'each' does not say when it is given", "add `every: 12 h`, `doses: 2`, `at: [day 1, day 15]`, or `times: 1` for a single dose")
            }
            if dose.occasions != nil, dose.every != nil || dose.times != nil || dose.dosesPerDay != nil || dose.duration != nil {
                report(at: fields.position, "'at' already says when and how often", "remove 'every', 'times', 'doses' and 'for'")
            }
            if dose.dosesPerDay != nil, dose.every != nil { report(at: fields.position, "'doses' and 'every' both say how often", "keep one of the two") }
        case .perDay:
            if dose.dosesPerDay != nil, dose.every != nil, dose.division == nil {
                report(at: fields.position, "'doses' and 'every' both divide the day", "keep one of the two")
            }
            if dose.division == nil, let every = dose.every, !every.isUnderADay {
                report(
                    at: fields.position, "an amount per day cannot be given every \(words(every))",
                    "leave 'every' out for one dose a day, or give the amount of one dose with `each`")
            }
            if let every = dose.every, every.isUnderADay {
                if every.most != nil { report(at: fields.position, "a range of intervals does not say how many doses divide the day", "say it with `doses`") }
                let doses = 1440 / every.minutes
                if doses != doses.rounded() {
                    report(at: fields.position, "every \(words(every)) does not divide a day", "say it with `doses`, or give one dose with `each`")
                }
                if dose.division != nil { report(at: fields.position, "'days' and doses within a day do not go together", "say how long it goes on with `for`") }
            }
            if dose.division != nil, (dose.dosesPerDay ?? 1) > 1 {
                report(at: fields.position, "'days' and doses within a day do not go together", "say how long it goes on with `for`")
            }
        case .course:
            if dose.every?.isUnderADay ?? false {
                report(at: fields.position, "a course cannot be given every \(dose.every.map(words) ?? "")", "give the amount of one dose, with `each`")
            }
        case .rate: break
        case .total:
            if dose.parts.isEmpty { report(at: fields.position, "'total' needs its parts", "add `parts`, or use `each` for what is given at once") }
        }
        if dose.times == 1, dose.every != nil {
            report(at: fields.position, "a single dose has no interval", "remove 'every'; when the next step starts is said there, by `after` or its own 'every'")
        }
        if let every = dose.every, let duration = dose.duration, duration.most == nil, dose.key != .rate {
            if duration.minutes < every.minutes {
                report(at: fields.position, "it goes on for \(words(duration)), which is less than every \(words(every))", "give a longer time, or `times: 1`")
            } else if let times = dose.times, every.most == nil, every.unit.dimension == duration.unit.dimension,
                abs(Double(times) * every.minutes - duration.minutes) >= every.minutes
            {
                report(at: fields.position, "\(times) times every \(words(every)) is not \(words(duration))", "keep one of 'times' and 'for'")
            }
        }
        if let times = dose.times, times > 1, dose.every == nil { report(at: fields.position, "'times' does not say how often", "add 'every'") }
    }

    private func checkDivision() {
        guard let days = dose.division?.most, let every = dose.every, let shortest = every.shortestDays, Double(days) > shortest else { return }
        report(at: fields.position, "\(days) days do not fit into every \(words(every)), which counts from start to start", "give fewer days, or a longer interval")
    }

    private func checkMost() {
        if dose.mostDoses != nil, dose.every == nil { report(at: fields.position, "'most' needs 'every', the shortest time between doses", "add it") }
        if let most = dose.mostDoses, let every = dose.every, every.minutes > 0, Double(most) > (dose.mostDosesIn / every.minutes).rounded(.up) {
            report(
                at: fields.position,
                "at most \(most) doses in \(Decimal.format(dose.mostDosesIn / 60)) h are more than every \(words(every)) lets in", "lower the number, or mend 'every'")
        }
        if dose.isAsNeeded, dose.every == nil, dose.times != 1 { report(at: fields.position, "'as-needed' needs 'every', the shortest time between doses", "add it") }
    }

    private func words(_ interval: Interval) -> String {
        let low = Quantity(interval.value, Unit(interval.unit)).formatted()
        return interval.most.map { "\(Decimal.format(interval.value)) to \(Quantity($0, Unit(interval.unit)).formatted())" } ?? low
    }

    private func report(at position: SourcePosition, _ summary: String, _ suggestion: String) {
        log.report(.inconsistentRecord, at: position, summary, suggestion: suggestion)
    }
}

extension DoseTerms {
    var isCounted: Bool { amount.unit.dimension.isCount }
}

extension Interval {
    /// Days, counted short where the calendar has no fixed length.
    var shortestDays: Double? {
        unit.dimension == .calendar ? value * unit.scale * 28 : value * unit.scale / BaseUnit.day.scale
    }
}
