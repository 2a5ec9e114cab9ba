extension Quantity {
    /// An age in years; months as twelfths, weeks and days by the mean year of 365.25 days. Nil for anything else.
    public var years: Double? {
        guard unit.denominators.isEmpty else { return nil }
        switch unit.numerator.dimension {
        case .calendar: return value * unit.numerator.scale / BaseUnit.year.scale
        case .time: return value * unit.numerator.scale / BaseUnit.day.scale / 365.25
        default: return nil
        }
    }
}
