/// Adjusted body weight: ideal weight and a part of what the patient weighs beyond it. The part is the protocol's.
public struct AdjustedWeight: Hashable, Sendable {
    public let ideal: Double
    public let actual: Double
    public let factor: Double

    /// Weights in kg; the factor lies from 0 to 1.
    public init(ideal: Double, actual: Double, factor: Double) {
        self.ideal = ideal
        self.actual = actual
        self.factor = factor
    }

    /// kg
    public var value: Double { ideal + factor * (actual - ideal) }

    /// `70.46 kg + 0.4 × (100 kg − 70.46 kg) = 82.28 kg`
    public func writeFormula(to text: inout ClinicalText) {
        text.writeComputed(ideal, .kilogram)
        text.write(" + ")
        text.write(factor)
        text.write(" × (")
        text.write(actual, .kilogram)
        text.write(" − ")
        text.writeComputed(ideal, .kilogram)
        text.write(") = ")
        text.writeComputed(value, .kilogram)
    }
}
