/// Works the dose of a step out: amount, caps, days, rounding, in this order.
///
/// Limits hold after rounding too. Where rounding would pass one, the dose is rounded down instead.
final class CourseCalculation {
    let dose: DoseTerms
    /// Of the regimen and of the step.
    let caps: [RegimenTerms.Cap]
    let rounding: ProtocolTerms.Rounding
    /// Days asked for.
    let request: Int?
    let scale: DoseScale
    let measures: PatientMeasures

    init(
        _ dose: DoseTerms, caps: [RegimenTerms.Cap], rounding: ProtocolTerms.Rounding, days request: Int?, scale: DoseScale,
        measures: PatientMeasures
    ) {
        self.dose = dose
        self.caps = caps
        self.rounding = rounding
        self.request = request
        self.scale = scale
        self.measures = measures
    }

    private var product: ProductTerms? { scale.product }

    /// What the days of a dose mean.
    private enum Kind {
        /// One dose, given again and again.
        case dose
        /// The same amount on each of several days.
        case day
        /// An amount divided over days.
        case course
    }

    func course(_ amount: Amount) throws(Withheld) -> CourseDose {
        let unit = amount.unit
        let calvert = try calvert()
        let calculated = if let calvert { calvert.value } else { try scale.value(of: amount, in: unit) }
        let limits = try limits(in: unit)
        let kind: Kind =
            switch dose.key {
            case .course: .course
            case .perDay: dose.division != nil || (request != nil && dose.dosesOfADay == 1 && dose.every == nil) ? .day : .dose
            default: .dose
            }
        let dosesPerDay = kind == .dose ? dose.dosesOfADay : 1
        let isUnderADay = kind == .dose && (dose.key == .perDay || dosesPerDay > 1 || dose.every?.isUnderADay ?? false)
        let wanted: (count: Int, most: Int) = try isUnderADay ? (1, 1) : days(kind)
        let isDivisionStated = !dose.isDivisionOpen || dose.division != nil || request != nil || isUnderADay
        let doses = Double(dosesPerDay)
        var dayLimit = min(limits.day / doses, kind == .dose ? .infinity : limits.dose)
        var courseLimit = kind == .dose ? min(limits.course / Double(dose.count ?? 1), limits.dose) : limits.course

        var count = wanted.count
        var perCourse = kind == .dose && dose.key == .perDay ? calculated / doses : calculated
        if kind == .day {
            perCourse = calculated * Double(count)
            dayLimit = min(dayLimit, courseLimit / Double(count))
            courseLimit = min(courseLimit, dayLimit * Double(count))
        } else if wanted.most == 1, kind == .dose {
            // One day and no choice: the limit for a day is a limit of the dose, unless it is a course.
            courseLimit = min(courseLimit, dayLimit)
        }
        let capped = min(perCourse, courseLimit)
        if kind != .day {
            while Rounding.exceeds(capped / Double(count), dayLimit), count < wanted.most { count += 1 }
            if Rounding.exceeds(capped / Double(count), dayLimit) {
                throw .stop(Message(.exceedsDayLimit, [ClinicalText(Double(count), .day), .computed(dayLimit, unit)], about: .days))
            }
        }
        guard capped > 0 else { throw .stop(Message(.nothingToGive)) }
        let isCapped = Rounding.exceeds(perCourse, capped)
        let rounded = try round(capped, over: count, unit, kind, courseLimit: courseLimit, dayLimit: dayLimit)
        try checkLifetime(rounded.course * Double(kind == .dose ? dose.count ?? 1 : 1), unit)
        return CourseDose(
            amount: amount, key: dose.key, unit: unit, calvert: calvert, calculated: calculated, calculatedCourse: perCourse, capped: capped,
            course: rounded.course, caps: isCapped ? try biting(capped, wanted, dosesPerDay, unit, kind) : [],
            days: rounded.days, dayVials: rounded.vials,
            isConsecutive: dose.division?.isConsecutive ?? false, rounding: rounding, isRoundingHeld: rounded.isHeld,
            daysBeforeLimit: count > wanted.count ? wanted.count : nil, isDivisionStated: isDivisionStated,
            dosesPerDay: dosesPerDay, isDayComplete: dosesPerDay == 1 || dose.times == nil || dosesPerDay == dose.every?.dosesPerDay ?? 1,
            isCourse: kind != .dose)
    }

    /// Nil for a dose that does not go by the formula.
    @inline(never)
    private func calvert() throws(Withheld) -> CalvertDose? {
        guard let calvert = dose.calvert else { return nil }
        let target = measures.answer(calvert.target)
        let filtration = measures.figure(calvert.filtration)
        guard case .value(let area) = target, case .value(let rate) = filtration else {
            if let refusal = filtration.refusal { throw .stop(Message(.measureRefused, [ClinicalText("filtration rate"), ClinicalText(Words.refusal(refusal))])) }
            throw .missing(target.missing.union(filtration.missing))
        }
        return CalvertDose(target: area, filtration: min(rate, calvert.filtrationAtMost ?? .infinity))
    }

