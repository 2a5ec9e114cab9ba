/// A dose by the Calvert formula: target area under the curve × (filtration rate + 25).
///
/// Calvert et al., J Clin Oncol 1989;7:1748-1756.
public final class CalvertDose: Sendable {
    /// mg/mL × min
    public let target: Double
    /// mL/min, held to the most the record counts.
    public let filtration: Double

    init(target: Double, filtration: Double) {
        self.target = target
        self.filtration = filtration
    }

    /// mg
    public var value: Double { target * (filtration + 25) }

    /// `6 × (64.37 mL/min + 25 mL/min) = 536.2 mg`
    func writeFormula(to text: inout ClinicalText) {
        text.write(target)
        text.write(" × (")
        text.writeComputed(filtration)
        text.write(" mL/min + 25 mL/min) = ")
        text.writeComputed(value, .milligram)
    }
}
