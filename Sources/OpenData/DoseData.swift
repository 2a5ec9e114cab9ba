package import ClinicalLogic
package import KnowledgeBase
import SourceData

/// One dose of a regimen, in the terms of the record that states it.
package struct DoseData: Sendable {
    private let dose: DoseTerms
    private let regimen: Regimen

    package init(_ dose: DoseTerms, of regimen: Regimen) {
        self.dose = dose
        self.regimen = regimen
    }

    /// The key by which a record says what the amount is of.
    package var key: String {
        switch dose.key {
        case .each: "each"
        case .perDay: "per-day"
        case .course: "course"
        case .rate: "rate"
        case .total: "total"
        }
    }

    var json: JSONValue {
        .object([
            "key": .string(key),
            "amount": dose.calvert == nil ? Figures.amount(dose.amount, to: dose.most, per: dose.key == .rate ? dose.time : nil) : nil,
            "formula": dose.calvert.map(calvert),
            "every": dose.every.map(Figures.interval), "times": dose.times.map { .integer($0) },
            "at": dose.occasions.map { occasions in
                .object(["unit": .string(occasions.unit.symbol), "numbers": .array(occasions.numbers.map { .integer($0) })])
            },
            "doses": dose.dosesPerDay.map { .integer($0) },
            "days": dose.division.map { days in .object(["fewest": .integer(days.fewest), "most": .integer(days.most)]) },
            "consecutive": .flag(dose.division?.isConsecutive ?? false),
            "days-left-open": .flag(dose.isDivisionOpen && dose.division == nil),
            "for": dose.duration.map(Figures.interval), "after": dose.after.map(Figures.interval), "as-needed": .flag(dose.isAsNeeded),
            "most": dose.mostDoses.map { .object(["doses": .integer($0), "in": Figures.minutes(dose.mostDosesIn)]) },
            "over": dose.infusion.map { over in
                .object([
                    "exactly": over.isExact ? over.atLeast.map(Figures.minutes) : nil, "at-least": over.isExact ? nil : over.atLeast.map(Figures.minutes),
                    "at-most": over.atMost.map(Figures.minutes), "highest-rate": over.highestRate.map(Figures.rate),
                ])
            },
            "parts": .list(
                dose.parts.map { part in
                    .object([
                        "share": part.share.map { .object(["value": .number(Figures.percent($0)), "unit": "%"]) } ?? .string("rest"),
                        "over": part.minutes.map(Figures.minutes),
                    ])
                }),
            "route": dose.route.map { .string($0.words) },
            "caps": CapData.json(dose.caps, in: regimen),
            "rounding": dose.rounding.map(Self.rounding),
            "without-product": .flag(dose.isWithoutProduct),
            "text": .string(words),
        ])
    }

    private func calvert(_ formula: DoseTerms.Calvert) -> JSONValue {
        let most = formula.filtrationAtMost.map { Quantity($0, Unit(.millilitre, per: .minute)) }
        return .object(["formula": "calvert", "target": .text(question(formula.target)), "gfr": .text(filtration(formula)), "gfr-at-most": most.map(Figures.quantity)])
    }

    private func question(_ code: Int) -> String? { regimen.questions.first { $0.terms.code == code }?.id }

    private func filtration(_ formula: DoseTerms.Calvert) -> String? {
        switch formula.filtration {
        case .measure(let index): regimen.measures[index].id
        case .question(let code): question(code)
        case .figure, .dose: nil
        }
    }

    static func rounding(_ rounding: ProtocolTerms.Rounding) -> JSONValue {
        switch rounding {
        case .none: .object(["to": "none"])
        case .product(let direction): .object(["to": "product", "direction": .string(word(direction))])
        case .step(let step, let direction): .object(["to": Figures.amount(step), "direction": .string(word(direction))])
        }
    }

    private static func word(_ direction: ProtocolTerms.Direction) -> String {
        switch direction {
        case .nearest: "nearest"
        case .down: "down"
        case .up: "up"
        }
    }
}

// MARK: In words

