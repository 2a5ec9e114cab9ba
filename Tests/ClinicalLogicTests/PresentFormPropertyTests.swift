import SeededNumbers
import Testing

@testable import ClinicalLogic

/// What must hold for every plan of every regimen in the present form.
@Suite("Every plan in the present form", .timeLimit(.minutes(20)))
struct PresentFormPropertyTests {
    private typealias Case = SeededRegimens.Case
    private static let cases = Array(SeededRegimens(12_000, seed: 31))
    private static let plans = cases.map(\.plan)

    private func dosed(_ check: (Case, Plan, DosePlan) -> Void) {
        for (asked, plan) in zip(Self.cases, Self.plans) {
            if let dose = plan.dose { check(asked, plan, dose) }
        }
    }

    @Test("The cases say something")
    func spread() {
        #expect(Self.plans.count { $0.status == .ok } > 4_000)
        #expect(Self.plans.count { $0.status == .stop } > 500)
        #expect(Self.plans.count { $0.status == .incomplete } > 200)
        let steps = Self.plans.compactMap(\.dose).flatMap(\.steps)
        for key in DoseTerms.Key.allCases { #expect(steps.count { $0.dose.key == key } > 300, "\(key)") }
        #expect(steps.contains { if case .range = $0.amount { true } else { false } })
        #expect(steps.contains { if case .rateRange = $0.amount { true } else { false } })
        #expect(steps.contains { $0.largestDose?.isRoundingHeld == true })
        #expect(steps.contains { $0.supply?.infusion != nil } && steps.contains { $0.supply?.vials != nil })
    }

    /// In mg or mg per kg or m2, by other means than the engine's.
    private func milligrams(_ amount: Amount, _ dose: DosePlan, _ asked: Case) -> Double {
        let value = Quantity(amount.value, Unit(amount.unit)).converted(to: Unit(.milligram))!.value
        switch amount.basis {
        case .fixed: return value
        case .perKilogram: return value * dose.dosingWeight!.kilograms
        case .perSquareMetre: return value * dose.surface!
        }
    }

    private func milligrams(_ value: Double, _ unit: BaseUnit) -> Double { Quantity(value, Unit(unit)).converted(to: Unit(.milligram))!.value }

    @Test("No limit is passed, before or after rounding, at either end of a range")
    func caps() {
        let slack = 1 + 1e-8
        dosed { asked, _, dose in
            for step in dose.steps {
                for cap in asked.regimen.caps + step.terms.caps + step.dose.caps {
                    if case .lifetime = cap.kind { continue }
                    let limit = milligrams(cap.amount, dose, asked)
                    switch step.amount {
                    case .dose(let given), .range(_, let given):
                        let day = milligrams(given.largestDay, given.unit)
                        switch cap.kind {
                        case .dose: if day > limit * slack { Issue.record("over the limit of a dose") }
                        case .day: if day * Double(given.dosesPerDay) > limit * slack { Issue.record("over the limit of a day") }
                        case .course:
                            let all = milligrams(given.course, given.unit) * Double(given.isCourse ? 1 : step.dose.count ?? 1)
                            if all > limit * slack { Issue.record("over the limit of a course: \(all) and \(limit)") }
                        case .rate, .lifetime: break
                        }
                    case .rate(let rate), .rateRange(_, let rate):
                        guard case .rate(let time) = cap.kind else { continue }
                        if milligrams(rate.value, rate.unit) / rate.time.scale > limit / time.scale * slack { Issue.record("over the limit of a rate") }
                        if let pump = rate.pumpRate, let product = asked.product?.pumped, pump * product.value > limit * 60 / time.scale * slack {
                            Issue.record("the pump over the limit of a rate")
                        }
                    }
                }
            }
        }
    }

    @Test("Days make courses, doses make days, doses make all of them, and parts make one")
    func sums() {
        func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }
        dosed { _, plan, dose in
            let report = ReportText(plan)
            for (index, step) in dose.steps.enumerated() {
                let name = "plan-\(index + 1)"
                if case .dose(let given) = step.amount {
                    if !isNear(given.days.reduce(0, +), given.course) { Issue.record("days do not make the course") }
                    if !step.parts.isEmpty, !isNear(step.parts.reduce(0) { $0 + $1.amount }, given.course) { Issue.record("parts do not make the dose") }
                    if step.parts.contains(where: { $0.amount < 0 }) { Issue.record("a part below nothing") }
                    if let all = report.number("\(name)-all"), let times = report.number("\(name)-times"), !isNear(all, given.course * times) {
                        Issue.record("doses do not make all of them")
                    }
                    if let day = report.number("\(name)-day"), let doses = report.number("\(name)-doses"), !isNear(day, given.largestDay * doses) {
                        Issue.record("doses do not make the day")
                    }
                    if let vials = step.supply?.dayVials {
                        for (selection, day) in zip(vials, given.days) where selection.amount < day * (1 - 1e-9) { Issue.record("too little is taken") }
                    }
                }
                if case .rate(let rate) = step.amount, let total = rate.total, !isNear(total, rate.value * step.dose.duration!.minutes / rate.time.scale) {
                    Issue.record("the rate does not make its total")
                }
            }
        }
    }

