/// Why no dose is given.
enum Withheld: Error {
    case stop(Message)
    case missing(Inputs)
}

/// A figure that is typed in.
public enum EnteredFigure: UInt8, Hashable, Sendable, CaseIterable {
    case weight = 1
    case height
    case age
    case days
    case start

    var input: Inputs {
        switch self {
        case .weight: .weight
        case .height: .height
        case .age: .age
        case .days: .days
        case .start: .start
        }
    }

    /// Entries outside it are stopped: kg, cm, years, days, and days from 1 January 1970.
    var range: ClosedRange<Double> {
        switch self {
        case .weight: PatientInput.weights
        case .height: PatientInput.heights
        case .age: PatientInput.ages
        case .days: 1...Double(DoseTerms.Division.limit)
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
