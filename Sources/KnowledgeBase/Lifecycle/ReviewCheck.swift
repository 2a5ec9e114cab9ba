public import Diagnostics
import SourceData

extension Rule {
    public static let reviewOverdue = Rule(
        "review-overdue", .warning, .adjustable, "The page says that it was reviewed, and its next review was due before today.")
    public static let reviewDueSoon = Rule(
        "review-due-soon", .note, .adjustable, "A review takes time. Who is told when it is overdue is told too late.")
    public static let reviewInFuture = Rule(
        "review-in-future", .error, .adjustable, "A review that has not taken place is no review, and readers would trust the page for it.")
}

/// Holds the dates of clinical reviews against the day of the check.
struct ReviewCheck {
    let today: CalendarDate
    /// Months, for what has no interval of its own.
    let interval: Int?
    let log: DiagnosticLog

    /// The most days before its day on which a review is announced.
    private static let notice = 30

    func check(_ articles: [Article], _ records: [Record]) {
        for article in articles where article.status != .superseded { check(article.review) }
        for head in records.map(\.head) where head.status == .current { check(head.review) }
    }

    private func check(_ review: Review?) {
        guard let review else { return }
        // East of Greenwich it is tomorrow already.
        if review.on.days(after: today) > 1 {
            log.report(
                .reviewInFuture, at: review.position, "the review is dated \(review.on.spelledOut), which is after today, \(today.spelledOut)",
                suggestion: "write the day on which it took place")
            return
        }
        guard let months = review.interval ?? interval else { return }
        let due = review.on.adding(months: months)
        let left = due.days(after: today)
        if left < 0 {
            log.report(
                .reviewOverdue, at: review.position, "the next review was due on \(due.spelledOut)",
                suggestion: "have it reviewed, and write who did it and when; the date alone is no review")
        } else if left <= Swift.min(Self.notice, due.days(after: review.on) / 10) {
            log.report(
                .reviewDueSoon, at: review.position,
                left == 0 ? "the next review is due today" : "the next review is due on \(due.spelledOut), in \(left) day\(left == 1 ? "" : "s")",
                suggestion: "have it reviewed, and write who did it and when")
        }
    }
}
