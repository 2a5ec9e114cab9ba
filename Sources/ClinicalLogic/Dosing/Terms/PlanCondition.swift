/// A condition of an alert or trigger in the form that is evaluated: flat, and free of text.
///
/// Evaluation has three outcomes. A condition on something that was not entered is neither true nor false; it says
/// which inputs would settle it.
public struct PlanCondition: Hashable, Sendable {
    enum Token: Hashable, Sendable {
        case always
        case measure(Condition.Measure, Comparison, Double)
        case flag(RiskFlag)
        case all(Int)
        case any(Int)
        case not
    }

    /// Each token that joins parts stands before them.
    let tokens: [Token]

    /// More tokens than any condition has; evaluation nests at most as deep.
    static var limit: Int { 200 }

    init(tokens: [Token]) {
        self.tokens = tokens
    }

    public static var always: PlanCondition { PlanCondition(tokens: [.always]) }

    public enum Truth: Hashable, Sendable {
        case no
        case yes
        /// Not settled; empty where no input would settle it, as where a formula is refused.
        case unknown(Inputs)
    }

    func evaluate(_ measures: Measures, flags: RiskFlags) -> Truth {
        var next = 0
        return evaluate(&next, measures, flags)
    }

    @inline(never)
    private func evaluate(_ next: inout Int, _ measures: Measures, _ flags: RiskFlags) -> Truth {
        guard next < tokens.count else { return .unknown([]) }
        let token = tokens[next]
        next += 1
        switch token {
        case .always: return .yes
        case .flag(let flag): return flags.contains(flag) ? .yes : .no
        case .measure(let measure, let comparison, let limit):
            switch measures[measure] {
            case .value(let value):
                // A figure that differs from the limit by the error of computing it stands on the limit.
                return comparison.holds(Rounding.isSame(value, limit) ? limit : value, limit) ? .yes : .no
            case .refused: return .unknown([])
            case .missing(let inputs): return .unknown(inputs)
            }
        case .not:
            switch evaluate(&next, measures, flags) {
            case .yes: return .no
            case .no: return .yes
            case .unknown(let inputs): return .unknown(inputs)
            }
        case .all(let count), .any(let count):
            // One `no` settles `all`, one `yes` settles `any`; otherwise every open part is.
            var isAll = false
            if case .all = token { isAll = true }
            var isSettled = false
            var open: Inputs? = nil
            for _ in 0..<count {
                switch evaluate(&next, measures, flags) {
                case .yes: isSettled = isSettled || !isAll
                case .no: isSettled = isSettled || isAll
                case .unknown(let inputs): open = open?.union(inputs) ?? inputs
                }
            }
            if isSettled { return isAll ? .no : .yes }
            return open.map { .unknown($0) } ?? (isAll ? .yes : .no)
        }
    }
}

/// The figures conditions are held against.
struct Measures {
    let patient: PatientInput
    let size: BodySize
    /// Figures of the dose; a figure that is not known yet asks for nothing.
    var course = Figure.missing([])
    var dayDose = Figure.missing([])
    var coursePerKilogram = Figure.missing([])
    var dayDosePerKilogram = Figure.missing([])

    subscript(measure: Condition.Measure) -> Figure {
        switch measure {
        case .age: patient.age.number.map { .value($0) } ?? .missing(.age)
        case .weight: patient.weight.number.map { .value($0) } ?? .missing(.weight)
        case .height: patient.height.number.map { .value($0) } ?? .missing(.height)
        case .bmi: size.bodyMassIndex
        case .percentOfIdeal: size.percentOfIdeal
        case .course: course
        case .dayDose: dayDose
        case .coursePerKilogram: coursePerKilogram
        case .dayDosePerKilogram: dayDosePerKilogram
        }
    }
}

extension PlanCondition {
    public func encode(into numbers: inout [Double]) {
        numbers.append(tokens.count)
        for token in tokens {
            switch token {
            case .always: numbers.append(0)
            case .measure(let measure, let comparison, let limit):
                numbers.append(contentsOf: [1, measure.code, comparison.code, limit])
            case .flag(let flag): numbers.append(contentsOf: [2, Double(flag.rawValue)])
            case .all(let count): numbers.append(contentsOf: [3, Double(count)])
            case .any(let count): numbers.append(contentsOf: [4, Double(count)])
            case .not: numbers.append(5)
            }
        }
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        var tokens: [Token] = []
        for _ in 0..<(try reader.count(upTo: Self.limit)) {
            switch try reader.count(upTo: 5) {
            case 0: tokens.append(.always)
            case 1:
                let measureCode = try reader.double()
                let comparisonCode = try reader.double()
                let limit = try reader.finite()
                guard let measure = Condition.Measure(code: measureCode), let comparison = Comparison(code: comparisonCode)
                else { throw MalformedNumbers() }
                tokens.append(.measure(measure, comparison, limit))
            case 2: tokens.append(.flag(try reader.choice()))
            case 3: tokens.append(.all(try reader.count(upTo: Self.limit)))
            case 4: tokens.append(.any(try reader.count(upTo: Self.limit)))
            default: tokens.append(.not)
            }
        }
        self.tokens = tokens
    }
}

extension Condition.Measure {
    /// Number in encoded terms; never reuse one.
    var code: Double {
        switch self {
        case .age: 0
        case .weight: 1
        case .height: 2
        case .bmi: 3
        case .course: 4
        case .dayDose: 5
        case .coursePerKilogram: 6
        case .dayDosePerKilogram: 7
        case .percentOfIdeal: 8
        }
    }

    init?(code: Double) {
        for measure in Self.allCases where measure.code == code {
            self = measure
            return
        }
        return nil
    }
}

extension Comparison {
    /// Number in encoded terms; never reuse one.
    var code: Double {
        switch self {
        case .atLeast: 0
        case .over: 1
        case .atMost: 2
        case .under: 3
        }
    }

    init?(code: Double) {
        for comparison in Self.allCases where comparison.code == code {
            self = comparison
            return
        }
        return nil
    }
}
