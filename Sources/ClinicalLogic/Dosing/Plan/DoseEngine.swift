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

/// The rows of a table held against the patient, one after the other.
private final class RowChoice {
    private let measures: PatientMeasures
    private var count = 0
    /// The row that holds.
    private(set) var place: Int?
    /// True where another one holds as well.
    private(set) var isTwice = false
    /// True where some row is not settled, and what would settle it.
    private(set) var isOpen = false
    private(set) var open = Inputs()

    init(_ measures: PatientMeasures) {
        self.measures = measures
    }

    @inline(never)
    func add(_ condition: PlanCondition) {
        switch condition.evaluate(measures) {
        case .no: break
        case .yes:
            if place != nil { isTwice = true }
            place = count
        case .unknown(let inputs):
            isOpen = true
            open.formUnion(inputs)
        }
        count += 1
    }
}

/// A step with the dose of it that holds for the patient.
private final class ChosenStep {
    let terms: RegimenTerms.Step
    let dose: DoseTerms

    init(_ terms: RegimenTerms.Step, _ dose: DoseTerms) {
        self.terms = terms
        self.dose = dose
    }
}

/// One plan in the making.
private final class Planning {
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
    private func caution(_ code: Message.Code, _ arguments: [ClinicalText] = [], about fields: Inputs = Inputs()) {
        let message = Message(code, arguments, about: fields)
        // Several steps may give the same reason.
        for other in cautions where other.code == code && other.arguments == arguments { return }
        cautions.add(message)
    }

    @inline(never)
    private func stop(_ message: Message) {
        stops.add(message)
    }

    private func label(ofQuestion code: Int) -> ClinicalText {
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

    // MARK: The patient

    private var surface: BodySurface? {
        guard let weight = patient.weight.number, let height = patient.height.number else { return nil }
        return BodySurface(terms.surface, weight: weight, height: height)
    }

    private var adjusted: AdjustedWeight? {
        guard let factor = terms.factor, factor >= 0, factor <= 1, let ideal = measures.size.idealWeight.value,
            let weight = patient.weight.number
        else { return nil }
        return AdjustedWeight(ideal: ideal, actual: weight, factor: factor)
    }

    private var plannedMeasures: [PlannedMeasure] {
        var planned: [PlannedMeasure] = []
        for (index, terms) in regimen.measures.enumerated() {
            planned.add(PlannedMeasure(terms: terms, figure: measures.measures[index], formula: measures.formulas[index]))
        }
        return planned
    }

    private func checkSize() {
        guard let bodyMassIndex = measures.size.bodyMassIndex.value, let weight = patient.weight.number else { return }
        if !EntryCheck.possibleBodyMassIndex(weight: weight).contains(bodyMassIndex) {
            var figure = ClinicalText()
            figure.writeComputed(bodyMassIndex)
            stop(Message(.implausibleSize, [figure], about: Inputs.weight.union(.height)))
        } else if !EntryCheck.usualBodyMassIndex(weight: weight).contains(bodyMassIndex) {
            caution(.unusualSize, about: Inputs.weight.union(.height))
        }
    }

    private func checkWeightForAge() {
        guard let weight = patient.weight.number, let age = patient.age.number else { return }
        let words = weightForAge
        switch EntryCheck.check(weight: weight, age: age) {
        case .plausible: break
        case .unusual:
            if request.isWeightConfirmed { caution(.confirmedWeight, words, about: .weight) } else { missing.formUnion(.weightConfirmation) }
        case .implausible: stop(Message(.implausibleWeight, words, about: Inputs.weight.union(.age)))
        }
    }

    /// A gate: outside it no dose is given, unless the record says that a caution is enough.
    private func checkPopulation() {
        check(regimen.population.ages, patient.age.number, .year, .age)
        check(regimen.population.weights, patient.weight.number, .kilogram, .weight)
    }

    private func check(_ limits: Limits, _ figure: Double?, _ unit: BaseUnit, _ field: Inputs) {
        switch limits.contains(figure) {
        case true?: return
        case nil:
            // A figure that was refused has its own message. Where a caution is enough, nothing waits for it.
            if !regimen.population.isOnlyCaution { missing.formUnion(field) }
        case false?:
            var words = ClinicalText()
            if let minimum = limits.minimum {
                words.write("from ")
                words.write(unit == .year ? .age(minimum) : ClinicalText(minimum, unit))
                if limits.maximum != nil { words.write(" ") }
            }
            if let maximum = limits.maximum {
                words.write("to ")
                words.write(unit == .year ? .age(maximum) : ClinicalText(maximum, unit))
            }
            if regimen.population.isOnlyCaution {
                caution(.cautionPopulation, [words], about: field)
            } else {
                stop(Message(.outsidePopulation, [words], about: field))
            }
        }
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

    private func caps(_ step: ChosenStep) -> [RegimenTerms.Cap] { regimen.caps + step.terms.caps + step.dose.caps }

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
            adjustments.add(
                PlannedAdjustment(
                    terms: adjustment, bolus: try scale.value(of: adjustment.bolus), change: try scale.value(of: adjustment.change?.amount)))
        }
        var dates: [CalendarDay] = []
        if let start = request.start.number {
            dates = CourseDates.dates(from: CalendarDay(number: Rounding.integer(start)), doses, step: request.step)
        }
        return DosePlan(
            route: regimen.route, dosingWeight: weight, surface: needsSurface ? surface?.value : nil, steps: planned, step: request.step, adjustments: adjustments,
            dates: dates)
    }

