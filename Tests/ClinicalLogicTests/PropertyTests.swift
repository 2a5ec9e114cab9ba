import Testing

@testable import ClinicalLogic

/// What must hold for every plan, over seeded cases across all regimens, protocols and products.
@Suite("Every plan", .timeLimit(.minutes(20)))
struct PropertyTests {
    static let cases = Array(SeededCases(40_000, seed: 2026))
    static let plans = cases.map(\.plan)

    private func dosed(_ check: (PlanCase, Plan, DosePlan) -> Void) {
        for (asked, plan) in zip(Self.cases, Self.plans) {
            if let dose = plan.dose { check(asked, plan, dose) }
        }
    }

    /// The amount in the unit of the course, by other means than the engine's.
    private func value(_ amount: Amount, _ asked: PlanCase, _ dose: DosePlan) -> Double {
        var value = amount.value
        if amount.unit.dimension == dose.course.unit.dimension {
            value = Quantity(value, Unit(amount.unit)).converted(to: Unit(dose.course.unit))!.value
        } else {
            value = value * amount.unit.scale * asked.product!.concentration!.value / dose.course.unit.scale
            if amount.unit.dimension == .mass {
                value = amount.value * amount.unit.scale / asked.product!.concentration!.value / dose.course.unit.scale
            }
        }
        switch amount.basis {
        case .fixed: return value
        case .perKilogram: return value * dose.dosingWeight!.kilograms
        case .perSquareMetre: return value * dose.surface!
        }
    }

    @Test("The cases say something")
    func spread() {
        let ok = Self.plans.count { $0.status == .ok }
        let stops = Self.plans.count { $0.status == .stop }
        let incomplete = Self.plans.count { $0.status == .incomplete }
        #expect(ok > 10_000)
        #expect(stops > 5_000)
        #expect(incomplete > 2_000)
        #expect(Self.plans.contains { $0.dose?.course.isRoundingHeld == true })
        #expect(Self.plans.contains { $0.dose?.course.isEqualDays == false })
        #expect(Self.plans.contains { $0.dose?.course.daysBeforeLimit != nil })
        #expect(Self.plans.contains { $0.dose?.supply?.infusion?.limitedBy != nil })
        #expect(Self.plans.contains { $0.dose?.supply?.infusion?.steps.isEmpty == false })
        #expect(Self.plans.contains { $0.dose?.supply?.dayVials.isEmpty == false })
    }

    @Test("A dose only with status ok; a stop or an open question only without one, and always with a reason")
    func refusals() {
        let doseKeys = [
            "dosing-weight", "formula", "course", "course-unrounded", "course-capped", "day-1", "vials", "volume", "rate-start",
            "rate-max", "step-1-rate", "phase-1-dose", "waste", "day-total", "course-per-kg", "amount",
        ]
        for plan in Self.plans {
            let text = ReportText(plan)
            let keys = text.keys
            if plan.status == .ok {
                if plan.dose == nil || !plan.stops.isEmpty || !plan.stopAlerts.isEmpty || !plan.missing.isEmpty {
                    Issue.record("ok with a stop")
                }
                if !keys.contains("course") || !keys.contains("day-1") { Issue.record("ok without a dose") }
            } else {
                if plan.dose != nil || keys.contains(where: doseKeys.contains) { Issue.record("a dose in spite of \(plan.status)") }
                let reasons: [String] =
                    plan.status == .stop ? ["stop-1", "stop-alert-1"] : ["missing-1"]
                if !keys.contains(where: reasons.contains) { Issue.record("\(plan.status) without a reason") }
            }
        }
    }

    @Test("No dose while a stop of the regimen applies or waits for an entry")
    func stops() {
        dosed { asked, plan, _ in
            for (index, alert) in asked.regimen.alerts.enumerated() where alert.isStop {
                if plan.uncheckedAlerts.contains(index) || plan.stopAlerts.contains(index) { Issue.record("a stop was passed over") }
            }
        }
    }

