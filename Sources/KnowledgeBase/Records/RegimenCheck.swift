public import ClinicalLogic
import Diagnostics
import SourceData

/// What a regimen says held against itself: its tables, what it asks and uses, its limits and its guard.
struct RegimenCheck {
    private let regimen: Regimen
    private let reader: RecordReader
    /// False where a row could not be read: what is known of the tables then proves nothing.
    private let hasAllRows: Bool
    private var log: DiagnosticLog { reader.log }

    init(_ regimen: Regimen, _ reader: RecordReader, hasAllRows: Bool) {
        self.regimen = regimen
        self.reader = reader
        self.hasAllRows = hasAllRows
    }

    func check() {
        if hasAllRows { checkUse() }
        checkTicks()
        checkGuard()
        checkUnits()
        checkLimits()
        if hasAllRows { checkTables() }
        checkConditions()
        LimitReach(regimen, reader).check()
    }

    // MARK: Questions

    /// A question that nothing uses is asked for nothing, or was meant for something that does not hold.
    private func checkUse() {
        let conditions = regimen.conditions
        var used = Set(conditions.flatMap(\.questions)).union(regimen.alerts.flatMap(\.risks))
        let codes = regimen.computedQuestions
        for question in regimen.questions where codes.contains(question.terms.code) { used.insert(question.id) }
        // Boxes may matter to the products and protocols of the regimen alone.
        for question in regimen.questions where !used.contains(question.id) && !question.terms.isRequired && !question.terms.isTick {
            log.report(
                .inconsistentRecord, at: place(ofQuestion: question), "nothing uses the answer to '\(question.id)'",
                suggestion: "use it in a condition, or remove it; `required: true` asks for what is only to be documented",
                cause: .conclusion(of: reader))
        }
        let named = Set(conditions.flatMap(\.measures))
        for (index, measure) in regimen.measures.enumerated() where !named.contains(measure.id) {
            let isUsed =
                regimen.measures.contains { $0.terms.formula == .deIndexed && $0.terms.source == index }
                || regimen.doses.contains { $0.calvert?.filtration == .measure(index) }
            if !isUsed {
                log.report(
                    .inconsistentRecord, at: reader.fields.value("work-out")?.position ?? reader.fields.position, "nothing uses the measure '\(measure.id)'",
                    suggestion: "use it in a condition, or remove it")
            }
        }
    }

    private func place(ofQuestion question: Question) -> SourcePosition {
        // A question of the site is defined elsewhere; what is wrong is that this regimen asks it.
        if let place = question.position, place.file == reader.fields.position.file { return place }
        return reader.fields.value("ask")?.position ?? reader.fields.position
    }

    /// What is not ticked would choose a dose nobody chose.
    private func checkTicks() {
        let ticks = Set(regimen.questions.filter { $0.terms.isTick }.map(\.id))
        func check(_ condition: Condition, _ position: SourcePosition) {
            guard let tick = condition.questions.first(where: ticks.contains) else { return }
            log.report(
                .inconsistentRecord, at: position, "a row depends on the box '\(tick)': without a tick it would choose a dose by itself",
                suggestion: "ask it with `answer: yes-no`")
        }
        for row in regimen.conditionsOfRows { check(row.condition, row.position) }
        for alert in regimen.alerts where alert.level == .stop {
            guard let condition = alert.condition else { continue }
            if let tick = condition.questions.first(where: ticks.contains) {
                log.report(
                    .inconsistentRecord, at: reader.fields.value("alerts")?.position ?? reader.fields.position,
                    "the stop '\(alert.id ?? "")' depends on the box '\(tick)'", suggestion: "ask it with `answer: yes-no`")
            }
        }
    }

    // MARK: Units

    /// Limits, steps and alerts of another kind than the doses they are for would never hold, or hold anything.
    private func checkUnits() {
        for steps in regimen.stepLists {
            for step in steps {
                for row in step.rows {
                    guard case .dose(let dose) = row.outcome else { continue }
                    let unit = dose.amount.unit
                    for cap in regimen.caps + step.caps + dose.caps { check(cap.amount.unit, "a limit", unit, row.position) }
                    if let rate = dose.infusion?.highestRate { check(rate.amount.unit, "the highest rate", unit, row.position) }
                    if case .step(let size, _)? = dose.rounding { check(size.unit, "the rounding", unit, row.position) }
                    if case .step(let size, _) = regimen.ownTerms.rounding { check(size.unit, "the rounding", unit, row.position) }
                    for alert in regimen.alerts {
                        for limit in alert.condition?.limits ?? [] {
                            if case .dose(_, let limited) = limit.subject { check(limited, "the alert '\(alert.id ?? "")'", unit, row.position) }
                        }
                    }
                }
            }
        }
        checkAdjustments()
    }

