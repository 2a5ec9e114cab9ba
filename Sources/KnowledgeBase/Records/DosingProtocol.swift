public import ClinicalLogic
import Diagnostics
import SourceData

/// A programme's named way from body weight to dosing weight, and of rounding the dose.
public struct DosingProtocol: Sendable {
    public enum Basis: String, CaseIterable, Sendable {
        case actual, ideal, adjusted, lean
        /// The programme's rule is not public, or was not seen: described, but nothing can be computed.
        case notStated = "not-stated"
    }

    public enum Formula: String, CaseIterable, Sendable { case devine, janmahasatian }

    /// The formula of body surface, for amounts per square metre.
    public enum SurfaceFormula: String, CaseIterable, Sendable {
        case mosteller
        case duBois = "du-bois"
        case haycock
    }

    public struct Rounding: Sendable {
        public enum Target: Hashable, Sendable {
            case none
            case vial
            case step(Quantity)
        }
        public enum Direction: String, CaseIterable, Sendable { case nearest, down, up }
        public let target: Target
        public let direction: Direction
    }

    public let head: RecordHead
    public let region: String?
    public let basis: Basis
    public let formula: Formula?
    /// Part of the excess over ideal weight that counts, for `adjusted`.
    public let factor: Double?
    /// When the basis applies; otherwise actual weight is used. Nil means always.
    public let trigger: Condition?
    /// Below these, actual weight is used.
    public let minimumHeight: Quantity?
    public let minimumAge: Quantity?
    /// Mosteller where the protocol says nothing.
    public let surface: SurfaceFormula?
    public let rounding: Rounding?
}

extension DosingProtocol {
    init?(_ reader: RecordReader) {
        let fields = reader.fields
        region = fields.string("region")?.value
        let weight = fields.required("weight") { fields.mapping("weight", owner: "'weight'") }
        let basis = weight?.requiredChoice("basis", Basis.self)
        formula = weight?.choice("formula", Formula.self)
        let factor = weight?.number("factor")
        self.factor = factor?.value
        trigger = weight?.value("when").flatMap { reader.condition($0) }
        let height = weight.flatMap { reader.quantity("minimum-height", in: $0, like: "152.4 cm") }
        let age = weight.flatMap { reader.quantity("minimum-age", in: $0, like: "18 years") }
        minimumHeight = height?.value
        minimumAge = age?.value
        weight?.finish()
        let surface = fields.value("surface")
        self.surface = fields.choice("surface", SurfaceFormula.self)
        if let surface { reader.addAnchor("surface", at: surface.position) }
        if let weight { reader.addAnchor("weight", at: weight.position) }
        reader.addAnchor("basis", at: fields.position)
        if let factor {
            reader.addFact("factor", "Factor", .number(factor.value, unit: nil), at: factor.position)
            if !(0...1).contains(factor.value) {
                reader.log.report(.inconsistentRecord, at: factor.position, "'factor' must lie between 0 and 1", suggestion: "write 40 % as 0.4")
            }
        }
        if let height { reader.addFact("minimum-height", "Minimum height", .quantity(height.value), at: height.position) }
        if let age { reader.addFact("minimum-age", "Minimum age", .quantity(age.value), at: age.position) }
        if let weight, let basis {
            if basis == .adjusted, weight.value("factor") == nil {
                weight.reportMissing("factor", suggestion: "an adjusted weight needs its factor; use `basis: not-stated` when it is not known")
            }
            if basis == .ideal || basis == .adjusted, weight.value("formula") == nil {
                weight.reportMissing("formula", suggestion: "name the formula of ideal weight, such as devine")
            }
        }
        Self.addTriggerFacts(trigger, at: weight?.position ?? fields.position, reader)
        rounding = Self.rounding(reader)
        guard let head = reader.head(), let basis else { return nil }
        self.head = head
        self.basis = basis
    }

    private static func addTriggerFacts(_ trigger: Condition?, at position: SourcePosition, _ reader: RecordReader) {
        guard let trigger else { return }
        let limits: [Condition] =
            switch trigger {
            case .all(let parts), .any(let parts): parts
            default: [trigger]
            }
        for case .measure(let measure, _, let limit) in limits {
            let value = measure.unit.map { FactValue.quantity(Quantity(limit, $0)) } ?? .number(limit, unit: nil)
            reader.addFact("trigger.\(measure.rawValue)", "Trigger: \(measure.words)", value, at: position)
        }
    }

    private static func rounding(_ reader: RecordReader) -> Rounding? {
        guard let fields = reader.fields.mapping("rounding", owner: "'rounding'") else { return nil }
        let to = fields.requiredString("to")
        let direction = fields.choice("direction", Rounding.Direction.self) ?? .nearest
        fields.finish()
        guard let to else { return nil }
        switch to.value {
        case "none":
            reader.addAnchor("rounding", at: fields.position)
            return Rounding(target: .none, direction: direction)
        case "vial":
            reader.addAnchor("rounding", at: fields.position)
            return Rounding(target: .vial, direction: direction)
        default:
            guard let step = reader.quantity(to, name: "'to'", like: ["5 g", "10 mL"]) else { return nil }
            reader.addFact("rounding", "Rounding step", .quantity(step.value), at: step.position)
            return Rounding(target: .step(step.value), direction: direction)
        }
    }
}
