/// A condition in the form that is evaluated: flat, and free of text.
public struct PlanCondition: Sendable {
    /// What a limit is held against.
    public enum Subject: Hashable, Sendable {
        case figure(PatientFigure)
        /// A question of kind `number`, by its code.
        case question(Int)
        /// A measure of the regimen, by its place.
        case measure(Int)
        /// The dose that was worked out, in a unit.
        case dose(DoseFigure, BaseUnit)
    }

    indirect enum Token: Sendable {
        case always
        case limit(Subject, Comparison, Double)
        /// The question with this code is answered with this answer.
        case answer(Int, Int)
        case sex(Sex)
        case all(Int)
        case any(Int)
        /// At least so many of the parts; then how many parts there are.
        case atLeast(Int, Int)
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

    /// A condition on something that was not entered is neither true nor false; it says which inputs would settle it.
    public enum Truth: Hashable, Sendable {
        case no
        case yes
        /// Not settled; empty where no input would settle it, as where a formula is refused.
        case unknown(Inputs)
    }

    /// `dose` is the one that limits of doses are held against; nil before there is one.
    func evaluate(_ patient: PatientMeasures, _ dose: MeasuredDose? = nil) -> Truth {
        var next = 0
        return evaluate(&next, patient, dose)
    }

    @inline(never)
    private func evaluate(_ next: inout Int, _ patient: PatientMeasures, _ dose: MeasuredDose?) -> Truth {
        guard next < tokens.count else { return .unknown(Inputs()) }
        let token = tokens[next]
        next += 1
        switch token {
        case .always: return .yes
        case .answer(let question, let answer): return patient.isAnswered(question, answer)
        case .sex(let sex):
            guard let entered = patient.patient.sex else { return .unknown(.sex) }
            return entered == sex ? .yes : .no
        case .limit(let subject, let comparison, let limit):
            switch patient.figure(subject, dose) {
            case .value(let value):
                // A figure that differs from the limit by the error of computing it stands on the limit.
                return comparison.holds(Rounding.isSame(value, limit) ? limit : value, limit) ? .yes : .no
            case .refused: return .unknown(Inputs())
            case .missing(let inputs): return .unknown(inputs)
            }
        case .not:
            switch evaluate(&next, patient, dose) {
            case .yes: return .no
            case .no: return .yes
            case .unknown(let inputs): return .unknown(inputs)
            }
        case .all(let count): return settled(count, atLeast: count, &next, patient, dose)
        case .any(let count): return settled(count, atLeast: 1, &next, patient, dose)
        case .atLeast(let wanted, let count): return settled(count, atLeast: wanted, &next, patient, dose)
        }
    }

    /// Settled as soon as enough parts hold, or too few are left that could.
    @inline(never)
    private func settled(_ count: Int, atLeast wanted: Int, _ next: inout Int, _ patient: PatientMeasures, _ dose: MeasuredDose?) -> Truth {
        var held = 0
        var possible = 0
        var open = Inputs()
        for _ in 0..<count {
            switch evaluate(&next, patient, dose) {
            case .yes:
                held += 1
                possible += 1
            case .no: break
            case .unknown(let inputs):
                possible += 1
                open.formUnion(inputs)
            }
        }
        if held >= wanted { return .yes }
        return possible < wanted ? .no : .unknown(open)
    }
}

/// A figure of the patient that every regimen may set limits to.
public enum PatientFigure: UInt8, Hashable, Sendable, CaseIterable {
    /// Years.
    case age = 1
    /// kg
    case weight
    /// cm
    case height
    /// kg/m2
    case bodyMassIndex
    /// Body weight as a percentage of ideal weight.
    case percentOfIdeal
}

/// A figure of the dose, which alerts may set limits to.
public enum DoseFigure: UInt8, Hashable, Sendable, CaseIterable {
    case each = 1
    case day
    case course
    /// The same per kg of dosing weight.
    case eachPerKilogram
    case dayPerKilogram
    case coursePerKilogram

    var isPerKilogram: Bool { rawValue >= DoseFigure.eachPerKilogram.rawValue }
}

extension PlanCondition {
    func encode(into numbers: inout [Double]) {
        numbers.append(tokens.count)
        for token in tokens {
            switch token {
            case .always: numbers.append(0)
            case .limit(let subject, let comparison, let limit):
                numbers.append(1)
                subject.encode(into: &numbers)
                numbers.append(contentsOf: [comparison.code, limit])
            case .answer(let question, let answer): numbers.append(contentsOf: [2, Double(question), Double(answer)])
            case .all(let count): numbers.append(contentsOf: [3, Double(count)])
            case .any(let count): numbers.append(contentsOf: [4, Double(count)])
            case .not: numbers.append(5)
            case .atLeast(let wanted, let count): numbers.append(contentsOf: [6, Double(wanted), Double(count)])
            case .sex(let sex): numbers.append(contentsOf: [7, Double(sex.rawValue)])
            }
        }
    }

    @inline(never)
    init(reading reader: inout NumberReader) {
        self.init(tokens: reader.readList(upTo: Self.limit) { Token(reading: &$0) })
    }
}

extension PlanCondition.Token {
    init(reading reader: inout NumberReader) {
        switch reader.readCount(upTo: 7) {
        case 0: self = .always
        case 1:
            let subject = PlanCondition.Subject(reading: &reader)
            let comparison = Comparison(code: reader.readDouble())
            reader.expect(comparison != nil)
            self = .limit(subject, comparison ?? .atLeast, reader.readFinite())
        case 2:
            let question = reader.readCount()
            self = .answer(question, reader.readCount(upTo: 1000))
        case 3: self = .all(reader.readCount(upTo: PlanCondition.limit))
        case 4: self = .any(reader.readCount(upTo: PlanCondition.limit))
        case 5: self = .not
        case 6:
            let wanted = reader.readCount(upTo: PlanCondition.limit)
            self = .atLeast(wanted, reader.readCount(upTo: PlanCondition.limit))
        default: self = .sex(reader.readChoice(else: .female))
        }
    }
}

extension PlanCondition.Subject {
    func encode(into numbers: inout [Double]) {
        switch self {
        case .figure(let figure): numbers.append(contentsOf: [0, Double(figure.rawValue)])
        case .question(let code): numbers.append(contentsOf: [1, Double(code)])
        case .measure(let index): numbers.append(contentsOf: [2, Double(index)])
        case .dose(let figure, let unit): numbers.append(contentsOf: [3, Double(figure.rawValue), Double(unit.rawValue)])
        }
    }

    @inline(never)
    init(reading reader: inout NumberReader) {
        switch reader.readCount(upTo: 3) {
        case 0: self = .figure(reader.readChoice(else: .age))
        case 1: self = .question(reader.readCount())
        case 2: self = .measure(reader.readCount())
        default:
            let figure = reader.readChoice(else: DoseFigure.each)
            self = .dose(figure, reader.readChoice(else: .milligram))
        }
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
