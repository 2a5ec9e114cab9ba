/// Text in UTF-8 as it grows. Bytes and not `String`, so that the same code runs in a browser, where Swift has no
/// Unicode tables.
public struct ClinicalText: Hashable, Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public init(_ words: StaticString) {
        write(words)
    }

    /// As it stands.
    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    @inline(never)
    public mutating func write(_ words: StaticString) {
        words.withUTF8Buffer { words in for byte in words { write(byte: byte) } }
    }

    @inline(never)
    public mutating func write(_ text: ClinicalText) {
        for byte in text.bytes { write(byte: byte) }
    }

    @inline(never)
    public mutating func write(byte: UInt8) {
        bytes.append(byte)
    }

    /// A number in ISMP style, rounded half away from zero to at most `decimals` places.
    @inline(never)
    public mutating func write(_ value: Double, decimals: Int = 6) {
        Decimal.write(value, decimals: decimals, into: &bytes)
    }

    /// A number and its unit, with the space ISMP asks for; words such as `day` in the plural.
    public mutating func write(_ value: Double, _ unit: BaseUnit, decimals: Int = 6) {
        write(value, unit, per: [], decimals: decimals)
    }

    public mutating func write(_ value: Double, _ unit: Unit, decimals: Int = 6) {
        write(value, unit.numerator, per: unit.denominators, decimals: decimals)
    }

    /// The symbol alone; a word in the plural.
    @inline(never)
    mutating func write(_ unit: BaseUnit) {
        write(unit.plural ?? unit.name)
    }

    public mutating func write(_ unit: Unit) {
        write(unit.numerator)
        for denominator in unit.denominators {
            write(byte: UInt8(ascii: "/"))
            write(denominator.name)
        }
    }

    var isEmpty: Bool { bytes.isEmpty }

    @inline(never)
    func part(from start: Int, to end: Int) -> ClinicalText {
        var part = ClinicalText()
        var index = start
        while index < end {
            part.write(byte: bytes[index])
            index += 1
        }
        return part
    }

    func dropping(_ count: Int) -> ClinicalText { part(from: count, to: bytes.count) }

    @inline(never)
    func isSame(as other: ClinicalText) -> Bool {
        bytes == other.bytes
    }

    @inline(never)
    func isSame(as words: StaticString) -> Bool {
        words.isSame(as: bytes[...])
    }

    private mutating func write(_ value: Double, _ unit: BaseUnit, per denominators: [BaseUnit], decimals: Int) {
        let start = bytes.count
        write(value, decimals: decimals)
        let isOne = bytes.count == start + 1 && bytes[start] == UInt8(ascii: "1")
        write(byte: UInt8(ascii: " "))
        if let plural = unit.plural, !isOne { write(plural) } else { write(unit.name) }
        for denominator in denominators {
            write(byte: UInt8(ascii: "/"))
            write(denominator.name)
        }
    }
}

extension ClinicalText {
    /// Decimal places that show a computed figure to four digits, and never less than the whole number.
    public static func places(for value: Double) -> Int {
        let magnitude = abs(value)
        if magnitude >= 1000 { return 0 }
        if magnitude >= 100 { return 1 }
        if magnitude >= 10 { return 2 }
        if magnitude >= 1 { return 3 }
        if magnitude >= 0.1 { return 4 }
        if magnitude >= 0.01 { return 5 }
        return 6
    }

    /// A computed figure to four digits.
    @inline(never)
    public mutating func writeComputed(_ value: Double) {
        write(value, decimals: Self.places(for: value))
    }

    @inline(never)
    public mutating func writeComputed(_ value: Double, _ unit: BaseUnit) {
        write(value, unit, decimals: Self.places(for: value))
    }
}
