// Every step of a plan: what is given, how much, how often and for how long.

extension PlanReport {
    mutating func addSteps(_ plan: DosePlan) {
        for (index, step) in plan.steps.enumerated() {
            row("plan-", index, number: step.number)
            step.writeAmount(to: &text)
            if !step.terms.label.bytes.isEmpty {
                row("plan-", index, "-label")
                text.write(step.terms.label)
            }
            if !step.terms.id.bytes.isEmpty {
                row("plan-", index, "-id")
                text.write(step.terms.id)
            }
            row("plan-", index, "-kind")
            text.write(step.dose.key.name)
            if step.dose.saysWhen {
                row("plan-", index, "-when")
                plan.writeWhen(index, to: &text)
            }
            if let route = step.dose.route ?? plan.route {
                row("plan-", index, "-route")
                text.write(route.name)
            }
            switch step.amount {
            case .dose(let course):
                if let weight = plan.dosingWeight, step.dose.amount.basis == .perKilogram {
                    row("plan-", index, "-per-kg", number: course.largestDay / weight.kilograms)
                    text.writeComputed(course.largestDay / weight.kilograms, course.unit)
                    text.write("/kg")
                }
                add(index, step, course)
            case .range(let low, let high): add(index, step, low, high)
            case .rate(let rate): add(index, rate)
            case .rateRange(let low, let high):
                row("plan-", index, "-low", number: low.value)
                low.write(low.value, to: &text)
                row("plan-", index, "-high", number: high.value)
                high.write(high.value, to: &text)
            }
            if let least = step.leastMinutes {
                row("plan-", index, "-over", number: least)
                step.dose.infusion?.write(least, to: &text)
            }
            if let first = step.firstMinute {
                row("plan-", index, "-first", number: first)
                text.write(first, .minute)
            }
            if let last = step.lastMinute {
                row("plan-", index, "-last", number: last)
                text.write(last, .minute)
            }
        }
    }

    private mutating func add(_ index: Int, _ step: PlannedStep, _ course: CourseDose) {
        if course.dosesPerDay > 1, course.isDayComplete {
            row("plan-", index, "-doses", number: Double(course.dosesPerDay))
            if step.dose.mayBeFewer { text.write("at most ") }
            text.write(Double(course.dosesPerDay))
            row("plan-", index, "-day", number: course.dayTotal)
            if step.dose.mayBeFewer { text.write("at most ") }
            course.writeGiven(course.dayTotal, to: &text)
        }
        if course.isCourse {
            row("plan-", index, "-course", number: course.course)
            course.writeGiven(course.course, to: &text)
        }
        if let count = step.dose.count, count > 1 {
            row("plan-", index, "-times", number: Double(count))
            text.write(Double(count))
            row("plan-", index, "-all", number: course.course * Double(count))
            course.writeGiven(course.course * Double(count), to: &text)
        }
        for (place, part) in step.parts.enumerated() {
            row("plan-", index, "-part-", place, number: part.amount)
            course.writeGiven(part.amount, to: &text)
            if let minutes = part.minutes {
                text.write(" over ")
                text.writeDuration(minutes)
            }
        }
        guard let supply = step.supply else { return }
        if let volume = supply.dayVolumes.reduce(nil, { max($0 ?? 0, $1) }) {
            row("plan-", index, "-volume", number: volume)
            text.writeComputed(volume, .millilitre)
        }
        // Of the day that is shown, the one with the largest dose.
        var day = 0
        for (index, amount) in course.days.enumerated() where amount > course.days[day] { day = index }
        if day < supply.dayVials.count {
            let vials = supply.dayVials[day]
            row("plan-", index, "-supply", number: Double(vials.count))
            vials.write(course.unit, supply.product, supply.scale, to: &text)
            // One pen of 300 units is not what is given for 10.
            if Rounding.exceeds(vials.amount, course.days[day]) {
                text.write(", of which ")
                if day < supply.dayVolumes.count { text.writeComputed(supply.dayVolumes[day], .millilitre) } else { text.writeComputed(course.days[day], course.unit) }
            }
        }
    }

    private mutating func add(_ index: Int, _ step: PlannedStep, _ low: CourseDose, _ high: CourseDose) {
        row("plan-", index, "-low", number: low.largestDay)
        low.writeGiven(low.largestDay, to: &text)
        row("plan-", index, "-high", number: high.largestDay)
        high.writeGiven(high.largestDay, to: &text)
        if high.dosesPerDay > 1, high.isDayComplete {
            row("plan-", index, "-doses", number: Double(high.dosesPerDay))
            if step.dose.mayBeFewer { text.write("at most ") }
            text.write(Double(high.dosesPerDay))
            row("plan-", index, "-day")
            if step.dose.mayBeFewer { text.write("at most ") }
            low.writeRange(to: high, low.dayTotal, high.dayTotal, &text)
        }
        if let count = step.dose.count, count > 1 {
            row("plan-", index, "-times", number: Double(count))
            text.write(Double(count))
        }
    }

