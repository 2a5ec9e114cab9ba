/// A criteria set in the form that is computed with: flat, and free of text.
///
/// Items are held by variables, each of which has one of a few values. An item that is simply met or not has a variable of
/// its own, with the values 0 (not met) and 1 (met). Items that exclude each other share one: 0 for none of them, then
/// one value for each. A number's values are the stretches between its limits, from the lowest. A choice has one for each
/// option. So what excludes what is never stated twice, and whatever is known is a set of values for each variable.
public struct CriteriaTerms: Hashable, Sendable {
    /// How an item is answered.
    public enum Form: UInt8, Hashable, Sendable {
        case state, number, choice
    }

    /// A limit between two stretches of numbers.
    public struct Cut: Hashable, Sendable {
        public var value: Double
        /// Whether the limit itself belongs to the upper stretch: `at least` and not `over`.
        public var isIncluded: Bool

        public init(_ value: Double, isIncluded: Bool) {
            self.value = value
            self.isIncluded = isIncluded
        }

        func isPassed(by number: Double) -> Bool { isIncluded ? number >= value : number > value }

        /// At one value, `at least` is passed before `over`.
        public static func precedes(_ a: Cut, _ b: Cut) -> Bool {
            a.value != b.value ? a.value < b.value : a.isIncluded && !b.isIncluded
        }
    }

    public struct Item: Hashable, Sendable {
        public var form: Form
        public var variable: Int
        /// Values for which it is met; none for a choice, and for a number without a limit.
        public var met: ValueSet
        /// Of a number, in order.
        public var cuts: [Cut]
        /// Numbers outside these are refused.
        public var minimum: Double?
        public var maximum: Double?

        public init(
            form: Form, variable: Int, met: ValueSet, cuts: [Cut] = [], minimum: Double? = nil, maximum: Double? = nil
        ) {
            self.form = form
            self.variable = variable
            self.met = met
            self.cuts = cuts
            self.minimum = minimum
            self.maximum = maximum
        }

        /// The stretch a number lies in.
        func value(of number: Double) -> Int {
            var value = 0
            for cut in cuts where cut.isPassed(by: number) { value += 1 }
            return value
        }
    }

    public struct Score: Hashable, Sendable {
        /// For each variable, the points of each of its values, in millionths.
        public var points: [[Double]]
        /// In millionths, from lowest to highest.
        public var thresholds: [Double]
        public var logistic: Logistic?

        public init(points: [[Double]], thresholds: [Double], logistic: Logistic? = nil) {
            self.points = points
            self.thresholds = thresholds
            self.logistic = logistic
        }

        /// Whether a variable's value makes a difference to it.
        func counts(_ variable: Int) -> Bool {
            for value in points[variable] where value != points[variable][0] { return true }
            return false
        }
    }

    public enum Token: Hashable, Sendable {
        case literal(variable: Int, ValueSet)
        /// A score of at least the threshold.
        case threshold(score: Int, Int)
        /// An outcome that stands before.
        case outcome(Int)
        case all(Int)
        case any(Int)
        case atLeast(Int, of: Int)
        case not
    }

    /// How many values each variable has.
    public var sizes: [Int]
    public var items: [Item]
    public var scores: [Score]
    /// The rule of each outcome; a token that joins parts stands before them.
    public var rules: [[Token]]

    /// Most bands or options of an item, and members of a group.
    public static var mostBands: Int { 20 }
    static var mostVariables: Int { 200 }
    /// One less than a set of values holds: `none` is the last.
    static var mostOutcomes: Int { 30 }
    static var mostTokens: Int { 2_000 }
    static var mostLevels: Int { 60 }

    /// Nil when something refers to what is not there, or is larger than can be computed with.
    public init?(sizes: [Int], items: [Item], scores: [Score], rules: [[Token]]) {
        self.sizes = sizes
        self.items = items
        self.scores = scores
        self.rules = rules
        guard isSound else { return nil }
    }
}

extension CriteriaTerms {
    private var isSound: Bool {
        guard sizes.count <= Self.mostVariables, items.count <= Self.mostVariables, rules.count <= Self.mostOutcomes,
            scores.count <= Self.mostOutcomes
        else { return false }
        for size in sizes where size < 2 || size > 31 { return false }
        for item in items where !isSound(item) { return false }
        for score in scores where !isSound(score) { return false }
        var tokens = 0
        for outcome in 0..<rules.count {
            tokens += rules[outcome].count
            if tokens > Self.mostTokens || !isSound(rules[outcome], of: outcome) { return false }
        }
        return true
    }

    private func isSound(_ item: Item) -> Bool {
        guard item.variable < sizes.count else { return false }
        let size = sizes[item.variable]
        guard item.met.isSubset(of: .first(size)), item.form == .choice || item.form == .number || !item.met.isEmpty,
            item.form != .number || item.cuts.count == size - 1, item.form == .number || item.cuts.isEmpty
        else { return false }
        for index in 0..<item.cuts.count where index > 0 && !Cut.precedes(item.cuts[index - 1], item.cuts[index]) { return false }
        return true
    }

    private func isSound(_ score: Score) -> Bool {
        guard score.points.count == sizes.count, score.thresholds.count <= Self.mostOutcomes else { return false }
        for variable in 0..<sizes.count {
            guard score.points[variable].count == sizes[variable] else { return false }
            for points in score.points[variable] where !(points >= -1e12 && points <= 1e12) { return false }
        }
        for index in 1..<max(1, score.thresholds.count) where !(score.thresholds[index - 1] < score.thresholds[index]) { return false }
        return true
    }

