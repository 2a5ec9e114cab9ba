import Testing

@testable import ClinicalLogic

@Suite("Criteria", .timeLimit(.minutes(20)))
struct CriteriaLogicTests {
    private static func state(_ variable: Int) -> CriteriaTerms.Item { .init(form: .state, variable: variable, met: ValueSet(1)) }
    private static func met(_ variable: Int) -> CriteriaTerms.Token { .literal(variable: variable, ValueSet(1)) }

    /// Items that are simply met or not, and one rule.
    private static func terms(_ count: Int, _ rules: [CriteriaTerms.Token]...) -> CriteriaTerms {
        CriteriaTerms(sizes: Array(repeating: 2, count: count), items: (0..<count).map(state), scores: [], rules: rules)!
    }

    private func assess(_ terms: CriteriaTerms, _ answers: Answer...) -> Assessment {
        Assessment(terms, CriteriaAnswers(items: answers.map { .init($0) }))
    }

    // MARK: Three values

    @Test("All, any and at least follow Kleene's tables")
    func tables() {
        let all = Self.terms(2, [.all(2), Self.met(0), Self.met(1)], [.any(2), Self.met(0), Self.met(1)], [.not, Self.met(0)])
        let values = Answer.allCases
        for a in values {
            for b in values {
                let states = assess(all, a, b).outcomes.map(\.state.rawValue)
                #expect(states == [min(a.rawValue, b.rawValue), max(a.rawValue, b.rawValue), 2 - a.rawValue])
            }
        }
        let three = Self.terms(4, [.atLeast(3, of: 4), Self.met(0), Self.met(1), Self.met(2), Self.met(3)])
        #expect(assess(three, .met, .met, .unknown, .notMet).outcomes[0].state == .unknown)
        #expect(assess(three, .met, .met, .met, .unknown).outcomes[0].state == .met)
        #expect(assess(three, .notMet, .notMet, .unknown, .unknown).outcomes[0].state == .notMet)
    }

    @Test("What is the same for every completion is decided")
    func tautologies() {
        let either = Self.terms(1, [.any(2), Self.met(0), .not, Self.met(0)])
        #expect(assess(either, .unknown).outcomes[0].state == .met)
        let both = Self.terms(1, [.all(2), Self.met(0), .not, Self.met(0)])
        #expect(assess(both, .unknown).outcomes[0].state == .notMet)
        // With or without the first item, the second decides: a majority of a, not a and b.
        let majority = Self.terms(2, [.atLeast(2, of: 3), Self.met(0), .not, Self.met(0), Self.met(1)])
        #expect(assess(majority, .unknown, .met).outcomes[0].state == .met)
        #expect(assess(majority, .unknown, .unknown).outcomes[0].missing == [1])
    }

    @Test("The first outcome to hold applies, and is known when no other can come first")
    func firsts() {
        let terms = Self.terms(3, [.all(2), Self.met(0), Self.met(1)], [Self.met(0)], [.outcome(0)])
        let open = assess(terms, .met, .unknown, .unknown)
        #expect(open.outcomes.map(\.state) == [.unknown, .met, .unknown])
        #expect(open.firsts == ValueSet(bits: 0b0011))
        #expect(open.missing == [1])
        #expect(open.status == .open)
        let second = assess(terms, .met, .notMet, .unknown)
        #expect(second.firsts == ValueSet(1))
        #expect(second.status == .decided)
        #expect(assess(terms, .notMet, .unknown, .unknown).firsts == ValueSet(3))
    }

    @Test("The fewest answers that settle an outcome are named")
    func fewest() {
        // Three of a, b, c, d; or e.
        let terms = Self.terms(
            5, [.any(2), .atLeast(3, of: 4), Self.met(0), Self.met(1), Self.met(2), Self.met(3), Self.met(4)])
        let open = assess(terms, .met, .unknown, .unknown, .notMet, .unknown)
        #expect(open.outcomes[0].missing == [1, 2, 4])
        #expect(open.outcomes[0].metBy == [NeededAnswer(item: 4, finding: .met)])
        #expect(open.outcomes[0].notMetBy == [NeededAnswer(item: 1, finding: .notMet), NeededAnswer(item: 4, finding: .notMet)])
    }

    // MARK: Groups, numbers, choices

    @Test("When one of a group is met, the others are not; two of them are refused")
    func groups() {
        let terms = CriteriaTerms(
            sizes: [3], items: [1, 2].map { .init(form: .state, variable: 0, met: ValueSet($0)) },
            scores: [.init(points: [[0, 1_300_000, 2_100_000]], thresholds: [])], rules: [[.not, .literal(variable: 0, ValueSet(2))]])!
        let one = assess(terms, .met, .unknown)
        #expect(one.items == [.met, .notMet])
        #expect(one.scores[0].high == 1_300_000)
        #expect(one.outcomes[0].state == .met)
        let open = assess(terms, .unknown, .unknown)
        #expect(open.scores[0].low == 0 && open.scores[0].high == 2_100_000)
        #expect(open.scores[0].missing == [0, 1])
        let both = assess(terms, .met, .met)
        #expect(both.status == .refused)
        #expect(both.problems == [.init(item: 1, problem: .excluded)])
        #expect(assess(terms, .notMet, .notMet).scores[0].high == 0)
    }