    private struct Limits {
        var course = Double.infinity
        var day = Double.infinity
        var dose = Double.infinity
    }

    /// The lowest limit of each kind.
    private func limits(in unit: BaseUnit) throws(Withheld) -> Limits {
        var limits = Limits()
        for cap in caps {
            switch cap.kind {
            case .course: limits.course = min(limits.course, try scale.value(of: cap.amount, in: unit))
            case .day: limits.day = min(limits.day, try scale.value(of: cap.amount, in: unit))
            case .dose: limits.dose = min(limits.dose, try scale.value(of: cap.amount, in: unit))
            case .rate, .lifetime: break
            }
        }
        return limits
    }

    /// The limits that made the dose as small as it is.
    private func biting(
        _ capped: Double, _ days: (count: Int, most: Int), _ dosesPerDay: Int, _ unit: BaseUnit, _ kind: Kind
    ) throws(Withheld) -> [RegimenTerms.Cap] {
        var biting: [RegimenTerms.Cap] = []
        for cap in caps {
            var part = kind == .day && cap.kind != .course ? capped / Double(days.count) : capped
            switch cap.kind {
            case .rate, .lifetime: continue
            case .day:
                part *= Double(dosesPerDay)
                if kind == .dose, days.most > 1 { continue }
            case .course: if kind == .dose { part *= Double(dose.count ?? 1) }
            case .dose: break
            }
            // A course is divided until a day's limit holds; it is not made smaller by it.
            if kind == .course, cap.kind != .course { continue }
            if !Rounding.exceeds(try scale.value(of: cap.amount, in: unit), part) { biting.add(cap) }
        }
        return biting
    }

    /// What was ever given is asked for; a dose that would pass the limit is withheld.
    private func checkLifetime(_ course: Double, _ unit: BaseUnit) throws(Withheld) {
        for cap in caps {
            guard case .lifetime(let question) = cap.kind else { continue }
            let answer = measures.answer(question)
            guard case .value(let before) = answer else { throw .missing(answer.missing) }
            guard let earlier = Amount(before, cap.amount.unit, cap.amount.basis) else { throw .stop(Message(.lifetimeUnit)) }
            let total = try scale.value(of: earlier, in: unit) + course
            let limit = try scale.value(of: cap.amount, in: unit)
            if Rounding.exceeds(total, limit) {
                throw .stop(Message(.exceedsLifetime, [.computed(total, unit), .computed(limit, unit)], about: .question(question)))
            }
        }
    }

    /// The number of days to start from and the most it may grow to.
    private func days(_ kind: Kind) throws(Withheld) -> (count: Int, most: Int) {
        if let division = dose.division {
            let count = request ?? division.fewest
            guard count >= division.fewest, count <= division.most else {
                var words = ClinicalText()
                words.write(Double(division.fewest))
                if division.most > division.fewest {
                    words.write(" to ")
                    words.write(Double(division.most))
                }
                words.write(division.most == 1 ? " day" : " days")
                throw .stop(Message(.daysOutOfRange, [words], about: .days))
            }
            return (count, kind == .day ? count : division.most)
        }
        // One dose is one dose, however many days are entered.
        if let request, dose.occasions == nil, kind != .dose || dose.isDivisionOpen { return (request, kind == .day ? request : DoseTerms.Division.limit) }
        // A course over an unknown number of days would make up the dose of a day.
        if kind == .course { throw .missing(.days) }
        return (1, 1)
    }

    // MARK: Rounding

    private struct RoundedDays {
        var course: Double
        var days: [Double]
        var vials: [VialSelection] = []
        var isHeld = false
    }

    private func round(
        _ course: Double, over count: Int, _ unit: BaseUnit, _ kind: Kind, courseLimit: Double, dayLimit: Double
    ) throws(Withheld) -> RoundedDays {
        switch rounding {
        case .none: return RoundedDays(course: course, days: [Double](repeating: course / Double(count), count: count))
        case .step(let step, let direction):
            let size = try scale.convert(step.value, from: step.unit, to: unit)
            // An amount per day is rounded as the day's dose, any other as the whole.
            let parts = kind == .day ? Double(count) : 1
            let limit = min(courseLimit, dayLimit * Double(count)) / parts
            let rounded = try Self.round(course / parts, to: size, direction, limit: limit)
            let course = rounded.amount * parts
            return RoundedDays(
                course: course, days: [Double](repeating: course / Double(count), count: count), isHeld: rounded.isHeld)
        case .product(let direction):
            return try roundToProduct(course, over: count, unit, kind, direction, courseLimit: courseLimit, dayLimit: dayLimit)
        }
    }

