import ClinicalLogic

/// The boxes that the regimens of these tests ask, as `content/questions.yml` words them.
enum RiskFlag: Int, CaseIterable, Sendable {
    case renalRisk = 1, thrombosisRisk, igaDeficiency, pregnancy, cardiacRisk, haemolysisRisk, migraine

    var identifier: String {
        switch self {
        case .renalRisk: "renal-risk"
        case .thrombosisRisk: "thrombosis-risk"
        case .igaDeficiency: "iga-deficiency"
        case .pregnancy: "pregnancy"
        case .cardiacRisk: "cardiac-risk"
        case .haemolysisRisk: "haemolysis-risk"
        case .migraine: "migraine"
        }
    }

    var label: String { self == .igaDeficiency ? "IgA deficiency" : identifier.replacing("-", with: " ") }

    /// A box that is ticked.
    var answer: PlanRequest.Answer { PlanRequest.Answer(rawValue, .choice(QuestionTerms.yes)) }

    var question: QuestionTerms {
        QuestionTerms(
            code: rawValue, id: ClinicalText(string: identifier), label: ClinicalText(string: label), kind: .tick,
            slowsInfusion: self == .renalRisk || self == .thrombosisRisk)
    }

    static var questions: [QuestionTerms] { allCases.map(\.question) }

    static var names: PlanCondition.Names {
        PlanCondition.Names(questions: Dictionary(uniqueKeysWithValues: allCases.map { ($0.identifier, $0.question) }))
    }
}

extension Condition {
    /// A figure as records limited it before, and the unit the limit is in.
    enum Measure: Sendable {
        case age, weight, height, bmi, percentOfIdeal
        /// g, and g/kg.
        case course, dayDose, coursePerKilogram, dayDosePerKilogram

        var subject: Subject {
            switch self {
            case .age: .figure(.age)
            case .weight: .figure(.weight)
            case .height: .figure(.height)
            case .bmi: .figure(.bodyMassIndex)
            case .percentOfIdeal: .figure(.percentOfIdeal)
            case .course: .dose(.course, .gram)
            case .dayDose: .dose(.day, .gram)
            case .coursePerKilogram: .dose(.coursePerKilogram, .gram)
            case .dayDosePerKilogram: .dose(.dayPerKilogram, .gram)
            }
        }

        private var unit: Unit? {
            switch self {
            case .age: Unit(.year)
            case .weight: Unit(.kilogram)
            case .height: Unit(.centimetre)
            case .bmi, .percentOfIdeal: nil
            case .course, .dayDose: Unit(.gram)
            case .coursePerKilogram, .dayDosePerKilogram: Unit(.gram, per: .kilogram)
            }
        }

        private var name: String {
            switch subject {
            case .figure(let figure): figure.words
            case .dose(let figure, _): figure.words
            case .question(let name), .measure(let name): name
            }
        }

        func limit(_ comparison: Comparison, _ value: Double) -> Limit {
            Limit(subject, comparison, value, name: name, words: unit.map { Quantity(value, $0).formatted() } ?? Decimal.format(value))
        }
    }

    static func measure(_ measure: Measure, _ comparison: Comparison, _ value: Double) -> Condition {
        .limit(measure.limit(comparison, value))
    }

    /// A box that is ticked.
    static func flag(_ id: String) -> Condition {
        .answer(question: id, answer: "yes", words: RiskFlag.allCases.first { $0.identifier == id }?.label ?? id)
    }
}
