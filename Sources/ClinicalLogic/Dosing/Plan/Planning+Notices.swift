// What a plan says besides its dose: what to enter, and what to mind.

extension Planning {
    // MARK: What to enter

    var asked: [Message] {
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
    func ask(_ input: Inputs, _ code: Message.Code, _ asked: inout [Message], _ arguments: [ClinicalText] = []) {
        if missing.contains(input) { asked.add(Message(code, arguments, about: input)) }
    }

    @inline(never)
    func ask(_ figure: EnteredFigure, _ asked: inout [Message]) {
        ask(figure.input, .enterFigure, &asked, [ClinicalText(Words.instruction(figure))])
    }

    // MARK: Cautions

    func addPatientCautions() {
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
    var isByWeight: Bool {
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

    func addDoseCautions(_ plan: DosePlan, _ implied: [Int]) {
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

    func addDaysCaution(_ course: CourseDose, _ dose: DoseTerms, _ implied: [Int]) {
        guard hasRisk || !implied.isEmpty, case .missing = request.days, let division = dose.division, division.most > course.days.count
        else { return }
        var fewest = ClinicalText()
        fewest.write(Double(course.days.count))
        caution(.fewestDaysAtRisk, [fewest, ClinicalText(Double(division.most), .day)])
    }

    /// True where any box is ticked.
    var hasRisk: Bool { questions.contains { $0.isTick && request.isYes($0.code) } }

    func addSupplyCautions(_ plan: DosePlan, _ implied: [Int]) {
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