    /// Read from its end, a rule leaves one value on the stack.
    private func isSound(_ rule: [Token], of outcome: Int) -> Bool {
        var levels: [Int] = []
        var index = rule.count
        while index > 0 {
            index -= 1
            var parts = 0
            switch rule[index] {
            case .literal(let variable, let values):
                guard variable < sizes.count, values.isSubset(of: .first(sizes[variable])) else { return false }
            case .threshold(let score, let threshold):
                guard score < scores.count, threshold < scores[score].thresholds.count else { return false }
            case .outcome(let earlier): guard earlier < outcome else { return false }
            case .all(let count), .any(let count), .atLeast(_, let count): parts = count
            case .not: parts = 1
            }
            guard parts <= levels.count else { return false }
            var deepest = 0
            for _ in 0..<parts { deepest = max(deepest, levels.removeLast()) }
            levels.append(deepest + 1)
            if deepest >= Self.mostLevels { return false }
        }
        return levels.count == 1
    }
}

// MARK: Numbers

extension CriteriaTerms {
    public func encode(into numbers: inout [Double]) {
        numbers.append(CoreVersion.number)
        numbers.append(counts: sizes)
        numbers.append(items.count)
        for item in items {
            numbers.append(contentsOf: [Double(item.form.rawValue), Double(item.variable), Double(item.met.bits), Double(item.cuts.count)])
            for cut in item.cuts {
                numbers.append(cut.value)
                numbers.append(cut.isIncluded)
            }
            numbers.append(optional: item.minimum)
            numbers.append(optional: item.maximum)
        }
        numbers.append(scores.count)
        for score in scores {
            for points in score.points { numbers.append(contentsOf: points) }
            numbers.append(score.thresholds.count)
            numbers.append(contentsOf: score.thresholds)
            numbers.append(optional: score.logistic?.intercept)
            if let logistic = score.logistic { numbers.append(logistic.slope) }
        }
        numbers.append(rules.count)
        for rule in rules {
            numbers.append(rule.count)
            for token in rule { token.encode(into: &numbers) }
        }
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        try reader.version()
        sizes = try reader.counts()
        for size in sizes where size > 31 { throw MalformedNumbers() }
        items = []
        scores = []
        rules = []
        var rest = try reader.count(upTo: Self.mostVariables)
        while rest > 0 {
            rest -= 1
            items.append(try Item(decoding: &reader))
        }
        rest = try reader.count(upTo: Self.mostOutcomes)
        while rest > 0 {
            rest -= 1
            scores.append(try Score(decoding: &reader, sizes))
        }
        rest = try reader.count(upTo: Self.mostOutcomes)
        while rest > 0 {
            rest -= 1
            var tokens: [Token] = []
            var count = try reader.count(upTo: Self.mostTokens)
            while count > 0 {
                count -= 1
                tokens.append(try Token(decoding: &reader))
            }
            rules.append(tokens)
        }
        guard isSound else { throw MalformedNumbers() }
    }
}

extension CriteriaTerms.Item {
    init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        form = try reader.choice()
        variable = try reader.count()
        met = try reader.values()
        cuts = []
        var rest = try reader.count(upTo: 30)
        while rest > 0 {
            rest -= 1
            cuts.append(.init(try reader.finite(), isIncluded: try reader.bool()))
        }
        minimum = try reader.optional()
        maximum = try reader.optional()
    }
}

extension CriteriaTerms.Score {
    init(decoding reader: inout NumberReader, _ sizes: [Int]) throws(MalformedNumbers) {
        points = []
        thresholds = []
        for size in sizes { points.append(try reader.finites(size)) }
        thresholds = try reader.finites(try reader.count(upTo: 30))
        if let intercept = try reader.optional() { logistic = Logistic(intercept: intercept, slope: try reader.finite()) }
    }
}

extension CriteriaTerms.Token {
    func encode(into numbers: inout [Double]) {
        switch self {
        case .literal(let variable, let values): numbers.append(contentsOf: [0, Double(variable), Double(values.bits)])
        case .threshold(let score, let index): numbers.append(contentsOf: [1, Double(score), Double(index)])
        case .outcome(let index): numbers.append(contentsOf: [2, Double(index)])
        case .all(let count): numbers.append(contentsOf: [3, Double(count)])
        case .any(let count): numbers.append(contentsOf: [4, Double(count)])
        case .atLeast(let wanted, let count): numbers.append(contentsOf: [5, Double(wanted), Double(count)])
        case .not: numbers.append(6)
        }
    }

    init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        switch try reader.count(upTo: 6) {
        case 0:
            let variable = try reader.count()
            self = .literal(variable: variable, try reader.values())
        case 1:
            let score = try reader.count()
            self = .threshold(score: score, try reader.count())
        case 2: self = .outcome(try reader.count())
        case 3: self = .all(try reader.count(upTo: CriteriaTerms.mostTokens))
        case 4: self = .any(try reader.count(upTo: CriteriaTerms.mostTokens))
        case 5:
            let wanted = try reader.count(upTo: CriteriaTerms.mostTokens)
            self = .atLeast(wanted, of: try reader.count(upTo: CriteriaTerms.mostTokens))
        default: self = .not
        }
    }
}

extension NumberReader {
    mutating func values() throws(MalformedNumbers) -> ValueSet {
        // Bits fit a number exactly, but not an `Int` of 32 bits.
        let number = try double()
        guard number >= 0, number < 2_147_483_648, number == number.rounded(.down) else { throw MalformedNumbers() }
        return ValueSet(bits: UInt32(number))
    }

    mutating func finites(_ count: Int) throws(MalformedNumbers) -> [Double] {
        var numbers: [Double] = []
        for _ in 0..<count { numbers.append(try finite()) }
        return numbers
    }
}