    // MARK: Another unit of mass

    private func scaled(_ amount: Amount) -> Amount {
        let unit: BaseUnit = amount.unit == .milligram ? .gram : amount.unit == .gram ? .milligram : amount.unit
        return Amount(Quantity(amount.value, Unit(amount.unit)).converted(to: Unit(unit))!.value, unit, amount.basis)!
    }

    private func scaled(_ regimen: RegimenTerms) -> RegimenTerms {
        func caps(_ caps: [RegimenTerms.Cap]) -> [RegimenTerms.Cap] {
            caps.map { cap in if case .lifetime = cap.kind { cap } else { .init(cap.kind, scaled(cap.amount)) } }
        }
        func dose(_ dose: DoseTerms) -> DoseTerms {
            dose.with {
                $0.amount = scaled($0.amount)
                $0.most = $0.most.map(scaled)
                $0.caps = caps($0.caps)
                if case .step(let step, let way)? = $0.rounding { $0.rounding = .step(scaled(step), way) }
            }
        }
        let rows = regimen.rows.map { row -> RegimenTerms.Row<RegimenTerms.Course> in
            guard case .steps(let steps) = row.outcome else { return row }
            return .init(
                row.condition,
                .steps(
                    steps.map { step in
                        .init(
                            id: step.id, label: step.label,
                            rows: step.rows.map { row in
                                if case .dose(let given) = row.outcome { return .init(row.condition, .dose(dose(given))) }
                                return row
                            }, caps: caps(step.caps))
                    }))
        }
        return RegimenTerms(
            code: regimen.code, indication: regimen.indication, products: regimen.products, protocols: regimen.protocols, route: regimen.route,
            population: regimen.population, questions: regimen.questions, measures: regimen.measures, rows: rows, caps: caps(regimen.caps),
            adjustments: regimen.adjustments, alerts: regimen.alerts, guardWords: regimen.guardWords)
    }

    @Test("Milligrams written as grams, and grams as milligrams, change no dose")
    func units() {
        var compared = 0
        for (asked, plan) in zip(Self.cases, Self.plans) where !asked.entered.contains(where: { $0.name.hasPrefix("amount") }) {
            let other = DoseEngine.plan(scaled(asked.regimen), asked.terms, asked.product, RequestText.lines(asked.entered))
            if other.status != plan.status || other.missing != plan.missing {
                Issue.record("\(plan.status) and \(other.status): \(ReportText(plan).list("stop-")) and \(ReportText(other).list("stop-"))")
                continue
            }
            guard let dose = plan.dose, let otherDose = other.dose else { continue }
            for (step, otherStep) in zip(dose.steps, otherDose.steps) {
                compared += 1
                let (a, b): (Double, Double)
                switch (step.amount, otherStep.amount) {
                case (.dose(let one), .dose(let two)), (.range(_, let one), .range(_, let two)):
                    (a, b) = (milligrams(one.largestDay, one.unit), milligrams(two.largestDay, two.unit))
                case (.rate(let one), .rate(let two)), (.rateRange(_, let one), .rateRange(_, let two)):
                    (a, b) = (milligrams(one.value, one.unit), milligrams(two.value, two.unit))
                    if let pump = one.pumpRate, let otherPump = two.pumpRate, abs(pump - otherPump) > 1e-9 { Issue.record("another pump rate") }
                default: (a, b) = (.nan, .nan)
                }
                if !(abs(a - b) <= 1e-9 * max(a, b)) { Issue.record("\(a) mg and \(b) mg of \(step.dose)") }
                if step.supply?.vials?.numbers != otherStep.supply?.vials?.numbers { Issue.record("other vials for \(a) mg: \(step.dose.amount)") }
                if let one = step.supply?.volume, let two = otherStep.supply?.volume, abs(one - two) > 1e-9 * one { Issue.record("another volume") }
            }
        }
        #expect(compared > 5_000)
    }

    // MARK: Weight

    @Test("A heavier patient never gets less, unless a row says so")
    func monotone() {
        var compared = 0
        for asked in Self.cases.prefix(4_000) {
            guard case .steps(let steps)? = asked.regimen.rows.first?.outcome, steps.count == 1, steps[0].rows.count == 1 else { continue }
            // Halves of a course in whole containers make up for one another, so only one day is compared.
            var last = 0.0
            for weight in stride(from: 45.0, through: 120, by: 2.5) {
                guard let dose = asked.plan(asked.with("weight", Decimal.format(weight)).filter { $0.name != "amount.a" }).dose else { continue }
                let now: Double
                switch dose.inView.amount {
                case .dose(let given), .range(_, let given): now = given.course
                case .rate(let rate), .rateRange(_, let rate): now = rate.value
                }
                if now < last * (1 - 1e-9) { Issue.record("\(now) at \(weight) kg, and \(last) before: \(dose.inView.dose) \(asked.terms.rounding)") }
                if last > 0 { compared += 1 }
                last = now
            }
        }
        #expect(compared > 5_000)
    }

