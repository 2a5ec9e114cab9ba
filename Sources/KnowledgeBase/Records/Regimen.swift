public import ClinicalLogic
public import Diagnostics

/// A dose regimen: steps and their doses, limits, population, what is asked and worked out, alerts and worked examples.
public struct Regimen: Sendable {
    public struct Population: Sendable {
        public let text: String
        public let minimumAge: Quantity?
        public let maximumAge: Quantity?
        public let minimumWeight: Quantity?
        public let maximumWeight: Quantity?
        /// True where a patient outside gets a caution and a dose.
        public let isOnlyCaution: Bool
    }

    /// A row of a table, with the words of its condition.
    public struct Row<Outcome: Sendable>: Sendable {
        /// Always for what is no table.
        public let condition: Condition
        public let outcome: Outcome
        public let position: SourcePosition
    }

    public enum Course: Sendable {
        /// The alert that holds the words.
        case stop(Int)
        case steps([Step])
    }

    public enum StepDose: Sendable {
        case stop(Int)
        case dose(DoseTerms)
    }

    public struct Step: Sendable {
        /// Empty for the only step of a regimen.
        public let id: String
        public let label: String
        public let rows: [Row<StepDose>]
        /// Limits of this step, besides the regimen's.
        package let caps: [RegimenTerms.Cap]
    }

    public struct Alert: Sendable {
        public enum Level: String, CaseIterable, Sendable {
            /// Withholds the dose.
            case stop
            /// Shows beside the dose.
            case caution
        }
        /// Nil for the words of a row that stops.
        public let id: String?
        public let level: Level
        /// Nil for the words of a row that stops.
        public let condition: Condition?
        /// Boxes that everybody has ticked to whom it applies: rates are held to them, ticked or not.
        public let risks: [String]
        public let text: RichText
        /// Of an alert that is written as one.
        let position: SourcePosition?
    }

    /// What a measurement changes of what runs.
    public struct Adjustment: Sendable {
        public let condition: Condition
        public let terms: RegimenTerms.Adjustment
        let position: SourcePosition
    }

    public let head: RecordHead
    public let drug: String
    public let route: Route?
    public let indication: Located<String>?
    public let population: Population
    public let questions: [Question]
    public let measures: [Measure]
    public let courses: [Row<Course>]
    /// Limits of every dose.
    package let caps: [RegimenTerms.Cap]
    public let adjustments: [Adjustment]
    public let alerts: [Alert]
    /// Stands first in every plan.
    public let guardWords: String?
    /// How long treatment lasts.
    public let duration: RichText?
    public let products: [Located<String>]
    public let protocols: [Located<String>]
    /// The regimen's own weight and rounding, where it names no protocols.
    public let ownTerms: ProtocolTerms
    /// The same as the record says them; nil for what it leaves out.
    package let ownWeight: WeightRule?
    package let ownSurface: DosingProtocol.SurfaceFormula?
    package let ownRounding: RoundingRule?
    public let examples: [WorkedExample]

    /// Every dose of every step, in order.
    public var doses: [DoseTerms] {
        var doses: [DoseTerms] = []
        for row in courses {
            guard case .steps(let steps) = row.outcome else { continue }
            for step in steps {
                for row in step.rows { if case .dose(let dose) = row.outcome { doses.append(dose) } }
            }
        }
        return doses
    }

    /// Every step by its place, as plans count them: of rows with steps of their own those with the most.
    public var steps: [Step] {
        courses.compactMap { if case .steps(let steps) = $0.outcome { steps } else { nil } }.max { $0.count < $1.count } ?? []
    }

    /// Of every row, alert and adjustment.
    public var conditions: [Condition] { alerts.compactMap(\.condition) + adjustments.map(\.condition) + rowConditions }

    /// Of the rows that the dose is read from.
    public var rowConditions: [Condition] { conditionsOfRows.map(\.condition) }

    /// The same with the places of the rows.
    var conditionsOfRows: [(condition: Condition, position: SourcePosition)] {
        courses.flatMap { row in
            let rows = if case .steps(let steps) = row.outcome { steps.flatMap(\.rows) } else { [Row<StepDose>]() }
            return [(row.condition, row.position)] + rows.map { ($0.condition, $0.position) }
        }
    }

