/// A question a record asks the reader: its words, and what counts as an answer.
public final class QuestionTerms: Sendable {
    /// A unit that an answer may be given in.
    public final class Unit: Sendable {
        public let symbol: ClinicalText
        /// What one of it is in the question's first unit.
        public let factor: Double

        public init(_ symbol: ClinicalText, factor: Double) {
            self.symbol = symbol
            self.factor = factor
        }
    }

    public final class Choice: Sendable {
        /// As it is written in requests.
        public let id: ClinicalText
        public let label: ClinicalText

        public init(id: ClinicalText, label: ClinicalText) {
            self.id = id
            self.label = label
        }
    }

    public enum Kind: Sendable {
        /// Yes or no; without an answer neither holds.
        case yesNo
        /// A box: what is not ticked does not apply.
        case tick
        /// Answers are counted from 0.
        case choice([Choice])
        /// A number in the first unit, within the limits; no unit for a plain number.
        case number([Unit], ClosedRange<Double>)
    }

    /// The question's own number among the site's.
    public let code: Int
    /// As it is written in requests.
    public let id: ClinicalText
    public let label: ClinicalText
    public let kind: Kind
    /// No plan without an answer, whatever it is used for.
    public let isRequired: Bool
    /// A risk for which infusions are to run slower.
    public let slowsInfusion: Bool

    public init(
        code: Int, id: ClinicalText, label: ClinicalText, kind: Kind, isRequired: Bool = false, slowsInfusion: Bool = false
    ) {
        self.code = code
        self.id = id
        self.label = label
        self.kind = kind
        self.isRequired = isRequired
        self.slowsInfusion = slowsInfusion
    }

    public var isTick: Bool {
        if case .tick = kind { return true }
        return false
    }

    /// The answers that conditions name, as numbers: `no` is 0 and `yes` 1, choices count from 0.
    public static var no: Int { 0 }
    public static var yes: Int { 1 }

    func encode(into numbers: inout [Double]) {
        numbers.append(code)
        id.encode(into: &numbers)
        label.encode(into: &numbers)
        switch kind {
        case .yesNo: numbers.append(0)
        case .tick: numbers.append(1)
        case .choice(let choices):
            numbers.append(contentsOf: [2, Double(choices.count)])
            for choice in choices {
                choice.id.encode(into: &numbers)
                choice.label.encode(into: &numbers)
            }
        case .number(let units, let range):
            numbers.append(contentsOf: [3, Double(units.count)])
            for unit in units {
                unit.symbol.encode(into: &numbers)
                numbers.append(unit.factor)
            }
            numbers.append(contentsOf: [range.lowerBound, range.upperBound])
        }
        numbers.append(isRequired)
        numbers.append(slowsInfusion)
    }

    private init(reading reader: inout NumberReader) {
        code = reader.readCount()
        id = ClinicalText(reading: &reader)
        label = ClinicalText(reading: &reader)
        switch reader.readCount(upTo: 3) {
        case 0: kind = .yesNo
        case 1: kind = .tick
        case 2:
            kind = .choice(reader.readList(upTo: 100) { Choice(id: ClinicalText(reading: &$0), label: ClinicalText(reading: &$0)) })
        default:
            let units = reader.readList(upTo: 100) { Unit(ClinicalText(reading: &$0), factor: $0.readFinite()) }
            let low = reader.readFinite()
            let high = reader.readFinite()
            reader.expect(low <= high)
            kind = .number(units, low...max(low, high))
        }
        isRequired = reader.readBool()
        slowsInfusion = reader.readBool()
    }

    static func encode(_ questions: [QuestionTerms], into numbers: inout [Double]) {
        numbers.append(questions.count)
        for question in questions { question.encode(into: &numbers) }
    }

    @inline(never)
    static func readList(_ reader: inout NumberReader) -> [QuestionTerms] {
        reader.readList { QuestionTerms(reading: &$0) }
    }
}

extension ClinicalText {
    func encode(into numbers: inout [Double]) {
        numbers.append(bytes.count)
        for byte in bytes { numbers.append(byte) }
    }

    @inline(never)
    init(reading reader: inout NumberReader) {
        self.init()
        for _ in 0..<reader.readCount(upTo: 10_000) { write(byte: reader.readByte()) }
    }
}