    private func plannedStep(
        _ index: Int, _ step: ChosenStep, _ scale: DoseScale, _ minutes: CourseDates.Minutes, _ risks: [Int]
    ) throws(Withheld) -> PlannedStep {
        let dose = step.dose
        let calculation = CourseCalculation(
            dose, caps: caps(step), rounding: dose.rounding ?? terms.rounding, days: request.days.number.map { Rounding.integer($0) }, scale: scale,
            measures: measures)
        let amount: PlannedStep.Amount
        let chosen = try chosenAmount(index, dose)
        if dose.key == .rate {
            let rate = try calculation.rate(chosen ?? dose.amount)
            if chosen == nil, let most = dose.most { amount = .rateRange(rate, try calculation.rate(most)) } else { amount = .rate(rate) }
        } else {
            let given = try calculation.course(chosen ?? dose.amount)
            if chosen == nil, let most = dose.most { amount = .range(given, try calculation.course(most)) } else { amount = .dose(given) }
        }
        var parts: [PlannedPart] = []
        var least: Double?
        var supply: Supply?
        if case .dose(let given) = amount {
            parts = try self.parts(given, dose, scale)
            least = try leastMinutes(given, dose, scale)
            if let product, !dose.isWithoutProduct { supply = try self.supply(product, given, scale, least, risks) }
        }
        return PlannedStep(
            terms: step.terms, dose: dose, amount: amount, parts: parts, leastMinutes: least, firstMinute: minutes.first.known,
            lastMinute: minutes.last.known, supply: supply)
    }

    /// What the reader chose within a range; nil where nothing was chosen.
    private func chosenAmount(_ index: Int, _ dose: DoseTerms) throws(Withheld) -> Amount? {
        for choice in request.choices where choice.step == index {
            if case .missing = choice.value { continue }
            // What was chosen for another row must not look as if it were what is shown.
            guard let most = dose.most else { throw .stop(Message(.choiceWithoutRange, about: .amount)) }
            if case .number(let value) = choice.value, !Rounding.exceeds(dose.amount.value, value), !Rounding.exceeds(value, most.value) {
                return Amount(value, dose.amount.unit, dose.amount.basis)
            }
            var words = ClinicalText()
            words.write(dose.amount.value)
            words.write(" and ")
            most.write(to: &words)
            if dose.key == .rate {
                words.write("/")
                words.write(dose.time.name)
            }
            throw .stop(Message(.choiceOutOfRange, [words], about: .amount))
        }
        return dose.most == nil ? dose.amount : nil
    }

