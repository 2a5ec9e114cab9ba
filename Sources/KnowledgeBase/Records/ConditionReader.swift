import ClinicalLogic
import Diagnostics
import SourceData

/// Reads `when:` of rows, alerts and weights, and what records ask.
extension RecordReader {
    /// `ask`: names of ready questions and of the site's, or definitions of the record's own.
    func readQuestions() {
        asked = fields.list("ask") { value, log in
            guard case .scalar(let id, _, let position) = value else { return Question(value, log: log) }
            if let question = self.questions.question(id) { return question }
            log.report(
                .unknownValue, at: position, "there is no question '\(id)'",
                suggestion: suggestion(for: id, among: self.questions.names) ?? "define it here, or in \(SiteQuestions.path)", cause: self.lacksQuestion(id))
            return nil
        }
        for (index, question) in asked.enumerated() where asked[..<index].contains(where: { $0.id == question.id }) {
            log.report(.duplicateID, at: fields.position, "'\(question.id)' is asked twice", suggestion: "remove one of the two")
        }
    }

    /// The question a condition names. In a record that lists what it asks it has to be there; others name those of the site.
    func question(named id: Located<String>) -> Question? {
        if let own = asked.first(where: { $0.id == id.value }) { return own }
        if let known = questions.question(id.value) {
            if kind == .regimens {
                // Where the list itself could not be read, nobody knows what is asked.
                let isUnread = fields.value("ask").map { $0.kindName != "a list" } ?? false
                log.report(
                    .missingField, at: id.position, "'\(id.value)' is not asked in this regimen", suggestion: "add `\(id.value)` to 'ask'",
                    cause: isUnread ? .init(nil, homes: [FollowUps.home(fields.position.file)]) : nil)
                return nil
            }
            asked.append(known)
            return known
        }
        log.report(
            .unknownValue, at: id.position, "there is no question '\(id.value)'",
            suggestion: suggestion(for: id.value, among: questions.names.union(asked.map(\.id))), cause: lacksQuestion(id.value))
        return nil
    }

    /// A name that is asked for is the site's, or the record's own.
    private func lacksQuestion(_ id: String) -> Diagnostic.Cause {
        let own = FollowUps.home(fields.position.file)
        var isNamed = false
        if case .sequence(let names, _)? = fields.entry("ask") { isNamed = names.contains { if case .scalar(id, _, _) = $0 { true } else { false } } }
        return .init(isNamed || kind != .regimens ? FollowUps.question(id, of: questions) : "\(own)#\(id)", homes: [SiteQuestions.path, own], definedAs: id)
    }

    func condition(_ value: DataValue, allowsDose: Bool = false) -> Condition? {
        if case .scalar(let text, _, let position) = value {
            if text == "always" { return .always }
            log.report(
                .unknownValue, at: position, "'\(text)' is not a condition",
                suggestion: "write `always`, or a mapping such as { age: { under: 18 years } }")
            return nil
        }
        guard let fields = Fields(value, owner: "a condition", log: log) else { return nil }
        let problems = log.diagnostics.count
        var found: [Condition] = []
        // `at-least` with `of` counts parts.
        let parts = fields.list("of") { value, _ in self.condition(value, allowsDose: allowsDose) }
        for key in fields.keys {
            switch key.value {
            case "of": continue
            case "at-least":
                guard let count = fields.integer("at-least", in: 1...100)?.value else { continue }
                if parts.isEmpty {
                    log.report(.missingField, at: key.position, "'at-least' needs 'of', the parts it counts", suggestion: "write { at-least: 2, of: [ … ] }")
                } else if count > parts.count {
                    log.report(
                        .inconsistentRecord, at: key.position, "at least \(count) of \(parts.count) can never hold", suggestion: "lower the count")
                } else if Set(parts).count < parts.count {
                    log.report(
                        .inconsistentRecord, at: key.position, "one of the parts stands in 'of' twice, and counts twice", suggestion: "remove one of the two")
                } else {
                    found.append(.atLeast(count, of: parts))
                }
            case "all", "any":
                let parts = fields.list(key.value) { value, _ in self.condition(value, allowsDose: allowsDose) }
                if !parts.isEmpty { found.append(key.value == "all" ? .all(parts) : .any(parts)) }
            case "not": if let value = fields.value("not"), let part = condition(value, allowsDose: allowsDose) { found.append(.not(part)) }
            case "sex":
                guard let sex = fields.string("sex") else { continue }
                switch sex.value {
                case "male": found.append(.sex(.male))
                case "female": found.append(.sex(.female))
                default:
                    log.report(.unknownValue, at: sex.position, "'sex' cannot be '\(sex.value)'", suggestion: "write male or female")
                }
            case "flag":
                let flag = fields.string("flag")
                log.report(
                    .unknownKey, at: key.position, "risks are questions now",
                    suggestion: "write `{ \(flag?.value ?? "some-risk"): yes }`, and define the question in \(SiteQuestions.path) or under 'ask'")
            default: if let value = fields.value(key.value), let part = self.part(key, value, allowsDose) { found.append(part) }
            }
        }
        if !parts.isEmpty, !fields.keys.contains(where: { $0.value == "at-least" }) {
            log.report(.missingField, at: fields.position, "'of' needs 'at-least', how many of the parts hold", suggestion: "write { at-least: 2, of: [ … ] }")
        }
        fields.finish()
        guard let first = found.first else {
            if log.diagnostics.count == problems {
                log.report(
                    .missingField, at: value.position, "this condition says nothing",
                    suggestion: "write `always`, or a mapping such as { age: { under: 18 years } }")
            }
            return nil
        }
        return found.count == 1 ? first : .all(found)
    }

