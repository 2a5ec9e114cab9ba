/// A stream of numbers read from its start; how the browser's core receives records and requests.
///
/// Every type that crosses has `encode(into:)` and `init(decoding:)` side by side. Whatever cannot be read throws:
/// a plan is never made from half a record.
public struct NumberReader: Sendable {
    private let numbers: [Double]
    private var next = 0

    public init(_ numbers: [Double]) {
        self.numbers = numbers
    }

    public var isAtEnd: Bool { next == numbers.count }

    @inline(never)
    mutating func double() throws(MalformedNumbers) -> Double {
        if isAtEnd { throw MalformedNumbers() }
        defer { next += 1 }
        return numbers[next]
    }

    /// A number that must be finite.
    @inline(never)
    mutating func finite() throws(MalformedNumbers) -> Double {
        let number = try double()
        guard number.isFinite else { throw MalformedNumbers() }
        return number
    }

    /// A whole number from 0 to `limit`.
    @inline(never)
    mutating func count(upTo limit: Int = 1_000_000_000) throws(MalformedNumbers) -> Int {
        let number = try double()
        guard number >= 0, number <= Double(limit), number == number.rounded(.down) else { throw MalformedNumbers() }
        return Rounding.integer(number)
    }

    @inline(never)
    mutating func bool() throws(MalformedNumbers) -> Bool {
        try count(upTo: 1) == 1
    }

    @inline(never)
    mutating func byte() throws(MalformedNumbers) -> UInt8 {
        UInt8(try count(upTo: 255))
    }

    @inline(never)
    mutating func optional() throws(MalformedNumbers) -> Double? {
        try bool() ? try finite() : nil
    }

    mutating func optionalCount() throws(MalformedNumbers) -> Int? {
        try bool() ? try count() : nil
    }

    /// A list of whole numbers.
    @inline(never)
    mutating func counts() throws(MalformedNumbers) -> [Int] {
        var counts: [Int] = []
        var rest = try count(upTo: 10_000)
        while rest > 0 {
            counts.append(try count())
            rest -= 1
        }
        return counts
    }

    /// An enumeration kept as its raw value.
    mutating func choice<Choice: RawRepresentable<UInt8>>() throws(MalformedNumbers) -> Choice {
        guard let choice = Choice(rawValue: try byte()) else { throw MalformedNumbers() }
        return choice
    }

    /// The version a stream starts with; another version than `CoreVersion.number` is not read.
    mutating func version() throws(MalformedNumbers) {
        guard try double() == CoreVersion.number else { throw MalformedNumbers() }
    }
}

/// Numbers that are not what was expected, such as those of another version of the format.
public struct MalformedNumbers: Error, Hashable, Sendable {}

extension [Double] {
    mutating func append(_ value: Bool) { append(value ? 1 : 0) }
    mutating func append(_ value: Int) { append(Double(value)) }
    mutating func append(_ value: UInt8) { append(Double(value)) }

    mutating func append(counts: [Int]) {
        append(counts.count)
        for count in counts { append(count) }
    }

    mutating func append(optional value: Double?) {
        append(value != nil)
        if let value { append(value) }
    }

    mutating func append(optional value: Int?) {
        append(value != nil)
        if let value { append(value) }
    }
}
