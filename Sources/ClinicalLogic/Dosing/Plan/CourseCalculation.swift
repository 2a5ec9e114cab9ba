/// Works a course out: amount, caps, days, rounding, in this order.
///
/// Limits hold after rounding too. Where rounding would pass one, the dose is rounded down instead.
struct CourseCalculation {
    let regimen: RegimenTerms
    let terms: ProtocolTerms
    let product: ProductTerms?
    let scale: DoseScale

    func course(
        _ amount: Amount, division: RegimenTerms.Division?, days request: Int?, every: Interval?, times: Int?
    ) throws(Withheld) -> CourseDose {
        let unit = amount.unit
        let calculated = try scale.value(of: amount, in: unit)
        let limits = try limits(in: unit)
        // A phase of a single dose gives no second one, however soon the next phase starts.
        let dosesPerDay = regimen.per == .dose ? min(every?.dosesPerDay ?? 1, max(1, times ?? .max)) : 1
        let isUnderADay = regimen.per == .dose && every?.isUnderADay ?? false
        let wanted: (count: Int, most: Int) = try isUnderADay ? (1, 1) : days(request, division)
        let isDivisionStated = division != nil || request != nil || regimen.per != .dose || isUnderADay
        var dayLimit = min(limits.day / Double(dosesPerDay), regimen.per == .dose ? .infinity : limits.dose)
        var courseLimit = regimen.per == .dose ? min(limits.course, limits.dose) : limits.course

        var count = wanted.count
        var perCourse = calculated
        if regimen.per == .day {
            perCourse = calculated * Double(count)
            dayLimit = min(dayLimit, courseLimit / Double(count))
            courseLimit = min(courseLimit, dayLimit * Double(count))
        } else if wanted.most == 1 {
            // One day and no choice: the limit for a day is a limit of the dose, unless the regimen is a course.
            if regimen.per == .dose { courseLimit = min(courseLimit, dayLimit) }
        }
        let capped = min(perCourse, courseLimit)
        if regimen.per != .day {
            while Rounding.exceeds(capped / Double(count), dayLimit), count < wanted.most { count += 1 }
            if Rounding.exceeds(capped / Double(count), dayLimit) {
                throw .stop(.exceedsDayLimit(days: count, limit: dayLimit, unit))
            }
        }
        guard capped > 0 else { throw .stop(.nothingToGive) }
        let isCapped = Rounding.exceeds(perCourse, capped)
        let rounded = try round(capped, over: count, unit, courseLimit: courseLimit, dayLimit: dayLimit)
        return CourseDose(
            amount: amount, per: regimen.per, unit: unit, calculated: calculated, calculatedCourse: perCourse, capped: capped,
            course: rounded.course, caps: isCapped ? try biting(capped, wanted, dosesPerDay, unit) : [],
            days: rounded.days, dayVials: rounded.vials,
            isConsecutive: division?.isConsecutive ?? false, rounding: terms.rounding, isRoundingHeld: rounded.isHeld,
            daysBeforeLimit: count > wanted.count ? wanted.count : nil, isDivisionStated: isDivisionStated,
            dosesPerDay: dosesPerDay, isDayComplete: !isUnderADay || dosesPerDay == every?.dosesPerDay)
    }

    private struct Limits {
        var course = Double.infinity
        var day = Double.infinity
        var dose = Double.infinity
    }

    /// The lowest limit of each kind.
    private func limits(in unit: BaseUnit) throws(Withheld) -> Limits {
        var limits = Limits()
        for cap in regimen.caps {
            let value = try scale.value(of: cap.amount, in: unit)
            switch cap.per {
            case .course: limits.course = min(limits.course, value)
            case .day: limits.day = min(limits.day, value)
            case .dose: limits.dose = min(limits.dose, value)
            }
        }
        return limits
    }

    /// The limits that made the dose as small as it is.
    private func biting(
        _ capped: Double, _ days: (count: Int, most: Int), _ dosesPerDay: Int, _ unit: BaseUnit
    ) throws(Withheld) -> [RegimenTerms.Cap] {
        var caps: [RegimenTerms.Cap] = []
        for cap in regimen.caps {
            var part = regimen.per == .day && cap.per != .course ? capped / Double(days.count) : capped
            if cap.per == .day {
                part *= Double(dosesPerDay)
                if regimen.per == .dose, days.most > 1 { continue }
            }
            // A course is divided until a day's limit holds; it is not made smaller by it.
            if regimen.per == .course, cap.per != .course { continue }
            if !Rounding.exceeds(try scale.value(of: cap.amount, in: unit), part) { caps.append(cap) }
        }
        return caps
    }

