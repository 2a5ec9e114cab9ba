/// First days of the courses to come. The interval of a phase runs from the course before to each course of that phase.
enum CourseDates {
    static var limit: Int { 6 }

    /// The first course is on `start`, in the phase asked for; months are counted from a phase's own first day by the
    /// calendar, so that the 31st does not slip.
    static func dates(from start: CalendarDay, _ phases: [RegimenTerms.Phase], phase first: Int) -> [CalendarDay] {
        var dates = [start]
        for index in first..<phases.count {
            let phase = phases[index]
            guard let step = phase.every.step else { return dates }
            let anchor = dates[dates.count - 1]
            // The course on the first day is the first one of its phase.
            let courses = phase.courses.map { index == first ? $0 - 1 : $0 } ?? limit
            var count = 0
            while count < courses {
                if dates.count == limit { return dates }
                count += 1
                switch step {
                case .days(let days): dates.append(CalendarDay(number: anchor.number + days &* count))
                case .months(let months): dates.append(anchor.adding(months: months &* count))
                }
            }
            if phase.courses == nil { return dates }
        }
        return dates
    }
}
