/// The words of the engine, in English. Another language is another such table.
///
/// `{0}`, `{1}` ... stand for the message's arguments.
enum Words {
    static func template(_ code: Message.Code) -> StaticString {
        switch code {
        case .unreadable: "The {0} is not a number. {1} Write a point for decimals, and no comma."
        case .unreadableDate: "The first day is not a date. {1}"
        case .outOfRange: "The {0} is out of range. {1}{2}"
        case .unknownUnit: "The {0} has a unit that is not known here. {1}"
        case .missingUnit: "The {0} needs its unit. {1}"
        case .unknownInput: "Nothing here is called “{0}”. Remove it, or correct the name."
        case .unknownAnswer: "“{1}” is no answer to “{0}”. Choose one of its answers."
        case .implausibleSize: "Weight and height do not fit together: they give a BMI of {0} kg/m2. Check both, and that they are in kg and cm."
        case .implausibleWeight: "The weight of {0} does not fit the age of {1}. Check both, and that they are in kg and years.{2}"
        case .outsidePopulation: "The patient is outside the population of this regimen: {0}."
        case .formulaRefused: "The protocol asks for a weight that is {0}. Choose a protocol that covers this patient."
        case .measureRefused: "The {0} cannot be worked out. {1}"
        case .protocolNotStated:
            "This protocol's rule for the dosing weight was not seen, so no dose can be computed with it. Use the programme's own calculator, or choose another protocol."
        case .protocolIncomplete: "This protocol's dosing weight cannot be worked out from its record. Choose another protocol."
        case .noRow: "The regimen has no row for this patient, so no dose is given."
        case .twoRows: "More than one row of the regimen holds for this patient, so no dose is given."
        case .daysOutOfRange: "This regimen is given over {0}. Enter such a number of days."
        case .choiceWithoutRange: "A dose was chosen, and the dose for this patient is not a range. Clear the dose chosen."
        case .choiceOutOfRange: "The dose chosen is not between {0}. Choose one that is."
        case .exceedsDayLimit: "Even over {0} the dose is more than the limit of {1} for one day."
        case .exceedsLifetime: "With this dose the total ever given would be {0}, more than the limit of {1}."
        case .lifetimeUnit: "What was given before cannot be held against the limit for a lifetime."
        case .roundsToNothing:
            "The dose for a day is too small to round with this protocol: rounding would leave nothing to give, or more than twice the dose. Choose fewer days, another product or another protocol."
        case .notComputable: "This dose cannot be made up of whole vials of this product. Choose another product or protocol."
        case .noContainers: "The protocol rounds to vials, and this product's record lists none. Choose another product or protocol."
        case .otherUnit: "The dose and this product's record are in units of different kinds, {0} and {1}. Choose another product."
        case .noLabel: "This product's record names no label version. Choose another product."
        case .unknownStep: "This regimen has no such step. Choose one of its steps."
        case .malformed: "The dose data of this page cannot be read. Reload the page; do not use a dose from it."
        case .nothingToGive: "The regimen gives no dose for this patient."

        case .enterSex: "Choose the sex: a formula needs it."
        case .enterFigure: "{0}"
        case .enterDays: "Enter the number of days: this regimen does not say over how many a course is given."
        case .enterProduct: "Choose a product: this dose depends on its concentration or vials."
        case .enterOccasion: "Say whether this is the first infusion or a later one: the rates differ."
        case .answerQuestion: "Answer “{0}”: it may change the dose."
        case .answerRequired: "Answer “{0}”: no plan is given without it."
        case .openQuestion: "“{0}” is not answered: a caution may depend on it."
        case .confirmWeight: "Is the weight right? {0} is unusual at {1}.{2} Correct it, or confirm it."

        case .belowIdealWeight: "Actual weight is below ideal weight."
        case .unusualSize: "Weight and height are an unusual pair. Check both, and that they are in kg and cm."
        case .confirmedWeight: "The weight of {0} is unusual at {1}, and was confirmed."
        case .cautionPopulation: "The patient is outside the population of this regimen: {0}."
        case .offLabelIndication: "Off-label: this product is not labelled for this indication."
        case .offLabelAge: "Off-label: this product's indication does not cover the patient's age."
        case .labelAgeUnknown: "Enter the age to check it against the product's label."
        case .unlistedIndication:
            "This product's record says nothing on this indication. Check that it is the right product; treat the use as off-label."
        case .labelDoseNotStated:
            "The label status of this dose is not recorded: the product is labelled for this indication, and its record does not say that the label states this regimen. Treat as off-label until checked."
        case .productNotNamed: "The regimen names other products than this one."
        case .protocolNotNamed: "The regimen names other protocols than this one."
        case .divisionNotStated: "The regimen does not say over how many days a dose is given. It is shown as given on one day."
        case .daysAdded: "Divided over {1} instead of {0}, because of the limit for one day."
        case .fewestDaysAtRisk:
            "Divided over the fewest days allowed, {0}, because no number was chosen. At risk, choose it: up to {1}, with less on each."
        case .largeRounding: "Rounding changes the dose by more than 10 %: {0}."
        case .roundingHeld: "Rounded down, because the nearest or next amount would pass a limit."
        case .notMadeByForms: "What this product comes in cannot make this dose: {0}. Choose another product, or have the dose rounded."
        case .unequalDays: "Whole vials make the days unequal."
        case .rateLowered: "Rate lowered because of {0}."
        case .rateLoweredByAlert: "Rate lowered because of {0}, which an alert of the regimen gives for this patient."
        case .noRateLimitForRisk: "The product's record gives no rate limit for {0}: use the lowest rate practicable."
        case .noLabelledRate: "The product's record has no infusion rate for this indication, so none is shown."
        case .heightUnknown: "Enter the height: without it, BMI and ideal weight cannot be checked."
        case .alertsNotChecked: "Some alerts could not be checked, because a figure they need is missing or not defined."
        case .chooseAmount: "The dose is a range. Choose one in it to see volume, what to take and rates."
        case .convertedEntry: "{0}"
        }
    }

