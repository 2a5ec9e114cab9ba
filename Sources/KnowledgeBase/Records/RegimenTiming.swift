import ClinicalLogic
import Diagnostics

/// What a regimen's amount is for, held against how often it is given: combinations that have no single meaning are refused,
/// with the form that has one.
struct RegimenTiming {
    let dose: Regimen.Dose
    let division: Regimen.Division?
    let caps: Regimen.Caps
    let alerts: [Regimen.Alert]
    let log: DiagnosticLog

    /// The phases at the places of their intervals.
    func check(_ phases: [Located<Regimen.Phase>]) {
        for (index, phase) in phases.enumerated() {
            guard let interval = Interval(phase.value.every) else { continue }
            if interval.isUnderADay {
                checkShort(phase.value, interval, at: phase.position, isLast: index == phases.count - 1)
            } else {
                checkLong(phase.value, at: phase.position)
            }
        }
    }

    private func checkShort(_ phase: Regimen.Phase, _ interval: Interval, at position: SourcePosition, isLast: Bool) {
        let every = phase.every.formatted()
        switch dose.per {
        case .course:
            report(at: position, "a course cannot be given every \(every)", "give the amount of one dose, with `per: dose`")
        case .day:
            let amount = phase.amount ?? dose.amount
            let doses = interval.dosesPerDay
            let each = Quantity(amount.value / Double(doses), amount.unit).formatted()
            report(
                at: position, "an amount per day cannot be given every \(every): \(amount.formatted()) would be read as one dose",
                "give the amount of one dose: \(amount.formatted()) a day in \(doses) doses is `amount: \(each)` with `per: dose`")
        case .dose:
            if (phase.division ?? division).map({ $0.days.upperBound > 1 }) ?? false {
                report(
                    at: position, "a dose every \(every) cannot be divided over days",
                    "remove the days; how long the treatment lasts is said by `courses`, the number of doses, or by `duration`")
            }
            if phase.courses != nil, !isLast, caps.perDay != nil || alerts.contains(where: { $0.condition.isOnDayDose }) {
                report(
                    at: position, "a limit per day cannot be checked where a phase of doses every \(every) ends and another follows",
                    "make two regimens of it, or give the limit per dose")
            }
        }
    }

    private func checkLong(_ phase: Regimen.Phase, at position: SourcePosition) {
        guard let days = (phase.division ?? division)?.days.upperBound, let interval = phase.every.shortestDays, Double(days) > interval
        else { return }
        report(
            at: position, "\(days) days do not fit into \(phase.every.formatted()), which counts from start to start",
            "give fewer days, or a longer interval")
    }

    private func report(at position: SourcePosition, _ summary: String, _ suggestion: String) {
        log.report(.inconsistentRecord, at: position, summary, suggestion: suggestion)
    }
}

extension Condition {
    /// True where it asks for what is given in a day.
    fileprivate var isOnDayDose: Bool {
        switch self {
        case .measure(let measure, _, _): measure == .dayDose || measure == .dayDosePerKilogram
        case .all(let parts), .any(let parts): parts.contains(where: \.isOnDayDose)
        case .not(let part): part.isOnDayDose
        case .always, .flag: false
        }
    }
}

extension Quantity {
    /// Days of a time, counted short where the calendar has no fixed length.
    fileprivate var shortestDays: Double? {
        switch unit.numerator.dimension {
        case .time: value * unit.numerator.scale / BaseUnit.day.scale
        case .calendar: value * unit.numerator.scale * 28
        default: nil
        }
    }
}