    /// They add up to the dose: the rest is what the others leave.
    private func parts(_ given: CourseDose, _ dose: DoseTerms, _ scale: DoseScale) throws(Withheld) -> [PlannedPart] {
        var rest = given.course
        var amounts: [Double] = []
        for part in dose.parts {
            var amount = given.course * (part.share ?? 0)
            if case .step(let step, _) = given.rounding {
                let size = try scale.convert(step.value, from: step.unit, to: given.unit)
                amount = Rounding.nearest(amount / size) * size
            }
            if part.share != nil { rest -= amount }
            amounts.add(amount)
        }
        var parts: [PlannedPart] = []
        for (part, amount) in zip(dose.parts, amounts) { parts.add(PlannedPart(amount: part.share == nil ? rest : amount, minutes: part.minutes)) }
        return parts
    }

    /// The longest that any limit asks for.
    private func leastMinutes(_ given: CourseDose, _ dose: DoseTerms, _ scale: DoseScale) throws(Withheld) -> Double? {
        guard let infusion = dose.infusion else { return nil }
        var least = infusion.atLeast
        if let rate = infusion.highestRate {
            let perMinute = try scale.value(of: rate.amount, in: given.unit) / rate.time.scale
            let minutes = given.largestDay / perMinute
            least = max(least ?? 0, minutes)
        }
        return least
    }

    // MARK: Product

    private var infusions: [ProductTerms.Infusion] {
        guard let product else { return [] }
        return product.infusions.filter { $0.indication == 0 || (regimen.indication != 0 && $0.indication == regimen.indication) }
    }

    private var needsOccasion: Bool { infusions.contains { $0.occasion != .any } }

    /// Of several that fit, the one with the lowest maximum.
    private var infusion: ProductTerms.Infusion? {
        guard let product else { return nil }
        var chosen: ProductTerms.Infusion?
        var lowest = Double.infinity
        for infusion in infusions where infusion.occasion == .any || infusion.occasion == request.occasion {
            let maximum = InfusionSchedule.perHour(
                infusion.maximum, in: infusionUnit(product, infusion), kilograms: patient.weight.number ?? 1, product.pumped)
            if maximum < lowest {
                lowest = maximum
                chosen = infusion
            }
        }
        return chosen
    }

    /// mL, or what the rates are given in where the drug is diluted to what the record does not say.
    private func infusionUnit(_ product: ProductTerms, _ infusion: ProductTerms.Infusion) -> BaseUnit {
        product.pumped != nil || infusion.maximum.amount.unit.dimension == .volume ? .millilitre : infusion.maximum.amount.unit
    }

    private func supply(
        _ product: ProductTerms, _ course: CourseDose, _ scale: DoseScale, _ least: Double?, _ risks: [Int]
    ) throws(Withheld) -> Supply {
        let isSolid = product.containers.contains { $0.form.isSolid }
        if !isSolid, product.concentration == nil, product.containers.isEmpty, !course.unit.dimension.isCount {
            _ = try scale.convert(1, from: course.unit, to: .millilitre)
        }
        var vials = course.dayVials
        // A dose in tablets is one already.
        if vials.isEmpty, !product.containers.isEmpty, !course.unit.dimension.isCount, let stock = try VialStock(product, course.unit, scale, upTo: course.largestDay) {
            for day in course.days {
                // Tablets either make the dose or do not; nothing is left in them.
                guard let selection = isSolid ? stock.making(day) : stock.covering(day) else { continue }
                vials.add(selection)
            }
            if isSolid, vials.count < course.days.count { caution(.notMadeByForms, [.computed(course.largestDay, course.unit)], about: .product) }
        }
        var waste = 0.0
        for (selection, day) in zip(vials, course.days) { waste += max(0, selection.amount - day) }
        var volumes: [Double] = []
        if product.concentration != nil || course.unit.dimension == .volume {
            for day in course.days { volumes.add(try scale.convert(day, from: course.unit, to: .millilitre)) }
        }
        var schedule: InfusionSchedule?
        if let infusion {
            let kilograms = min(scale.dosingWeight?.kilograms ?? .infinity, patient.weight.number ?? .infinity)
            let unit = infusionUnit(product, infusion)
            if let volume = infusionVolume(course, unit, product, scale) {
                schedule = InfusionSchedule(
                    infusion, caps: product.rateCaps, ticked: product.rateCaps.map { $0.question }.filter { request.isYes($0) }, implied: risks,
                    kilograms: kilograms, concentration: product.pumped, unit: unit, volume: volume, least: least)
            }
        }
        return Supply(
            product: product, scale: scale, dayVials: vials, waste: isSolid || vials.isEmpty ? nil : waste,
            volume: volumes.isEmpty ? nil : try scale.convert(course.course, from: course.unit, to: .millilitre), dayVolumes: volumes,
            infusion: schedule, label: regimen.indication == 0 ? nil : LabelStatus(product, regimen, age: patient.age.number))
    }

