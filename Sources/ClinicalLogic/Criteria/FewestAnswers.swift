/// An answer that is still to be given: an item, and what would have to be found.
public struct NeededAnswer: Hashable, Sendable {
    public enum Finding: Hashable, Sendable {
        case met, notMet
        /// The stretch of a number, or the option of a choice, from 0.
        case value(Int)
    }

    public var item: Int
    public var finding: Finding
}

/// The fewest answers that would settle an outcome.
///
/// All answers that can help are given at first; then those that are not needed are taken back, the last ones first. What
/// remains is a set that cannot be made smaller by leaving one out. Smaller sets of other answers are then looked for, in
/// a fixed number of steps: for criteria of the usual size the set found is the smallest.
struct FewestAnswers {
    private var reasoning: Reasoning
    private let outcome: Int
    private let wanted: Answer
    private var candidates: [NeededAnswer] = []
    private var values: [ValueSet] = []
    private var chosen: [Int] = []
    private var stepsLeft = 300

    /// `open` are the variables the outcome depends on.
    init(_ reasoning: Reasoning, outcome: Int, wanted: Answer, open: [Int]) {
        self.reasoning = reasoning
        self.outcome = outcome
        self.wanted = wanted
        for item in 0..<reasoning.terms.items.count { addCandidates(of: item, open) }
    }

    private mutating func addCandidates(of item: Int, _ open: [Int]) {
        let terms = reasoning.terms
        let variable = terms.items[item].variable
        guard open.contains(variable) else { return }
        let met = terms.items[item].met
        if met.isEmpty {
            for value in 0..<terms.sizes[variable] { addCandidate(item, .value(value), ValueSet(value)) }
        } else {
            addCandidate(item, .met, met)
            addCandidate(item, .notMet, ValueSet.first(terms.sizes[variable]).subtracting(met))
            // A number with bands may have to be more than met.
            if terms.items[item].form == .number, terms.sizes[variable] > 2 {
                for value in 0..<terms.sizes[variable] { addCandidate(item, .value(value), ValueSet(value)) }
            }
        }
    }

    private mutating func addCandidate(_ item: Int, _ finding: NeededAnswer.Finding, _ set: ValueSet) {
        let known = reasoning.sets[reasoning.terms.items[item].variable]
        if set.intersection(known).isEmpty || known.isSubset(of: set) { return }
        candidates.append(NeededAnswer(item: item, finding: finding))
        values.append(set)
    }

    /// Empty when no set of answers was found.
    mutating func find() -> [NeededAnswer] {
        guard settleGreedily() else { return [] }
        var best = chosen
        var size = 1
        while size < best.count, stepsLeft > 0 {
            chosen = []
            if search(size, from: 0) {
                best = chosen
                break
            }
            size += 1
        }
        var needed: [NeededAnswer] = []
        for candidate in best { needed.append(candidates[candidate]) }
        return needed
    }

    private func variable(_ candidate: Int) -> Int { reasoning.terms.items[candidates[candidate].item].variable }

    private mutating func isSettled() -> Bool {
        reasoning.evaluate(through: outcome)
        return reasoning.states[outcome] == wanted
    }

    private mutating func canStillSettle() -> Bool {
        reasoning.evaluate(through: outcome)
        return reasoning.states[outcome] != wanted.negated
    }

    /// Gives answers as long as the outcome stays within reach, then takes back what is not needed.
    private mutating func settleGreedily() -> Bool {
        let start = reasoning.sets
        for candidate in preferred() {
            let variable = variable(candidate)
            let before = reasoning.sets[variable]
            let narrowed = before.intersection(values[candidate])
            if narrowed.isEmpty || narrowed == before { continue }
            reasoning.sets[variable] = narrowed
            if canStillSettle() { chosen.append(candidate) } else { reasoning.sets[variable] = before }
        }
        let isFound = isSettled()
        reasoning.sets = start
        if !isFound { return false }
        var index = chosen.count
        while index > 0 {
            index -= 1
            let left = chosen.remove(at: index)
            if !settles(chosen) { chosen.insert(left, at: index) }
        }
        chosen = sorted(chosen)
        return true
    }

    private func sorted(_ list: [Int]) -> [Int] {
        var list = list
        for end in 1..<max(1, list.count) {
            var place = end
            while place > 0, list[place - 1] > list[place] {
                list.swapAt(place - 1, place)
                place -= 1
            }
        }
        return list
    }

    private mutating func settles(_ list: [Int]) -> Bool {
        let start = reasoning.sets
        for candidate in list {
            let variable = variable(candidate)
            reasoning.sets[variable] = reasoning.sets[variable].intersection(values[candidate])
        }
        let isFound = isSettled()
        reasoning.sets = start
        return isFound
    }

    /// Candidates, those first that alone bring the outcome nearer: for each variable, the one that leaves it in reach
    /// where its opposite would not help, and the one with most points for a score that is to be reached.
    private mutating func preferred() -> [Int] {
        var order: [Int] = []
        var gains: [Double] = []
        for candidate in 0..<candidates.count {
            let gain = gain(of: candidate)
            var place = order.count
            while place > 0, gains[place - 1] < gain { place -= 1 }
            order.insert(candidate, at: place)
            gains.insert(gain, at: place)
        }
        return order
    }

    /// How far a candidate moves scores the wanted way, and whether its sign in the rules is the wanted one.
    private func gain(of candidate: Int) -> Double {
        let terms = reasoning.terms
        let variable = variable(candidate)
        var gain = 0.0
        for score in terms.scores {
            var least = Double.infinity
            var lowest = Double.infinity
            for value in 0..<terms.sizes[variable] where reasoning.sets[variable].contains(value) {
                let points = score.points[variable][value]
                if points < lowest { lowest = points }
                if values[candidate].contains(value), points < least { least = points }
            }
            gain += (wanted == .met ? least - lowest : lowest - least) * 1e-6
        }
        let sign = sign(of: candidate)
        return gain + (wanted == .met ? sign : -sign) * 1e-3
    }

    /// Above zero when the outcome's own rule looks for what the candidate finds, below when it looks for the opposite.
    private func sign(of candidate: Int) -> Double {
        let terms = reasoning.terms
        let variable = variable(candidate)
        var sum = 0.0
        var isNegated: [Bool] = [false]
        for token in terms.rules[outcome] {
            let sign = isNegated.removeLast()
            switch token {
            case .literal(let named, let wanted) where named == variable:
                let found = reasoning.sets[variable].intersection(values[candidate])
                if found.isSubset(of: wanted) { sum += sign ? -1 : 1 }
                if found.isDisjoint(with: wanted) { sum += sign ? 1 : -1 }
            case .literal, .threshold, .outcome: break
            case .not: isNegated.append(!sign)
            case .all(let count), .any(let count), .atLeast(_, let count):
                for _ in 0..<count { isNegated.append(sign) }
            }
        }
        return sum
    }

    private mutating func search(_ size: Int, from next: Int) -> Bool {
        stepsLeft -= 1
        if stepsLeft <= 0 { return false }
        if size == 0 { return isSettled() }
        if !canStillSettle() { return false }
        var candidate = next
        while candidate + size <= candidates.count {
            let variable = variable(candidate)
            let before = reasoning.sets[variable]
            let narrowed = before.intersection(values[candidate])
            if !narrowed.isEmpty, narrowed != before {
                reasoning.sets[variable] = narrowed
                chosen.append(candidate)
                let isFound = search(size - 1, from: candidate + 1)
                reasoning.sets[variable] = before
                if isFound { return true }
                chosen.removeLast()
            }
            candidate += 1
        }
        return false
    }
}