    /// Steps with ranges from which the reader chooses, and the name by which the choice is entered.
    public var choices: [(name: String, step: Step, ranges: [DoseTerms])] {
        let steps = steps
        return steps.compactMap { step in
            let ranges = step.rows.compactMap { row -> DoseTerms? in
                if case .dose(let dose) = row.outcome, dose.most != nil { dose } else { nil }
            }
            if ranges.isEmpty { return nil }
            return (step.id.isEmpty || steps.count == 1 ? "amount" : "amount.\(step.id)", step, ranges)
        }
    }

    /// Codes of the questions whose answers a dose, a limit or a measure is worked out from.
    public var computedQuestions: Set<Int> {
        var codes = Set<Int>()
        for dose in doses {
            guard let calvert = dose.calvert else { continue }
            codes.insert(calvert.target)
            if case .question(let code) = calvert.filtration { codes.insert(code) }
        }
        for cap in allCaps { if case .lifetime(let code) = cap.kind { codes.insert(code) } }
        for measure in measures where measure.terms.creatinine != 0 { codes.insert(measure.terms.creatinine) }
        return codes
    }

    /// Days a course may be divided over, of any of its doses.
    public var days: ClosedRange<Int>? {
        let divisions = doses.compactMap(\.division)
        guard let low = divisions.map(\.fewest).min(), let high = divisions.map(\.most).max() else { return nil }
        return low...high
    }
}

extension Regimen {
    /// In the terms of the engine; nil where a condition names what there is not, which has been reported.
    func terms(code: Int, indication: Int, products: [Int], protocols: [Int]) -> RegimenTerms? {
        let names = PlanCondition.Names(
            questions: Dictionary(questions.map { ($0.id, $0.terms) }, uniquingKeysWith: { first, _ in first }), measures: measures.map(\.id))
        var rows: [RegimenTerms.Row<RegimenTerms.Course>] = []
        for row in courses {
            guard let condition = PlanCondition(row.condition, names) else { return nil }
            switch row.outcome {
            case .stop(let alert): rows.append(.init(condition, .stop(alert)))
            case .steps(let steps):
                var converted: [RegimenTerms.Step] = []
                for step in steps {
                    guard let step = step.terms(names) else { return nil }
                    converted.append(step)
                }
                rows.append(.init(condition, .steps(converted)))
            }
        }
        var alerts: [RegimenTerms.Alert] = []
        for alert in self.alerts {
            var condition: PlanCondition?
            if let own = alert.condition {
                guard let converted = PlanCondition(own, names) else { return nil }
                condition = converted
            }
            alerts.append(.init(isStop: alert.level == .stop, condition: condition, risks: alert.risks.map(Question.code)))
        }
        func years(_ age: Quantity?) -> Double? { age?.years }
        func kilograms(_ weight: Quantity?) -> Double? { weight?.converted(to: Unit(.kilogram))?.value }
        return RegimenTerms(
            code: code, indication: indication, products: products, protocols: protocols, route: route,
            population: .init(
                ages: Limits(minimum: years(population.minimumAge), maximum: years(population.maximumAge)),
                weights: Limits(minimum: kilograms(population.minimumWeight), maximum: kilograms(population.maximumWeight)),
                isOnlyCaution: population.isOnlyCaution),
            questions: questions.map(\.terms), measures: measures.map(\.terms), rows: rows, caps: caps,
            adjustments: adjustments.map(\.terms), alerts: alerts, guardWords: ClinicalText(string: guardWords ?? ""))
    }
}

extension Regimen.Step {
    fileprivate func terms(_ names: PlanCondition.Names) -> RegimenTerms.Step? {
        var rows: [RegimenTerms.Row<RegimenTerms.StepDose>] = []
        for row in self.rows {
            guard let condition = PlanCondition(row.condition, names) else { return nil }
            switch row.outcome {
            case .stop(let alert): rows.append(.init(condition, .stop(alert)))
            case .dose(let dose): rows.append(.init(condition, .dose(dose)))
            }
        }
        return RegimenTerms.Step(id: ClinicalText(string: id), label: ClinicalText(string: label), rows: rows, caps: caps)
    }
}
