// The patient: body size, and what of it stops a plan or asks a question.

extension Planning {
    var surface: BodySurface? {
        guard let weight = patient.weight.number, let height = patient.height.number else { return nil }
        return BodySurface(terms.surface, weight: weight, height: height)
    }

    var adjusted: AdjustedWeight? {
        guard let factor = terms.factor, factor >= 0, factor <= 1, let ideal = measures.size.idealWeight.value,
            let weight = patient.weight.number
        else { return nil }
        return AdjustedWeight(ideal: ideal, actual: weight, factor: factor)
    }

    var plannedMeasures: [PlannedMeasure] {
        var planned: [PlannedMeasure] = []
        for (index, terms) in regimen.measures.enumerated() {
            planned.add(PlannedMeasure(terms: terms, figure: measures.measures[index], formula: measures.formulas[index]))
        }
        return planned
    }

    func checkSize() {
        guard let bodyMassIndex = measures.size.bodyMassIndex.value, let weight = patient.weight.number else { return }
        if !EntryCheck.possibleBodyMassIndex(weight: weight).contains(bodyMassIndex) {
            var figure = ClinicalText()
            figure.writeComputed(bodyMassIndex)
            stop(Message(.implausibleSize, [figure], about: Inputs.weight.union(.height)))
        } else if !EntryCheck.usualBodyMassIndex(weight: weight).contains(bodyMassIndex) {
            caution(.unusualSize, about: Inputs.weight.union(.height))
        }
    }

    func checkWeightForAge() {
        guard let weight = patient.weight.number else { return }
        guard let age = patient.age.number else {
            // Without an age a weight is held to an adult's: of a child, or entered in pounds, it says nothing by itself.
            if case .plausible = EntryCheck.check(weight: weight, age: WeightForAge.adult) {} else { missing.formUnion(.age) }
            return
        }
        let words = weightForAge
        switch EntryCheck.check(weight: weight, age: age) {
        case .plausible: break
        case .unusual:
            if request.isWeightConfirmed { caution(.confirmedWeight, words, about: .weight) } else { missing.formUnion(.weightConfirmation) }
        case .implausible: stop(Message(.implausibleWeight, words, about: Inputs.weight.union(.age)))
        }
    }

    /// A gate: outside it no dose is given, unless the record says that a caution is enough.
    func checkPopulation() {
        check(regimen.population.ages, patient.age.number, .year, .age)
        check(regimen.population.weights, patient.weight.number, .kilogram, .weight)
    }

    func check(_ limits: Limits, _ figure: Double?, _ unit: BaseUnit, _ field: Inputs) {
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

    /// The weight, the age, and what may have been meant.
    var weightForAge: [ClinicalText] {
        guard let weight = patient.weight.number, let age = patient.age.number else { return [] }
        return [ClinicalText(weight, .kilogram), .age(age), EntryCheck.likely(weight, age: age)]
    }
}
