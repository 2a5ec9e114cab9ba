import ClinicalLogic

extension ProofSpace {
    /// All patients with the answers to these questions, and no figure that cannot be entered.
    init(questions: [Question]) {
        self.init()
        numbers[.figure(.age)] = Numbers(lowest: 0, highest: 120, name: "age", words: Self.ageWords)
        numbers[.figure(.weight)] = Numbers(lowest: PatientInput.weights.lowerBound, highest: PatientInput.weights.upperBound)
        numbers[.figure(.height)] = Numbers(lowest: PatientInput.heights.lowerBound, highest: PatientInput.heights.upperBound)
        // Nobody is taken for another patient than those of these figures, and whoever is has to be in a row.
        numbers[.figure(.bodyMassIndex)] = Numbers(lowest: 4, highest: 150)
        numbers[.figure(.percentOfIdeal)] = Numbers(lowest: 20, highest: 1_000)
        for question in questions {
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

    /// The patients of a regimen: its population, or anybody.
    init(_ regimen: Regimen, ofPopulation: Bool = true) {
        self.init(questions: regimen.questions)
        for measure in regimen.measures where measure.terms.unit == Unit(.millilitre, per: .minute) {
            numbers[.measure(measure.id)] = Numbers(highest: 1_000)
        }
        let population = regimen.population
        // Where a caution is enough for patients outside, they get a dose too.
        guard ofPopulation, !population.isOnlyCaution else { return }
        if let youngest = population.minimumAge?.years { numbers[.figure(.age)]?.lowest = youngest }
        if let oldest = population.maximumAge?.years { numbers[.figure(.age)]?.highest = oldest }
        if let lightest = Self.kilograms(population.minimumWeight) { numbers[.figure(.weight)]?.lowest = lightest }
        if let heaviest = Self.kilograms(population.maximumWeight) { numbers[.figure(.weight)]?.highest = heaviest }
    }

    /// Which numbers what is limited in `condition` may have.
    func words(of condition: Condition) -> String {
        var seen = Set<Condition.Subject>()
        let ranges = condition.limits.compactMap { limit -> String? in
            guard seen.insert(limit.subject).inserted, let range = numbers[limit.subject], range.highest.isFinite else { return nil }
            let like = range.words ?? { number in [limit].words(for: number) }
            return "\(range.name ?? limit.name) is taken from \(like(range.lowest)) to \(like(range.highest))"
        }
        return ranges.isEmpty ? "its parts exclude each other" : ranges.joined(separator: ", ")
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