    /// What is limited, the unit its limits are kept in, and how it is called.
    private struct Limited {
        let subject: Condition.Subject
        let name: String
        /// Nil for a plain number.
        let unit: Unit?
        /// As the record writes it, where the engine does not know the unit.
        let symbol: String
        let units: [QuestionTerms.Unit]

        init(_ subject: Condition.Subject, _ name: String, _ unit: Unit?, symbol: String = "", units: [QuestionTerms.Unit] = []) {
            self.subject = subject
            self.name = name
            self.unit = unit
            self.symbol = symbol
            self.units = units
        }
    }

    /// One key of a condition: a figure, a measure or a question, and what is said of it.
    private func part(_ key: Located<String>, _ value: DataValue, _ allowsDose: Bool) -> Condition? {
        if let figure = PatientFigure.allCases.first(where: { $0.name == key.value }) {
            return limits(Limited(.figure(figure), figure.words, figure.unit), value)
        }
        if let figure = [DoseFigure.each, .day, .course].first(where: { $0.name == key.value }) {
            if allowsDose { return doseLimits(figure, value) }
            log.report(
                .inconsistentRecord, at: key.position, "'\(key.value)' is the dose itself, which no row can depend on",
                suggestion: "use it in 'alerts' only")
            return nil
        }
        if let measure = measures.first(where: { $0.id == key.value }) {
            return limits(Limited(.measure(measure.id), measure.terms.label.string, measure.terms.unit), value)
        }
        let isKnown = asked.contains { $0.id == key.value } || questions.question(key.value) != nil
        guard isKnown else {
            let names = Set(PatientFigure.allCases.map(\.name)).union(measures.map(\.id)).union(asked.map(\.id)).union(questions.names)
                .union(["all", "any", "not", "sex", "at-least"])
            log.report(
                .unknownKey, at: key.position, "a condition has no field '\(key.value)'",
                suggestion: suggestion(for: key.value, among: names) ?? "name a measure of 'work-out' or a question of 'ask'",
                cause: lacksQuestion(key.value))
            return nil
        }
        guard let question = question(named: key) else { return nil }
        if case .number(let units, _) = question.terms.kind {
            return limits(
                Limited(
                    .question(question.id), question.label, units.count == 1 ? question.unit : nil, symbol: units.first?.symbol.string ?? "",
                    units: units), value)
        }
        guard let answer = fields.text(value, "'\(key.value)'") else { return nil }
        let isYesNo = question.answers == ["yes", "no"]
        guard question.answers.contains(answer.value) else {
            log.report(
                .unknownValue, at: answer.position, "'\(answer.value)' is no answer to '\(question.id)'",
                // `on` is no slip of `no`.
                suggestion: (isYesNo ? nil : suggestion(for: answer.value, among: question.answers))
                    ?? "write one of: \(question.answers.joined(separator: ", "))")
            return nil
        }
        let words =
            isYesNo
            ? (answer.value == "yes" ? question.label : "no \(question.label)") : "\(question.label): \(answer.value)"
        return .answer(question: question.id, answer: answer.value, words: words)
    }

