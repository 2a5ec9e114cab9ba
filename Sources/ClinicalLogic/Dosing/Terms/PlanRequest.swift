/// What is asked for besides the patient's size: days, first day, the step in view, and the answers to what records ask.
public struct PlanRequest: Sendable {
    /// What was answered to a question.
    public final class Answer: Sendable {
        public enum Value: Hashable, Sendable {
            /// Yes, no or one of the choices; see `QuestionTerms`.
            case choice(Int)
            /// In the question's first unit.
            case number(Double)
            case unreadable
        }

        /// The question's code.
        public let question: Int
        public let value: Value

        public init(_ question: Int, _ value: Value) {
            self.question = question
            self.value = value
        }
    }

    /// A choice within a range, for a step by its place.
    public final class Choice: Sendable {
        public let step: Int
        /// In the unit of the step's amount.
        public let value: Entry

        public init(step: Int, value: Entry) {
            self.step = step
            self.value = value
        }
    }

    /// A measure that is known from elsewhere, by its place, in its own unit.
    public final class KnownMeasure: Sendable {
        public let measure: Int
        public let value: Entry

        public init(measure: Int, value: Entry) {
            self.measure = measure
            self.value = value
        }
    }

    /// Days to divide a course over; missing means as few as the regimen and its caps allow.
    public var days: Entry
    /// First day, counted from 1 January 1970; missing means no dates.
    public var start: Entry
    /// Which step of the regimen is shown in full, from 0.
    public var step: Int
    public var answers: [Answer]
    public var choices: [Choice]
    public var known: [KnownMeasure]
    /// Whether this is the first infusion of the treatment or a later one; nil where nobody said.
    public var occasion: ProductTerms.Occasion?
    /// True when the reader has confirmed a weight that is unusual for the age.
    public var isWeightConfirmed: Bool

    public init(
        days: Entry = .missing, start: Entry = .missing, step: Int = 0, answers: [Answer] = [], choices: [Choice] = [],
        known: [KnownMeasure] = [], occasion: ProductTerms.Occasion? = nil, isWeightConfirmed: Bool = false
    ) {
        self.days = days
        self.start = start
        self.step = step
        self.answers = answers
        self.choices = choices
        self.known = known
        self.occasion = occasion
        self.isWeightConfirmed = isWeightConfirmed
    }

    func answer(to question: Int) -> Answer.Value? {
        for answer in answers where answer.question == question { return answer.value }
        return nil
    }

    func isYes(_ question: Int) -> Bool { answer(to: question) == .choice(QuestionTerms.yes) }
}
