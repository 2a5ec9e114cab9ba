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
            return figure.range.contains(value) && !isFraction ? nil : .outOfRange(figure)
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
