public import ClinicalLogic
import Diagnostics
import SourceData

/// Reads one dose: the key that says what its amount is of, and the timing that key needs.
struct DoseReader {
    let reader: RecordReader
    let fields: Fields
    /// Before the ids of its facts: `dose`, `load.dose`.
    let prefix: String

    private var log: DiagnosticLog { reader.log }

    /// Keys that say what an amount is of; `stop` is read by who calls.
    static let keys: [(name: String, key: DoseTerms.Key)] = [
        ("each", .each), ("per-day", .perDay), ("course", .course), ("rate", .rate), ("total", .total),
    ]

    func dose() -> DoseTerms? {
        let named = Self.keys.filter { pair in fields.keys.contains { $0.value == pair.name } }
        guard let first = named.first else {
            fields.reportMissing("each", suggestion: "say what the amount is of: `each`, `per-day`, `course`, `rate`, `total` or `stop`")
            // What goes with an amount is no mistake of its own.
            Self.others.forEach { fields.know($0, isSuggested: false) }
            return nil
        }
        if named.count > 1 {
            log.report(
                .inconsistentRecord, at: fields.position, "a dose has '\(named[0].name)' and '\(named[1].name)'",
                suggestion: "keep one: each dose says one thing")
            for pair in named { _ = fields.value(pair.name) }
            for name in Self.others { _ = fields.value(name) }
            return nil
        }
        // Every key is read, also where the amount says nothing, so that one run shows every mistake.
        let problems = log.diagnostics.count
        let given = amount(first.name, first.key)
        let most = self.most()
        let read = given.map { given in
            DoseTerms(
                first.key, given.amount, to: given.most, calvert: given.calvert, per: given.time, every: reader.interval("every", in: fields),
                times: fields.integer("times", in: 1...1000)?.value, occasions: occasions(), dosesPerDay: fields.integer("doses", in: 1...24)?.value,
                division: division(), duration: reader.interval("for", in: fields), after: reader.interval("after", in: fields),
                isAsNeeded: fields.bool("as-needed") ?? false, mostDoses: most?.doses, mostDosesIn: most?.minutes ?? 1440, infusion: infusion(),
                parts: parts(), route: reader.route(in: fields), caps: CapsReader(reader: reader, prefix: "\(prefix).").caps(fields),
                rounding: reader.rounding(in: fields, isFact: false)?.terms, isWithoutProduct: isWithoutProduct())
        }
        guard let dose = read else {
            for key in Self.others { _ = fields.value(key) }
            return nil
        }
        guard log.diagnostics.count == problems else { return nil }
        DoseTiming(dose: dose, fields: fields, log: log).check()
        addFacts(dose)
        return dose
    }

    /// What may stand beside the key.
    private static let others = DoseTiming.timing + ["after", "route", "caps", "rounding", "product"]

    // MARK: Amount

    private struct Given {
        let amount: Amount
        var most: Amount?
        var calvert: DoseTerms.Calvert?
        var time = BaseUnit.hour
    }

    private func amount(_ name: String, _ key: DoseTerms.Key) -> Given? {
        guard let value = fields.value(name) else { return nil }
        if case .mapping = value { return calvert(value, key) }
        guard let text = fields.text(value, "'\(name)'") else { return nil }
        if key == .rate {
            guard let rate = reader.rate(text, name: "'rate'") else { return nil }
            return Given(amount: rate.low.amount, most: rate.high?.amount, time: rate.low.time)
        }
        guard let written = reader.amount(text, name: "'\(name)'") else { return nil }
        guard written.amount.value > 0 else {
            log.report(
                .invalidQuantity, at: text.position, "'\(name)' gives nothing: '\(text.value)'",
                suggestion: "give an amount above zero, or say with `stop` that there is no dose")
            return nil
        }
        return Given(amount: written.amount, most: written.most)
    }

    /// `{ formula: calvert, target: auc, gfr: crcl, gfr-at-most: 125 mL/min }`
    private func calvert(_ value: DataValue, _ key: DoseTerms.Key) -> Given? {
        guard let formula = Fields(value, owner: "a formula of a dose", log: log) else { return nil }
        let name = formula.requiredString("formula")
        let target = formula.requiredString("target")
        let rate = formula.requiredString("gfr")
        let most = reader.quantity("gfr-at-most", in: formula, like: "125 mL/min")
        formula.finish()
        guard let name, let target, let rate else { return nil }
        guard name.value == "calvert" else {
            log.report(.unknownValue, at: name.position, "there is no formula '\(name.value)' of a dose", suggestion: "write calvert")
            return nil
        }
        guard key == .each || key == .total else {
            log.report(.inconsistentRecord, at: formula.position, "the Calvert formula gives one dose", suggestion: "write it under 'each'")
            return nil
        }
        guard let question = reader.question(named: target) else { return nil }
        guard let subject = filtration(rate), let milligram = Amount(1, .milligram) else { return nil }
        return Given(
            amount: milligram,
            calvert: .init(target: question.terms.code, filtration: subject, filtrationAtMost: most?.value.converted(to: Unit(.millilitre, per: .minute))?.value))
    }