    @Test(
        "A number lies in a stretch, its ends included as they say",
        arguments: [(4.9, 0), (5, 1), (5.1, 2), (14.9, 2), (15, 3), (1e9, 3), (-1e9, 0)])
    func stretches(_ number: Double, _ value: Int) {
        let item = CriteriaTerms.Item(
            form: .number, variable: 0, met: ValueSet(bits: 0),
            cuts: [.init(5, isIncluded: true), .init(5, isIncluded: false), .init(15, isIncluded: true)])
        #expect(item.value(of: number) == value)
    }

    @Test("Numbers that cannot be right are refused, with the reason")
    func refusals() {
        let terms = CriteriaTerms(
            sizes: [2, 3],
            items: [
                .init(form: .number, variable: 0, met: ValueSet(1), cuts: [.init(48, isIncluded: true)], minimum: 0, maximum: 52),
                .init(form: .choice, variable: 1, met: ValueSet(bits: 0)),
            ], scores: [], rules: [[Self.met(0)]])!
        func problem(_ item: CriteriaAnswers.Item, _ choice: CriteriaAnswers.Item = .init()) -> AnswerProblem? {
            Assessment(terms, CriteriaAnswers(items: [item, choice])).problems.first?.problem
        }
        #expect(problem(.init(.unknown, .number(480))) == .outOfRange)
        #expect(problem(.init(.unknown, .number(-0.1))) == .outOfRange)
        #expect(problem(.init(.unknown, .unreadable)) == .notANumber)
        #expect(problem(.init(.unknown, Entry(.nan))) == .notANumber)
        #expect(problem(.init(.met, .number(50))) == .answeredTwice)
        #expect(problem(.init(.met)) == nil)
        #expect(problem(.init(.unknown, .number(52))) == nil)
        #expect(problem(.init(), .init(.met)) == .notAState)
        #expect(problem(.init(), .init(.unknown, .number(3))) == .outOfRange)
        #expect(problem(.init(), .init(.unknown, .number(0.5))) == .outOfRange)
        #expect(problem(.init(), .init(.unknown, .number(1e300))) == .outOfRange)
    }

    // MARK: Points

    @Test("Sums of decimals are exact")
    func exactSums() throws {
        let points = try [0.1, 0.2, 3.1, 2.1, 5.3, -0.3, 1e6, 0.000001].map { try #require(ScorePoints.millionths($0)) }
        #expect(ScorePoints.points(points[0] + points[1]) == 0.3)
        #expect(ScorePoints.points(points[2] + points[3]) == 5.2)
        #expect(points[0] + points[1] + points[5] == 0)
        #expect(ScorePoints.points((0..<1000).reduce(0.0) { sum, _ in sum + points[0] }) == 100)
        #expect(ScorePoints.millionths(0.0000001) == nil)
        #expect(ScorePoints.millionths(1e7) == nil)
        #expect(ScorePoints.millionths(.nan) == nil)
    }

    @Test("A sum on a cut-off reaches it, and a cut-off only the last item can reach is open")
    func cutOffs() {
        let terms = CriteriaTerms(
            sizes: [2, 2], items: [Self.state(0), Self.state(1)],
            scores: [.init(points: [[0, 3_100_000], [0, 2_100_000]], thresholds: [5_200_000])], rules: [[.threshold(score: 0, 0)]])!
        #expect(assess(terms, .met, .met).outcomes[0].state == .met)
        #expect(assess(terms, .met, .met).scores[0].lowClass == 1)
        let open = assess(terms, .met, .unknown)
        #expect(open.outcomes[0].state == .unknown)
        #expect(open.scores[0].lowClass == 0 && open.scores[0].highClass == 1)
        #expect(open.scores[0].toNext == 2_100_000)
        #expect(assess(terms, .unknown, .notMet).outcomes[0].state == .notMet)
    }

    @Test("A probability follows from the score, and ends at 0 and 1")
    func probability() {
        let logistic = Logistic(intercept: -5, slope: 1)
        #expect(logistic.probability(score: 5) == 0.5)
        #expect(logistic.probability(score: 1e6) == 1)
        #expect(logistic.probability(score: -1e6) == 0)
        for score in stride(from: -20.0, through: 30, by: 0.37) {
            let sum = logistic.probability(score: score) + logistic.probability(score: 10 - score)
            #expect(abs(sum - 1) < 4e-16)
        }
    }
}
