/// Makes a dose plan from a regimen, a protocol, a product and a patient.
public enum DoseEngine {
    public static func plan(
        _ regimen: RegimenTerms, _ terms: ProtocolTerms, _ product: ProductTerms?, _ patient: PatientInput, _ request: PlanRequest
    ) -> Plan {
        Planning(regimen, terms, product, patient, request).plan()
    }

    /// The same for what a reader entered, as lines; see `RequestText`.
    public static func plan(_ regimen: RegimenTerms, _ terms: ProtocolTerms, _ product: ProductTerms?, _ entered: [UInt8]) -> Plan {
        let read = RequestText(entered, regimen, questions(regimen, terms, product))
        return Planning(regimen, terms, product, read.patient, read.request, read.problems, read.conversions).plan()
    }

    /// What the three records ask, each question once.
    public static func questions(_ regimen: RegimenTerms, _ terms: ProtocolTerms, _ product: ProductTerms?) -> [QuestionTerms] {
        // A list of its own: the records' lists are shared.
        var questions: [QuestionTerms] = []
        for question in regimen.questions { questions.add(question) }
        for question in terms.questions + (product?.questions ?? []) where !questions.contains(where: { $0.code == question.code }) {
            questions.add(question)
        }
        return questions
    }
}

/// One plan in the making.
final class Planning {
    let regimen: RegimenTerms
    let terms: ProtocolTerms
    let product: ProductTerms?
    let patient: PatientInput
    let request: PlanRequest
    let questions: [QuestionTerms]
    let measures: PatientMeasures
    let conversions: [Message]

    var stops: [Message] = []
    var cautions: [Message] = []
    var missing = Inputs()
    /// Alerts that hold the words of rows that stop.
    var stopAlerts: [Int] = []

    init(
        _ regimen: RegimenTerms, _ terms: ProtocolTerms, _ product: ProductTerms?, _ patient: PatientInput, _ request: PlanRequest,
        _ problems: [Message] = [], _ conversions: [Message] = []
    ) {
        self.regimen = regimen
        self.terms = terms
        self.product = product
        self.request = request
        self.conversions = conversions
        questions = DoseEngine.questions(regimen, terms, product)
        // A figure that is out of range takes part in nothing, not even in a body size.
        self.patient = EntryCheck.usable(patient)
        measures = PatientMeasures(self.patient, regimen.measures, questions, request)
        checkEntry(patient.weight, .weight)
        checkEntry(patient.height, .height)
        checkEntry(patient.age, .age)
        checkEntry(request.days, .days)
        checkEntry(request.start, .start)
        stops += problems
    }

    private func checkEntry(_ entry: Entry, _ figure: EnteredFigure) {
        if let message = EntryCheck.stop(entry, figure) { stop(message) }
    }

    @inline(never)
    func caution(_ code: Message.Code, _ arguments: [ClinicalText] = [], about fields: Inputs = Inputs()) {
        let message = Message(code, arguments, about: fields)
        // Several steps may give the same reason.
        for other in cautions where other.code == code && other.arguments == arguments { return }
        cautions.add(message)
    }

    @inline(never)
    func stop(_ message: Message) {
        stops.add(message)
    }

    func label(ofQuestion code: Int) -> ClinicalText {
        for question in questions where question.code == code { return question.label }
        return ClinicalText()
    }

