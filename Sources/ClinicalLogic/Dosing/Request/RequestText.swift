/// What a reader entered, as lines of a name, a tab and what was typed, and where a unit is chosen beside the field another tab and the unit.
///
/// | Name | What it is |
/// |---|---|
/// | `weight`, `height`, `age` | figures; kg, cm and years where no unit is given |
/// | `sex` | `male` or `female` |
/// | `days`, `start`, `step` | number of days, first day as `2026-11-20`, step in view: its id, or its number from 1 |
/// | `amount`, `amount.STEP` | the choice within a range, in the unit of the step's amount |
/// | `occasion` | `first` or `later` infusion |
/// | `confirm` | `weight` |
/// | the id of a question | `yes`, `no`, one of its choices, or a number |
/// | the id of a measure | its value, where it is known from elsewhere |
///
/// This is the one form in which pages, the command line, links and worked examples ask for a plan.
public struct RequestText: Sendable {
    public private(set) var patient = PatientInput()
    public private(set) var request = PlanRequest()
    /// What cannot be understood.
    private(set) var problems: [Message] = []
    /// What was typed in another unit than is computed with.
    private(set) var conversions: [Message] = []

    private let regimen: RegimenTerms
    private let questions: [QuestionTerms]

    public init(_ bytes: [UInt8], _ regimen: RegimenTerms, _ questions: [QuestionTerms]) {
        self.regimen = regimen
        self.questions = questions
        var line = Line()
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                read(line)
                line = Line()
            } else {
                line.add(byte)
            }
        }
        read(line)
    }

    /// One line as it is read: its name, what was typed, and the unit that was chosen.
    private struct Line {
        var name = ClinicalText()
        var text = ClinicalText()
        var unit = ClinicalText()
        var tabs = 0

        mutating func add(_ byte: UInt8) {
            if byte == UInt8(ascii: "\t"), tabs < 2 {
                tabs += 1
                return
            }
            switch tabs {
            case 0: name.write(byte: byte)
            case 1: text.write(byte: byte)
            default: unit.write(byte: byte)
            }
        }
    }

    private mutating func read(_ line: Line) {
        let (name, unit) = (line.name, line.unit)
        if name.isEmpty, line.tabs == 0 { return }
        let value = Spacing.trimmed(line.text)
        if name.isSame(as: "weight") {
            patient.weight = figure(.weight(value, unit), .weight)
        } else if name.isSame(as: "height") {
            patient.height = figure(.height(value, unit), .height)
        } else if name.isSame(as: "age") {
            patient.age = figure(.age(value, unit), .age)
        } else if name.isSame(as: "sex") {
            readSex(value)
        } else if name.isSame(as: "days") {
            request.days = EntryText.plain(value)
        } else if name.isSame(as: "start") {
            request.start = EntryText.date(value)
        } else if name.isSame(as: "step") {
            if !value.isEmpty { request.step = step(named: value) ?? 1000 }
        } else if name.isSame(as: "occasion") {
            readOccasion(value)
        } else if name.isSame(as: "confirm") {
            if value.isSame(as: "weight") { request.isWeightConfirmed = true } else { refuse("confirm", value) }
        } else if name.part(from: 0, to: min(6, name.bytes.count)).isSame(as: "amount") {
            readAmount(name, value)
        } else {
            readNamed(name, value, unit)
        }
    }

    private mutating func figure(_ text: EntryText, _ input: Inputs) -> Entry {
        if !text.conversion.bytes.isEmpty { conversions.add(Message(.convertedEntry, [text.conversion], about: input)) }
        return text.entry
    }

    /// Nothing typed is no answer, and not a wrong one.
    @inline(never)
    private mutating func refuse(_ name: StaticString, _ value: ClinicalText, about fields: Inputs = Inputs()) {
        if !value.isEmpty { problem(.unknownAnswer, [ClinicalText(name), value.printable], about: fields) }
    }

    @inline(never)
    private mutating func problem(_ code: Message.Code, _ arguments: [ClinicalText], about fields: Inputs = Inputs()) {
        problems.add(Message(code, arguments, about: fields))
    }

    private mutating func readSex(_ value: ClinicalText) {
        if value.isSame(as: "male") {
            patient.sex = .male
        } else if value.isSame(as: "female") {
            patient.sex = .female
        } else {
            refuse("sex", value, about: .sex)
        }
    }

    private mutating func readOccasion(_ value: ClinicalText) {
        if value.isSame(as: "first") {
            request.occasion = .first
        } else if value.isSame(as: "later") {
            request.occasion = .later
        } else {
            refuse("occasion", value, about: .occasion)
        }
    }

    private func step(named id: ClinicalText) -> Int? {
        for row in regimen.rows {
            guard case .steps(let steps) = row.outcome else { continue }
            for (index, step) in steps.enumerated() where step.id.isSame(as: id) { return index }
        }
        if case .number(let number) = EntryText.plain(id), number >= 1, number < 1000, number == number.rounded(.down) {
            return Rounding.integer(number) - 1
        }
        return nil
    }

    private mutating func readAmount(_ name: ClinicalText, _ value: ClinicalText) {
        var index: Int? = 0
        if name.bytes.count > 6 { index = name.bytes[6] == UInt8(ascii: ".") ? step(named: name.dropping(7)) : nil }
        guard let index else {
            problem(.unknownInput, [name.printable])
            return
        }
        request.choices.add(PlanRequest.Choice(step: index, value: amount(value, ofStep: index)))
    }

    /// A number, with the unit of the step's amount or none.
    private func amount(_ value: ClinicalText, ofStep index: Int) -> Entry {
        guard let number = EntryText.number(value) else { return value.isEmpty ? .missing : .unreadable }
        let unit = Spacing.trimmed(value.dropping(number.length))
        if unit.isEmpty { return .number(number.value) }
        for row in regimen.rows {
            guard case .steps(let steps) = row.outcome, index < steps.count else { continue }
            for row in steps[index].rows {
                guard case .dose(let dose) = row.outcome else { continue }
                var symbol = ClinicalText()
                symbol.write(dose.amount.unit)
                dose.amount.writeBasis(to: &symbol)
                if dose.key == .rate {
                    symbol.write("/")
                    symbol.write(dose.time.name)
                }
                if symbol.isSame(as: unit) { return .number(number.value) }
            }
        }
        return .unknownUnit
    }

    private mutating func readNamed(_ name: ClinicalText, _ value: ClinicalText, _ unit: ClinicalText) {
        for question in questions where question.id.isSame(as: name) {
            if !value.isEmpty { answer(question, value, unit) }
            return
        }
        for (index, measure) in regimen.measures.enumerated() where measure.id.isSame(as: name) {
            if value.isEmpty { return }
            var symbol = ClinicalText()
            symbol.write(measure.unit)
            let entry = EntryText(value, unit, [EntryText.Unit(symbol, 1)]).entry
            if case .number(let number) = entry, number >= 0 {
                request.known.add(PlanRequest.KnownMeasure(measure: index, value: entry))
            } else {
                problem(.unknownAnswer, [measure.label, value.printable])
            }
            return
        }
        problem(.unknownInput, [name.printable])
    }

    private mutating func answer(_ question: QuestionTerms, _ value: ClinicalText, _ unit: ClinicalText) {
        switch question.kind {
        case .yesNo, .tick:
            if value.isSame(as: "yes") { return add(question, .choice(QuestionTerms.yes)) }
            if value.isSame(as: "no") { return add(question, .choice(QuestionTerms.no)) }
        case .choice(let choices):
            for (index, choice) in choices.enumerated() where choice.id.isSame(as: value) { return add(question, .choice(index)) }
        case .number(let units, let range): return readNumber(question, value, unit, units, range)
        }
        problem(.unknownAnswer, [question.label, value.printable], about: .question(question.code))
    }

    @inline(never)
    private mutating func add(_ question: QuestionTerms, _ value: PlanRequest.Answer.Value) {
        request.answers.add(PlanRequest.Answer(question.code, value))
    }

    private mutating func readNumber(
        _ question: QuestionTerms, _ value: ClinicalText, _ unit: ClinicalText, _ units: [QuestionTerms.Unit], _ range: ClosedRange<Double>
    ) {
        let field = Inputs.question(question.code)
        let text = EntryText(value, unit, units.map { EntryText.Unit($0.symbol, $0.factor) })
        // Of several units none is meant by itself.
        let last = value.bytes.last ?? 0
        let hasUnit = !unit.isEmpty || last < 48 || last > 57
        guard case .number(let number) = text.entry, units.count < 2 || hasUnit else {
            var words = ClinicalText("Enter a plain number")
            for (index, unit) in units.enumerated() {
                words.write(index == 0 ? " in " : " or ")
                words.write(unit.symbol)
            }
            words.write(".")
            var code = Message.Code.missingUnit
            if case .unknownUnit = text.entry { code = .unknownUnit }
            if case .unreadable = text.entry { code = .unreadable }
            return problem(code, [question.label, words], about: field)
        }
        if Rounding.exceeds(range.lowerBound, number) || Rounding.exceeds(number, range.upperBound) {
            return problem(.outOfRange, [question.label, Self.words(range, units), Self.likely(value, units, range)], about: field)
        }
        if !text.conversion.isEmpty { conversions.add(Message(.convertedEntry, [text.conversion], about: field)) }
        add(question, .number(number))
    }

    /// `Enter a number from 0.1 to 30 mg/dL.`
    private static func words(_ range: ClosedRange<Double>, _ units: [QuestionTerms.Unit]) -> ClinicalText {
        var words = ClinicalText("Enter a number from ")
        words.write(range.lowerBound)
        words.write(" to ")
        words.write(range.upperBound)
        if let unit = units.first, !unit.symbol.bytes.isEmpty {
            words.write(" ")
            words.write(unit.symbol)
        }
        words.write(".")
        return words
    }

    /// The same figure in another unit of the question, where it would be in range.
    private static func likely(_ value: ClinicalText, _ units: [QuestionTerms.Unit], _ range: ClosedRange<Double>) -> ClinicalText {
        guard let number = EntryText.number(value)?.value else { return ClinicalText() }
        for unit in units where range.contains(number * unit.factor) {
            var words = ClinicalText(" Did you mean ")
            words.write(number)
            words.write(" ")
            words.write(unit.symbol)
            words.write("?")
            return words
        }
        return ClinicalText()
    }
}

extension ClinicalText {
    /// What was typed, without what would break the rows of a report.
    @inline(never)
    var printable: ClinicalText {
        var text = ClinicalText()
        for byte in bytes where byte >= 32 { text.write(byte: byte) }
        return text
    }
}
