/// What can be written into an archive and read back as it was.
public protocol Archived {
    /// Writes all that `init(from:)` needs, in the same order.
    func write(to archive: inout ArchiveWriter)
    /// Throws where the bytes say something that was never written.
    init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged)
}

/// Values one after another, as short as is simple: numbers by sevens of bits, each text once.
public struct ArchiveWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var texts: [String: Int] = [:]
    private let isCanonical: Bool

    /// `isCanonical` writes every text where it stands, so that equal values have equal bytes whatever was written before.
    public init(isCanonical: Bool = false) { self.isCanonical = isCanonical }

    public mutating func write(_ number: Int) {
        // The sign goes to the lowest bit, so that small numbers are short on both sides of nought.
        var rest = UInt(bitPattern: number << 1) ^ UInt(bitPattern: number >> (Int.bitWidth - 1))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    public mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    public mutating func write(_ text: String) {
        if !isCanonical {
            if let number = texts[text] { return write(number) }
            write(-1)
            texts[text] = texts.count
        }
        write(text.utf8.count)
        bytes += text.utf8
    }

    public mutating func write(_ raw: [UInt8]) {
        write(raw.count)
        bytes += raw
    }

    public mutating func write(_ stamp: Stamp) {
        for part in [stamp.high, stamp.low] {
            withUnsafeBytes(of: part.littleEndian) { bytes += $0 }
        }
    }

    public mutating func write(_ value: some Archived) { value.write(to: &self) }

    public mutating func write(_ value: (some Archived)?) {
        write(value != nil)
        if let value { write(value) }
    }

    public mutating func write(_ text: String?) {
        write(text != nil)
        if let text { write(text) }
    }

    public mutating func write(_ values: [some Archived]) {
        write(values.count)
        for value in values { write(value) }
    }

    public mutating func write(_ texts: [String]) {
        write(texts.count)
        for text in texts { write(text) }
    }
}

/// Reads what `ArchiveWriter` wrote. Bytes that it did not write are refused, never trapped on.
public struct ArchiveReader {
    public struct Damaged: Error {
        public init() {}
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var texts: [String] = []

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var isAtEnd: Bool { offset == bytes.count }

    public mutating func int() throws(Damaged) -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while true {
            guard offset < bytes.count, shift < 64 else { throw Damaged() }
            let byte = bytes[offset]
            offset += 1
            value |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: (value >> 1) ^ (0 &- (value & 1)))
    }

    /// How many values follow; never more than there are bytes.
    public mutating func count() throws(Damaged) -> Int {
        let count = try int()
        guard count >= 0, count <= bytes.count - offset else { throw Damaged() }
        return count
    }

    public mutating func bool() throws(Damaged) -> Bool {
        guard offset < bytes.count, bytes[offset] <= 1 else { throw Damaged() }
        defer { offset += 1 }
        return bytes[offset] == 1
    }

    public mutating func string() throws(Damaged) -> String {
        let number = try int()
        guard number == -1 else {
            guard texts.indices.contains(number) else { throw Damaged() }
            return texts[number]
        }
        let count = try count()
        guard let text = String(validating: bytes[offset..<(offset + count)], as: UTF8.self) else { throw Damaged() }
        offset += count
        texts.append(text)
        return text
    }

    public mutating func raw() throws(Damaged) -> [UInt8] {
        let count = try count()
        defer { offset += count }
        return Array(bytes[offset..<(offset + count)])
    }

    public mutating func stamp() throws(Damaged) -> Stamp {
        let (high, low) = (try word(), try word())
        return Stamp(high: high, low: low)
    }

    /// Of everything that has not been read.
    public func stampOfRest() -> Stamp { bytes.withUnsafeBytes { Stamp(UnsafeRawBufferPointer(rebasing: $0[offset...])) } }

    /// Everything that has not been read, for a reader of its own.
    public func rest() -> [UInt8] { Array(bytes[offset...]) }

    private mutating func word() throws(Damaged) -> UInt64 {
        guard bytes.count - offset >= 8 else { throw Damaged() }
        var word: UInt64 = 0
        for index in (0..<8).reversed() { word = word << 8 | UInt64(bytes[offset + index]) }
        offset += 8
        return word
    }

    public mutating func value<Value: Archived>(_ type: Value.Type = Value.self) throws(Damaged) -> Value { try Value(from: &self) }

    public mutating func optional<Value: Archived>(_ type: Value.Type = Value.self) throws(Damaged) -> Value? { try bool() ? try Value(from: &self) : nil }

    public mutating func optionalString() throws(Damaged) -> String? { try bool() ? try string() : nil }

    public mutating func values<Value: Archived>(_ type: Value.Type = Value.self) throws(Damaged) -> [Value] {
        var values: [Value] = []
        let count = try count()
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try Value(from: &self)) }
        return values
    }

    /// One of an enumeration's values, written as its text.
    public mutating func choice<Value: RawRepresentable>(_ type: Value.Type = Value.self) throws(Damaged) -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: try string()) else { throw Damaged() }
        return value
    }

    public mutating func strings() throws(Damaged) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count()) { texts.append(try string()) }
        return texts
    }
}
