/// Something the engine itself says beside a dose; a regimen's own cautions are its alerts.
public enum Caution: Hashable, Sendable {
    case obese
    case belowIdealWeight
    /// Over 70 g in someone under 18 years.
    case largeDoseInChild
    case unusualSize
    /// kg and years that the reader has confirmed.
    case confirmedWeight(Double, age: Double)
    case outsidePopulation
    case offLabelIndication
    case offLabelAge
    /// The label has an age limit and no age was entered.
    case labelAgeUnknown
    case unlistedIndication
    /// The label has the indication; nothing says that it states this dose.
    case labelDoseNotStated
    case productNotNamed
    case protocolNotNamed
    case divisionNotStated
    case daysAdded(from: Int, to: Int)
    /// A risk applies, nobody chose the number of days, and more would be allowed.
    case fewestDaysAtRisk(days: Int, most: Int)
    case largeRounding(Double)
    case roundingHeld
    case unequalDays
    case rateLowered(RiskFlag, isImplied: Bool)
    /// A risk is ticked, and the product's record has no number to lower the rate to.
    case noRateLimitForRisk(RiskFlag)
    case noLabelledRate
    /// Neither BMI nor ideal weight is known.
    case heightUnknown
    case alertsNotChecked

    func write(to text: inout ClinicalText) {
        switch self {
        case .obese: text.write("BMI is 30 kg/m2 or more: the choice of weight changes the dose. Check that this protocol is the one in force.")
        case .belowIdealWeight: text.write("Actual weight is below ideal weight.")
        case .largeDoseInChild: text.write("More than 70 g in a patient under 18 years. Have the dose checked.")
        case .unusualSize: text.write("Weight and height are an unusual pair. Check both, and that they are in kg and cm.")
        case .confirmedWeight(let weight, let age):
            text.write("The weight of ")
            text.write(weight, .kilogram)
            text.write(" is unusual at ")
            text.write(age, .year)
            text.write(", and was confirmed.")
        case .outsidePopulation: text.write("The patient's age is outside the population of this regimen.")
        case .offLabelIndication: text.write("Off-label: this product is not labelled for this indication.")
        case .offLabelAge: text.write("Off-label: this product's indication does not cover the patient's age.")
        case .labelAgeUnknown: text.write("Enter the age to check it against the product's label.")
        case .unlistedIndication:
            text.write("This product's record says nothing on this indication. Check that it is the right product; treat the use as off-label.")
        case .labelDoseNotStated:
            text.write(
                "The label status of this dose is not recorded: the product is labelled for this indication, and its record does not say that the label states this regimen. Treat as off-label until checked.")
        case .productNotNamed: text.write("The regimen names other products than this one.")
        case .protocolNotNamed: text.write("The regimen names other protocols than this one.")
        case .divisionNotStated: text.write("The regimen does not say over how many days a dose is given. It is shown as given on one day.")
        case .daysAdded(let from, let to):
            text.write("Divided over ")
            text.write(Double(to), .day)
            text.write(" instead of ")
            text.write(Double(from))
            text.write(", because of the limit for one day.")
        case .fewestDaysAtRisk(let days, let most):
            text.write("Divided over the fewest days allowed, ")
            text.write(Double(days))
            text.write(", because no number was chosen. At risk, choose it: up to ")
            text.write(Double(most), .day)
            text.write(", with less on each.")
        case .largeRounding(let change):
            text.write("Rounding changes the dose by more than 10 %: ")
            text.writeChange(change)
            text.write(".")
        case .roundingHeld: text.write("Rounded down, because the nearest or next amount would pass a limit.")
        case .unequalDays: text.write("Whole vials make the days unequal.")
        case .rateLowered(let flag, let isImplied):
            text.write("Rate lowered because of ")
            text.write(flag.words)
            if isImplied { text.write(", which an alert of the regimen gives for this patient") }
            text.write(".")
        case .noRateLimitForRisk(let flag):
            text.write("The product's record gives no rate limit for ")
            text.write(flag.words)
            text.write(": use the lowest rate practicable.")
        case .noLabelledRate: text.write("The product's record has no infusion rate for this indication, so none is shown.")
        case .heightUnknown: text.write("Enter the height: without it, BMI and ideal weight cannot be checked.")
        case .alertsNotChecked: text.write("Some alerts could not be checked, because a figure they need is missing or not defined.")
        }
    }
}

extension ClinicalText {
    /// A change in percent with its sign: `+0.3 %`, `−2.8 %`.
    mutating func writeChange(_ percent: Double) {
        let magnitude = abs(percent)
        // Less than half of what is shown is no change.
        if magnitude >= 0.05 { write(percent < 0 ? "−" : "+") }
        write(magnitude, decimals: 1)
        write(" %")
    }
}
