/// Body surface area from actual weight and height.
public struct BodySurface: Hashable, Sendable {
    public enum Formula: UInt8, Sendable, CaseIterable {
        /// √(cm × kg / 3,600). Mosteller, N Engl J Med 1987;317:1098.
        case mosteller = 1
        /// 0.007184 × cm^0.725 × kg^0.425. Du Bois and Du Bois, Arch Intern Med 1916;17:863-871.
        case duBois
        /// 0.024265 × cm^0.3964 × kg^0.5378. Haycock et al., J Pediatr 1978;93:62-66.
        case haycock

        var name: StaticString {
            switch self {
            case .mosteller: "Mosteller"
            case .duBois: "Du Bois"
            case .haycock: "Haycock"
            }
        }
    }

    public let formula: Formula
    public let weight: Double
    public let height: Double

    /// Weight in kg, height in cm.
    public init(_ formula: Formula, weight: Double, height: Double) {
        self.formula = formula
        self.weight = weight
        self.height = height
    }

    /// m2
    public var value: Double {
        switch formula {
        case .mosteller: (height * weight / 3600).squareRoot()
        case .duBois: 0.007184 * Power.raise(height, to: 0.725) * Power.raise(weight, to: 0.425)
        case .haycock: 0.024265 * Power.raise(height, to: 0.3964) * Power.raise(weight, to: 0.5378)
        }
    }

    /// `√(175 cm × 70 kg / 3,600) = 1.845 m2`
    public func writeFormula(to text: inout ClinicalText) {
        switch formula {
        case .mosteller:
            text.write("√(")
            text.write(height, .centimetre)
            text.write(" × ")
            text.write(weight, .kilogram)
            text.write(" / 3,600)")
        case .duBois: writePowers("0.007184", "0.725", "0.425", to: &text)
        case .haycock: writePowers("0.024265", "0.3964", "0.5378", to: &text)
        }
        text.write(" = ")
        text.writeComputed(value, .squareMetre)
    }

    private func writePowers(_ constant: StaticString, _ ofHeight: StaticString, _ ofWeight: StaticString, to text: inout ClinicalText) {
        text.write(constant)
        text.write(" × ")
        text.write(height)
        text.write("^")
        text.write(ofHeight)
        text.write(" × ")
        text.write(weight)
        text.write("^")
        text.write(ofWeight)
    }
}
