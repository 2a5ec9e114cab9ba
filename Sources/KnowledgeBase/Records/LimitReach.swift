import ClinicalLogic
import Diagnostics
import SourceData

/// Holds the limits of a regimen against what its doses can come to over all its patients. A limit that no dose reaches, or that every one is above, has the
/// wrong unit or a digit too many or too few.
struct LimitReach {
    private let regimen: Regimen
    private let reader: RecordReader
    /// Of the lightest and the heaviest patient, in kg.
    private let weights: ClosedRange<Double>
    private let isOpenAbove: Bool

    /// m2, from a newborn to the heaviest weight that can be entered.
    private static var surfaces: ClosedRange<Double> { 0.05...5 }

    /// What the sums of fractions may be wrong by.
    private static var slip: Double { 1e-9 }

    init(_ regimen: Regimen, _ reader: RecordReader) {
        self.regimen = regimen
        self.reader = reader
        let population = regimen.population
        let isGate = !population.isOnlyCaution
        func kilograms(_ weight: Quantity?) -> Double? { isGate ? weight?.converted(to: Unit(.kilogram))?.value : nil }
        func limits(_ age: Quantity?) -> ClosedRange<Double>? { isGate ? age?.years.flatMap { WeightForAge.limits(years: $0)?.stop } : nil }
        let all = PatientInput.weights
        let heaviest = kilograms(population.maximumWeight) ?? limits(population.maximumAge).map { min($0.upperBound, all.upperBound) }
        let lightest = kilograms(population.minimumWeight) ?? limits(population.minimumAge).map { max($0.lowerBound, all.lowerBound) }
        isOpenAbove = (heaviest ?? all.upperBound) >= all.upperBound
        let highest = heaviest ?? all.upperBound
        weights = min(lightest ?? all.lowerBound, highest)...highest
    }

    func check() {
        for step in regimen.stepLists.joined() {
            for row in step.rows {
                guard case .dose(let dose) = row.outcome else { continue }
                for cap in regimen.caps + step.caps + dose.caps where reach(of: dose, to: cap).map({ $0.least > 1 + Self.slip }) ?? false {
                    reader.log.report(
                        .deadLimit, at: row.position, "the dose of this row is above the limit of \(cap.words) for every patient",
                        suggestion: "check the number and the unit of both: what is written as the dose is never given", cause: .conclusion(of: reader))
                }
            }
        }
        let steps = Array(regimen.stepLists.joined())
        for cap in regimen.caps { checkReached(cap, by: steps.flatMap(\.doses)) }
        for step in steps {
            for cap in step.caps { checkReached(cap, by: step.doses) }
            for dose in step.doses {
                for cap in dose.caps { checkReached(cap, by: [dose]) }
            }
        }
    }

    private func checkReached(_ cap: RegimenTerms.Cap, by doses: [DoseTerms]) {
        var most = 0.0
        // Heavy patients reach what goes by weight. What is the same for everybody, or for children alone, has its limit from other patients too, and is only
        // held to the size.
        var isForAnyWeight = false
        for dose in doses {
            guard let reach = reach(of: dose, to: cap) else { return }
            most = max(most, reach.most)
            isForAnyWeight = isForAnyWeight || dose.amount.basis == .perKilogram && cap.amount.basis == .fixed && isOpenAbove
        }
        guard most > 0, most.isFinite, isForAnyWeight ? most < 1 - Self.slip : most <= 0.1 + Self.slip else { return }
        let share = Decimal.format(most * 100, decimals: most < 0.01 ? 3 : 0)
        let who = isForAnyWeight ? "at \(Decimal.format(weights.upperBound)) kg the largest comes to" : "the largest comes to"
        reader.log.report(
            .deadLimit, at: reader.places[ObjectIdentifier(cap)] ?? reader.fields.position, "no dose reaches the limit of \(cap.words): \(who) \(share) % of it",
            suggestion: "check the number and the unit of both: a limit that holds nobody back protects nobody", cause: .conclusion(of: reader))
    }

    // MARK: What a dose comes to

    /// How many times the limit a dose comes to, for whom it is least and for whom it is most; infinite where nothing says so. Nil for what cannot be held
    /// against each other.
    private func reach(of dose: DoseTerms, to cap: RegimenTerms.Cap) -> (least: Double, most: Double)? {
        let unit = dose.amount.unit
        guard dose.calvert == nil, unit.dimension == cap.amount.unit.dimension, let count = count(of: dose, in: cap) else { return nil }
        let ratio = dose.amount.value * unit.scale / (cap.amount.value * cap.amount.unit.scale)
        let high = ratio * (dose.most.map { $0.value / dose.amount.value } ?? 1)
        if dose.amount.basis == cap.amount.basis { return (ratio * count.least, high * count.most) }
        let (own, other) = (sizes(dose.amount.basis), sizes(cap.amount.basis))
        return (ratio * count.least * own.lowerBound / other.upperBound, high * count.most * own.upperBound / other.lowerBound)
    }

    private func sizes(_ basis: Amount.Basis) -> ClosedRange<Double> {
        switch basis {
        case .fixed: 1...1
        case .perKilogram: weights
        case .perSquareMetre: Self.surfaces
        }
    }

    /// How many of the amounts a limit counts.
    private func count(of dose: DoseTerms, in cap: RegimenTerms.Cap) -> (least: Double, most: Double)? {
        let ofDay = Double(dose.dosesOfADay)
        let days = dose.division.map { (least: Double($0.fewest), most: Double($0.most)) }
        switch (cap.kind, dose.key) {
        case (.rate(let time), .rate): return (time.scale / dose.time.scale, time.scale / dose.time.scale)
        case (.rate, _), (_, .rate), (.lifetime, _): return nil
        case (.dose, .each), (.dose, .total), (.day, .perDay), (.day, .total), (.course, .course), (.course, .total): return (1, 1)
        case (.dose, .perDay): return (1 / ofDay, 1)
        case (.day, .each): return (dose.isAsNeeded ? 1 : ofDay, max(1, ofDay))
        case (.day, .course), (.dose, .course): return (days.map { 1 / $0.most } ?? 0, 1)
        case (.course, .each): return (1, dose.count.map(Double.init) ?? .infinity)
        case (.course, .perDay): return days ?? (1, .infinity)
        }
    }
}
