/// Something the engine says: what it is, what it is about, and the figures in it. The words stand in `Words`.
public final class Message: Sendable {
    /// What is said, the same in every language.
    public enum Code: UInt8, Hashable, Sendable, CaseIterable {
        // Why no dose is given.
        case unreadable = 1
        case unreadableDate
        case outOfRange
        case unknownUnit
        case missingUnit
        case unknownInput
        case unknownAnswer
        case implausibleSize
        case implausibleWeight
        case outsidePopulation
        case formulaRefused
        case measureRefused
        case protocolNotStated
        case protocolIncomplete
        case noRow
        case twoRows
        case daysOutOfRange
        case choiceOutOfRange
        case choiceWithoutRange
        case exceedsDayLimit
        case exceedsLifetime
        case lifetimeUnit
        case roundsToNothing
        case notComputable
        case noContainers
        case otherUnit
        case noLabel
        case unknownStep
        case malformed
        case nothingToGive

        // What to enter first.
        case enterSex = 64
        case enterFigure
        case enterDays
        case enterProduct
        case enterOccasion
        case answerQuestion
        case answerRequired
        case openQuestion
        case confirmWeight

        // What to mind beside a dose.
        case belowIdealWeight = 96
        case unusualSize
        case confirmedWeight
        case cautionPopulation
        case offLabelIndication
        case offLabelAge
        case labelAgeUnknown
        case unlistedIndication
        case labelDoseNotStated
        case productNotNamed
        case protocolNotNamed
        case divisionNotStated
        case daysAdded
        case fewestDaysAtRisk
        case largeRounding
        case roundingHeld
        case unequalDays
        case notMadeByForms
        case rateLowered
        case rateLoweredByAlert
        case noRateLimitForRisk
        case noLabelledRate
        case heightUnknown
        case alertsNotChecked
        case chooseAmount
        case convertedEntry
    }

    public let code: Code
    public let arguments: [ClinicalText]
    /// The fields it is about.
    public let fields: Inputs

    init(_ code: Code, _ arguments: [ClinicalText] = [], about fields: Inputs = Inputs()) {
        self.code = code
        self.arguments = arguments
        self.fields = fields
    }

    /// In the words of the language, with the arguments in place of `{0}`, `{1}` ...
    @inline(never)
    func write(to text: inout ClinicalText) {
        Words.template(code).withUTF8Buffer { template in
            var index = 0
            while index < template.count {
                let byte = template[index]
                if byte == UInt8(ascii: "{"), index + 2 < template.count {
                    let number = Int(template[index + 1]) - 48
                    if number >= 0, number < arguments.count { text.write(arguments[number]) }
                    index += 3
                } else {
                    text.write(byte: byte)
                    index += 1
                }
            }
        }
    }
}

extension ClinicalText {
    init(_ value: Double, _ unit: BaseUnit) {
        self.init()
        write(value, unit)
    }

    static func number(_ value: Double) -> ClinicalText {
        var text = ClinicalText()
        text.write(value)
        return text
    }

    /// An age in years, under two in the months or days it was meant in.
    static func age(_ years: Double) -> ClinicalText {
        if years > 0, years < 2 {
            let months = Rounding.nearest(years * 12)
            if Rounding.isSame(months, years * 12) { return ClinicalText(months, .month) }
            let days = Rounding.nearest(years * 365.25)
            // Records and entries have days with few decimals of a year.
            if abs(days - years * 365.25) < 0.01 { return ClinicalText(days, .day) }
        }
        return ClinicalText(years, .year)
    }

    static func computed(_ value: Double, _ unit: BaseUnit) -> ClinicalText {
        var text = ClinicalText()
        text.writeComputed(value, unit)
        return text
    }
}