    /// What a measurement changes is read beside what runs, and added to it.
    private func checkAdjustments() {
        if let cap = regimen.caps.first(where: { $0.kind == .day }), let row = regimen.adjustments.first(where: { $0.terms.bolus != nil }) {
            log.report(
                .inconsistentRecord, at: row.position, "the limit of \(cap.words) cannot be checked where 'adjust' gives more on the same day",
                suggestion: "give the limit per dose, or as `rate`")
        }
        let doseCaps = regimen.stepLists.joined().flatMap { step in step.caps + step.doses.flatMap(\.caps) }.filter { $0.kind == .dose }
        if let cap = doseCaps.first, !regimen.caps.contains(where: { $0.kind == .dose }), let row = regimen.adjustments.first(where: { $0.terms.bolus != nil }) {
            log.report(
                .inconsistentRecord, at: row.position, "this bolus has no limit, and a dose of a step is held to \(cap.words)",
                suggestion: "write the limit beneath `caps` of the regimen, where it holds both")
        }
        guard let rate = regimen.doses.first(where: { $0.key == .rate }) else { return }
        for row in regimen.adjustments {
            for unit in [row.terms.bolus?.unit, row.terms.change?.amount.unit].compactMap({ $0 }) { check(unit, "the adjustment", rate.amount.unit, row.position) }
            guard let change = row.terms.change else { continue }
            let units = (change: Unit(change.amount.unit, per: change.time).symbol, rate: Unit(rate.amount.unit, per: rate.time).symbol)
            if units.change != units.rate {
                log.report(
                    .inconsistentRecord, at: row.position, "the change is in \(units.change), and what runs in \(units.rate)",
                    suggestion: "write both in one unit: they are added up at the bedside")
            }
        }
    }

    /// A volume may limit a mass, by the concentration of a product.
    private func check(_ unit: BaseUnit, _ what: String, _ dose: BaseUnit, _ position: SourcePosition) {
        if unit.dimension == dose.dimension || (unit.dimension == .volume || dose.dimension == .volume) && !unit.dimension.isCount && !dose.dimension.isCount { return }
        log.report(
            .inconsistentRecord, at: position, "\(what) is in \(Unit(unit).symbol), and the dose in \(Unit(dose).symbol)",
            suggestion: "give both in units of one kind")
    }

    // MARK: Limits and guard

    private func checkGuard() {
        guard regimen.guardWords == nil else { return }
        if regimen.rareDoses.contains(where: { ($0.route ?? regimen.route) == .oral }) { reader.fields.reportMissing("guard", suggestion: Regimen.guardHelp) }
    }

    /// A limit of a day or a course says nothing of what runs, and a limit of a rate nothing of what does not.
    private func checkRateLimits() {
        for steps in regimen.stepLists {
            for step in steps {
                for row in step.rows {
                    guard case .dose(let dose) = row.outcome, dose.key == .rate else { continue }
                    for cap in regimen.caps + step.caps + dose.caps where cap.isOfDayOrCourse {
                        log.report(
                            .inconsistentRecord, at: row.position, "a running rate has no day or course that a limit could hold",
                            suggestion: "limit it with `caps: { rate: … }`; a limit of other steps belongs into them")
                        return
                    }
                }
            }
        }
        guard regimen.allCaps.contains(where: \.isOfRate), !regimen.doses.contains(where: { $0.key == .rate }) else { return }
        log.report(
            .inconsistentRecord, at: reader.fields.value("caps")?.position ?? reader.fields.position, "nothing runs that a limit of a rate could hold",
            suggestion: "limit the dose, or say how fast it may run with `over: { rate: { at-most: … } }`")
    }

    private func checkLimits() {
        checkRateLimits()
        for dose in regimen.doses where dose.key == .each && dose.count == nil && !dose.isDivisionOpen {
            if regimen.caps.contains(where: { $0.kind == .course }) {
                log.report(
                    .inconsistentRecord, at: reader.fields.value("caps")?.position ?? reader.fields.position,
                    "a limit per course has no meaning for doses without an end",
                    suggestion: "give 'times', or the limit per dose or per day")
                return
            }
        }
        // Of an amount per course a limit per course is one of each course; of single doses it is one of all of them.
        if regimen.stepLists.contains(where: { $0.count > 1 }), regimen.doses.contains(where: { $0.key == .each }),
            regimen.caps.contains(where: { $0.kind == .course })
        {
            log.report(
                .inconsistentRecord, at: reader.fields.value("caps")?.position ?? reader.fields.position,
                "a limit per course would be held by the doses of each step by themselves, and together they could give more",
                suggestion: "write the limit into the step that it is for, or give it per dose")
        }
        for steps in regimen.stepLists where steps.count > 1 {
            let limitsDay = regimen.caps.contains { $0.kind == .day } || regimen.alerts.contains { $0.condition?.isOnDayDose ?? false }
            for (step, next) in zip(steps, steps.dropFirst()) {
                for row in step.rows {
                    guard limitsDay, case .dose(let dose) = row.outcome else { continue }
                    let what: String
                    if let every = dose.every, every.isUnderADay, dose.times != nil {
                        what = "a phase of doses every \(Quantity(every.value, Unit(every.unit)).formatted()) ends and another follows"
                    } else if dose.times == 1, dose.every == nil, next.doses.contains(where: { ($0.after?.minutes ?? 0) < BaseUnit.day.scale }) {
                        what = "a single dose is given and another follows within the day"
                    } else {
                        continue
                    }
                    log.report(
                        .inconsistentRecord, at: row.position, "a limit per day cannot be checked where \(what)",
                        suggestion: "make two regimens of it, or give the limit per dose")
                    return
                }
            }
        }
    }

