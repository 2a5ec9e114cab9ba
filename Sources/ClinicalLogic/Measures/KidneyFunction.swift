/// Creatinine clearance: (140 − age) × kg / (72 × mg/dL), and 0.85 of it in women; mL/min, not indexed to body surface.
///
/// Cockcroft and Gault, Nephron 1976;16:31-41. Derived in adults, so not given under 18 years. Which weight goes in is the record's choice.
public struct CockcroftGault: Hashable, Sendable {
    public static var leastAge: Double { 18 }

    public let sex: Sex
    public let age: Double
    public let weight: Double
    public let creatinine: Double

    /// Age in years, weight in kg, serum creatinine in mg/dL. Fails with the reason where the formula is not for this patient.
    public init(sex: Sex, age: Double, weight: Double, creatinine: Double) throws(Figure.Refusal) {
        if age < Self.leastAge { throw .tooYoungForCockcroftGault }
        self.sex = sex
        self.age = age
        self.weight = weight
        self.creatinine = creatinine
    }

    /// mL/min; never below zero.
    public var value: Double {
        let clearance = (140 - age) * weight / (72 * creatinine)
        return max(0, sex == .female ? clearance * 0.85 : clearance)
    }

    /// `(140 − 70) × 80 kg / (72 × 1 mg/dL) = 77.78 mL/min`
    public func writeFormula(to text: inout ClinicalText) {
        text.write("(140 − ")
        text.write(age)
        text.write(") × ")
        text.writeComputed(weight, .kilogram)
        text.write(" / (72 × ")
        text.writeComputed(creatinine)
        text.write(" mg/dL)")
        if sex == .female { text.write(" × 0.85") }
        text.write(" = ")
        text.writeComputed(value)
        text.write(" mL/min")
    }
}

/// Filtration rate by CKD-EPI 2021: 142 × min(c/κ, 1)^α × max(c/κ, 1)^−1.2 × 0.9938^age, and 1.012 of it in women; mL/min/1.73 m2.
///
/// Inker et al., N Engl J Med 2021;385:1737-1749. For adults, from 18 years.
public struct CKDEPI2021: Hashable, Sendable {
    public static var leastAge: Double { 18 }

    public let sex: Sex
    public let age: Double
    public let creatinine: Double

    /// Age in years, serum creatinine in mg/dL. Fails with the reason where the formula is not for this patient.
    public init(sex: Sex, age: Double, creatinine: Double) throws(Figure.Refusal) {
        if age < Self.leastAge { throw .tooYoungForCKDEPI }
        self.sex = sex
        self.age = age
        self.creatinine = creatinine
    }

    private var kappa: Double { sex == .female ? 0.7 : 0.9 }
    private var alpha: Double { sex == .female ? -0.241 : -0.302 }

    /// mL/min/1.73 m2
    public var value: Double {
        let ratio = creatinine / kappa
        let rate = 142 * Power.raise(min(ratio, 1), to: alpha) * Power.raise(max(ratio, 1), to: -1.2) * Power.raise(0.9938, to: age)
        return sex == .female ? rate * 1.012 : rate
    }

    /// `142 × (1 / 0.9)^−1.2 × 0.9938^70 = 80.97 mL/min/1.73 m2`
    public func writeFormula(to text: inout ClinicalText) {
        text.write("142 × (")
        text.writeComputed(creatinine)
        text.write(" / ")
        text.write(kappa)
        text.write(")^")
        if creatinine < kappa {
            text.write("−")
            text.write(-alpha)
        } else {
            text.write("−1.2")
        }
        text.write(" × 0.9938^")
        text.write(age)
        if sex == .female { text.write(" × 1.012") }
        text.write(" = ")
        text.writeComputed(value)
        text.write(" mL/min/1.73 m2")
    }
}

/// Filtration rate of children, bedside Schwartz: 0.413 × cm / (mg/dL); mL/min/1.73 m2.
///
/// Schwartz et al., J Am Soc Nephrol 2009;20:629-637. For 1 to 17 years, and creatinine by an enzymatic method.
public struct BedsideSchwartz: Hashable, Sendable {
    /// Years: "17 years" lasts until the eighteenth birthday.
    public static var ages: Range<Double> { 1..<18 }

    public let height: Double
    public let creatinine: Double

    /// Height in cm, age in years, serum creatinine in mg/dL. Fails with the reason where the formula is not for this patient.
    public init(height: Double, age: Double, creatinine: Double) throws(Figure.Refusal) {
        if !Self.ages.contains(age) { throw .outsideSchwartz }
        self.height = height
        self.creatinine = creatinine
    }

    /// mL/min/1.73 m2
    public var value: Double { 0.413 * height / creatinine }

    /// `0.413 × 120 cm / 0.5 mg/dL = 99.12 mL/min/1.73 m2`
    public func writeFormula(to text: inout ClinicalText) {
        text.write("0.413 × ")
        text.write(height, .centimetre)
        text.write(" / ")
        text.writeComputed(creatinine)
        text.write(" mg/dL = ")
        text.writeComputed(value)
        text.write(" mL/min/1.73 m2")
    }
}
