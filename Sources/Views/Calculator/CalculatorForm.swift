import ClinicalLogic
import KnowledgeBase
import Templates

/// What a calculator asks: only what the regimen, its protocols and its products need, in the order of the records.
///
/// The names of the fields are those of `RequestText`; the engine reads what is typed into them.
struct CalculatorForm {
    private let regimen: Regimen
    private let terms: RegimenTerms
    private let protocols: [CalculatorView.ProtocolChoice]
    private let products: [CalculatorView.ProductChoice]

    init(
        _ regimen: Regimen, _ terms: RegimenTerms, _ protocols: [CalculatorView.ProtocolChoice], _ products: [CalculatorView.ProductChoice]
    ) {
        self.regimen = regimen
        self.terms = terms
        self.protocols = protocols
        self.products = products
    }

    // MARK: The patient

    /// Flags for `weight`, `height`, `age` and `sex`, where no dose can be had without them.
    var needs: TemplateValue {
        let needed = needed
        let decisive = decisive
        return [
            .weight: .flag(needed.contains(.weight)), .age: .flag(needed.contains(.age)),
            .height: .flag(decisive.contains(.height)), .sex: .flag(decisive.contains(.sex)),
        ]
    }

    /// What a dose can be had without: asked last. False where there is nothing of it.
    var optional: TemplateValue {
        let figures = needed.subtracting(decisive)
        let asked = questions { !isDecisive($0) }
        guard figures.contains(.height) || figures.contains(.sex) || !asked.isEmpty || hasDays || hasStart || regimen.steps.count > 1 else { return false }
        return [.height: .flag(figures.contains(.height)), .sex: .flag(figures.contains(.sex)), .questions: .list(asked)]
    }

    /// What the dose itself rests on, by the protocol that the form starts with; alerts alone ask for the rest.
    private var decisive: Set<PatientField> {
        var fields: Set<PatientField> = []
        if regimen.doses.contains(where: { $0.amount.basis == .perSquareMetre }) { fields.insert(.height) }
        if regimen.doses.contains(where: { $0.amount.basis == .perKilogram }) {
            let weight = protocols.first?.terms ?? regimen.ownTerms
            if weight.basis != .actual, weight.basis != .notStated { fields.formUnion([.height, .sex]) }
            if weight.minimumHeight != nil { fields.insert(.height) }
        }
        for condition in decisiveConditions { fields.formUnion(condition.fields) }
        for measure in regimen.measures { fields.formUnion(measure.terms.fields) }
        return fields.intersection(needed)
    }

    /// Of rows, of alerts that withhold the dose, and of the weight.
    private var decisiveConditions: [Condition] {
        regimen.rowConditions + regimen.alerts.filter { $0.level == .stop }.compactMap(\.condition)
            + [protocols.first?.record.weight?.trigger].compactMap { $0 }
    }

    /// Whether the dose may rest on the answer, or the record asks for it in any case.
    private func isDecisive(_ question: Question) -> Bool {
        guard !question.terms.isRequired, !isOfChoice(question) else { return true }
        let isAlerted = regimen.alerts.contains { $0.condition?.questions.contains(question.id) ?? false }
        return !isAlerted || decisiveConditions.contains { $0.questions.contains(question.id) } || regimen.computedQuestions.contains(question.terms.code)
    }

    /// Names of the fields that are figures with units.
    var figures: [String] {
        let needed = needed
        return [(PatientField.weight, "weight"), (.height, "height"), (.age, "age")].filter { needed.contains($0.0) }.map(\.1)
    }

    /// Anything that could change the plan: a dose, a limit, a row, an alert, a rate or the weight dosed by.
    var needed: Set<PatientField> {
        var needed: Set<PatientField> = []
        let doses = regimen.doses
        var bases: [Amount.Basis] = doses.filter { $0.calvert == nil }.map { $0.amount.basis } + regimen.allCaps.map { $0.amount.basis }
        bases += terms.adjustments.compactMap { $0.bolus?.basis } + terms.adjustments.compactMap { $0.change?.amount.basis }
        bases += infusions.map { $0.maximum.amount.basis }
        if bases.contains(.perKilogram) || bases.contains(.perSquareMetre) { needed.insert(.weight) }
        if bases.contains(.perSquareMetre) { needed.insert(.height) }
        if bases.contains(.perKilogram) {
            for weight in protocols.map(\.terms) + (protocols.isEmpty ? [regimen.ownTerms] : []) {
                if weight.basis != .actual, weight.basis != .notStated { needed.formUnion([.height, .age, .sex]) }
                if weight.minimumHeight != nil { needed.insert(.height) }
                if weight.minimumAge != nil { needed.insert(.age) }
            }
        }
        if !terms.population.ages.isOpen || products.contains(where: { $0.terms.uses.contains { !$0.ages.isOpen } }) { needed.insert(.age) }
        if !terms.population.weights.isOpen { needed.insert(.weight) }
        for condition in regimen.conditions + protocols.compactMap({ $0.record.weight?.trigger }) { needed.formUnion(condition.fields) }
        for measure in regimen.measures { needed.formUnion(measure.terms.fields) }
        // A weight is held against the age, so that grams and pounds are noticed.
        if needed.contains(.weight) { needed.insert(.age) }
        return needed
    }

    // MARK: Questions

    private var all: [Question] {
        regimen.questions.joined(by: protocols.flatMap(\.record.questions) + products.flatMap(\.record.questions))
    }

    /// Asked only with a protocol or product that asks it.
    private func isOfChoice(_ question: Question) -> Bool { !regimen.questions.contains { $0.id == question.id } }

