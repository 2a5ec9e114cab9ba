/// How often each word of a source has still to be accounted for.
///
/// A word is a run of ASCII letters, of figures, or of characters beyond ASCII: a link may begin or a character be written in another way
/// between two of these, so that the words of a source and of what was read from it are the same.
public struct WordCount {
    /// An open hash table, at most half full; a hash of 0 is a free place. Two words of one hash would be counted together, which loses nothing.
    private var slots: [(hash: UInt32, count: Int32)]
    private var used = 0
    /// How many words of the source are left over in all.
    private var rest = 0

    public init() { slots = Array(repeating: (0, 0), count: 1024) }

    /// True where a word of the source is left over.
    public var hasRest: Bool { rest > 0 }

    /// Adds a word of the source.
    public mutating func add(_ word: Word) {
        var index = place(of: word.hash)
        if slots[index].hash == 0 {
            if 2 * used >= slots.count {
                grow()
                index = place(of: word.hash)
            }
            slots[index].hash = word.hash
            used += 1
        }
        slots[index].count += 1
        rest += 1
    }

    /// Adds every word of `text`, a piece of the source.
    public mutating func add(_ text: String) { text.withBytes { bytes in Self.each(in: bytes) { add($0) } } }

    /// Accounts for every word of `text`.
    public mutating func take(_ text: some StringProtocol) { text.withBytes { take($0) } }

    public mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) { Self.each(in: bytes) { _ = take($0) } }

    /// Accounts for one word; false where none of it is left over.
    @discardableResult
    public mutating func take(_ word: Word) -> Bool {
        let index = place(of: word.hash)
        guard slots[index].count > 0 else { return false }
        slots[index].count -= 1
        rest -= 1
        return true
    }

    public func isLeft(_ word: Word) -> Bool { slots[place(of: word.hash)].count > 0 }

    // MARK: Words

    public enum Kind: Sendable { case mark, letter, figure, other }

    @inlinable
    public static func kind(_ byte: UInt8) -> Kind {
        if byte >= 0x80 { return .other }
        if (byte | 0x20) &- 0x61 < 26 { return .letter }
        return byte &- 0x30 < 10 ? .figure : .mark
    }

    /// Where a word stands, and its hash (FNV-1a), which is never 0.
    public struct Word: Sendable {
        public let start: Int
        public let end: Int
        fileprivate let hash: UInt32

        /// The word that begins at `start`, at which there is no mark.
        public init(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) {
            let kind = WordCount.kind(bytes[start])
            var hash: UInt32 = 2_166_136_261
            var end = start
            repeat {
                hash = (hash ^ UInt32(bytes[end])) &* 16_777_619
                end += 1
            } while end < bytes.count && WordCount.kind(bytes[end]) == kind
            self.start = start
            self.end = end
            self.hash = hash == 0 ? 1 : hash
        }
    }

    /// Every word of `bytes`, in order.
    public static func each(in bytes: UnsafeBufferPointer<UInt8>, _ take: (Word) -> Void) {
        var index = 0
        while index < bytes.count {
            if kind(bytes[index]) == .mark {
                index += 1
            } else {
                let word = Word(at: index, in: bytes)
                take(word)
                index = word.end
            }
        }
    }

    /// Where `hash` is, or would be.
    private func place(of hash: UInt32) -> Int {
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index].hash != 0, slots[index].hash != hash { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: (0, 0), count: 2 * old.count)
        for slot in old where slot.hash != 0 { slots[place(of: slot.hash)] = slot }
    }
}
