/// A body size figure: its value, or why there is none.
public enum Figure: Hashable, Sendable {
    case value(Double)
    case refused(Refusal)
    case missing(Inputs)

    /// Why a formula is not used for this patient.
    public enum Refusal: UInt8, Hashable, Sendable, CaseIterable {
        case tooShortForDevine = 1
        case tooYoungForDevine
        case tooYoungForJanmahasatian

        var words: StaticString {
            switch self {
            case .tooShortForDevine: "not defined: the Devine formula starts at a height of 152.4 cm (60 in)"
            case .tooYoungForDevine: "not defined: the Devine formula is for adults, from 18 years"
            case .tooYoungForJanmahasatian: "not defined: the Janmahasatian formula is for adults, from 18 years"
            }
        }
    }

    public var value: Double? {
        if case .value(let value) = self { return value }
        return nil
    }

    public var refusal: Refusal? {
        if case .refused(let refusal) = self { return refusal }
        return nil
    }

    var missing: Inputs {
        if case .missing(let inputs) = self { return inputs }
        return []
    }
}

/// What a reader enters, as a set.
public struct Inputs: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let weight = Inputs(rawValue: 1)
    public static let height = Inputs(rawValue: 2)
    public static let age = Inputs(rawValue: 4)
    public static let sex = Inputs(rawValue: 8)
    public static let product = Inputs(rawValue: 16)
    public static let days = Inputs(rawValue: 32)
    /// That an unusual weight is meant.
    public static let weightConfirmation = Inputs(rawValue: 64)
}
