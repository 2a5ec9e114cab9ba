import Foundation
import SeededCriteria
import Testing

@testable import ClinicalLogic

/// Seeded sets and answers of every form, held against the definition.
@Suite("Criteria of every form", .timeLimit(.minutes(20)))
struct CriteriaPropertyTests {
    /// Sets whose completions can all be gone through.
    private func cases(_ count: Int, seed: UInt64, _ body: (CriteriaTerms, CriteriaAnswers, Assessment) throws -> Void) rethrows {
        var source = SeededCriteria(seed: seed)
        var done = 0
        while done < count {
            let terms = source.terms(variables: Int.random(in: 1...7, using: &source.source))
            guard terms.sizes.reduce(1, *) <= 200 else { continue }
            let answers = source.answers(terms)
            let assessment = Assessment(terms, answers)
            if assessment.status == .refused { continue }
            try body(terms, answers, assessment)
            done += 1
        }
    }

    @Test("What is said is true of every completion, and what is not said is not")
    func agreement() {
        cases(500, seed: 11) { terms, answers, assessment in
            let reference = CriteriaReference(terms, answers)
            for (index, outcome) in assessment.outcomes.enumerated() {
                let found = Set(reference.completions.map { reference.holds(index, $0) })
                let expected: Answer = found == [true] ? .met : found == [false] ? .notMet : .unknown
                #expect(outcome.state == expected)
                if outcome.state == .unknown {
                    let open = reference.items(reference.dependences(index..<index + 1)).filter { isOpen($0, assessment, terms) }
                    #expect(outcome.missing == open)
                }
            }
            let all = 0..<terms.rules.count
            if !all.isEmpty {
                let firsts = reference.firsts(all)
                #expect(Set((0...all.count).filter(assessment.firsts.contains).map { $0 == all.count ? nil : $0 }) == firsts)
                #expect(assessment.missing == reference.items(reference.dependences(all)).filter { isOpen($0, assessment, terms) })
            }
            for (index, score) in assessment.scores.enumerated() {
                let sums = reference.completions.map { reference.points(index, $0) }
                #expect(score.low == sums.min())
                #expect(score.high == sums.max())
                let reached = sums.map { sum in terms.scores[index].thresholds.count { sum >= $0 } }
                #expect(score.lowClass == reached.min() && score.highClass == reached.max())
            }
        }
    }

    /// Not an item of a group that another one of it has ruled out.
    private func isOpen(_ item: Int, _ assessment: Assessment, _ terms: CriteriaTerms) -> Bool {
        terms.items[item].form != .state || assessment.items[item] == .unknown
    }

    @Test("The answers named as settling an outcome do so, and none can be left out")
    func fewestAnswers() {
        var found = 0
        var smallest = 0
        cases(500, seed: 12) { terms, answers, assessment in
            let sets = KnownValues(terms, answers).sets
            for (index, outcome) in assessment.outcomes.enumerated() where outcome.state == .unknown {
                for (needed, wanted) in [(outcome.metBy, Answer.met), (outcome.notMetBy, .notMet)] where !needed.isEmpty {
                    func settles(_ needed: [NeededAnswer]) -> Bool {
                        var reasoning = Reasoning(terms, sets)
                        for answer in needed {
                            let item = terms.items[answer.item]
                            let values: ValueSet =
                                switch answer.finding {
                                case .met: item.met
                                case .notMet: ValueSet.first(terms.sizes[item.variable]).subtracting(item.met)
                                case .value(let value): ValueSet(value)
                                }
                            reasoning.sets[item.variable] = reasoning.sets[item.variable].intersection(values)
                        }
                        reasoning.evaluate(through: index)
                        return reasoning.states[index] == wanted
                    }
                    #expect(settles(needed))
                    for left in needed.indices {
                        var fewer = needed
                        fewer.remove(at: left)
                        #expect(!settles(fewer))
                    }
                    found += 1
                    if needed.count == 1 { smallest += 1 }
                }
            }
        }
        #expect(found > 100 && smallest > 30 && smallest < found)
    }

