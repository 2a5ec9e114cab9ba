/// Ideal body weight by Devine: 50 kg (men) or 45.5 kg (women), and 2.3 kg for each inch of height over 60.
///
/// Devine, Drug Intell Clin Pharm 1974;8:650-655; Pai and Paloucek, Ann Pharmacother 2000;34:1066-1069.
/// Not defined under 60 in (152.4 cm), and not for children.
public struct IdealWeight: Hashable, Sendable {
    public static var leastHeight: Double { 152.4 }
    public static var leastAge: Double { 18 }

    public let sex: Sex
    public let height: Double

    /// Height in cm, age in years. Fails with the reason where the formula is not defined.
    public init(sex: Sex, height: Double, age: Double) throws(Figure.Refusal) {
        if age < Self.leastAge { throw .tooYoungForDevine }
        if height < Self.leastHeight { throw .tooShortForDevine }
        self.sex = sex
        self.height = height
    }

    private var base: Double { sex == .male ? 50 : 45.5 }

    /// kg
    public var value: Double { base + 2.3 * (height / 2.54 - 60) }

    /// `50 kg + 2.3 kg × (175 cm / 2.54 − 60) = 70.46 kg`
    public func writeFormula(to text: inout ClinicalText) {
        text.write(base, .kilogram)
        text.write(" + 2.3 kg × (")
        text.write(height, .centimetre)
        text.write(" / 2.54 − 60) = ")
        text.writeComputed(value, .kilogram)
    }
}

extension Figure.Refusal: Error {}
