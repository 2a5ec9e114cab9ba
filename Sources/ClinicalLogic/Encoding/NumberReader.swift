/// A stream of numbers read from its start; how the browser's core receives records and requests.
///
/// Every type that crosses has `encode(into:)` and `init(decoding:)` side by side. Whatever cannot be read throws:
/// a plan is never made from half a record.
public struct NumberReader: Sendable {
    private let numbers: [Double]
    private var next = 0
    private var isMalformed = false

    public init(_ numbers: [Double]) {
        self.numbers = numbers
    }

    public var isAtEnd: Bool { next == numbers.count }

    /// Notes that something is not as expected: everything read from here on is zero.
    @inline(never)
    mutating func refuse() {
        isMalformed = true
    }

    mutating func expect(_ isSound: Bool) {
        if !isSound { refuse() }
    }

    /// Throws where anything read so far was not as expected.
    func check() throws(MalformedNumbers) {
        if isMalformed { throw MalformedNumbers() }
    }

    @inline(never)
    mutating func readDouble() -> Double {
        if isAtEnd { refuse() }
        if isMalformed { return 0 }
        defer { next += 1 }
        return numbers[next]
    }
}

// Records are read whole and checked once at their end: a check behind each number would be most of the code that reads them.
extension NumberReader {
    /// A number that must be finite.
    @inline(never)
    mutating func readFinite() -> Double {
        let number = readDouble()
        if abs(number) < .infinity { return number }
        refuse()
        return 0
    }

    /// A whole number from 0 to `limit`.
    @inline(never)
    mutating func readCount(upTo limit: Int = 1_000_000_000) -> Int {
        let number = readDouble()
        if number >= 0, number <= Double(limit), number == number.rounded(.down) { return Rounding.integer(number) }
        refuse()
        return 0
    }

    @inline(never)
    mutating func readBool() -> Bool { readCount(upTo: 1) == 1 }

    @inline(never)
    mutating func readByte() -> UInt8 { UInt8(truncatingIfNeeded: readCount(upTo: 255)) }

    @inline(never)
    mutating func readOptional() -> Double? { readBool() ? readFinite() : nil }

    @inline(never)
    mutating func readOptionalCount() -> Int? { readBool() ? readCount() : nil }

    /// A list of whole numbers.
    @inline(never)
    mutating func readCounts() -> [Int] {
        var counts: [Int] = []
        for _ in 0..<readCount(upTo: 10_000) { counts.add(readCount()) }
        return counts
    }

    /// An enumeration kept as its raw value; `other` where that is none of its values.
    mutating func readChoice<Choice: RawRepresentable<UInt8>>(else other: Choice) -> Choice {
        if let choice = Choice(rawValue: readByte()) { return choice }
        refuse()
        return other
    }

    mutating func readList<Element>(upTo limit: Int = 1000, _ element: (inout NumberReader) -> Element) -> [Element] {
        var list: [Element] = []
        for _ in 0..<readCount(upTo: limit) { list.add(element(&self)) }
        return list
    }

    /// The version a stream starts with; another version than `CoreVersion.number` is not read.
    mutating func readVersion() {
        expect(readDouble() == CoreVersion.number)
    }
}

// The same, each number checked as it is read.
extension NumberReader {
    mutating func double() throws(MalformedNumbers) -> Double {
        let number = readDouble()
        try check()
        return number
    }

    mutating func finite() throws(MalformedNumbers) -> Double {
        let number = readFinite()
        try check()
        return number
    }

    @inline(never)
    mutating func count(upTo limit: Int = 1_000_000_000) throws(MalformedNumbers) -> Int {
        let count = readCount(upTo: limit)
        try check()
        return count
    }

    mutating func bool() throws(MalformedNumbers) -> Bool {
        try count(upTo: 1) == 1
    }

    mutating func optional() throws(MalformedNumbers) -> Double? {
        try bool() ? try finite() : nil
    }

    mutating func counts() throws(MalformedNumbers) -> [Int] {
        let counts = readCounts()
        try check()
        return counts
    }

    mutating func choice<Choice: RawRepresentable<UInt8>>() throws(MalformedNumbers) -> Choice {
        guard let choice = Choice(rawValue: UInt8(try count(upTo: 255))) else { throw MalformedNumbers() }
        return choice
    }

    mutating func version() throws(MalformedNumbers) {
        readVersion()
        try check()
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