    private func filtration(_ name: Located<String>) -> PlanCondition.Subject? {
        if let index = reader.measures.firstIndex(where: { $0.id == name.value }) {
            if reader.measures[index].terms.unit == Unit(.millilitre, per: .minute) { return .measure(index) }
            log.report(
                .inconsistentRecord, at: name.position, "'\(name.value)' is indexed to body surface; the formula takes mL/min",
                suggestion: "use a clearance, or a measure with `formula: de-indexed`")
            return nil
        }
        guard let question = reader.question(named: name) else { return nil }
        if question.unitSymbols.first == "mL/min" { return .question(question.terms.code) }
        log.report(.inconsistentRecord, at: name.position, "'\(name.value)' is not in mL/min", suggestion: "ask it with `unit: mL/min`")
        return nil
    }

    // MARK: Timing

    /// `{ doses: 4, in: 24 h }`
    private func most() -> (doses: Int?, minutes: Double)? {
        guard let most = fields.mapping("most", owner: "'most'") else { return nil }
        let doses = most.required("doses") { most.integer("doses", in: 1...100) }?.value
        let time = most.required("in") { reader.interval("in", in: most) }?.minutes
        most.finish()
        return (doses, time ?? 1440)
    }

    private func isWithoutProduct() -> Bool {
        guard let product = fields.string("product") else { return false }
        if product.value == "none" { return true }
        log.report(
            .unknownValue, at: product.position, "a dose cannot name a product",
            suggestion: "the regimen does, under 'products'; `product: none` says that this dose is drawn from another one")
        return false
    }

    /// `[week 0, week 2, week 6]` or `[day 1, day 15]`
    private func occasions() -> DoseTerms.Occasions? {
        guard let value = fields.value("at") else { return nil }
        let texts = fields.strings("at")
        var unit: BaseUnit?
        var numbers: [Int] = []
        for text in texts {
            let parts = text.value.split(separator: " ")
            let named: BaseUnit? = parts.first == "week" ? .week : parts.first == "day" ? .day : nil
            guard parts.count == 2, let named, unit == nil || unit == named, let number = Int(parts[1]), number >= (named == .day ? 1 : 0), number <= 5000,
                number > numbers.last ?? -1
            else {
                log.report(
                    .wrongType, at: text.position, "'\(text.value)' is not the next occasion",
                    suggestion: "write `[day 1, day 15]` or `[week 0, week 2, week 6]`, rising")
                return nil
            }
            unit = named
            numbers.append(number)
        }
        guard let unit, !numbers.isEmpty else {
            if texts.isEmpty { log.report(.wrongType, at: value.position, "'at' names no occasion", suggestion: "write `[day 1, day 15]`") }
            return nil
        }
        return DoseTerms.Occasions(unit, numbers)
    }

    /// `2`, or `2 to 5`.
    private func division() -> DoseTerms.Division? {
        let isConsecutive = fields.bool("consecutive") ?? false
        guard let text = fields.string("days") else { return nil }
        guard let days = Self.days(text, log) else { return nil }
        reader.addFact(prefix == "dose" ? "days" : "\(prefix).days", "Days", .range(days.lowerBound, days.upperBound, unit: "day"), at: text.position)
        return DoseTerms.Division(fewest: days.lowerBound, most: days.upperBound, isConsecutive: isConsecutive)
    }

    static func days(_ days: Located<String>, _ log: DiagnosticLog) -> ClosedRange<Int>? {
        let ends = days.value.split(separator: " ").filter { $0 != "to" }.map { Int($0) }
        guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low >= 1, low <= high, high <= 31
        else {
            log.report(
                .wrongType, at: days.position, "'days' must be a number of days, not '\(days.value)'",
                suggestion: "write `days: 2` or `days: 2 to 5`")
            return nil
        }
        return low...high
    }

