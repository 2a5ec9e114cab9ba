// One step: its amount, parts and time, and what the product adds.

extension Planning {
    func plannedStep(
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
    func chosenAmount(_ index: Int, _ dose: DoseTerms) throws(Withheld) -> Amount? {
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
    func parts(_ given: CourseDose, _ dose: DoseTerms, _ scale: DoseScale) throws(Withheld) -> [PlannedPart] {
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
    func leastMinutes(_ given: CourseDose, _ dose: DoseTerms, _ scale: DoseScale) throws(Withheld) -> Double? {
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
    var infusions: [ProductTerms.Infusion] {
        guard let product else { return [] }
        return product.infusions.filter { $0.indication == 0 || (regimen.indication != 0 && $0.indication == regimen.indication) }
    }

    var needsOccasion: Bool { infusions.contains { $0.occasion != .any } }

    /// Of several that fit, the one with the lowest maximum.
    var infusion: ProductTerms.Infusion? {
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
    func infusionUnit(_ product: ProductTerms, _ infusion: ProductTerms.Infusion) -> BaseUnit {
        product.pumped != nil || infusion.maximum.amount.unit.dimension == .volume ? .millilitre : infusion.maximum.amount.unit
    }

    func supply(
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
    func infusionVolume(_ course: CourseDose, _ unit: BaseUnit, _ product: ProductTerms, _ scale: DoseScale) -> Double? {
        if unit.dimension == course.unit.dimension { return course.largestDay * course.unit.scale / unit.scale }
        guard unit == .millilitre, let pumped = product.pumped, pumped.unit.dimension == course.unit.dimension else { return nil }
        return course.largestDay * course.unit.scale / pumped.scaled
    }
}
