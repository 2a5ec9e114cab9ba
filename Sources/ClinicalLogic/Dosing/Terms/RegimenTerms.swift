/// A regimen as the dose engine needs it: steps with their doses, limits, what is asked and worked out, and the conditions of its alerts.
///
/// Records other than this one are known by numbers that the caller gives them, the same in every record of one site;
/// 0 stands for none.
public final class RegimenTerms: Sendable {
    /// A row of a table: exactly one holds for each patient.
    public final class Row<Outcome: Sendable>: Sendable {
        public let condition: PlanCondition
        public let outcome: Outcome

        public init(_ condition: PlanCondition, _ outcome: Outcome) {
            self.condition = condition
            self.outcome = outcome
        }
    }

    /// What a row of the regimen says. A stop names one of the regimen's alerts, which holds the words.
    public enum Course: Sendable {
        case stop(Int)
        case steps([Step])
    }

    /// What a row of a step says.
    public enum StepDose: Sendable {
        case stop(Int)
        case dose(DoseTerms)
    }

    /// A stretch of the treatment.
    public final class Step: Sendable {
        /// As requests write it; empty for the only step of a regimen.
        public let id: ClinicalText
        public let label: ClinicalText
        public let rows: [Row<StepDose>]
        /// Limits of this step, besides the regimen's.
        public let caps: [Cap]

        public init(id: ClinicalText = ClinicalText(), label: ClinicalText = ClinicalText(), rows: [Row<StepDose>], caps: [Cap] = []) {
            self.id = id
            self.label = label
            self.rows = rows
            self.caps = caps
        }
    }

    /// An upper limit. Of several the least holds.
    public final class Cap: Sendable {
        public enum Kind: Hashable, Sendable {
            case dose
            case day
            case course
            /// Of a running rate, per this unit of time.
            case rate(BaseUnit)
            /// Of all that was ever given; the question says how much that was, in the unit of the limit.
            case lifetime(Int)
        }

        public let kind: Kind
        public let amount: Amount

        public init(_ kind: Kind, _ amount: Amount) {
            self.kind = kind
            self.amount = amount
        }
    }

    /// What a measurement changes of what runs.
    public final class Adjustment: Sendable {
        public let words: ClinicalText
        public let bolus: Amount?
        /// Of the rate, per hour or another time; negative to lower it.
        public let change: Rate?
        /// Minutes it is stopped.
        public let hold: Double?

        public init(words: ClinicalText, bolus: Amount? = nil, change: Rate? = nil, hold: Double? = nil) {
            self.words = words
            self.bolus = bolus
            self.change = change
            self.hold = hold
        }
    }

    public final class Alert: Sendable {
        public let isStop: Bool
        /// Nil for the words of a row that stops: it applies where the row holds.
        public let condition: PlanCondition?
        /// Boxes that everybody has ticked to whom it applies; they lower rates as ticked ones do.
        public let risks: [Int]

        public init(isStop: Bool, condition: PlanCondition?, risks: [Int] = []) {
            self.isStop = isStop
            self.condition = condition
            self.risks = risks
        }
    }

    /// Who the regimen is for. Ages in years, weights in kg, ends included.
    public final class Population: Sendable {
        public let ages: Limits
        public let weights: Limits
        /// True where a patient outside gets a caution and a dose.
        public let isOnlyCaution: Bool

        public init(ages: Limits = Limits(), weights: Limits = Limits(), isOnlyCaution: Bool = false) {
            self.ages = ages
            self.weights = weights
            self.isOnlyCaution = isOnlyCaution
        }
    }

    /// The regimen's own number among the site's records.
    public let code: Int
    public let indication: Int
    /// Products and protocols the regimen names; empty means any.
    public let products: [Int]
    public let protocols: [Int]
    public let route: Route?
    public let population: Population
    public let questions: [QuestionTerms]
    public let measures: [MeasureTerms]
    public let rows: [Row<Course>]
    public let caps: [Cap]
    public let adjustments: [Adjustment]
    public let alerts: [Alert]
    /// Stands first in every plan.
    public let guardWords: ClinicalText

    public init(
        code: Int = 0, indication: Int = 0, products: [Int] = [], protocols: [Int] = [], route: Route? = nil,
        population: Population = Population(), questions: [QuestionTerms] = [], measures: [MeasureTerms] = [], rows: [Row<Course>],
        caps: [Cap] = [], adjustments: [Adjustment] = [], alerts: [Alert] = [], guardWords: ClinicalText = ClinicalText()
    ) {
        self.code = code
        self.indication = indication
        self.products = products
        self.protocols = protocols
        self.route = route
        self.population = population
        self.questions = questions
        self.measures = measures
        self.rows = rows
        self.caps = caps
        self.adjustments = adjustments
        self.alerts = alerts
        self.guardWords = guardWords
    }

    /// More than any record has; what is decoded beyond it is not a record.
    static var limit: Int { 1000 }
}

/// Limits with both ends included.
public final class Limits: Sendable {
    public let minimum: Double?
    public let maximum: Double?

    public init(minimum: Double? = nil, maximum: Double? = nil) {
        self.minimum = minimum
        self.maximum = maximum
    }

    public var isOpen: Bool { minimum == nil && maximum == nil }

    /// Nil when there is a limit and no figure.
    @inline(never)
    func contains(_ figure: Double?) -> Bool? {
        if isOpen { return true }
        guard let figure else { return nil }
        if let minimum, Rounding.exceeds(minimum, figure) { return false }
        if let maximum, Rounding.exceeds(figure, maximum) { return false }
        return true
    }

    func encode(into numbers: inout [Double]) {
        numbers.append(optional: minimum)
        numbers.append(optional: maximum)
    }

    @inline(never)
    init(reading reader: inout NumberReader) {
        minimum = reader.readOptional()
        maximum = reader.readOptional()
    }
}
