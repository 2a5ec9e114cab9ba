public import ClinicalLogic
public import Diagnostics
import Markdown
import SourceData

/// What a record asks of the reader: yes or no, a box to tick, a choice, or a number with its unit.
public struct Question: Sendable {
    public let id: String
    /// Within a sentence: `an earlier allergy to it`.
    public let label: String
    public let help: String?
    public let terms: QuestionTerms
    /// Where it is defined; nil for one that is ready.
    public let position: SourcePosition?

    /// The same in every record of every site, so that records can be encoded one by one.
    ///
    /// FNV-1a, in the range that encoded records can hold.
    static func code(_ id: String) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(hash % 999_999_937) + 1
    }

    init(
        _ id: String, _ label: String, kind: QuestionTerms.Kind, help: String? = nil, isRequired: Bool = false, slowsInfusion: Bool = false,
        at position: SourcePosition? = nil
    ) {
        self.id = id
        self.label = label
        self.help = help
        self.position = position
        terms = QuestionTerms(
            code: Self.code(id), id: ClinicalText(string: id), label: ClinicalText(string: label), kind: kind, isRequired: isRequired,
            slowsInfusion: slowsInfusion)
    }

    /// Every answer and its words; empty for a number.
    var answers: [String] {
        switch terms.kind {
        case .yesNo, .tick: ["yes", "no"]
        case .choice(let choices): choices.map(\.id.string)
        case .number: []
        }
    }

    /// The unit of its numbers, where the engine knows it.
    var unit: Unit? {
        guard case .number(let units, _) = terms.kind, let first = units.first else { return nil }
        return Unit(symbol: first.symbol.string)
    }

    var unitSymbols: [String] {
        if case .number(let units, _) = terms.kind { units.map(\.symbol.string) } else { [] }
    }
}

extension [Question] {
    /// Each once, in order.
    public func joined(by others: [Question]) -> [Question] {
        var questions = self
        for question in others where !questions.contains(where: { $0.id == question.id }) { questions.append(question) }
        return questions
    }
}

/// Questions that need no definition: laboratory values in the units laboratories use, with the factors of the SI tables.
///
/// Creatinine 1 mg/dL is 88.4 micromol/L, bilirubin 1 mg/dL is 17.1 micromol/L.
enum ReadyQuestions {
    static let all: [String: Question] = Dictionary(uniqueKeysWithValues: list.map { ($0.id, $0) })

    private static let list = [
        question("serum-creatinine", "serum creatinine", [("mg/dL", 1), ("micromol/L", 1 / 88.4)], 0.1...30),
        question("bilirubin", "serum bilirubin", [("mg/dL", 1), ("micromol/L", 1 / 17.1)], 0...60),
        question("albumin", "serum albumin", [("g/dL", 1), ("g/L", 0.1)], 0.5...8),
        question("haemoglobin", "haemoglobin", [("g/dL", 1), ("g/L", 0.1)], 1...25),
        question("platelets", "platelets", [("10^9/L", 1)], 0...3000),
        question("neutrophils", "neutrophils", [("10^9/L", 1)], 0...200),
        question("aptt", "aPTT", [("s", 1)], 10...400),
        question("inr", "INR", [], 0.5...20),
        question("gestational-age", "gestational age at birth", [("weeks", 1)], 22...44),
    ]

    private static func question(_ id: String, _ label: String, _ units: [(String, Double)], _ range: ClosedRange<Double>) -> Question {
        Question(id, label, kind: .number(units.map { QuestionTerms.Unit(ClinicalText(string: $0.0), factor: $0.1) }, range))
    }
}

/// The questions of a site, each worded once.
public struct SiteQuestions: Sendable {
    public static let path = "questions.yml"
    let byID: [String: Question]

    static let none = SiteQuestions(byID: [:])

    var isEmpty: Bool { byID.isEmpty }

    private init(byID: [String: Question]) { self.byID = byID }

    /// Nil, with a diagnostic, when the file cannot be read as a list.
    init?(_ file: ContentFile, log: DiagnosticLog) {
        guard let (data, _) = file.yaml(log) else { return nil }
        guard case .sequence(let values, _) = data else {
            log.report(
                .wrongType, at: data.position, "the questions must be a list, not \(data.kindName)", suggestion: "start each with `- id:`")
            return nil
        }
        var byID: [String: Question] = [:]
        for value in values {
            guard let question = Question(value, log: log) else { continue }
            if let first = byID[question.id], let position = question.position {
                log.report(
                    .duplicateID, at: position, "there are two questions with the id '\(question.id)'",
                    notes: first.position.map { [.init("the other is here", at: $0)] } ?? [], suggestion: "remove one of them")
            } else {
                byID[question.id] = question
            }
        }
        self.byID = byID
    }

