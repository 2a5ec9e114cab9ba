/// The figures and answers conditions are held against.
final class PatientMeasures {
    let patient: PatientInput
    let size: BodySize
    let questions: [QuestionTerms]
    let request: PlanRequest
    /// The regimen's measures, each with its value or why there is none.
    private(set) var measures: [Figure] = []
    /// The formula of each with its numbers; empty for a value that was entered.
    private(set) var formulas: [ClinicalText] = []

    init(_ patient: PatientInput, _ terms: [MeasureTerms], _ questions: [QuestionTerms], _ request: PlanRequest) {
        self.patient = patient
        size = BodySize(patient)
        self.questions = questions
        self.request = request
        for (index, measure) in terms.enumerated() {
            var known: Figure?
            for entry in request.known where entry.measure == index {
                if case .number(let value) = entry.value { known = .value(value) }
            }
            var formula = ClinicalText()
            let figure = known ?? MeasuredFormula(measure, self).figure(&formula)
            measures.add(figure)
            formulas.add(formula)
        }
    }

    @inline(never)
    func figure(_ subject: PlanCondition.Subject, _ dose: MeasuredDose? = nil) -> Figure {
        switch subject {
        case .figure(let figure): self.figure(figure)
        case .question(let code): answer(code)
        case .measure(let index): index < measures.count ? measures[index] : .missing(Inputs())
        case .dose(let figure, let unit): dose?.figure(figure, unit) ?? .missing(Inputs())
        }
    }

    private func figure(_ figure: PatientFigure) -> Figure {
        switch figure {
        case .age: entered(patient.age, .age)
        case .weight: entered(patient.weight, .weight)
        case .height: entered(patient.height, .height)
        case .bodyMassIndex: size.bodyMassIndex
        case .percentOfIdeal: size.percentOfIdeal
        }
    }

    @inline(never)
    private func entered(_ entry: Entry, _ input: Inputs) -> Figure {
        entry.number.map { .value($0) } ?? .missing(input)
    }

    /// The number that was answered.
    @inline(never)
    func answer(_ code: Int) -> Figure {
        if case .number(let value)? = request.answer(to: code) { return .value(value) }
        return .missing(.question(code))
    }

    func isAnswered(_ code: Int, _ wanted: Int) -> PlanCondition.Truth {
        switch request.answer(to: code) {
        case .choice(let answer)?: return answer == wanted ? .yes : .no
        case .number?, .unreadable?: return .unknown(.question(code))
        case nil:
            // What is not ticked does not apply.
            for question in questions where question.code == code && question.isTick {
                return wanted == QuestionTerms.no ? .yes : .no
            }
            return .unknown(.question(code))
        }
    }
}

/// A dose that was worked out, as alerts hold it against limits.
final class MeasuredDose {
    let course: CourseDose
    let scale: DoseScale
    /// kg; of the weight dosed by, and without one the actual weight.
    let kilograms: Double?

    init(course: CourseDose, scale: DoseScale, kilograms: Double?) {
        self.course = course
        self.scale = scale
        self.kilograms = kilograms
    }

    @inline(never)
    func figure(_ figure: DoseFigure, _ unit: BaseUnit) -> Figure {
        let value: Double =
            switch figure {
            case .each, .eachPerKilogram: course.largestDay
            case .day, .dayPerKilogram: course.dayTotal
            case .course, .coursePerKilogram: course.course
            }
        do throws(Withheld) {
            let converted = try scale.convert(value, from: course.unit, to: unit)
            if !figure.isPerKilogram { return .value(converted) }
            guard let kilograms else { return .missing(.weight) }
            return .value(converted / kilograms)
        } catch {
            if case .missing(let inputs) = error { return .missing(inputs) }
            return .missing(Inputs())
        }
    }
}
