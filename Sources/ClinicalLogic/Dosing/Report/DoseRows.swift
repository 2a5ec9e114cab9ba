// The step in view: how its dose came about.

extension PlanReport {
    mutating func addDose(_ plan: DosePlan) {
        row("step", Double(plan.step + 1))
        text.write(Double(plan.step + 1))
        if let weight = plan.dosingWeight {
            row("dosing-weight", weight.kilograms)
            weight.write(to: &text)
            row("dosing-weight-reason", weight.reason.words)
        }
        switch plan.inView.amount {
        case .dose(let course): addCourse(course, plan)
        case .range(let low, let high): addRange(low, high, plan)
        case .rate(let rate), .rateRange(_, let rate): addRate(rate, plan)
        }
    }

    private mutating func addPer(_ course: CourseDose) {
        switch course.key {
        case .course: row("per", "course")
        case .perDay: row("per", course.isCourse ? "day" : "dose")
        case .each, .total, .rate: row("per", "dose")
        }
    }

    private mutating func addAmount(_ amount: Amount, most: Amount?, _ dose: DoseTerms) {
        if dose.calvert != nil { return }
        row("amount", amount.value)
        amount.write(upTo: most, to: &text)
    }

    private mutating func addCaps(_ caps: [RegimenTerms.Cap]) {
        for (index, cap) in caps.enumerated() {
            row("cap-", index)
            text.write("held to the limit of ")
            cap.amount.write(to: &text)
            switch cap.kind {
            case .course: text.write(" per course")
            case .day: text.write(" per day")
            case .dose: text.write(" per dose")
            case .rate(let time):
                text.write("/")
                text.write(time.name)
            case .lifetime: text.write(" in all")
            }
        }
    }

    private mutating func addCourse(_ course: CourseDose, _ plan: DosePlan) {
        addPer(course)
        addAmount(course.amount, most: nil, plan.inView.dose)
        row("formula")
        course.writeFormula(weight: plan.dosingWeight, surface: plan.surface, to: &text)
        row("course-unrounded", course.calculatedCourse)
        text.writeComputed(course.calculatedCourse, course.unit)
        addCaps(course.caps)
        if !course.caps.isEmpty {
            row("course-capped", course.capped)
            text.writeComputed(course.capped, course.unit)
        }
        row("rounding")
        course.rounding.write(to: &text)
        row("course", course.course)
        course.writeGiven(course.course, to: &text)
        row("change", course.change)
        text.writeChange(course.change)
        if let weight = plan.dosingWeight {
            let perKilogram = course.course / weight.kilograms
            row("course-per-kg", perKilogram)
            text.writeComputed(perKilogram, course.unit)
            text.write("/kg")
        }
        let days = Double(course.days.count)
        row("days", days)
        text.write(days)
        row("division")
        text.write(days, .day)
        if course.isConsecutive, days > 1 { text.write(" in a row") }
        for (index, day) in course.days.enumerated() {
            row("day-", index, number: day)
            course.writeGiven(day, to: &text)
        }
        if course.dosesPerDay > 1, course.isDayComplete {
            row("doses-per-day", Double(course.dosesPerDay))
            text.write(Double(course.dosesPerDay))
            row("day-total", course.dayTotal)
            course.writeGiven(course.dayTotal, to: &text)
        }
    }

    /// Both ends, and nothing that depends on the choice between them.
    private mutating func addRange(_ low: CourseDose, _ high: CourseDose, _ plan: DosePlan) {
        addPer(high)
        addAmount(low.amount, most: high.amount, plan.inView.dose)
        addCaps(high.caps)
        row("rounding")
        high.rounding.write(to: &text)
        row("course")
        low.writeRange(to: high, low.course, high.course, &text)
        row("days", Double(high.days.count))
        text.write(Double(high.days.count))
        row("division")
        text.write(Double(high.days.count), .day)
        row("day-", 0)
        low.writeRange(to: high, low.largestDay, high.largestDay, &text)
    }

    private mutating func addRate(_ rate: RunningRate, _ plan: DosePlan) {
        row("per", "rate")
        row("amount", rate.amount.value)
        rate.amount.write(to: &text)
        text.write("/")
        text.write(rate.time.name)
        row("formula")
        rate.amount.write(to: &text)
        text.write("/")
        text.write(rate.time.name)
        if rate.amount.basis == .perKilogram, let weight = plan.dosingWeight {
            text.write(" × ")
            weight.write(to: &text)
        }
        if rate.amount.basis == .perSquareMetre, let surface = plan.surface {
            text.write(" × ")
            text.writeComputed(surface, .squareMetre)
        }
        if rate.amount.basis != .fixed {
            text.write(" = ")
            rate.write(rate.calculated, to: &text)
        }
        addCaps(rate.caps)
    }