    // MARK: Inputs

    /// What a reader would act on.
    private func dose(_ plan: Plan) -> [String] {
        PlanReport(plan).rows.filter { $0.key.hasPrefix("plan-") || $0.key.hasPrefix("rate-") || $0.key.hasPrefix("day-") }.map { "\($0.key) \($0.text)" }
    }

    @Test("Leaving out an input withholds the dose, unless no value of it could change the dose")
    func leftOut() {
        let others = [
            "weight": ["48", "59", "75", "110"], "height": ["155", "170", "190"], "age": ["19", "40", "65", "88"], "sex": ["male", "female"],
            "serum-creatinine": ["0.6 mg/dL", "1.5 mg/dL", "2.5 mg/dL", "6 mg/dL"], "allergy": ["yes", "no"], "severity": ["mild", "moderate", "severe"],
            "earlier-dose": ["0", "540"],
        ]
        var (dosed, changed) = (0, 0)
        for (asked, plan) in zip(Self.cases, Self.plans).prefix(2_500) where plan.status == .ok {
            let given = dose(plan)
            for (name, values) in others where asked.entered.contains(where: { $0.name == name }) {
                let without = asked.plan(asked.without(name))
                guard without.status == .ok else {
                    changed += 1
                    continue
                }
                dosed += 1
                if dose(without) != given { Issue.record("another dose without \(name)") }
                for value in values {
                    let other = asked.plan(asked.with(name, value))
                    // A pair that does not fit is stopped as a mistake of typing, which needs both.
                    guard other.status == .ok else {
                        if !other.stops.allSatisfy({ [.implausibleSize, .implausibleWeight].contains($0.code) }) || !other.stopAlerts.isEmpty {
                            Issue.record("dosed without \(name), and withheld with \(value): \(ReportText(other).list("stop-"))")
                        }
                        continue
                    }
                    if dose(other) != given { Issue.record("dosed without \(name), and \(value) changes it: \(given.prefix(3)) and \(dose(other).prefix(3))") }
                }
            }
        }
        #expect(dosed > 1_000 && changed > 1_000)
    }

    @Test("Through encoded numbers the same plan, to the last byte")
    func encoded() throws {
        for (asked, plan) in zip(Self.cases, Self.plans).prefix(4_000) {
            var numbers: [Double] = []
            asked.input.encode(into: &numbers)
            var reader = NumberReader(numbers)
            let decoded = try PlanInput(decoding: &reader)
            if !reader.isAtEnd || !decoded.isSame(as: asked.input) { Issue.record("not what was encoded") }
            if !PlanReport(decoded.plan).isSame(as: PlanReport(plan)) { Issue.record("another plan from encoded numbers") }
        }
    }

    @Test("One damaged number is refused or planned with, and never a trap")
    func damaged() {
        var numbers = SeededGenerator(seed: 41)
        let values = [Double.nan, .infinity, -1, 0, 1, 2, 3, 4, 5, 6, 7, 0.5, 1e-9, 1e9, 1e300, -1e300, 5e-324, 255, 256, 65_536, 999, 1000, 10_000]
        var (refused, read) = (0, 0)
        for asked in Self.cases.prefix(3_000) {
            var encoded: [Double] = []
            asked.input.encode(into: &encoded)
            for _ in 0..<6 {
                var damaged = encoded
                for _ in 0..<Int.random(in: 1...2, using: &numbers) {
                    damaged[Int.random(in: 0..<encoded.count, using: &numbers)] = values[Int.random(in: 0..<values.count, using: &numbers)]
                }
                var reader = NumberReader(damaged)
                guard let input = try? PlanInput(decoding: &reader) else {
                    refused += 1
                    continue
                }
                read += 1
                let report = PlanReport(input.plan)
                if report.rows.first?.key != "status" || report.rows.count != report.numbers.count { Issue.record("no report of \(damaged)") }
            }
        }
        #expect(refused > 1_000 && read > 1_000)
    }

    @Test("Numbers that are cut short are not read")
    func short() {
        for asked in Self.cases.prefix(20) {
            var encoded: [Double] = []
            asked.input.encode(into: &encoded)
            for count in 0..<encoded.count {
                var reader = NumberReader(Array(encoded.prefix(count)))
                #expect(throws: MalformedNumbers.self) { try PlanInput(decoding: &reader) }
            }
        }
    }
}