    /// What runs on the largest day, in the unit of its rates.
    private func infusionVolume(_ course: CourseDose, _ unit: BaseUnit, _ product: ProductTerms, _ scale: DoseScale) -> Double? {
        if unit.dimension == course.unit.dimension { return course.largestDay * course.unit.scale / unit.scale }
        guard unit == .millilitre, let pumped = product.pumped, pumped.unit.dimension == course.unit.dimension else { return nil }
        return course.largestDay * course.unit.scale / pumped.scaled
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

    // MARK: What to enter

    private var asked: [Message] {
        var asked: [Message] = []
        ask(.sex, .enterSex, &asked)
        ask(.age, &asked)
        ask(.weight, &asked)
        ask(.height, &asked)
        for question in questions { ask(.question(question.code), question.isRequired ? .answerRequired : .answerQuestion, &asked, [question.label]) }
        ask(.days, .enterDays, &asked)
        ask(.product, .enterProduct, &asked)
        ask(.occasion, .enterOccasion, &asked)
        if missing.contains(.weightConfirmation) { asked.add(Message(.confirmWeight, weightForAge, about: .weight)) }
        return asked
    }

    @inline(never)
    private func ask(_ input: Inputs, _ code: Message.Code, _ asked: inout [Message], _ arguments: [ClinicalText] = []) {
        if missing.contains(input) { asked.add(Message(code, arguments, about: input)) }
    }

    @inline(never)
    private func ask(_ figure: EnteredFigure, _ asked: inout [Message]) {
        ask(figure.input, .enterFigure, &asked, [ClinicalText(Words.instruction(figure))])
    }

    /// The weight, the age, and what may have been meant.
    private var weightForAge: [ClinicalText] {
        guard let weight = patient.weight.number, let age = patient.age.number else { return [] }
        return [ClinicalText(weight, .kilogram), .age(age), EntryCheck.likely(weight, age: age)]
    }

    // MARK: Cautions

    private func addPatientCautions() {
        if let ideal = measures.size.idealWeight.value, let weight = patient.weight.number, weight < ideal, isByWeight { caution(.belowIdealWeight) }
        if !regimen.protocols.isEmpty, !regimen.protocols.contains(terms.code) { caution(.protocolNotNamed, about: .dosingProtocol) }
        guard let product else { return }
        if !regimen.products.isEmpty, !regimen.products.contains(product.code) { caution(.productNotNamed, about: .product) }
        if regimen.indication == 0 { return }
        switch LabelStatus(product, regimen, age: patient.age.number) {
        case .onLabel: break
        case .offLabelIndication: caution(.offLabelIndication, about: .product)
        case .offLabelAge: caution(.offLabelAge, about: .product)
        case .ageUnknown: caution(.labelAgeUnknown, about: .age)
        case .unlisted: caution(.unlistedIndication, about: .product)
        case .doseNotStated: caution(.labelDoseNotStated, about: .product)
        }
    }

    /// True where some dose of the regimen goes by weight.
    private var isByWeight: Bool {
        for row in regimen.rows {
            guard case .steps(let steps) = row.outcome else { continue }
            for step in steps {
                for row in step.rows {
                    if case .dose(let dose) = row.outcome, dose.amount.basis == .perKilogram { return true }
                }
            }
        }
        return false
    }

    private func addDoseCautions(_ plan: DosePlan, _ implied: [Int]) {
        let step = plan.inView
        if let course = step.largestDose { addDaysCaution(course, step.dose, implied) }
        if patient.height.number == nil, plan.dosingWeight != nil, !regimen.protocols.isEmpty { caution(.heightUnknown, about: .height) }
        for step in plan.steps {
            switch step.amount {
            case .range, .rateRange:
                caution(.chooseAmount, about: .amount)
                return addSupplyCautions(plan, implied)
            default: break
            }
        }
        for step in plan.steps {
            guard case .dose(let course) = step.amount else { continue }
            if !course.isDivisionStated { caution(.divisionNotStated) }
            if let before = course.daysBeforeLimit {
                var from = ClinicalText()
                from.write(Double(before))
                caution(.daysAdded, [from, ClinicalText(Double(course.days.count), .day)])
            }
            if Rounding.exceeds(abs(course.change), 10) {
                var change = ClinicalText()
                change.writeChange(course.change)
                caution(.largeRounding, [change])
            }
            if course.isRoundingHeld { caution(.roundingHeld) }
            if !course.isEqualDays { caution(.unequalDays) }
        }
        addSupplyCautions(plan, implied)
    }

    private func addDaysCaution(_ course: CourseDose, _ dose: DoseTerms, _ implied: [Int]) {
        guard hasRisk || !implied.isEmpty, case .missing = request.days, let division = dose.division, division.most > course.days.count
        else { return }
        var fewest = ClinicalText()
        fewest.write(Double(course.days.count))
        caution(.fewestDaysAtRisk, [fewest, ClinicalText(Double(division.most), .day)])
    }

    /// True where any box is ticked.
    private var hasRisk: Bool { questions.contains { $0.isTick && request.isYes($0.code) } }

    private func addSupplyCautions(_ plan: DosePlan, _ implied: [Int]) {
        guard let product, let supply = plan.inView.supply else { return }
        guard let infusion = supply.infusion else {
            if !product.infusions.isEmpty { caution(.noLabelledRate) }
            return
        }
        if let code = infusion.limitedBy { caution(infusion.isLimitImplied ? .rateLoweredByAlert : .rateLowered, [label(ofQuestion: code)]) }
        for question in questions
        where question.slowsInfusion && (request.isYes(question.code) || implied.contains(question.code))
            && !product.rateCaps.contains(where: { $0.question == question.code })
        {
            caution(.noRateLimitForRisk, [question.label])
        }
    }
}

/// Alerts of a regimen sorted by what came of their conditions.
private final class AlertCheck {
    private(set) var stops: [Int] = []
    private(set) var cautions: [Int] = []
    private(set) var unchecked: [Int] = []
    /// What would settle the stops that are not settled.
    private(set) var missing = Inputs()
    /// What would settle the others.
    private(set) var open = Inputs()
    /// Of the alerts that apply, and of those that might.
    private(set) var risks: [Int] = []

    init(_ alerts: [RegimenTerms.Alert], _ measures: PatientMeasures, _ doses: [MeasuredDose]) {
        for (index, alert) in alerts.enumerated() {
            guard let condition = alert.condition else { continue }
            let truth = Self.truth(condition, measures, doses)
            if truth != .no { for risk in alert.risks where !risks.contains(risk) { risks.add(risk) } }
            switch truth {
            case .no: break
            case .yes: if alert.isStop { stops.add(index) } else { cautions.add(index) }
            case .unknown(let inputs):
                unchecked.add(index)
                if alert.isStop { missing.formUnion(inputs) } else { open.formUnion(inputs) }
            }
        }
    }

    /// Of all doses of the plan, the one for which it holds.
    private static func truth(_ condition: PlanCondition, _ measures: PatientMeasures, _ doses: [MeasuredDose]) -> PlanCondition.Truth {
        var result = doses.isEmpty ? condition.evaluate(measures) : .no
        for dose in doses {
            switch condition.evaluate(measures, dose) {
            case .yes: return .yes
            case .unknown(let inputs): result = .unknown(inputs)
            case .no: break
            }
        }
        return result
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
