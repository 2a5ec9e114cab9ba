/// First days of the courses to come. The interval of a step runs from the course before to each course of that step.
enum CourseDates {
    static var limit: Int { 6 }

    /// The first course is on `start`, in the step asked for; months are counted from a step's own first day by the
    /// calendar, so that the 31st does not slip.
    static func dates(from start: CalendarDay, _ steps: [DoseTerms], step first: Int) -> [CalendarDay] {
        let dates = Dates(start)
        var index = first
        while index < steps.count, dates.add(steps[index], isFirst: index == first) { index += 1 }
        return dates.days
    }

    private final class Dates {
        private(set) var days: [CalendarDay]

        init(_ start: CalendarDay) {
            days = [start]
        }

        /// False when there are enough.
        @inline(never)
        private func add(_ day: CalendarDay) -> Bool {
            if days.count == limit { return false }
            days.add(day)
            return true
        }

        /// The courses of a step; false where no more can follow.
        func add(_ step: DoseTerms, isFirst: Bool) -> Bool {
            let anchor = days[days.count - 1]
            if let occasions = step.occasions {
                let offsets = occasions.offsets
                for place in (isFirst ? 1 : 0)..<max(1, offsets.count) where place < offsets.count {
                    if !isFirst, step.after == nil { return false }
                    if !add(CalendarDay(number: anchor.number + offsets[place])) { return false }
                }
                return true
            }
            // A single dose has no course to come; what counts is when the next step starts.
            if isFirst, step.count == 1 { return true }
            guard let every = (isFirst ? nil : step.after) ?? step.every, let between = (step.every ?? every).step, let wait = every.step
            else { return false }
            // The course on the first day is the first one of its step.
            let courses = (step.count ?? limit + 1) - (isFirst ? 1 : 0)
            var count = 1
            while count <= courses {
                let isWait = count == 1 && !isFirst && step.after != nil
                if !add(isWait ? move(anchor, wait, 1) : move(anchor, between, count)) { return false }
                count += 1
            }
            return step.count != nil
        }
    }

    @inline(never)
    private static func move(_ day: CalendarDay, _ step: Interval.Step, _ count: Int) -> CalendarDay {
        switch step {
        case .days(let days): CalendarDay(number: day.number + days &* count)
        case .months(let months): day.adding(months: months &* count)
        }
    }

    /// Minutes from the start of treatment to the first and the last dose of a step; not a number from where a record does not say,
    /// and so is every sum with it.
    final class Minutes {
        let first: Double
        let last: Double

        init(first: Double, last: Double) {
            self.first = first
            self.last = last
        }
    }

    static func minutes(_ steps: [DoseTerms]) -> [Minutes] {
        var found: [Minutes] = []
        // The last dose of the step before, and when that step is over where it says how long it goes on.
        var last = 0.0
        var end = Double.nan
        for step in steps {
            var first = 0.0
            if !found.isEmpty {
                if !end.isNaN, step.after == nil {
                    first = end
                } else if let wait = step.after ?? (step.key == .rate ? nil : step.every) {
                    first = last + wait.minutes
                } else {
                    first = step.key == .rate ? last : .nan
                }
            }
            var final = first
            if let occasions = step.occasions {
                final = first + Double(occasions.offsets.last ?? 0) * BaseUnit.day.scale
            } else if let count = step.times, count > 1 {
                final = first + (step.every?.minutes ?? .nan) * Double(count - 1)
            } else if step.times != 1, step.duration == nil {
                final = .nan
            }
            end = first + (step.duration?.minutes ?? .nan)
            last = final
            found.add(Minutes(first: first, last: end.isNaN ? final : end))
        }
        return found
    }
}

extension Double {
    /// Nil for not a number.
    var known: Double? { isNaN ? nil : self }
}
