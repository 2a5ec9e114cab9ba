/// What follows from the answers given to a criteria set, and what is still missing.
public struct Assessment: Hashable, Sendable {
    public enum Status: UInt8, Hashable, Sendable {
        /// No answer that is still missing can change the conclusion.
        case decided
        case open
        /// The answers contradict one another or cannot be read; nothing is concluded.
        case refused
    }

    public struct Problem: Hashable, Sendable {
        public var item: Int
        public var problem: AnswerProblem
    }

    public struct Outcome: Hashable, Sendable {
        public var state: Answer
        /// Items it can still come to depend on, in order: the smallest set whose answers, whatever they are, settle it.
        public var missing: [Int]
        /// The fewest answers that would make it hold, and that would rule it out; empty where there is no such way.
        public var metBy: [NeededAnswer]
        public var notMetBy: [NeededAnswer]
    }

    public struct Score: Hashable, Sendable {
        /// Points of what is known, in millionths.
        public var soFar: Double
        /// The ends of what is still possible, in millionths.
        public var low: Double
        public var high: Double
        /// The thresholds reached at these: how many, from the lowest.
        public var lowClass: Int
        public var highClass: Int
        public var classSoFar: Int
        /// Points from `soFar` to the next threshold; nil where there is none above.
        public var toNext: Double?
        /// Items that can still change the points.
        public var missing: [Int]
        /// At `low` and `high`; nil where the criteria give no formula.
        public var probabilities: (low: Double, high: Double)?

        /// Whether it is known which thresholds are reached; without thresholds, whether the points are known.
        public func isDecided(thresholds: Int) -> Bool { thresholds == 0 ? low == high : lowClass == highClass }

        public static func == (a: Score, b: Score) -> Bool {
            a.soFar == b.soFar && a.low == b.low && a.high == b.high && a.missing == b.missing
        }

        public func hash(into hasher: inout Hasher) { hasher.combine(soFar) }
    }

    public var status: Status
    public var problems: [Problem]
    /// What is known of each item, by its own answer or by that of one that excludes it.
    public var items: [Answer]
    /// Points of each item that is a number or a choice, by score, where they are known.
    public var itemPoints: [[Double]?]
    public var outcomes: [Outcome]
    /// Which outcomes may be the first to hold; their count stands for none of them.
    public var firsts: ValueSet
    /// Items that can still change which one it is.
    public var missing: [Int]
    public var scores: [Score]

    public init(_ terms: CriteriaTerms, _ answers: CriteriaAnswers) {
        let known = KnownValues(terms, answers)
        status = .refused
        problems = []
        items = []
        itemPoints = []
        outcomes = []
        firsts = ValueSet(bits: 0)
        missing = []
        scores = []
        for (item, problem) in known.problems { problems.append(Problem(item: item, problem: problem)) }
        if !problems.isEmpty { return }
        for item in terms.items {
            items.append(item.met.isEmpty ? .unknown : known.sets[item.variable].holds(item.met))
            itemPoints.append(item.form == .state ? nil : Self.points(item.variable, terms, known.sets[item.variable]))
        }
        var reasoning = Reasoning(terms, known.sets)
        for score in 0..<terms.scores.count { scores.append(Self.score(score, reasoning)) }
        addOutcomes(&reasoning)
        status = isDecided(terms, answers, known.sets) ? .decided : .open
    }

    private static func points(_ variable: Int, _ terms: CriteriaTerms, _ values: ValueSet) -> [Double]? {
        guard values.isSingle else { return nil }
        var points: [Double] = []
        for score in terms.scores { points.append(score.points[variable][values.lowest]) }
        return points
    }

    // MARK: Outcomes

    private mutating func addOutcomes(_ reasoning: inout Reasoning) {
        let all = 0..<reasoning.terms.rules.count
        if all.isEmpty { return }
        for outcome in all { outcomes.append(Self.outcome(outcome, &reasoning)) }
        firsts = reasoning.firsts(all)
        if !firsts.isSingle { missing = Self.items(Self.dependences(all, &reasoning), reasoning) }
    }

    private static func outcome(_ index: Int, _ reasoning: inout Reasoning) -> Outcome {
        // Of one outcome alone: 0 that it holds, 1 that it does not.
        let possible = reasoning.firsts(index..<index + 1)
        if possible.isSingle {
            return Outcome(state: possible.contains(0) ? .met : .notMet, missing: [], metBy: [], notMetBy: [])
        }
        let open = dependences(index..<index + 1, &reasoning)
        var met = FewestAnswers(reasoning, outcome: index, wanted: .met, open: open)
        var notMet = FewestAnswers(reasoning, outcome: index, wanted: .notMet, open: open)
        return Outcome(state: .unknown, missing: items(open, reasoning), metBy: met.find(), notMetBy: notMet.find())
    }

    /// Variables that the first of the outcomes to hold can come to depend on.
    private static func dependences(_ outcomes: Range<Int>, _ reasoning: inout Reasoning) -> [Int] {
        var open: [Int] = []
        for variable in 0..<reasoning.sets.count where reasoning.depends(outcomes, on: variable) { open.append(variable) }
        return open
    }

    /// The items of these variables that are not answered yet.
    private static func items(_ variables: [Int], _ reasoning: Reasoning) -> [Int] {
        var items: [Int] = []
        for index in 0..<reasoning.terms.items.count {
            let item = reasoning.terms.items[index]
            guard variables.contains(item.variable), !reasoning.sets[item.variable].isSingle else { continue }
            if item.met.isEmpty || item.form == .number || reasoning.sets[item.variable].holds(item.met) == .unknown { items.append(index) }
        }
        return items
    }

    // MARK: Scores

    private static func score(_ index: Int, _ reasoning: Reasoning) -> Score {
        let score = reasoning.terms.scores[index]
        var soFar = 0.0
        var open: [Int] = []
        for variable in 0..<reasoning.sets.count {
            let values = reasoning.sets[variable]
            if values.isSingle { soFar += score.points[variable][values.lowest] }
            let lowest = score.points[variable][values.lowest]
            for value in 0..<reasoning.terms.sizes[variable] where values.contains(value) && score.points[variable][value] != lowest {
                open.append(variable)
                break
            }
        }
        let low = reasoning.lows[index]
        let high = reasoning.highs[index]
        let classSoFar = reached(score, soFar)
        return Score(
            soFar: soFar, low: low, high: high, lowClass: reached(score, low), highClass: reached(score, high),
            classSoFar: classSoFar, toNext: classSoFar < score.thresholds.count ? score.thresholds[classSoFar] - soFar : nil,
            missing: items(open, reasoning),
            probabilities: score.logistic.map { logistic in
                (logistic.probability(score: ScorePoints.points(low)), logistic.probability(score: ScorePoints.points(high)))
            })
    }

    private static func reached(_ score: CriteriaTerms.Score, _ points: Double) -> Int {
        var count = 0
        for threshold in score.thresholds where points >= threshold { count += 1 }
        return count
    }

    // MARK: Status

    /// By the outcomes where there are any; else by the scores, all or the one that is asked for; else by the items.
    private func isDecided(_ terms: CriteriaTerms, _ answers: CriteriaAnswers, _ sets: [ValueSet]) -> Bool {
        if let asked = answers.score, asked < scores.count { return scores[asked].isDecided(thresholds: terms.scores[asked].thresholds.count) }
        if !outcomes.isEmpty { return firsts.isSingle }
        if !scores.isEmpty {
            for index in 0..<scores.count where !scores[index].isDecided(thresholds: terms.scores[index].thresholds.count) { return false }
            return true
        }
        for set in sets where !set.isSingle { return false }
        return true
    }
}