    func plan() -> Plan {
        var dose: DosePlan?
        checkSize()
        checkWeightForAge()
        checkPopulation()
        if let product, !product.hasLabel { stop(Message(.noLabel, about: .product)) }
        for question in questions where question.isRequired && request.answer(to: question.code) == nil { missing.formUnion(.question(question.code)) }
        if stops.isEmpty { dose = tryDosePlan(risks: []) }
        let alerts = AlertCheck(regimen.alerts, measures, dose.map { doses($0) } ?? [])
        let implied = alerts.risks.filter { !request.isYes($0) }
        // The risks come from the dose as well, and change its rates alone.
        if dose != nil, !implied.isEmpty { dose = tryDosePlan(risks: implied) }
        // An alert that would withhold the dose must be settled before one is shown.
        missing.formUnion(alerts.missing)
        var status = Plan.Status.incomplete
        addPatientCautions()
        if !stops.isEmpty || !alerts.stops.isEmpty || !stopAlerts.isEmpty {
            status = .stop
        } else if missing.isEmpty, let dose {
            status = .ok
            addDoseCautions(dose, implied)
            if !alerts.unchecked.isEmpty { caution(.alertsNotChecked) }
        }
        for alert in alerts.stops where !stopAlerts.contains(alert) { stopAlerts.add(alert) }
        return Plan(
            status: status, patient: patient, size: measures.size, surface: surface, adjusted: adjusted, measures: plannedMeasures,
            missing: missing, open: alerts.open.subtracting(missing), stops: stops, asked: asked, cautions: cautions, conversions: conversions,
            stopAlerts: stopAlerts, cautionAlerts: alerts.cautions,
            uncheckedAlerts: alerts.unchecked, guardWords: regimen.guardWords,
            showsBodySize: !regimen.protocols.isEmpty || terms.basis != .actual, questions: questions, dose: status == .ok ? dose : nil)
    }

    // MARK: Rows

    /// The place of the row that holds: exactly one does, or there is no dose.
    private func place(_ rows: RowChoice) throws(Withheld) -> Int {
        if rows.isTwice { throw .stop(Message(.twoRows)) }
        if let place = rows.place { return place }
        guard rows.isOpen else { throw .stop(Message(.noRow)) }
        if !rows.open.isEmpty { throw .missing(rows.open) }
        for (index, measure) in regimen.measures.enumerated() {
            if let refusal = measures.measures[index].refusal { throw .stop(refused(measure.label, refusal)) }
        }
        if let refusal = measures.size.idealWeight.refusal { throw .stop(refused(ClinicalText("ideal body weight"), refusal)) }
        throw .stop(Message(.noRow))
    }

    private func refused(_ label: ClinicalText, _ refusal: Figure.Refusal) -> Message {
        var words = ClinicalText("It is ")
        words.write(Words.refusal(refusal))
        words.write(".")
        return Message(.measureRefused, [label, words])
    }

    // MARK: Dose

    /// Nil with the reason noted.
    private func tryDosePlan(risks: [Int]) -> DosePlan? {
        do throws(Withheld) {
            return try dosePlan(risks)
        } catch {
            note(error)
            return nil
        }
    }

    private func note(_ withheld: Withheld) {
        switch withheld {
        case .stop(let message): stop(message)
        case .missing(let inputs): missing.formUnion(inputs)
        }
    }

    /// The steps with the doses that hold for this patient. Everything that is missing is asked for at once.
    private func chosenSteps() throws(Withheld) -> [ChosenStep] {
        let steps: [RegimenTerms.Step]
        let rows = RowChoice(measures)
        for row in regimen.rows { rows.add(row.condition) }
        switch regimen.rows[try place(rows)].outcome {
        case .stop(let alert):
            stopAlerts.add(alert)
            return []
        case .steps(let chosen): steps = chosen
        }
        var doses: [ChosenStep] = []
        var open = Inputs()
        for step in steps {
            do throws(Withheld) {
                let rows = RowChoice(measures)
                for row in step.rows { rows.add(row.condition) }
                switch step.rows[try place(rows)].outcome {
                case .stop(let alert): stopAlerts.add(alert)
                case .dose(let dose): doses.add(ChosenStep(step, dose))
                }
            } catch {
                if case .missing(let inputs) = error { open.formUnion(inputs) } else { throw error }
            }
        }
        if !open.isEmpty {
            // What the weight needs as well, so that it is asked for at the same time.
            do throws(Withheld) { _ = try weight(for: doses) } catch { if case .missing(let inputs) = error { open.formUnion(inputs) } }
            throw .missing(open)
        }
        return doses
    }

    func caps(_ step: ChosenStep) -> [RegimenTerms.Cap] { regimen.caps + step.terms.caps + step.dose.caps }

