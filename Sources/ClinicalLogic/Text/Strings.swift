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
        self = EntryText.date(ClinicalText(bytes: Array(text.utf8)))
    }
}

extension ClinicalText {
    /// Without what would break the rows of a report.
    public init(string text: String) {
        self.init()
        for byte in text.utf8 where byte >= 32 { write(byte: byte) }
    }
}

extension Route {
    public init?(name: String) {
        for route in Self.allCases where route.name.description == name {
            self = route
            return
        }
        return nil
    }

    public var words: String { name.description }
}

extension ProductTerms.Form {
    public init?(name: String) {
        for form in Self.allCases where form.name.description == name {
            self = form
            return
        }
        return nil
    }

    public var words: String { name.description }
}

extension Message.Code {
    /// As reports have it.
    public var name: String { Words.name(self).description }
}

extension RequestText {
    /// What was entered, by name: `weight` and `70 kg`.
    public static func lines(_ entered: [(name: String, value: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, value) in entered {
            bytes += Array(name.utf8) + [UInt8(ascii: "\t")] + value.utf8.map { $0 == 9 || $0 == 10 ? 32 : $0 } + [UInt8(ascii: "\n")]
        }
        return bytes
    }
}

extension PlanReport {
    public struct Row: Hashable, Sendable {
        public let key: String
        public let text: String
        /// Unrounded, in the unit the text shows.
        public let number: Double?
        /// Of a message, what it says in every language; see `Message.Code`.
        public let code: String?
        /// Of a message, the names of the fields it is about.
        public let fields: [String]

        public init(key: String, text: String, number: Double?, code: String? = nil, fields: [String] = []) {
            self.key = key
            self.text = text
            self.number = number
            self.code = code
            self.fields = fields
        }
    }

    public var rows: [Row] {
        var rows: [Row] = []
        for (line, number) in zip(bytes.split(separator: UInt8(ascii: "\n")), numbers) {
            let parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
            rows.append(
                Row(
                    key: parts[0], text: parts[1], number: number.isNaN ? nil : number, code: parts.count > 2 ? parts[2] : nil,
                    fields: parts.count > 3 ? parts[3].split(separator: " ").map(String.init) : []))
        }
        return rows
    }
}

extension DoseTerms {
    /// What is given, as a record says it: `1 mg/kg`, `25 to 30 mg/kg`, `18 units/kg/h`.
    public var amountText: String {
        var text = ClinicalText()
        if calvert != nil { return "by the Calvert formula" }
        amount.write(upTo: most, to: &text)
        return key == .rate ? "\(text.string)/\(time.symbol)" : text.string
    }

    /// How often: `every 12 h`, `weeks 0, 2 and 6`.
    public var timingText: String {
        var text = ClinicalText()
        writeTiming(to: &text)
        return text.string
    }

    /// How long one dose takes: `at least 1 h`; nil where the record does not say.
    public var infusionText: String? {
        guard let infusion else { return nil }
        var parts: [String] = []
        var text = ClinicalText()
        if let least = infusion.atLeast {
            infusion.write(least, to: &text)
            parts.append(text.string)
        } else if let most = infusion.atMost {
            text.write("at most ")
            text.writeDuration(most)
            parts.append(text.string)
        }
        if let rate = infusion.highestRate {
            var text = ClinicalText("no faster than ")
            rate.write(to: &text)
            parts.append(text.string)
        }
        return parts.joined(separator: ", ")
    }

    /// `of a day`, where the amount is not that of one dose.
    public var keyText: String {
        switch key {
        case .each: "each dose"
        case .perDay: "a day"
        case .course: "per course"
        case .rate: "running"
        case .total: "in all"
        }
    }
}

extension RegimenTerms.Adjustment {
    public var bolusText: String? {
        bolus.map {
            var text = ClinicalText()
            $0.write(to: &text)
            return text.string
        }
    }

    public var changeText: String? {
        change.map {
            var text = ClinicalText()
            $0.write(to: &text)
            return ($0.amount.value > 0 ? "+" : "") + text.string.replacingMinus
        }
    }
}

extension String {
    fileprivate var replacingMinus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}

extension QuestionTerms {
    public var isYesNo: Bool { if case .yesNo = kind { true } else { false } }

    /// True for the same question in the same words.
    public func isSame(as other: QuestionTerms) -> Bool {
        var numbers: [[Double]] = []
        for question in [self, other] {
            var encoded: [Double] = []
            question.encode(into: &encoded)
            numbers.append(encoded)
        }
        return numbers[0] == numbers[1]
    }
}
