/// When an alert or a weight trigger applies to a patient and plan.
public indirect enum Condition: Hashable, Sendable {
    case always
    /// A measured or computed figure held against a limit, in the measure's own unit.
    case measure(Measure, Comparison, Double)
    /// A risk flag the reader ticks, such as `renal-risk`.
    case flag(String)
    case all([Condition])
    case any([Condition])
    case not(Condition)

    public enum Measure: String, Hashable, Sendable, CaseIterable {
        case age, weight, height, bmi, course
        /// Body weight as a percentage of ideal weight.
        case percentOfIdeal = "percent-of-ideal"
        case dayDose = "day-dose"
        case coursePerKilogram = "course-per-kg"
        case dayDosePerKilogram = "day-dose-per-kg"

        /// The same figure per kilogram of dosing weight, for limits that authors may write either way.
        public var perKilogram: Measure? {
            switch self {
            case .course: .coursePerKilogram
            case .dayDose: .dayDosePerKilogram
            default: nil
            }
        }

        /// Unit limits are kept in; nil for BMI (kg/m2) and percentages, which are written as plain numbers.
        public var unit: Unit? {
            switch self {
            case .age: Unit(.year)
            case .weight: Unit(.kilogram)
            case .height: Unit(.centimetre)
            case .bmi, .percentOfIdeal: nil
            case .course, .dayDose: Unit(.gram)
            case .coursePerKilogram, .dayDosePerKilogram: Unit(.gram, per: .kilogram)
            }
        }

        public var words: String {
            switch self {
            case .age: "age"
            case .weight: "body weight"
            case .height: "height"
            case .bmi: "BMI"
            case .percentOfIdeal: "body weight as a percentage of ideal weight"
            case .course, .coursePerKilogram: "course dose"
            case .dayDose, .dayDosePerKilogram: "dose per day"
            }
        }
    }

    /// The condition in plain words: `age under 18 years, or BMI at least 30`.
    public var words: String {
        switch self {
        case .always: return "always"
        case .measure(let measure, let comparison, let limit):
            let amount = measure.unit.map { Quantity(limit, $0).formatted() } ?? Decimal.format(limit)
            return measure.words + " " + comparison.words + " " + amount
        case .flag(let flag): return RiskFlag(name: flag)?.label ?? flag
        case .all(let parts): return Self.join(parts, ", and ")
        case .any(let parts): return Self.join(parts, ", or ")
        case .not(let part): return "not (" + part.words + ")"
        }
    }

    private static func join(_ parts: [Condition], _ separator: String) -> String {
        var out = ""
        for part in parts { out += (out.isEmpty ? "" : separator) + part.words }
        return out
    }
}
