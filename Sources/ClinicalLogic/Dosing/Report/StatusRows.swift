extension PlanReport {
    mutating func addStatus(_ plan: Plan) {
        switch plan.status {
        case .ok: row("status", "ok")
        case .stop: row("status", "stop")
        case .incomplete: row("status", "incomplete")
        }
        if !plan.guardWords.bytes.isEmpty {
            row("guard")
            text.write(plan.guardWords)
        }
        messages("stop-", plan.stops, plan.questions)
        messages("missing-", plan.asked, plan.questions)
        var open: [Message] = []
        for question in plan.questions where plan.open.contains(.question(question.code)) {
            open.add(Message(.openQuestion, [question.label], about: .question(question.code)))
        }
        messages("open-", open, plan.questions)
        addConfirmation(plan.patient)
        messages("entered-", plan.conversions, plan.questions)
        messages("caution-", plan.cautions, plan.questions)
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
        text.write(ClinicalText.age(age))
    }

    mutating func addMeasures(_ plan: Plan) {
        for (index, measure) in plan.measures.enumerated() {
            switch measure.figure {
            case .missing: continue
            case .refused(let refusal):
                row("measure-", index)
                text.write(Words.refusal(refusal))
            case .value(let value):
                row("measure-", index, number: value)
                text.writeComputed(value)
                text.write(" ")
                text.write(measure.terms.unit)
            }
            row("measure-", index, "-name")
            text.write(measure.terms.label)
            if !measure.formula.bytes.isEmpty {
                row("measure-", index, "-formula")
                text.write(measure.formula)
            }
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
        if plan.showsBodySize, let refusal = plan.size.idealWeight.refusal { row("ideal-weight-refusal", Words.refusal(refusal)) }
        if plan.showsBodySize, let sex = patient.sex, let height = patient.height.number, let age = patient.age.number,
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
        if plan.showsBodySize, let refusal = plan.size.leanWeight.refusal { row("lean-weight-refusal", Words.refusal(refusal)) }
        if plan.showsBodySize, let sex = patient.sex, let weight = patient.weight.number, let height = patient.height.number,
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