    static func name(_ code: Message.Code) -> StaticString {
        switch code {
        case .unreadable: "unreadable"
        case .unreadableDate: "unreadable-date"
        case .outOfRange: "out-of-range"
        case .unknownUnit: "unknown-unit"
        case .missingUnit: "missing-unit"
        case .unknownInput: "unknown-input"
        case .unknownAnswer: "unknown-answer"
        case .implausibleSize: "implausible-size"
        case .implausibleWeight: "implausible-weight"
        case .outsidePopulation: "outside-population"
        case .formulaRefused: "formula-refused"
        case .measureRefused: "measure-refused"
        case .protocolNotStated: "protocol-not-stated"
        case .protocolIncomplete: "protocol-incomplete"
        case .noRow: "no-row"
        case .twoRows: "two-rows"
        case .daysOutOfRange: "days-out-of-range"
        case .choiceOutOfRange: "choice-out-of-range"
        case .choiceWithoutRange: "choice-without-range"
        case .exceedsDayLimit: "exceeds-day-limit"
        case .exceedsLifetime: "exceeds-lifetime"
        case .lifetimeUnit: "lifetime-unit"
        case .roundsToNothing: "rounds-to-nothing"
        case .notComputable: "not-computable"
        case .noContainers: "no-containers"
        case .otherUnit: "other-unit"
        case .noLabel: "no-label"
        case .unknownStep: "unknown-step"
        case .malformed: "malformed"
        case .nothingToGive: "nothing-to-give"
        case .enterSex: "enter-sex"
        case .enterFigure: "enter-figure"
        case .enterDays: "enter-days"
        case .enterProduct: "enter-product"
        case .enterOccasion: "enter-occasion"
        case .answerQuestion: "answer-question"
        case .answerRequired: "answer-required"
        case .openQuestion: "open-question"
        case .confirmWeight: "confirm-weight"
        case .belowIdealWeight: "below-ideal-weight"
        case .unusualSize: "unusual-size"
        case .confirmedWeight: "confirmed-weight"
        case .cautionPopulation: "outside-population"
        case .offLabelIndication: "off-label-indication"
        case .offLabelAge: "off-label-age"
        case .labelAgeUnknown: "label-age-unknown"
        case .unlistedIndication: "unlisted-indication"
        case .labelDoseNotStated: "label-dose-not-stated"
        case .productNotNamed: "product-not-named"
        case .protocolNotNamed: "protocol-not-named"
        case .divisionNotStated: "division-not-stated"
        case .daysAdded: "days-added"
        case .fewestDaysAtRisk: "fewest-days-at-risk"
        case .largeRounding: "large-rounding"
        case .roundingHeld: "rounding-held"
        case .notMadeByForms: "not-made-by-forms"
        case .unequalDays: "unequal-days"
        case .rateLowered, .rateLoweredByAlert: "rate-lowered"
        case .noRateLimitForRisk: "no-rate-limit-for-risk"
        case .noLabelledRate: "no-labelled-rate"
        case .heightUnknown: "height-unknown"
        case .alertsNotChecked: "alerts-not-checked"
        case .chooseAmount: "choose-amount"
        case .convertedEntry: "converted-entry"
        }
    }

    static func refusal(_ refusal: Figure.Refusal) -> StaticString {
        switch refusal {
        case .tooShortForDevine: "not defined: the Devine formula starts at a height of 152.4 cm (60 in)"
        case .tooYoungForDevine: "not defined: the Devine formula is for adults, from 18 years"
        case .tooYoungForJanmahasatian: "not defined: the Janmahasatian formula is for adults, from 18 years"
        case .tooYoungForCockcroftGault: "not defined: the Cockcroft-Gault formula is for adults, from 18 years"
        case .tooYoungForCKDEPI: "not defined: the CKD-EPI formula is for adults, from 18 years"
        case .outsideSchwartz: "not defined: the bedside Schwartz formula is for 1 to 17 years"
        }
    }

    /// What a figure is called within a sentence.
    static func name(_ figure: EnteredFigure) -> StaticString {
        switch figure {
        case .weight: "body weight"
        case .height: "height"
        case .age: "age"
        case .days: "number of days"
        case .start: "first day"
        }
    }

    /// What to enter.
    static func instruction(_ figure: EnteredFigure) -> StaticString {
        switch figure {
        case .weight: "Enter the body weight as a plain number, from 0.3 to 400 kg."
        case .height: "Enter the height as a plain number, from 20 to 250 cm."
        case .age: "Enter the age as a plain number, from 0 to 120 years."
        case .days: "Enter a whole number of days, from 1 to 31."
        case .start: "Enter the first day as a date from 1970 to 2199."
        }
    }
}