    /// Not asked with the protocol and the product that the form starts with.
    private func isUnasked(_ question: Question) -> Bool {
        let asking = (protocols.first { $0.isDefault }?.record.questions ?? []) + (products.first { $0.isDefault }?.record.questions ?? [])
        return isOfChoice(question) && !asking.contains { $0.id == question.id }
    }

    /// What the dose may rest on, each with what its field needs.
    var questions: TemplateValue { .list(questions(where: isDecisive)) }

    private func questions(where isAsked: (Question) -> Bool) -> [TemplateValue] {
        all.filter { !$0.terms.isTick && isAsked($0) }.map { question in
            var values: [TemplateKey: TemplateValue] = [
                .id: .text(question.id), .label: .text(RecordRows.sentence(question.label)), .help: .text(question.help),
                .isOfChoice: .flag(isOfChoice(question)), .isUnasked: .flag(isUnasked(question)),
                .isRequired: .flag(question.terms.isRequired), .isYesNo: .flag(question.terms.isYesNo),
            ]
            switch question.terms.kind {
            case .number(let units, let range):
                values[.isNumber] = true
                values[.unit] = .text(units.first?.symbol.string)
                values[.units] = .list(units.count > 1 ? units.map { .text($0.symbol.string) } : [])
                values[.low] = .text(Decimal.format(range.lowerBound))
                values[.high] = .text(Decimal.format(range.upperBound))
            case .choice(let choices):
                values[.isChoice] = true
                values[.answers] = .list(choices.map { [.value: .text($0.id.string), .words: .text(RecordRows.sentence($0.label.string))] })
            case .yesNo, .tick: break
            }
            return .object(values)
        }
    }

    /// Boxes to tick.
    var ticks: TemplateValue {
        .list(
            all.filter { $0.terms.isTick }.map { question in
                [
                    .id: .text(question.id), .label: .text(RecordRows.sentence(question.label)), .help: .text(question.help),
                    .isOfChoice: .flag(isOfChoice(question)), .isUnasked: .flag(isUnasked(question)),
                ]
            })
    }

    var hasOccasion: Bool { infusions.contains { $0.occasion != .any } }

    /// Rates of the products that can be rates of this regimen.
    private var infusions: [ProductTerms.Infusion] {
        products.flatMap(\.terms.infusions).filter { $0.indication == 0 || (terms.indication != 0 && $0.indication == terms.indication) }
    }

    /// Dates are of use where doses are more than a day apart.
    var hasStart: Bool { regimen.doses.contains { $0.occasions != nil || $0.every.map { $0.minutes > 1440 } ?? false } }

    var hasDays: Bool { regimen.days.map { $0.count > 1 } ?? false }

    /// Whether anything of the dose is chosen.
    var hasDoseFields: Bool {
        !protocols.isEmpty || !products.isEmpty || hasOccasion || regimen.doses.contains { $0.most != nil }
    }

    // MARK: Steps

    var steps: TemplateValue {
        let steps = regimen.steps
        guard steps.count > 1 else { return .list([]) }
        return .list(
            steps.enumerated().map { index, step in
                [.number: .text(String(index + 1)), .id: .text(step.id), .label: .text("\(index + 1): \(step.label)")]
            })
    }

    /// Ranges from which the reader chooses, by the step's id.
    var choices: TemplateValue {
        var found: [TemplateValue] = []
        for (name, step, ranges) in regimen.choices {
            // Rows may have ranges of their own; the engine says what is out of the one that holds.
            guard let first = ranges.first, let low = ranges.map(\.amount.value).min(), let high = ranges.compactMap(\.most?.value).max() else { continue }
            found.append([
                .name: .text(name),
                .label: .text(step.label.isEmpty ? "Dose chosen" : "\(step.label): dose chosen"), .low: .text(Decimal.format(low)), .high: .text(Decimal.format(high)),
                .unit: .text(first.unit.symbol), .step: .text(Decimal.format(Self.step(low, high), decimals: 3)),
            ])
        }
        return .list(found)
    }

    /// A round step that meets both ends, with ten steps or more between them.
    private static func step(_ low: Double, _ high: Double) -> Double {
        let wide = high - low
        for power in [1000.0, 100, 10, 1, 0.1, 0.01] {
            for factor in [5, 2.5, 2, 1] {
                let count = wide / (factor * power)
                if count >= 9.999, abs(count - count.rounded()) < 0.001 { return factor * power }
            }
        }
        return wide / 20
    }
}

/// A figure of the patient that a form asks for.
enum PatientField: Hashable { case weight, height, age, sex }

extension Condition {
    fileprivate var fields: Set<PatientField> {
        switch self {
        case .always, .answer: []
        case .sex: [.sex]
        case .limit(let limit):
            switch limit.subject {
            case .figure(.age): [.age]
            case .figure(.weight): [.weight]
            case .figure(.height): [.height]
            case .figure(.bodyMassIndex): [.weight, .height]
            case .figure(.percentOfIdeal): [.weight, .height, .age, .sex]
            case .dose, .question, .measure: []
            }
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
        case .not(let part): part.fields
        }
    }
}

extension MeasureTerms {
    fileprivate var fields: Set<PatientField> {
        switch formula {
        case .cockcroftGault: weight == .actual ? [.weight, .age, .sex] : [.weight, .height, .age, .sex]
        case .ckdEpi2021: [.age, .sex]
        case .schwartzBedside: [.height, .age]
        case .devine, .adjusted, .janmahasatian: [.weight, .height, .age, .sex]
        case .deIndexed, .mosteller, .duBois, .haycock: [.weight, .height]
        }
    }
}
