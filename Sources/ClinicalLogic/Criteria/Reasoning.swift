/// Works out what follows from the values that variables can still have.
///
/// Kleene's logic alone calls `x or not x` unknown. An outcome is decided here when it is the same for every completion of
/// what is known: where Kleene's logic leaves it open, completions are gone through, a variable at a time, and a branch is
/// left as soon as Kleene's logic decides it. The search takes a fixed number of steps (`budget`). Where that runs out, an
/// outcome counts as undecided, which is never wrong, only less than could be said. A step more of knowledge never makes
/// the search longer, so what was decided stays decided.
struct Reasoning {
    let terms: CriteriaTerms
    /// What each variable can still be. The search narrows it and puts it back.
    var sets: [ValueSet]
    private let usesScores: Bool
    /// By outcome, as of the last evaluation.
    private(set) var states: [Answer] = []
    /// By score, in millionths: the ends of what is still possible.
    private(set) var lows: [Double] = []
    private(set) var highs: [Double] = []
    private var stack: [Answer] = []
    /// For each outcome and variable, whether the outcome's rule looks at it, by itself or through others.
    private var looksAt: [Bool] = []
    /// The variables that the question being asked is about.
    private var isAsked: [Bool] = []
    private var stepsLeft = 0

    static var budget: Int { 1_000 }

    init(_ terms: CriteriaTerms, _ sets: [ValueSet]) {
        self.terms = terms
        self.sets = sets
        var longest = 0
        var usesScores = false
        for rule in terms.rules {
            longest = max(longest, rule.count)
            for token in rule { if case .threshold = token { usesScores = true } }
        }
        self.usesScores = usesScores
        // All memory is taken at once: the browser's core gives none back before its next call.
        for _ in 0..<longest { stack.append(.unknown) }
        for _ in terms.rules { states.append(.unknown) }
        for _ in terms.scores {
            lows.append(0)
            highs.append(0)
        }
        for outcome in 0..<terms.rules.count {
            for _ in terms.sizes { looksAt.append(false) }
            for token in terms.rules[outcome] { look(at: token, outcome) }
        }
        for _ in terms.sizes { isAsked.append(false) }
        findRanges()
    }

    private mutating func look(at token: CriteriaTerms.Token, _ outcome: Int) {
        let row = outcome * terms.sizes.count
        switch token {
        case .literal(let variable, _): looksAt[row + variable] = true
        case .outcome(let earlier):
            for variable in 0..<terms.sizes.count where looksAt[earlier * terms.sizes.count + variable] { looksAt[row + variable] = true }
        case .threshold(let score, _):
            for variable in 0..<terms.sizes.count where terms.scores[score].counts(variable) { looksAt[row + variable] = true }
        case .all, .any, .atLeast, .not: break
        }
    }

    /// Whether an outcome's rule looks at a variable.
    func looks(_ outcome: Int, at variable: Int) -> Bool { looksAt[outcome * terms.sizes.count + variable] }

    private mutating func ask(_ outcomes: Range<Int>) {
        stepsLeft = Self.budget
        for variable in 0..<terms.sizes.count {
            isAsked[variable] = false
            for outcome in outcomes where looks(outcome, at: variable) { isAsked[variable] = true }
        }
    }

    /// The next variable to go through; the number of variables when there is none.
    private func open(from next: Int, except asked: Int) -> Int {
        var variable = next
        while variable < sets.count, sets[variable].isSingle || !isAsked[variable] || variable == asked { variable += 1 }
        return variable
    }

    // MARK: Kleene's logic

    mutating func findRanges() {
        for score in 0..<terms.scores.count {
            var low = 0.0
            var high = 0.0
            for variable in 0..<sets.count {
                var least = Double.infinity
                var most = -Double.infinity
                for value in 0..<terms.sizes[variable] where sets[variable].contains(value) {
                    let points = terms.scores[score].points[variable][value]
                    if points < least { least = points }
                    if points > most { most = points }
                }
                low += least
                high += most
            }
            lows[score] = low
            highs[score] = high
        }
    }

    /// The states of the outcomes up to and with `last`.
    mutating func evaluate(through last: Int) {
        if usesScores { findRanges() }
        var outcome = 0
        while outcome <= last {
            states[outcome] = state(of: outcome)
            outcome += 1
        }
    }

