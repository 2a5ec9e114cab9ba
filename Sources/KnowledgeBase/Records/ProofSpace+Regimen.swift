import ClinicalLogic

extension ProofSpace {
    /// The patients of a regimen: its population, the answers to what it asks, and no figure that cannot be entered.
    init(_ regimen: Regimen) {
        self.init()
        let population = regimen.population
        // Where a caution is enough for patients outside, they get a dose too.
        let isGate = !population.isOnlyCaution
        numbers[.figure(.age)] = Numbers(
            lowest: isGate ? population.minimumAge?.years ?? 0 : 0, highest: isGate ? population.maximumAge?.years ?? 120 : 120, name: "age",
            words: Self.ageWords)
        numbers[.figure(.weight)] = Numbers(
            lowest: isGate ? Self.kilograms(population.minimumWeight) ?? PatientInput.weights.lowerBound : PatientInput.weights.lowerBound,
            highest: isGate ? Self.kilograms(population.maximumWeight) ?? PatientInput.weights.upperBound : PatientInput.weights.upperBound)
        numbers[.figure(.height)] = Numbers(lowest: PatientInput.heights.lowerBound, highest: PatientInput.heights.upperBound)
        for question in regimen.questions {
            if case .number(let units, let range) = question.terms.kind {
                let symbol = units.first?.symbol.string ?? ""
                numbers[.question(question.id)] = Numbers(
                    lowest: range.lowerBound, highest: range.upperBound, name: question.label,
                    words: { "\(Decimal.format($0)) \(symbol)".trimmed })
            } else {
                answers[question.id] = Answers(label: question.label, answers: question.answers)
            }
        }
    }

    private static func kilograms(_ weight: Quantity?) -> Double? { weight?.converted(to: Unit(.kilogram))?.value }

    /// Under two years in months, where they are whole.
    private static func ageWords(_ years: Double) -> String {
        let months = years * 12
        let whole = (months + 0.5).rounded(.down)
        return years < 2 && years > 0 && abs(months - whole) < 1e-9
            ? Quantity(whole, Unit(.month)).formatted() : Quantity(years, Unit(.year)).formatted()
    }
}
