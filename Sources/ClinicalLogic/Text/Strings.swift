// `String` beside the byte-based forms, for everything that runs outside a browser.

extension ClinicalText {
    public var string: String { String(decoding: bytes, as: UTF8.self) }
}

extension Decimal {
    /// Reads a number off the start of `text`; see `read(utf8:)`.
    public static func read(_ text: Substring) -> (value: Double, rest: Substring)? {
        guard let (value, length) = read(utf8: Array(text.utf8)[...]) else { return nil }
        return (value, Substring(text.utf8.dropFirst(length)))
    }

    /// The whole of `text` as a number.
    public static func parse(_ text: String) -> Double? {
        parse(utf8: Array(text.utf8)[...])
    }

    /// ISMP style, rounded half away from zero to at most `decimals` places (0 to 9), trailing zeros dropped.
    public static func format(_ value: Double, decimals: Int = 6) -> String {
        var text = ClinicalText()
        text.write(value, decimals: decimals)
        return text.string
    }
}

extension CoreVersion {
    /// Twelve hexadecimal digits, as the scripts of the cores have them.
    public static var text: String {
        let digits = String(UInt64(number), radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}

extension BaseUnit {
    /// Symbol in ISMP style; words where a symbol would be misread.
    public var symbol: String { name.description }

    /// Reads a symbol, or a word in singular or plural. Forms that ISMP warns of (µg, cc, U) are not read.
    public init?(symbol: some StringProtocol) {
        self.init(utf8: Array(symbol.utf8)[...])
    }
}

extension Unit {
    /// Reads `g`, `g/kg`, `mL/kg/h`; nil for anything else.
    public init?(symbol: some StringProtocol) {
        self.init(utf8: Array(symbol.utf8)[...])
    }

    public var symbol: String {
        var text = ClinicalText()
        text.write(self)
        return text.string
    }
}

extension Quantity {
    /// Reads `2 g/kg`, `1,400 mL`, `18 years`. The space may be missing or a no-break space.
    public init?(parsing text: String) {
        self.init(utf8: Array(text.utf8)[...])
    }

    /// ISMP style: a space before the unit, commas from 1,000, a leading zero, no trailing zeros; words in the plural.
    /// Shows up to `decimals` decimal places.
    public func formatted(decimals: Int = 6) -> String {
        var text = ClinicalText()
        text.write(value, unit, decimals: decimals)
        return text.string
    }
}

extension Entry {
    /// What was typed: a plain number, or nothing at all.
    public init(parsing text: String) {
        self.init(utf8: Array(text.utf8)[...])
    }

    /// A date that was typed: `2026-11-20`, or nothing at all.
    public init(parsingDate text: String) {
        self.init(date: Array(text.utf8)[...])
    }
}

extension RiskFlag {
    /// Reads `renal-risk` and the like.
    public init?(name: some StringProtocol) {
        for flag in Self.allCases where flag.name.description == name {
            self = flag
            return
        }
        return nil
    }

    public var identifier: String { name.description }
    /// For readers: `IgA deficiency`.
    public var label: String { words.description }
}

extension PlanCondition {
    /// Nil when the condition names a flag there is not, or has no end of parts.
    public init?(_ condition: Condition) {
        guard let tokens = Self.tokens(condition), tokens.count <= Self.limit else { return nil }
        self.init(tokens: tokens)
    }

    private static func tokens(_ condition: Condition) -> [Token]? {
        switch condition {
        case .always: return [.always]
        case .measure(let measure, let comparison, let limit): return [.measure(measure, comparison, limit)]
        case .flag(let name): return RiskFlag(name: name).map { [.flag($0)] }
        case .not(let part): return tokens(part).map { [.not] + $0 }
        case .all(let parts), .any(let parts):
            var joined: [Token] = []
            for part in parts {
                guard let tokens = tokens(part) else { return nil }
                joined += tokens
            }
            if case .all = condition { return [.all(parts.count)] + joined }
            return [.any(parts.count)] + joined
        }
    }
}

extension PlanReport {
    public struct Row: Hashable, Sendable {
        public let key: String
        public let text: String
        /// Unrounded, in the unit the text shows.
        public let number: Double?
    }

    public var rows: [Row] {
        var rows: [Row] = []
        for (line, number) in zip(bytes.split(separator: UInt8(ascii: "\n")), numbers) {
            let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1, omittingEmptySubsequences: false)
            rows.append(
                Row(
                    key: String(decoding: parts[0], as: UTF8.self), text: String(decoding: parts[1], as: UTF8.self),
                    number: number.isNaN ? nil : number))
        }
        return rows
    }
}