    @Test("What is decided stays decided when more becomes known")
    func monotone() {
        var steps = 0
        var decided = 0
        var source = SeededCriteria(seed: 13)
        for _ in 0..<80 {
            // Larger sets as well, where the search may run out of steps.
            let terms = source.terms(variables: Int.random(in: 1...12, using: &source.source))
            let full = source.answers(terms)
            var answers = CriteriaAnswers(items: full.items.map { _ in .init() })
            var before = Assessment(terms, answers)
            for item in terms.items.indices.shuffled(using: &source.source) {
                answers.items[item] = full.items[item]
                let after = Assessment(terms, answers)
                if after.status == .refused { break }
                steps += 1
                for (old, new) in zip(before.outcomes, after.outcomes) where old.state.isDecided {
                    decided += 1
                    #expect(new.state == old.state)
                }
                #expect(after.firsts.isSubset(of: before.firsts))
                #expect(before.status != .decided || after.status == .decided)
                for (old, new) in zip(before.scores, after.scores) {
                    #expect(new.low >= old.low && new.high <= old.high)
                    #expect(new.lowClass >= old.lowClass && new.highClass <= old.highClass)
                }
                before = after
            }
        }
        #expect(steps > 150 && decided > 80)
    }

    @Test("De Morgan's laws hold, and what is not not so is so")
    func deMorgan() {
        var states: [Answer: Int] = [:]
        cases(400, seed: 14) { terms, answers, assessment in
            guard terms.rules.count >= 2 else { return }
            let (a, b) = (CriteriaTerms.Token.outcome(0), CriteriaTerms.Token.outcome(1))
            var longer = terms
            let first = terms.rules.count
            longer.rules += [
                [.not, .all(2), a, b], [.any(2), .not, a, .not, b], [.not, .any(2), a, b], [.all(2), .not, a, .not, b], [.not, .not, a], [a],
                [.not, .atLeast(2, of: 3), a, b, a], [.atLeast(2, of: 3), .not, a, .not, b, .not, a],
            ]
            let found = Assessment(longer, answers).outcomes.map(\.state)
            for pair in stride(from: first, to: first + 8, by: 2) {
                #expect(found[pair] == found[pair + 1])
                states[found[pair], default: 0] += 1
            }
            #expect(Array(found.prefix(first)) == assessment.outcomes.map(\.state))
        }
        for state in Answer.allCases { #expect(states[state, default: 0] > 100, "\(state)") }
    }

    @Test("Terms and answers come back from their numbers as they were")
    func codec() throws {
        var source = SeededCriteria(seed: 15)
        for _ in 0..<500 {
            let terms = source.terms(variables: Int.random(in: 0...12, using: &source.source) + 1)
            let answers = source.answers(terms, isCareless: true)
            var numbers: [Double] = []
            terms.encode(into: &numbers)
            numbers = SeededCriteria.request(numbers, answers)
            var reader = NumberReader(numbers)
            let decoded = try CriteriaTerms(decoding: &reader)
            #expect(decoded == terms)
            #expect(try CriteriaAnswers(decoding: &reader, decoded) == answers)
            #expect(reader.isAtEnd)
        }
    }

    @Test("Damaged numbers are refused or read, and never crash")
    func damaged() {
        var source = SeededCriteria(seed: 16)
        let values = [.nan, .infinity, -1, 0, 1, 2, 3, 5, 31, 32, 0.5, 1e9, 1e300, 2_147_483_648]
        var refused = 0
        for _ in 0..<1_000 {
            let terms = source.terms(variables: Int.random(in: 1...8, using: &source.source))
            var numbers: [Double] = []
            terms.encode(into: &numbers)
            numbers = SeededCriteria.request(numbers, source.answers(terms, isCareless: true))
            let place = Int.random(in: 0..<numbers.count, using: &source.source)
            switch Int.random(in: 0...3, using: &source.source) {
            case 0: numbers.removeLast()
            case 1: numbers.append(1)
            default: numbers[place] = values.randomElement(using: &source.source)!
            }
            var reader = NumberReader(numbers)
            let report = AssessmentReport(decoding: &reader)
            #expect(report.numbers.count == report.bytes.count { $0 == UInt8(ascii: "\n") })
            if report.numbers.count == 1 { refused += 1 }
        }
        #expect(refused > 250)
    }

    @Test("The exponential function is within two units in the last place of the system's")
    func exponential() {
        var worst = 0.0
        for value in stride(from: -700.0, through: 700, by: 0.0537) {
            let expected = exp(value)
            let difference = abs(Power.exponential(value) - expected) / expected.ulp
            worst = max(worst, difference)
        }
        #expect(worst <= 2)
    }

    @Test("A logistic probability is within four units in the last place")
    func logistic() {
        var worst = 0.0
        for score in stride(from: -30.0, through: 40, by: 0.0111) {
            let expected = 1 / (1 + exp(5.33 - score))
            worst = max(worst, abs(Logistic(intercept: -5.33, slope: 1).probability(score: score) - expected) / expected.ulp)
        }
        #expect(worst <= 4)
    }
}
