/// What may be entered at all.
enum EntryCheck {
    /// kg/m2; outside these, one of the two entries is wrong.
    static var possibleBodyMassIndex: ClosedRange<Double> { 7...100 }
    /// kg/m2; outside these, the entries deserve a second look.
    static var usualBodyMassIndex: ClosedRange<Double> { 10...60 }

    /// What is wrong with an entry; nil for one that is missing or in range.
    @inline(never)
    static func stop(_ entry: Entry, _ figure: EnteredFigure) -> Stop? {
        switch entry {
        case .missing: return nil
        case .unreadable: return .unreadable(figure)
        case .number(let value):
            let isFraction = figure.isWhole && value != value.rounded(.down)
            return figure.range.contains(value) && !isFraction ? nil : .outOfRange(figure, value)
        }
    }

    /// The patient without the entries that are stopped.
    static func usable(_ patient: PatientInput) -> PatientInput {
        PatientInput(
            sex: patient.sex, age: usable(patient.age, .age), weight: usable(patient.weight, .weight),
            height: usable(patient.height, .height))
    }

    enum WeightCheck { case plausible, unusual, implausible }

    /// By published limits of weight for age, which end at 20 years.
    static func check(weight: Double, age: Double) -> WeightCheck {
        guard let limits = WeightForAge.limits(years: age) else { return .plausible }
        if limits.question.contains(weight) { return .plausible }
        return limits.stop.contains(weight) ? .unusual : .implausible
    }

    /// What may have been meant by a weight that does not fit: the same figure in pounds or in grams.
    static func writeLikely(_ weight: Double, age: Double, to text: inout ClinicalText) {
        guard let limits = WeightForAge.limits(years: age) else { return }
        if limits.question.contains(weight * kilogramsPerPound) {
            text.write(" Did you mean ")
            text.write(weight)
            text.write(" lb, which is ")
            text.writeComputed(weight * kilogramsPerPound, .kilogram)
            text.write("?")
        } else if limits.question.contains(weight / 1000) {
            text.write(" Did you mean ")
            text.write(weight / 1000, .kilogram)
            text.write("?")
        }
    }

    /// Grams for kilograms and metres for centimetres.
    static func writeLikely(_ figure: EnteredFigure, _ value: Double, to text: inout ClinicalText) {
        let likely: (value: Double, unit: BaseUnit)
        switch figure {
        case .weight: likely = (value / 1000, .kilogram)
        case .height: likely = (value * 100, .centimetre)
        default: return
        }
        guard figure.range.contains(likely.value) else { return }
        text.write(" Did you mean ")
        text.write(likely.value, likely.unit)
        text.write("?")
    }

    /// By definition.
    private static var kilogramsPerPound: Double { 0.45359237 }

    private static func usable(_ entry: Entry, _ figure: EnteredFigure) -> Entry {
        if case nil = stop(entry, figure) { return entry }
        return .missing
    }
}

extension EnteredFigure {
    /// Entries outside it are stopped: kg, cm, years, days, and days from 1 January 1970.
    var range: ClosedRange<Double> {
        switch self {
        case .weight: PatientInput.weights
        case .height: PatientInput.heights
        case .age: PatientInput.ages
        case .days: 1...Double(RegimenTerms.Division.limit)
        case .start: 0...Double(CalendarDay.last)
        }
    }

    var isWhole: Bool {
        switch self {
        case .days, .start: true
        default: false
        }
    }
}
