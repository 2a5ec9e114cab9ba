/// What was entered for one figure.
public enum Entry: Hashable, Sendable {
    case missing
    /// Something that is not a number.
    case unreadable
    case number(Double)

    public var number: Double? {
        if case .number(let value) = self { return value }
        return nil
    }

    /// Not-a-number and infinity are unreadable.
    public init(_ value: Double) {
        self = value.isFinite ? .number(value) : .unreadable
    }

    /// What was typed, in UTF-8: a plain number (`70`, `70.5`), with spaces around it or nothing at all.
    ///
    /// A comma is not taken: half of those who type one mean a point.
    public init(utf8 text: ArraySlice<UInt8>) {
        var text = Spacing.skipLeading(text)
        if text.isEmpty {
            self = .missing
            return
        }
        guard !text.contains(UInt8(ascii: ",")), let (value, length) = Decimal.read(utf8: text) else {
            self = .unreadable
            return
        }
        text = Spacing.skipLeading(text.dropFirst(length))
        self = text.isEmpty ? .number(value) : .unreadable
    }

    /// A date that was typed, in UTF-8: `2026-11-20`, or nothing at all; the number is the day's.
    public init(date text: ArraySlice<UInt8>) {
        let rest = Spacing.skipLeading(text)
        if rest.isEmpty {
            self = .missing
        } else if let day = CalendarDay(utf8: rest) {
            self = .number(Double(day.number))
        } else {
            self = .unreadable
        }
    }

    public func encode(into numbers: inout [Double]) {
        switch self {
        case .missing: numbers.append(contentsOf: [0, 0])
        case .unreadable: numbers.append(contentsOf: [1, 0])
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
    public static var weights: ClosedRange<Double> { 2...400 }
    public static var heights: ClosedRange<Double> { 40...250 }
    public static var ages: ClosedRange<Double> { 0...120 }

    var given: Inputs {
        var inputs: Inputs = []
        if sex != nil { inputs.insert(.sex) }
        if age.number != nil { inputs.insert(.age) }
        if weight.number != nil { inputs.insert(.weight) }
        if height.number != nil { inputs.insert(.height) }
        return inputs
    }

    public func encode(into numbers: inout [Double]) {
        numbers.append(sex?.rawValue ?? 0)
        age.encode(into: &numbers)
        weight.encode(into: &numbers)
        height.encode(into: &numbers)
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        let code = try reader.byte()
        let sex = Sex(rawValue: code)
        guard sex != nil || code == 0 else { throw MalformedNumbers() }
        self.sex = sex
        age = try Entry(decoding: &reader)
        weight = try Entry(decoding: &reader)
        height = try Entry(decoding: &reader)
    }
}
