extension PlanReport {
    mutating func addStatus(_ plan: Plan) {
        switch plan.status {
        case .ok: add("status", "ok")
        case .stop: add("status", "stop")
        case .incomplete: add("status", "incomplete")
        }
        for (index, stop) in plan.stops.enumerated() {
            add(Self.key("stop-", index + 1)) { stop.write(to: &$0) }
        }
        for (index, words) in Self.instructions(plan.missing).enumerated() {
            add(Self.key("missing-", index + 1)) { $0.write(words) }
        }
        for (index, caution) in plan.cautions.enumerated() {
            add(Self.key("caution-", index + 1)) { caution.write(to: &$0) }
        }
        addAlerts("stop-alert-", plan.stopAlerts)
        addAlerts("caution-alert-", plan.cautionAlerts)
        addAlerts("unchecked-alert-", plan.uncheckedAlerts)
    }

    private mutating func addAlerts(_ key: StaticString, _ alerts: [Int]) {
        for (index, alert) in alerts.enumerated() {
            add(Self.key(key, index + 1), Double(alert)) { $0.write(Double(alert)) }
        }
    }

    private static func instructions(_ missing: Inputs) -> [StaticString] {
        var instructions: [StaticString] = []
        if missing.contains(.sex) { instructions.append("Choose the sex: the body size formula needs it.") }
        if missing.contains(.age) { instructions.append(EnteredFigure.age.instruction) }
        if missing.contains(.weight) { instructions.append(EnteredFigure.weight.instruction) }
        if missing.contains(.height) { instructions.append(EnteredFigure.height.instruction) }
        if missing.contains(.days) { instructions.append("Enter the number of days: this regimen does not say over how many a course is given.") }
        if missing.contains(.product) { instructions.append("Choose a product: this dose depends on its concentration or vials.") }
        return instructions
    }

    mutating func addBodySize(_ plan: Plan) {
        let patient = plan.patient
        if let weight = patient.weight.number, let height = patient.height.number {
            let bodyMassIndex = BodyMassIndex(weight: weight, height: height)
            add("bmi", bodyMassIndex.value) {
                $0.writeComputed(bodyMassIndex.value)
                $0.write(" kg/m2")
            }
            add("bmi-formula") { bodyMassIndex.writeFormula(to: &$0) }
        }
        if let refusal = plan.size.idealWeight.refusal { add("ideal-weight-refusal", refusal.words) }
        if let sex = patient.sex, let height = patient.height.number, let age = patient.age.number,
            let ideal = try? IdealWeight(sex: sex, height: height, age: age)
        {
            add("ideal-weight", ideal.value) { $0.writeComputed(ideal.value, .kilogram) }
            add("ideal-weight-formula") { ideal.writeFormula(to: &$0) }
        }
        if let adjusted = plan.adjusted {
            add("adjusted-weight", adjusted.value) { $0.writeComputed(adjusted.value, .kilogram) }
            add("adjusted-weight-formula") { adjusted.writeFormula(to: &$0) }
        }
        if let refusal = plan.size.leanWeight.refusal { add("lean-weight-refusal", refusal.words) }
        if let sex = patient.sex, let weight = patient.weight.number, let height = patient.height.number,
            let age = patient.age.number, let lean = try? LeanWeight(sex: sex, weight: weight, height: height, age: age)
        {
            add("lean-weight", lean.value) { $0.writeComputed(lean.value, .kilogram) }
            add("lean-weight-formula") { lean.writeFormula(to: &$0) }
        }
        if let surface = plan.surface {
            add("surface", surface.value) { $0.writeComputed(surface.value, .squareMetre) }
            add("surface-name", surface.formula.name)
            add("surface-formula") { surface.writeFormula(to: &$0) }
        }
    }
}
