public import ClinicalLogic
import Diagnostics
import SourceData

/// From body weight to dosing weight: a protocol's rule, or a regimen's own.
public struct WeightRule: Sendable {
    public let basis: DosingProtocol.Basis
    public let formula: DosingProtocol.Formula?
    /// Part of the excess over ideal weight that counts, for `adjusted`.
    public let factor: Double?
    /// When the basis applies; otherwise actual weight is used. Nil means always.
    public let trigger: Condition?
    /// Below these, actual weight is used.
    public let minimumHeight: Quantity?
    public let minimumAge: Quantity?

    private let places: [String: SourcePosition]
    let position: SourcePosition

    /// Nil, with a diagnostic, where the basis is missing or cannot be worked out.
    init?(_ fields: Fields, _ reader: RecordReader) {
        position = fields.position
        let basis = fields.requiredChoice("basis", DosingProtocol.Basis.self)
        formula = fields.choice("formula", DosingProtocol.Formula.self)
        let factor = fields.number("factor")
        self.factor = factor?.value
        trigger = fields.value("when").flatMap { reader.condition($0) }
        let height = reader.quantity("minimum-height", in: fields, like: "152.4 cm")
        let age = reader.quantity("minimum-age", in: fields, like: "18 years")
        minimumHeight = height?.value
        minimumAge = age?.value
        places = ["factor": factor?.position, "minimum-height": height?.position, "minimum-age": age?.position].compactMapValues { $0 }
        if let factor, !(0...1).contains(factor.value) {
            reader.log.report(.inconsistentRecord, at: factor.position, "'factor' must lie between 0 and 1", suggestion: "write 40 % as 0.4")
        }
        guard let basis else { return nil }
        self.basis = basis
        let wanted: DosingProtocol.Formula? = basis == .lean ? .janmahasatian : basis == .ideal || basis == .adjusted ? .devine : nil
        if let formula, formula != wanted {
            reader.log.report(
                .inconsistentRecord, at: fields.value("formula")?.position ?? fields.position, "'\(formula.rawValue)' is no formula of this weight",
                suggestion: wanted.map { "write `formula: \($0.rawValue)`" } ?? "remove it")
        }
        if basis == .adjusted, fields.value("factor") == nil {
            fields.reportMissing("factor", suggestion: "an adjusted weight needs its factor; use `basis: not-stated` when it is not known")
        }
        if basis == .ideal || basis == .adjusted, fields.value("formula") == nil {
            fields.reportMissing("formula", suggestion: "name the formula of ideal weight, such as devine")
        }
    }

    /// Facts of a protocol, which prose may be held to.
    func addFacts(_ reader: RecordReader) {
        if let factor, let place = places["factor"] { reader.addFact("factor", "Factor", .number(factor, unit: nil), at: place) }
        if let minimumHeight, let place = places["minimum-height"] { reader.addFact("minimum-height", "Minimum height", .quantity(minimumHeight), at: place) }
        if let minimumAge, let place = places["minimum-age"] { reader.addFact("minimum-age", "Minimum age", .quantity(minimumAge), at: place) }
        guard let trigger else { return }
        let parts: [Condition] =
            switch trigger {
            case .all(let parts), .any(let parts): parts
            default: [trigger]
            }
        var counts: [PatientFigure: Int] = [:]
        for case .limit(let limit) in parts {
            guard case .figure(let figure) = limit.subject else { continue }
            counts[figure, default: 0] += 1
            let number = counts[figure] ?? 1
            let value = figure.unit.map { figure == .bodyMassIndex ? FactValue.number(limit.value, unit: nil) : .quantity(Quantity(limit.value, $0)) }
            reader.addFact(
                number == 1 ? "trigger.\(figure.name)" : "trigger.\(figure.name).\(number)", "Trigger: \(figure.words)", value ?? .number(limit.value, unit: nil),
                at: position)
        }
    }

    /// Nil where its condition names what is not asked, which has been reported.
    func terms(rounding: RoundingRule?, surface: DosingProtocol.SurfaceFormula?, questions: [Question], code: Int = 0) -> ProtocolTerms? {
        var condition: PlanCondition?
        if let trigger {
            let names = PlanCondition.Names(questions: Dictionary(questions.map { ($0.id, $0.terms) }, uniquingKeysWith: { first, _ in first }))
            guard let converted = PlanCondition(trigger, names) else { return nil }
            condition = converted
        }
        return ProtocolTerms(
            code: code, basis: basis.terms, factor: factor, trigger: condition, minimumHeight: minimumHeight?.converted(to: Unit(.centimetre))?.value,
            minimumAge: minimumAge?.years, rounding: rounding?.terms ?? .none, surface: surface?.terms ?? .mosteller, questions: questions.map(\.terms))
    }
}

/// How a dose is rounded to what can be given.
public struct RoundingRule: Sendable {
    public enum Target: Hashable, Sendable {
        case none
        /// What whole containers or tablets of the product make.
        case product
        case step(Quantity)
    }
    public enum Direction: String, CaseIterable, Sendable { case nearest, down, up }

    public let target: Target
    public let direction: Direction

    var terms: ProtocolTerms.Rounding {
        let direction: ProtocolTerms.Direction =
            switch direction {
            case .nearest: .nearest
            case .down: .down
            case .up: .up
            }
        switch target {
        case .none: return .none
        case .product: return .product(direction)
        case .step(let step): return Amount(step).map { .step($0, direction) } ?? .none
        }
    }
}

extension RecordReader {
    /// `rounding: { to: 5 g, direction: nearest }`; with `isFact` its step is one.
    func rounding(in fields: Fields, isFact: Bool) -> RoundingRule? {
        guard let rounding = fields.mapping("rounding", owner: "'rounding'") else { return nil }
        let to = rounding.requiredString("to")
        let direction = rounding.choice("direction", RoundingRule.Direction.self) ?? .nearest
        rounding.finish()
        guard let to else { return nil }
        switch to.value {
        case "none", "vial", "product":
            if isFact { addAnchor("rounding", at: rounding.position) }
            return RoundingRule(target: to.value == "none" ? .none : .product, direction: direction)
        default:
            guard let written = amount(to, name: "'to'") else { return nil }
            guard written.most == nil, written.amount.basis == .fixed, written.amount.value > 0 else {
                log.report(
                    .invalidQuantity, at: to.position, "'to' cannot be rounded to: '\(to.value)'", suggestion: "write it like '5 g', '0.5 mL', 'product' or 'none'")
                return nil
            }
            if isFact { addFact("rounding", "Rounding step", .quantity(written.quantity), at: to.position) }
            return RoundingRule(target: .step(written.quantity), direction: direction)
        }
    }
}
