/// What may be entered at all.
enum EntryCheck {
    /// kg/m2; outside these, one of the two entries is wrong. Preterm infants lie lower.
    static func possibleBodyMassIndex(weight: Double) -> ClosedRange<Double> { weight < 3 ? 4...100 : 7...100 }
    /// kg/m2; outside these, the entries deserve a second look.
    static func usualBodyMassIndex(weight: Double) -> ClosedRange<Double> { weight < 3 ? 6...60 : 10...60 }

    /// What is wrong with an entry; nil for one that is missing or in range.
    @inline(never)
    static func stop(_ entry: Entry, _ figure: EnteredFigure) -> Message? {
        var words = [ClinicalText(Words.name(figure)), ClinicalText(Words.instruction(figure))]
        switch entry {
        case .missing: return nil
        case .unreadable: return Message(figure == .start ? .unreadableDate : .unreadable, words, about: figure.input)
        case .unknownUnit: return Message(.unknownUnit, words, about: figure.input)
        case .number(let value):
            let isFraction = figure.isWhole && value != value.rounded(.down)
            if figure.range.contains(value), !isFraction { return nil }
            words.add(likely(figure, value))
            return Message(.outOfRange, words, about: figure.input)
        }
    }

    /// The patient without the entries that are stopped.
    static func usable(_ patient: PatientInput) -> PatientInput {
        PatientInput(
            sex: patient.sex, age: usable(patient.age, .age), weight: usable(patient.weight, .weight),
            height: usable(patient.height, .height))
    }

    private static func usable(_ entry: Entry, _ figure: EnteredFigure) -> Entry {
        if case nil = stop(entry, figure) { return entry }
        return .missing
    }

    enum WeightCheck { case plausible, unusual, implausible }

    /// By published limits of weight for age.
    static func check(weight: Double, age: Double) -> WeightCheck {
        guard let limits = WeightForAge.limits(years: age) else { return .plausible }
        if limits.question.contains(weight) { return .plausible }
        return limits.stop.contains(weight) ? .unusual : .implausible
    }

    /// What may have been meant by a weight that does not fit: the same figure in pounds or in grams. Empty where neither fits.
    static func likely(_ weight: Double, age: Double) -> ClinicalText {
        guard let limits = WeightForAge.limits(years: age) else { return ClinicalText() }
        let kilograms = weight * EntryText.kilogramsPerPound
        if limits.question.contains(kilograms) {
            var text = ClinicalText(" Did you mean ")
            text.write(weight)
            text.write(" lb, which is ")
            text.writeComputed(kilograms, .kilogram)
            text.write("?")
            return text
        }
        return limits.question.contains(weight / 1000) ? meant(weight / 1000, .kilogram) : ClinicalText()
    }

    /// Grams for kilograms and metres for centimetres.
    private static func likely(_ figure: EnteredFigure, _ value: Double) -> ClinicalText {
        let likely: (value: Double, unit: BaseUnit)
        switch figure {
        case .weight: likely = (value / 1000, .kilogram)
        case .height: likely = (value * 100, .centimetre)
        default: return ClinicalText()
        }
        return figure.range.contains(likely.value) ? meant(likely.value, likely.unit) : ClinicalText()
    }

    private static func meant(_ value: Double, _ unit: BaseUnit) -> ClinicalText {
        var text = ClinicalText(" Did you mean ")
        text.write(value, unit)
        text.write("?")
        return text
    }
}
