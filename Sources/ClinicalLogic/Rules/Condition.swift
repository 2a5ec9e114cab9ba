/// To whom an alert, a row or a weight applies, as a record says it.
public indirect enum Condition: Hashable, Sendable {
    case always
    case limit(Limit)
    /// The question with this id has this answer: `yes`, `no` or one of its choices.
    case answer(question: String, answer: String, words: String)
    case sex(Sex)
    case all([Condition])
    case any([Condition])
    case atLeast(Int, of: [Condition])
    case not(Condition)

    /// A figure held against a limit.
    public struct Limit: Hashable, Sendable {
        public var subject: Subject
        public var comparison: Comparison
        /// In the unit the engine has the figure in.
        public var value: Double
        /// What is limited, for readers: `creatinine clearance`.
        public var name: String
        /// The limit with its unit: `30 mL/min`.
        public var words: String

        public init(_ subject: Subject, _ comparison: Comparison, _ value: Double, name: String, words: String) {
            self.subject = subject
            self.comparison = comparison
            self.value = value
            self.name = name
            self.words = words
        }
    }

    public enum Subject: Hashable, Sendable {
        case figure(PatientFigure)
        case dose(DoseFigure, BaseUnit)
        case question(String)
        case measure(String)
    }

    /// The condition in plain words that can be read in one way: `age under 18 years, or BMI at least 30`. Parts that are joined themselves stand in
    /// parentheses: `A, and B, or C` would be two conditions.
    public var words: String {
        switch self {
        case .always: "always"
        case .limit(let limit): "\(limit.name) \(limit.comparison.words) \(limit.words)"
        case .answer(_, _, let words): words
        case .sex(let sex): sex == .male ? "male" : "female"
        case .all(let parts): Self.limits(ofOne: parts) ?? parts.map { $0.part }.joined(separator: ", and ")
        case .any(let parts): parts.map { $0.part }.joined(separator: ", or ")
        case .atLeast(let count, let parts): "at least \(count) of: " + parts.map { $0.part }.joined(separator: "; ")
        case .not(let part): "not (\(part.words))"
        }
    }

    /// Its words as a part of a longer condition.
    private var part: String {
        switch self {
        case .all(let parts): parts.count > 1 && Self.limits(ofOne: parts) == nil ? "(\(words))" : words
        case .any(let parts): parts.count > 1 ? "(\(words))" : words
        case .atLeast: "(\(words))"
        case .always, .limit, .answer, .sex, .not: words
        }
    }

    /// `aPTT at least 35 s and at most 45 s`; nil where the parts are not limits of one figure.
    private static func limits(ofOne parts: [Condition]) -> String? {
        var words: String?
        var subject: Subject?
        for part in parts {
            guard case .limit(let limit) = part, subject == nil || subject == limit.subject else { return nil }
            subject = limit.subject
            let bound = "\(limit.comparison.words) \(limit.words)"
            words = words.map { "\($0) and \(bound)" } ?? "\(limit.name) \(bound)"
        }
        return words
    }

    /// Every limit in it, in order.
    public var limits: [Limit] {
        switch self {
        case .limit(let limit): [limit]
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap { $0.limits }
        case .not(let part): part.limits
        case .always, .answer, .sex: []
        }
    }

    /// The ids of the questions it names, in order.
    public var questions: [String] {
        switch self {
        case .limit(let limit):
            if case .question(let id) = limit.subject { [id] } else { [] }
        case .answer(let question, _, _): [question]
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap { $0.questions }
        case .not(let part): part.questions
        case .always, .sex: []
        }
    }

    /// The ids of the measures it names, in order.
    public var measures: [String] {
        limits.compactMap { if case .measure(let id) = $0.subject { id } else { nil } }
    }
}

extension PatientFigure {
    /// As records write it.
    public var name: String {
        switch self {
        case .age: "age"
        case .weight: "weight"
        case .height: "height"
        case .bodyMassIndex: "bmi"
        case .percentOfIdeal: "percent-of-ideal"
        }
    }

    public var words: String {
        switch self {
        case .age: "age"
        case .weight: "body weight"
        case .height: "height"
        case .bodyMassIndex: "BMI"
        case .percentOfIdeal: "body weight as a percentage of ideal weight"
        }
    }

    /// The unit limits are kept in; nil for a percentage, which is a plain number.
    public var unit: Unit? {
        switch self {
        case .age: Unit(.year)
        case .weight: Unit(.kilogram)
        case .height: Unit(.centimetre)
        case .bodyMassIndex: Unit(.kilogram, per: .squareMetre)
        case .percentOfIdeal: nil
        }
    }
}

extension DoseFigure {
    /// As records write it; the same for limits per kg.
    public var name: String {
        switch self {
        case .each, .eachPerKilogram: "each-dose"
        case .day, .dayPerKilogram: "day-dose"
        case .course, .coursePerKilogram: "course"
        }
    }

    public var words: String {
        switch self {
        case .each, .eachPerKilogram: "each dose"
        case .day, .dayPerKilogram: "dose per day"
        case .course, .coursePerKilogram: "course dose"
        }
    }

    /// The same figure per kilogram of dosing weight.
    public var perKilogram: DoseFigure {
        switch self {
        case .each, .eachPerKilogram: .eachPerKilogram
        case .day, .dayPerKilogram: .dayPerKilogram
        case .course, .coursePerKilogram: .coursePerKilogram
        }
    }
}

extension PlanCondition {
    /// What the names in conditions stand for.
    public struct Names: Sendable {
        public var questions: [String: QuestionTerms]
        public var measures: [String]

        public init(questions: [String: QuestionTerms] = [:], measures: [String] = []) {
            self.questions = questions
            self.measures = measures
        }
    }

    /// Nil when the condition names what there is not, or has no end of parts.
    public init?(_ condition: Condition, _ names: Names = Names()) {
        guard let tokens = Self.tokens(condition, names), tokens.count <= Self.limit else { return nil }
        self.init(tokens: tokens)
    }

    private static func tokens(_ condition: Condition, _ names: Names) -> [Token]? {
        func joined(_ head: Token, _ parts: [Condition]) -> [Token]? {
            var joined = [head]
            for part in parts {
                guard let tokens = tokens(part, names) else { return nil }
                joined += tokens
            }
            return joined
        }
        switch condition {
        case .always: return [.always]
        case .sex(let sex): return [.sex(sex)]
        case .limit(let limit): return subject(limit.subject, names).map { [.limit($0, limit.comparison, limit.value)] }
        case .answer(let id, let answer, _):
            guard let question = names.questions[id], let number = question.number(of: answer) else { return nil }
            return [.answer(question.code, number)]
        case .not(let part): return joined(.not, [part])
        case .all(let parts): return joined(.all(parts.count), parts)
        case .any(let parts): return joined(.any(parts.count), parts)
        case .atLeast(let count, let parts): return joined(.atLeast(count, parts.count), parts)
        }
    }

    public static func subject(_ subject: Condition.Subject, _ names: Names) -> Subject? {
        switch subject {
        case .figure(let figure): .figure(figure)
        case .dose(let figure, let unit): .dose(figure, unit)
        case .question(let id): names.questions[id].map { .question($0.code) }
        case .measure(let id): names.measures.firstIndex(of: id).map { .measure($0) }
        }
    }
}

extension QuestionTerms {
    /// The number of an answer as records write it; nil for what is none.
    public func number(of answer: String) -> Int? {
        switch kind {
        case .yesNo, .tick: answer == "yes" ? Self.yes : answer == "no" ? Self.no : nil
        case .choice(let choices): choices.firstIndex { $0.id.string == answer }
        case .number: nil
        }
    }
}
