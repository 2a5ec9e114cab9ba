/// A number that is written so that it is read as another: with a comma for its point, a zero behind the point, or nothing before it.
public struct WrittenNumber: Hashable, Sendable {
    public enum Fault: Hashable, Sendable {
        case decimalComma
        /// `1.0` is read as 10, and `1.000` as a thousand by half of the world (ISMP).
        case trailingZero
        /// `.5` is read as 5 (ISMP), and `,5` as well.
        case nakedPoint
        /// `05` is 5, or 0.5 that lost its point.
        case leadingZero

        /// What the number does: `ends in a zero after its point`.
        public var words: String {
            switch self {
            case .decimalComma: "has a decimal comma"
            case .trailingZero: "ends in a zero after its point"
            case .nakedPoint: "has nothing before its point"
            case .leadingZero: "begins with a zero and has no point"
            }
        }
    }

    public let fault: Fault
    /// As written: `0,125`.
    public let number: String
    /// What to do about it.
    public let suggestion: String

    /// The first one in `text`; nil where every number in it is well written.
    public init?(in text: some StringProtocol) {
        if let comma = DecimalComma(in: text) {
            self.init(fault: .decimalComma, number: comma.number, suggestion: comma.suggestion)
            return
        }
        let bytes = Array(text.utf8)
        func isDigit(_ index: Int) -> Bool { bytes.indices.contains(index) && (48...57).contains(bytes[index]) }
        for index in bytes.indices where isDigit(index + 1) && (index == 0 || bytes[index - 1] == UInt8(ascii: " ")) {
            guard bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "0") else { continue }
            let number = String(decoding: bytes[index...].prefix { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") || $0 &- 48 < 10 }, as: UTF8.self)
            if number.hasPrefix(",") {
                let decimals = number.dropFirst().prefix { $0.isNumber }
                self.init(fault: .nakedPoint, number: ",\(decimals)", suggestion: "write a zero before the point: '0.\(decimals)'")
                return
            }
            let whole = number.prefix { $0.isNumber }
            if whole.contains(where: { $0 != "0" }) {
                let other = whole.count == number.count ? ", or '0.\(whole.dropFirst())' where a point was lost" : ""
                self.init(fault: .leadingZero, number: number, suggestion: "write '\(number.drop { $0 == "0" })'\(other)")
                return
            }
        }
        for index in bytes.indices where bytes[index] == UInt8(ascii: ".") && isDigit(index + 1) {
            var end = index + 1
            while isDigit(end) { end += 1 }
            // Two points are a version or a section, and no number.
            if bytes.indices.contains(end), bytes[end] == UInt8(ascii: "."), isDigit(end + 1) { return nil }
            var start = index
            while start > 0, isDigit(start - 1) || bytes[start - 1] == UInt8(ascii: ",") { start -= 1 }
            let whole = String(decoding: bytes[start..<index], as: UTF8.self)
            let decimals = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
            if start == index {
                let isJoined = index > 0 && bytes[index - 1] != UInt8(ascii: " ") && bytes[index - 1] != UInt8(ascii: "-")
                if !isJoined {
                    self.init(fault: .nakedPoint, number: ".\(decimals)", suggestion: "write a zero before the point: '0.\(decimals)'")
                    return
                }
            } else if decimals.hasSuffix("0") {
                let kept = String(decimals.reversed().drop { $0 == "0" }.reversed())
                let plain = kept.isEmpty ? whole : "\(whole).\(kept)"
                let thousand = decimals.utf8.count == 3 && !whole.contains(",") ? ", or '\(whole),\(decimals)' where a thousand is meant" : ""
                self.init(fault: .trailingZero, number: "\(whole).\(decimals)", suggestion: "write it without a zero at its end: '\(plain)'\(thousand)")
                return
            }
        }
        return nil
    }

    private init(fault: Fault, number: String, suggestion: String) {
        self.fault = fault
        self.number = number
        self.suggestion = suggestion
    }
}

/// A unit that is misread for another (ISMP), and what to write.
public struct MisreadUnit: Hashable, Sendable {
    public let symbol: String
    public let suggestion: String

    private static let known: [(String, String)] = [
        ("U", "units"), ("u", "units"), ("IU", "units"), ("iu", "units"), ("I.U.", "units"), ("MU", "million units"), ("MIU", "million units"),
        ("µg", "mcg"), ("μg", "mcg"), ("ug", "mcg"), ("mgm", "mg"), ("gm", "g"), ("cc", "mL"), ("ml", "mL"), ("l", "L"), ("µL", "mL"),
        ("µmol", "micromol"), ("μmol", "micromol"), ("umol", "micromol"), ("mEq.", "mEq"), ("hr", "h"), ("hrs", "h"), ("sec", "s"), ("mins", "min"),
    ]

    /// In a quantity such as `5,000 IU/kg`; nil where no unit of it is misread.
    public init?(in quantity: some StringProtocol) {
        let unit = quantity.drop { !$0.isLetter && $0 != "µ" && $0 != "μ" }
        for part in unit.split(whereSeparator: { $0 == "/" || $0 == " " || $0 == "\u{A0}" }) {
            if let found = Self.known.first(where: { $0.0 == part }) {
                symbol = found.0
                suggestion = "write '\(found.1)': '\(found.0)' is misread"
                return
            }
        }
        return nil
    }
}