    @Test("No limit is passed, before or after rounding")
    func caps() {
        dosed { asked, _, dose in
            let course = dose.course
            let slack = 1 + 1e-8
            for cap in asked.regimen.caps {
                let given =
                    switch cap.kind {
                    case .course: course.course
                    case .day: course.largestDay * Double(course.dosesPerDay)
                    case .dose: course.isCourse ? course.largestDay : course.course
                    case .rate, .lifetime: 0.0
                    }
                if given > value(cap.amount, asked, dose) * slack { Issue.record("over the limit per \(cap.kind)") }
            }
        }
    }

    @Test("The days make the course, and are as many as asked for or more")
    func days() {
        dosed { asked, _, dose in
            let sum = dose.course.days.reduce(0, +)
            if abs(sum - dose.course.course) > 1e-9 * sum { Issue.record("days do not make the course") }
            if dose.course.days.contains(where: { $0 <= 0 }) { Issue.record("a day without a dose") }
            if let division = asked.older?.division, dose.course.dosesPerDay == 1,
                !(division.fewest...division.most).contains(dose.course.days.count)
            {
                Issue.record("days outside the regimen's division")
            }
        }
    }

    @Test("Rounding goes the way the protocol says, and by less than a step for each day")
    func rounding() {
        dosed { asked, _, dose in
            let course = dose.course
            let slack = 1e-8 * course.capped
            switch asked.terms.rounding {
            case .none: if course.course != course.capped { Issue.record("rounded without being asked") }
            case .product(let way), .step(_, let way):
                if way == .down, course.course > course.capped + slack { Issue.record("rounded up") }
                if way == .up, !course.isRoundingHeld, course.course < course.capped - slack { Issue.record("rounded down") }
            }
            if case .step(let step, let way) = asked.terms.rounding {
                let size = value(step, asked, dose) * (course.key == .perDay && course.isCourse ? Double(course.days.count) : 1)
                let part = course.course / size
                if abs(part - part.rounded()) > 1e-6 { Issue.record("not a multiple of the step") }
                let most = way == .nearest && !course.isRoundingHeld ? size / 2 : size
                if abs(course.course - course.capped) > most + slack, !course.isRoundingHeld { Issue.record("rounded too far") }
            }
        }
    }

    @Test("Vials hold the dose of each day, with what is left over stated")
    func vials() {
        dosed { asked, _, dose in
            guard let supply = dose.supply, !supply.dayVials.isEmpty else { return }
            var waste = 0.0
            for (day, vials) in zip(dose.course.days, supply.dayVials) {
                let sum = zip(vials.sizes, vials.numbers).reduce(0) { $0 + $1.0 * Double($1.1) }
                if abs(sum - vials.amount) > 1e-9 * sum { Issue.record("vials do not hold what they say") }
                if vials.amount < day * (1 - 1e-8) { Issue.record("vials hold less than the dose") }
                if vials.amount - day > vials.sizes.min()! * (1 + 1e-9) { Issue.record("a whole smallest vial too much") }
                waste += max(0, vials.amount - day)
            }
            if abs(waste - (supply.waste ?? .nan)) > 1e-9 * dose.course.course { Issue.record("waste is not what is left over") }
        }
    }

    @Test("The schedule gives the whole volume, at rising rates, below every limit")
    func schedules() {
        dosed { asked, plan, dose in
            guard let supply = dose.supply, let infusion = supply.infusion else { return }
            let volume = supply.dayVolumes.max()!
            let weight = min(dose.dosingWeight?.kilograms ?? .infinity, asked.patient.weight.number ?? .infinity)
            for cap in asked.product!.rateCaps where asked.request.isYes(cap.question) {
                if infusion.maximum > millilitresPerHour(cap.maximum, weight, supply.product.concentration!.value) * (1 + 1e-8) {
                    Issue.record("over the risk's limit")
                }
            }
            if infusion.maximum > infusion.labelMaximum || infusion.start > infusion.maximum { Issue.record("over the label's maximum") }
            let labels = asked.product!.infusions.filter { $0.indication == asked.regimen.indication }
            if !labels.contains(where: { infusion.maximum <= millilitresPerHour($0.maximum, weight, supply.product.concentration!.value) * (1 + 1e-8) }) {
                Issue.record("over the label's maximum for the indication")
            }
            guard !infusion.steps.isEmpty else { return }
            let sum = infusion.steps.reduce(0) { $0 + $1.volume }
            if abs(sum - volume) > 1e-9 * volume { Issue.record("steps do not give the volume") }
            var minute = 0.0
            for (step, next) in zip(infusion.steps, infusion.steps.dropFirst()) where next.rate <= step.rate || step.minutes <= 0 {
                Issue.record("rates do not rise")
            }
            for step in infusion.steps {
                if abs(step.startMinute - minute) > 1e-9 * max(1, minute) { Issue.record("a gap in the schedule") }
                if abs(step.rate * step.minutes / 60 - step.volume) > 1e-9 * volume { Issue.record("rate times time is not the volume") }
                minute += step.minutes
            }
            if let minutes = infusion.minutes, abs(minute - minutes) > 1e-9 * minute { Issue.record("duration is not the sum of the steps") }
            if let least = infusion.leastTime, minute < least - 1e-9 * least { Issue.record("faster than the least time") }
        }
    }

