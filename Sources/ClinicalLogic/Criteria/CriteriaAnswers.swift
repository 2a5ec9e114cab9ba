/// What is known of a patient: an answer for each item of a criteria set, in its order.
public struct CriteriaAnswers: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        /// Met or not, for items that can be.
        public var state: Answer
        /// The number, or the place of the option that was chosen, from 0.
        public var entry: Entry

        public init(_ state: Answer = .unknown, _ entry: Entry = .missing) {
            self.state = state
            self.entry = entry
        }
    }

    public var items: [Item]
    /// The score that is asked for, where not all are.
    public var score: Int?

    public init(items: [Item], score: Int? = nil) {
        self.items = items
        self.score = score
    }

    public func encode(into numbers: inout [Double]) {
        numbers.append(score.map { $0 + 1 } ?? 0)
        for item in items {
            numbers.append(item.state.rawValue)
            item.entry.encode(into: &numbers)
        }
    }

    /// As many answers as the terms have items.
    public init(decoding reader: inout NumberReader, _ terms: CriteriaTerms) throws(MalformedNumbers) {
        let chosen = try reader.count(upTo: terms.scores.count)
        score = chosen == 0 ? nil : chosen - 1
        items = []
        for _ in 0..<terms.items.count {
            let state: Answer = try reader.choice()
            items.append(Item(state, try Entry(decoding: &reader)))
        }
    }
}

/// Why an answer cannot be computed with.
public enum AnswerProblem: Hashable, Sendable {
    case notANumber
    /// Below the least or above the largest number there can be.
    case outOfRange
    /// Both a number and met or not met.
    case answeredTwice
    /// Met, though an item that excludes it is met as well.
    case excluded
    /// Met or not met, for an item that has to be answered with a number or a choice.
    case notAState
}

/// What the answers leave possible.
struct KnownValues {
    var sets: [ValueSet] = []
    var problems: [(item: Int, problem: AnswerProblem)] = []

    init(_ terms: CriteriaTerms, _ answers: CriteriaAnswers) {
        for size in terms.sizes { sets.append(.first(size)) }
        for index in 0..<terms.items.count {
            let item = terms.items[index]
            let answer = answers.items[index]
            if let problem = Self.problem(item, answer, values: terms.sizes[item.variable]) {
                problems.append((index, problem))
                continue
            }
            var values = sets[item.variable]
            if let number = answer.entry.number {
                values = values.intersection(ValueSet(item.form == .number ? item.value(of: number) : Rounding.integer(number)))
            }
            switch answer.state {
            case .met: values = values.intersection(item.met)
            case .notMet: values = values.subtracting(item.met)
            case .unknown: break
            }
            if values.isEmpty { problems.append((index, .excluded)) } else { sets[item.variable] = values }
        }
    }

    private static func problem(_ item: CriteriaTerms.Item, _ answer: CriteriaAnswers.Item, values: Int) -> AnswerProblem? {
        if answer.state.isDecided, item.met.isEmpty { return .notAState }
        switch answer.entry {
        case .missing: return nil
        case .unreadable, .unknownUnit: return .notANumber
        case .number(let number):
            if answer.state.isDecided { return .answeredTwice }
            switch item.form {
            case .state: return .notANumber
            case .number:
                if let minimum = item.minimum, number < minimum { return .outOfRange }
                if let maximum = item.maximum, number > maximum { return .outOfRange }
                return nil
            case .choice:
                return number >= 0 && number < Double(values) && number == number.rounded(.down) ? nil : .outOfRange
            }
        }
    }
}
