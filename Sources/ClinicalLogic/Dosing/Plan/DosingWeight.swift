/// The weight a dose is multiplied by, and why it is this one.
public final class DosingWeight: Sendable {
    public enum Reason: UInt8, Hashable, Sendable, CaseIterable {
        case protocolActual = 1
        /// Nothing names another weight.
        case actual
        case belowMinimumHeight
        case belowMinimumAge
        case triggerNotMet
        case protocolIdeal
        case protocolAdjusted
        case protocolLean
        /// The protocol's weight would be no less than the patient weighs.
        case notBelowActual

        var words: StaticString {
            switch self {
            case .actual: "Actual body weight."
            case .protocolActual: "Actual body weight: the protocol doses by it."
            case .belowMinimumHeight: "Actual body weight: the patient is below the protocol's minimum height."
            case .belowMinimumAge: "Actual body weight: the patient is below the protocol's minimum age."
            case .triggerNotMet: "Actual body weight: the protocol's condition for another weight is not met."
            case .protocolIdeal: "Ideal body weight, by the protocol."
            case .protocolAdjusted: "Adjusted body weight, by the protocol."
            case .protocolLean: "Lean body weight, by the protocol."
            case .notBelowActual: "Actual body weight: the protocol's weight would not be lower."
            }
        }
    }

    public let kilograms: Double
    public let reason: Reason

    init(kilograms: Double, reason: Reason) {
        self.kilograms = kilograms
        self.reason = reason
    }

    /// What the protocol makes of the patient. It never gives more than the patient weighs.
    static func choose(
        _ terms: ProtocolTerms, _ measures: PatientMeasures
    ) throws(Withheld) -> DosingWeight {
        let patient = measures.patient
        let size = measures.size
        guard let actual = patient.weight.number else {
            // Ask for everything at once: what the protocol may need besides.
            throw .missing(needs(terms).union(.weight).subtracting(patient.given))
        }
        func dosedByActual(_ reason: Reason) -> DosingWeight { DosingWeight(kilograms: actual, reason: reason) }
        if terms.basis == .actual { return dosedByActual(terms.code == 0 ? .actual : .protocolActual) }
        var missing = Inputs()
        if let minimum = terms.minimumHeight {
            if let height = patient.height.number {
                if height < minimum { return dosedByActual(.belowMinimumHeight) }
            } else {
                missing.formUnion(.height)
            }
        }
        if let minimum = terms.minimumAge {
            if let age = patient.age.number {
                if age < minimum { return dosedByActual(.belowMinimumAge) }
            } else {
                missing.formUnion(.age)
            }
        }
        switch (terms.trigger ?? .always).evaluate(measures) {
        case .yes: break
        case .no: return dosedByActual(.triggerNotMet)
        case .unknown(let inputs):
            if inputs.isEmpty, missing.isEmpty {
                throw .stop(size.idealWeight.refusal.map { refused($0) } ?? incomplete)
            }
            missing.formUnion(inputs)
        }
        if terms.basis == .notStated {
            if missing.isEmpty { throw .stop(Message(.protocolNotStated, about: .dosingProtocol)) }
            throw .missing(missing)
        }
        let figure = terms.basis == .lean ? size.leanWeight : size.idealWeight
        if let refusal = figure.refusal, missing.isEmpty { throw .stop(refused(refusal)) }
        missing.formUnion(figure.missing)
        guard missing.isEmpty, let computed = figure.value else { throw .missing(missing) }
        var kilograms = computed
        var reason = terms.basis == .lean ? Reason.protocolLean : .protocolIdeal
        if terms.basis == .adjusted {
            guard let factor = terms.factor, factor >= 0, factor <= 1 else { throw .stop(incomplete) }
            kilograms = AdjustedWeight(ideal: computed, actual: actual, factor: factor).value
            reason = .protocolAdjusted
        }
        return kilograms < actual ? DosingWeight(kilograms: kilograms, reason: reason) : dosedByActual(.notBelowActual)
    }

    private static func refused(_ refusal: Figure.Refusal) -> Message {
        Message(.formulaRefused, [ClinicalText(Words.refusal(refusal))], about: .dosingProtocol)
    }

    private static var incomplete: Message { Message(.protocolIncomplete, about: .dosingProtocol) }

    private static func needs(_ terms: ProtocolTerms) -> Inputs {
        var inputs = Inputs()
        if terms.basis == .actual { return inputs }
        if terms.minimumHeight != nil { inputs.formUnion(.height) }
        if terms.minimumAge != nil { inputs.formUnion(.age) }
        if terms.basis != .notStated { inputs.formUnion(Inputs.height.union(.age).union(.sex)) }
        return inputs
    }
}