    /// The number of days to start from and the most it may grow to.
    private func days(
        _ request: Int?, _ division: RegimenTerms.Division?
    ) throws(Withheld) -> (count: Int, most: Int) {
        if let division {
            let count = request ?? division.fewest
            guard count >= division.fewest, count <= division.most else { throw .stop(.daysOutOfRange(division)) }
            return (count, regimen.per == .day ? count : division.most)
        }
        if let request { return (request, regimen.per == .day ? request : RegimenTerms.Division.limit) }
        // A course over an unknown number of days would make up the dose of a day.
        if regimen.per == .course { throw .missing(.days) }
        return (1, 1)
    }

    private struct RoundedDays {
        var course: Double
        var days: [Double]
        var vials: [VialSelection] = []
        var isHeld = false
    }

    private func round(
        _ course: Double, over count: Int, _ unit: BaseUnit, courseLimit: Double, dayLimit: Double
    ) throws(Withheld) -> RoundedDays {
        switch terms.rounding {
        case .none: return RoundedDays(course: course, days: [Double](repeating: course / Double(count), count: count))
        case .step(let step, let direction):
            let size = try scale.convert(step.value, from: step.unit, to: unit)
            // An amount per day is rounded as the day's dose, any other as the whole.
            let parts = regimen.per == .day ? Double(count) : 1
            let limit = min(courseLimit, dayLimit * Double(count)) / parts
            let rounded = try Self.round(course / parts, to: size, direction, limit: limit)
            let course = rounded.amount * parts
            return RoundedDays(
                course: course, days: [Double](repeating: course / Double(count), count: count), isHeld: rounded.isHeld)
        case .vials(let direction):
            return try roundToVials(course, over: count, unit, direction, courseLimit: courseLimit, dayLimit: dayLimit)
        }
    }

    private static func round(
        _ amount: Double, to step: Double, _ direction: ProtocolTerms.Direction, limit: Double
    ) throws(Withheld) -> (amount: Double, isHeld: Bool) {
        guard step > 0 else { throw .stop(.roundsToNothing) }
        let steps = amount / step
        let wanted =
            switch direction {
            case .nearest: Rounding.nearest(steps)
            case .down: Rounding.down(steps)
            case .up: Rounding.up(steps)
            }
        let isHeld = Rounding.exceeds(wanted * step, limit)
        let count = isHeld ? Rounding.down(limit / step) : wanted
        guard count > 0 else { throw .stop(.roundsToNothing) }
        return (count * step, isHeld)
    }

    /// Each day is rounded to whole vials of what is then left of the course, so that the days make up for one another.
    private func roundToVials(
        _ course: Double, over count: Int, _ unit: BaseUnit, _ direction: ProtocolTerms.Direction, courseLimit: Double,
        dayLimit: Double
    ) throws(Withheld) -> RoundedDays {
        guard let product else { throw .missing(.product) }
        if product.vials.isEmpty { throw .stop(.noVials) }
        guard let stock = try VialStock(product, unit, scale, upTo: course) else { throw .stop(.vialsNotComputable) }
        var rounded = RoundedDays(course: 0, days: [])
        for day in 0..<count {
            let wanted = regimen.per == .day ? course / Double(count) : (course - rounded.course) / Double(count - day)
            let limit = min(dayLimit, courseLimit - rounded.course)
            guard let next = stock.rounded(wanted, direction, limit: limit) else { throw .stop(.roundsToNothing) }
            rounded.days.append(next.selection.amount)
            rounded.vials.append(next.selection)
            rounded.isHeld = rounded.isHeld || next.isHeld
            rounded.course += next.selection.amount
        }
        return rounded
    }
}

extension VialStock {
    /// The vials of a product in the unit of a dose; nil when the sums cannot be searched.
    init?(_ product: ProductTerms, _ unit: BaseUnit, _ scale: DoseScale, upTo amount: Double) throws(Withheld) {
        var sizes: [Double] = []
        for vial in product.vials { sizes.append(try scale.convert(vial.value, from: vial.unit, to: unit)) }
        self.init(sizes: sizes, upTo: amount)
    }
}
