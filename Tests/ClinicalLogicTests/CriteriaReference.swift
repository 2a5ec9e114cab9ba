import ClinicalLogic

/// Criteria by definition: every completion is gone through, and rules are read from their beginning, with plain truth.
/// It shares no code with the logic it is held against.
struct CriteriaReference {
    let terms: CriteriaTerms
    /// Every assignment of values to variables that the answers allow.
    private(set) var completions: [[Int]] = [[]]

    init(_ terms: CriteriaTerms, _ answers: CriteriaAnswers) {
        self.terms = terms
        for variable in terms.sizes.indices {
            let values = (0..<terms.sizes[variable]).filter { value in
                zip(terms.items, answers.items).allSatisfy { item, answer in
                    item.variable != variable || Self.allows(value, item, answer)
                }
            }
            completions = completions.flatMap { completion in values.map { completion + [$0] } }
        }
    }

    private static func allows(_ value: Int, _ item: CriteriaTerms.Item, _ answer: CriteriaAnswers.Item) -> Bool {
        if case .number(let number) = answer.entry {
            if item.form == .choice { return value == Int(number) }
            // The stretch between the limits below and above it.
            let isAbove = item.cuts.map { $0.isIncluded ? number >= $0.value : number > $0.value }
            return isAbove.count { $0 } == value
        }
        return answer.state == .unknown || (answer.state == .met) == item.met.contains(value)
    }

    /// Points of a completion, in millionths.
    func points(_ score: Int, _ completion: [Int]) -> Double {
        completion.enumerated().reduce(0) { $0 + terms.scores[score].points[$1.offset][$1.element] }
    }

    func holds(_ outcome: Int, _ completion: [Int]) -> Bool {
        var rest = terms.rules[outcome][...]
        return holds(&rest, completion)
    }

    private func holds(_ rest: inout ArraySlice<CriteriaTerms.Token>, _ completion: [Int]) -> Bool {
        func count(_ parts: Int, _ rest: inout ArraySlice<CriteriaTerms.Token>) -> Int {
            var found = 0
            for _ in 0..<parts where holds(&rest, completion) { found += 1 }
            return found
        }
        switch rest.removeFirst() {
        case .literal(let variable, let values): return values.contains(completion[variable])
        case .threshold(let score, let index): return points(score, completion) >= terms.scores[score].thresholds[index]
        case .outcome(let earlier): return holds(earlier, completion)
        case .all(let parts): return count(parts, &rest) == parts
        case .any(let parts): return count(parts, &rest) > 0
        case .atLeast(let wanted, let parts): return count(parts, &rest) >= wanted
        case .not: return !holds(&rest, completion)
        }
    }

    /// The first outcome of a range to hold; nil for none.
    func first(_ outcomes: Range<Int>, _ completion: [Int]) -> Int? { outcomes.first { holds($0, completion) } }

    func firsts(_ outcomes: Range<Int>) -> Set<Int?> { Set(completions.map { first(outcomes, $0) }) }

    /// Variables that make a difference in some completion.
    func dependences(_ outcomes: Range<Int>) -> Set<Int> {
        var found: [[Int]: Int?] = [:]
        for completion in completions { found[completion] = first(outcomes, completion) }
        var dependences = Set<Int>()
        for (completion, outcome) in found {
            for variable in terms.sizes.indices where !dependences.contains(variable) {
                for value in 0..<terms.sizes[variable] {
                    var other = completion
                    other[variable] = value
                    if let known = found[other], known != outcome { dependences.insert(variable) }
                }
            }
        }
        return dependences
    }

    /// The items of these variables.
    func items(_ variables: Set<Int>) -> [Int] { terms.items.indices.filter { variables.contains(terms.items[$0].variable) } }
}