    private func millilitresPerHour(_ rate: Rate, _ weight: Double, _ concentration: Double) -> Double {
        var value = rate.amount.value * rate.amount.unit.scale * 60 / rate.time.scale
        if rate.amount.unit.dimension == .mass { value /= concentration }
        return rate.isPerKilogram ? value * weight : value
    }

    @Test("The dosing weight is never above actual weight")
    func dosingWeight() {
        dosed { asked, _, dose in
            guard let weight = dose.dosingWeight else { return }
            if weight.kilograms > asked.patient.weight.number! || weight.kilograms <= 0 { Issue.record("dosed above actual weight") }
        }
    }

    @Test("More risks ticked never raise a rate")
    func risks() {
        var compared = 0
        for (asked, plan) in zip(Self.cases, Self.plans).prefix(10_000) {
            guard let infusion = plan.dose?.supply?.infusion else { continue }
            for flag in RiskFlag.allCases {
                var more = asked
                more.request.answers.append(flag.answer)
                guard let dose = more.plan.dose, dose.dosingWeight?.kilograms == plan.dose?.dosingWeight?.kilograms else { continue }
                let other = dose.supply!.infusion!
                compared += 1
                if other.maximum > infusion.maximum || other.start > infusion.start { Issue.record("a risk raised a rate") }
            }
        }
        #expect(compared > 1_000)
    }

    @Test("A heavier patient never gets less, where the dose is per kg of actual weight and not rounded")
    func monotone() {
        for regimen in ContentTerms.regimens {
            var dosed = 0
            for height in [nil, 180.0] {
                var last = 0.0
                var asked = PlanCase(
                    regimen, ContentTerms.usLabel, ContentTerms.octagam, age: regimen.name == "carra" ? 12 : 40, weight: 40, height: height)
                for tenths in 300...2000 {
                    asked.patient.weight = .number(Double(tenths) / 10)
                    guard let dose = asked.plan.dose else { continue }
                    if dose.course.course < last { Issue.record("a heavier patient gets less") }
                    last = dose.course.course
                    dosed += 1
                }
            }
            #expect(dosed > 1_000, "\(regimen.name)")
        }
    }

    @Test("The engine answers alike twice, and through encoded numbers")
    func repeatable() throws {
        var typed = 0
        for (asked, plan) in zip(Self.cases, Self.plans).prefix(10_000) {
            let report = PlanReport(plan)
            if !PlanReport(asked.plan).isSame(as: report) { Issue.record("another plan the second time") }
            // A figure with more digits than can be typed is refused where it is typed, which is tested elsewhere.
            guard asked.isTyped else { continue }
            typed += 1
            var reader = NumberReader(asked.encoded)
            let decoded = try PlanInput(decoding: &reader)
            if !reader.isAtEnd { Issue.record("numbers left over") }
            if !PlanReport(decoded.plan).isSame(as: report) { Issue.record("another plan from encoded numbers") }
        }
        #expect(typed > 7_000)
    }
}

extension PlanCase {
    var encoded: [Double] {
        var numbers: [Double] = []
        input.encode(into: &numbers)
        return numbers
    }
}