    private func isUsed(_ basis: Amount.Basis, _ steps: [ChosenStep]) -> Bool {
        for step in steps {
            let dose = step.dose
            if dose.calvert == nil, dose.amount.basis == basis { return true }
            for cap in caps(step) where cap.amount.basis == basis { return true }
            if dose.infusion?.highestRate?.amount.basis == basis { return true }
        }
        for adjustment in regimen.adjustments where adjustment.bolus?.basis == basis || adjustment.change?.amount.basis == basis { return true }
        return false
    }

    private func weight(for steps: [ChosenStep]) throws(Withheld) -> DosingWeight? {
        guard isUsed(.perKilogram, steps) || infusion?.isPerKilogram ?? false else { return nil }
        return try DosingWeight.choose(terms, measures)
    }

    private func dosePlan(_ risks: [Int]) throws(Withheld) -> DosePlan? {
        let steps = try chosenSteps()
        if !stopAlerts.isEmpty { return nil }
        guard !steps.isEmpty else { throw .stop(Message(.nothingToGive)) }
        if request.step < 0 || request.step >= steps.count { throw .stop(Message(.unknownStep, about: .step)) }
        if needsOccasion, request.occasion == nil { missing.formUnion(.occasion) }
        let weight = try weight(for: steps)
        let needsSurface = isUsed(.perSquareMetre, steps)
        if needsSurface, surface == nil { throw .missing(Inputs.weight.union(.height).subtracting(patient.given)) }
        let scale = DoseScale(dosingWeight: weight, surface: surface?.value, product: product)
        let doses = steps.map { $0.dose }
        let minutes = CourseDates.minutes(doses)
        var planned: [PlannedStep] = []
        for (index, step) in steps.enumerated() { planned.add(try plannedStep(index, step, scale, minutes[index], risks)) }
        var adjustments: [PlannedAdjustment] = []
        for adjustment in regimen.adjustments {
            adjustments.add(try adjusted(by: adjustment, scale))
        }
        var dates: [CalendarDay] = []
        if let start = request.start.number {
            dates = CourseDates.dates(from: CalendarDay(number: Rounding.integer(start)), doses, step: request.step)
        }
        return DosePlan(
            route: regimen.route, dosingWeight: weight, surface: needsSurface ? surface?.value : nil, steps: planned, step: request.step, adjustments: adjustments,
            dates: dates)
    }

    /// Held to the regimen's limits of a dose, and rounded to the step that its doses are.
    private func adjusted(by adjustment: RegimenTerms.Adjustment, _ scale: DoseScale) throws(Withheld) -> PlannedAdjustment {
        let change = try scale.value(of: adjustment.change?.amount)
        guard let amount = adjustment.bolus else { return PlannedAdjustment(terms: adjustment, bolus: nil, isBolusHeld: false, change: change) }
        let whole = try scale.value(of: amount, in: amount.unit)
        var limit = Double.infinity
        for cap in regimen.caps {
            if case .dose = cap.kind { limit = min(limit, try scale.value(of: cap.amount, in: amount.unit)) }
        }
        var bolus = min(whole, limit)
        if case .step(let step, let direction) = terms.rounding {
            bolus = try CourseCalculation.round(bolus, to: try scale.convert(step.value, from: step.unit, to: amount.unit), direction, limit: limit).amount
        }
        return PlannedAdjustment(terms: adjustment, bolus: bolus, isBolusHeld: Rounding.exceeds(whole, limit), change: change)
    }

    private func doses(_ plan: DosePlan) -> [MeasuredDose] {
        let scale = DoseScale(dosingWeight: plan.dosingWeight, surface: plan.surface, product: product)
        let kilograms = plan.dosingWeight?.kilograms ?? patient.weight.number
        var doses: [MeasuredDose] = []
        for step in plan.steps {
            if let course = step.largestDose { doses.add(MeasuredDose(course: course, scale: scale, kilograms: kilograms)) }
        }
        return doses
    }
}
