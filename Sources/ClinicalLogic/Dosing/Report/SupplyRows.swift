extension PlanReport {
    mutating func add(_ supply: Supply, _ course: CourseDose, _ questions: [QuestionTerms]) {
        if let label = supply.label { row("label-status", label.words) }
        if let concentration = supply.product.concentration {
            row("concentration", concentration.value)
            text.write(concentration.value, concentration.unit)
            text.write("/mL")
        }
        if let volume = supply.volume {
            row("volume", volume)
            text.writeComputed(volume, .millilitre)
        }
        for (index, volume) in supply.dayVolumes.enumerated() {
            row("day-", index, "-volume", number: volume)
            text.writeComputed(volume, .millilitre)
        }
        if let vials = supply.vials {
            row("vials", Double(vials.count))
            vials.write(course.unit, supply.product, supply.scale, to: &text)
            for (index, selection) in supply.dayVials.enumerated() {
                row("day-", index, "-vials", number: Double(selection.count))
                selection.write(course.unit, supply.product, supply.scale, to: &text)
            }
            if let waste = supply.waste {
                row("waste", waste)
                text.writeComputed(waste, course.unit)
            }
        }
        if let infusion = supply.infusion { add(infusion, questions) }
    }

    private mutating func add(_ infusion: InfusionSchedule, _ questions: [QuestionTerms]) {
        row("rate-start", infusion.start)
        text.writeRate(infusion.start, infusion.unit)
        row("rate-max", infusion.maximum)
        text.writeRate(infusion.maximum, infusion.unit)
        if let limitedBy = infusion.limitedBy {
            row("rate-label-max", infusion.labelMaximum)
            text.writeRate(infusion.labelMaximum, infusion.unit)
            row("rate-limit")
            for question in questions where question.code == limitedBy { text.write(question.label) }
            if infusion.isLimitImplied { text.write(", by an alert of the regimen") }
        }
        if let weight = infusion.weight {
            row("rate-weight", weight)
            text.writeComputed(weight, .kilogram)
        }
        for (index, step) in infusion.steps.enumerated() {
            row("step-", index, "-rate", number: step.rate)
            if step.isUpTo { text.write("up to ") }
            text.writeRate(step.rate, infusion.unit)
            row("step-", index, "-start", number: step.startMinute)
            text.writeDuration(step.startMinute)
            // How the rate gets from the first to the highest is not printed, so neither is how long the highest runs.
            row("step-", index, "-minutes", number: step.isUpTo ? .nan : step.minutes)
            if step.isUpTo { text.write("as long as needed") } else { text.write(Rounding.up(step.minutes), .minute) }
            row("step-", index, "-volume", number: step.isUpTo ? .nan : step.volume)
            if step.isUpTo { text.write("the rest") } else { text.writeComputed(step.volume, infusion.unit) }
        }
        if infusion.steps.isEmpty {
            row("schedule-note", "The label as seen does not say how long each rate is held: follow the label or the local procedure.")
        } else if infusion.isAtLeast {
            row(
                "schedule-note",
                "The label as seen gives the first and the highest rate and not the steps between them: raise the rate in steps of the label or the local procedure.")
        }
        if let leastTime = infusion.leastTime {
            row("least-time", leastTime)
            text.write("at least ")
            text.writeDuration(leastTime)
        }
        if let minutes = infusion.minutes {
            row("duration", minutes)
            if infusion.isAtLeast { text.write("at least ") }
            text.writeDuration(minutes)
        }
    }
}

extension ClinicalText {
    mutating func writeRate(_ rate: Double, _ unit: BaseUnit = .millilitre) {
        write(rate, unit, decimals: 2)
        write("/h")
    }

    /// `4 h 10 min`, rounded up to the minute.
    mutating func writeDuration(_ minutes: Double) {
        let whole = Rounding.up(minutes)
        let hours = (whole / 60).rounded(.down)
        if hours > 0 { write(hours, .hour) }
        let rest = whole - hours * 60
        if rest > 0 || hours == 0 {
            if hours > 0 { write(" ") }
            write(rest, .minute)
        }
    }
}
