/// A measure of a regimen put to its patient.
struct MeasuredFormula {
    private let terms: MeasureTerms
    private let patient: PatientMeasures

    init(_ terms: MeasureTerms, _ patient: PatientMeasures) {
        self.terms = terms
        self.patient = patient
    }

    /// The value, why there is none, or what has to be entered for it; a formula that is not shown elsewhere is written with its numbers.
    func figure(_ text: inout ClinicalText) -> Figure {
        switch terms.formula {
        case .cockcroftGault: clearance(&text)
        case .ckdEpi2021: ckdepi(&text)
        case .schwartzBedside: schwartz(&text)
        case .deIndexed: deIndexed
        case .devine: patient.size.idealWeight
        case .adjusted: adjusted
        case .janmahasatian: patient.size.leanWeight
        case .mosteller, .duBois, .haycock: surface(formula)
        }
    }

    // MARK: Parts

    @inline(never)
    private var creatinine: Double? { patient.answer(terms.creatinine).value }

    @inline(never)
    private var missing: Figure {
        var given = patient.patient.given
        if creatinine != nil { given.formUnion(.question(terms.creatinine)) }
        return .missing(needed.subtracting(given))
    }

    private var needed: Inputs {
        let asked = Inputs.question(terms.creatinine)
        switch terms.formula {
        case .cockcroftGault: return weight.missing.union(asked).union(.age).union(.sex)
        case .ckdEpi2021: return asked.union(.age).union(.sex)
        default: return asked.union(.age).union(.height)
        }
    }

    /// Never more than the patient weighs.
    @inline(never)
    private var weight: Figure {
        let actual: Figure = patient.patient.weight.number.map { .value($0) } ?? .missing(.weight)
        let chosen: Figure =
            switch terms.weight {
            case .ideal: patient.size.idealWeight
            case .adjusted: adjusted
            case .lean: patient.size.leanWeight
            default: actual
            }
        guard case .value(let kilograms) = chosen, case .value(let most) = actual else {
            return chosen.refusal != nil ? chosen : .missing(chosen.missing.union(actual.missing))
        }
        return .value(min(kilograms, most))
    }

    /// A reason to refuse is given as soon as it is known.
    private func clearance(_ text: inout ClinicalText) -> Figure {
        let (patient, weight) = (patient.patient, weight)
        if let age = patient.age.number, age < CockcroftGault.leastAge { return .refused(.tooYoungForCockcroftGault) }
        if case .refused = weight { return weight }
        guard let sex = patient.sex, let age = patient.age.number, let weight = weight.value, let creatinine else { return missing }
        do throws(Figure.Refusal) {
            let formula = try CockcroftGault(sex: sex, age: age, weight: weight, creatinine: creatinine)
            formula.writeFormula(to: &text)
            return .value(formula.value)
        } catch {
            return .refused(error)
        }
    }

    private func ckdepi(_ text: inout ClinicalText) -> Figure {
        let patient = patient.patient
        if let age = patient.age.number, age < CKDEPI2021.leastAge { return .refused(.tooYoungForCKDEPI) }
        guard let sex = patient.sex, let age = patient.age.number, let creatinine else { return missing }
        do throws(Figure.Refusal) {
            let formula = try CKDEPI2021(sex: sex, age: age, creatinine: creatinine)
            formula.writeFormula(to: &text)
            return .value(formula.value)
        } catch {
            return .refused(error)
        }
    }

    private func schwartz(_ text: inout ClinicalText) -> Figure {
        let patient = patient.patient
        if let age = patient.age.number, !BedsideSchwartz.ages.contains(age) { return .refused(.outsideSchwartz) }
        guard let height = patient.height.number, let age = patient.age.number, let creatinine else { return missing }
        do throws(Figure.Refusal) {
            let formula = try BedsideSchwartz(height: height, age: age, creatinine: creatinine)
            formula.writeFormula(to: &text)
            return .value(formula.value)
        } catch {
            return .refused(error)
        }
    }

    @inline(never)
    private var adjusted: Figure {
        guard let weight = patient.patient.weight.number else { return .missing(patient.size.idealWeight.missing.union(.weight)) }
        guard case .value(let ideal) = patient.size.idealWeight else { return patient.size.idealWeight }
        return .value(AdjustedWeight(ideal: ideal, actual: weight, factor: terms.factor).value)
    }

    private var formula: BodySurface.Formula {
        switch terms.formula {
        case .duBois: .duBois
        case .haycock: .haycock
        default: .mosteller
        }
    }

    private func surface(_ formula: BodySurface.Formula) -> Figure {
        guard let weight = patient.patient.weight.number, let height = patient.patient.height.number else {
            return .missing(Inputs.weight.union(.height).subtracting(patient.patient.given))
        }
        return .value(BodySurface(formula, weight: weight, height: height).value)
    }

    /// Indexed × m2 / 1.73.
    private var deIndexed: Figure {
        let indexed = patient.figure(.measure(terms.source))
        let surface = surface(terms.surface)
        switch (indexed, surface) {
        case (.value(let rate), .value(let area)): return .value(rate * area / 1.73)
        case (.refused, _): return indexed
        default: return .missing(indexed.missing.union(surface.missing))
        }
    }
}
