package import ClinicalLogic
package import SeededNumbers

/// Criteria sets and answers as no author would write them: all forms of items, rules nested at random, scores with
/// points below zero. The same seed gives the same sets.
package struct SeededCriteria {
    package var source: SeededGenerator

    package init(seed: UInt64) { source = SeededGenerator(seed: seed) }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &source) }
    private mutating func isDrawn(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &source) < chance }

    package mutating func terms(variables: Int) -> CriteriaTerms {
        var sizes: [Int] = []
        var items: [CriteriaTerms.Item] = []
        for variable in 0..<variables {
            switch number(0...5) {
            case 0:
                let size = number(2...4)
                sizes.append(size)
                items.append(.init(form: .choice, variable: variable, met: ValueSet(bits: 0)))
            case 1:
                let size = number(2...4)
                sizes.append(size)
                for member in 1..<size { items.append(.init(form: .state, variable: variable, met: ValueSet(member))) }
            case 2:
                let size = number(2...4)
                sizes.append(size)
                let limit = number(1...size)
                let met = isDrawn(0.5) ? ValueSet.first(limit % size) : ValueSet.first(size).subtracting(.first(limit % size))
                let cuts = (1..<size).map { CriteriaTerms.Cut(Double($0) * 2.5, isIncluded: number(0...1) == 0) }
                let isBounded = isDrawn(0.5)
                items.append(
                    .init(
                        form: .number, variable: variable, met: isDrawn(0.2) ? ValueSet(bits: 0) : met, cuts: cuts,
                        minimum: isBounded ? -100 : nil, maximum: isBounded ? 100 : nil))
            default:
                sizes.append(2)
                items.append(.init(form: .state, variable: variable, met: ValueSet(1)))
            }
        }
        let scores = (0..<number(0...2)).map { _ in score(sizes) }
        var rules: [[CriteriaTerms.Token]] = []
        for outcome in 0..<number(0...4) {
            var rule: [CriteriaTerms.Token] = []
            add(to: &rule, depth: number(0...3), outcome, sizes, scores)
            rules.append(rule)
        }
        return CriteriaTerms(sizes: sizes, items: items, scores: scores, rules: rules)!
    }

    /// Points are few and far between, so that sums often stand on a threshold.
    private mutating func score(_ sizes: [Int]) -> CriteriaTerms.Score {
        let points = sizes.map { size in (0..<size).map { $0 == 0 && isDrawn(0.8) ? 0 : Double(number(-2...6)) * 700_000 } }
        let thresholds = Set((0..<number(0...3)).map { _ in Double(number(-2...12)) * 700_000 }).sorted()
        return .init(points: points, thresholds: thresholds, logistic: isDrawn(0.3) ? Logistic(intercept: -5, slope: 1.25) : nil)
    }

    private mutating func add(
        to rule: inout [CriteriaTerms.Token], depth: Int, _ outcome: Int, _ sizes: [Int], _ scores: [CriteriaTerms.Score]
    ) {
        let count = number(1...4)
        switch depth == 0 ? 9 : number(0...5) {
        case 0: rule.append(.all(count))
        case 1: rule.append(.any(count))
        case 2: rule.append(.atLeast(number(1...count), of: count))
        case 3:
            rule.append(.not)
            return add(to: &rule, depth: depth - 1, outcome, sizes, scores)
        default: return addLeaf(to: &rule, outcome, sizes, scores)
        }
        for _ in 0..<count { add(to: &rule, depth: depth - 1, outcome, sizes, scores) }
    }

    private mutating func addLeaf(
        to rule: inout [CriteriaTerms.Token], _ outcome: Int, _ sizes: [Int], _ scores: [CriteriaTerms.Score]
    ) {
        if outcome > 0, isDrawn(0.15) { return rule.append(.outcome(number(0...outcome - 1))) }
        if let score = scores.indices.randomElement(using: &source), !scores[score].thresholds.isEmpty, isDrawn(0.3) {
            return rule.append(.threshold(score: score, number(0...scores[score].thresholds.count - 1)))
        }
        let variable = number(0...sizes.count - 1)
        rule.append(.literal(variable: variable, ValueSet(bits: UInt32(number(1...(1 << sizes[variable]) - 2)))))
    }

    /// Some items answered; a few of the answers wrong on purpose where `isCareless`.
    package mutating func answers(_ terms: CriteriaTerms, isCareless: Bool = false) -> CriteriaAnswers {
        let share = Double.random(in: 0...1, using: &source)
        var met = Set<Int>()
        let items = terms.items.map { item -> CriteriaAnswers.Item in
            guard isDrawn(share) else { return .init() }
            if isCareless, isDrawn(0.05) {
                let entries: [Entry] = [.unreadable, .number(1e300), .number(-7), .number(2.5), .number(40), .missing]
                return .init(Answer.allCases[number(0...2)], entries[number(0...5)])
            }
            switch item.form {
            case .choice: return .init(.unknown, .number(Double(number(0...terms.sizes[item.variable] - 1))))
            case .number where item.met.isEmpty || isDrawn(0.7): return .init(.unknown, .number(Double(number(-4...40)) / 4))
            case .number: return .init(canBeNotMet(item, terms) && isDrawn(0.5) ? .notMet : .met)
            case .state:
                if isDrawn(0.5), isCareless || met.insert(item.variable).inserted { return .init(.met) }
                return .init(.notMet)
            }
        }
        return CriteriaAnswers(items: items, score: isDrawn(0.1) ? terms.scores.indices.randomElement(using: &source) : nil)
    }

    private func canBeNotMet(_ item: CriteriaTerms.Item, _ terms: CriteriaTerms) -> Bool {
        item.met != .first(terms.sizes[item.variable])
    }

    /// The terms and answers as a page gives them to the core.
    package static func request(_ terms: [Double], _ answers: CriteriaAnswers) -> [Double] {
        var numbers = terms
        answers.encode(into: &numbers)
        return numbers
    }
}