    /// Every limit of a figure must hold.
    private func limits(_ limited: Limited, _ value: DataValue) -> Condition? {
        guard let fields = Fields(value, owner: "the limit of '\(limited.name)'", log: log) else { return nil }
        defer { fields.finish() }
        var found: [Condition] = []
        var isBad = false
        for comparison in Comparison.allCases {
            guard let text = fields.string(comparison.rawValue) else { continue }
            guard let (number, words) = number(text, limited) else {
                isBad = true
                continue
            }
            found.append(.limit(.init(limited.subject, comparison, number, name: limited.name, words: words)))
        }
        guard let first = found.first, !isBad else {
            if !isBad {
                log.report(
                    .missingField, at: fields.position, "\(fields.owner) needs one of: at-least, over, at-most, under",
                    suggestion: "write it like { under: \(limited.unit.map { Quantity(10, $0).formatted() } ?? "10 \(limited.symbol)".trimmed) }")
            }
            return nil
        }
        return found.count == 1 ? first : .all(found)
    }

    private func number(_ text: Located<String>, _ limited: Limited) -> (Double, String)? {
        // A plain number where the figure has none, and where BMI has always been written so.
        if limited.unit == nil || limited.subject == .figure(.bodyMassIndex), let number = Decimal.parse(text.value), WrittenNumber(in: text.value) == nil {
            if limited.units.count > 1 {
                log.report(
                    .invalidQuantity, at: text.position, "the limit of '\(limited.name)' needs its unit: '\(text.value)'",
                    suggestion: "write it like '\(text.value) \(limited.symbol)'")
                return nil
            }
            return (number, "\(Decimal.format(number)) \(limited.unit == nil ? limited.symbol : "")".trimmed)
        }
        // A laboratory's unit, which is only converted into those of the same question.
        if !limited.units.isEmpty, WrittenNumber(in: text.value) == nil, let (number, rest) = Decimal.read(text.value[...]) {
            let symbol = rest.drop { $0 == " " || $0 == "\u{A0}" }
            if let unit = limited.units.first(where: { $0.symbol.string == symbol }) {
                return (number * unit.factor, "\(Decimal.format(number)) \(symbol)")
            }
        }
        guard let unit = limited.unit else {
            log.report(
                .wrongType, at: text.position,
                limited.units.isEmpty
                    ? "the limit of '\(limited.name)' must be a plain number, not '\(text.value)'"
                    : "the limit of '\(limited.name)' is not in one of its units: '\(text.value)'",
                suggestion: WrittenNumber(in: text.value)?.suggestion
                    ?? (limited.units.isEmpty ? nil : "write it in \(limited.units.map(\.symbol.string).joined(separator: " or "))"))
            return nil
        }
        let isAge = limited.subject == .figure(.age)
        let examples = isAge ? ["10 years", "10 days"] : [Quantity(10, unit).formatted()]
        guard let quantity = quantity(text, name: "the limit of '\(limited.name)'", like: examples)?.value else { return nil }
        if isAge { return quantity.years.map { ($0, quantity.formatted()) } }
        return quantity.converted(to: unit).map { ($0.value, quantity.formatted()) }
    }

    /// A limit of the dose, as an amount or an amount per kg.
    private func doseLimits(_ figure: DoseFigure, _ value: DataValue) -> Condition? {
        guard let fields = Fields(value, owner: "the limit of '\(figure.name)'", log: log) else { return nil }
        defer { fields.finish() }
        var found: [Condition] = []
        for comparison in Comparison.allCases {
            guard let text = fields.string(comparison.rawValue) else { continue }
            let help = "write it like '70 g' or '1 g/kg'"
            guard let quantity = plainQuantity(text, name: "the limit of '\(figure.name)'", help: help) else { continue }
            guard let amount = Amount(quantity), amount.basis != .perSquareMetre, amount.value >= 0 else {
                log.report(
                    .invalidQuantity, at: text.position, "the limit of '\(figure.name)' cannot be given in \(quantity.unit.symbol): '\(text.value)'",
                    suggestion: help)
                continue
            }
            let limited = amount.basis == .perKilogram ? figure.perKilogram : figure
            found.append(.limit(.init(.dose(limited, amount.unit), comparison, amount.value, name: figure.words, words: quantity.formatted())))
        }
        return found.isEmpty ? nil : found.count == 1 ? found[0] : .all(found)
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
