/// What turns an amount per kg or per m2 into an amount, and mass or activity into volume.
final class DoseScale: Sendable {
    let dosingWeight: DosingWeight?
    /// m2
    let surface: Double?
    let product: ProductTerms?

    init(dosingWeight: DosingWeight?, surface: Double?, product: ProductTerms?) {
        self.dosingWeight = dosingWeight
        self.surface = surface
        self.product = product
    }

    /// The amount for this patient, in a unit of its own dimension or the product's other one.
    @inline(never)
    func value(of amount: Amount, in unit: BaseUnit) throws(Withheld) -> Double {
        let value = try convert(amount.value, from: amount.unit, to: unit)
        switch amount.basis {
        case .fixed: return value
        case .perKilogram:
            guard let dosingWeight else { throw .missing(.weight) }
            return value * dosingWeight.kilograms
        case .perSquareMetre:
            guard let surface else { throw .missing(Inputs.weight.union(.height)) }
            return value * surface
        }
    }

    /// In the amount's own unit.
    func value(of amount: Amount?) throws(Withheld) -> Double? {
        guard let amount else { return nil }
        return try value(of: amount, in: amount.unit)
    }

    /// Between units a dose is measured in; crossing over to or from a volume needs the product's concentration.
    @inline(never)
    func convert(_ value: Double, from unit: BaseUnit, to other: BaseUnit) throws(Withheld) -> Double {
        if unit == other { return value }
        if unit.dimension == other.dimension { return value * unit.scale / other.scale }
        guard let product else { throw .missing(.product) }
        guard let concentration = product.concentration else { throw .stop(mismatch(unit, other)) }
        let reference = value * unit.scale
        if other.dimension == .volume, unit.dimension == concentration.unit.dimension {
            return reference / concentration.scaled / other.scale
        }
        if unit.dimension == .volume, other.dimension == concentration.unit.dimension {
            return reference * concentration.scaled / other.scale
        }
        throw .stop(mismatch(unit, other))
    }

    private func mismatch(_ unit: BaseUnit, _ other: BaseUnit) -> Message {
        var words = ClinicalText()
        words.write(unit)
        var others = ClinicalText()
        others.write(other)
        return Message(.otherUnit, [words, others], about: .product)
    }
}