    // MARK: Tables

    private func checkTables() {
        let space = ProofSpace(regimen)
        prove(regimen.courses.map(\.condition), regimen.courses.map(\.position), space)
        for steps in regimen.stepLists {
            for step in steps { prove(step.rows.map(\.condition), step.rows.map(\.position), space) }
        }
        if !regimen.adjustments.isEmpty {
            prove(regimen.adjustments.map(\.condition), regimen.adjustments.map(\.position), space)
        }
    }

    private func checkConditions() {
        let check = DeadConditionCheck(space: ProofSpace(regimen, ofPopulation: false), log: log, cause: .conclusion(of: reader))
        for row in regimen.conditionsOfRows { check.check(row.condition, "this row", at: row.position, mayHoldAlways: true) }
        for alert in regimen.alerts {
            let place = alert.position ?? reader.fields.value("alerts")?.position ?? reader.fields.position
            check.check(alert.condition, alert.level == .stop ? "this stop" : "this caution", at: place, mayHoldAlways: false)
        }
        for row in regimen.adjustments { check.check(row.condition, "this row of 'adjust'", at: row.position, mayHoldAlways: true) }
        if let rule = regimen.ownWeight { check.check(rule.trigger, "this weight", at: rule.position, mayHoldAlways: false) }
    }

    private func prove(_ rows: [Condition], _ places: [SourcePosition], _ space: ProofSpace) {
        if rows.isEmpty || rows == [.always] { return }
        switch TableProof(rows: rows, space: space).result {
        case .covers: break
        case .gap(let patient):
            log.report(
                .tableGap, at: places[0], "no row holds for this patient: \(patient.words)",
                suggestion: "add a row, move a limit, or narrow the population; `stop: …` says that there is no dose", cause: .conclusion(of: reader))
        case .overlap(let patient, let first, let second):
            log.report(
                .tableOverlap, at: places[second], "rows \(first + 1) and \(second + 1) both hold for this patient: \(patient.words)",
                notes: [.init("row \(first + 1) is here", at: places[first])],
                suggestion: "let the limit belong to one of the two: `at-least` with `under`, or `over` with `at-most`", cause: .conclusion(of: reader))
        case .tooLarge(let count):
            log.report(
                .tableTooLarge, at: places[0], "the table has \(Decimal.format(Double(count))) combinations to try",
                suggestion: "split it into steps or regimens of their own")
        }
    }
}

extension RegimenTerms.Cap {
    fileprivate var isOfRate: Bool { if case .rate = kind { true } else { false } }

    fileprivate var isOfDayOrCourse: Bool {
        switch kind {
        case .day, .course, .lifetime: true
        case .dose, .rate: false
        }
    }
}

extension Regimen {
    var stepLists: [[Step]] {
        courses.compactMap { if case .steps(let steps) = $0.outcome { steps } else { nil } }
    }

    /// Limits of the regimen, its steps and its doses.
    public var allCaps: [RegimenTerms.Cap] { caps + stepLists.flatMap { $0.flatMap(\.caps) } + doses.flatMap(\.caps) }
}

extension Regimen {
    static let guardHelp = "a drug taken by mouth once a week or less is taken daily by mistake: write `guard: Once a week, never daily.`"

    /// Doses that are given again and again, a week or more apart.
    var rareDoses: [DoseTerms] { doses.filter(\.isRare) }
}

extension DoseTerms {
    /// Given again and again, a week or more apart.
    fileprivate var isRare: Bool {
        let week = BaseUnit.week.scale
        if let occasions {
            let days = occasions.unit == .week ? 7 : 1
            return occasions.numbers.count > 1 && zip(occasions.numbers, occasions.numbers.dropFirst()).allSatisfy { ($1 - $0) * days >= 7 }
        }
        return times != 1 && (every?.minutes ?? 0) >= week && (division?.most ?? 1) == 1
    }
}

extension Regimen.Step {
    var doses: [DoseTerms] { rows.compactMap { if case .dose(let dose) = $0.outcome { dose } else { nil } } }
}

extension Condition {
    /// True where it asks for what is given in a day.
    fileprivate var isOnDayDose: Bool {
        limits.contains { if case .dose(let figure, _) = $0.subject { figure == .day || figure == .dayPerKilogram } else { false } }
    }
}
