/// A comma in a number that parts no groups of three: half of the world writes decimals so, and the other half would read
/// the number as another one, or as two.
public struct DecimalComma: Hashable, Sendable {
    /// The number as written: `0,125`.
    public let number: String
    /// What to do about it.
    public let suggestion: String

    /// The first one in `text`; nil where every number in it is well formed.
    public init?(in text: some StringProtocol) {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            guard Self.isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, Self.isDigit(bytes[index]) || (Self.isJoint(bytes[index]) && index + 1 < bytes.count && Self.isDigit(bytes[index + 1])) {
                index += 1
            }
            let number = bytes[start..<index]
            // Digits within a word are a name, as in the names of chemicals.
            let isWord = start > 0 && (Self.isLetter(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "-") && start > 1 && Self.isLetter(bytes[start - 2]))
            if number.contains(UInt8(ascii: ",")), !isWord, !Self.isGrouped(number) {
                self.init(number: String(decoding: number, as: UTF8.self))
                return
            }
        }
        return nil
    }

    private init(number: String) {
        self.number = number
        let parts = number.split(separator: ",")
        let decimals = String(parts.last!.reversed().drop { $0 == "0" }.reversed())
        suggestion =
            parts.count == 2 && !number.contains(".") && !decimals.isEmpty
            ? "write a point for decimals: '\(parts[0]).\(decimals)'"
            : "write a point for decimals, and commas only between groups of three digits: '1,400.5'"
    }

    /// `1,400` and `1,234,567.25`; a group after a leading zero is no thousands.
    private static func isGrouped(_ number: ArraySlice<UInt8>) -> Bool {
        let whole = number.prefix { $0 != UInt8(ascii: ".") }
        let groups = whole.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count), first.first != UInt8(ascii: "0") else { return false }
        let isFractionPlain = !number.dropFirst(whole.count).contains(UInt8(ascii: ","))
        return isFractionPlain && groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isJoint(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") }
    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) || byte >= 0x80 && byte != 0xA0 && byte != 0xAF }
}
