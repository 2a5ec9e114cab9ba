/// Body mass index: weight in kg over the square of height in m.
public struct BodyMassIndex: Hashable, Sendable {
    public let weight: Double
    public let height: Double

    /// Weight in kg, height in cm.
    public init(weight: Double, height: Double) {
        self.weight = weight
        self.height = height
    }

    /// kg/m2
    public var value: Double {
        let metres = height / 100
        return weight / (metres * metres)
    }

    /// `100 kg / (1.75 m × 1.75 m) = 32.65 kg/m2`
    public func writeFormula(to text: inout ClinicalText) {
        text.write(weight, .kilogram)
        text.write(" / (")
        text.write(height / 100, .metre)
        text.write(" × ")
        text.write(height / 100, .metre)
        text.write(") = ")
        text.writeComputed(value)
        text.write(" kg/m2")
    }
}
