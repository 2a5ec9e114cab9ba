/// A dosing protocol as the dose engine needs it: which weight is dosed by and when, and how the dose is rounded.
///
/// Ideal weight is Devine's and lean weight Janmahasatian's. A weight above what the patient weighs is never used.
public final class ProtocolTerms: Sendable {
    public enum WeightBasis: UInt8, Sendable, CaseIterable {
        case actual = 1
        case ideal
        case adjusted
        case lean
        /// The programme's rule was not seen: nothing can be computed, except for patients it leaves on actual weight.
        case notStated
    }

    public enum Rounding: Sendable {
        case none
        /// To what whole containers or tablets of the product make, for each day.
        case product(Direction)
        /// To a multiple of a mass or volume.
        case step(Amount, Direction)
    }

    public enum Direction: UInt8, Sendable, CaseIterable {
        case nearest = 1
        case down
        case up
    }

    /// The protocol's own number among the site's records.
    public let code: Int
    public let basis: WeightBasis
    /// Part of the excess over ideal weight that counts, from 0 to 1; only for `adjusted`.
    public let factor: Double?
    /// When the basis applies; otherwise actual weight is used. Nil means always.
    public let trigger: PlanCondition?
    /// cm and years; below these actual weight is used.
    public let minimumHeight: Double?
    public let minimumAge: Double?
    public let rounding: Rounding
    /// For regimens per square metre.
    public let surface: BodySurface.Formula
    /// What the trigger asks.
    public let questions: [QuestionTerms]

    public init(
        code: Int = 0, basis: WeightBasis, factor: Double? = nil, trigger: PlanCondition? = nil, minimumHeight: Double? = nil,
        minimumAge: Double? = nil, rounding: Rounding = .none, surface: BodySurface.Formula = .mosteller, questions: [QuestionTerms] = []
    ) {
        self.code = code
        self.basis = basis
        self.factor = factor
        self.trigger = trigger
        self.minimumHeight = minimumHeight
        self.minimumAge = minimumAge
        self.rounding = rounding
        self.surface = surface
        self.questions = questions
    }

    /// Actual weight and no rounding: what holds where nothing else is said.
    public static var actualWeight: ProtocolTerms { ProtocolTerms(basis: .actual) }

    public func encode(into numbers: inout [Double]) {
        numbers.append(CoreVersion.number)
        numbers.append(code)
        numbers.append(basis.rawValue)
        numbers.append(optional: factor)
        numbers.append(trigger != nil)
        trigger?.encode(into: &numbers)
        numbers.append(optional: minimumHeight)
        numbers.append(optional: minimumAge)
        rounding.encode(into: &numbers)
        numbers.append(surface.rawValue)
        QuestionTerms.encode(questions, into: &numbers)
    }

    public convenience init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        self.init(reading: &reader)
        try reader.check()
    }

    init(reading reader: inout NumberReader) {
        reader.readVersion()
        code = reader.readCount()
        basis = reader.readChoice(else: .notStated)
        factor = reader.readOptional()
        trigger = reader.readBool() ? PlanCondition(reading: &reader) : nil
        minimumHeight = reader.readOptional()
        minimumAge = reader.readOptional()
        rounding = Rounding(reading: &reader)
        surface = reader.readChoice(else: .mosteller)
        questions = QuestionTerms.readList(&reader)
    }
}

extension ProtocolTerms.Rounding {
    func encode(into numbers: inout [Double]) {
        switch self {
        case .none: numbers.append(0)
        case .product(let direction): numbers.append(contentsOf: [1, Double(direction.rawValue)])
        case .step(let step, let direction):
            numbers.append(contentsOf: [2, Double(direction.rawValue)])
            step.encode(into: &numbers)
        }
    }

    @inline(never)
    init(reading reader: inout NumberReader) {
        switch reader.readCount(upTo: 2) {
        case 0: self = .none
        case 1: self = .product(reader.readChoice(else: .nearest))
        default:
            let direction = reader.readChoice(else: ProtocolTerms.Direction.nearest)
            self = .step(Amount(reading: &reader), direction)
        }
    }
}