    static func round(
        _ amount: Double, to step: Double, _ direction: ProtocolTerms.Direction, limit: Double
    ) throws(Withheld) -> (amount: Double, isHeld: Bool) {
        guard step > 0 else { throw .stop(Message(.roundsToNothing)) }
        let steps = amount / step
        let wanted =
            switch direction {
            case .nearest: Rounding.nearest(steps)
            case .down: Rounding.down(steps)
            case .up: Rounding.up(steps)
            }
        let isHeld = Rounding.exceeds(wanted * step, limit)
        let count = isHeld ? Rounding.down(limit / step) : wanted
        // More than double of it would be another dose.
        guard count > 0, !Rounding.exceeds(count * step, 2 * amount) else { throw .stop(Message(.roundsToNothing)) }
        return (count * step, isHeld)
    }

    /// Each day is rounded to whole vials of what is then left of the course, so that the days make up for one another.
    private func roundToProduct(
        _ course: Double, over count: Int, _ unit: BaseUnit, _ kind: Kind, _ direction: ProtocolTerms.Direction, courseLimit: Double,
        dayLimit: Double
    ) throws(Withheld) -> RoundedDays {
        guard let product else { throw .missing(.product) }
        if product.containers.isEmpty { throw .stop(Message(.noContainers, about: Inputs.product.union(.dosingProtocol))) }
        guard let stock = try VialStock(product, unit, scale, upTo: course) else {
            throw .stop(Message(.notComputable, about: Inputs.product.union(.dosingProtocol)))
        }
        var rounded = RoundedDays(course: 0, days: [])
        for day in 0..<count {
            let wanted = kind == .day ? course / Double(count) : (course - rounded.course) / Double(count - day)
            let limit = min(dayLimit, courseLimit - rounded.course)
            guard let next = stock.rounded(wanted, direction, limit: limit) else { throw .stop(Message(.roundsToNothing)) }
            rounded.days.add(next.selection.amount)
            rounded.vials.add(next.selection)
            rounded.isHeld = rounded.isHeld || next.isHeld
            rounded.course += next.selection.amount
        }
        if Rounding.exceeds(rounded.course, 2 * course) { throw .stop(Message(.roundsToNothing)) }
        return rounded
    }

    // MARK: Running rates

    func rate(_ amount: Amount) throws(Withheld) -> RunningRate {
        let unit = amount.unit
        let calculated = try scale.value(of: amount, in: unit)
        var value = calculated
        for cap in caps {
            if let limit = try rateLimit(cap, in: unit, per: dose.time) { value = min(value, limit) }
        }
        guard value > 0 else { throw .stop(Message(.nothingToGive)) }
        var biting: [RegimenTerms.Cap] = []
        if Rounding.exceeds(calculated, value) {
            for cap in caps {
                if let limit = try rateLimit(cap, in: unit, per: dose.time), !Rounding.exceeds(limit, value) { biting.add(cap) }
            }
        }
        var pumpRate: Double?
        // What runs through the pump is what is infused, and not the concentrate it is made of.
        if unit.dimension == .volume {
            pumpRate = InfusionSchedule.settable(value * unit.scale * BaseUnit.hour.scale / dose.time.scale)
        } else if let product {
            if product.concentration != nil { _ = try scale.convert(value, from: unit, to: .millilitre) }
            if let pumped = product.pumped, pumped.unit.dimension == unit.dimension {
                pumpRate = InfusionSchedule.settable(value * unit.scale / pumped.scaled * BaseUnit.hour.scale / dose.time.scale)
            }
        }
        let total = dose.duration.map { value * $0.minutes / dose.time.scale }
        return RunningRate(
            amount: amount, unit: unit, time: dose.time, calculated: calculated, value: value, caps: biting, pumpRate: pumpRate, total: total)
    }

    @inline(never)
    private func rateLimit(_ cap: RegimenTerms.Cap, in unit: BaseUnit, per time: BaseUnit) throws(Withheld) -> Double? {
        guard case .rate(let capTime) = cap.kind else { return nil }
        return try scale.value(of: cap.amount, in: unit) * time.scale / capTime.scale
    }
}

extension VialStock {
    /// What a product comes in, in the unit of a dose; nil when the sums cannot be searched. Scored tablets count as halves too.
    convenience init?(_ product: ProductTerms, _ unit: BaseUnit, _ scale: DoseScale, upTo amount: Double) throws(Withheld) {
        var sizes: [Double] = []
        for container in product.containers {
            let size = try scale.convert(container.value, from: container.unit, to: unit)
            sizes.add(size)
            if product.isScored, container.form == .tablet { sizes.add(size / 2) }
        }
        self.init(sizes: sizes, upTo: amount)
    }
}
