extension PlanReport {
    mutating func add(_ supply: Supply, _ course: CourseDose) {
        add("label-status", supply.label.words)
        add("concentration", supply.concentration) { $0.write(supply.concentration, Unit(.milligram, per: .millilitre)) }
        add("volume", supply.volume) { $0.writeComputed(supply.volume, .millilitre) }
        for (index, volume) in supply.dayVolumes.enumerated() {
            add(Self.key("day-", index + 1, "-volume"), volume) { $0.writeComputed(volume, .millilitre) }
        }
        if let vials = supply.vials {
            add("vials", Double(vials.count)) { vials.write(course.unit, to: &$0) }
            for (index, selection) in supply.dayVials.enumerated() {
                add(Self.key("day-", index + 1, "-vials"), Double(selection.count)) { selection.write(course.unit, to: &$0) }
            }
            add("waste", supply.waste) { $0.writeComputed(supply.waste, course.unit) }
        }
        if let infusion = supply.infusion { add(infusion) }
    }

    private mutating func add(_ infusion: InfusionSchedule) {
        add("rate-start", infusion.start) { $0.writeRate(infusion.start) }
        add("rate-max", infusion.maximum) { $0.writeRate(infusion.maximum) }
        if let limitedBy = infusion.limitedBy {
            add("rate-label-max", infusion.labelMaximum) { $0.writeRate(infusion.labelMaximum) }
            add("rate-limit", limitedBy.words)
        }
        if let weight = infusion.weight { add("rate-weight", weight) { $0.writeComputed(weight, .kilogram) } }
        for (index, step) in infusion.steps.enumerated() {
            add(Self.key("step-", index + 1, "-rate"), step.rate) {
                if step.isUpTo { $0.write("up to ") }
                $0.writeRate(step.rate)
            }
            add(Self.key("step-", index + 1, "-start"), step.startMinute) { $0.writeDuration(step.startMinute) }
            add(Self.key("step-", index + 1, "-minutes"), step.minutes) { $0.write(Rounding.up(step.minutes), .minute) }
            add(Self.key("step-", index + 1, "-volume"), step.volume) { $0.writeComputed(step.volume, .millilitre) }
        }
        if infusion.steps.isEmpty {
            add("schedule-note", "The label as seen does not say how long each rate is held: follow the label or the local procedure.")
        } else if infusion.isAtLeast {
            add(
                "schedule-note",
                "The label as seen gives the first and the highest rate and not the steps between them: raise the rate in steps of the label or the local procedure.")
        }
        add("duration", infusion.minutes) {
            if infusion.isAtLeast { $0.write("at least ") }
            $0.writeDuration(infusion.minutes)
        }
    }
}

extension ClinicalText {
    mutating func writeRate(_ rate: Double) {
        write(rate, Unit(.millilitre, per: .hour), decimals: 2)
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
