/// A figure a regimen has worked out for the patient, by a formula of the fixed library.
public final class MeasureTerms: Sendable {
    public enum Formula: UInt8, Sendable, CaseIterable {
        case cockcroftGault = 1
        case ckdEpi2021
        case schwartzBedside
        case deIndexed
        case devine
        case adjusted
        case janmahasatian
        case mosteller
        case duBois
        case haycock
    }

    /// As records and requests write it.
    public let id: ClinicalText
    public let label: ClinicalText
    public let formula: Formula
    /// Which weight goes in, where the formula leaves it open.
    public let weight: ProtocolTerms.WeightBasis
    /// For adjusted weight, from 0 to 1.
    public let factor: Double
    /// The code of the question for serum creatinine, in mg/dL.
    public let creatinine: Int
    /// The measure that is de-indexed, by its place among the regimen's; always an earlier one.
    public let source: Int
    /// The surface it is de-indexed by.
    public let surface: BodySurface.Formula

    public init(
        id: ClinicalText, label: ClinicalText, formula: Formula, weight: ProtocolTerms.WeightBasis = .actual, factor: Double = 0,
        creatinine: Int = 0, source: Int = 0, surface: BodySurface.Formula = .mosteller
    ) {
        self.id = id
        self.label = label
        self.formula = formula
        self.weight = weight
        self.factor = factor
        self.creatinine = creatinine
        self.source = source
        self.surface = surface
    }

    /// What the formula gives.
    public var unit: Unit { Self.unit(of: formula) }

    public static func unit(of formula: Formula) -> Unit {
        switch formula {
        case .cockcroftGault, .deIndexed: Unit(.millilitre, per: .minute)
        case .ckdEpi2021, .schwartzBedside: Unit(.millilitre, per: .minute, .standardSurface)
        case .devine, .adjusted, .janmahasatian: Unit(.kilogram)
        case .mosteller, .duBois, .haycock: Unit(.squareMetre)
        }
    }

    func encode(into numbers: inout [Double]) {
        id.encode(into: &numbers)
        label.encode(into: &numbers)
        numbers.append(formula.rawValue)
        numbers.append(weight.rawValue)
        numbers.append(factor)
        numbers.append(creatinine)
        numbers.append(source)
        numbers.append(surface.rawValue)
    }

    init(reading reader: inout NumberReader) {
        id = ClinicalText(reading: &reader)
        label = ClinicalText(reading: &reader)
        formula = reader.readChoice(else: .devine)
        weight = reader.readChoice(else: .actual)
        factor = reader.readFinite()
        creatinine = reader.readCount()
        source = reader.readCount()
        surface = reader.readChoice(else: .mosteller)
    }
}
