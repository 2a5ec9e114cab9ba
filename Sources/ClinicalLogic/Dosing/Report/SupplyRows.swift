extension PlanReport {
    mutating func add(_ supply: Supply, _ course: CourseDose) {
        row("label-status", supply.label.words)
        row("concentration", supply.concentration)
        text.write(supply.concentration, .milligram)
        text.write("/mL")
        row("volume", supply.volume)
        text.writeComputed(supply.volume, .millilitre)
        for (index, volume) in supply.dayVolumes.enumerated() {
            row("day-", index, "-volume", number: volume)
            text.writeComputed(volume, .millilitre)
        }
        if let vials = supply.vials {
            row("vials", Double(vials.count))
            vials.write(course.unit, to: &text)
            for (index, selection) in supply.dayVials.enumerated() {
                row("day-", index, "-vials", number: Double(selection.count))
                selection.write(course.unit, to: &text)
            }
            row("waste", supply.waste)
            text.writeComputed(supply.waste, course.unit)
        }
        if let infusion = supply.infusion { add(infusion) }
    }

    private mutating func add(_ infusion: InfusionSchedule) {
        row("rate-start", infusion.start)
        text.writeRate(infusion.start)
        row("rate-max", infusion.maximum)
        text.writeRate(infusion.maximum)
        if let limitedBy = infusion.limitedBy {
            row("rate-label-max", infusion.labelMaximum)
            text.writeRate(infusion.labelMaximum)
            row("rate-limit", limitedBy.words)
            if infusion.isLimitImplied { text.write(", by an alert of the regimen") }
        }
        if let weight = infusion.weight {
            row("rate-weight", weight)
            text.writeComputed(weight, .kilogram)
        }
        for (index, step) in infusion.steps.enumerated() {
            row("step-", index, "-rate", number: step.rate)
            if step.isUpTo { text.write("up to ") }
            text.writeRate(step.rate)
            row("step-", index, "-start", number: step.startMinute)
            text.writeDuration(step.startMinute)
            row("step-", index, "-minutes", number: step.minutes)
            text.write(Rounding.up(step.minutes), .minute)
            row("step-", index, "-volume", number: step.volume)
            text.writeComputed(step.volume, .millilitre)
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
    mutating func writeRate(_ rate: Double) {
        write(rate, .millilitre, decimals: 2)
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