    /// `60 min`, or a mapping of limits.
    private func infusion() -> DoseTerms.Infusion? {
        guard let value = fields.value("over") else { return nil }
        guard case .mapping = value else {
            guard let time = reader.minutes("over", in: fields) else { return nil }
            return DoseTerms.Infusion(atLeast: time.value, isExact: true)
        }
        guard let over = Fields(value, owner: "'over'", log: log) else { return nil }
        let least = reader.minutes("at-least", in: over)?.value
        let most = reader.minutes("at-most", in: over)?.value
        var highest: Rate?
        if let rate = over.mapping("rate", owner: "'rate' of 'over'") {
            if let most = rate.required("at-most", { rate.string("at-most") }) { highest = reader.rate(most, name: "'at-most'")?.low }
            rate.finish()
        }
        over.finish()
        if over.keys.isEmpty {
            log.report(.missingField, at: over.position, "'over' says nothing", suggestion: "write `over: 60 min` or `over: { at-least: 60 min }`")
        }
        if let least, let most, most < least {
            log.report(.inconsistentRecord, at: over.position, "'at-most' is shorter than 'at-least'", suggestion: "change one of the two")
        }
        return DoseTerms.Infusion(atLeast: least, atMost: most, highestRate: highest)
    }

    /// Shares of one administration; the last one is the rest.
    private func parts() -> [DoseTerms.Part] {
        guard let value = fields.value("parts") else { return [] }
        var shares = 0.0
        let parts: [DoseTerms.Part] = fields.list("parts") { value, log in
            guard let part = Fields(value, owner: "a part", log: log) else { return nil }
            let share = part.requiredString("share")
            let minutes = reader.minutes("over", in: part)
            part.finish()
            guard let share else { return nil }
            if share.value == "rest" { return DoseTerms.Part(share: nil, minutes: minutes?.value) }
            guard share.value.hasSuffix("%"), let percent = Decimal.parse(share.value.dropLast().trimmingSpaces), percent > 0, percent < 100 else {
                log.report(.wrongType, at: share.position, "'share' is not a share: '\(share.value)'", suggestion: "write `10 %`, and `rest` for the last part")
                return nil
            }
            shares += percent
            return DoseTerms.Part(share: percent / 100, minutes: minutes?.value)
        }
        let rests = parts.filter { $0.share == nil }.count
        if rests != 1 || parts.last?.share != nil || parts.count < 2 || shares >= 100 {
            log.report(
                .inconsistentRecord, at: value.position, "the parts do not make up one administration",
                suggestion: "give shares under 100 % in all, and `share: rest` as the last part")
            return []
        }
        return parts
    }

    // MARK: Facts

    private func addFacts(_ dose: DoseTerms) {
        let key = Self.keys.first { $0.key == dose.key }?.name ?? "each"
        let position = fields.keys.first { $0.value == key }?.position ?? fields.position
        if dose.calvert == nil {
            reader.addFact(prefix, "Dose", dose.factValue, at: position, dose: dose)
        } else {
            reader.addAnchor(prefix, at: position)
        }
        let stem = prefix == "dose" ? "" : "\(prefix.hasSuffix(".dose") ? String(prefix.dropLast(5)) : prefix)."
        if let every = dose.every, every.most == nil, let place = fields.keys.first(where: { $0.value == "every" })?.position {
            reader.addFact("\(stem)interval", "Interval", .quantity(Quantity(every.value, Unit(every.unit))), at: place)
        }
    }
}

extension DoseTerms {
    /// The unit of the amount with what it is for: `mg/kg`, `units/kg/h`.
    public var unit: Unit {
        let basis: [BaseUnit] =
            switch amount.basis {
            case .fixed: []
            case .perKilogram: [.kilogram]
            case .perSquareMetre: [.squareMetre]
            }
        return Unit(amount.unit, per: basis + (key == .rate ? [time] : []))
    }

    /// The amount as it is written: a quantity, or for a range its words.
    var factValue: FactValue {
        let quantity = Quantity(amount.value, unit)
        guard let most else { return .quantity(quantity) }
        return .text("\(Decimal.format(amount.value)) to \(Quantity(most.value, quantity.unit).formatted())")
    }
}

extension RecordReader {
    func route(in fields: Fields) -> Route? {
        guard let text = fields.string("route") else { return nil }
        if let route = Route(name: text.value) { return route }
        log.report(
            .unknownValue, at: text.position, "there is no route '\(text.value)'", suggestion: suggestion(for: text.value, among: Route.allCases.map(\.words)))
        return nil
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String { String(self).trimmed }
}
