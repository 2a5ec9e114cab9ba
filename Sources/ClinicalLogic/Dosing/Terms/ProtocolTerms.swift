/// A dosing protocol as the dose engine needs it: which weight is dosed by and when, and how the dose is rounded.
///
/// Ideal weight is Devine's and lean weight Janmahasatian's. A weight above what the patient weighs is never used.
public struct ProtocolTerms: Hashable, Sendable {
    public enum WeightBasis: UInt8, Sendable, CaseIterable {
        case actual = 1
        case ideal
        case adjusted
        case lean
        /// The programme's rule was not seen: nothing can be computed, except for patients it leaves on actual weight.
        case notStated
    }

    public enum Rounding: Hashable, Sendable {
        case none
        /// To sums of the product's vials, for each day.
        case vials(Direction)
        /// To a multiple of a mass or volume.
        case step(Amount, Direction)
    }

    public enum Direction: UInt8, Sendable, CaseIterable {
        case nearest = 1
        case down
        case up
    }

    /// The protocol's own number among the site's records.
    public var code: Int
    public var basis: WeightBasis
    /// Part of the excess over ideal weight that counts, from 0 to 1; only for `adjusted`.
    public var factor: Double?
    /// When the basis applies; otherwise actual weight is used. Nil means always.
    public var trigger: PlanCondition?
    /// cm and years; below these actual weight is used.
    public var minimumHeight: Double?
    public var minimumAge: Double?
    public var rounding: Rounding
    /// For regimens per square metre.
    public var surface: BodySurface.Formula

    public init(
        code: Int = 0, basis: WeightBasis, factor: Double? = nil, trigger: PlanCondition? = nil, minimumHeight: Double? = nil,
        minimumAge: Double? = nil, rounding: Rounding = .none, surface: BodySurface.Formula = .mosteller
    ) {
        self.code = code
        self.basis = basis
        self.factor = factor
        self.trigger = trigger
        self.minimumHeight = minimumHeight
        self.minimumAge = minimumAge
        self.rounding = rounding
        self.surface = surface
    }

    public func encode(into numbers: inout [Double]) {
        numbers.append(CoreVersion.number)
        numbers.append(code)
        numbers.append(basis.rawValue)
        numbers.append(optional: factor)
        numbers.append(trigger != nil)
        trigger?.encode(into: &numbers)
        numbers.append(optional: minimumHeight)
        numbers.append(optional: minimumAge)
        switch rounding {
        case .none: numbers.append(0)
        case .vials(let direction): numbers.append(contentsOf: [1, Double(direction.rawValue)])
        case .step(let step, let direction):
            numbers.append(contentsOf: [2, Double(direction.rawValue)])
            step.encode(into: &numbers)
        }
        numbers.append(surface.rawValue)
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        try reader.version()
        code = try reader.count()
        basis = try reader.choice()
        factor = try reader.optional()
        trigger = try reader.bool() ? try PlanCondition(decoding: &reader) : nil
        minimumHeight = try reader.optional()
        minimumAge = try reader.optional()
        switch try reader.count(upTo: 2) {
        case 0: rounding = .none
        case 1: rounding = .vials(try reader.choice())
        default:
            let direction: Direction = try reader.choice()
            rounding = .step(try Amount(decoding: &reader), direction)
        }
        surface = try reader.choice()
    }
}
