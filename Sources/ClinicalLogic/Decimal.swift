/// Decimal numbers as text, without Foundation, so that every target reads and writes them alike.
public enum Decimal {
    /// Reads a number off the start of `text`: digits with commas between groups of three, and a decimal point.
    /// Returns the value and what follows it; nil when there is no number.
    public static func read(_ text: Substring) -> (value: Double, rest: Substring)? {
        var rest = text.utf8
        var isNegative = false
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest = rest.dropFirst()
        } else if text.unicodeScalars.first == "\u{2212}" {
            isNegative = true
            rest = rest.dropFirst(3)
        }
        var mantissa: Int = 0
        var decimals = 0
        var digits = 0
        var isFraction = false
        var sinceComma: Int? = nil
        while let byte = rest.first {
            if byte >= 48, byte <= 57 {
                digits += 1
                // Fifteen digits are exact in a Double; more would be a mistake in any clinical number.
                guard digits <= 15 else { return nil }
                mantissa = mantissa * 10 + Int(byte - 48)
                if isFraction { decimals += 1 }
                if let count = sinceComma { sinceComma = count + 1 }
            } else if byte == UInt8(ascii: "."), !isFraction, digits > 0, startsWithDigit(rest.dropFirst()) {
                if let count = sinceComma, count != 3 { return nil }
                sinceComma = nil
                isFraction = true
            } else if byte == UInt8(ascii: ","), !isFraction, digits > 0, startsWithDigit(rest.dropFirst()) {
                if let count = sinceComma, count != 3 { return nil }
                if sinceComma == nil, digits > 3 { return nil }
                sinceComma = 0
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        guard digits > 0 else { return nil }
        if let count = sinceComma, count != 3 { return nil }
        var value = Double(mantissa)
        var power = 1.0
        for _ in 0..<decimals { power *= 10 }
        value /= power
        return (isNegative ? -value : value, Substring(rest))
    }

    /// The whole of `text` as a number.
    public static func parse(_ text: String) -> Double? {
        guard let (value, rest) = read(text[...]), rest.isEmpty else { return nil }
        return value
    }

    /// ISMP style, rounded half away from zero to at most `decimals` places (0 to 9) and fifteen digits, trailing zeros dropped.
    public static func format(_ value: Double, decimals: Int = 6) -> String {
        guard value.isFinite else { return value.isNaN ? "not a number" : "out of range" }
        var places = min(9, max(0, decimals))
        var power = 1.0
        for _ in 0..<places { power *= 10 }
        let magnitude = abs(value)
        guard magnitude * power < 9e15 else { return "out of range" }
        // A Double holds fifteen digits; what follows them is noise.
        while places > 0, magnitude * power >= 1e15 {
            power /= 10
            places -= 1
        }
        var product = magnitude * power
        // A number written with a five at its end, like 1.005, can be stored as slightly less.
        if product < 1e15 { product += 2 * product.ulp }
        var scaled = UInt64(product.rounded(.toNearestOrAwayFromZero))
        while places > 0, scaled % 10 == 0 {
            scaled /= 10
            places -= 1
        }
        let isZero = scaled == 0
        var digits: [UInt8] = []
        repeat {
            digits.append(UInt8(48 + scaled % 10))
            scaled /= 10
        } while scaled > 0
        while digits.count <= places { digits.append(48) }
        var bytes: [UInt8] = value < 0 && !isZero ? [UInt8(ascii: "-")] : []
        let whole = digits.count - places
        for index in 0..<whole {
            if index > 0, (whole - index) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(digits[digits.count - 1 - index])
        }
        if places > 0 {
            bytes.append(UInt8(ascii: "."))
            for index in stride(from: places - 1, through: 0, by: -1) { bytes.append(digits[index]) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func startsWithDigit(_ bytes: Substring.UTF8View.SubSequence) -> Bool {
        guard let first = bytes.first else { return false }
        return first >= 48 && first <= 57
    }
}