    private mutating func add(_ index: Int, _ rate: RunningRate) {
        if let pump = rate.pumpRate {
            row("plan-", index, "-pump", number: pump)
            text.writeRate(pump)
        }
        if let total = rate.total {
            row("plan-", index, "-all", number: total)
            text.writeComputed(total, rate.unit)
        }
    }

    mutating func addAdjustments(_ plan: DosePlan) {
        for (index, adjustment) in plan.adjustments.enumerated() {
            row("adjust-", index)
            text.write(adjustment.terms.words)
            if let bolus = adjustment.bolus, let amount = adjustment.terms.bolus {
                row("adjust-", index, "-bolus", number: bolus)
                text.writeComputed(bolus, amount.unit)
                if adjustment.isBolusHeld { text.write(", the limit") }
            }
            if let change = adjustment.change, let rate = adjustment.terms.change {
                row("adjust-", index, "-change", number: change)
                text.write(change < 0 ? "−" : "+")
                text.writeComputed(abs(change), rate.amount.unit)
                text.write("/")
                text.write(rate.time.name)
            }
            if let hold = adjustment.terms.hold {
                row("adjust-", index, "-hold", number: hold)
                text.writeDuration(hold)
            }
        }
    }
}

extension PlannedStep {
    /// What is given each time: the dose, the largest day of a course, or the rate; nil for a range.
    var number: Double {
        switch amount {
        case .dose(let course): course.largestDay
        case .rate(let rate): rate.value
        case .range, .rateRange: .nan
        }
    }

    func writeAmount(to text: inout ClinicalText) {
        switch amount {
        case .dose(let course): course.writeGiven(course.largestDay, to: &text)
        case .range(let low, let high): low.writeRange(to: high, low.largestDay, high.largestDay, &text)
        case .rate(let rate): rate.write(rate.value, to: &text)
        case .rateRange(let low, let high):
            text.write(low.value, decimals: ClinicalText.places(for: low.value))
            text.write(" to ")
            high.write(high.value, to: &text)
        }
    }
}

extension DosePlan {
    /// How often the step is given; of a single dose also when the next step starts.
    func writeWhen(_ index: Int, to text: inout ClinicalText) {
        let dose = steps[index].dose
        dose.writeTiming(to: &text)
        guard dose.times == 1, dose.duration == nil, index + 1 < steps.count else { return }
        let next = steps[index + 1].dose
        if let wait = next.after ?? (next.key == .rate ? nil : next.every) {
            text.write(", the next after ")
            wait.writeTime(to: &text)
        }
    }
}

extension DoseTerms {
    /// True where a day may have fewer doses than are counted.
    var mayBeFewer: Bool { isAsNeeded || mostDoses != nil || every?.most != nil }

    /// False for a course of which the record does not say how often it is given.
    var saysWhen: Bool {
        every != nil || times != nil || occasions != nil || dosesPerDay != nil || duration != nil || key == .rate || (key == .perDay && division == nil)
    }

    /// `every 2 weeks, 3 times`, `weeks 0, 2 and 6`, `every 6 h as needed, at most 4 doses in 24 h`
    @inline(never)
    func writeTiming(to text: inout ClinicalText) {
        if let occasions {
            occasions.write(to: &text)
        } else if times == 1 {
            text.write("once")
        } else if key == .rate {
            text.write("running")
        } else if let every {
            every.write(to: &text)
            if let times {
                text.write(", ")
                text.write(Double(times))
                text.write(" times")
            }
        } else if let dosesPerDay, dosesPerDay > 1 {
            text.write(Double(dosesPerDay))
            text.write(" times a day")
        } else if key == .perDay || dosesPerDay == 1 {
            text.write("once a day")
        }
        if isAsNeeded { text.write(" as needed") }
        if let mostDoses {
            text.write(", at most ")
            text.write(Double(mostDoses))
            text.write(mostDoses == 1 ? " dose in " : " doses in ")
            let isDays = mostDosesIn >= 2 * BaseUnit.day.scale
            text.write(mostDosesIn / (isDays ? BaseUnit.day.scale : BaseUnit.hour.scale), isDays ? .day : .hour)
        }
        if let duration {
            text.write(" for ")
            duration.writeTime(to: &text)
        }
    }
}

extension DoseTerms.Occasions {
    /// `weeks 0, 2 and 6`, `day 1`
    func write(to text: inout ClinicalText) {
        text.write(numbers.count == 1 ? unit.name : unit.plural ?? unit.name)
        for (place, number) in numbers.enumerated() {
            text.write(place == 0 ? " " : place == numbers.count - 1 ? " and " : ", ")
            text.write(Double(number))
        }
    }
}

extension DoseTerms.Infusion {
    /// `at least 1 h 40 min`
    func write(_ least: Double, to text: inout ClinicalText) {
        let isGiven = isExact && least == atLeast
        if !isGiven, atMost == nil || (atMost ?? 0) < least { text.write("at least ") }
        text.writeDuration(least)
        if let atMost, atMost > least {
            text.write(" to ")
            text.writeDuration(atMost)
        }
    }
}

extension DoseTerms.Key {
    var name: StaticString {
        switch self {
        case .each: "each"
        case .perDay: "per-day"
        case .course: "course"
        case .rate: "rate"
        case .total: "total"
        }
    }
}
