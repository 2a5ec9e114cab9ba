/// Lean body weight by Janmahasatian: 9,270 W / (6,680 + 216 BMI) in men, 9,270 W / (8,780 + 244 BMI) in women.
///
/// Janmahasatian et al., Clin Pharmacokinet 2005;44:1051-1065. Derived in adults, so not given for children.
public struct LeanWeight: Hashable, Sendable {
    public static var leastAge: Double { 18 }

    public let sex: Sex
    public let weight: Double
    public let bodyMassIndex: Double

    /// Weight in kg, height in cm, age in years. Fails with the reason where the formula is not for this patient.
    public init(sex: Sex, weight: Double, height: Double, age: Double) throws(Figure.Refusal) {
        if age < Self.leastAge { throw .tooYoungForJanmahasatian }
        self.sex = sex
        self.weight = weight
        bodyMassIndex = BodyMassIndex(weight: weight, height: height).value
    }

    private var constant: Double { sex == .male ? 6680 : 8780 }
    private var slope: Double { sex == .male ? 216 : 244 }

    /// kg
    public var value: Double { 9270 * weight / (constant + slope * bodyMassIndex) }

    /// `9,270 × 110 kg / (6,680 + 216 × 34.72) = 71.92 kg`
    public func writeFormula(to text: inout ClinicalText) {
        text.write("9,270 × ")
        text.write(weight, .kilogram)
        text.write(" / (")
        text.write(constant)
        text.write(" + ")
        text.write(slope)
        text.write(" × ")
        text.writeComputed(bodyMassIndex)
        text.write(") = ")
        text.writeComputed(value, .kilogram)
    }
}
