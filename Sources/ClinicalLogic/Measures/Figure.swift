/// A figure of the patient: its value, or why there is none.
public indirect enum Figure: Hashable, Sendable {
    case value(Double)
    case refused(Refusal)
    case missing(Inputs)

    /// Why a formula is not used for this patient.
    public enum Refusal: UInt8, Hashable, Sendable, CaseIterable {
        case tooShortForDevine = 1
        case tooYoungForDevine
        case tooYoungForJanmahasatian
        case tooYoungForCockcroftGault
        case tooYoungForCKDEPI
        case outsideSchwartz
    }

    public var value: Double? {
        if case .value(let value) = self { return value }
        return nil
    }

    public var refusal: Refusal? {
        if case .refused(let refusal) = self { return refusal }
        return nil
    }

    var missing: Inputs {
        if case .missing(let inputs) = self { return inputs }
        return Inputs()
    }
}

/// What a reader enters, as a set.
public struct Inputs: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// One bit for each input that every regimen may need.
    public private(set) var fixed: UInt16
    /// Codes of questions, rising.
    public private(set) var questions: [Int] = []

    public init() { fixed = 0 }

    private init(_ bit: UInt16) { fixed = bit }

    public init(arrayLiteral inputs: Inputs...) {
        fixed = 0
        for input in inputs { formUnion(input) }
    }

    public static var weight: Inputs { Inputs(1) }
    public static var height: Inputs { Inputs(2) }
    public static var age: Inputs { Inputs(4) }
    public static var sex: Inputs { Inputs(8) }
    public static var product: Inputs { Inputs(16) }
    public static var days: Inputs { Inputs(32) }
    /// That an unusual weight is meant.
    public static var weightConfirmation: Inputs { Inputs(64) }
    public static var start: Inputs { Inputs(128) }
    public static var dosingProtocol: Inputs { Inputs(256) }
    /// The choice within a range.
    public static var amount: Inputs { Inputs(512) }
    /// First infusion or a later one.
    public static var occasion: Inputs { Inputs(1024) }
    public static var step: Inputs { Inputs(2048) }

    public static func question(_ code: Int) -> Inputs {
        var inputs = Inputs()
        inputs.questions.add(code)
        return inputs
    }

    public var isEmpty: Bool { fixed == 0 && questions.isEmpty }

    /// True when every input of `other` is here.
    public func contains(_ other: Inputs) -> Bool {
        guard fixed & other.fixed == other.fixed else { return false }
        for question in other.questions where !questions.contains(question) { return false }
        return true
    }

    @inline(never)
    public mutating func formUnion(_ other: Inputs) {
        fixed |= other.fixed
        for question in other.questions where !questions.contains(question) {
            var place = questions.count
            questions.add(question)
            while place > 0, questions[place - 1] > question {
                questions.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    public func union(_ other: Inputs) -> Inputs {
        var sum = self
        sum.formUnion(other)
        return sum
    }

    @inline(never)
    public func subtracting(_ other: Inputs) -> Inputs {
        var rest = Inputs(fixed & ~other.fixed)
        for question in questions where !other.questions.contains(question) { rest.questions.add(question) }
        return rest
    }
}
