/// How often each word of a source has still to be accounted for.
///
/// A word is a run of ASCII letters, of figures, or of characters beyond ASCII: a link may begin or a character be written in another way
/// between two of these, so that the words of a source and of what was read from it are the same.
public struct WordCount {
    /// An open hash table; a hash of 0 is a free place. Two words of one hash would be counted together, which loses nothing.
    private var slots: [(hash: UInt32, count: Int32)]
    private let mask: Int
    /// How many words of the source are left over in all.
    private var rest = 0

    /// For a source of so many bytes.
    public init(bytes: Int) {
        var size = 16
        while size < bytes { size *= 2 }
        slots = Array(repeating: (0, 0), count: size)
        mask = size - 1
    }

    /// True where a word of the source is left over.
    public var hasRest: Bool { rest > 0 }

    /// Adds one word of the source, which stands at `word`.
    public mutating func add(_ word: Range<Int>, of source: UnsafeBufferPointer<UInt8>) {
        let index = place(of: Self.hash(word, of: source))
        slots[index].count += 1
        rest += 1
    }

    /// Accounts for every word of `text`.
    public mutating func take(_ text: some StringProtocol) { text.withBytes { take($0) } }

    public mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < bytes.count {
            let kind = Self.kind(bytes[index])
            if kind == .mark {
                index += 1
                continue
            }
            var hash = Self.seed
            repeat {
                hash = (hash ^ UInt32(bytes[index])) &* Self.prime
                index += 1
            } while index < bytes.count && Self.kind(bytes[index]) == kind
            takeWord(hash)
        }
    }

    /// How many of the word are left over; one is accounted for when there is any.
    public mutating func takeRest(_ word: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let index = known(Self.hash(word, of: source)), slots[index].count > 0 else { return false }
        slots[index].count -= 1
        rest -= 1
        return true
    }

    public func isLeft(_ word: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> Bool {
        known(Self.hash(word, of: source)).map { slots[$0].count > 0 } ?? false
    }

    // MARK: Words

    public enum Kind: Sendable { case mark, letter, figure, other }

    @inlinable
    public static func kind(_ byte: UInt8) -> Kind {
        if byte >= 0x80 { return .other }
        if (byte | 0x20) &- 0x61 < 26 { return .letter }
        return byte &- 0x30 < 10 ? .figure : .mark
    }

    /// Where the word ends that begins at `start`.
    @inlinable
    public static func end(of start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let kind = kind(bytes[start])
        var end = start + 1
        while end < bytes.count, Self.kind(bytes[end]) == kind { end += 1 }
        return end
    }

    // MARK: Hashes (FNV-1a)

    private static let seed: UInt32 = 2_166_136_261
    private static let prime: UInt32 = 16_777_619

    private static func hash(_ word: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash = seed
        for index in word { hash = (hash ^ UInt32(source[index])) &* prime }
        return hash
    }

    private mutating func takeWord(_ hash: UInt32) {
        guard let index = known(hash), slots[index].count > 0 else { return }
        slots[index].count -= 1
        rest -= 1
    }

    private func known(_ hash: UInt32) -> Int? {
        let hash = hash == 0 ? 1 : hash
        var index = Int(hash) & mask
        while slots[index].hash != 0 {
            if slots[index].hash == hash { return index }
            index = (index + 1) & mask
        }
        return nil
    }

    private mutating func place(of hash: UInt32) -> Int {
        let hash = hash == 0 ? 1 : hash
        var index = Int(hash) & mask
        while slots[index].hash != 0, slots[index].hash != hash { index = (index + 1) & mask }
        slots[index].hash = hash
        return index
    }
}
