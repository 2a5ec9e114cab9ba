/// An assessment as rows of a key, a text and a number: the same bytes on the command line and in a browser.
///
/// Items, outcomes, scores and thresholds are named by their places in the record, from 1; a list of them is separated by
/// spaces, with `none` for none of the outcomes, or for below the first threshold. Points are in ISMP style, and their
/// numbers unrounded.
///
/// | Key | What it holds |
/// |---|---|
/// | `status` | `decided`, `open` or `refused` |
/// | `problem-1` ... | only where refused: what is wrong (`not-a-number`, `out-of-range`, `answered-twice`, `excluded`, `not-a-state`); the number is the item's |
/// | `item-1` ... | what is known of the item: `met`, `not-met` or `unknown` |
/// | `item-1-points` ... | points of a number or choice in each score, separated by spaces |
/// | `outcome` | the first outcome to hold, `none`, or `open` |
/// | `possible` | where it is open: the outcomes that may be the first to hold |
/// | `missing` | items that can still change which it is |
/// | `outcome-1` ... | whether the outcome holds by its own rule: `met`, `not-met` or `unknown` |
/// | `outcome-1-missing` | items that can still change it |
/// | `outcome-1-met-by` | the fewest answers that would make it hold: `3=met 4=not-met 5=2` (the second stretch or option) |
/// | `outcome-1-not-met-by` | the fewest answers that would rule it out |
/// | `score-1` ... | points of what is known |
/// | `score-1-low`, `score-1-high` | the ends of what is still possible |
/// | `score-1-range` | both in words, or the points where nothing is open |
/// | `score-1-class` | the highest threshold reached, `none`, or `open` |
/// | `score-1-possible` | where it is open: thresholds that may be the highest reached |
/// | `score-1-reached` | the highest threshold reached by what is known |
/// | `score-1-next` | points from what is known to the next threshold |
/// | `score-1-missing` | items that can still change the points |
/// | `score-1-probability` | in percent, from the lowest to the highest still possible |
public struct AssessmentReport: Sendable {
    private var text = ClinicalText()
    /// One for each row; not a number where a row has none.
    public private(set) var numbers: [Double] = []

    public var bytes: [UInt8] { text.bytes }

    public init(_ assessment: Assessment) {
        switch assessment.status {
        case .decided: row("status", "decided")
        case .open: row("status", "open")
        case .refused: row("status", "refused")
        }
        for index in 0..<assessment.problems.count {
            row("problem-", index, number: Double(assessment.problems[index].item + 1))
            text.write(assessment.problems[index].problem.words)
        }
        if assessment.status != .refused {
            addItems(assessment)
            addOutcomes(assessment)
            for index in 0..<assessment.scores.count { add(assessment.scores[index], index) }
        }
        endRow()
    }

    /// On encoded terms and answers. Numbers that are not that, such as those of another version, are refused.
    public init(decoding reader: inout NumberReader) {
        do throws(MalformedNumbers) {
            let terms = try CriteriaTerms(decoding: &reader)
            let answers = try CriteriaAnswers(decoding: &reader, terms)
            guard reader.isAtEnd else { throw MalformedNumbers() }
            self.init(Assessment(terms, answers))
        } catch {
            self.init()
        }
    }

    private init() {
        row("status", "refused")
        endRow()
    }

    // MARK: Rows

    @inline(never)
    private mutating func row(_ key: StaticString, _ words: StaticString = "", number: Double = .nan) {
        endRow()
        text.write(key)
        text.write(byte: UInt8(ascii: "\t"))
        text.write(words)
        numbers.append(number)
    }

    @inline(never)
    private mutating func row(_ key: StaticString, _ index: Int, _ part: StaticString = "", number: Double = .nan) {
        endRow()
        text.write(key)
        text.write(Double(index + 1))
        text.write(part)
        text.write(byte: UInt8(ascii: "\t"))
        numbers.append(number)
    }

    private mutating func endRow() {
        if !numbers.isEmpty { text.write(byte: UInt8(ascii: "\n")) }
    }

    private mutating func addPlaces(_ places: [Int]) {
        for index in 0..<places.count {
            if index > 0 { text.write(byte: UInt8(ascii: " ")) }
            text.write(Double(places[index] + 1))
        }
    }