    /// A rule is read from its end, so that the parts of a token lie on the stack when it comes.
    private mutating func state(of outcome: Int) -> Answer {
        var top = 0
        var index = terms.rules[outcome].count
        while index > 0 {
            index -= 1
            var parts = 0
            var wanted = 0
            switch terms.rules[outcome][index] {
            case .literal(let variable, let values):
                stack[top] = sets[variable].holds(values)
                top += 1
                continue
            case .threshold(let score, let threshold):
                let limit = terms.scores[score].thresholds[threshold]
                stack[top] = lows[score] >= limit ? .met : highs[score] < limit ? .notMet : .unknown
                top += 1
                continue
            case .outcome(let earlier):
                stack[top] = states[earlier]
                top += 1
                continue
            case .not:
                stack[top - 1] = stack[top - 1].negated
                continue
            case .all(let count):
                parts = count
                wanted = count
            case .any(let count):
                parts = count
                wanted = 1
            case .atLeast(let count, let all):
                parts = all
                wanted = count
            }
            var met = 0
            var open = 0
            for _ in 0..<parts {
                top -= 1
                if stack[top] == .met { met += 1 }
                if stack[top] == .unknown { open += 1 }
            }
            stack[top] = met >= wanted ? .met : met + open < wanted ? .notMet : .unknown
            top += 1
        }
        return stack[0]
    }

    /// Which of the outcomes may be the first to hold, counted from the first of them; their count stands for none.
    /// What Kleene's logic leaves open counts as possible.
    private mutating func roughFirsts(_ outcomes: Range<Int>) -> ValueSet {
        evaluate(through: outcomes.upperBound - 1)
        var found = ValueSet(bits: 0)
        for outcome in outcomes where states[outcome] != .notMet {
            found = found.union(ValueSet(outcome - outcomes.lowerBound))
            if states[outcome] == .met { return found }
        }
        return found.union(ValueSet(outcomes.count))
    }

    // MARK: Completions

    /// Which of the outcomes is the first to hold in some completion, counted from the first of them; their count stands
    /// for none.
    mutating func firsts(_ outcomes: Range<Int>) -> ValueSet {
        ask(outcomes)
        var found = ValueSet(bits: 0)
        addFirsts(outcomes, from: 0, to: &found)
        return found
    }

    private mutating func addFirsts(_ outcomes: Range<Int>, from next: Int, to found: inout ValueSet) {
        let rough = roughFirsts(outcomes)
        if rough.isSubset(of: found) { return }
        stepsLeft -= 1
        let variable = open(from: next, except: -1)
        guard !rough.isSingle, stepsLeft > 0, variable < sets.count else {
            found = found.union(rough)
            return
        }
        let whole = sets[variable]
        for value in 0..<terms.sizes[variable] where whole.contains(value) {
            sets[variable] = ValueSet(value)
            addFirsts(outcomes, from: variable + 1, to: &found)
        }
        sets[variable] = whole
    }

    /// Whether the first outcome to hold can come to depend on a variable.
    mutating func depends(_ outcomes: Range<Int>, on variable: Int) -> Bool {
        if sets[variable].isSingle { return false }
        ask(outcomes)
        return isAsked[variable] && depends(outcomes, on: variable, from: 0)
    }

    private mutating func depends(_ outcomes: Range<Int>, on asked: Int, from next: Int) -> Bool {
        let values = sets[asked]
        var union = ValueSet(bits: 0)
        var last = ValueSet(bits: 0)
        for value in 0..<terms.sizes[asked] where values.contains(value) {
            sets[asked] = ValueSet(value)
            let rough = roughFirsts(outcomes)
            if !last.isEmpty, rough.isDisjoint(with: last) {
                sets[asked] = values
                return true
            }
            last = rough
            union = union.union(rough)
        }
        sets[asked] = values
        if union.isSingle { return false }
        stepsLeft -= 1
        if stepsLeft <= 0 { return true }
        let variable = open(from: next, except: asked)
        if variable == sets.count { return true }
        let whole = sets[variable]
        var isDependent = false
        for value in 0..<terms.sizes[variable] where whole.contains(value) && !isDependent {
            sets[variable] = ValueSet(value)
            isDependent = depends(outcomes, on: asked, from: variable + 1)
        }
        sets[variable] = whole
        return isDependent
    }
}
