/// Why no dose is given.
public enum Withheld: Error, Hashable, Sendable {
    case stop(Stop)
    case missing(Inputs)
}

/// A reason of the engine itself to give no dose; a regimen's own stops are its alerts.
public enum Stop: Hashable, Sendable {
    case unreadable(EnteredFigure)
    case outOfRange(EnteredFigure, Double)
    /// Weight and height that do not fit together, with the BMI they give.
    case implausibleSize(Double)
    /// kg and years that no patient has.
    case implausibleWeight(Double, age: Double)
    case formulaRefused(Figure.Refusal)
    case protocolNotStated
    /// A protocol whose weight cannot be worked out: no usable factor, or a condition on the dose itself.
    case protocolIncomplete
    case daysOutOfRange(RegimenTerms.Division)
    /// Even the most days leave more than the limit for a day.
    case exceedsDayLimit(days: Int, limit: Double, BaseUnit)
    case roundsToNothing
    /// No exact search through this many combinations of vials.
    case vialsNotComputable
    case noVials
    case productWithoutLabel
    case unknownPhase
    case malformedTerms
    case nothingToGive
}

/// A figure that is typed in.
public enum EnteredFigure: UInt8, Hashable, Sendable, CaseIterable {
    case weight = 1
    case height
    case age
    case days
    case start

    /// What to enter.
    var instruction: StaticString {
        switch self {
        case .weight: "Enter the body weight as a plain number, from 2 to 400 kg."
        case .height: "Enter the height as a plain number, from 40 to 250 cm."
        case .age: "Enter the age as a plain number, from 0 to 120 years."
        case .days: "Enter a whole number of days, from 1 to 31."
        case .start: "Enter the first day as a date from 1970 to 2199."
        }
    }

    var name: StaticString {
        switch self {
        case .weight: "body weight"
        case .height: "height"
        case .age: "age"
        case .days: "number of days"
        case .start: "first day"
        }
    }
}

extension Stop {
    func write(to text: inout ClinicalText) {
        switch self {
        case .unreadable(let figure):
            text.write("The ")
            text.write(figure.name)
            text.write(" is not a number. ")
            text.write(figure.instruction)
            if figure != .start { text.write(" Write a point for decimals, and no comma.") }
        case .outOfRange(let figure, let value):
            text.write("The ")
            text.write(figure.name)
            text.write(" is out of range. ")
            text.write(figure.instruction)
            EntryCheck.writeLikely(figure, value, to: &text)
        case .implausibleSize(let bodyMassIndex):
            text.write("Weight and height do not fit together: they give a BMI of ")
            text.writeComputed(bodyMassIndex)
            text.write(" kg/m2. Check both, and that they are in kg and cm.")
        case .implausibleWeight(let weight, let age):
            text.write("The weight of ")
            text.write(weight, .kilogram)
            text.write(" does not fit the age of ")
            text.write(age, .year)
            text.write(". Check both, and that they are in kg and years.")
            EntryCheck.writeLikely(weight, age: age, to: &text)
        case .formulaRefused(let refusal):
            text.write("The protocol asks for a weight that is ")
            text.write(refusal.words)
            text.write(". Choose a protocol that covers this patient.")
        case .protocolNotStated:
            text.write(
                "This protocol's rule for the dosing weight was not seen, so no dose can be computed with it. Use the programme's own calculator, or choose another protocol.")
        case .protocolIncomplete:
            text.write("This protocol's dosing weight cannot be worked out from its record. Choose another protocol.")
        case .daysOutOfRange(let division):
            text.write("This regimen is given over ")
            text.write(Double(division.fewest))
            if division.most > division.fewest {
                text.write(" to ")
                text.write(Double(division.most))
            }
            text.write(division.most == 1 ? " day" : " days")
            text.write(". Enter such a number of days.")
        case .exceedsDayLimit(let days, let limit, let unit):
            text.write("Even over ")
            text.write(Double(days), .day)
            text.write(" the dose is more than the limit of ")
            text.writeComputed(limit, unit)
            text.write(" for one day.")
        case .roundsToNothing:
            text.write(
                "The dose for a day is too small to round with this protocol: rounding leaves nothing to give. Choose fewer days, another product or another protocol.")
        case .vialsNotComputable:
            text.write("This dose cannot be made up of whole vials of this product. Choose another product or protocol.")
        case .noVials:
            text.write("The protocol rounds to vials, and this product's record lists none. Choose another product or protocol.")
        case .productWithoutLabel:
            text.write("This product's record names no label version. Choose another product.")
        case .unknownPhase: text.write("This regimen has no such phase. Choose one of its phases.")
        case .malformedTerms: text.write("The dose data of this page cannot be read. Reload the page; do not use a dose from it.")
        case .nothingToGive: text.write("The regimen gives no dose for this patient.")
        }
    }
}