    mutating func addSchedule(_ plan: DosePlan) {
        if plan.inView.dose.saysWhen {
            row("interval", plan.inView.dose.every?.value ?? .nan)
            plan.writeWhen(plan.step, to: &text)
        }
        if plan.steps.count > 1 {
            for (index, step) in plan.steps.enumerated() {
                if step.dose.saysWhen {
                    row("phase-", index)
                    step.dose.writeTiming(to: &text)
                }
                row("phase-", index, "-dose", number: step.number)
                step.writeAmount(to: &text)
            }
        }
        let days = plan.inView.largestDose?.days.count ?? 1
        for (index, date) in plan.dates.enumerated() {
            row("date-", index, number: Double(date.number))
            date.write(to: &text)
            if plan.inView.largestDose?.isConsecutive ?? false, days > 1 {
                let end = CalendarDay(number: date.number + days - 1)
                row("date-", index, "-end", number: Double(end.number))
                end.write(to: &text)
            }
        }
    }
}

extension CourseDose {
    /// A dose to give: exactly where the protocol rounded it and it comes out even, otherwise to four digits.
    func writeGiven(_ value: Double, to text: inout ClinicalText) {
        let thousandths = Rounding.halfAwayFromZero(value * 1000)
        if isRounded, Rounding.isSame(thousandths, value * 1000) {
            text.write(value, unit, decimals: 3)
        } else {
            text.writeComputed(value, unit)
        }
    }

    /// `2,000 to 2,400 mg`; one figure where a limit makes both ends the same.
    func writeRange(to high: CourseDose, _ lowValue: Double, _ highValue: Double, _ text: inout ClinicalText) {
        if Rounding.isSame(lowValue, highValue) { return high.writeGiven(highValue, to: &text) }
        text.write(lowValue, decimals: ClinicalText.places(for: lowValue))
        text.write(" to ")
        high.writeGiven(highValue, to: &text)
    }

    /// `2 g/kg × 82.28 kg = 164.6 g`
    func writeFormula(weight: DosingWeight?, surface: Double?, to text: inout ClinicalText) {
        if let calvert { return calvert.writeFormula(to: &text) }
        amount.write(to: &text)
        switch amount.basis {
        case .fixed: break
        case .perKilogram:
            text.write(" × ")
            weight?.write(to: &text)
        case .perSquareMetre:
            text.write(" × ")
            if let surface { text.writeComputed(surface, .squareMetre) }
        }
        if amount.basis != .fixed {
            text.write(" = ")
            text.writeComputed(calculated, unit)
        }
        if key == .perDay {
            text.write(" a day")
            if isCourse, days.count > 1 {
                text.write(" × ")
                text.write(Double(days.count), .day)
                text.write(" = ")
                text.writeComputed(calculatedCourse, unit)
            } else if dosesPerDay > 1 {
                text.write(" / ")
                text.write(Double(dosesPerDay))
                text.write(" = ")
                text.writeComputed(calculatedCourse, unit)
            }
        }
    }
}

extension RunningRate {
    /// `1,260 units/h`
    func write(_ value: Double, to text: inout ClinicalText) {
        text.writeComputed(value, unit)
        text.write("/")
        text.write(time.name)
    }
}

extension DosingWeight {
    /// Actual weight as it was entered, any other to four digits.
    func write(to text: inout ClinicalText) {
        switch reason {
        case .protocolIdeal, .protocolAdjusted, .protocolLean: text.writeComputed(kilograms, .kilogram)
        default: text.write(kilograms, .kilogram)
        }
    }
}

extension ProtocolTerms.Rounding {
    func write(to text: inout ClinicalText) {
        let direction: ProtocolTerms.Direction
        switch self {
        case .none: return text.write("not rounded")
        case .product(let way), .step(_, let way): direction = way
        }
        switch direction {
        case .nearest: text.write("to the nearest ")
        case .down: text.write("down to the next ")
        case .up: text.write("up to the next ")
        }
        if case .step(let step, _) = self {
            step.write(to: &text)
        } else {
            text.write("whole vials for each day")
        }
    }
}

extension ClinicalText {
    /// A change in percent with its sign: `+0.3 %`, `−2.8 %`.
    mutating func writeChange(_ percent: Double) {
        let magnitude = abs(percent)
        // Less than half of what is shown is no change.
        if magnitude >= 0.05 { write(percent < 0 ? "−" : "+") }
        write(magnitude, decimals: 1)
        write(" %")
    }
}
