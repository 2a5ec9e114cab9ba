/// What was entered for one figure.
public indirect enum Entry: Hashable, Sendable {
    case missing
    /// Something that is not a number.
    case unreadable
    /// A number with a unit that is not one of the figure's.
    case unknownUnit
    case number(Double)

    public var number: Double? {
        if case .number(let value) = self { return value }
        return nil
    }

    /// Not-a-number and infinity are unreadable.
    public init(_ value: Double) {
        self = abs(value) < .infinity ? .number(value) : .unreadable
    }

    /// What was typed, in UTF-8: a plain number (`70`, `70.5`), with spaces around it or nothing at all.
    public init(utf8 text: ArraySlice<UInt8>) {
        self = EntryText.plain(ClinicalText(bytes: Array(text)))
    }

    public func encode(into numbers: inout [Double]) {
        switch self {
        case .missing: numbers.append(contentsOf: [0, 0])
        case .unreadable, .unknownUnit: numbers.append(contentsOf: [1, 0])
        case .number(let value): numbers.append(contentsOf: [2, value])
        }
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        let kind = try reader.count(upTo: 2)
        let value = try reader.double()
        switch kind {
        case 0: self = .missing
        case 1: self = .unreadable
        default: self.init(value)
        }
    }
}

/// The patient as entered: weight in kg, height in cm, age in years.
public struct PatientInput: Hashable, Sendable {
    public var sex: Sex?
    public var age: Entry
    public var weight: Entry
    public var height: Entry

    public init(sex: Sex? = nil, age: Entry = .missing, weight: Entry = .missing, height: Entry = .missing) {
        self.sex = sex
        self.age = age
        self.weight = weight
        self.height = height
    }

    /// Entries outside these are stopped.
    public static var weights: ClosedRange<Double> { 0.3...400 }
    public static var heights: ClosedRange<Double> { 20...250 }
    public static var ages: ClosedRange<Double> { 0...120 }

    var given: Inputs {
        var inputs = Inputs()
        if sex != nil { inputs.formUnion(.sex) }
        if age.number != nil { inputs.formUnion(.age) }
        if weight.number != nil { inputs.formUnion(.weight) }
        if height.number != nil { inputs.formUnion(.height) }
        return inputs
    }
}
