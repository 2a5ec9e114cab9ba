extension PlanReport {
    mutating func addDose(_ dose: DosePlan) {
        let course = dose.course
        if let weight = dose.dosingWeight {
            add("dosing-weight", weight.kilograms) { weight.write(to: &$0) }
            add("dosing-weight-reason", weight.reason.words)
        }
        switch course.per {
        case .course: add("per", "course")
        case .day: add("per", "day")
        case .dose: add("per", "dose")
        }
        add("amount", course.amount.value) { course.amount.write(to: &$0) }
        add("formula") { course.writeFormula(weight: dose.dosingWeight, surface: dose.surface, to: &$0) }
        add("course-unrounded", course.calculatedCourse) { $0.writeComputed(course.calculatedCourse, course.unit) }
        for (index, cap) in course.caps.enumerated() {
            add(Self.key("cap-", index + 1)) {
                $0.write("held to the limit of ")
                cap.limit.write(to: &$0)
                $0.write(" ")
                $0.write(cap.cap.words)
            }
        }
        if !course.caps.isEmpty { add("course-capped", course.capped) { $0.writeComputed(course.capped, course.unit) } }
        add("rounding") { course.rounding.write(to: &$0) }
        add("course", course.course) { course.writeGiven(course.course, to: &$0) }
        add("change", course.change) { $0.writeChange(course.change) }
        if let weight = dose.dosingWeight {
            let perKilogram = course.course / weight.kilograms
            add("course-per-kg", perKilogram) {
                $0.writeComputed(perKilogram, course.unit)
                $0.write("/kg")
            }
        }
        add("days", Double(course.days.count)) { $0.write(Double(course.days.count)) }
        add("division") {
            $0.write(Double(course.days.count), .day)
            if course.isConsecutive, course.days.count > 1 { $0.write(" in a row") }
        }
        for (index, day) in course.days.enumerated() {
            add(Self.key("day-", index + 1), day) { course.writeGiven(day, to: &$0) }
        }
        if course.dosesPerDay > 1 {
            let total = course.course * Double(course.dosesPerDay)
            add("doses-per-day", Double(course.dosesPerDay)) { $0.write(Double(course.dosesPerDay)) }
            add("day-total", total) { course.writeGiven(total, to: &$0) }
        }
    }

    mutating func addSchedule(_ dose: DosePlan) {
        if let phase = dose.plannedPhase {
            add("interval", phase.every.value) { phase.every.write(to: &$0) }
        }
        if dose.phases.count > 1 {
            for (index, phase) in dose.phases.enumerated() {
                add(Self.key("phase-", index + 1)) { phase.write(to: &$0) }
                if let own = phase.dose {
                    add(Self.key("phase-", index + 1, "-dose"), own.course) { own.writeGiven(own.course, to: &$0) }
                }
            }
        }
        for (index, date) in dose.dates.enumerated() {
            add(Self.key("date-", index + 1), Double(date.number)) { date.write(to: &$0) }
            if dose.course.isConsecutive, dose.course.days.count > 1 {
                let end = CalendarDay(number: date.number + dose.course.days.count - 1)
                add(Self.key("date-", index + 1, "-end"), Double(end.number)) { end.write(to: &$0) }
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
        every.write(to: &text)
        if let courses {
            text.write(", ")
            text.write(Double(courses))
            text.write(courses == 1 ? " time" : " times")
        }
    }
}