extension DoseData {
    /// All that the record says of this dose, in one sentence: what a program shows that does not read its parts.
    package var words: String {
        var parts: [String] = []
        if let calvert = dose.calvert {
            var formula = "Dose in mg by the Calvert formula: \(label(question(calvert.target))) × (\(filtrationLabel(calvert)) in mL/min + 25)"
            if let most = calvert.filtrationAtMost {
                formula += ", a filtration rate above \(Quantity(most, Unit(.millilitre, per: .minute)).formatted()) counted as that"
            }
            parts.append(formula)
        } else {
            parts.append("\(dose.amountText) \(keyWords)")
        }
        if let days = dose.division {
            let range = FactValue.range(days.fewest, days.most, unit: "day").text
            parts.append(days.most == 1 ? "on one day" : dose.key == .perDay ? "on each of \(range)" : "divided over \(range)")
            if days.isConsecutive, days.most > 1 { parts.append("consecutive days") }
        } else if dose.key == .course || dose.isDivisionOpen {
            parts.append("the number of days is left open")
        }
        let timing = dose.timingText
        if !timing.isEmpty, dose.key != .rate { parts.append(dose.division != nil && dose.every != nil && dose.times != 1 ? "\(timing), from start to start" : timing) }
        if dose.key == .rate, let duration = dose.duration { parts.append("for \(Self.words(duration))") }
        if let after = dose.after { parts.append("the first \(Self.words(after)) after the last dose of the step before") }
        if let infusion = dose.infusion {
            if let time = infusion.atLeast {
                parts.append(infusion.isExact ? "each over \(Figures.time(time).formatted())" : "each over at least \(Figures.time(time).formatted())")
            }
            if let most = infusion.atMost { parts.append("each over at most \(Figures.time(most).formatted())") }
            if let rate = infusion.highestRate { parts.append("no faster than \(Quantity(rate.amount.value, rate.amount.unit(per: rate.time)).formatted())") }
        }
        if !dose.parts.isEmpty {
            parts.append(
                "given in parts: "
                    + dose.parts.map { part in
                        (part.share.map { "\(Decimal.format(Figures.percent($0))) %" } ?? "the rest")
                            + (part.minutes.map { " over \(Figures.time($0).formatted())" } ?? "")
                    }.joined(separator: ", then "))
        }
        if let route = dose.route { parts.append(route.words) }
        parts += dose.caps.map { CapData.words($0, in: regimen) }
        if let rounding = dose.rounding { parts.append(Self.words(rounding)) }
        if dose.isWithoutProduct { parts.append("not drawn from the regimen's product") }
        return parts.joined(separator: ", ")
    }

    private var keyWords: String {
        switch dose.key {
        case .each: "each dose"
        case .perDay: dose.division == nil ? "a day in all" : "a day"
        case .course: "per course in all"
        case .rate: "running"
        case .total: "in all"
        }
    }

    private func label(_ id: String?) -> String { id.flatMap { id in regimen.questions.first { $0.id == id }?.label } ?? id ?? "" }

    private func filtrationLabel(_ formula: DoseTerms.Calvert) -> String {
        if case .measure(let index) = formula.filtration { return regimen.measures[index].terms.label.string }
        return label(filtration(formula))
    }

    package static func words(_ interval: Interval) -> String {
        let high = Quantity(interval.most ?? interval.value, Unit(interval.unit)).formatted()
        return interval.most == nil ? high : "\(Decimal.format(interval.value)) to \(high)"
    }

    package static func words(_ rounding: ProtocolTerms.Rounding) -> String {
        switch rounding {
        case .none: "not rounded"
        case .product(let direction): "rounded \(words(direction)) to what whole containers or tablets of the product make"
        case .step(let step, let direction): "rounded \(words(direction)) to steps of \(Quantity(step.value, step.unit()).formatted())"
        }
    }

    private static func words(_ direction: ProtocolTerms.Direction) -> String {
        direction == .nearest ? "to the nearest," : word(direction)
    }
}

/// Limits of doses.
package enum CapData {
    static func json(_ caps: [RegimenTerms.Cap], in regimen: Regimen) -> JSONValue? {
        .list(
            caps.map { cap in
                switch cap.kind {
                case .dose: .object(["per": "dose", "most": Figures.amount(cap.amount)])
                case .day: .object(["per": "day", "most": Figures.amount(cap.amount)])
                case .course: .object(["per": "course", "most": Figures.amount(cap.amount)])
                case .rate(let time): .object(["per": "time", "most": Figures.amount(cap.amount, per: time)])
                case .lifetime(let code): .object(["per": "lifetime", "most": Figures.amount(cap.amount), "given": .text(given(code, regimen))])
                }
            })
    }

    /// `at most 4 g in a day`
    package static func words(_ cap: RegimenTerms.Cap, in regimen: Regimen) -> String {
        let amount = Quantity(cap.amount.value, cap.amount.unit()).formatted()
        switch cap.kind {
        case .dose: return "at most \(amount) in one dose"
        case .day: return "at most \(amount) in a day"
        case .course: return "at most \(amount) in a course"
        case .rate(let time): return "at most \(Quantity(cap.amount.value, cap.amount.unit(per: time)).formatted())"
        case .lifetime: return "at most \(amount) in a lifetime, with all that was given before"
        }
    }

    private static func given(_ code: Int, _ regimen: Regimen) -> String? { regimen.questions.first { $0.terms.code == code }?.id }
}
