extension PlanReport {
    mutating func addStatus(_ plan: Plan) {
        switch plan.status {
        case .ok: row("status", "ok")
        case .stop: row("status", "stop")
        case .incomplete: row("status", "incomplete")
        }
        for (index, stop) in plan.stops.enumerated() {
            row("stop-", index)
            stop.write(to: &text)
        }
        addMissing(plan.missing, plan.patient)
        addConfirmation(plan.patient)
        for (index, caution) in plan.cautions.enumerated() {
            row("caution-", index)
            caution.write(to: &text)
        }
        addAlerts("stop-alert-", plan.stopAlerts)
        addAlerts("caution-alert-", plan.cautionAlerts)
        addAlerts("unchecked-alert-", plan.uncheckedAlerts)
    }

    private mutating func addAlerts(_ key: StaticString, _ alerts: [Int]) {
        for (index, alert) in alerts.enumerated() {
            row(key, index, number: Double(alert))
            text.write(Double(alert))
        }
    }

    /// What to tick, whether it was ticked or not: the form keeps it in view.
    private mutating func addConfirmation(_ patient: PatientInput) {
        guard let weight = patient.weight.number, let age = patient.age.number, EntryCheck.check(weight: weight, age: age) == .unusual
        else { return }
        row("confirm-weight", weight)
        text.write(weight, .kilogram)
        text.write(" is right at ")
        text.write(age, .year)
    }

    private mutating func addMissing(_ missing: Inputs, _ patient: PatientInput) {
        var index = 0
        func ask(_ input: Inputs, _ instruction: StaticString) {
            guard missing.contains(input) else { return }
            row("missing-", index)
            text.write(instruction)
            index += 1
        }
        ask(.sex, "Choose the sex: the body size formula needs it.")
        ask(.age, EnteredFigure.age.instruction)
        ask(.weight, EnteredFigure.weight.instruction)
        ask(.height, EnteredFigure.height.instruction)
        ask(.days, "Enter the number of days: this regimen does not say over how many a course is given.")
        ask(.product, "Choose a product: this dose depends on its concentration or vials.")
        if missing.contains(.weightConfirmation), let weight = patient.weight.number, let age = patient.age.number {
            ask(.weightConfirmation, "Is the weight right? ")
            text.write(weight, .kilogram)
            text.write(" is unusual at ")
            text.write(age, .year)
            text.write(".")
            EntryCheck.writeLikely(weight, age: age, to: &text)
            text.write(" Correct it, or confirm it.")
        }
    }

    mutating func addBodySize(_ plan: Plan) {
        let patient = plan.patient
        if let weight = patient.weight.number, let height = patient.height.number {
            let bodyMassIndex = BodyMassIndex(weight: weight, height: height)
            row("bmi", bodyMassIndex.value)
            text.writeComputed(bodyMassIndex.value)
            text.write(" kg/m2")
            row("bmi-formula")
            bodyMassIndex.writeFormula(to: &text)
        }
        if let refusal = plan.size.idealWeight.refusal { row("ideal-weight-refusal", refusal.words) }
        if let sex = patient.sex, let height = patient.height.number, let age = patient.age.number,
            let ideal = try? IdealWeight(sex: sex, height: height, age: age)
        {
            row("ideal-weight", ideal.value)
            text.writeComputed(ideal.value, .kilogram)
            row("ideal-weight-formula")
            ideal.writeFormula(to: &text)
        }
        if let adjusted = plan.adjusted {
            row("adjusted-weight", adjusted.value)
            text.writeComputed(adjusted.value, .kilogram)
            row("adjusted-weight-formula")
            adjusted.writeFormula(to: &text)
        }
        if let refusal = plan.size.leanWeight.refusal { row("lean-weight-refusal", refusal.words) }
        if let sex = patient.sex, let weight = patient.weight.number, let height = patient.height.number,
            let age = patient.age.number, let lean = try? LeanWeight(sex: sex, weight: weight, height: height, age: age)
        {
            row("lean-weight", lean.value)
            text.writeComputed(lean.value, .kilogram)
            row("lean-weight-formula")
            lean.writeFormula(to: &text)
        }
        if let surface = plan.surface {
            row("surface", surface.value)
            text.writeComputed(surface.value, .squareMetre)
            row("surface-name", surface.formula.name)
            row("surface-formula")
            surface.writeFormula(to: &text)
        }
    }
}
