/// What turns an amount per kg or per m2 into an amount, and mass into volume.
struct DoseScale {
    let dosingWeight: DosingWeight?
    /// m2
    let surface: Double?
    /// mg/mL
    let concentration: Double?

    /// The amount for this patient, in a unit of mass or volume.
    @inline(never)
    func value(of amount: Amount, in unit: BaseUnit) throws(Withheld) -> Double {
        let value = try convert(amount.value, from: amount.unit, to: unit)
        switch amount.basis {
        case .fixed: return value
        case .perKilogram:
            guard let dosingWeight else { throw .missing(.weight) }
            return value * dosingWeight.kilograms
        case .perSquareMetre:
            guard let surface else { throw .missing([.weight, .height]) }
            return value * surface
        }
    }

    /// Between units of mass and volume; crossing over needs the product's concentration.
    @inline(never)
    func convert(_ value: Double, from unit: BaseUnit, to other: BaseUnit) throws(Withheld) -> Double {
        if unit == other { return value }
        if unit.dimension == other.dimension { return value * unit.scale / other.scale }
        guard let concentration else { throw .missing(.product) }
        let reference = value * unit.scale
        return (unit.dimension == .mass ? reference / concentration : reference * concentration) / other.scale
    }
}
