extension PlanReport {
    mutating func addDose(_ dose: DosePlan) {
        let course = dose.course
        if let weight = dose.dosingWeight {
            row("dosing-weight", weight.kilograms)
            weight.write(to: &text)
            row("dosing-weight-reason", weight.reason.words)
        }
        switch course.per {
        case .course: row("per", "course")
        case .day: row("per", "day")
        case .dose: row("per", "dose")
        }
        row("amount", course.amount.value)
        course.amount.write(to: &text)
        row("formula")
        course.writeFormula(weight: dose.dosingWeight, surface: dose.surface, to: &text)
        row("course-unrounded", course.calculatedCourse)
        text.writeComputed(course.calculatedCourse, course.unit)
        for (index, cap) in course.caps.enumerated() {
            row("cap-", index)
            text.write("held to the limit of ")
            cap.amount.write(to: &text)
            switch cap.per {
            case .course: text.write(" per course")
            case .day: text.write(" per day")
            case .dose: text.write(" per dose")
            }
        }
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
        if let weight = dose.dosingWeight {
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
            let total = course.course * Double(course.dosesPerDay)
            row("doses-per-day", Double(course.dosesPerDay))
            text.write(Double(course.dosesPerDay))
            row("day-total", total)
            course.writeGiven(total, to: &text)
        }
    }

    mutating func addSchedule(_ dose: DosePlan) {
        if let phase = dose.plannedPhase {
            row("interval", phase.every.value)
            if phase.courses == 1 {
                // Time from course to course means nothing for one; what counts is when the next phase starts.
                text.write("once")
                if dose.phase + 1 < dose.phases.count {
                    let next = dose.phases[dose.phase + 1].every
                    text.write(", the next after ")
                    text.write(next.value, next.unit)
                }
            } else {
                phase.every.write(to: &text)
            }
        }
        if dose.phases.count > 1 {
            for (index, phase) in dose.phases.enumerated() {
                row("phase-", index)
                phase.write(to: &text)
                if let course = phase.course {
                    row("phase-", index, "-dose", number: course)
                    dose.course.writeGiven(course, phase.unit, to: &text)
                }
            }
        }
        let days = dose.course.days.count
        for (index, date) in dose.dates.enumerated() {
            row("date-", index, number: Double(date.number))
            date.write(to: &text)
            if dose.course.isConsecutive, days > 1 {
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
        writeGiven(value, unit, to: &text)
    }

    func writeGiven(_ value: Double, _ unit: BaseUnit, to text: inout ClinicalText) {
        let thousandths = Rounding.halfAwayFromZero(value * 1000)
        if isRounded, Rounding.isSame(thousandths, value * 1000) {
            text.write(value, unit, decimals: 3)
        } else {
            text.writeComputed(value, unit)
        }
    }

    /// `2 g/kg × 82.28 kg = 164.6 g`
    func writeFormula(weight: DosingWeight?, surface: Double?, to text: inout ClinicalText) {
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
        if per == .day {
            text.write(" a day")
            if days.count > 1 {
                text.write(" × ")
                text.write(Double(days.count), .day)
                text.write(" = ")
                text.writeComputed(calculatedCourse, unit)
            }
        }
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
        case .vials(let way), .step(_, let way): direction = way
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

extension Interval {
    /// `every 4 weeks`, `every month`
    func write(to text: inout ClinicalText) {
        text.write("every ")
        if value == 1, unit.isWord {
            text.write(unit.name)
        } else {
            text.write(value, unit)
        }
    }
}

extension DosePlan.Phase {
    /// `every 2 weeks, 3 courses`
    func write(to text: inout ClinicalText) {
        if courses == 1 { return text.write("once") }
        every.write(to: &text)
        if let courses {
            text.write(", ")
            text.write(Double(courses))
            text.write(" times")
        }
    }
}