    /// The questions of all `files`: of two knowledge bases, each has its own.
    static func of(_ files: [ContentFile], log: DiagnosticLog) -> SiteQuestions {
        var byID: [String: Question] = [:]
        for file in files {
            for (id, question) in SiteQuestions(file, log: log)?.byID ?? [:] {
                if let first = byID.updateValue(question, forKey: id), let position = question.position {
                    log.report(
                        .duplicateID, at: position, "there are two questions with the id '\(id)'",
                        notes: first.position.map { [.init("the other is here", at: $0)] } ?? [], suggestion: "remove this one, or give it another id")
                }
            }
        }
        return SiteQuestions(byID: byID)
    }

    /// A question of the site, or a ready one.
    func question(_ id: String) -> Question? { byID[id] ?? ReadyQuestions.all[id] }

    var names: Set<String> { Set(byID.keys).union(ReadyQuestions.all.keys) }
}

extension Question {
    /// Names that mean something else in conditions and in what is entered.
    static let reserved: Set<String> = Set(PatientFigure.allCases.map(\.name)).union(DoseFigure.allCases.map(\.name)).union([
        "sex", "days", "start", "step", "amount", "occasion", "confirm", "all", "any", "not", "at-least", "of", "always", "flag", "protocol",
        "product",
    ])

    /// A definition; nil, with a diagnostic, where it has no single meaning.
    init?(_ value: DataValue, log: DiagnosticLog) {
        guard let fields = Fields(value, owner: "a question", log: log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        let help = fields.string("help")?.value
        let isRequired = fields.bool("required") ?? false
        let slowsInfusion = fields.bool("slows-infusion") ?? false
        let kind = Self.kind(fields, log)
        fields.finish()
        guard let id, let label, let kind else { return nil }
        let isName = id.value.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") } && id.value.first?.isLetter == true
        guard isName, !Self.reserved.contains(id.value) else {
            log.report(
                .malformedAnchor, at: id.position, isName ? "'\(id.value)' already has a meaning here" : "'\(id.value)' cannot be the id of a question",
                suggestion: isName ? "choose another name" : "use lower-case letters, digits and hyphens")
            return nil
        }
        if slowsInfusion, !Self.isTick(kind) {
            log.report(.inconsistentRecord, at: id.position, "'slows-infusion' is for a box to tick", suggestion: "write `answer: tick`, or remove it")
        }
        self.init(id.value, label.value, kind: kind, help: help, isRequired: isRequired, slowsInfusion: slowsInfusion, at: id.position)
    }

    private static func isTick(_ kind: QuestionTerms.Kind) -> Bool { if case .tick = kind { true } else { false } }

    private static func kind(_ fields: Fields, _ log: DiagnosticLog) -> QuestionTerms.Kind? {
        let unit = fields.string("unit")
        let low = number("at-least", fields, log)
        let high = number("at-most", fields, log)
        guard let answer = fields.value("answer") else {
            guard let low, let high else {
                fields.reportMissing("answer", suggestion: "write `answer: yes-no`, `tick`, a list of choices, or for a number its `at-least` and `at-most`")
                return nil
            }
            guard low <= high else {
                log.report(.inconsistentRecord, at: fields.position, "'at-most' is below 'at-least'", suggestion: "change one of the two")
                return nil
            }
            return .number(unit.map { [QuestionTerms.Unit(ClinicalText(string: $0.value), factor: 1)] } ?? [], low...high)
        }
        if unit != nil || low != nil || high != nil {
            log.report(.inconsistentRecord, at: answer.position, "a question has 'answer' or the limits of a number, not both", suggestion: "remove one")
            return nil
        }
        if case .sequence(let values, _) = answer {
            let choices = values.compactMap { fields.text($0, "a choice") }
            for (index, choice) in choices.enumerated() where choices[..<index].contains(where: { $0.value == choice.value }) {
                log.report(.duplicateID, at: choice.position, "the choice '\(choice.value)' is given twice", suggestion: "remove one")
            }
            guard choices.count == values.count, choices.count > 1 else {
                log.report(.wrongType, at: answer.position, "a choice needs at least two answers", suggestion: "write `answer: [mild, severe]`")
                return nil
            }
            return .choice(choices.map { QuestionTerms.Choice(id: ClinicalText(string: $0.value), label: ClinicalText(string: $0.value)) })
        }
        guard let text = fields.text(answer, "'answer'") else { return nil }
        switch text.value {
        case "yes-no": return .yesNo
        case "tick": return .tick
        default:
            log.report(
                .unknownValue, at: text.position, "'answer' cannot be '\(text.value)'", suggestion: "write yes-no, tick or a list of choices")
            return nil
        }
    }

    private static func number(_ key: String, _ fields: Fields, _ log: DiagnosticLog) -> Double? {
        guard let text = fields.string(key) else { return nil }
        guard let number = Decimal.parse(text.value), WrittenNumber(in: text.value) == nil else {
            log.report(
                .wrongType, at: text.position, "'\(key)' must be a number, not '\(text.value)'",
                suggestion: WrittenNumber(in: text.value)?.suggestion ?? "write it without a unit; `unit` names that")
            return nil
        }
        return number
    }
}
