/// Decimal numbers as text, without Foundation, so that every target reads and writes them alike.
public enum Decimal {
    /// Reads a number off the start of `text`: digits with commas between groups of three, and a decimal point.
    /// Returns the value and how many bytes of UTF-8 it took; nil when there is no number.
    ///
    /// No thousands start with a zero: `0,125` is a decimal comma, and no number here.
    public static func read(utf8 text: ArraySlice<UInt8>) -> (value: Double, length: Int)? {
        var rest = text
        var isNegative = false
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest = rest.dropFirst()
        } else if rest.starts(with: minusSign) {
            isNegative = true
            rest = rest.dropFirst(3)
        }
        var mantissa = 0.0
        var decimals = 0
        var digits = 0
        var isFraction = false
        var sinceComma: Int? = nil
        let startsWithZero = rest.first == UInt8(ascii: "0")
        while let byte = rest.first {
            if byte >= 48, byte <= 57 {
                digits += 1
                // Fifteen digits are exact in a Double; more would be a mistake in any clinical number.
                guard digits <= 15 else { return nil }
                mantissa = mantissa * 10 + Double(byte - 48)
                if isFraction { decimals += 1 }
                if let count = sinceComma { sinceComma = count + 1 }
            } else if byte == UInt8(ascii: "."), !isFraction, digits > 0, startsWithDigit(rest.dropFirst()) {
                if let count = sinceComma, count != 3 { return nil }
                sinceComma = nil
                isFraction = true
            } else if byte == UInt8(ascii: ","), !isFraction, digits > 0, startsWithDigit(rest.dropFirst()) {
                if let count = sinceComma, count != 3 { return nil }
                if sinceComma == nil, digits > 3 || startsWithZero { return nil }
                sinceComma = 0
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        guard digits > 0 else { return nil }
        if let count = sinceComma, count != 3 { return nil }
        var value = mantissa
        var power = 1.0
        for _ in 0..<decimals { power *= 10 }
        value /= power
        return (isNegative ? -value : value, rest.startIndex - text.startIndex)
    }

    /// The whole of `text`, in UTF-8, as a number.
    public static func parse(utf8 text: ArraySlice<UInt8>) -> Double? {
        guard let (value, length) = read(utf8: text), length == text.count else { return nil }
        return value
    }

    /// Writes ISMP style, rounded half away from zero to at most `decimals` places (0 to 9) and fifteen digits, trailing
    /// zeros dropped.
    static func write(_ value: Double, decimals: Int, into bytes: inout [UInt8]) {
        guard value.isFinite else {
            return (value.isNaN ? "not a number" : "out of range" as StaticString).withUTF8Buffer { bytes.append(contentsOf: $0) }
        }
        var places = min(9, max(0, decimals))
        var power = 1.0
        for _ in 0..<places { power *= 10 }
        let magnitude = abs(value)
        guard magnitude * power < 9e15 else {
            return ("out of range" as StaticString).withUTF8Buffer { bytes.append(contentsOf: $0) }
        }
        // A Double holds fifteen digits; what follows them is noise.
        while places > 0, magnitude * power >= 1e15 {
            power /= 10
            places -= 1
        }
        var product = magnitude * power
        // A number written with a five at its end, like 1.005, can be stored as slightly less: two to four parts in 2^53.
        if product < 1e14 { product += product * 0x1p-51 }
        // Whole numbers below 9e15 and their tenths rounded down are exact.
        var scaled = Rounding.halfAwayFromZero(product)
        let isZero = scaled == 0
        var digits: [UInt8] = []
        repeat {
            let tenth = (scaled / 10).rounded(.down)
            let digit = UInt8(scaled - tenth * 10)
            scaled = tenth
            if digit == 0, digits.isEmpty, places > 0 {
                places -= 1
            } else {
                digits.append(48 + digit)
            }
        } while scaled > 0 || digits.count <= places
        if value < 0, !isZero { bytes.append(UInt8(ascii: "-")) }
        let whole = digits.count - places
        for index in 0..<whole {
            if index > 0, (whole - index) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(digits[digits.count - 1 - index])
        }
        if places > 0 {
            bytes.append(UInt8(ascii: "."))
            for index in stride(from: places - 1, through: 0, by: -1) { bytes.append(digits[index]) }
        }
    }

    /// U+2212 in UTF-8. Computed, since a stored array would live on the heap that the browser's core clears.
    private static var minusSign: [UInt8] { [0xE2, 0x88, 0x92] }

    private static func startsWithDigit(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        return first >= 48 && first <= 57
    }
}