    /// The places in a set of which `none` is the last.
    private mutating func addPlaces(_ set: ValueSet, none: Int) {
        var isFirst = true
        for value in 0...none where set.contains(value) {
            if !isFirst { text.write(byte: UInt8(ascii: " ")) }
            isFirst = false
            if value == none { text.write("none") } else { text.write(Double(value + 1)) }
        }
    }

    // MARK: Parts

    private mutating func addItems(_ assessment: Assessment) {
        for index in 0..<assessment.items.count {
            row("item-", index)
            text.write(assessment.items[index].words)
            guard let points = assessment.itemPoints[index], !points.isEmpty else { continue }
            row("item-", index, "-points")
            for score in 0..<points.count {
                if score > 0 { text.write(byte: UInt8(ascii: " ")) }
                text.write(ScorePoints.points(points[score]))
            }
        }
    }

    private mutating func addOutcomes(_ assessment: Assessment) {
        let count = assessment.outcomes.count
        if count == 0 { return }
        row("outcome")
        if assessment.firsts.isSingle {
            addPlaces(assessment.firsts, none: count)
        } else {
            text.write("open")
            row("possible")
            addPlaces(assessment.firsts, none: count)
            row("missing")
            addPlaces(assessment.missing)
        }
        for index in 0..<count {
            let outcome = assessment.outcomes[index]
            row("outcome-", index)
            text.write(outcome.state.words)
            if outcome.state.isDecided { continue }
            row("outcome-", index, "-missing")
            addPlaces(outcome.missing)
            add(outcome.metBy, index, "-met-by")
            add(outcome.notMetBy, index, "-not-met-by")
        }
    }

    private mutating func add(_ needed: [NeededAnswer], _ index: Int, _ part: StaticString) {
        if needed.isEmpty { return }
        row("outcome-", index, part)
        for place in 0..<needed.count {
            if place > 0 { text.write(byte: UInt8(ascii: " ")) }
            text.write(Double(needed[place].item + 1))
            text.write(byte: UInt8(ascii: "="))
            switch needed[place].finding {
            case .met: text.write("met")
            case .notMet: text.write("not-met")
            case .value(let value): text.write(Double(value + 1))
            }
        }
    }

    private mutating func points(_ millionths: Double, _ index: Int, _ part: StaticString) {
        let points = ScorePoints.points(millionths)
        row("score-", index, part, number: points)
        text.write(points)
    }

    private mutating func add(_ score: Assessment.Score, _ index: Int) {
        points(score.soFar, index, "")
        points(score.low, index, "-low")
        points(score.high, index, "-high")
        row("score-", index, "-range")
        text.write(ScorePoints.points(score.low))
        if score.high != score.low {
            text.write(" to ")
            text.write(ScorePoints.points(score.high))
        }
        row("score-", index, "-class")
        if score.lowClass == score.highClass {
            addClass(score.lowClass)
        } else {
            text.write("open")
            row("score-", index, "-possible")
            for reached in score.lowClass...score.highClass {
                if reached > score.lowClass { text.write(byte: UInt8(ascii: " ")) }
                addClass(reached)
            }
        }
        row("score-", index, "-reached")
        addClass(score.classSoFar)
        if let next = score.toNext { points(next, index, "-next") }
        row("score-", index, "-missing")
        addPlaces(score.missing)
        if let (low, high) = score.probabilities {
            row("score-", index, "-probability", number: low)
            text.write(low * 100, decimals: 1)
            if high != low {
                text.write(" to ")
                text.write(high * 100, decimals: 1)
            }
            text.write(" %")
        }
    }

    private mutating func addClass(_ reached: Int) {
        if reached == 0 { text.write("none") } else { text.write(Double(reached)) }
    }
}

extension Answer {
    var words: StaticString {
        switch self {
        case .notMet: "not-met"
        case .unknown: "unknown"
        case .met: "met"
        }
    }
}

extension AnswerProblem {
    var words: StaticString {
        switch self {
        case .notANumber: "not-a-number"
        case .outOfRange: "out-of-range"
        case .answeredTwice: "answered-twice"
        case .excluded: "excluded"
        case .notAState: "not-a-state"
        }
    }
}
